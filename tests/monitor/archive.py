"""A small archive for tests of the monitor's tables: articles by hand, and a ruleset that looks for plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, Executable
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from crawler.outlets import Outlet, Source
from crawler.tables import Article, Revision
from monitor.document import Analysis, Document, Field, Hit, ListResult, Mention, QueryResult
from monitor.entities import Entity
from monitor.watchlists import Query, Watchlist

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def outlet(id: str, *, tags: tuple[str, ...] = (), status: str = "on", **more: object) -> Outlet:
    """A configured outlet with one feed."""
    return Outlet.model_validate(
        {
            "id": id,
            "name": id.title(),
            "language": "en",
            "country": "IR",
            "feeds": [Source(url=f"http://{id}.example/feed")],
            "tags": list(tags),
            "status": status,
            **more,
        }
    )


def publish(
    session: Session,
    title: str,
    text: str,
    *,
    outlet: str = "gazette",
    at: datetime = NOON,
    credit: str = "",
    language: str = "en",
) -> Article:
    """Keep an article as the crawler would, and its first revision."""
    url = f"http://{outlet}.example/{sha256(f'{outlet}{title}{at}{text}'.encode()).hexdigest()[:12]}"
    article = Article(
        key=sha256(url.encode()).hexdigest()[:16],
        url=url,
        outlet=outlet,
        revision=1,
        first_seen=at + timedelta(minutes=5),
        fetched=at + timedelta(minutes=5),
        published=at,
        title=title,
        text=text,
        authors=[],
        credit=credit,
        language=language,
        words=len(text.split()),
        tags=[],
        digest=sha256(f"{title}\n{text}".encode()).hexdigest(),
    )
    session.add(article)
    session.flush()
    session.add(Revision(article_id=article.id, number=1, fetched=article.fetched, title=title, text=text))
    session.commit()
    return article


def revise(session: Session, article: Article, text: str, *, title: str | None = None) -> None:
    """The page of an article has a new text."""
    row = session.get_one(Article, article.id, populate_existing=True)
    row.revision += 1
    row.title, row.text, row.words = title or row.title, text, len(text.split())
    row.fetched += timedelta(hours=1)
    session.add(Revision(article_id=row.id, number=row.revision, fetched=row.fetched, title=row.title, text=text))
    session.commit()


def rows(engine: Engine, statement: Executable) -> list[Any]:
    """All rows of a query, read in a transaction of its own; a row of one column is that column."""
    with sessions(reader(engine))() as session:
        found = session.execute(statement).all()
    return [row[0] if len(row) == 1 else row for row in found]


class WordRules:
    """A ruleset of plain words: list id -> word; every capitalised id in `names` is an entity."""

    def __init__(
        self, lists: Mapping[str, str], names: tuple[str, ...] = (), *, threshold: float = 1, test: tuple[str, ...] = ()
    ) -> None:
        self._lists = lists
        self._names = names
        self._threshold = threshold
        self.watchlists = [
            Watchlist(id=id, title=id, match=[Query(any=[word])], status="test" if id in test else "on")
            for id, word in lists.items()
        ]
        self.entities = [Entity(id=name.casefold(), name=name, type="person") for name in names]
        self.hash = sha256(repr((sorted(lists.items()), names, threshold, test)).encode()).hexdigest()

    def analyse(self, document: Document, explain: bool = False) -> Analysis:
        """Find the words; two points in the title, one in the text."""
        lists = []
        for id, word in self._lists.items():
            hits = _find(document, word)
            if hits:
                points = sum(2.0 if hit.field == "title" else 1.0 for hit in hits)
                zone = "title" if hits[0].field == "title" else "body"
                part = QueryResult(id, word, points, zone, hits)  # type: ignore[arg-type]
                lists.append(ListResult(id, points, self._threshold, points >= self._threshold, (part,)))
        mentions = tuple(Mention(n.casefold(), hit, n) for n in self._names for hit in _find(document, n))
        return Analysis(mentions, tuple(lists))


def _find(document: Document, word: str) -> tuple[Hit, ...]:
    fields: tuple[tuple[Field, str], ...] = (("title", document.title), ("text", document.text))
    return tuple(
        Hit(found[0], field, *found.span()) for field, text in fields for found in re.finditer(rf"\b{word}\b", text)
    )
