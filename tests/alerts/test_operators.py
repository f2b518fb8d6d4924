from __future__ import annotations

import email
from datetime import timedelta
from email.policy import default

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.compose import compose
from alerts.dispatch import dispatch
from alerts.operators import compose_operators
from alerts.tables import Issue, Outbox
from tests.alerts.press import NOON, Press, digest, facts
from tests.alerts.test_dispatch import mail
from tests.fakes.smtp import MailServer, Received, ScriptedServer

DAY = timedelta(days=1)


@pytest.fixture
def press(session: Session) -> Press:
    """An archive with one issue for two readers in its outbox."""
    press = Press(session)
    press.matched("Radar on the quay")
    compose(session, digest(), facts(), now=NOON, slot=NOON)
    session.commit()
    return press


def told(session: Session, after: timedelta = timedelta(0)) -> str | None:
    """The mail that the operators get now, in words."""
    issue = compose_operators(session, facts(), now=NOON + after)
    session.commit()
    if issue is None:
        return None
    row = session.scalars(select(Outbox).where(Outbox.issue_id == issue.id)).one()
    session.commit()
    assert row.recipient == "ops@desk.example"
    body = email.message_from_bytes(row.mime, policy=default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def test_nothing_to_tell_makes_no_mail(session: Session, press: Press) -> None:
    assert told(session) is None
    assert compose_operators(session, facts(mail=facts().mail.model_copy(update={"operators": []})), now=NOON) is None


def test_a_refused_reader_is_told_once_with_the_servers_words(session: Session, press: Press) -> None:
    with MailServer(Received({"bo@desk.example": "550 5.1.1 moved away"})) as server:
        dispatch(session.get_bind().engine, {"mail": mail(server.port)}, now=NOON)
    word = told(session, timedelta(minutes=1))
    assert word is not None
    assert "desk, issue 1 was not delivered to bo@desk.example: the server refuses this recipient: 550" in word
    assert "ana@" not in word
    assert told(session, timedelta(minutes=2)) is None


def test_a_paused_queue_is_told_once_and_not_for_each_message(session: Session, press: Press) -> None:
    with ScriptedServer([{"mail": "550 5.7.1 not from you"}]) as server:
        dispatch(session.get_bind().engine, {"mail": mail(server.port)}, now=NOON)
    word = told(session, timedelta(minutes=1))
    assert word is not None
    assert word.count("The mail queue is paused: the server refuses the sender") == 1
    with ScriptedServer([{"mail": "550 5.7.1 not from you"}]) as server:
        dispatch(session.get_bind().engine, {"mail": mail(server.port)}, now=NOON + timedelta(minutes=30))
    assert told(session, timedelta(minutes=31)) is None, "the mail about the pause must not report itself"


def test_a_pause_is_told_at_its_start_and_once_a_day_and_by_another_way_than_the_paused_one(
    session: Session, press: Press
) -> None:
    known = facts(mail=facts().mail.model_copy(update={"operators_apprise": ["json://127.0.0.1:9/ops"]}))
    heard: list[int] = []
    for hour in range(50):
        now = NOON + timedelta(hours=hour, minutes=hour)
        with ScriptedServer([{"mail": "550 5.7.1 not from you"}]) as server:
            dispatch(session.get_bind().engine, {"mail": mail(server.port)}, now=now)
        issue = compose_operators(session, known, now=now + timedelta(minutes=1))
        session.commit()
        if issue is not None:
            heard.append(hour)
            rows = session.scalars(select(Outbox).where(Outbox.issue_id == issue.id)).all()
            assert sorted((row.channel, row.state) for row in rows) == [("apprise", "pending"), ("mail", "pending")]
            assert b"queue is paused" in next(row.mime for row in rows if row.channel == "apprise")
            session.commit()
    assert heard == [0, 24, 48]


def test_operators_may_be_reached_by_chat_alone(session: Session, press: Press) -> None:
    mail_ = facts().mail.model_copy(update={"operators": [], "operators_apprise": ["json://127.0.0.1:9/ops"]})
    session.execute(update(Outbox).values(state="failed", smtp_text="moved away"))
    issue = compose_operators(session, facts(mail=mail_), now=NOON)
    assert issue is not None
    assert session.scalars(select(Outbox.channel).where(Outbox.issue_id == issue.id)).all() == ["apprise"]


def test_a_message_that_stays_unknown_and_an_issue_that_is_held_are_told(session: Session, press: Press) -> None:
    lost = update(Outbox).where(Outbox.recipient == "bo@desk.example")
    session.execute(lost.values(state="unknown", smtp_text="no answer"))
    press.matched("More radar")
    compose(session, digest(days=["sat"]), facts(), now=NOON + 4 * DAY)  # the Saturday's, on a Tuesday
    word = told(session, 4 * DAY - timedelta(hours=1))
    assert word is not None
    assert "may or may not have reached bo@desk.example: no answer" in word
    held = told(session, 4 * DAY + timedelta(hours=1))
    assert held is not None
    assert "desk, issue 2 is held" in held
    assert session.scalars(select(Issue.state).where(Issue.digest == "desk", Issue.number == 2)).one() == "held"


def test_a_source_is_told_when_it_fails_and_when_it_is_well_again(session: Session, press: Press) -> None:
    for minutes in (30, 20, 10):
        press.look("north-wire", NOON - timedelta(minutes=minutes), "the server answers 500")
    first = told(session)
    assert first is not None
    assert "North Wire [north-wire] is failing since Fri 20 Nov 13:30" in first
    assert told(session, timedelta(minutes=5)) is None
    for minutes in range(6, 60, 6):
        press.look("north-wire", NOON + timedelta(minutes=minutes))
    second = told(session, timedelta(hours=1))
    assert second is not None
    assert "North Wire [north-wire] is well again" in second
    assert told(session, timedelta(hours=2)) is None
