"""The schedule with a fake clock and a fake crawler, on real databases: what is due happens, once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED
from apscheduler.executors.base import run_job
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select, text

from alerts.tables import Issue, IssueItem, Outbox
from crawler.database import sessions
from crawler.items import Extracted
from crawler.options import CrawlOptions, OutletReport, RoundReport
from crawler.outlets import Outlet
from crawler.runs import last_begun_of
from crawler.store import keep
from crawler.tables import Address, OutletRun, SourceState
from monitor.tables import Match
from tests.tocsin.folders import make
from tocsin import ticking, work
from tocsin.reloading import Watcher
from tocsin.scheduler import EVERY, Daemon
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

START = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class FakeCrawler:
    """Writes down each look as the crawler does, and keeps one new article a look where `news` is set."""

    house: House
    clock: Clock
    news: bool = False
    looks: list[tuple[str, datetime]] = field(default_factory=list)
    gate: threading.Event | None = None
    unstored: str = ""
    error: Exception | None = None

    def round(
        self, outlets: Sequence[Outlet], options: CrawlOptions, on_event: work.OnEvent | None = None
    ) -> RoundReport:
        if self.error is not None:
            raise self.error
        at = self.clock()
        if self.unstored:
            said = {"errors": {"database": 1}, "problem": self.unstored}
            return RoundReport([OutletReport(outlet.id, **said) for outlet in outlets])  # type: ignore[arg-type]
        if self.gate is not None:
            assert self.gate.wait(120)
        with sessions(self.house.engine).begin() as session:
            for outlet in outlets:
                self.looks.append((outlet.id, at))
                session.add(
                    OutletRun(round="r", outlet=outlet.id, started=at, finished=self.clock(), new=int(self.news))
                )
                if self.news:
                    number = len(self.looks)
                    page = Extracted(f"Port Authority notice {number}", f"The Port Authority closed quay {number}.")
                    keep(session, outlet.id, page, url=f"https://gazette.example/{number}", fetched=at)
        return RoundReport([OutletReport(outlet.id, new=int(self.news)) for outlet in outlets])

    def close(self) -> None:
        if self.gate is not None:
            self.gate.set()


@dataclass
class Watch:
    """A daemon and what it works with."""

    house: House
    clock: Clock
    crawler: FakeCrawler
    daemon: Daemon

    def tick(self) -> None:
        """Every part once, in the order in which news flows."""
        for part, tick in (
            ("reload", self.daemon.reload),
            ("crawl", self.daemon.crawl),
            ("read", self.daemon.read),
            ("issue", self.daemon.issue),
            ("send", self.daemon.send),
        ):
            self.daemon.guarded(part, tick)()

    def issues(self) -> list[Issue]:
        with sessions(self.house.engine)() as session:
            return list(session.scalars(select(Issue).order_by(Issue.number)))

    def mails(self) -> list[Path]:
        return sorted((self.house.var / "outbox").glob("*.eml"))


def watch_of(tmp_path: Path, url: str, clock: Clock | None = None, **files: str) -> Watch:
    clock = clock or Clock()
    folder = tmp_path / "config"
    if not folder.exists():
        make(folder, **files)
    house = open_house(folder, Environment(var=tmp_path / "var", database=url))
    crawler = FakeCrawler(house, clock)
    return Watch(house, clock, crawler, Daemon(house, clock=clock, crawler=crawler, watcher=Watcher(folder)))


@pytest.fixture
def watch(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    # A daemon that has not ended by then takes its process with it, and that is the one of the tests here.
    monkeypatch.setattr(ticking, "STOP_SECONDS", 600.0)
    made = watch_of(tmp_path, database_url)
    yield made
    made.house.engine.dispose()


def test_an_outlet_is_looked_at_by_its_every_and_not_more(watch: Watch) -> None:
    for _ in range(0, 120, 5):
        watch.tick()
        watch.clock.advance(minutes=5)
    spans = [
        later - earlier for (_, earlier), (_, later) in zip(watch.crawler.looks, watch.crawler.looks[1:], strict=False)
    ]
    assert len(watch.crawler.looks) == 4
    assert set(spans) == {timedelta(minutes=30)}


def test_a_restart_neither_forgets_an_outlet_nor_asks_it_early(watch: Watch, tmp_path: Path, database_url: str) -> None:
    watch.tick()
    watch.clock.advance(minutes=29)
    again = watch_of(tmp_path, database_url, watch.clock)
    again.tick()
    assert again.crawler.looks == []
    again.clock.advance(minutes=1)
    again.tick()
    assert len(again.crawler.looks) == 1
    again.house.engine.dispose()


def test_a_look_that_a_crash_cut_off_is_made_again_at_once(watch: Watch, tmp_path: Path, database_url: str) -> None:
    with sessions(watch.house.engine).begin() as session:
        session.add(OutletRun(round="r", outlet="harbour-gazette", started=START - timedelta(minutes=1)))
    watch.tick()
    assert [name for name, _ in watch.crawler.looks] == ["harbour-gazette"]


def test_a_look_that_kills_the_crawler_waits_for_its_every_all_the_same(watch: Watch) -> None:
    with sessions(watch.house.engine).begin() as session:
        session.add(OutletRun(round="r", outlet="harbour-gazette", started=START))
    watch.tick()
    assert watch.crawler.looks == []


def test_news_reaches_the_digest_at_its_local_time_and_not_before(watch: Watch) -> None:
    watch.crawler.news = True
    watch.tick()
    assert watch.issues() == []
    watch.clock.now = datetime(2026, 10, 20, 7, 29, 59, tzinfo=UTC)
    watch.tick()
    assert watch.mails() == []
    watch.clock.advance(seconds=1)
    watch.tick()
    (issue,) = watch.issues()
    assert issue.slot == datetime(2026, 10, 20, 7, 30, tzinfo=UTC)
    assert len(watch.mails()) == 1


def test_after_downtime_one_issue_stands_for_all_that_were_missed(watch: Watch) -> None:
    watch.crawler.news = True
    watch.clock.now = datetime(2026, 10, 20, 7, 31, tzinfo=UTC)
    watch.tick()
    before = len(watch.issues())
    watch.clock.advance(hours=30)
    watch.tick()
    watch.tick()
    assert len(watch.issues()) == before + 1


def test_a_week_of_ticks_makes_every_issue_once(watch: Watch) -> None:
    watch.crawler.news = True
    end = START + timedelta(days=7)
    while watch.clock.now < end:
        watch.tick()
        watch.clock.advance(minutes=30)
    slots = [issue.slot for issue in watch.issues()]
    assert slots == [datetime(2026, 10, day, 7, 30, tzinfo=UTC) for day in range(20, 27)]
    assert len(watch.mails()) == 7
    assert len(watch.crawler.looks) == 7 * 48
    with sessions(watch.house.engine)() as session:
        assert set(session.scalars(select(Outbox.state))) == {"sent"}


@pytest.mark.parametrize(
    ("begin", "slots"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), [(29, 1, 0), (30, 0, 30)]),  # 02:30 does not exist on the 29th
        (datetime(2026, 10, 24, 12, tzinfo=UTC), [(25, 0, 30), (26, 1, 30)]),  # and comes twice on the 25th
    ],
    ids=["spring", "autumn"],
)
def test_on_the_days_on_which_the_clocks_change_each_digest_goes_out_once(
    tmp_path: Path, begin: datetime, slots: list[tuple[int, int, int]]
) -> None:
    night = 'digests: [{id: night, to: desk@example.org, at: "02:30", timezone: Europe/Berlin}]'
    watch = watch_of(tmp_path, f"sqlite:///{tmp_path / 'night.sqlite'}", Clock(begin), digests=night)
    watch.daemon.crawl()  # the archive begins
    while watch.clock.now < begin + timedelta(hours=40):
        watch.daemon.guarded("issue", watch.daemon.issue)()
        watch.clock.advance(minutes=15)
    made = watch.issues()
    watch.house.engine.dispose()
    assert [(one.slot.day, one.slot.hour, one.slot.minute) for one in made] == slots
    assert all(one.slot == one.composed for one in made)


def test_a_clock_that_jumps_back_repeats_no_issue_and_stops_no_outlet(watch: Watch) -> None:
    watch.crawler.news = True
    watch.clock.now = datetime(2026, 10, 20, 7, 31, tzinfo=UTC)
    watch.tick()
    watch.clock.advance(hours=-1)
    watch.tick()
    watch.clock.advance(minutes=59)
    watch.tick()
    assert len(watch.issues()) == 1
    assert len(watch.crawler.looks) >= 2


def test_a_clock_that_jumps_back_leaves_each_outlet_its_pace(watch: Watch) -> None:
    for _ in range(3):
        watch.tick()
        watch.clock.advance(minutes=30)
    watch.clock.advance(hours=-1, minutes=-5)
    began = watch.clock.now
    for _ in range(60):
        watch.daemon.crawl()
        with sessions(watch.house.engine)() as session:
            last = work.last_looks(session, watch.clock.now)["harbour-gazette"]
            assert last == last_begun_of(session, "harbour-gazette", watch.clock.now)
        watch.clock.advance(minutes=1)
    assert [at for _, at in watch.crawler.looks[3:]] == [began, began + timedelta(minutes=30)]


def test_a_clock_that_runs_an_hour_ahead_for_a_while_brings_no_issue_twice_and_loses_no_news(watch: Watch) -> None:
    watch.crawler.news = True
    watch.clock.now = datetime(2026, 10, 20, 7, 0, tzinfo=UTC)
    watch.tick()
    watch.clock.advance(hours=1)
    watch.tick()
    watch.clock.advance(hours=-1)
    for _ in range(26):
        watch.tick()
        watch.clock.advance(hours=1)
    slots = [issue.slot for issue in watch.issues()]
    assert slots == [datetime(2026, 10, day, 7, 30, tzinfo=UTC) for day in (20, 21)]
    with sessions(watch.house.engine)() as session:
        claimed = list(session.scalars(select(IssueItem.match_id)))
        found = set(session.scalars(select(Match.id).where(Match.found < slots[-1])))
    assert len(claimed) == len(set(claimed))
    assert found <= set(claimed)


def test_a_slow_outlet_does_not_hold_up_one_that_falls_due_meanwhile(tmp_path: Path, database_url: str) -> None:
    outlets = """\
        outlets:
          - {id: slow, name: Slow, language: en, country: NO, feeds: ["https://slow.example/rss"]}
          - {id: quick, name: Quick, language: en, country: NO, feeds: ["https://quick.example/rss"], status: "off"}
        """
    watch = watch_of(tmp_path, database_url, outlets=outlets)
    watch.crawler.gate = threading.Event()
    slow = threading.Thread(target=watch.daemon.guarded("crawl", watch.daemon.crawl))
    slow.start()
    while "slow" not in watch.daemon._busy:
        time.sleep(0.01)
    watch.daemon.crawl()
    assert watch.crawler.looks == []  # the slow one is not asked a second time
    (tmp_path / "config/outlets.yaml").write_text(outlets.replace(', status: "off"', ""), encoding="utf-8")
    watch.daemon.reload()
    watch.daemon.reload()
    beside = FakeCrawler(watch.house, watch.clock)
    watch.daemon._crawler = beside
    watch.daemon.crawl()
    assert [name for name, _ in beside.looks] == ["quick"]
    watch.crawler.gate.set()
    slow.join()
    watch.house.engine.dispose()


def test_changed_yaml_is_taken_over_once_it_is_complete(watch: Watch) -> None:
    path = watch.house.directory / "digests.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("07:30", "05:00"), encoding="utf-8")
    watch.daemon.reload()
    assert watch.daemon.house.configuration.digests[0].at == "07:30"  # it may still be being written
    watch.daemon.reload()
    assert watch.daemon.house.configuration.digests[0].at == "05:00"


def test_a_wrong_yaml_is_refused_and_the_last_good_one_goes_on(
    watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = watch.house.directory / "digests.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("at:", "att:"), encoding="utf-8")
    for _ in range(3):
        watch.daemon.reload()
    assert watch.daemon.house.configuration.digests[0].at == "07:30"
    assert "att" in watch.daemon.pulse.refused
    path.write_text(good.replace("07:30", "06:00"), encoding="utf-8")
    for _ in range(2):
        watch.daemon.reload()
    assert watch.daemon.pulse.refused == ""
    assert watch.daemon.house.configuration.digests[0].at == "06:00"


def test_an_outlet_whose_id_is_changed_finds_what_waited_under_the_old_one(watch: Watch) -> None:
    with sessions(watch.house.engine).begin() as session:
        session.add(SourceState(url="https://gazette.example/rss", outlet="harbour-gazette"))
        url = "https://gazette.example/waits"
        session.add(Address(url=url, fold=url, outlet="harbour-gazette", state="found", found=START))
    path = watch.house.directory / "outlets.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("harbour-gazette", "gazette"), encoding="utf-8")
    watch.tick()
    watch.tick()
    assert [name for name, _ in watch.crawler.looks] == ["harbour-gazette"]  # under another id it is due no sooner
    watch.clock.advance(minutes=31)
    watch.tick()
    assert [name for name, _ in watch.crawler.looks] == ["harbour-gazette", "gazette"]
    with sessions(watch.house.engine)() as session:
        assert session.scalars(select(Address.outlet)).all() == ["gazette"]


def test_a_round_that_could_not_be_stored_is_one_fault_of_all_its_outlets_and_tried_again(watch: Watch) -> None:
    full = "what was found could not be stored: database or disk is full"
    watch.crawler.unstored = full
    crawl = watch.daemon.guarded("crawl", watch.daemon.crawl)
    for _ in range(3):
        crawl()
        watch.clock.advance(minutes=31)
    assert watch.daemon.pulse.faults["crawl"].message == full
    watch.crawler.unstored = ""
    crawl()
    assert watch.daemon.pulse.faults == {}


def test_a_fault_that_lasts_is_told_when_it_begins_and_every_five_minutes() -> None:
    seconds = [0.0]
    away = ticking.Seldom(lambda: seconds[0])
    told = []
    for _ in range(200):
        if away.now():
            told.append(seconds[0])
        seconds[0] += 3
    assert told == [0, 300]
    away.over()
    assert away.now()


def test_what_is_due_is_found_while_another_program_holds_the_file(watch: Watch) -> None:
    watch.crawler.error = ConnectionError("asked to crawl")
    with watch.house.engine.begin() as connection:
        connection.execute(text("DELETE FROM host_state"))
        with pytest.raises(ConnectionError, match="asked to crawl"):
            watch.daemon.crawl()


def test_a_new_watchlist_reads_the_articles_that_are_there_already(watch: Watch) -> None:
    watch.crawler.news = True
    watch.tick()
    (watch.house.directory / "watchlists/quays.yaml").write_text(
        'title: Quays\nmatch: [quay]\ntests: {hit: ["A quay."]}\n', encoding="utf-8"
    )
    for _ in range(2):
        watch.tick()
    with sessions(watch.house.engine)() as session:
        lists = session.execute(text("SELECT DISTINCT watchlist FROM match ORDER BY watchlist")).scalars().all()
    assert lists == ["ports", "quays"]


def test_a_part_that_fails_is_told_once_does_not_stop_the_others_and_recovers(watch: Watch) -> None:
    watch.crawler.error = OSError(28, "No space left on device")
    for _ in range(3):
        watch.tick()
    assert set(watch.daemon.pulse.faults) == {"crawl"}
    assert "disk is full" in watch.daemon.pulse.faults["crawl"].message
    assert "issue" in watch.daemon.pulse.succeeded
    watch.crawler.error = None
    watch.tick()
    assert watch.daemon.pulse.faults == {}
    assert watch.crawler.looks


def test_a_tick_that_comes_an_hour_late_is_not_skipped_as_apscheduler_would(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[Job] = []

    class Seen(BackgroundScheduler):  # type: ignore[misc]
        def start(self, paused: bool = False) -> None:
            super().start(paused=True)
            jobs.extend(self.get_jobs())

    monkeypatch.setattr(ticking, "BackgroundScheduler", Seen)
    watch.daemon.run(watch.daemon.stop)
    late = datetime.now(UTC) - timedelta(hours=1)
    plain = BackgroundScheduler(timezone="UTC")
    plain.start(paused=True)
    theirs = run_job(plain.add_job(list, "interval", hours=9), "default", [late], "test")
    plain.shutdown()
    ours = [event for job in jobs for event in run_job(job, "default", [late], "test")]
    assert [event.code for event in theirs] == [EVENT_JOB_MISSED]
    assert [event.code for event in ours] == [EVENT_JOB_EXECUTED] * len(EVERY)


def test_a_clock_that_is_set_back_stops_no_tick_and_one_that_is_set_forward_brings_one_tick_and_not_thousands(
    watch: Watch,
) -> None:
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.start(paused=True)
    now = datetime.now(UTC)
    job = scheduler.add_job(list, ticking.Again(1), next_run_time=now)
    assert len(job._get_run_times(now + timedelta(days=40))) == 1
    job.modify(next_run_time=now + timedelta(hours=1))  # as it is when the clock is set back by an hour
    assert watch.daemon.reckon(scheduler, 100.0, 100.5) == 100.5
    assert job.next_run_time > now + timedelta(minutes=59)
    assert watch.daemon.reckon(scheduler, 100.5, -3499.5) == -3499.5
    assert job.next_run_time < now + timedelta(minutes=1)
    scheduler.shutdown()


def test_stop_ends_a_running_daemon_with_nothing_left_running(watch: Watch) -> None:
    ready = threading.Event()
    running = threading.Thread(target=watch.daemon.run, args=(ready.set,))
    running.start()
    assert ready.wait(600)
    while not watch.daemon.pulse.succeeded:
        time.sleep(0.01)
    watch.daemon.stop()
    running.join(600)
    assert not running.is_alive()
