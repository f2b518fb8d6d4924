"""What the crawler knows. Only the crawler writes these tables; every room downstream may read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crawler.database import Base, Utc


class Article(Base):
    """One article, one row: its newest text. Older texts are in `revision`."""

    __tablename__ = "article"
    __table_args__ = (
        Index(
            "ix_article_closed",
            "id",
            sqlite_where=text("closed IS NOT NULL"),
            postgresql_where=text("closed IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    """First 16 hex digits of SHA-256 of `url`: the name of the article outside the database."""
    url: Mapped[str] = mapped_column(Text, unique=True)
    """Canonical URL."""
    outlet: Mapped[str] = mapped_column(String(60), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    """Number of the newest revision, from 1."""
    first_seen: Mapped[datetime] = mapped_column(Utc, index=True)
    fetched: Mapped[datetime] = mapped_column(Utc)
    """When the newest text was fetched."""
    published: Mapped[datetime | None] = mapped_column(Utc, index=True)
    modified: Mapped[datetime | None] = mapped_column(Utc)
    title: Mapped[str] = mapped_column(Text)
    standfirst: Mapped[str] = mapped_column(Text, default="")
    """Lead under the headline; where it is visible on the page it is also the first paragraph of `text`."""
    text: Mapped[str] = mapped_column(Text)
    """Corpus format without the headline: paragraphs of one line each, parted by one blank line."""
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    credit: Mapped[str] = mapped_column(Text, default="")
    """Wire agency named as the source ("Reuters", "TASS")."""
    language: Mapped[str] = mapped_column(String(8), default="")
    image: Mapped[str] = mapped_column(Text, default="")
    section: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    paywall: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[float] = mapped_column(default=1.0)
    """How sure the extraction is, 0 to 1."""
    words: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(String(20), default="page")
    """page, feed, warc or corpus: where the text came from."""
    closed: Mapped[datetime | None] = mapped_column(Utc)
    """Set when its text or its matches were dropped because they are old (`keep:`): it is not screened again."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of title and text: says whether a page that was fetched again has changed."""


class Revision(Base):
    """Every text an article has had, the newest included."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    fetched: Mapped[datetime] = mapped_column(Utc)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    original: Mapped[str | None] = mapped_column(Text)
    """An imported text before it was cleaned; None for what was fetched."""
    left_out: Mapped[list[tuple[int, str]] | None] = mapped_column(JSON(none_as_null=True))
    """Learnt lines that were left out of `text`, as `crawler.left_out.Cut`; None where there are none."""


class Address(Base):
    """Every article address that was ever found: known ones are not fetched again."""

    __tablename__ = "address"
    __table_args__ = (
        Index("ix_address_due", "outlet", "state", "next_at"),
        Index("ix_address_guid", "outlet", "guid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(Text, unique=True)
    """Canonical form of the address as found (before any redirect)."""
    fold: Mapped[str] = mapped_column(Text, unique=True)
    """`crawler.urls.fold(url)`: the same for http and https, with and without www and the last slash."""
    outlet: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(12))
    """found (to fetch), kept, refused (robots, private address), gone (404, 410), empty (no article there), failed
    (to be tried again at next_at)."""
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="SET NULL"), index=True)
    found: Mapped[datetime] = mapped_column(Utc)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(Utc)
    """When to fetch (again); None = never."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """For people: why it is in this state."""
    hints: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the list said of it: title, published, guid, summary."""
    guid: Mapped[str | None] = mapped_column(Text)
    """What a feed calls the entry, where that is not its address and at most 200 characters long: an article that moves
    keeps it."""


class SourceState(Base):
    """What is remembered of a feed, sitemap or section page, so that an unchanged one costs a 304."""

    __tablename__ = "source_state"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    outlet: Mapped[str] = mapped_column(String(60), index=True)
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the body last read: a server without validators that sends the same again costs no parsing."""
    stamp: Mapped[str | None] = mapped_column(Text)
    """Date that a sitemap index gave for this sitemap when it was last read; the same date again costs no request, once
    that date is over."""
    children: Mapped[list[list[str]] | None] = mapped_column(JSON)
    """[[address, date]] of the sitemaps that an index named when it was last read; None for other lists."""
    checked: Mapped[datetime | None] = mapped_column(Utc)
    changed: Mapped[datetime | None] = mapped_column(Utc)
    """When what it lists was stored last."""
    status: Mapped[int | None]
    error: Mapped[str] = mapped_column(Text, default="")
    older: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of its entries were left alone when it was read first: older than the newest of it."""
    moved_to: Mapped[str | None] = mapped_column(Text)
    """Where it has moved for good (301, 308) and was read. Within its site it is asked there, until that fails."""


class LeftAlone(Base):
    """Which entries of a long list were there before us, and are no news."""

    __tablename__ = "left_alone"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    """Of the list, as in `source_state`."""
    marks: Mapped[bytes] = mapped_column(LargeBinary)
    """`crawler.listing.mark` of each, one after the other."""


class HostState(Base):
    """What one host asked of us, across rounds and processes."""

    __tablename__ = "host_state"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    robots: Mapped[str | None] = mapped_column(Text)
    robots_status: Mapped[int | None]
    robots_fetched: Mapped[datetime | None] = mapped_column(Utc)
    blocked_until: Mapped[datetime | None] = mapped_column(Utc)
    """Retry-After or circuit breaker: no request before this instant."""
    failures: Mapped[int] = mapped_column(default=0)
    last_request: Mapped[datetime | None] = mapped_column(Utc)


class OutletRun(Base):
    """One look at one outlet: what source health is computed from."""

    __tablename__ = "outlet_run"
    __table_args__ = (Index("ix_outlet_run_outlet_started", "outlet", "started"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[str] = mapped_column(String(32), index=True)
    outlet: Mapped[str] = mapped_column(String(60))
    started: Mapped[datetime] = mapped_column(Utc)
    finished: Mapped[datetime | None] = mapped_column(Utc)
    found: Mapped[int] = mapped_column(default=0)
    """Addresses listed by the sources."""
    fetched: Mapped[int] = mapped_column(default=0)
    """Article pages downloaded."""
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    """Sources that answered 304."""
    requests: Mapped[int] = mapped_column(default=0)
    errors: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Count by kind: http-500, timeout, dns, robots, extraction, ..."""
    problem: Mapped[str] = mapped_column(Text, default="")
    """The worst error in words, empty when all went well."""
    words: Mapped[int] = mapped_column(default=0)
    """Words extracted from new articles, in all."""
    dated: Mapped[int] = mapped_column(default=0)
    authored: Mapped[int] = mapped_column(default=0)


class BoilerplateLine(Base):
    """A line and in how many articles of an outlet it stood; what recurs is cut from then on."""

    __tablename__ = "boilerplate_line"
    __table_args__ = (UniqueConstraint("outlet", "line_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet: Mapped[str] = mapped_column(String(60), index=True)
    line_hash: Mapped[str] = mapped_column(String(32))
    line: Mapped[str] = mapped_column(Text)
    articles: Mapped[int] = mapped_column(default=0)
    """Distinct stories it stood in: copies and corrections of one article count once."""
    stories: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Marks of the latest of these stories, by which copies are told."""
    first_seen: Mapped[datetime] = mapped_column(Utc)
    last_seen: Mapped[datetime] = mapped_column(Utc)
    verdict: Mapped[str] = mapped_column(String(8), default="")
    """'' = not enough seen of it, learnt = cut because it recurs, keep or cut = an operator decided."""
