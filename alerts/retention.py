"""What alerts drops because it is old: claims on matches that go, and the bytes of mails that were sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from alerts.tables import IssueItem, Outbox

SLICE = 500


def drop_claims(session: Session, matches: list[int]) -> None:
    """Drop what issues hold of these matches; the issues themselves and their messages stay. The caller commits."""
    session.execute(delete(IssueItem).where(IssueItem.match_id.in_(matches)))


def drop_mails(session: Session, *, before: datetime) -> int:
    """Drop the bytes of up to 500 messages made before `before` (aware) that are done with; how many. The caller
    commits. To whom what went when, with the server's words, stays; so do messages that still wait."""
    done = (Outbox.state.in_(("sent", "failed")), Outbox.date < before, func.length(Outbox.mime) > 0)
    old = session.scalars(select(Outbox.id).where(*done).limit(SLICE)).all()
    session.execute(update(Outbox).where(Outbox.id.in_(old)).values(mime=b""))
    return len(old)
