"""Mail servers that are slow, bare, small or rude, and what changes between two attempts. Before and after the final
dot: `test_dispatch.py`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from alerts import outbox
from alerts.channels import Channel, LeaseLostError, Parcel, Receipt, TransportError
from alerts.channels.apprise import AppriseChannel
from alerts.channels.mail_server import Patience
from alerts.compose import compose
from alerts.dispatch import dispatch
from alerts.operators import compose_operators
from alerts.tables import Outbox
from crawler.database import Base, open_database, sessions
from tests.alerts.press import NOON, Press, digest, facts
from tests.alerts.test_compose import MORNING
from tests.alerts.test_dispatch import PATIENT, READERS, filled, mail, only, rows, send, silent_at, states
from tests.fakes.http import Listener
from tests.fakes.smtp import MailServer, Received, ScriptedServer, authority, password

SOON = timedelta(minutes=6)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Engine]:
    """One issue for three readers, on SQLite: these tests are about the wire."""
    engine = open_database(f"sqlite:///{tmp_path / 'queue.sqlite'}")
    Base.metadata.create_all(engine)
    yield filled(engine)
    engine.dispose()


def test_no_reply_is_waited_for_less_long_than_rfc_5321_asks() -> None:
    minutes = {"greeting": 5, "command": 5, "data": 2, "block": 3, "dot": 10}
    patience = Patience()
    assert set(minutes) <= {field.name for field in fields(patience)}
    assert all(getattr(patience, name) >= 60 * least for name, least in minutes.items())


def test_a_server_that_thinks_before_it_greets_is_waited_for_longer_than_for_the_connection(queue: Engine) -> None:
    only(queue)
    patient = replace(PATIENT, connect=0.05)
    with ScriptedServer(greets_after=threading.Event()) as server:
        assert server.greets_after is not None
        threading.Timer(0.3, server.greets_after.set).start()
        assert send(queue, mail(server.port, patient)).sent == 1


@pytest.mark.parametrize("step", ["mail", "rcpt", "dot"])
def test_a_silent_server_costs_one_message_a_round_and_the_others_stay_due(queue: Engine, step: str) -> None:
    with ScriptedServer([{step: "hang"}]) as server:
        first = send(queue, mail(server.port, silent_at(step)))
        assert [result.recipient for result in first.results] == READERS[:1]
        assert states(queue)[1:] == ["pending", "pending"]
        assert [row.attempts for row in rows(queue)] == [1, 0, 0]
        second = send(queue, mail(server.port), after=timedelta(seconds=5))
        assert [result.recipient for result in second.results] == READERS[1:]
        assert second.sent == 2
        assert send(queue, mail(server.port), after=SOON).sent == 1


def test_a_silent_mail_server_does_not_hold_up_the_chat(queue: Engine) -> None:
    with sessions(queue).begin() as session:
        Press(session).matched("More radar", url="https://more.example/1")
        both = digest(id="chat", to=[], apprise=["json://chat.example"])
        compose(session, both, facts(), now=NOON, slot=NOON)

    class Chat:
        def deliver(self, parcel: Parcel) -> Receipt:
            return Receipt()

        def close(self) -> None:
            return

    with ScriptedServer([{"mail": "hang"}]) as server:
        report = dispatch(queue, {"mail": mail(server.port, silent_at("mail")), "apprise": Chat()}, now=NOON)
    assert [(result.channel, result.outcome) for result in report.results] == [("mail", "retry"), ("apprise", "sent")]


def test_a_sender_whose_lease_ran_out_does_not_send_what_another_one_has_taken_over(engine: Engine) -> None:
    only(filled(engine))
    late = NOON + outbox.LEASE + timedelta(minutes=1)
    ((row, _),) = outbox.due(engine, NOON, ["mail"])
    slow = outbox.take(engine, row, NOON)
    assert slow is not None
    outbox.recover(engine, late)
    other = outbox.take(engine, row, late)
    assert other is not None
    with pytest.raises(LeaseLostError):
        slow.parcel.last_step()
    assert outbox.not_sent(engine, slow, TransportError("too slow", phase="body"), late) is None
    other.parcel.last_step()
    assert outbox.sent(engine, other, Receipt(250, "ok"), late).outcome == "sent"
    assert (rows(engine)[0].state, rows(engine)[0].uncertain) == ("sent", 1)


def test_a_round_goes_on_after_a_message_that_was_taken_over(queue: Engine) -> None:
    class Overtaken:
        def deliver(self, parcel: Parcel) -> Receipt:
            if parcel.recipient == READERS[0]:
                raise LeaseLostError
            return Receipt()

        def close(self) -> None:
            return

    assert send(queue, Overtaken()).sent == 2


def test_a_mail_that_the_server_finds_too_large_fails_at_once_with_its_words(queue: Engine) -> None:
    with MailServer(data_size_limit=2_000) as server:
        report = send(queue, mail(server.port))
        assert server.handler.mails == []
    assert (report.failed, report.paused) == (3, {})
    assert all("does not take a message of " in row.smtp_text and row.smtp_code == 552 for row in rows(queue))


@pytest.mark.parametrize("script", [{"ehlo": "250 bare"}, {"ehlo": "502 what?", "helo": "250 hello"}], ids=str)
def test_a_server_without_any_extension_gets_the_same_mail_in_seven_bits(
    session: Session, tmp_path: Path, script: dict[str, str]
) -> None:
    press = Press(session)
    press.match(
        press.article("رادار در بندر", "یک رادار تازه در بندر پیاده شد. " * 40, language="fa"), "shipping", "رادار"
    )
    compose(session, digest(to=READERS[0]), facts(), now=MORNING, slot=MORNING)
    session.commit()
    with ScriptedServer([script]) as server:
        report = dispatch(session.get_bind().engine, {"mail": mail(server.port)}, now=MORNING)
    assert report.sent == 1
    (content,) = server.taken
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_a_server_that_cannot_start_tls_now_gets_nothing_in_the_clear_and_is_tried_again(
    queue: Engine, tmp_path: Path
) -> None:
    only(queue)
    script = {"ehlo": "250-scripted\r\n250 STARTTLS", "star": "454 4.7.0 TLS not available"}
    with ScriptedServer([script]) as server:
        report = send(queue, mail(server.port, encryption="starttls"))
        assert server.taken == []
    assert (report.retried, report.paused) == (1, {})
    assert "454 4.7.0 TLS not available" in rows(queue)[0].smtp_text


def test_a_wrong_password_is_told_to_the_operators_by_chat_while_the_mail_waits(queue: Engine, tmp_path: Path) -> None:
    tls, trust = authority(tmp_path)
    login: dict[str, Any] = {"encryption": "starttls", "user": "desk", "context": trust}
    known = facts(mail=facts().mail.model_copy(update={"operators_apprise": []}))
    rude: dict[str, Any] = {"tls_context": tls, "require_starttls": True, "auth_required": True}
    with MailServer(authenticator=password(b"desk", b"s3cret"), **rude) as server, Listener() as chat:
        known.mail.operators_apprise.append(f"json://127.0.0.1:{chat.port}/ops")

        def round_(secret: str, after: timedelta) -> None:
            with sessions(queue).begin() as session:
                compose_operators(session, known, now=NOON + after)
            channels: dict[str, Channel] = {
                "mail": mail(server.port, password=secret, **login),
                "apprise": AppriseChannel({}),
            }
            dispatch(queue, channels, now=NOON + after)

        round_("guess", timedelta(0))
        round_("guess", timedelta(minutes=2))
        assert server.handler.mails == []
        ((_, _, body),) = chat.posts
        assert b"The mail queue is paused" in body
        assert b"535 5.7.8 wrong password" in body
        assert b"guess" not in body
        round_("s3cret", timedelta(hours=2))
        assert sorted(server.handler.recipients) == sorted([*READERS, "ops@desk.example"])
        assert len(chat.posts) == 1


def test_readers_who_come_and_go_between_two_attempts_change_the_next_issue_and_not_this_one(queue: Engine) -> None:
    with MailServer(Received(dict.fromkeys(READERS, "451 4.7.1 greylisted"))) as server:
        assert send(queue, mail(server.port)).retried == 3
        server.handler.refuse.clear()
        with sessions(queue).begin() as session:
            Press(session).matched("More radar", url="https://more.example/1")
            later = digest(to=[READERS[0], "new@desk.example"])
            compose(session, later, facts(), now=NOON + SOON, slot=NOON + SOON)
        assert send(queue, mail(server.port), after=SOON).sent == 5
    got = [(address, b"More radar" in content) for address, content in server.handler.mails]
    assert sorted(got) == [
        *((address, False) for address in READERS[:1]),
        (READERS[0], True), (READERS[1], False), (READERS[2], False), ("new@desk.example", True),
    ]  # fmt: skip


def test_one_reader_of_two_digests_gets_two_mails_of_their_own(session: Session) -> None:
    Press(session).matched("Radar on the quay")
    for name in ("desk", "evening"):
        compose(session, digest(id=name, title=name, to=READERS[:1]), facts(), now=MORNING, slot=MORNING)
    found = session.scalars(select(Outbox).order_by(Outbox.id)).all()
    assert len({row.message_id for row in found}) == len(found) == 2
    assert all(b"Radar on the quay" in row.mime for row in found)
    assert [
        name in row.mime
        for row, name in zip(found, (b"X-Tocsin-Digest: desk", b"X-Tocsin-Digest: evening"), strict=True)
    ] == [True] * 2


def test_an_outlet_and_a_list_that_are_gone_from_the_configuration_do_not_stop_an_issue(session: Session) -> None:
    Press(session).matched("Radar on the quay", watchlist="gone-list", outlet="gone-outlet")
    issue = compose(session, digest(), facts(outlets=(), watchlists=()), now=MORNING, slot=MORNING)
    assert issue is not None
    assert issue.stories == 1
    mime = session.scalars(select(Outbox.mime)).all()[0]
    assert b"gone-outlet" in mime
    assert b"gone-list" in mime.lower()
