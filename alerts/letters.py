"""Finished messages of an issue: one outbox row for each recipient of each channel. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from alerts import message
from alerts.digests import Channels
from alerts.facts import Facts
from alerts.message import Envelope
from alerts.render import Rendered
from alerts.tables import Issue, Outbox


def letters(rule: Channels, issue: Issue, rendered: Rendered, envelope: Envelope, facts: Facts) -> Iterator[Outbox]:
    """A row for every address of `rule`. The body is encoded once; no row holds another one's address.

    An address that cannot be written to makes a failed row, which says why, instead of stopping the others.
    """
    if rule.to:
        content = message.body(rendered)
        for address in dict.fromkeys(rule.to):
            identity = identify(issue, facts, "mail", address)
            row = _row(issue, "mail", address, identity, envelope.date, urgent=envelope.severity == "urgent")
            try:
                row.mime = message.mail(envelope, content, address, identity)
            except ValueError as error:
                row.mime, row.state, row.smtp_text = b"", "failed", str(error)
            yield row


def identify(issue: Issue, facts: Facts, channel: str, recipient: str) -> str:
    """The Message-ID of `issue` for one recipient: frozen with the row, naming nobody."""
    return message.message_id(
        facts.mail.domain, issue.digest, issue.slot.isoformat(), issue.composed.isoformat(), channel, recipient
    )


def _row(issue: Issue, channel: str, recipient: str, identity: str, date: datetime, *, urgent: bool) -> Outbox:
    state = "held" if issue.state == "held" else "pending"
    return Outbox(
        issue_id=issue.id,
        channel=channel,
        recipient=recipient,
        message_id=identity,
        date=date,
        urgent=urgent,
        state=state,
    )
