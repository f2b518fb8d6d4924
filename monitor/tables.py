"""What the monitor concluded. Only the monitor writes these tables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column

from crawler.database import Base, Utc


class Screening(Base):
    """Which ruleset last read which revision of an article. Anything else than the present pair is work to do."""

    __tablename__ = "screening"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    ruleset: Mapped[str] = mapped_column(String(64), index=True)
    screened: Mapped[datetime] = mapped_column(Utc)


class Indexed(Base):
    """The log of the word index: one row for every revision whose words it holds, in the order they came. Never
    changed, so what was derived from its first rows is brought up to date by reading the rest.

    No foreign key: the log tells what was read, also of an article that is gone.
    """

    __tablename__ = "indexed"

    number: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int]
    revision: Mapped[int]
    stamp: Mapped[int] = mapped_column(BigInteger)
    """Drawn by lot: two databases (or one before and after a restore) whose row of one number has the same stamp have
    the same log up to it."""
    outlet: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(8))
    at: Mapped[int] = mapped_column(BigInteger)
    """Publication, or first sight: microseconds since 1970-01-01 UTC, because millions of them are read at once."""


# The index itself is no table of rows and columns: an FTS5 table without contents, or a tsvector with a GIN index.
_WORD_INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5(words, content='', detail=none, columnsize=0, "
        "tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS word_index (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS ix_word_index_words ON word_index USING gin (words)",
    ),
}
for _dialect, _statements in _WORD_INDEX.items():
    for _statement in _statements:
        event.listen(Indexed.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
event.listen(Indexed.__table__, "after_drop", DDL("DROP TABLE IF EXISTS word_index"))  # type: ignore[no-untyped-call]


class Match(Base):
    """A watchlist that an article passed. The id stays the same over re-screening, so digests can claim it once."""

    __tablename__ = "match"
    __table_args__ = (UniqueConstraint("article_id", "watchlist"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    watchlist: Mapped[str] = mapped_column(String(60), index=True)
    score: Mapped[float]
    threshold: Mapped[float]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """[{"query", "points", "zone", "entities": [id], "hits": [{"form", "field", "start", "end"}]}]: the points add
    up to `score`."""
    revision: Mapped[int]
    """The revision of the article that the spans point into."""
    ruleset: Mapped[str] = mapped_column(String(64))
    found: Mapped[datetime] = mapped_column(Utc, index=True)
    withdrawn: Mapped[datetime | None] = mapped_column(Utc)
    """Set when a later ruleset or revision no longer passes; the row stays, because an issue may hold it."""
    status: Mapped[str] = mapped_column(String(4), default="on")
    """on, or test: counted and shown in previews, never sent."""


class MentionCount(Base):
    """How often an entity stands in an article: feeds trends, search and stories."""

    __tablename__ = "mention"
    __table_args__ = (UniqueConstraint("article_id", "entity"), Index("ix_mention_entity_day", "entity", "day"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    entity: Mapped[str] = mapped_column(String(60))
    count: Mapped[int]
    in_title: Mapped[bool]
    day: Mapped[date] = mapped_column(Date)
    """UTC day of publication (or of first sight)."""


class Story(Base):
    """One event as several outlets tell it."""

    __tablename__ = "story"

    id: Mapped[int] = mapped_column(primary_key=True)
    representative_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="SET NULL"))
    """The earliest fullest text."""
    first: Mapped[datetime] = mapped_column(Utc)
    last: Mapped[datetime] = mapped_column(Utc, index=True)
    version: Mapped[int] = mapped_column(default=1)
    """Counts up when the story gains new facts (numbers, names, quotes) or a new class of outlet."""
    news: Mapped[str] = mapped_column(Text, default="")
    """In words, what the newest version brought."""
    updated: Mapped[datetime] = mapped_column(Utc)
    """When the version last counted up (for version 1: when the story was made)."""
    facts: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    """What its articles said so far: {"numbers", "names", "quotes", "classes"}, each a sorted list."""


class StoryArticle(Base):
    """Which story an article belongs to, and why."""

    __tablename__ = "story_article"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    """The revision of the article that was compared."""
    reason: Mapped[str] = mapped_column(String(20))
    """first, copy, rewrite."""
    similarity: Mapped[float] = mapped_column(default=1.0)


class StoryKey(Base):
    """Where an article can be met by its near-duplicates and rewrites: they share at least one key.

    One clustered tree, the week first: what is written today goes into one warm part of it however large the
    archive is, and old weeks are dropped as a range. No foreign key: a row whose article is gone is never a match,
    because candidates are read from `article`.
    """

    __tablename__ = "story_key"
    __table_args__ = {"sqlite_with_rowid": False}

    week: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Weeks since 1970-01-01 of the article's publication (or first sight)."""
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class StorySketch(Base):
    """What of an article is compared with later ones; dropped with its keys when it is too old to be met."""

    __tablename__ = "story_sketch"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    outlet: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Utc, index=True)
    """Publication, or first sight."""
    data: Mapped[bytes] = mapped_column(LargeBinary)
    """See `monitor.sketch.pack`."""


class Feedback(Base):
    """A reader's word on one article for one query: what precision is computed from."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("article_id", "watchlist", "query"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    watchlist: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(60))
    relevant: Mapped[bool]
    given: Mapped[datetime] = mapped_column(Utc)
