"""Finished messages of an issue: one outbox row for each recipient of each channel. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from alerts import message
from alerts.digests import Channels
from alerts.facts import Facts
from alerts.message import Envelope
from alerts.render import Rendered
from alerts.tables import Issue, Outbox


@dataclass(frozen=True)
class Post:
    """One issue, ready to be addressed."""

    envelope: Envelope
    rendered: Rendered
    payload: bytes
    """The issue as JSON, for every channel but mail."""
    thread: Mapping[str, str] = field(default_factory=dict)
    """Message-ID, by recipient, of the mail that this one follows up."""


def letters(rule: Channels, issue: Issue, post: Post, facts: Facts) -> Iterator[Outbox]:
    """A row for every address of `rule`. The body is encoded once; no row holds another one's address.

    An address that cannot be written to makes a failed row, which says why, instead of stopping the others.
    """
    content = message.body(post.rendered) if rule.to else None
    for address in dict.fromkeys(rule.to):
        assert content is not None
        row = _row(issue, post, facts, "mail", address)
        envelope = replace(post.envelope, in_reply_to=post.thread.get(address, ""))
        try:
            row.mime = message.mail(envelope, content, address, row.message_id)
        except ValueError as error:
            row.mime, row.state, row.smtp_text = b"", "failed", str(error)
        yield row
    others = {"apprise": rule.apprise, "webhook": rule.webhook, "feed": [issue.digest] if rule.feed else []}
    for channel, addresses in others.items():
        for address in dict.fromkeys(addresses):
            row = _row(issue, post, facts, channel, address)
            row.mime = post.payload
            yield row


def _row(issue: Issue, post: Post, facts: Facts, channel: str, recipient: str) -> Outbox:
    parts = (issue.digest, issue.slot.isoformat(), issue.composed.isoformat(), channel, recipient)
    return Outbox(
        issue_id=issue.id,
        channel=channel,
        recipient=recipient,
        message_id=message.message_id(facts.mail.domain, *parts),
        date=post.envelope.date,
        urgent=post.envelope.severity != "routine",
        state="held" if issue.state == "held" else "pending",
    )
