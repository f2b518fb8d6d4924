"""What was promised to readers and what became of it. Only alerts writes these tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crawler.database import Base, Utc


class Issue(Base):
    """One issue of one digest (or one alert): made once for its slot, never twice."""

    __tablename__ = "issue"
    __table_args__ = (UniqueConstraint("digest", "slot"), UniqueConstraint("digest", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(80))
    """Id of the digest; `alert:ID` for an alert rule; `operators` for mail to them."""
    kind: Mapped[str] = mapped_column(String(8), default="digest")
    """digest, alert or health (mail to the operator)."""
    number: Mapped[int | None]
    """From 1, without gaps as readers count them: a skipped issue has none."""
    slot: Mapped[datetime] = mapped_column(Utc)
    """The instant it was due."""
    window_start: Mapped[datetime] = mapped_column(Utc)
    window_end: Mapped[datetime] = mapped_column(Utc)
    """Half-open: what came at window_end belongs to the next issue."""
    composed: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[str] = mapped_column(String(8))
    """ready (messages are in the outbox), skipped (quiet day), held (too late: waits for the operator)."""
    stories: Mapped[int] = mapped_column(default=0)
    articles: Mapped[int] = mapped_column(default=0)
    """Of a skipped issue: those that wait for the next one, because they only repeat what was sent."""
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Articles by watchlist: the next issue shows the change."""
    subject: Mapped[str] = mapped_column(Text, default="")


class IssueItem(Base):
    """A match claimed by an issue. The unique pair is the promise: no match twice in one digest."""

    __tablename__ = "issue_item"
    __table_args__ = (UniqueConstraint("digest", "match_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(80))
    match_id: Mapped[int] = mapped_column(ForeignKey("match.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    story_id: Mapped[int | None] = mapped_column(index=True)
    story_version: Mapped[int] = mapped_column(default=1)
    shown: Mapped[str] = mapped_column(String(10))
    """full, overflow, held-back (its story was sent before and brought nothing new)."""


class IssueStory(Base):
    """A story as an issue told it. It comes back in that digest only with a higher version."""

    __tablename__ = "issue_story"
    __table_args__ = (UniqueConstraint("digest", "story_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(80))
    story_id: Mapped[int] = mapped_column(index=True)
    version: Mapped[int]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)


class Outbox(Base):
    """A finished message for one recipient. The bytes, Message-ID and Date never change once committed."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("issue_id", "recipient", "channel"), Index("ix_outbox_due", "state", "next_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    recipient: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(10))
    message_id: Mapped[str] = mapped_column(Text, unique=True)
    date: Mapped[datetime] = mapped_column(Utc)
    mime: Mapped[bytes] = mapped_column(LargeBinary)
    """What is sent, to the byte (for mail the RFC 5322 message, for other channels its JSON)."""
    urgent: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8), default="pending")
    """pending, sending (leased), sent, retry, failed, unknown (may have been delivered), held (waits for an
    operator)."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(Utc)
    lease_until: Mapped[datetime | None] = mapped_column(Utc)
    lease_owner: Mapped[str] = mapped_column(String(160), default="")
    """Host, process and its start: a lease of a process of this host that is gone is void at once."""
    uncertain: Mapped[int] = mapped_column(default=0)
    """How often the last byte was about to go out and no answer was recorded: written before the final dot."""
    sent: Mapped[datetime | None] = mapped_column(Utc)
    smtp_code: Mapped[int | None]
    smtp_text: Mapped[str] = mapped_column(Text, default="")
    history: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """One entry an attempt: when, phase, code, text."""
