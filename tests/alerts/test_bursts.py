"""`when: burst`: what is told, when, how often, and in how many words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy.orm import Session

from alerts.compose import compose_alerts
from alerts.facts import Facts
from alerts.pace import Lookout
from alerts.tables import Issue, Outbox
from crawler.tables import Article
from monitor.entities import Entity
from monitor.tables import MentionCount
from tests.alerts.press import NOON, Press, alert, facts

SOON = NOON + timedelta(minutes=30)
FACTS = facts(entities=(Entity(id="orlov", name="Captain Orlov", type="person"),))
CROWD = facts(entities=tuple(Entity(id=f"sailor-{n}", name=f"Sailor {n:02}", type="person") for n in range(40)))


def name(session: Session, article: Article, *entities: str) -> None:
    day = (article.published or article.first_seen).date()
    for entity in entities or ("orlov",):
        session.add(MentionCount(article_id=article.id, entity=entity, count=1, in_title=False, day=day))
    session.flush()


def sails(press: Press, number: int, at: datetime = NOON, *entities: str) -> None:
    """So many matched articles with Orlov, a second apart."""
    for each in range(number):
        article = press.article(f"Orlov sails {at:%d} {each}", at=at + timedelta(seconds=each))
        press.match(article)
        name(press.session, article, *entities)


def subjects(session: Session, now: datetime = SOON, known: Facts = FACTS, **more: Any) -> list[str]:
    return [issue.subject for issue in compose_alerts(session, alert(when="burst", **more), known, now=now)]


def body(session: Session) -> str:
    """The text of every mail."""
    mails = (message_from_bytes(row.mime, policy=default) for row in session.query(Outbox))
    parts = (mail.get_body(("plain",)) for mail in mails)
    return "\n".join(part.get_content() for part in parts if part is not None)


@pytest.fixture
def press(session: Session) -> Iterator[Press]:
    press = Press(session)
    press.read()
    yield press


def test_an_entity_far_above_its_usual_number_is_alerted(session: Session, press: Press) -> None:
    sails(press, 9)
    (subject,) = subjects(session)
    assert "9 articles today, 0 on a usual day; and 1 more" in subject
    (issue,) = session.query(Issue)
    assert issue.counts == {"watchlist:air-defence@2026-11-20": 9, "entity:orlov@2026-11-20": 9}
    assert subjects(session) == [], "once a day"


def test_the_day_of_a_burst_is_named_where_its_readers_have_another_by_now(session: Session, press: Press) -> None:
    sails(press, 9)
    (subject,) = subjects(session, timezone="Pacific/Auckland")
    day = f"{NOON.astimezone(UTC):%d %b}".lstrip("0")
    assert f"9 articles on {NOON.astimezone(UTC):%a} {day} (UTC), 0 on a usual day" in subject


@pytest.mark.parametrize("days", [0, 5, 13])
def test_in_its_first_days_an_archive_knows_nothing_unusual(session: Session, days: int) -> None:
    press = Press(session)
    press.read(days=days)
    name(session, press.article(at=NOON - timedelta(days=300)))
    sails(press, 9)
    assert subjects(session) == []


def test_on_a_quiet_weekday_its_own_usual_number_is_told(session: Session, press: Press) -> None:
    for back in range(1, 29):
        sails(press, 1 if back % 7 == 0 else 10, NOON - timedelta(days=back))
    sails(press, 14)
    (subject,) = subjects(session)
    assert "14 articles today, 3.6 on a usual Friday; and 1 more" in subject


def test_days_that_were_not_read_are_told(session: Session) -> None:
    press = Press(session)
    press.read(but=(1, 2, 3))
    for back in range(4, 29):
        sails(press, 2, NOON - timedelta(days=back))
    sails(press, 12)
    (subject,) = subjects(session)
    assert "12 articles today, 2 on a usual day (3 of the last 14 were not read)" in subject


def test_a_burst_of_the_evening_is_told_when_quiet_hours_end_though_it_is_another_day_by_then(
    session: Session, press: Press
) -> None:
    evening = NOON.replace(hour=21, minute=10)
    sails(press, 9, evening)
    quiet: dict[str, Any] = {"quiet": "23:00-06:00", "timezone": "Europe/Helsinki"}
    assert subjects(session, evening + timedelta(minutes=20), **quiet) == []
    morning = NOON.replace(hour=4, minute=1) + timedelta(days=1)
    (subject,) = subjects(session, morning, **quiet)
    assert "9 articles on Fri 20 Nov (UTC)" in subject
    assert subjects(session, morning + timedelta(hours=1), **quiet) == []


def test_what_came_in_late_is_told_for_half_a_day(session: Session, press: Press) -> None:
    sails(press, 9, NOON - timedelta(days=1))
    assert subjects(session, NOON + timedelta(minutes=1)) == []
    assert len(subjects(session, NOON - timedelta(minutes=1))) == 1


def test_a_burst_that_goes_on_is_told_again_on_the_next_day_only(session: Session, press: Press) -> None:
    sails(press, 9)
    assert len(subjects(session)) == 1
    tomorrow = NOON + timedelta(days=1)
    press.look("harbour-post", tomorrow)
    sails(press, 30, tomorrow)
    assert len(subjects(session, tomorrow + timedelta(minutes=5))) == 1
    assert subjects(session, tomorrow + timedelta(minutes=10)) == []


def test_forty_bursts_at_once_are_one_short_mail(session: Session, press: Press) -> None:
    sails(press, 9, NOON, *(f"sailor-{n}" for n in range(40)))
    (subject,) = subjects(session, known=CROWD)
    assert subject.endswith("; and 40 more")
    (row,) = session.query(Outbox)
    text = body(session)
    assert sum(f"Sailor {n:02}: 9 articles" in text for n in range(40)) == 9
    assert "And 31 more in unusual numbers" in " ".join(text.split())
    assert len(row.mime) < 30_000
    assert subjects(session, known=CROWD) == []


def test_what_surprises_most_is_told_first(session: Session, press: Press) -> None:
    sails(press, 5, NOON, "sailor-0")
    sails(press, 12, NOON + timedelta(minutes=1), "sailor-1")
    (subject,) = subjects(session, known=CROWD, watchlists=["air-defence", "shipping"])
    assert "Air defence: 17 articles" in subject
    assert "more" not in subject
    (subject,) = subjects(session, known=CROWD, id="second")
    assert "Air defence: 17" in subject
    assert body(session).index("Sailor 01") < body(session).index("Sailor 00")


def test_numbers_are_counted_again_after_a_rest_that_grows_with_what_it_took() -> None:
    lookout = Lookout()
    assert lookout.due("surge", NOON)
    lookout.counted("surge", NOON, 0.5)
    assert not lookout.due("surge", NOON + timedelta(seconds=59))
    assert lookout.due("surge", NOON + timedelta(seconds=60))
    assert lookout.due("other", NOON)
    lookout.counted("surge", NOON, 6)
    assert not lookout.due("surge", NOON + timedelta(minutes=4))
    assert lookout.due("surge", NOON + timedelta(minutes=5))
    assert lookout.due("surge", NOON - timedelta(seconds=1)), "the clock was set back"
