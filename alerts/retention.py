"""Claims on matches that are dropped because they are old."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from alerts.tables import IssueItem


def drop_claims(session: Session, matches: list[int]) -> None:
    """Drop what issues hold of these matches; the issues themselves and their messages stay. The caller commits."""
    session.execute(delete(IssueItem).where(IssueItem.match_id.in_(matches)))
