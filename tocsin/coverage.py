"""What matched, as a table for a spreadsheet: one row an article and list."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.safe import line
from crawler.tables import Article
from monitor.tables import Match, StoryArticle
from tocsin.times import local

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True)
class Row:
    """One article under one list."""

    article: int
    at: datetime
    """Publication, or first sight where the page gave no date."""
    outlet: str
    language: str
    title: str
    url: str
    watchlist: str
    score: float
    queries: tuple[str, ...]
    """Those that counted, the heaviest first."""
    story: int | None
    """Articles with the same number are one story."""
    words: int


def coverage(
    session: Session, *, since: datetime | None = None, until: datetime | None = None, lists: Sequence[str] = ()
) -> Iterator[Row]:
    """Every match that holds, of lists that are on, the oldest article first.

    since, until: aware; since <= published (or first seen) < until. lists: only these; none: all.
    """
    at = func.coalesce(Article.published, Article.first_seen)
    asked = [Match.status == "on", Match.withdrawn.is_(None)]
    asked += [at >= since] if since else []
    asked += [at < until] if until else []
    asked += [Match.watchlist.in_(lists)] if lists else []
    found = (
        select(Article, Match, StoryArticle.story_id)
        .join(Match, Match.article_id == Article.id)
        .join(StoryArticle, StoryArticle.article_id == Article.id, isouter=True)
        .where(*asked)
        .order_by(at, Article.id, Match.watchlist)
    )
    for article, match, story in session.execute(found.execution_options(yield_per=500)):
        parts = sorted(match.parts, key=lambda part: -float(part.get("points", 0)))
        yield Row(
            article=article.id,
            at=article.published or article.first_seen,
            outlet=article.outlet,
            language=article.language,
            title=article.title,
            url=article.url,
            watchlist=match.watchlist,
            score=match.score,
            queries=tuple(str(part.get("query", "")) for part in parts),
            story=story,
            words=article.words,
        )


def write_csv(rows: Iterator[Row], file: TextIO, *, names: dict[str, str], zone: str) -> int:
    """Write `rows` under headings, times in `zone`; how many. names: of the outlets, by id."""
    table = csv.writer(file)
    table.writerow(
        [
            "article",
            "time",
            "outlet",
            "name",
            "language",
            "title",
            "address",
            "list",
            "score",
            "queries",
            "story",
            "words",
        ]
    )
    count = 0
    for row in rows:
        count += 1
        queries = "; ".join(row.queries)
        cells = (row.outlet, names.get(row.outlet, ""), row.language, row.title, row.url, row.watchlist)
        table.writerow(
            [
                row.article,
                local(row.at, zone),
                *map(inert, cells),
                row.score,
                inert(queries),
                row.story or "",
                row.words,
            ]
        )
    return count


def inert(cell: str) -> str:
    """`cell` in one line, as text and never as a formula."""
    clean = line(cell)
    return f"'{clean}" if clean.startswith(_ACTIVE) else clean
