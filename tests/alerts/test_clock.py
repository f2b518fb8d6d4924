"""The clock of the machine was wrong and is set right: nothing is lost, nothing waits for days, no slot comes twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.channels.file import FileChannel
from alerts.compose import compose, compose_alerts
from alerts.dispatch import dispatch
from alerts.outbox import GIVE_UP, tried_for
from alerts.tables import Issue, Outbox
from tests.alerts.press import NOON, Press, alert, digest, facts
from tests.alerts.test_compose import MORNING, shown
from tests.alerts.test_dispatch import mail
from tests.alerts.test_operators import told
from tests.fakes.ports import free_port

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session, MORNING - DAY)


def test_a_slot_that_was_made_hours_too_early_is_not_made_again(session: Session, press: Press) -> None:
    press.matched()
    compose(session, digest(), facts(), now=MORNING - DAY)
    early = press.matched()
    fast = compose(session, digest(), facts(), now=MORNING + HOUR)  # in truth it is 03:30
    assert fast is not None
    late = press.matched()
    for hours in range(-4, 23):
        assert compose(session, digest(), facts(), now=MORNING + hours * HOUR) is None
    following = compose(session, digest(), facts(), now=MORNING + DAY)
    assert following is not None
    assert following.window_start == fast.window_end
    assert set(shown(session)) >= {early.id, late.id}
    assert following.slot - fast.slot == DAY


def test_a_clock_that_was_weeks_ahead_costs_no_issue_of_the_days_between(session: Session, press: Press) -> None:
    press.matched()
    compose(session, digest(), facts(), now=MORNING)
    compose(session, digest(), facts(), now=MORNING + 30 * DAY)
    made = []
    for day in range(1, 33):
        press.matched()
        made.append(compose(session, digest(), facts(), now=MORNING + day * DAY))
    assert [issue.slot for issue in made if issue] == [MORNING + day * DAY for day in range(1, 33) if day != 30]
    assert all(issue.articles for issue in made if issue)
    numbers = session.scalars(select(Issue.number).order_by(Issue.id)).all()
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_issue_asked_for_by_hand_after_the_clock_was_set_back_is_made(session: Session, press: Press) -> None:
    press.matched()
    ahead = MORNING + 5 * HOUR
    assert compose(session, digest(), facts(), now=ahead, slot=ahead) is not None
    press.matched()
    issue = compose(session, digest(), facts(), now=MORNING, slot=MORNING)
    assert issue is not None
    assert issue.articles == 1
    assert issue.window_start <= issue.window_end
    assert compose(session, digest(), facts(), now=MORNING, slot=MORNING) is None


def test_an_alert_does_not_wait_for_the_hour_at_which_a_fast_clock_found_it(session: Session, press: Press) -> None:
    press.match(press.article(at=MORNING), score=9, found=MORNING + 5 * HOUR)
    assert len(compose_alerts(session, alert(), facts(), now=MORNING)) == 1


def test_a_message_put_off_by_a_fast_clock_is_tried_now(session: Session, press: Press, tmp_path: Path) -> None:
    press.matched()
    compose(session, digest(), facts(), now=MORNING, slot=MORNING)
    session.execute(update(Outbox).values(state="retry", next_at=MORNING + 5 * HOUR))
    session.commit()
    channels = {"mail": FileChannel(tmp_path)}
    assert dispatch(session.get_bind().engine, channels, now=MORNING + 4 * HOUR).results == []
    assert dispatch(session.get_bind().engine, channels, now=MORNING).sent == 2


def test_downtime_and_a_fast_clock_use_up_no_time_of_trying(session: Session, press: Press) -> None:
    press.matched()
    compose(session, digest(to="ana@desk.example"), facts(), now=MORNING, slot=MORNING)
    session.commit()
    for day in (0, 3, 6):
        report = dispatch(session.get_bind().engine, {"mail": mail(free_port())}, now=MORNING + day * DAY)
        assert (report.retried, report.failed) == (1, 0)


@pytest.mark.parametrize("urgent", [True, False])
def test_a_message_is_tried_for_a_day_and_not_much_longer(urgent: bool) -> None:
    attempts = next(n for n in range(1, 999) if tried_for(n, urgent=urgent) >= GIVE_UP)
    assert GIVE_UP <= tried_for(attempts, urgent=urgent) < GIVE_UP + HOUR
    assert tried_for(1, urgent=urgent) == timedelta(0)


def test_operators_hear_of_what_fails_after_the_clock_was_set_back(session: Session, press: Press) -> None:
    press.matched()
    compose(session, digest(), facts(), now=MORNING, slot=MORNING)
    session.commit()
    entry = {"phase": "recipient", "code": 550, "text": "moved"}

    def fails(address: str, after: timedelta) -> None:
        history = [{**entry, "at": (MORNING + after).isoformat()}]
        values = {"state": "failed", "smtp_text": "moved", "history": history}
        session.execute(update(Outbox).where(Outbox.recipient == address).values(values))
        session.commit()

    ahead, now = MORNING + 9 * HOUR - NOON, MORNING + 2 * HOUR - NOON
    fails("ana@desk.example", 8 * HOUR)
    assert "ana@desk.example" in (told(session, ahead) or "")
    fails("bo@desk.example", HOUR)
    assert "bo@desk.example" in (told(session, now) or "")
    assert told(session, now + timedelta(minutes=2)) is None
