"""`tocsin run`: the whole product in one process tree, on schedule.

APScheduler only ticks. What is due is read from the database each time: outlets from their last look, digests from
their last issue, messages from the outbox. So a pause, a restart or a clock that jumps loses nothing and repeats
nothing, whatever the timers did. Ticks are plain methods that ask the clock they were given.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError

from crawler.database import sessions
from crawler.outlets import Outlet
from tocsin import log, rota, upkeep, work
from tocsin.cli.failures import told
from tocsin.metrics import Metrics
from tocsin.pulse import Fault, Pulse
from tocsin.reloading import Watcher
from tocsin.wiring import House

MAX_ROUNDS = 16
"""Rounds under way at once: outlets that fall due do not wait for a slow one that began before them."""
STOP_SECONDS = 15.0
"""How long running work may take to end after SIGTERM; what is not done then is safely abandoned."""
_NOTED_EVERY = timedelta(minutes=5)
"""A fault that lasts is logged again this often."""
EVERY = {"crawl": 1, "read": 5, "issue": 5, "send": 5, "reload": 3, "tend": 3600}
"""Seconds between two ticks of a part."""


class CrawlerLike(work.Rounds, Protocol):
    """What the schedule needs of a crawler."""

    def close(self) -> None:
        """End it; rounds under way return with what they have."""
        ...


class Daemon:
    """The schedule on one house. Each tick may be called from any thread, but the same one not twice at once."""

    def __init__(
        self,
        house: House,
        *,
        clock: Callable[[], datetime],
        crawler: CrawlerLike,
        watcher: Watcher | None = None,
        metrics: Metrics | None = None,
        on_success: Callable[[], None] = lambda: None,
    ) -> None:
        """
        Args:
            house: configuration and database; its configuration is replaced as a whole when the YAML changes.
            clock: gives the present instant, aware.
            crawler: serves several rounds at once.
            watcher: says when the YAML changed; None = never reload.
            metrics: counters to keep.
            on_success: called after each crawl and each delivery that went well (dead man's switch).
        """
        self.house = house
        self.pulse = Pulse()
        self._clock = clock
        self._crawler = crawler
        self._watcher = watcher
        self._metrics = metrics or Metrics()
        self._on_success = on_success
        self._began = clock()
        self._log = log.logger("run")
        self._busy: set[str] = set()
        self._guard = threading.Lock()
        self._rounds: set[threading.Thread] = set()
        self._unread = threading.Event()
        self._unread.set()  # what an earlier process left unread
        self._stopping = threading.Event()

    # ------------------------------------------------------------------ ticks

    def crawl(self) -> None:
        """Look at the outlets that are due and not being looked at already; gives way when the round is over."""
        with self._claimed() as outlets:
            if outlets:
                self._round(outlets)

    def read(self) -> None:
        """Screen what the crawl brought, and make the alerts that follow from it."""
        if self._unread.is_set() or self._busy:
            self._unread.clear()
            try:
                report = work.read(self.house, now=self._clock())
            except BaseException:
                self._unread.set()
                raise
            self._metrics.screened(report)
            if report.screened:
                self._log.info("screened", articles=report.screened, matched=report.matched)
        self._tell(work.alert(self.house, now=self._clock()))

    def issue(self) -> None:
        """Make the issues whose slot has come."""
        self._tell(work.compose_all(self.house, now=self._clock()))

    def send(self) -> None:
        """Send what waits in the outbox."""
        report = work.send(self.house, now=self._clock(), stop=self._stopping.is_set)
        self._metrics.delivered(report)
        for result in report.results:
            note = self._log.info if result.outcome == "sent" else self._log.warning
            note("delivery", outcome=result.outcome, channel=result.channel, to=result.recipient, said=result.text)
        if report.sent:
            self._on_success()

    def reload(self) -> None:
        """Take over a changed configuration if it is right; keep the last good one, and say so, if it is not."""
        if self._watcher is None:
            return
        configuration = self._watcher.changed()
        self.pulse.refused = self._watcher.problem
        if configuration is not None:
            self.house = self.house.with_configuration(configuration)
            self._unread.set()  # new watchlists read old articles anew
            self._log.info("configuration taken over", outlets=len(configuration.outlets))

    def tend(self) -> None:
        """Retention and vacuum."""
        for line in upkeep.tend(self.house, now=self._clock()):
            self._log.info("upkeep", did=line)

    # ------------------------------------------------------------------ the parts of a tick

    @contextmanager
    def _claimed(self) -> Iterator[list[Outlet]]:
        """Due outlets that no other round has; they are taken until the block ends."""
        with sessions(self.house.engine)() as session:
            last = work.last_looks(session, since=self._began)
        with self._guard:
            due = rota.due(self.house.configuration.outlets, last, self._clock())
            mine = [outlet for outlet in due if outlet.id not in self._busy]
            self._busy |= {outlet.id for outlet in mine}
        try:
            yield mine
        finally:
            with self._guard:
                self._busy -= {outlet.id for outlet in mine}

    def _round(self, outlets: Sequence[Outlet]) -> None:
        started = time.monotonic()
        report = work.crawl(self.house, self._crawler, outlets)
        seconds = time.monotonic() - started
        self._unread.set()
        self._metrics.crawled(report, seconds)
        if self._stopping.is_set():
            return  # cut short: what its outlets still had to tell is no finding
        self._log.info(
            "crawl",
            outlets=len(report.outlets),
            found=sum(o.found for o in report.outlets),
            new=report.new,
            changed=report.changed,
            seconds=round(seconds, 1),
        )
        for outlet in report.outlets:
            if outlet.problem:
                self._log.warning("outlet", outlet=outlet.outlet, problem=outlet.problem)
        self._on_success()

    def _tell(self, composed: work.Composed) -> None:
        for made in composed.made:
            said = self._log.warning if made.state == "held" else self._log.info
            said(made.kind, id=made.digest, number=made.number, stories=made.stories, state=made.state)
        for name, why in composed.failed.items():
            self._log.error("cannot be rendered", id=name, why=why)

    # ------------------------------------------------------------------ the life of the process

    def guarded(self, part: str, tick: Callable[[], None]) -> Callable[[], None]:
        """`tick` for a timer: a failure is one clear line, once and then now and again, and the next tick tries anew.
        The end of a fault is told too."""

        def run() -> None:
            if self._stopping.is_set():
                return
            self.pulse.running[part] = self._clock()
            try:
                tick()
            except Exception as error:  # noqa: BLE001  (whatever fails, the other parts go on and this one tries again)
                self._failed(part, error)
            else:
                self.pulse.succeeded[part] = self._clock()
                if self.pulse.faults.pop(part, None) is not None:
                    self._log.info("works again", what=part)
            finally:
                self.pulse.running.pop(part, None)

        return run

    def _failed(self, part: str, error: Exception) -> None:
        if self._stopping.is_set():
            return  # a crawl that was cut off by the stop
        now = self._clock()
        message = told(error)
        old = self.pulse.faults.get(part)
        if old and old.message == message and timedelta(0) <= now - old.noted < _NOTED_EVERY:
            return
        self.pulse.faults[part] = Fault(message, old.since if old else now, now)
        known = isinstance(error, OSError | SQLAlchemyError)
        self._log.error("fails", what=part, why=message, exc_info=None if known else error)

    def _crawl_beside(self) -> None:
        """A round in a thread of its own, so that the tick is free for outlets that fall due meanwhile."""
        self._rounds = {thread for thread in self._rounds if thread.is_alive()}
        if len(self._rounds) < MAX_ROUNDS:
            thread = threading.Thread(target=self.guarded("crawl", self.crawl), name="round", daemon=True)
            thread.start()
            self._rounds.add(thread)

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Stay until `stop()` is called."""
        ticks = {"read": self.read, "issue": self.issue, "send": self.send, "reload": self.reload, "tend": self.tend}
        scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(len(ticks) + 1)},
            # Ticks carry no meaning of their own: a late one is not skipped, several missed ones are one.
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        jobs = {part: self.guarded(part, tick) for part, tick in ticks.items()}
        jobs["crawl"] = self._crawl_beside
        for part, job in jobs.items():
            first = datetime.now(UTC)  # at once, not after the first interval
            scheduler.add_job(job, IntervalTrigger(seconds=EVERY[part]), id=part, next_run_time=first)
        scheduler.start()
        ready()
        try:
            self._stopping.wait()
        finally:
            self._stopping.set()
            self._end(scheduler)

    def stop(self) -> None:
        """Ask the process to end: no new work; what runs is finished or, after STOP_SECONDS, abandoned."""
        self._stopping.set()

    def _end(self, scheduler: BackgroundScheduler) -> None:
        def wind_up() -> None:
            scheduler.pause()
            self._crawler.close()
            for thread in tuple(self._rounds):
                thread.join()
            scheduler.shutdown()

        ended = threading.Thread(target=wind_up, daemon=True, name="stop")
        ended.start()
        ended.join(STOP_SECONDS)
        if ended.is_alive():
            self._log.warning("stopped in the middle of work; the next start takes it up")
            os._exit(0)  # threads that still run would keep the process; all that was promised is committed
        self._log.info("stopped")
