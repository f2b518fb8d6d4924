"""Who may ask which host now: one queue per host, kept at the host's pace."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from crawler.pace import Pace


class HostBlockedError(Exception):
    """The host asked us to stay away for longer than this round waits."""

    def __init__(self, host: str, until: float) -> None:
        super().__init__(f"{host} is left alone for now")
        self.host = host
        self.until = until


class StoppedError(Exception):
    """The crawler is about to end; nothing more is started."""


class Turn:
    """The right to make one request; ends with exactly one of its methods."""

    def __init__(self, pace: Pace, clock: Callable[[], float]) -> None:
        self._pace = pace
        self._clock = clock
        self.over = False

    def answered(self, status: int, latency: float, retry_after: float | None = None) -> None:
        """An answer came: its status, seconds to the first byte, and the seconds of Retry-After if it has one."""
        self.over = True
        self._pace.answered(self._clock(), status, latency, retry_after)

    def failed(self) -> None:
        """No usable answer came: refused, reset, timed out."""
        self.over = True
        self._pace.failed(self._clock())

    def abandoned(self) -> None:
        """We gave up; it does not count against the host."""
        self.over = True
        self._pace.abandoned(self._clock())


@dataclass
class _Queue:
    """One host: its pace, and who waits for a turn."""

    pace: Pace = field(default_factory=Pace)
    waiting: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)
    alarm: asyncio.TimerHandle | None = None


class Traffic:
    """Gives out turns. A host that hangs, or that is to be left alone, keeps nobody else waiting.

    Args:
        clock: Seconds; steady.
        patience: A turn that is further away than this many seconds is refused instead of waited for.
    """

    def __init__(self, clock: Callable[[], float], patience: float) -> None:
        self._clock = clock
        self._patience = patience
        self._queues: dict[str, _Queue] = {}
        self._order = itertools.count()
        self._stopped = False

    def pace(self, host: str) -> Pace:
        """The pace of ``host``; change it before the next turn."""
        return self._queue(host).pace

    @asynccontextmanager
    async def turn(self, host: str, priority: int = 0) -> AsyncIterator[Turn]:
        """Wait until ``host`` may be asked; inside the block exactly one request is made.

        A block that is left without saying how it went counts as abandoned.

        Args:
            host: As of `crawler.urls.host`.
            priority: Higher goes first.

        Raises:
            HostBlockedError: The host is not to be asked for longer than the patience of this crawl.
            StoppedError: `stop` was called.
        """
        if self._stopped:
            raise StoppedError
        queue = self._queue(host)
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(queue.waiting, (-priority, next(self._order), granted))
        self._serve(host)
        turn = Turn(queue.pace, self._clock)
        try:
            await granted
            yield turn
        finally:
            if not turn.over and granted.done() and not granted.cancelled() and granted.exception() is None:
                turn.abandoned()
            self._serve(host)

    def stop(self) -> None:
        """Refuse every turn from now on, the waiting ones included."""
        self._stopped = True
        for queue in self._queues.values():
            if queue.alarm:
                queue.alarm.cancel()
            self._refuse(queue, StoppedError())

    def _queue(self, host: str) -> _Queue:
        return self._queues.setdefault(host, _Queue())

    def _serve(self, host: str) -> None:
        """Give turns to those who may go now; set the alarm for the next one."""
        queue = self._queue(host)
        while queue.waiting and not self._stopped:
            if queue.waiting[0][2].done():  # given up by who waited
                heapq.heappop(queue.waiting)
                continue
            now = self._clock()
            if queue.pace.ready_at - now > max(self._patience, 2 * queue.pace.delay):
                self._refuse(queue, HostBlockedError(host, queue.pace.ready_at))
                return
            if not queue.pace.has_room():
                return  # whoever holds the turn calls again
            if queue.pace.ready_at > now:
                self._wake_at(host, queue, queue.pace.ready_at - now)
                return
            queue.pace.begin()
            heapq.heappop(queue.waiting)[2].set_result(None)

    def _wake_at(self, host: str, queue: _Queue, seconds: float) -> None:
        if queue.alarm:
            queue.alarm.cancel()
        queue.alarm = asyncio.get_running_loop().call_later(seconds + 0.001, self._serve, host)

    @staticmethod
    def _refuse(queue: _Queue, error: Exception) -> None:
        for _, _, granted in queue.waiting:
            if not granted.done():
                granted.set_exception(error)
        queue.waiting.clear()
