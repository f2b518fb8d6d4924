"""Search: the watchlists' query language over the archive, with passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from crawler.tables import Article
from monitor.document import Hit
from monitor.entities import Entity
from monitor.passages import Passage, passage
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.screen import Rules, document_of
from monitor.watchlists import Query, Watchlist

SEARCH = "search"
"""Id of the list and of the query that a search is compiled to."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Found:
    """An article that the query holds in."""

    article_id: int
    key: str
    title: str
    outlet: str
    url: str
    at: datetime
    """Publication, or first sight."""
    points: float
    hits: tuple[Hit, ...]
    passage: Passage


def compile_search(text: str, entities: Sequence[Entity], outlets: Sequence[Outlet] = ()) -> Ruleset:
    """A ruleset of one list with one query in the notation of the field: ``"arms embargo" NEAR/10 $iran``.

    Raises:
        RulesetError: the query is refused; its problem says the column and what may have been meant.
    """
    watchlist = Watchlist(id=SEARCH, title=text, match=[Query(id=SEARCH, query=text)], score=0)
    return compile_ruleset([watchlist], entities, outlets)


def search(
    session: Session,
    rules: Rules,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    in_outlets: Collection[str] = (),
    outlets: Iterable[Outlet] = (),
    limit: int = 50,
) -> list[Found]:
    """Articles in which the query of `rules` (see `compile_search`) holds, newest first.

    Args:
        since, until: bounds of publication (or first sight), half-open.
        in_outlets: only these outlets; empty = all.
        outlets: the configured ones, for their tags and what they assume.
    """
    known = {outlet.id: outlet for outlet in outlets}
    found: list[Found] = []
    for article in _newest_first(session, since, until, in_outlets):
        analysis = rules.analyse(document_of(article, known.get(article.outlet)))
        held = [part for result in analysis.lists if result.watchlist == SEARCH for part in result.queries]
        if held:
            hits = tuple(hit for part in held for hit in part.hits)
            found.append(
                Found(
                    article.id,
                    article.key,
                    article.title,
                    article.outlet,
                    article.url,
                    article.published or article.first_seen,
                    sum(part.points for part in held),
                    hits,
                    passage(article.text, hits),
                )
            )
            if len(found) == limit:
                break
    return found


def _newest_first(
    session: Session, since: datetime | None, until: datetime | None, in_outlets: Collection[str]
) -> Iterator[Article]:
    at = func.coalesce(Article.published, Article.first_seen, type_=Article.first_seen.type)
    statement = select(Article.id).order_by(at.desc(), Article.id.desc())
    if since is not None:
        statement = statement.where(at >= since)
    if until is not None:
        statement = statement.where(at < until)
    if in_outlets:
        statement = statement.where(Article.outlet.in_(in_outlets))
    ids = session.scalars(statement).all()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = {row.id: row for row in session.scalars(select(Article).where(Article.id.in_(chunk)))}
        yield from (rows[id] for id in chunk if id in rows)
        session.expunge_all()
