from __future__ import annotations

import email
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from email.policy import default
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from alerts.channels import Channel, Parcel, Receipt
from alerts.channels.file import FileChannel
from alerts.channels.mail import MailChannel, stuffed
from alerts.channels.mail_server import Patience, Server
from alerts.compose import compose
from alerts.delivery import open_channels
from alerts.dispatch import DispatchReport, dispatch
from alerts.facts import Secrets
from alerts.mail_settings import MailSettings
from alerts.tables import Outbox
from crawler.database import Base, open_database, sessions
from tests.alerts.press import NOON, Press, digest, facts
from tests.fakes.ports import free_port
from tests.fakes.smtp import MailServer, Received, ScriptedServer, authority, password

SENDER = "watch@tocsin.example"
PATIENT = Patience(connect=60, greeting=60, command=60, data=60, block=60, dot=60)
"""Never waited for in full: a server that answers does so sooner, on a machine with other work too."""
READERS = ["ana@desk.example", "bo@desk.example", "cy@desk.example"]


class _Hasty(Patience):
    """Patient with every command of a connection but one (EHLO is the first)."""

    number: int
    asked: Iterator[int]

    def __init__(self, number: int) -> None:
        super().__init__(**asdict(PATIENT))
        self.__dict__.update(number=number, asked=count(1))

    def __getattribute__(self, name: str) -> Any:
        if name == "command" and next(self.asked) == self.number:
            return 0.2
        return super().__getattribute__(name)


def silent_at(step: str) -> Patience:
    """For one connection to a server that says nothing at this step: it is soon given up there, and nowhere else."""
    return replace(PATIENT, dot=0.2) if step == "dot" else _Hasty({"mail": 2, "rcpt": 3}[step])


def filled(engine: Engine) -> Engine:
    """An outbox that holds one issue for three readers."""
    with sessions(engine).begin() as session:
        Press(session).matched("Radar on the quay")
        compose(session, digest(to=READERS), facts(), now=NOON, slot=NOON)
    return engine


@pytest.fixture
def both(engine: Engine) -> Engine:
    """Filled, once on each database: for what depends on how rows are taken and locked."""
    return filled(engine)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Engine]:
    """Filled, on SQLite: for what happens on the wire."""
    engine = open_database(f"sqlite:///{tmp_path / 'queue.sqlite'}")
    Base.metadata.create_all(engine)
    yield filled(engine)
    engine.dispose()


def mail(port: int, patience: Patience = PATIENT, **more: Any) -> MailChannel:
    server = Server(**{"host": "127.0.0.1", "port": port, "encryption": "none", **more})
    return MailChannel(server, SENDER, patience)


def send(engine: Engine, channel: Channel, after: timedelta = timedelta(0)) -> DispatchReport:
    return dispatch(engine, {"mail": channel}, now=NOON + after)


def rows(engine: Engine) -> Sequence[Outbox]:
    with sessions(engine)() as session:
        return session.scalars(select(Outbox).order_by(Outbox.id)).all()


def states(engine: Engine) -> list[str]:
    return [row.state for row in rows(engine)]


def only(engine: Engine, count: int = 1) -> Engine:
    """Leave the first `count` rows to be sent."""
    with sessions(engine).begin() as session:
        for row in session.scalars(select(Outbox).order_by(Outbox.id).offset(count)):
            session.delete(row)
    return engine


def test_every_reader_gets_the_frozen_bytes_over_one_connection(both: Engine) -> None:
    with MailServer() as server:
        report = send(both, mail(server.port))
    assert (report.sent, report.failed, report.retried, report.unknown) == (3, 0, 0, 0)
    assert server.handler.recipients == READERS
    assert [content.replace(b"\r\n", b"\n") for _, content in server.handler.mails] == [
        row.mime.replace(b"\r\n", b"\n") for row in rows(both)
    ]
    assert states(both) == ["sent"] * 3
    assert [row.smtp_code for row in rows(both)] == [250] * 3
    assert not any(email.message_from_bytes(content, policy=default).defects for _, content in server.handler.mails)


def test_a_second_round_sends_nothing(both: Engine) -> None:
    with MailServer() as server:
        send(both, mail(server.port))
        report = send(both, mail(server.port), after=timedelta(days=2))
    assert report.results == []
    assert len(server.handler.mails) == 3


