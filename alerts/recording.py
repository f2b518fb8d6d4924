"""Write an issue down: its claims, and its finished messages. What `compose` and the instant alerts share."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.digests import Alert
from alerts.selection import Candidate, MatchRow
from alerts.tables import Issue, IssueItem, IssueStory


def alert_name(alert: Alert) -> str:
    """What the issues of a rule are called in the tables: digests and alerts may share an id."""
    return f"alert:{alert.id}"


def next_number(session: Session, name: str) -> int:
    """The number readers will see on the next issue called `name`."""
    return session.scalar(select(func.coalesce(func.max(Issue.number), 0) + 1).where(Issue.digest == name)) or 1


def claim(session: Session, issue: Issue, stories: Iterable[Candidate], shown: str) -> None:
    """Claim every new match of `stories` for `issue`, and remember the version at which each story was told.

    Raises:
        sqlalchemy.exc.IntegrityError: another issue of the same name holds one of them.
    """
    for one in stories:
        _items(session, issue, one.rows, shown, one.version)
        if one.story is not None:
            _told(session, issue, one.story.id, one.version)
    session.flush()


def hold_back(session: Session, issue: Issue, rows: Iterable[MatchRow]) -> None:
    """Claim matches whose story was told before and brought nothing new."""
    _items(session, issue, rows, "held-back", 1)
    session.flush()


def _items(session: Session, issue: Issue, rows: Iterable[MatchRow], shown: str, version: int) -> None:
    session.add_all(
        IssueItem(
            digest=issue.digest,
            match_id=row.match_id,
            issue_id=issue.id,
            story_id=row.story_id,
            story_version=version,
            shown=shown,
        )
        for row in rows
        if row.new
    )


def _told(session: Session, issue: Issue, story_id: int, version: int) -> None:
    """With `group: watchlist` one story may stand in an issue several times: it is remembered once."""
    known = select(IssueStory.id).where(
        IssueStory.digest == issue.digest, IssueStory.story_id == story_id, IssueStory.version == version
    )
    if session.scalar(known) is None:
        session.add(IssueStory(digest=issue.digest, story_id=story_id, version=version, issue_id=issue.id))
        session.flush()
