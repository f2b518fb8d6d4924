from __future__ import annotations

import email
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.compose import compose, compose_alerts, preview
from alerts.digests import Alert
from alerts.on_hold import on_hold
from alerts.pace import allowance, quiet, rolled
from alerts.tables import Issue, IssueItem, Outbox
from tests.alerts.press import NOON, Press, alert, digest, facts

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session, NOON)


def mails(session: Session) -> list[EmailMessage]:
    rows = session.scalars(select(Outbox).order_by(Outbox.id))
    return [email.message_from_bytes(row.mime, policy=default) for row in rows]


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def made(session: Session, rule: Alert, now: datetime) -> Sequence[Issue]:
    return compose_alerts(session, rule, facts(), now=now)


def test_a_story_over_the_bar_is_alerted_once_after_its_copies_had_time(session: Session, press: Press) -> None:
    story = press.story()
    press.match(press.article("Radar lands", at=NOON, story=story), score=6)
    press.matched("Small radar", at=NOON, score=4)
    assert made(session, alert(), NOON + 9 * MINUTE) == []
    press.match(press.article("Radar lands, copied", at=NOON + 9 * MINUTE, outlet="north-wire", story=story), score=6)
    (issue,) = made(session, alert(), NOON + 10 * MINUTE)
    assert (issue.stories, issue.articles, issue.kind) == (1, 2, "alert")
    assert issue.subject == "Flash · score 6 – Radar lands"
    press.match(
        press.article("Radar lands, late copy", at=NOON + 20 * MINUTE, outlet="delta-daily", story=story), score=6
    )
    assert made(session, alert(), NOON + HOUR) == []
    held = {item.shown for item in session.scalars(select(IssueItem))}
    assert held == {"full", "held-back"}
    (mail,) = mails(session)
    assert mail["X-Tocsin-Severity"] == "urgent"
    assert "Also in 1 outlet: - Radar lands, copied, North Wire, Fri 20 Nov 14:09" in plain(mail)
    assert session.scalars(select(Outbox.urgent)).one()


def test_a_story_that_grew_is_followed_up_in_the_same_thread(session: Session, press: Press) -> None:
    story = press.story()
    press.match(press.article("Radar lands", at=NOON, story=story), score=6)
    made(session, alert(), NOON + HOUR)
    story.version, story.news = 2, "the buyer is named"
    press.match(press.article("Radar: who buys", at=NOON + HOUR, outlet="north-wire", story=story), score=6)
    (issue,) = made(session, alert(), NOON + 2 * HOUR)
    first, second = mails(session)
    assert issue.subject == "Re: Flash · score 6 – Radar lands"
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert "New since you had it: the buyer is named" in plain(second)
    assert made(session, alert(), NOON + 3 * HOUR) == []


def test_the_next_digest_says_when_a_story_was_alerted(session: Session, press: Press) -> None:
    press.matched("Radar lands", at=NOON, score=6)
    made(session, alert(), NOON + 12 * MINUTE)
    compose(session, digest(), facts(), now=NOON + HOUR, slot=NOON + HOUR)
    assert "alerted 14:12" in plain(mails(session)[-1])


def test_quiet_hours_hold_everything_until_they_end(session: Session, press: Press) -> None:
    rule = alert(quiet="23:00-06:00")
    night = datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
    press.matched(at=night.astimezone(UTC), score=6)
    assert made(session, rule, night + 3 * HOUR) == []
    assert session.scalars(select(IssueItem)).all() == []
    (issue,) = made(session, rule, night.replace(day=21, hour=6, minute=0))
    assert issue.stories == 1


def test_more_than_the_hour_allows_is_rolled_into_one_message(session: Session, press: Press) -> None:
    for n in range(9):
        press.matched(f"Radar {n}", at=NOON, score=6 + n)
    rule = alert(max_per_hour=3)
    issues = made(session, rule, NOON + HOUR)
    assert [issue.stories for issue in issues] == [1, 1, 7]
    assert "7 stories at once" in plain(mails(session)[-1])
    press.matched("One more", at=NOON, score=6)
    assert made(session, rule, NOON + HOUR + 30 * MINUTE) == []
    assert [issue.stories for issue in made(session, rule, NOON + 2 * HOUR + MINUTE)] == [1]