@pytest.mark.parametrize(
    ("reply", "state", "counted"),
    [("550 5.1.1 no such reader", "failed", (2, 1, 0)), ("451 4.7.1 come back later", "retry", (2, 0, 1))],
)
def test_one_refused_reader_holds_up_nobody(
    queue: Engine, reply: str, state: str, counted: tuple[int, int, int]
) -> None:
    with MailServer(Received({READERS[1]: reply})) as server:
        report = send(queue, mail(server.port))
    assert (report.sent, report.failed, report.retried) == counted
    assert server.handler.recipients == [READERS[0], READERS[2]]
    assert states(queue) == ["sent", state, "sent"]
    assert reply in rows(queue)[1].smtp_text


def test_a_reader_refused_for_now_gets_it_later(queue: Engine) -> None:
    with MailServer(Received({READERS[1]: "451 4.7.1 come back later"})) as server:
        send(queue, mail(server.port))
        server.handler.refuse.clear()
        assert send(queue, mail(server.port), after=timedelta(minutes=4)).results == []
        assert send(queue, mail(server.port), after=timedelta(minutes=6)).sent == 1
    assert sorted(server.handler.recipients) == READERS


BEFORE_THE_DOT = [
    {"greeting": "drop"}, {"greeting": "554 go away"}, {"ehlo": "drop"}, {"mail": "drop"}, {"mail": "451 busy"},
    {"mail": "421 closing"}, {"rcpt": "drop"}, {"rcpt": "450 busy"}, {"data": "drop"}, {"data": "451 disk full"},
    {"dot": "451 cannot write"}, {"mail": "hang"}, {"rcpt": "hang"},
]  # fmt: skip


@pytest.mark.parametrize("script", BEFORE_THE_DOT, ids=str)
def test_what_surely_did_not_arrive_is_sent_again_and_arrives_once(queue: Engine, script: dict[str, str]) -> None:
    only(queue)
    silent = next((silent_at(step) for step, reply in script.items() if reply == "hang"), PATIENT)
    with ScriptedServer([script]) as server:
        report = send(queue, mail(server.port, silent))
        assert (report.retried, report.sent) == (1, 0)
        assert states(queue) == ["retry"]
        assert send(queue, mail(server.port), after=timedelta(minutes=6)).sent == 1
    assert len(server.taken) == 1
    assert not report.results[0].duplicate


def test_a_connection_lost_in_the_middle_of_the_text_loses_nothing(queue: Engine) -> None:
    only(queue)
    with ScriptedServer([{"body": "drop"}]) as server:
        report = send(queue, mail(server.port))
        # Where the network swallowed the rest before the loss was noticed, the dot was sent too: nobody can know.
        assert report.retried + report.unknown == 1
        assert send(queue, mail(server.port), after=timedelta(minutes=6)).sent == 1
    assert len(server.taken) == 1


@pytest.mark.parametrize("dot", ["drop", "hang"])
def test_what_may_have_arrived_is_sent_the_same_once_more_and_said_to_be_a_possible_duplicate(
    both: Engine, dot: str
) -> None:
    only(both)
    with ScriptedServer([{"dot": dot}]) as server:
        assert send(both, mail(server.port, silent_at("dot") if dot == "hang" else PATIENT)).unknown == 1
        assert states(both) == ["unknown"]
        again = send(both, mail(server.port), after=timedelta(minutes=6))
    assert again.sent == 1
    assert again.results[0].duplicate
    assert len(server.dotted) == 2
    assert server.dotted[0] == server.dotted[1]


def test_after_two_silent_servers_it_stays_unknown_and_is_left_to_an_operator(queue: Engine) -> None:
    only(queue)
    with ScriptedServer([{"dot": "drop"}, {"dot": "drop"}]) as server:
        send(queue, mail(server.port))
        report = send(queue, mail(server.port), after=timedelta(minutes=6))
        assert report.unknown == 1
        assert report.results[0].final
        assert send(queue, mail(server.port), after=timedelta(days=1)).results == []
    assert len(server.dotted) == 2
    assert states(queue) == ["unknown"]


def test_a_lost_connection_after_the_answer_changes_nothing(queue: Engine) -> None:
    only(queue)
    with ScriptedServer([{"quit": "drop"}]) as server:
        assert send(queue, mail(server.port)).sent == 1
    assert states(queue) == ["sent"]


def test_an_idle_connection_that_the_server_closed_is_opened_again(queue: Engine) -> None:
    with ScriptedServer([{"rset": "250 ok"}]) as server:
        channel = mail(server.port)
        channel.deliver(Parcel("ana@desk.example", "<1@x>", b"A: b\r\n\r\nfirst\r\n"))
        for peer in server._open:
            peer.shutdown(2)
        channel.deliver(Parcel("ana@desk.example", "<2@x>", b"A: b\r\n\r\nsecond\r\n"))
        channel.close()
    assert len(server.taken) == server.connections == 2


