"""Parts of the work that are woken every few seconds, until told to stop.

APScheduler only ticks; a tick carries no meaning of its own. A late one is not skipped, several missed ones are one,
and one that fails is told in one line and tried again. APScheduler goes by the clock on the wall: set back by an hour
it would stand still for that hour, set forward by a month go through every second of it. Neither happens here.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.exc import SQLAlchemyError

from tocsin import log
from tocsin.cli.failures import told
from tocsin.pulse import Fault, Pulse

STOP_SECONDS = 15.0
"""How long running work may take to end after SIGTERM; what is not done then is safely abandoned."""
_WAKE_SECONDS = 0.5
_JUMP_SECONDS = 2.0
"""The clock on the wall was set, or the machine slept, when it gets further than that from the steady one at once."""
_NOTED_EVERY = timedelta(minutes=5)
"""A fault that lasts is logged again this often."""
Tick = Callable[[], None]


class Seldom:
    """Says whether what happens again and again is to be logged: when it begins, and every five minutes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds, steady."""
        self._clock = clock
        self._noted: float | None = None

    def now(self) -> bool:
        """It happens: is it to be told?"""
        at = self._clock()
        if self._noted is not None and at - self._noted < _NOTED_EVERY.total_seconds():
            return False
        self._noted = at
        return True

    def over(self) -> None:
        """It has ended; the next time it begins anew."""
        self._noted = None


class Guard:
    """Runs parts of the work so that a failure of one is told in one line and holds up nothing else."""

    def __init__(self, name: str, clock: Callable[[], datetime], pulse: Pulse | None = None) -> None:
        """
        Args:
            name: of the part of the program, for the log.
            clock: gives the present instant, aware.
            pulse: where signs of life are kept; None = in one of its own.
        """
        self.pulse = pulse or Pulse()
        self._clock = clock
        self._log = log.logger(name)
        self._stopping = threading.Event()

    def guarded(self, part: str, tick: Tick) -> Tick:
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
            return  # work that was cut off by the stop
        now = self._clock()
        message = told(error)
        old = self.pulse.faults.get(part)
        if old and old.message == message and timedelta(0) <= now - old.noted < _NOTED_EVERY:
            return
        self.pulse.faults[part] = Fault(message, old.since if old else now, now)
        known = isinstance(error, OSError | SQLAlchemyError)
        self._log.error("fails", what=part, why=message, exc_info=None if known else error)

    def stop(self) -> None:
        """Ask for the end: no new work; what runs is finished or, after STOP_SECONDS, abandoned."""
        self._stopping.set()


class Again(BaseTrigger):  # type: ignore[misc]
    """Fires so many seconds after the present, whatever was missed before."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """When to fire next; `now` is aware."""
        return now if previous_fire_time is None else now + self._interval


class Ticker(Guard):
    """Base of what runs on ticks."""

    abandoned = 0
    """Exit code of the process, if work that does not end has to be left where it is."""

    def ticks(self) -> Mapping[str, tuple[Tick, float]]:
        """Each part: what to call, and the seconds between two calls."""
        raise NotImplementedError

    def wind_up(self) -> None:
        """Called once, when no further tick begins: end what still runs."""

    def run(self, ready: Tick = lambda: None) -> None:
        """Stay until `stop()` is called."""
        ticks = self.ticks()
        scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(len(ticks))},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        for part, (tick, seconds) in ticks.items():
            first = datetime.now(UTC)  # at once, not after the first interval
            scheduler.add_job(tick, Again(seconds), id=part, next_run_time=first)
        scheduler.start()
        ready()
        ahead = time.time() - time.monotonic()
        try:
            # A signal that the kernel gave to another thread is handled when this one wakes.
            while not self._stopping.wait(_WAKE_SECONDS):
                ahead = self.reckon(scheduler, ahead, time.time() - time.monotonic())
        finally:
            self._stopping.set()
            self._end(scheduler)

    def reckon(self, scheduler: BackgroundScheduler, before: float, now: float) -> float:
        """Tick anew where the clock on the wall was set: what is next by it may be hours away.

        Args:
            scheduler: has the ticks.
            before: seconds by which the clock on the wall was ahead of the steady one.
            now: seconds by which it is ahead of it now.

        Returns:
            What is to be `before` the next time.
        """
        if abs(now - before) > _JUMP_SECONDS:
            self._log.warning("the clock was set, or the machine slept", seconds=round(now - before))
            for job in scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))
        return now

    def _end(self, scheduler: BackgroundScheduler) -> None:
        def end() -> None:
            scheduler.pause()
            self.wind_up()
            scheduler.shutdown()

        ended = threading.Thread(target=end, daemon=True, name="stop")
        ended.start()
        ended.join(STOP_SECONDS)
        if ended.is_alive():
            self._log.warning("stopped in the middle of work; the next start takes it up")
            os._exit(
                self.abandoned
            )  # threads that still run would keep the process; all that was promised is committed
        self._log.info("stopped")
