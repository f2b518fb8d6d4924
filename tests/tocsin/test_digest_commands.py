"""`tocsin digest ...` and what `tocsin status` says of the outbox, by the entry point of the command line (in this
process, which is quicker than one each), on a small archive."""

from __future__ import annotations

import email
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from alerts.compose import compose
from alerts.on_hold import OnHold
from alerts.tables import Outbox
from crawler.database import sessions
from monitor.screen import ScreenReport
from tests.alerts.press import Press
from tests.fakes.smtp import MailServer, ScriptedServer
from tests.tocsin.folders import make
from tocsin.cli import exits, running
from tocsin.cli import run as tocsin
from tocsin.cli.output import QUIET, _lines
from tocsin.lock import leadership
from tocsin.once import Summary
from tocsin.settings import Environment
from tocsin.wiring import House, open_house
from tocsin.work import Made

DAY = timedelta(days=1)
NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Desk:
    """A configuration with its `var` folder, and the command line."""

    config: Path
    var: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str, code: int = exits.OK) -> str:
        """Run `tocsin ARGUMENTS`: what it says on stdout."""
        self.capture.readouterr()
        assert tocsin([*arguments, "--config", str(self.config)]) == code
        return self.capture.readouterr().out

    def refused(self, *arguments: str) -> str:
        """What it says on stderr when it does not do what it is asked."""
        self.capture.readouterr()
        assert tocsin([*arguments, "--config", str(self.config)]) == exits.PROBLEM
        return self.capture.readouterr().err

    def json(self, *arguments: str) -> Any:
        """The same with --json."""
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("TOCSIN_VAR", str(tmp_path / "var"))
    return Desk(make(tmp_path / "config"), tmp_path / "var", capsys)


@pytest.fixture
def house(desk: Desk) -> Iterator[House]:
    """The archive: one match of yesterday."""
    opened = open_house(desk.config, Environment(var=desk.var))
    with sessions(opened.engine).begin() as session:
        Press(session, NOW - DAY).matched("The Port Authority closed two quays", watchlist="ports", score=4)
    yield opened
    opened.engine.dispose()


def settings(desk: Desk, port: int) -> None:
    """Mail goes to a server on this machine."""
    with (desk.config / "settings.yaml").open("a", encoding="utf-8") as file:
        file.write(f"mail_from: watch@desk.example\nmail_server: 127.0.0.1:{port}\nmail_security: none\n")


def mails(desk: Desk) -> list[Path]:
    return sorted((desk.var / "outbox").glob("*.eml"))


def test_a_held_issue_is_shown_and_goes_out_when_it_is_released(desk: Desk, house: House) -> None:
    weekday = (NOW - 3 * DAY).strftime("%a").lower()
    rule = house.configuration.digests[0].model_copy(update={"days": [weekday], "at": "00:00"})
    with sessions(house.engine).begin() as session:
        compose(session, rule, house.facts, now=NOW - 5 * DAY, slot=NOW - 5 * DAY)
        Press(session, NOW - 4 * DAY).matched("A late match", watchlist="ports", url="https://late.example/1")
        issue = compose(session, rule, house.facts, now=NOW)
        assert issue is not None
        assert issue.state == "held"
    assert "tocsin digest release morning" in desk.run("status")
    assert desk.run("digest", "release", "morning") == "morning: 1 message released, 2 sent\n"
    held = email.message_from_bytes(mails(desk)[-1].read_bytes(), policy=default)
    assert "A late match" in str(held.get_body(("plain",)))
    assert desk.run("digest", "release", "morning") == "morning: nothing is held\n"
    assert len(mails(desk)) == 2
    assert desk.json("status")["held"] == []


def test_status_says_what_an_alert_holds_for_its_copies(desk: Desk, house: House) -> None:
    with (desk.config / "digests.yaml").open("a", encoding="utf-8") as file:
        file.write("alerts:\n  - {id: flash, to: duty@desk.example, min_score: 4, hold: 2h}\n")
    with sessions(house.engine).begin() as session:
        Press(session, NOW).matched("Cranes seized", watchlist="ports", score=9, url="https://late.example/2", at=NOW)
    until = f"{NOW + timedelta(hours=2):%Y-%m-%d %H:%M} UTC"
    assert f"flash: 1 story waits until {until}\n" in desk.run("status")
    (alert,) = desk.json("status")["on_hold"]
    assert (alert["alert"], alert["stories"]) == ("flash", 1)