def test_a_server_that_is_away_is_asked_once_a_round(queue: Engine) -> None:
    report = send(queue, mail(free_port()))
    assert report.retried == 3
    assert {row.attempts for row in rows(queue)} == {1}
    assert all("Connection refused" in row.smtp_text for row in rows(queue))
    with MailServer() as server:
        assert send(queue, mail(server.port), after=timedelta(minutes=6)).sent == 3


def test_a_refused_sender_pauses_the_queue_and_uses_up_no_attempt(queue: Engine) -> None:
    with ScriptedServer([{"mail": "550 5.7.1 not from you"}]) as server:
        report = send(queue, mail(server.port))
        assert server.connections == 1
    assert "not from you" in report.paused["mail"]
    assert states(queue) == ["retry"] * 3
    assert [row.attempts for row in rows(queue)] == [0] * 3
    with MailServer() as server:
        assert send(queue, mail(server.port), after=timedelta(days=3)).sent == 3


def test_retries_come_after_5_10_20_40_80_minutes_then_hourly_until_a_day_is_over(queue: Engine) -> None:
    only(queue)
    pauses: list[float] = []
    now = NOON
    while True:
        report = dispatch(queue, {"mail": mail(free_port())}, now=now)
        row = rows(queue)[0]
        if row.next_at is None:
            break
        pauses.append(round((row.next_at - now).total_seconds() / 60))
        now = row.next_at
    assert pauses[:8] == [5, 10, 20, 40, 80, 60, 60, 60]
    assert report.failed == 1
    assert timedelta(hours=24) <= now - NOON < timedelta(hours=26)


def test_urgent_mail_is_sent_first_and_tried_again_sooner(queue: Engine) -> None:
    with sessions(queue).begin() as session:
        session.execute(update(Outbox).where(Outbox.recipient == READERS[2]).values(urgent=True))
    with MailServer(Received({READERS[2]: "451 later"})) as server:
        report = send(queue, mail(server.port))
        assert report.results[0].recipient == READERS[2]
        server.handler.refuse.clear()
        assert send(queue, mail(server.port), after=timedelta(seconds=70)).sent == 1


class Failing:
    """A channel that breaks on one recipient in a way nobody foresaw."""

    def deliver(self, parcel: Parcel) -> Receipt:
        if parcel.recipient == READERS[0]:
            raise ZeroDivisionError("a bug")
        return Receipt()

    def close(self) -> None:
        return


def test_a_message_that_breaks_its_channel_does_not_stop_the_batch(queue: Engine) -> None:
    report = send(queue, Failing())
    assert (report.sent, report.retried) == (2, 1)
    assert "ZeroDivisionError: a bug" in rows(queue)[0].smtp_text


def test_two_dispatchers_at_once_send_each_message_once(both: Engine) -> None:
    with MailServer() as server:

        class Meanwhile(MailChannel):
            def deliver(self, parcel: Parcel) -> Receipt:
                inner.append(send(both, mail(server.port)))
                return super().deliver(parcel)

        inner: list[DispatchReport] = []
        outer = send(both, Meanwhile(Server("127.0.0.1", server.port, "none"), SENDER, PATIENT))
    assert sorted(server.handler.recipients) == READERS
    assert outer.sent + sum(one.sent for one in inner) == 3


def stopped(engine: Engine, uncertain: int, owner: str, lease: datetime) -> None:
    """As a process leaves a row that is killed while it sends it."""
    only(engine)
    with sessions(engine).begin() as session:
        values = {"state": "sending", "attempts": 1, "uncertain": uncertain, "lease_owner": owner, "lease_until": lease}
        session.execute(update(Outbox).values(**values))


@cache
def dead_process() -> str:
    """The mark of a process of this host that has ended."""
    code = "from alerts.outbox import myself; print(myself())"
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(("uncertain", "duplicate"), [(0, False), (1, True)])
def test_a_killed_sender_is_noticed_at_once_and_its_message_goes_out(
    both: Engine, uncertain: int, duplicate: bool
) -> None:
    stopped(both, uncertain, dead_process(), NOON + timedelta(minutes=40))
    with MailServer() as server:
        report = send(both, mail(server.port))
    assert report.sent == 1
    assert report.unknown == uncertain
    assert report.results[-1].duplicate is duplicate


def test_a_lease_of_another_machine_holds_until_it_runs_out(both: Engine) -> None:
    stopped(both, 0, "elsewhere:17:1.00", NOON + timedelta(minutes=40))
    with MailServer() as server:
        assert send(both, mail(server.port)).results == []
        assert send(both, mail(server.port), after=timedelta(minutes=41)).sent == 1


