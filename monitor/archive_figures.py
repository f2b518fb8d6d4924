"""What the archive knows about the lists in force: feeds the warnings that need experience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.health import outlet_health
from monitor.lint import NEVER_AFTER, ArchiveFigures
from monitor.tables import Match, Unread
from monitor.unread import marks_to_read

_SOON = timedelta(hours=6)


def archive_figures(
    session: Session,
    outlets: Sequence[Outlet],
    queries: Mapping[str, Sequence[str]],
    ruleset: str,
    now: datetime,
) -> ArchiveFigures:
    """Hits per query over the last 90 days, and the outlets that are silent.

    Args:
        queries: ids of each watchlist's queries, in the order of its `match`.
        ruleset: hash of the ruleset that these watchlists make. Where the archive has not been read with it yet, no
            hits are reported (`days` is 0): that a query written a minute ago has found nothing means nothing.
        now: aware.
    """
    since = now - NEVER_AFTER
    silent = {
        health.outlet: health.detail for health in outlet_health(session, outlets, now) if health.state == "silent"
    }
    first = session.scalar(select(func.min(Article.first_seen)))
    if first is None or not _was_read(session, outlets, ruleset, since, now):
        return ArchiveFigures(days=0, silent=silent)
    numbers = {(name, query): (name, at) for name, ids in queries.items() for at, query in enumerate(ids)}
    hits: Counter[tuple[str, int]] = Counter()
    rows = session.execute(
        select(Match.watchlist, Match.parts)
        .join(Article, Article.id == Match.article_id)
        .where(Article.first_seen >= since, Match.withdrawn.is_(None))
        .execution_options(yield_per=1000)
    )
    for name, parts in rows:
        hits.update(key for part in parts if (key := numbers.get((name, part["query"]))) is not None)
    days = min(NEVER_AFTER, now - first).total_seconds() / 86400
    return ArchiveFigures(days=days, hits=dict(hits), silent=silent)


def _was_read(session: Session, outlets: Sequence[Outlet], ruleset: str, since: datetime, now: datetime) -> bool:
    """Whether this ruleset has read what it is to read of that time; what came in the last hours may still wait."""
    off = [outlet.id for outlet in outlets if outlet.status == "off"]
    if marks_to_read(session, ruleset, {outlet.id for outlet in outlets}.difference(off)):
        return False
    late = select(Unread.article_id).join(Article, Article.id == Unread.article_id)
    late = late.where(Article.first_seen.between(since, now - _SOON), Article.closed.is_(None))
    return session.scalar(late.where(Article.outlet.not_in(off)).limit(1)) is None
