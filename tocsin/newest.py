"""The newest articles, and which lists each of them met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from crawler.tables import Article
from monitor.tables import Match


@dataclass(frozen=True)
class Newest:
    """One article."""

    article: int
    first_seen: datetime
    published: datetime | None
    outlet: str
    language: str
    title: str
    url: str
    lists: dict[str, float]
    """Score by watchlist, the highest first; lists in test too."""


def newest(session: Session, *, outlets: Sequence[str] = (), matched: bool = False, limit: int = 30) -> list[Newest]:
    """At most `limit` articles, the last one that came in first.

    outlets: only of these; none: of all. matched: only those that some list took.
    """
    holds = (Match.article_id == Article.id, Match.withdrawn.is_(None))
    asked: list[ColumnElement[bool]] = [Article.outlet.in_(outlets)] if outlets else []
    asked += [exists().where(*holds)] if matched else []
    chosen = select(Article).where(*asked).order_by(Article.first_seen.desc(), Article.id.desc()).limit(limit)
    articles = session.scalars(chosen).all()
    scores: dict[int, dict[str, float]] = defaultdict(dict)
    of_these = select(Match.article_id, Match.watchlist, Match.score).where(
        Match.article_id.in_([article.id for article in articles]), Match.withdrawn.is_(None)
    )
    for article, watchlist, score in session.execute(of_these.order_by(Match.score.desc(), Match.watchlist)):
        scores[article][watchlist] = score
    return [
        Newest(a.id, a.first_seen, a.published, a.outlet, a.language, a.title, a.url, scores[a.id]) for a in articles
    ]