def test_starttls_and_login_with_a_certificate_that_is_trusted(queue: Engine, tmp_path: Path) -> None:
    server_tls, trust = authority(tmp_path)
    with MailServer(
        tls_context=server_tls, require_starttls=True, auth_required=True, authenticator=password(b"desk", b"s3cret")
    ) as server:
        channel = mail(server.port, encryption="starttls", user="desk", password="s3cret", context=trust)
        assert send(queue, channel).sent == 3


def test_tls_from_the_first_byte(queue: Engine, tmp_path: Path) -> None:
    server_tls, trust = authority(tmp_path)
    with MailServer(implicit_tls=True, tls_context=server_tls) as server:
        assert send(queue, mail(server.port, encryption="tls", context=trust)).sent == 3


@pytest.mark.parametrize("host", ["localhost", "elsewhere.example"])
def test_a_certificate_that_is_not_trusted_or_names_another_host_gets_no_mail(
    queue: Engine, tmp_path: Path, host: str
) -> None:
    server_tls, trust = authority(tmp_path, host)
    context = None if host == "localhost" else trust
    with MailServer(tls_context=server_tls) as server:
        report = send(queue, mail(server.port, encryption="starttls", context=context))
    assert "cannot be trusted" in report.paused["mail"]
    assert server.handler.mails == []


def test_a_server_without_starttls_gets_no_mail_where_it_is_required(queue: Engine) -> None:
    with MailServer() as server:
        report = send(queue, mail(server.port, encryption="starttls"))
    assert "offers no STARTTLS" in report.paused["mail"]
    assert server.handler.mails == []


def test_a_wrong_password_pauses_the_queue_and_is_not_repeated_for_each_message(queue: Engine, tmp_path: Path) -> None:
    server_tls, trust = authority(tmp_path)
    with MailServer(
        tls_context=server_tls, require_starttls=True, auth_required=True, authenticator=password(b"desk", b"s3cret")
    ) as server:
        report = send(queue, mail(server.port, encryption="starttls", user="desk", password="guess", context=trust))
    assert "refuses the login" in report.paused["mail"]
    assert report.retried == 3
    assert "guess" not in "".join(str(row.history) + row.smtp_text for row in rows(queue))


def test_dots_at_the_start_of_lines_arrive_as_they_are() -> None:
    content = b"A: b\r\n\r\n.one\n..two\r.\r\nend"
    assert stuffed(content) == b"A: b\r\n\r\n..one\r\n...two\r\n..\r\nend\r\n"


def test_without_a_server_mails_become_files_the_same_ones_each_time(queue: Engine, tmp_path: Path) -> None:
    channels = open_channels(MailSettings(), Secrets(), tmp_path)
    assert isinstance(channels["mail"], FileChannel)
    assert dispatch(queue, channels, now=NOON).sent == 3
    files = sorted((tmp_path / "outbox").iterdir())
    assert len(files) == 9
    assert {file.suffix for file in files} == {".eml", ".html", ".txt"}
    row = rows(queue)[0]
    channels["mail"].deliver(Parcel(row.recipient, row.message_id, row.mime))
    assert sorted((tmp_path / "outbox").iterdir()) == files
    written = next(file for file in files if "ana@" in file.name and file.suffix == ".eml")
    assert written.read_bytes() == row.mime
    assert "Radar on the quay" in written.with_suffix(".txt").read_text("utf-8")
    assert "<mark>" in written.with_suffix(".html").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_tried_again_later(queue: Engine, tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")
    report = dispatch(queue, open_channels(MailSettings(), Secrets(), tmp_path), now=NOON)
    assert report.retried == 3
    assert "cannot write" in rows(queue)[0].smtp_text


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"mail_server": "mail.desk.example:465"}, "tls"),
        ({"mail_server": "mail.desk.example:587"}, "starttls"),
        ({"mail_server": "127.0.0.1:2525"}, "opportunistic"),
        ({"mail_server": "[::1]:25"}, "opportunistic"),
        ({"mail_server": "mail.desk.example:25", "mail_security": "none"}, "none"),
    ],
)
def test_how_a_server_is_spoken_to_follows_from_its_port_and_place(
    tmp_path: Path, settings: dict[str, str], expected: str
) -> None:
    channel = open_channels(MailSettings.model_validate(settings), Secrets(), tmp_path)["mail"]
    assert isinstance(channel, MailChannel)
    assert channel.server.encryption == expected


def test_progress_is_told_as_it_happens(queue: Engine, tmp_path: Path) -> None:
    told: list[str] = []
    note: Callable[[Any], None] = lambda result: told.append(result.recipient)  # noqa: E731
    dispatch(queue, {"mail": FileChannel(tmp_path)}, now=NOON, on_event=note)
    assert told == READERS
