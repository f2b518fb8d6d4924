"""An outlet whose id is changed keeps its past: nothing is mailed that was not to be, nothing that waits is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from crawler.database import sessions
from crawler.items import Extracted
from crawler.store import keep
from crawler.tables import Article, BoilerplateLine, OutletRun, SourceState
from monitor.tables import Indexed, Match, Screening, StorySketch
from tests.tocsin.folders import SMALL, make
from tocsin import succession, work
from tocsin.doctor import examine
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
OLD, NEW = "harbour-gazette", "gazette"
PORTS = SMALL["watchlists/ports.yaml"].replace("$port-authority", "closed")


class Desk:
    """A configuration whose outlet is written anew, over one database."""

    def __init__(self, tmp_path: Path, url: str, ports: str = "") -> None:
        self._path, self._url, self._ports = tmp_path, url, ports
        self.house = self.opens(OLD)

    def opens(self, id: str, more: str = "") -> House:
        """The house after its outlet was given this id, and `more` keys."""
        outlets = SMALL["outlets.yaml"].replace(OLD, id).replace("tags:", f"{more}\n            tags:")
        ports = PORTS.replace("title: Ports", f"title: Ports\n        {self._ports.replace('OUTLET', id)}")
        if hasattr(self, "house"):
            self.house.engine.dispose()
        folder = make(self._path / "config", outlets=outlets, watchlists__ports=ports)
        self.house = open_house(folder, Environment(var=self._path / "var", database=self._url))
        return self.house

    def without_outlet(self) -> House:
        """The house after the entry was taken away, and another outlet came."""
        other = SMALL["outlets.yaml"].replace(OLD, "herald").replace("gazette.example", "herald.example")
        self.house.engine.dispose()
        folder = make(self._path / "config", outlets=other, watchlists__ports=PORTS)
        self.house = open_house(folder, Environment(var=self._path / "var", database=self._url))
        return self.house

    def reads(self, *numbers: int, outlet: str = OLD) -> None:
        """The feed brings an article of each number, and they are screened."""
        with sessions(self.house.engine).begin() as session:
            if not session.get(SourceState, "https://gazette.example/rss"):
                session.add(SourceState(url="https://gazette.example/rss", outlet=outlet))
            for number in numbers:
                page = Extracted(f"Report {number}", f"The master closed quay {number}.")
                keep(session, outlet, page, url=f"https://gazette.example/{number}", fetched=NOW)
        work.read(self.house, now=NOW)

    def mails(self, after: int = 1) -> int:
        """How many articles the issue of so many minutes later holds."""
        made = work.compose_all(self.house, now=NOW + timedelta(minutes=after), at_once=True).made
        return sum(one.articles for one in made)

    def all(self, column: object) -> list[object]:
        """A column, sorted."""
        with sessions(self.house.engine)() as session:
            return sorted(session.scalars(select(column)))  # type: ignore[call-overload]


@pytest.fixture
def where(tmp_path: Path, database_url: str) -> tuple[Path, str]:
    return tmp_path, database_url


@pytest.mark.parametrize("status", ["test", "off"])
def test_the_past_of_an_outlet_that_is_not_mailed_stays_unmailed_under_another_id(
    where: tuple[Path, str], status: str
) -> None:
    desk = Desk(*where)
    desk.opens(OLD, f"status: {status}")
    desk.reads(1, 2)
    desk.opens(NEW, f"status: {status}")
    report = work.read(desk.house, now=NOW)
    assert report.withdrawn == 0
    assert desk.mails() == 0
    assert set(desk.all(Article.outlet)) == {NEW}
    if status == "off":
        assert set(desk.all(Screening.ruleset)) == {f"off {NEW}"}
        desk.opens(NEW)
        assert work.read(desk.house, now=NOW).matched == 2  # on again, under its new id
    desk.house.engine.dispose()


@pytest.mark.parametrize("ports", ["outlets: [OUTLET]", "needs: [$norland]"])
def test_what_waits_for_its_digest_is_mailed_once_under_another_id(where: tuple[Path, str], ports: str) -> None:
    desk = Desk(*where, ports=ports)
    assume = "assume: [norland]"
    desk.opens(OLD, assume)
    desk.reads(1, 2)
    desk.opens(NEW, assume)
    assert work.read(desk.house, now=NOW).withdrawn == 0
    assert desk.all(Match.status) == ["on", "on"]
    assert desk.mails() == 2
    assert work.read(desk.house, now=NOW).screened == 0
    assert desk.mails(after=2) == 0
    desk.opens(OLD, assume)  # and back
    assert work.read(desk.house, now=NOW).withdrawn == 0
    assert desk.mails(after=3) == 0
    desk.house.engine.dispose()


def test_looks_lines_sketches_and_the_log_go_along(where: tuple[Path, str]) -> None:
    desk = Desk(*where)
    desk.reads(1, 2)
    with sessions(desk.house.engine).begin() as session:
        session.add(OutletRun(round="a", outlet=OLD, started=NOW))
        for outlet, line, verdict in ((OLD, "one", "cut"), (OLD, "two", "cut"), (NEW, "two", "keep")):
            session.add(
                BoilerplateLine(
                    outlet=outlet, line_hash=line, line=line, verdict=verdict, first_seen=NOW, last_seen=NOW
                )
            )
    before = desk.all(Indexed.number)
    desk.opens(NEW)
    work.read(desk.house, now=NOW)
    assert desk.all(OutletRun.outlet) == [NEW]
    assert set(desk.all(StorySketch.outlet)) == {NEW}
    with sessions(desk.house.engine)() as session:
        lines = select(BoilerplateLine.line, BoilerplateLine.verdict).where(BoilerplateLine.outlet == NEW)
        assert sorted(map(tuple, session.execute(lines))) == [("one", "cut"), ("two", "keep")]
        log = select(Indexed.article_id, Indexed.revision, Indexed.outlet).where(Indexed.number.not_in(before))
        assert sorted(map(tuple, session.execute(log))) == [(1, 1, NEW), (2, 1, NEW)]
    desk.house.engine.dispose()


def test_what_was_set_aside_stays_so_when_the_entry_goes_and_what_is_read_after_is_screened(
    where: tuple[Path, str],
) -> None:
    desk = Desk(*where)
    desk.opens(OLD, "status: off")
    desk.reads(1, 2)
    desk.without_outlet()
    assert work.read(desk.house, now=NOW).screened == 0
    assert desk.mails() == 0
    desk.reads(3, outlet=OLD)  # an import
    assert desk.mails(after=2) == 1
    with sessions(desk.house.engine).begin() as session:  # what was off is changed: read, as news of an import
        session.execute(update(Article).where(Article.id == 1).values(revision=2))
    assert work.read(desk.house, now=NOW).screened == 1
    desk.house.engine.dispose()


def test_an_id_that_was_changed_before_outlets_inherited_is_told_by_doctor_and_moved_by_a_command(
    where: tuple[Path, str],
) -> None:
    desk = Desk(*where)
    desk.reads(1, 2)
    desk.opens(NEW, "status: test")
    with sessions(desk.house.engine).begin() as session:  # only the lists went along then
        session.execute(update(SourceState).values(outlet=NEW))
    work.read(desk.house, now=NOW)
    assert succession.orphans(desk.house) == {OLD: (2, NEW)}
    told = [one.said for one in examine(desk.house, now=NOW) if one.what == "articles"]
    assert told == [
        f"2 under '{OLD}', which is not configured; if '{NEW}' was called so: tocsin outlet moved {OLD} {NEW}"
    ]
    assert succession.move(desk.house, OLD, NEW) == 2
    assert succession.orphans(desk.house) == {}
    assert work.read(desk.house, now=NOW).screened == 2, "as articles of an outlet on trial"
    assert desk.all(Match.status) == ["test", "test"]
    assert desk.mails() == 0
    desk.house.engine.dispose()


def test_a_worker_on_the_yaml_of_before_mails_nothing_that_an_outlet_on_trial_holds_back(
    where: tuple[Path, str],
) -> None:
    desk = Desk(*where)
    before = desk.opens(OLD, "status: test")
    desk.reads(1, 2)
    folder = make(
        where[0] / "later/config",
        outlets=SMALL["outlets.yaml"].replace(OLD, NEW).replace("tags:", "status: test\n            tags:"),
        watchlists__ports=PORTS,
    )
    after = open_house(folder, Environment(var=where[0] / "later/var", database=where[1]))
    for house in (after, before, after, before, after):
        work.read(house, now=NOW)
        assert desk.all(Match.status) == ["test", "test"]
    assert desk.mails() == 0
    assert set(desk.all(Article.outlet)) == {NEW}
    for house in (before, after):
        house.engine.dispose()
