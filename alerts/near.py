"""Near misses: what came close to a digest, and what an exclusion held back (`near_misses: yes`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from alerts import claims
from alerts.digests import Digest
from alerts.facts import Facts
from alerts.safe import line
from alerts.selection import Candidate, MatchRow
from alerts.selection import select as fold
from alerts.telling import Teller
from alerts.view import StoryView, points
from crawler.tables import Article
from monitor.document import ListResult
from monitor.explain import NO_QUERY
from monitor.screen import document_of
from monitor.tables import Match

SHOWN = 20
READ = 400
"""Articles without a match that are read once more to explain them: a bound, for others wait meanwhile."""
_CLOSE = ("below threshold", "dropped", "masked by", "gate missing")
"""Reasons that mean something was found after all, the closest first."""


def near_misses(
    session: Session, digest: Digest, teller: Teller, start: datetime, end: datetime
) -> tuple[StoryView, ...]:
    """At most 20, each with its reason: matches below the digest's own score or withdrawn before they were sent, then
    articles that one of its lists only just did not take and none of them took. Of those the newest 400 first seen in
    start..end are read.
    """
    rows = claims.missed(session, digest.id, digest, start)
    below = [replace(teller.tell(one), note=_missed(one.lead, digest)) for one in fold(rows, {}, {}).stories]
    close = sorted(_close(session, digest, teller.facts, start, end), key=lambda one: one[0])
    told = [replace(teller.tell(_alone(row)), note=reason) for _, row, reason in close]
    return (*below, *told)[:SHOWN]


def _missed(row: MatchRow, digest: Digest) -> str:
    if row.score < digest.min_score:
        return f"score {points(row.score)}, this digest asks for {points(digest.min_score)}"
    return "matched at first, and no longer does"


def _close(
    session: Session, digest: Digest, facts: Facts, start: datetime, end: datetime
) -> Iterator[tuple[tuple[int, float], MatchRow, str]]:
    """(how close, article, reason) of what a list found something in and did not take.

    Of lists and outlets on trial nothing is told, here either; what only a list on trial or one of another digest took,
    this digest's readers do not have.
    """
    if facts.ruleset is None:
        return
    sent = {name for name, one in facts.watchlist_by_id.items() if one.status == "on"}
    sent &= set(digest.watchlists or sent)
    trial = [name for name, outlet in facts.outlet_by_id.items() if outlet.status != "on"]
    matched = exists().where(Match.article_id == Article.id, Match.status == "on", Match.watchlist.in_(sent))
    unmatched = select(Article).where(
        Article.first_seen >= start, Article.first_seen <= end, Article.outlet.not_in(trial), ~matched
    )
    for article in session.scalars(unmatched.order_by(Article.first_seen.desc()).limit(READ)):
        document = document_of(article, facts.outlet_by_id.get(article.outlet))
        found = [
            (rank, result, reason)
            for result in facts.ruleset.analyse(document, explain=True).lists
            if result.watchlist in sent
            for rank, reason in _reasons(result)
        ]
        if found:
            rank, result, reason = min(found, key=lambda one: (one[0], -one[1].score))
            title = line(facts.watchlist_title(result.watchlist))
            yield (rank, -result.score), _row(article, result), line(f"{title}: {reason}", 160)


def _reasons(result: ListResult) -> Iterator[tuple[int, str]]:
    """Where no query holds, a gate or a filter kept nothing away: then only a mask that took the hits away counts."""
    nothing = NO_QUERY in result.why_not
    for reason in result.why_not:
        if nothing and "masked by" not in reason:
            continue
        for rank, kind in enumerate(_CLOSE):
            if kind in reason:
                yield rank, reason


def _row(article: Article, result: ListResult) -> MatchRow:
    return MatchRow(
        match_id=-article.id,
        article_id=article.id,
        watchlist=result.watchlist,
        score=result.score,
        threshold=result.threshold,
        parts=(),
        revision=article.revision,
        found=article.first_seen,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        at=article.published or article.first_seen,
    )


def _alone(row: MatchRow) -> Candidate:
    return Candidate(
        f"article:{row.article_id}", row, (row,), None, returns=False, urgent=False, lists=(row.watchlist,)
    )
