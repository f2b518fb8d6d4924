"""Make an issue: claim what it tells, and write it with its finished messages, in one transaction.

After the commit nothing about an issue can change: sending is somebody else's work (`dispatch`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts import claims, message, words
from alerts.digests import Digest
from alerts.draft import Draft, Frame, draft, gather
from alerts.facts import Facts
from alerts.health import health_view
from alerts.instant import compose_alerts
from alerts.letters import Post, letters
from alerts.message import Envelope
from alerts.payload import digest_payload
from alerts.recording import claim, hold_back, next_number
from alerts.render import Rendered
from alerts.safe import line
from alerts.selection import Selection
from alerts.serial import one_at_a_time
from alerts.slots import Due, Schedule, begins, due_slots
from alerts.tables import Issue, Outbox
from alerts.view import HealthView, IssueView

__all__ = ["Preview", "compose", "compose_alerts", "preview", "release"]


def compose(
    session: Session, digest: Digest, facts: Facts, *, now: datetime, slot: datetime | None = None
) -> Issue | None:
    """Make the issue of `digest` that is due at `now`, or none.

    Runs in the caller's transaction, which must be a fresh one, and leaves the commit to it: issue, claimed items
    and finished messages become visible together or not at all. Two callers at once make one issue.

    Args:
        now: aware. It ends the window of the issue.
        slot: None: only where a slot of the schedule has come since the last issue (several make one, late). An
            instant: an issue for that slot now, if there is something to tell; without, only where the digest never
            had an issue or one fell due meanwhile.

    Returns:
        The issue: state ready, held (its slot was missed for longer than `catch_up_max`: `release` sends it) or skipped
        (quiet day, by the digest's `empty`). None: nothing is due, or the digest is in test or off.

    Raises:
        RenderError: a template of the team's own is wrong. Nothing was claimed.
    """
    if digest.status != "on":
        return None
    one_at_a_time(session, digest.id)
    last = claims.last_issue(session, digest.id, now)
    plan = _plan(session, digest, facts, last, now)
    if slot is None and plan.due is None:
        return None
    if slot is not None and last is not None and slot <= last.slot:
        return None
    selection = gather(session, digest, facts, since=plan.since)
    if slot is not None and plan.due is None and last is not None and not selection.stories:
        return None
    health = _health(session, facts, ZoneInfo(facts.zone_of(digest)), now)
    late = "" if slot is not None else plan.late(now, ZoneInfo(facts.zone_of(digest)))
    issue = Issue(
        digest=digest.id,
        kind="digest",
        slot=slot or (plan.due.slot if plan.due else now),
        window_start=plan.start,
        window_end=max(now, plan.start),
        composed=now,
        state="ready",
    )
    if not selection.stories and not _speaks_when_quiet(digest, plan.due, health):
        # It claims nothing: no reader sees it, so its repeats wait for the next mail that goes out.
        issue.state, issue.articles = "skipped", len({row.article_id for row in selection.held_back})
        session.add(issue)
        session.flush()
        return issue
    if slot is None and plan.expired(now, timedelta(seconds=facts.mail.catch_up_max)):
        issue.state = "held"
    issue.number = next_number(session, digest.id)
    frame = Frame(issue.number, issue.window_start, issue.window_end, health, late, plan.first, plan.since)
    made = draft(session, digest, facts, selection, frame)
    issue.stories, issue.articles = len(selection.stories), made.view.articles
    issue.counts = dict(made.counts)
    issue.subject = made.rendered.subject
    session.add(issue)
    session.flush()
    _claim(session, issue, selection, shown=len(made.view.full))
    post = Post(_envelope(digest, issue, made, facts), made.rendered, digest_payload(issue, made.view))
    session.add_all(letters(digest, issue, post, facts))
    session.flush()
    return issue


@dataclass(frozen=True)
class Preview:
    """An issue as it would be now. Nothing was claimed or written."""

    view: IssueView
    rendered: Rendered
    mime: bytes
    """The mail, to a stand-in address."""
    payload: bytes
    """The JSON that webhooks and feeds would get."""


def preview(session: Session, digest: Digest, facts: Facts, *, now: datetime) -> Preview:
    """Render the next issue of `digest` from what is unclaimed at `now`, whatever the digest's status and schedule.

    Raises:
        RenderError: a template of the team's own is wrong.
    """
    last = claims.last_issue(session, digest.id, now)
    plan = _plan(session, digest, facts, last, now)
    number = next_number(session, digest.id)
    health = _health(session, facts, ZoneInfo(facts.zone_of(digest)), now)
    frame = Frame(number, plan.start, max(now, plan.start), health, first=plan.first, since=plan.since)
    made = draft(session, digest, facts, gather(session, digest, facts, test=True, since=plan.since), frame)
    head = {"digest": digest.id, "kind": "digest", "number": number, "subject": made.rendered.subject}
    issue = Issue(**head, slot=now, composed=now)
    address = facts.mail.sender[1]
    identity = message.message_id(facts.mail.domain, digest.id, "preview", now.isoformat())
    envelope = _envelope(digest, issue, made, facts)
    mail = message.mail(envelope, message.body(made.rendered), address, identity)
    return Preview(made.view, made.rendered, mail, digest_payload(issue, made.view))


def release(session: Session, digest_id: str) -> int:
    """Let the held issues of a digest go out; the number of messages that are now to be sent. The caller commits."""
    one_at_a_time(session, digest_id)
    released = 0
    for issue in session.scalars(select(Issue).where(Issue.digest == digest_id, Issue.state == "held")):
        issue.state = "ready"
        for row in session.scalars(select(Outbox).where(Outbox.issue_id == issue.id, Outbox.state == "held")):
            row.state = "pending"
            released += 1
    session.flush()
    return released


@dataclass(frozen=True)
class _Plan:
    """When the next issue is due, and where its window begins."""

    due: Due | None
    start: datetime
    first: bool
    since: datetime | None = None
    """Where a first issue in an old archive begins to tell; None: it tells all there is."""

    def late(self, now: datetime, zone: ZoneInfo) -> str:
        """In words, for readers; empty where the issue is on time, or is the first one."""
        if self.due is None or self.first or not self.due.late(now):
            return ""
        missed = len(self.due.slots)
        since = words.moment(self.due.slots[0], zone)
        return f"Late: this stands for {missed} issues, from {since} on." if missed > 1 else f"Late: was due {since}."

    def expired(self, now: datetime, most: timedelta) -> bool:
        """True where an operator must decide whether it is still worth sending."""
        return self.due is not None and not self.first and self.due.expired(now, most)


def _plan(session: Session, digest: Digest, facts: Facts, last: Issue | None, now: datetime) -> _Plan:
    schedule = Schedule.of(digest, facts.zone_of(digest))
    if last is not None:
        return _Plan(due_slots(schedule, last.slot, now), last.window_end, first=False)
    start = min(claims.beginning(session) or now, now)
    # A digest that is new in an old archive starts with the newest slot, unless that one is long gone.
    due = due_slots(schedule, max(start, now - timedelta(seconds=facts.mail.catch_up_max)), now)
    since = begins(schedule, now)
    return _Plan(due, start, first=True, since=since if start < since else None)


def _health(session: Session, facts: Facts, zone: ZoneInfo, now: datetime) -> HealthView:
    return health_view(facts.ward.health(session, facts.outlets, now), facts, zone)


def _speaks_when_quiet(digest: Digest, due: Due | None, health: HealthView) -> bool:
    """Whether a day without news is worth a mail: silence must never hide that a source failed."""
    if health.degraded or digest.empty in {"brief", "send"}:
        return True
    return digest.empty == "weekly" and due is not None and due.first_day


def _claim(session: Session, issue: Issue, selection: Selection, *, shown: int) -> None:
    claim(session, issue, selection.stories[:shown], "full")
    claim(session, issue, selection.stories[shown:], "overflow")
    hold_back(session, issue, selection.held_back)


def _envelope(digest: Digest, issue: Issue, made: Draft, facts: Facts) -> Envelope:
    name = line(words.title_of(digest.id, digest.title))
    return Envelope(
        sender=facts.mail.sender,
        subject=made.rendered.subject,
        date=message.utc_date(issue.composed),
        list_name=name,
        list_id=f"{digest.id}.{facts.mail.list_id}",
        unsubscribe=facts.mail.unsubscribe,
        digest=digest.id,
        issue=str(issue.number),
        severity="urgent" if made.view.urgent else "routine",
    )
