"""An issue as it was sent, from the outbox: what a reader got can be looked at again. Nothing here writes."""

from __future__ import annotations

import email
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.tables import Issue, Outbox


@dataclass(frozen=True)
class Copy:
    """One message of an issue and what became of it."""

    recipient: str
    channel: str
    state: str
    sent: datetime | None


@dataclass(frozen=True)
class Reprint:
    """One issue and its messages."""

    digest: str
    """Id of the digest or of the alert."""
    kind: str
    number: int | None
    subject: str
    composed: datetime
    state: str
    copies: tuple[Copy, ...]
    channel: str
    """Of `content`: mail where there is one; empty where no content is kept any more."""
    content: bytes
    """One of its messages, to the byte: a mail (RFC 5322), for other channels JSON."""

    def part(self, kind: str) -> str:
        """The `plain` or `html` part of the mail; empty where it has none."""
        if self.channel != "mail":
            return ""
        mail = email.message_from_bytes(self.content, policy=default)
        assert isinstance(mail, EmailMessage)
        body = mail.get_body((kind,))
        return "" if body is None else str(body.get_content()).replace("\r\n", "\n")

    def attached(self) -> str:
        """The attached text of the mail; empty where there is none."""
        if self.channel != "mail":
            return ""
        mail = email.message_from_bytes(self.content, policy=default)
        return "".join(str(part.get_content()).replace("\r\n", "\n") for part in mail.iter_attachments())


def reprint(session: Session, name: str = "", number: int | None = None) -> Reprint | None:
    """The newest issue that has messages; None where there is none.

    name: id of a digest or alert, or `operators`; empty: any. number: that issue instead of the newest.
    """
    asked: list[ColumnElement[bool]] = [Issue.digest.in_((name, f"alert:{name}"))] if name else []
    asked += [Issue.number == number] if number is not None else []
    made = select(Issue).where(*asked, Issue.id.in_(select(Outbox.issue_id)))
    issue = session.scalars(made.order_by(Issue.id.desc()).limit(1)).first()
    if issue is None:
        return None
    rows = session.scalars(select(Outbox).where(Outbox.issue_id == issue.id).order_by(Outbox.id)).all()
    kept = sorted((row for row in rows if row.mime), key=lambda row: row.channel != "mail")
    return Reprint(
        digest=issue.digest.removeprefix("alert:"),
        kind=issue.kind,
        number=issue.number,
        subject=issue.subject,
        composed=issue.composed,
        state=issue.state,
        copies=tuple(Copy(row.recipient, row.channel, row.state, row.sent) for row in rows),
        channel=kept[0].channel if kept else "",
        content=kept[0].mime if kept else b"",
    )