def test_the_last_alert_of_the_day_says_so(session: Session, press: Press) -> None:
    rule = alert(max_per_day=2)
    for n in range(4):
        press.matched(f"Radar {n}", at=NOON, score=6)
    assert [issue.stories for issue in made(session, rule, NOON + HOUR)] == [1, 3]
    assert "The last alert of the day" in plain(mails(session)[-1])
    assert "The last alert of the day" not in plain(mails(session)[0])
    press.matched("Tomorrow", at=NOON + 2 * HOUR, score=6)
    assert made(session, rule, NOON + 3 * HOUR) == []
    assert [issue.stories for issue in made(session, rule, NOON + 14 * HOUR)] == [1]


def test_old_articles_of_a_new_source_raise_no_alarm(session: Session, press: Press) -> None:
    press.match(press.article("Old radar", at=NOON - timedelta(days=9)), score=9, found=NOON)
    assert made(session, alert(), NOON + HOUR) == []


def test_a_list_far_above_its_usual_number_is_alerted_once_that_day(session: Session, press: Press) -> None:
    press.read()
    for back in range(1, 28):
        press.matched("Usual radar", at=NOON - timedelta(days=back))
    for n in range(12):
        press.matched(f"Unusual radar {n}", at=NOON - timedelta(minutes=n))
    rule = alert(when="burst", watchlists=["air-defence", "shipping"])
    (issue,) = made(session, rule, NOON + MINUTE)
    assert issue.subject == "Flash · Air defence: 12 articles today, 1 on a usual day"
    assert "Unusual radar 0" in plain(mails(session)[0])
    assert made(session, rule, NOON + HOUR) == []


@pytest.mark.parametrize(
    ("span", "clock", "expected"),
    [
        ("23:00-06:00", "23:00", True),
        ("23:00-06:00", "05:59", True),
        ("23:00-06:00", "06:00", False),
        ("12:00-13:00", "12:30", True),
        ("12:00-13:00", "13:00", False),
    ],
)
def test_quiet_spans_are_half_open_and_may_run_over_midnight(span: str, clock: str, expected: bool) -> None:
    hour, minute = map(int, clock.split(":"))
    zone = ZoneInfo("Asia/Tehran")
    assert quiet(alert(quiet=span), datetime(2026, 11, 20, hour, minute, tzinfo=zone), zone) is expected


def test_what_the_caps_leave_counts_the_last_hour_and_the_local_day() -> None:
    zone = ZoneInfo("Asia/Tehran")
    midnight = datetime(2026, 11, 20, 0, 0, tzinfo=zone)
    sent = [midnight - MINUTE, midnight + MINUTE]
    left = allowance(alert(max_per_hour=5, max_per_day=3), sent, midnight + 2 * MINUTE, zone)
    assert (left.messages, left.last_today) == (2, True)


def test_rolling_up_loses_nothing_and_never_exceeds_the_allowance() -> None:
    for waiting in range(12):
        for messages in range(1, 6):
            groups = rolled(list(range(waiting)), messages)
            assert [one for group in groups for one in group] == list(range(waiting))
            assert len(groups) == min(waiting, messages)
    assert rolled([1, 2], 0) == []


def test_what_waits_is_told_with_when_it_may_go_and_nothing_is_claimed(session: Session, press: Press) -> None:
    press.matched("Radar lands", at=NOON, score=6)
    press.matched("Radar sails", at=NOON + 4 * MINUTE, score=6)
    press.matched("Small radar", at=NOON, score=4)
    at = NOON + 5 * MINUTE  # 14:05 in Helsinki
    held = on_hold(session, alert(), facts(), now=at)
    assert held is not None
    assert (held.words, held.until) == ("flash: 2 stories wait", NOON + 14 * MINUTE)
    assert on_hold(session, alert(status="test"), facts(), now=at) is None
    assert len(made(session, alert(), NOON + 10 * MINUTE)) == 1
    left = on_hold(session, alert(), facts(), now=NOON + 10 * MINUTE)
    assert left is not None
    assert left.words == "flash: 1 story waits"
    for span, hours in (("14:00-16:00", 2), ("23:00-15:00", 1)):
        night = on_hold(session, alert(quiet=span), facts(), now=NOON + HOUR / 2)
        assert night is not None
        assert night.until == NOON + hours * HOUR
    made(session, alert(), NOON + 14 * MINUTE)
    assert on_hold(session, alert(), facts(), now=NOON + 14 * MINUTE) is None


def test_a_digest_with_an_urgent_story_says_what_urgent_means(session: Session, press: Press) -> None:
    press.matched("Radar lands", at=NOON, score=6)
    said = "Urgent: a story that reaches the score of one of the instant alerts."
    for rules, explained in (((), False), ((alert(),), True)):
        seen = preview(session, digest(), facts(alerts=rules), now=NOON + HOUR).rendered
        assert (said in " ".join(seen.text.split()), said in seen.html) == (explained, explained)
