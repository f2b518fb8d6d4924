"""`tocsin run`: the whole product in one process tree, on schedule.

APScheduler only ticks. What is due is read from the database each time: outlets from their last look, digests from
their last issue, messages from the outbox. So a pause, a restart or a clock that jumps loses nothing and repeats
nothing, whatever the timers did. Ticks are plain methods that take the time from the clock they were given.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError

from crawler.database import sessions
from crawler.urls import host
from tocsin import log, rota, work
from tocsin.reloading import Watcher

if TYPE_CHECKING:
    from crawler.crawl import CrawlOptions, RoundReport
    from crawler.outlets import Outlet
    from tocsin.wiring import House

LANES = 2
"""Crawler processes: an outlet that takes long holds up one of them, the others' news goes through the other."""
STOP_SECONDS = 15.0
"""How long running work may take to end after SIGTERM; what is not done then is safely abandoned."""
_RETRY_NOTE = timedelta(minutes=5)
"""A fault that lasts is logged again this often."""


class Looks(Protocol):
    """What the scheduler needs of a crawler."""

    def round(self, outlets: Sequence[Outlet], options: CrawlOptions) -> RoundReport:
        """Look at these outlets once."""
        ...

    def close(self) -> None:
        """Stop at once; what was committed stays."""
        ...


@dataclass
class Fault:
    """A part of the work that fails at present."""

    message: str
    since: datetime
    noted: datetime


@dataclass
class Pulse:
    """How the parts are doing, for metrics and health checks."""

    succeeded: dict[str, datetime] = field(default_factory=dict)
    """Last success by part."""
    faults: dict[str, Fault] = field(default_factory=dict)