def test_once_says_what_was_skipped_and_what_waits(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    rule = house.configuration.digests[0].model_copy(update={"empty": "skip"})
    home = replace(house, configuration=replace(house.configuration, digests=(rule,)))
    made = [Made("morning", "digest", None, 0, waiting, "skipped", "") for waiting in (0, 1, 2)]
    held = OnHold("flash", 2, datetime(2026, 11, 20, 14, 22, tzinfo=UTC))
    running.show(Summary([], ScreenReport(), made, on_hold=[held]), home)
    said = capsys.readouterr().out.splitlines()[-4:]
    assert said == [
        "morning: due, nothing new, skipped (empty: skip)",
        "morning: due, nothing new, skipped (empty: skip); 1 repeat waits",
        "morning: due, nothing new, skipped (empty: skip); 2 repeats wait",
        "flash: 2 stories wait until 2026-11-20 14:22 UTC",
    ]


def test_a_preview_as_json_is_what_a_webhook_would_get(desk: Desk, house: House) -> None:
    shown = desk.json("digest", "preview", "morning")
    assert (shown["version"], shown["kind"], shown["id"], shown["number"]) == (1, "digest", "morning", 1)
    assert [story["headline"] for story in shown["stories"]] == ["The Port Authority closed two quays"]
    assert shown["subject"] in desk.run("digest", "preview", "morning", "--as", "html")
    assert mails(desk) == []
    assert desk.json("status")["outbox"] == {}


def test_an_issue_is_shown_again_as_it_was_sent(desk: Desk, house: House, tmp_path: Path) -> None:
    assert "there is no issue" in desk.refused("digest", "show")
    desk.run("digest", "send", "morning")
    (mail,) = mails(desk)
    sent = email.message_from_bytes(mail.read_bytes(), policy=default)
    plain = sent.get_body(("plain",))
    assert plain is not None
    shown = desk.run("digest", "show")
    assert shown.strip() == str(plain.get_content()).replace("\r\n", "\n").strip()
    assert desk.run("digest", "show", "morning", "--number", "1") == shown
    assert "<html" in desk.run("digest", "show", "morning", "--as", "html")
    facts = desk.json("digest", "show", "morning")
    assert (facts["digest"], facts["number"], facts["subject"]) == ("morning", 1, sent["Subject"])
    assert [(copy["recipient"], copy["state"]) for copy in facts["messages"]] == [("desk@example.org", "sent")]
    desk.run("digest", "show", "--out", str(tmp_path / "again"))
    assert (tmp_path / "again" / "morning-1.eml").read_bytes() == mail.read_bytes()
    assert (tmp_path / "again" / "morning-1.html").is_file()


def test_an_issue_that_is_not_there_or_whose_contents_have_gone_is_said_to_be_so(desk: Desk, house: House) -> None:
    desk.run("digest", "send", "morning")
    assert "'morning' has no issue number 7" in desk.refused("digest", "show", "morning", "--number", "7")
    with sessions(house.engine).begin() as session:
        session.execute(update(Outbox).values(mime=b""))
    said = desk.refused("digest", "show")
    assert "mail desk@example.org: sent" in said
    assert "not kept any more" in said


def test_a_server_that_refuses_the_sender_is_a_problem_and_status_says_what_waits_and_why(
    desk: Desk, house: House
) -> None:
    with ScriptedServer([{"mail": "550 5.7.1 not from you"}]) as server:
        settings(desk, server.port)
        done = desk.run("digest", "send", "morning", code=exits.PROBLEM)
    assert "desk@example.org: paused: the server refuses the sender" in done
    (waiting,) = desk.json("status")["waiting"]
    assert (waiting["channel"], waiting["messages"]) == ("mail", 1)
    assert "not from you" in waiting["why"]
    assert "mail: 1 message waits, next try" in desk.run("status")


def test_a_sent_issue_arrives_once(desk: Desk, house: House) -> None:
    with MailServer() as server:
        settings(desk, server.port)
        assert desk.json("digest", "send", "morning")["delivery"]["sent"] == 1
        assert "nothing new, no mail" in desk.run("digest", "send", "morning")
        assert server.handler.recipients == ["desk@example.org"]


def test_the_status_of_a_broken_configuration_says_who_works_on_with_the_last_good_one(
    desk: Desk, house: House
) -> None:
    path = desk.config / "digests.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at:", "att:"), encoding="utf-8")

    def said() -> str:
        desk.capture.readouterr()
        assert tocsin(["status", "--config", str(desk.config)]) == exits.USAGE
        return desk.capture.readouterr().err

    with leadership(house.engine, house.var):
        busy = said()
    assert f"(process {os.getpid()}) works on {house.engine.url.database}, with the last good configuration" in busy
    assert "digests.yaml:4:5: error: 'att' is not a known setting here" in busy
    assert "works on" not in said()


def test_where_there_is_no_terminal_long_work_says_now_and_then_how_far_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = iter([0, 1, QUIET, QUIET, QUIET + 1, 2 * QUIET, 2 * QUIET])
    step = _lines("outlets", lambda: next(clock))
    for done, text in enumerate(["soon over", "12 articles, gulf-ledger", "too soon", "screen"]):
        step(done, 9, text)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "outlets: 1 of 9, 12 articles, gulf-ledger\noutlets: 3 of 9, screen\n"
    _lines("copy", iter([0.0, QUIET, QUIET]).__next__)(0, None, "")
    assert capsys.readouterr().err == "copy\n"
