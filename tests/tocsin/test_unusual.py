"""A month of news, lived through with a configuration, the real verbs and a mail server: one Monday is unusual."""

from __future__ import annotations

import email
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from random import Random

import pytest

from crawler.database import sessions
from crawler.items import Extracted
from crawler.store import keep
from crawler.tables import OutletRun
from tests.fakes.postgres import PostgresServer
from tests.fakes.smtp import MailServer
from tests.tocsin.folders import make
from tocsin import work
from tocsin.cli import run as tocsin
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

START = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday. The month holds the night of 29 March, on which the clocks of the desk go forward."""
DAY = timedelta(days=1)
LAST = 28
"""The Monday after, with a burst."""
GAP = range(15, 18)
"""Three days on which the crawler was down, and of which nothing came in afterwards."""
RHYTHM = (5, 6, 6, 5, 5, 2, 1)
SYLLABLES = ("ba", "dor", "ek", "fin", "gul", "hem", "jo", "kar", "lun", "mo", "nis", "pel", "rud", "sa", "tov", "wen")

SETTINGS = "contact: https://desk.example/bot\ntimezone: Europe/Berlin\nmail_from: watch@desk.example\n"
OUTLETS = """\
outlets:
  - {id: gazette, name: Gazette, language: en, country: NO, feeds: [https://gazette.example/rss]}
  - {id: herald, name: Herald, language: en, country: NO, feeds: [https://herald.example/rss]}
  - {id: newcomer, name: Newcomer, language: en, country: NO, feeds: [https://newcomer.example/rss]}
"""
ENTITIES = """\
defaults: {type: person}
entities:
  - {id: orlov, name: Captain Orlov}
  - {id: zahedi, name: General Zahedi}
  - {id: port-authority, name: Port Authority, type: org}
"""
LISTS = {
    "ports": "title: Ports\nmatch: [quay]\ntests: {hit: [A quay was closed.]}\n",
    "ferries": "title: Ferries\nmatch: [ferry]\ntests: {hit: [A ferry sank.]}\n",
}
DIGESTS = """\
digests:
  - {id: morning, to: desk@desk.example, at: "07:30"}
alerts:
  - {id: surge, title: Surge, to: duty@desk.example, when: burst}
"""


@dataclass
class Month:
    """The archive, and the mails by the day on which they were sent."""

    house: House
    chance: Random = field(default_factory=lambda: Random(3))
    sent: dict[int, list[EmailMessage]] = field(default_factory=dict)
    kept: int = 0

    def bring(self, day: int, outlet: str, subject: str, number: int) -> None:
        with sessions(self.house.engine).begin() as session:
            for _ in range(number):
                self.kept += 1
                at = START + day * DAY + timedelta(hours=8, minutes=self.kept % 600)
                words = ("".join(self.chance.choices(SYLLABLES, k=3)) for _ in range(40))  # no two alike
                filler = " ".join(words).capitalize()
                page = Extracted(f"{filler[:30]} {self.kept}", f"{subject} {filler}.", published=at, language="en")
                url = f"https://{outlet}.example/{self.kept}"
                keep(session, outlet, page, url=url, fetched=at + timedelta(minutes=3))

    def look(self, day: int, *outlets: str) -> None:
        with sessions(self.house.engine).begin() as session:
            for outlet in outlets:
                for hour in (6, 12, 18):
                    at = START + day * DAY + timedelta(hours=hour)
                    session.add(OutletRun(round="r", outlet=outlet, started=at, finished=at, found=9, unchanged=1))

    def work(self, day: int, hour: int) -> None:
        """Screen, alert, compose, send."""
        if day >= GAP.start:  # before then there is nothing to compare with
            now = START + day * DAY + timedelta(hours=hour)
            work.read(self.house, now=now)
            work.alert(self.house, now=now)
            work.compose_all(self.house, now=now)
            work.send(self.house, now=now)

    def received(self, day: int, mails: list[tuple[str, bytes]]) -> None:
        """Keep what the mail server got on that day."""
        self.sent[day] = [email.message_from_bytes(raw, policy=default) for _, raw in mails]
        mails.clear()

    def alerts(self) -> dict[int, list[str]]:
        """Subjects of the alerts, by day."""
        found = {
            day: [mail["Subject"] for mail in mails if mail["To"] == "duty@desk.example"]
            for day, mails in self.sent.items()
        }
        return {day: subjects for day, subjects in found.items() if subjects}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def month(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    folder = tmp_path_factory.mktemp("month")
    database = f"sqlite:///{folder / 'tocsin.sqlite'}"
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        database = server.create()
    with MailServer() as server_of_mail:
        mail = f"mail_server: 127.0.0.1:{server_of_mail.port}\nmail_security: none\n"
        lists = {f"watchlists__{name}": text for name, text in LISTS.items()}
        config = make(
            folder / "config",
            settings=SETTINGS + mail,
            outlets=OUTLETS,
            entities__all=ENTITIES,
            digests=DIGESTS,
            **lists,
        )
        house = open_house(config, Environment(var=folder / "var", database=database))
        month = Month(house)
        mails = server_of_mail.handler.mails
        for day in range(LAST + 1):
            month.work(day, 7)
            if day not in GAP:
                month.look(day, "gazette", "herald")
                usual = RHYTHM[day % 7]
                month.bring(day, "gazette", "Captain Orlov saw the quay.", usual)
                month.bring(day, "herald", "A quay was mended. The Port Authority spoke.", max(1, usual // 2))
                month.bring(day, "herald", "One more ferry came.", 2 + day // 7)  # a slow rise
            if day >= LAST - 1:  # an outlet added yesterday
                month.look(day, "newcomer")
                month.bring(day, "newcomer", "General Zahedi and Captain Orlov took a ferry.", 15)
            if day == LAST:
                month.bring(day, "gazette", "At the quay Captain Orlov met the Port Authority and General Zahedi.", 15)
            month.work(day, 20)
            month.received(day, mails)
        yield month
        house.engine.dispose()


def test_the_one_unusual_day_is_told_once_and_no_other(month: Month) -> None:
    (day,) = month.alerts()
    (subject,) = month.alerts()[day]
    assert day == LAST
    told = next(mail for mail in month.sent[day] if mail["To"] == "duty@desk.example")
    body = told.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert subject.startswith("Surge · ")
    assert "and 3 more" in subject
    assert "Captain Orlov: 20 articles today, 5 on a usual day (3 of the last 14 were not read)" in text
    assert "Ports: 22 articles today" in text
    assert "General Zahedi: 15 articles today, 0 on a usual day" in text
    assert "Ferries" not in text, "its rise is slow, and what the new outlet brings is not compared"


def test_the_digest_tells_whom_the_old_outlets_name_first_and_which_days_were_not_read(month: Month) -> None:
    digest = next(one for one in month.house.configuration.digests if one.id == "morning")
    made = work.preview(month.house, digest, now=START + LAST * DAY + timedelta(hours=21))
    assert made.view.fresh == (
        "First mention of General Zahedi (Gazette)",
        "First time Captain Orlov with Port Authority (Gazette)",
    )
    ports = next(row for row in made.view.rows if row.title == "Ports")
    assert ports.days.count(None) in {2, 3}
    assert ports.median not in {"0", "–"}
    assert "on which nothing was read." in made.view.caption
    assert "·" in ports.spark
    text = " ".join(made.rendered.text.split())
    assert "First mention of General Zahedi" in text
    digests = [sum(mail["To"] == "desk@desk.example" for mail in month.sent[day]) for day in range(GAP.start, LAST + 1)]
    assert digests == [1] * len(digests), "also on the day on which the clocks went forward"


def test_status_shows_the_same_numbers_and_says_what_it_cannot_compare(
    month: Month, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOCSIN_VAR", str(month.house.var))
    monkeypatch.setenv("TOCSIN_DATABASE", month.house.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("tocsin.cli.running.now", lambda: START + LAST * DAY + timedelta(hours=21))
    config = str(month.house.directory)
    assert tocsin(["--config", config, "status", "--trends", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    numbers = {one["id"]: one for one in found["usual"]["numbers"]}
    assert (numbers["ports"]["articles"], numbers["ports"]["unread"], numbers["ports"]["unusual"]) == (22, 3, True)
    assert (numbers["ferries"]["articles"], numbers["ferries"]["beside"], numbers["ferries"]["unusual"]) == (
        6,
        15,
        False,
    )
    assert (numbers["orlov"]["articles"], numbers["zahedi"]["articles"]) == (20, 15)
    assert [one["entities"] for one in found["first_seen"]] == [["zahedi"], ["orlov", "port-authority"]]
    assert tocsin(["--config", config, "status", "--trends"]) == 0
    shown = capsys.readouterr().out
    assert "far more than usual" in shown
    assert "15 more in outlets that cannot be compared yet" in shown
    assert "Of the last 14 days 3 were not read" in shown
    assert "cannot be called new or unusual yet: newcomer" in shown