class Daemon:
    """The schedule on one house. Every tick may be called from any thread; the same tick never runs twice at once."""

    def __init__(
        self,
        house: House,
        *,
        clock: Callable[[], datetime],
        crawlers: Sequence[Looks],
        watcher: Watcher | None = None,
        on_success: Callable[[], None] = lambda: None,
    ) -> None:
        """
        Args:
            house: configuration and database; replaced as a whole when the YAML changes.
            clock: gives the present instant, aware.
            crawlers: one or more, each used for one round at a time.
            watcher: says when the YAML changed; None = never reload.
            on_success: called after each crawl or delivery that went well (dead man's switch).
        """
        self.house = house
        self.pulse = Pulse()
        self._clock = clock
        self._lanes: SimpleQueue[Looks] = SimpleQueue()
        for crawler in crawlers:
            self._lanes.put(crawler)
        self._crawlers = crawlers
        self._watcher = watcher
        self._on_success = on_success
        self._log = log.logger("run")
        self._hosts: set[str] = set()
        self._guard = threading.Lock()
        self._unread = threading.Event()
        self._unread.set()  # what an earlier process left unread
        self._stopping = threading.Event()

    # ------------------------------------------------------------------ ticks

    def crawl(self) -> None:
        """Look at the outlets that are due and whose hosts are not being looked at already."""
        try:
            lane = self._lanes.get_nowait()
        except Empty:
            return
        try:
            with self._claimed() as outlets:
                if outlets:
                    self._round(lane, outlets)
        finally:
            self._lanes.put(lane)

    def read(self) -> None:
        """Screen what the crawl brought, and make the alerts that follow from it."""
        if self._unread.is_set() or self._hosts:
            self._unread.clear()
            try:
                report = work.read(self.house, now=self._clock())
            except BaseException:
                self._unread.set()
                raise
            if report.screened:
                self._log.info("screened", articles=report.screened, matched=report.matched)
        for made in work.compose_alerts(self.house, now=self._clock()):
            self._log.info("alert", alert=made.digest, number=made.number, subject=made.subject)

    def issue(self) -> None:
        """Make the issues whose slot has come."""
        for made in work.compose_due(self.house, now=self._clock()):
            self._log.info("issue", digest=made.digest, number=made.number, stories=made.stories, state=made.state)

    def send(self) -> None:
        """Send what waits in the outbox."""
        report = work.send(self.house, now=self._clock(), stop=self._stopping.is_set)
        if report.sent or report.failed or report.retried or report.unknown:
            self._log.info(
                "delivery", sent=report.sent, failed=report.failed, retried=report.retried, unknown=report.unknown
            )
        if report.sent:
            self._on_success()

    def reload(self) -> None:
        """Take over a changed configuration if it is right; keep the last good one, and say so, if it is not."""
        if self._watcher is None:
            return
        configuration = self._watcher.changed()
        if configuration is not None:
            self.house = self.house.with_configuration(configuration)
            self._unread.set()  # new watchlists read old articles anew
            self._log.info("configuration taken over", outlets=len(configuration.outlets))

    def tend(self) -> None:
        """Retention and vacuum."""
        for line in work.tend(self.house, now=self._clock()):
            self._log.info("upkeep", did=line)

    # ------------------------------------------------------------------ the parts of a tick

    @contextmanager
    def _claimed(self) -> Iterator[list[Outlet]]:
        """Due outlets none of whose hosts is in use; their hosts are in use until the block ends."""
        with sessions(self.house.engine)() as session:
            last = work.last_looks(session)
        with self._guard:
            due = rota.due(self.house.configuration.outlets, last, self._clock())
            mine = [outlet for outlet in due if not (hosts_of(outlet) & self._hosts)]
            taken = {name for outlet in mine for name in hosts_of(outlet)}
            self._hosts |= taken
        try:
            yield mine
        finally:
            with self._guard:
                self._hosts -= taken

    def _round(self, lane: Looks, outlets: Sequence[Outlet]) -> None:
        started = time.monotonic()
        report = work.crawl(self.house, lane, outlets)
        self._unread.set()
        self._log.info(
            "crawl",
            outlets=len(report.outlets),
            found=sum(o.found for o in report.outlets),
            new=sum(o.new for o in report.outlets),
            seconds=round(time.monotonic() - started, 1),
        )
        for outlet in report.outlets:
            if outlet.problem:
                self._log.warning("outlet", outlet=outlet.outlet, problem=outlet.problem)
        self._on_success()

    # ------------------------------------------------------------------ the life of the process

    def guarded(self, part: str, tick: Callable[[], None]) -> Callable[[], None]:
        """`tick` as APScheduler calls it: a failure is one clear line, once and then now and again; the next tick
        tries anew. The end of a fault is told too."""

        def run() -> None:
            if self._stopping.is_set():
                return
            try:
                tick()
            except Exception as error:  # noqa: BLE001  (whatever fails, the other parts go on and this one tries again)
                self._failed(part, error)
            else:
                self.pulse.succeeded[part] = self._clock()
                if self.pulse.faults.pop(part, None) is not None:
                    self._log.info("works again", what=part)

        return run

    def _failed(self, part: str, error: Exception) -> None:
        if self._stopping.is_set():
            return  # a crawl that was cut off by the stop
        now = self._clock()
        message = reason(error)
        old = self.pulse.faults.get(part)
        if old and old.message == message and now - old.noted < _RETRY_NOTE:
            return
        self.pulse.faults[part] = Fault(message, old.since if old else now, now)
        known = isinstance(error, OSError | SQLAlchemyError)
        self._log.error("fails", what=part, why=message, exc_info=None if known else error)

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Stay until SIGTERM or SIGINT, or until `stop()`."""
        scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(LANES + 6)},
            # Ticks carry no meaning of their own: a late one is not skipped, missed ones are one.
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        for part, tick, seconds in (
            ("reload", self.reload, 3),
            ("read", self.read, 5),
            ("issue", self.issue, 5),
            ("send", self.send, 5),
            ("tend", self.tend, 3600),
        ):
            scheduler.add_job(
                self.guarded(part, tick), IntervalTrigger(seconds=seconds), id=part, next_run_time=_soon()
            )
        scheduler.add_job(
            self.guarded("crawl", self.crawl),
            IntervalTrigger(seconds=1),
            id="crawl",
            max_instances=max(1, len(self._crawlers)),
            next_run_time=_soon(),
        )
        scheduler.start()
        ready()
        try:
            self._stopping.wait()
        finally:
            self._stopping.set()
            scheduler.pause()
            for crawler in self._crawlers:
                with suppress(OSError):
                    crawler.close()
            self._end(scheduler)

    def stop(self) -> None:
        """Ask the process to end: no new work; what runs is finished or, after STOP_SECONDS, abandoned."""
        self._stopping.set()

    def _end(self, scheduler: BackgroundScheduler) -> None:
        ended = threading.Thread(target=scheduler.shutdown, daemon=True)
        ended.start()
        ended.join(STOP_SECONDS)
        if ended.is_alive():
            self._log.warning("stopped in the middle of work; it is taken up at the next start")
            os._exit(0)  # the threads that still run would keep the process; everything they promised is committed
        self._log.info("stopped")


def stop_on_signals(daemon: Daemon) -> None:
    """End `daemon` on SIGTERM and SIGINT; SIGHUP has no meaning of its own (changed YAML is seen anyway)."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        daemon.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def hosts_of(outlet: Outlet) -> frozenset[str]:
    """The hosts that a look at `outlet` asks."""
    sources = [*outlet.feeds, *outlet.sitemaps, *outlet.sections, *outlet.warcs]
    return frozenset(host(source.url) for source in sources)


def reason(error: Exception) -> str:
    """One line for people."""
    from tocsin.cli.failures import told

    return told(error)


def _soon() -> datetime:
    return datetime.now(UTC)
