"""Instant alerts: one message for each rule and story, as soon as its copies had time to arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts import claims, message, words
from alerts.bursts import SHOWN, Unusual, bursts, headlines, rest
from alerts.digests import Alert
from alerts.facts import Facts
from alerts.letters import Post, letters
from alerts.message import Envelope
from alerts.pace import Allowance, allowance, quiet, rolled
from alerts.payload import alert_payload
from alerts.recording import alert_name, claim, hold_back, next_number
from alerts.render import render_alert
from alerts.safe import isolate, line
from alerts.selection import Candidate, MatchRow, Selection
from alerts.selection import select as choose
from alerts.serial import one_at_a_time
from alerts.tables import Issue, IssueStory, Outbox
from alerts.telling import Teller
from alerts.view import AlertView, StoryView

STALE = timedelta(hours=36)
"""What is older is no alert any more; the digest has it."""
FULL = 5
"""Stories in full in one rolled-up message; the others are headlines."""


def compose_alerts(session: Session, alert: Alert, facts: Facts, *, now: datetime) -> list[Issue]:
    """Make the alerts of one rule that are ready at `now`, each an issue with its finished messages.

    Runs in the caller's transaction, which must be a fresh one, and leaves the commit to it. A story is alerted
    once; when its version has grown a follow-up goes into the same thread. In quiet hours, while the story is held
    for its copies, and over the caps, nothing is claimed: it is tried again at the next call.

    Args:
        now: aware.

    Raises:
        RenderError: a template of the team's own is wrong. Nothing was claimed.
    """
    zone = ZoneInfo(facts.zone_of(alert))
    if alert.status != "on" or quiet(alert, now, zone):
        return []
    name = alert_name(alert)
    one_at_a_time(session, name)
    allowed = _allowed(session, alert, now, zone)
    desk = _Desk(session, alert, facts, zone)
    if alert.when == "burst":
        # What one event makes unusual is found at once, and goes into one message.
        found = bursts(session, alert, facts, now=now, zone=zone) if allowed.messages else []
        return [_warn(desk, found, now)] if found else []
    ready, known = _waiting(session, alert, name, now)
    for issue, row in known:
        hold_back(session, issue, [row])
    made = []
    for at, group in enumerate(rolled(ready, allowed.messages)):
        last = allowed.last_today and at + 1 == allowed.messages
        made.append(_tell(desk, group, now + timedelta(microseconds=at), last=last))  # each slot is its own
    return made


def unusual(session: Session, alert: Alert, facts: Facts, *, now: datetime) -> bool:
    """Whether a rule with `when: burst` has something to tell now. To find out takes long: nothing is locked for it."""
    zone = ZoneInfo(facts.zone_of(alert))
    if alert.status != "on" or quiet(alert, now, zone) or not _allowed(session, alert, now, zone).messages:
        return False
    return bool(bursts(session, alert, facts, now=now, zone=zone))


def _allowed(session: Session, alert: Alert, now: datetime, zone: ZoneInfo) -> Allowance:
    spoken = select(Issue.composed).where(Issue.digest == alert_name(alert), Issue.composed > now - timedelta(days=2))
    return allowance(alert, session.scalars(spoken).all(), now, zone)


def _waiting(
    session: Session, alert: Alert, name: str, now: datetime
) -> tuple[list[Candidate], list[tuple[Issue, MatchRow]]]:
    """(stories whose hold is over, best first; matches of stories that were alerted and brought nothing new)."""
    selection = candidates(session, alert, name, now)
    hold = timedelta(seconds=alert.hold)
    ready = [one for one in selection.stories if hold_ends(one, hold, now) <= now]
    firsts = ((_first_issue(session, name, row.story_id), row) for row in selection.held_back)
    return ready, [(first, row) for first, row in firsts if first is not None]


def candidates(session: Session, alert: Alert, name: str, now: datetime) -> Selection:
    """The stories that the rule has not told yet, whether their hold is over or not; `name`: of its issues."""
    rows = claims.unclaimed(session, name, alert, since=now - STALE)
    told = {row.story_id for row in rows if row.story_id}
    rows += [row for row in claims.returning(session, name, alert, told) if row.found >= now - 4 * STALE]
    ids = {row.story_id for row in rows if row.story_id}
    stories, sent = claims.story_states(session, ids), claims.sent_versions(session, name, ids)
    return choose(rows, stories, sent)


def hold_ends(one: Candidate, hold: timedelta, now: datetime) -> datetime:
    """Until when copies may still come; `now` for a story that comes back, and for what was found in the future, by a
    clock set back since: it has waited enough."""
    first = min((row.found for row in one.rows if row.new), default=now)
    return now if one.returns or first > now else first + hold


@dataclass(frozen=True)
class _Desk:
    """What every message of one rule is made with."""

    session: Session
    alert: Alert
    facts: Facts
    zone: ZoneInfo

    @property
    def title(self) -> str:
        return line(words.title_of(self.alert.id, self.alert.title))

    def issue(self, now: datetime, start: datetime) -> Issue:
        name = alert_name(self.alert)
        return Issue(
            digest=name,
            kind="alert",
            number=next_number(self.session, name),
            slot=now,
            window_start=start,
            window_end=now,
            composed=now,
            state="ready",
            stories=0,
            articles=0,
            counts={},
        )

    def view(self, issue: Issue, subject: str, about: str) -> AlertView:
        return AlertView(
            title=self.title,
            number=issue.number or 1,
            subject=subject,
            moment=f"{words.moment(issue.composed, self.zone)} ({self.zone.key})",
            lead="",
            stories=(),
            brief=(),
            lines=(),
            notes=(),
            config=line(self.facts.config_label),
            reason=f"You get this because your address is on the list of the alert “{self.title}”: {about}.",
            unsubscribe=self.facts.mail.unsubscribe,
        )

    def write(self, issue: Issue, view: AlertView, thread: Mapping[str, str]) -> None:
        issue.subject = view.subject
        self.session.add(issue)
        self.session.flush()
        mail = self.facts.mail
        envelope = Envelope(
            sender=mail.sender,
            subject=view.subject,
            date=message.utc_date(issue.composed),
            list_name=view.title,
            list_id=f"{self.alert.id}.{mail.list_id}",
            unsubscribe=mail.unsubscribe,
            digest=self.alert.id,
            issue=str(issue.number),
            severity="urgent",
        )
        rendered = render_alert(view, self.facts.templates)
        post = Post(envelope, rendered, alert_payload(issue, self.alert.id, view), thread)
        self.session.add_all(letters(self.alert, issue, post, self.facts))
        self.session.flush()


def _tell(desk: _Desk, group: Sequence[Candidate], now: datetime, *, last: bool) -> Issue:
    """One message for `group`: a single story, or several rolled up."""
    session, alert = desk.session, desk.alert
    rows = [row for one in group for row in one.rows]
    issue = desk.issue(now, min(row.found for row in rows))
    issue.stories, issue.articles = len(group), len({row.article_id for row in rows if row.new})
    story = group[0].story if len(group) == 1 else None
    first = _first_issue(session, alert_name(alert), story.id) if story else None
    teller = Teller(desk.facts, desk.zone, claims.texts(session, [one.lead for one in group[:FULL]]), {})
    told = [replace(teller.tell(one), number=at, urgent=True) for at, one in enumerate(group, 1)]
    subject = f"Re: {first.subject}" if first else _subject(desk.title, told)
    lists = f" on {', '.join(alert.watchlists)}" if alert.watchlists else ""
    view = replace(
        desk.view(issue, subject, f"stories of score {alert.min_score:g} or more{lists}"),
        lead="" if len(group) == 1 else f"{len(group)} stories at once, in one message.",
        stories=tuple(told[:FULL]),
        brief=tuple(told[FULL:]),
        notes=(f"The last alert of the day (at most {alert.max_per_day}); the digest has the rest.",) if last else (),
    )
    desk.write(issue, view, _thread(session, first) if first else {})
    claim(session, issue, group, "full")
    return issue


def _warn(desk: _Desk, group: Sequence[Unusual], now: datetime) -> Issue:
    """One message on unusual numbers."""
    issue = desk.issue(now, now - timedelta(days=1))
    issue.counts = {one.key: one.trend.count for one in group}
    stories = headlines(desk.session, desk.facts, group, desk.zone)
    more = f"; and {len(group) - 1} more" if len(group) > 1 else ""
    view = replace(
        desk.view(issue, f"{desk.title} · {group[0].sentence}{more}", "unusual numbers"),
        lines=tuple(one.sentence for one in group[:SHOWN]),
        brief=tuple(replace(story, number=at) for at, story in enumerate(stories, 1)),
        notes=tuple(filter(None, [rest(group)])),
    )
    desk.write(issue, view, {})
    return issue


def _subject(title: str, told: Sequence[StoryView]) -> str:
    what = f"score {told[0].score}" if len(told) == 1 else f"{len(told)} stories"
    return f"{title} · {what} – {isolate(line(told[0].title, 110))}"


def _first_issue(session: Session, name: str, story_id: int | None) -> Issue | None:
    """The alert that told a story first: follow-ups belong into its thread."""
    told = (
        select(Issue)
        .join(IssueStory, IssueStory.issue_id == Issue.id)
        .where(IssueStory.digest == name, IssueStory.story_id == story_id)
        .order_by(IssueStory.version)
        .limit(1)
    )
    return session.scalars(told).first()


def _thread(session: Session, first: Issue) -> dict[str, str]:
    sent = select(Outbox.recipient, Outbox.message_id).where(Outbox.issue_id == first.id, Outbox.channel == "mail")
    return {row.recipient: row.message_id for row in session.execute(sent)}
