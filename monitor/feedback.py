"""What readers say of single articles, and what that says of each query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.tables import Feedback, Match


class FeedbackError(ValueError):
    """Feedback on something that is not there; the message is for people."""


MISSED: Final = ""
"""Stands for the query in a word on an article that no query of the list found."""


@dataclass(frozen=True, slots=True)
class Missed:
    """An article that was called relevant for a list which does not find it, or no longer does."""

    watchlist: str
    article: int
    title: str


@dataclass(frozen=True, slots=True)
class QueryRecord:
    """How one query did."""

    watchlist: str
    query: str
    matched: int
    """Articles in which it earned points (matches that hold)."""
    only: int
    """Of these, articles that no other query of its list would have let pass."""
    relevant: int
    not_relevant: int

    @property
    def precision(self) -> float | None:
        """Share of judged articles that were relevant, 0 to 1; None where nobody judged."""
        judged = self.relevant + self.not_relevant
        return self.relevant / judged if judged else None


def give(
    session: Session,
    article: int | str,
    *,
    relevant: bool,
    now: datetime,
    watchlist: str | None = None,
    query: str | None = None,
) -> int:
    """Keep a reader's word on an article for every query that found it; a later word replaces an earlier one.

    That an article is relevant can also be said for a `watchlist` that did not find it: see `missed`.

    Args:
        article: its id in the database, or its 16-digit key.
        watchlist, query: only for this list, only for this query.

    Returns:
        How many queries it was kept for; 0: none found the article, the list missed it. The caller commits.

    Raises:
        FeedbackError: no such article, or no such match.
    """
    by = Article.id == article if isinstance(article, int) else Article.key == article
    article_id = session.scalar(select(Article.id).where(by))
    if article_id is None:
        raise FeedbackError(f"there is no article {article}; `tocsin search` and `tocsin latest` give the numbers")
    statement = select(Match.watchlist, Match.parts).where(Match.article_id == article_id)
    if watchlist is not None:
        statement = statement.where(Match.watchlist == watchlist)
    pairs = {
        (matched, part["query"])
        for matched, parts in session.execute(statement)
        for part in parts
        if query in {None, part["query"]}
    }
    known = {
        (row.watchlist, row.query): row
        for row in session.scalars(select(Feedback).where(Feedback.article_id == article_id))
    }
    if not pairs:
        if watchlist is None or query is not None or not (relevant or (watchlist, MISSED) in known):
            raise FeedbackError(_not_found(article, watchlist, query, relevant=relevant))
        pairs = {(watchlist, MISSED)}
    elif (one := known.get((watchlist or "", MISSED))) is not None:
        session.delete(one)  # it is found by now, so that the word is on those that found it
    for matched, name in sorted(pairs):
        row = known.get((matched, name))
        if row is None:
            session.add(Feedback(article_id=article_id, watchlist=matched, query=name, relevant=relevant, given=now))
        else:
            row.relevant, row.given = relevant, now
    return sum(name != MISSED for _, name in pairs)


def _not_found(article: int | str, watchlist: str | None, query: str | None, *, relevant: bool) -> str:
    found_by = " / ".join(name for name in (watchlist, query) if name) or "any watchlist"
    told = f"article {article} was not matched by {found_by}"
    if query is not None:
        return f"{told}; without --query the word is for all queries of the list"
    if not relevant:
        return f"{told}, so there is nothing to take back"
    return f"{told}; if a list should have found it, name the list: `tocsin feedback {article} relevant --list ID`"


def missed(session: Session, watchlists: Iterable[str]) -> list[Missed]:
    """What these lists should have found: called relevant for them, and no match that holds; the latest word first."""
    holds = (
        select(Match.id)
        .where(Match.article_id == Feedback.article_id, Match.watchlist == Feedback.watchlist)
        .where(Match.withdrawn.is_(None))
    )
    statement = (
        select(Feedback.watchlist, Feedback.article_id, Article.title)
        .join(Article, Article.id == Feedback.article_id)
        .where(Feedback.relevant, Feedback.watchlist.in_(list(watchlists)), ~holds.exists())
        .group_by(Feedback.watchlist, Feedback.article_id, Article.title)
        .order_by(func.max(Feedback.given).desc(), Feedback.watchlist, Feedback.article_id)
    )
    return [Missed(*row) for row in session.execute(statement)]


def records(
    session: Session, queries: Iterable[tuple[str, str]], *, since: datetime | None = None
) -> list[QueryRecord]:
    """How each query did, in the order given; one that earned nothing is listed with zeros.

    Args:
        queries: (watchlist, query) pairs as they stand in the configuration.
        since: only matches found, and feedback given, from this instant on.
    """
    matched: Counter[tuple[str, str]] = Counter()
    only: Counter[tuple[str, str]] = Counter()
    statement = select(Match.watchlist, Match.parts, Match.score, Match.threshold).where(Match.withdrawn.is_(None))
    judged = select(Feedback.watchlist, Feedback.query, Feedback.relevant)
    if since is not None:
        statement = statement.where(Match.found >= since)
        judged = judged.where(Feedback.given >= since)
    for watchlist, parts, score, threshold in session.execute(statement):
        for part in parts:
            matched[watchlist, part["query"]] += 1
            if len(parts) == 1 or score - part["points"] < threshold:
                only[watchlist, part["query"]] += 1
    words: Counter[tuple[str, str, bool]] = Counter((w, q, r) for w, q, r in session.execute(judged))
    return [QueryRecord(w, q, matched[w, q], only[w, q], words[w, q, True], words[w, q, False]) for w, q in queries]
