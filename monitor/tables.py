"""What the monitor concluded. Only the monitor writes these tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """Which ruleset last read which revision of an article. Another ruleset than the present one is work to do."""

    __tablename__ = "screening"
    __table_args__ = (Index("ix_screening_ruleset", "ruleset", "article_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    """0 where none was read."""
    ruleset: Mapped[str] = mapped_column(String(64))
    """Its hash; or why no ruleset is to read the article: "closed", or "off OUTLET" while that outlet is off."""
    screened: Mapped[datetime] = mapped_column(Utc)


class Unread(Base):
    """Articles whose newest revision nobody has read. The database itself puts them in, in the transaction that writes
    the revision, in whatever order such transactions are committed; only screening takes them out, in the transaction
    that says who has read them. So it never has to look for them in the archive.
    """

    __tablename__ = "unread"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


_UNREAD_TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER new_is_unread AFTER INSERT ON article "
        "BEGIN INSERT OR IGNORE INTO unread (article_id) VALUES (NEW.id); END",
        "CREATE TRIGGER changed_is_unread AFTER UPDATE OF revision ON article "
        "BEGIN INSERT OR IGNORE INTO unread (article_id) VALUES (NEW.id); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION article_is_unread() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO unread (article_id) VALUES (NEW.id) ON CONFLICT DO NOTHING; RETURN NULL; END $$",
        "CREATE TRIGGER article_is_unread AFTER INSERT OR UPDATE OF revision ON article "
        "FOR EACH ROW EXECUTE FUNCTION article_is_unread()",
    ),
}
"""By dialect. A step that makes the table `article` anew has to make these anew too."""
_NO_UNREAD_TRIGGERS = {
    "sqlite": ("DROP TRIGGER IF EXISTS new_is_unread", "DROP TRIGGER IF EXISTS changed_is_unread"),
    "postgresql": ("DROP FUNCTION IF EXISTS article_is_unread() CASCADE",),
}


class Indexed(Base):
    """The log of the word index: one row for every revision whose words it holds, in the order they came, and one more
    for its newest when the outlet gets another id. Never changed, so what was derived from its first rows is brought up
    to date by reading the rest.

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


def _with(table: Any, moment: str, statements: Mapping[str, Sequence[str]]) -> None:
    for dialect, several in statements.items():
        for one in several:
            event.listen(table, moment, DDL(one).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


_with(Indexed.__table__, "after_create", _WORD_INDEX)
_with(Indexed.__table__, "after_drop", dict.fromkeys(_WORD_INDEX, ("DROP TABLE IF EXISTS word_index",)))
_with(Unread.__table__, "after_create", _UNREAD_TRIGGERS)
_with(Unread.__table__, "before_drop", _NO_UNREAD_TRIGGERS)


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


class StoryMeeting(Base):
    """Where an article can be met by its near-duplicates and rewrites: they share at least one key.

    One clustered tree, the week first: what is written today goes into one warm part of it however large the
    archive is, and old weeks are dropped as a range. One row for all articles under a key, because most of what is
    written and read would else be the key, again and again. No foreign key: an article that is gone is never a match,
    because candidates are read from `article`.
    """

    __tablename__ = "story_meeting"
    __table_args__ = {"sqlite_with_rowid": False}

    week: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Weeks since 1970-01-01 of the articles' publication (or first sight)."""
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    articles: Mapped[bytes] = mapped_column(LargeBinary)
    """See `monitor.meetings.Row`."""


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
