"""Word to the operators: deliveries that failed, issues that are held, sources that changed their health.

What was told is an issue like any other (kind `health`), so nothing is told twice and nothing is forgotten by a
restart: its window says up to when deliveries were reported, its counts which outlets were in trouble.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, defer

from alerts import claims, message, words
from alerts.digests import Channels
from alerts.facts import Facts
from alerts.health import TROUBLE
from alerts.letters import Post, letters
from alerts.message import Envelope
from alerts.payload import alert_payload
from alerts.recording import next_number
from alerts.render import render_alert
from alerts.safe import addressee, line
from alerts.serial import one_at_a_time
from alerts.tables import Issue, Outbox
from alerts.view import AlertView, counting
from monitor.health import OutletHealth

NAME = "operators"
_LOOK_BACK = timedelta(days=30)
"""Messages that were made longer ago are no news: even one that was held has been decided on by then."""
_SHOWN = 30


def compose_operators(session: Session, facts: Facts, *, now: datetime) -> Issue | None:
    """Make the mail to the operators, if there is something they have not been told.

    Told: a message that failed for good or is left unknown, a channel whose server refuses us, an issue that is
    held, an outlet that got into trouble or out of it. Runs in the caller's transaction, which must be a fresh one,
    and leaves the commit to it. Without operators in the settings nothing is made.

    Args:
        now: aware.
    """
    if not (facts.mail.operators or facts.mail.operators_apprise):
        return None
    one_at_a_time(session, NAME)
    last = claims.last_made(session, NAME)
    since = _since(last, now)
    health = facts.ward.health(session, [outlet for outlet in facts.outlets if outlet.status == "on"], now)
    trouble = {one.outlet: one for one in health if one.state in TROUBLE}
    before = set(last.counts) if last else set()
    zone = ZoneInfo(facts.timezone)
    lines = [*_deliveries(session, since, now, zone), *_sources(trouble, before, facts, zone)]
    if not lines:
        return None
    issue = Issue(
        digest=NAME, kind="health", number=next_number(session, NAME), slot=now, window_start=since or now,
        window_end=now, composed=now, state="ready", stories=0, articles=0, counts=dict.fromkeys(trouble, 1),
    )  # fmt: skip
    view = _view(issue, [line(one, 400) for one in lines], facts, zone)
    issue.subject = view.subject
    session.add(issue)
    session.flush()
    envelope = Envelope(
        sender=facts.mail.sender, subject=view.subject, date=message.utc_date(now), list_name=view.title,
        list_id=f"{NAME}.{facts.mail.list_id}", unsubscribe=facts.mail.unsubscribe, digest=NAME,
        issue=str(issue.number), severity="operator",
    )  # fmt: skip
    told = Channels(to=facts.mail.operators, apprise=facts.mail.operators_apprise)
    post = Post(envelope, render_alert(view, facts.templates), alert_payload(issue, NAME, view))
    session.add_all(letters(told, issue, post, facts))
    session.flush()
    return issue


def _view(issue: Issue, lines: list[str], facts: Facts, zone: ZoneInfo) -> AlertView:
    more = len(lines) - _SHOWN
    view = AlertView(
        title="Tocsin: for operators",
        number=issue.number or 1,
        subject=f"Tocsin · {counting(len(lines), 'thing', 'things')} to look at – {line(lines[0], 100)}",
        moment=f"{words.moment(issue.composed, zone)} ({zone.key})",
        lead="",
        stories=(),
        brief=(),
        lines=tuple(lines[:_SHOWN]),
        notes=(),
        config=line(facts.config_label),
        reason="You get this because your address stands under operators in the settings.",
        unsubscribe=facts.mail.unsubscribe,
    )
    return replace(view, notes=(f"and {more} more.",)) if more > 0 else view


def _since(last: Issue | None, now: datetime) -> datetime | None:
    """Up to when deliveries were told; None: none ever. After the clock was set back a day is told again, for nobody
    knows what of it has been."""
    if last is None:
        return None
    return last.window_end if last.window_end <= now else now - timedelta(days=1)


def _deliveries(session: Session, since: datetime | None, now: datetime, zone: ZoneInfo) -> list[str]:
    given_up = and_(Outbox.state == "unknown", Outbox.next_at.is_(None))
    wanted = (
        or_(Outbox.state.in_(("failed", "held", "retry")), given_up),
        Outbox.date > now - _LOOK_BACK,
        Issue.kind != "health",
    )
    found = select(Outbox, Issue).join(Issue, Issue.id == Outbox.issue_id).where(*wanted).options(defer(Outbox.mime))
    told: dict[str, None] = {}
    for row, issue in session.execute(found.order_by(Outbox.id)):
        made: list[dict[str, Any]] = [{"at": issue.composed.isoformat()}]
        history = row.history or made
        entries = _refusals(history) if row.state == "retry" else history[-1:]
        times = (datetime.fromisoformat(entry["at"]) for entry in entries)
        if any(at <= now and (since is None or at > since) for at in times):
            told[_delivery(row, issue, zone)] = None
    return list(told)


def _refusals(history: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The attempts to speak of while a server refuses us: the first, and then one a day (they come hourly)."""
    return list(takewhile(lambda entry: entry.get("refused"), reversed(history)))[::-1][::24]


def _delivery(row: Outbox, issue: Issue, zone: ZoneInfo) -> str:
    what = f"{issue.digest}, issue {issue.number}"
    if row.state == "held":
        due = words.moment(issue.slot, zone)
        return f"{what} is held: it was due {due}. `tocsin digest release {issue.digest}` sends it, or let it be."
    if row.state == "failed":
        return f"{what} was not delivered to {addressee(row.recipient)}: {row.smtp_text}"
    if row.state == "unknown":
        return f"{what} may or may not have reached {addressee(row.recipient)}: {row.smtp_text}"
    return f"The {row.channel} queue is paused: {row.smtp_text}"


def _named(outlet: str, facts: Facts) -> str:
    """`North Wire [north-wire]`: commands take the id."""
    name = facts.outlet_name(outlet)
    return name if name == outlet else f"{name} [{outlet}]"


def _sources(trouble: dict[str, OutletHealth], before: set[str], facts: Facts, zone: ZoneInfo) -> list[str]:
    worse = [
        f"{_named(name, facts)} is {one.state}"
        + (f" since {words.moment(one.since, zone)}" if one.since else "")
        + (f": {one.detail}" if one.detail else "")
        for name, one in trouble.items()
        if name not in before
    ]
    better = [f"{_named(name, facts)} is well again" for name in sorted(before - set(trouble))]
    return [*worse, *better]
