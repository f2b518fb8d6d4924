"""`tocsin run`: the whole product in one process tree, on schedule.

Timers only tick (`tocsin/ticking.py`). What is due is read from the database each time: outlets from their last look,
digests from their last issue, messages from the outbox. So a pause, a restart or a clock that jumps loses nothing and
repeats nothing, whatever the timers did. Ticks are plain methods that ask the clock they were given.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from alerts.safe import addressee
from crawler.database import reader, sessions
from crawler.options import Event
from crawler.outlets import Outlet
from tocsin import rota, upkeep, work
from tocsin.metrics import Metrics
from tocsin.pulse import Pulse
from tocsin.reloading import Watcher
from tocsin.succession import Successions
from tocsin.ticking import Tick, Ticker
from tocsin.wiring import House

MAX_ROUNDS = 16
"""Rounds under way at once: outlets that fall due do not wait for a slow one that began before them."""
NO_NAMES = "no outlet's host name can be resolved; is this machine cut off?"
EVERY = {"crawl": 1, "read": 5, "issue": 5, "send": 5, "warn": 120, "reload": 3, "tend": 3600}
"""Seconds between two ticks of a part."""


class CrawlerLike(work.Rounds, Protocol):
    """What the schedule needs of a crawler."""

    def close(self) -> None:
        """End it; rounds under way return with what they have."""
        ...


class Daemon(Ticker):
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
        pulse: Pulse | None = None,
    ) -> None:
        """
        Args:
            house: configuration and database; its configuration is replaced as a whole when the YAML changes.
            clock: gives the present instant, aware.
            crawler: serves several rounds at once.
            watcher: says when the YAML changed; None = never reload.
            metrics: counters to keep.
            on_success: called after each crawl and each delivery that went well (dead man's switch).
            pulse: where signs of life are kept; None = in one of its own.
        """
        super().__init__("run", clock, pulse)
        self.house = house
        self._crawler = crawler
        self._watcher = watcher
        self._metrics = metrics or Metrics()
        self._on_success = on_success
        self._began = clock()
        self._busy: dict[str, list[Outlet]] = {}  # outlet -> the round that has it
        self._guard = threading.Lock()
        self._successions = Successions()
        self._rounds: set[threading.Thread] = set()
        self._unread = threading.Event()
        self._unread.set()  # what an earlier process left unread

    # ------------------------------------------------------------------ ticks

    def crawl(self) -> None:
        """Look at the outlets that are due and not being looked at already; returns when the last of them is done."""
        self._successions.settle(self.house)
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
            to = addressee(result.recipient)
            note("delivery", outcome=result.outcome, channel=result.channel, to=to, said=result.text)
        if report.sent:
            self._on_success()

    def warn(self) -> None:
        """Tell the operators what failed, what is held and which sources changed."""
        self._tell(work.warn(self.house, now=self._clock()))

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
        """Due outlets that no other round has; each is taken until it is freed, at the latest when the block ends."""
        with sessions(reader(self.house.engine))() as session:  # waits for no writer: a tick a second must not pile up
            last = work.last_looks(session, self._clock(), since=self._began)
        with self._guard:
            due = rota.due(self.house.configuration.outlets, last, self._clock())
            mine = [outlet for outlet in due if outlet.id not in self._busy]
            self._busy |= {outlet.id: mine for outlet in mine}
        try:
            yield mine
        finally:
            self._free(mine, *(outlet.id for outlet in mine))

    def _free(self, round_: list[Outlet], *names: str) -> None:
        """Let go of outlets that `round_` is done with; one that another round has taken since stays with that."""
        with self._guard:
            for name in names:
                if self._busy.get(name) is round_:
                    del self._busy[name]

    def _round(self, outlets: list[Outlet]) -> None:
        def progress(event: Event) -> None:
            if event["event"] == "outlet":  # it need not wait for the slowest outlet of its round
                self._unread.set()
                self._free(outlets, event["outlet"])

        started = time.monotonic()
        report = work.crawl(self.house, self._crawler, outlets, on_event=progress)
        seconds = time.monotonic() - started
        self._unread.set()
        self._metrics.crawled(report, seconds)
        if self._stopping.is_set():
            return  # cut short: what its outlets still had to tell is no finding
        work.stored(report)  # that fails once for all outlets, not a line for each in every second
        self._log.info(
            "crawl",
            outlets=len(report.outlets),
            found=sum(o.found for o in report.outlets),
            new=report.new,
            changed=report.changed,
            seconds=round(seconds, 1),
        )
        if len(report.outlets) > 1 and all(outlet.errors.get("dns") for outlet in report.outlets):
            self._log.warning(NO_NAMES, outlets=len(report.outlets), problem=report.outlets[0].problem)
            return
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

    def ticks(self) -> Mapping[str, tuple[Tick, float]]:
        """Each part: what to call, and the seconds between two calls."""
        parts = {
            "read": self.read,
            "issue": self.issue,
            "send": self.send,
            "warn": self.warn,
            "reload": self.reload,
            "tend": self.tend,
        }
        guarded = {part: (self.guarded(part, tick), EVERY[part]) for part, tick in parts.items()}
        return {**guarded, "crawl": (self._crawl_beside, EVERY["crawl"])}

    def _crawl_beside(self) -> None:
        """A round in a thread of its own, so that the tick is free for outlets that fall due meanwhile."""
        self._rounds = {thread for thread in self._rounds if thread.is_alive()}
        if len(self._rounds) < MAX_ROUNDS:
            thread = threading.Thread(target=self.guarded("crawl", self.crawl), name="round", daemon=True)
            thread.start()
            self._rounds.add(thread)

    def wind_up(self) -> None:
        """End the rounds under way; what they stored stays stored."""
        self._crawler.close()
        for thread in tuple(self._rounds):
            thread.join()
