"""How fast one host may be asked. Pure: the time is always given (seconds, any steady clock)."""

from __future__ import annotations

from dataclasses import dataclass

TARGET_LOAD = 0.5
"""Share of the time in which a host may be busy with us: the pause grows with the host's answering time."""
MAX_THROTTLE = 60.0
"""Longest pause that slow answers alone can bring about, seconds."""
SICK_AFTER = 5
"""So many failures in a row open the circuit: the host is left alone for a while."""
FIRST_REST = 120.0
LONGEST_REST = 6 * 3600.0
ERROR_REST = 0.25
BUSY_REST = 1.0
"""Seconds; doubled with every failure in a row."""
FREE_CONCURRENCY = 4
"""Requests at a time to a host for which no delay holds (`delay: 0`)."""
BUSY = frozenset({429, 503})
"""The host says it is too much (RFC 6585, RFC 9110)."""


@dataclass
class Pace:
    """What one host asked of us and how it has answered lately.

    The pause runs from the end of one request to the start of the next, and while it is not zero only one request is
    under way; so what the host sees is never less than the pause, however long connecting takes.
    """

    delay: float = 0.0
    """The largest `delay` of the outlets on this host, seconds."""
    crawl_delay: float = 0.0
    """robots.txt of this host, seconds."""
    throttle: float = 0.0
    """Pause that follows the host's answering time."""
    last: float = float("-inf")
    """When the last request ended."""
    blocked_until: float = float("-inf")
    """No request before, by Retry-After, back-off or open circuit."""
    failures: int = 0
    """In a row."""
    under_way: int = 0

    @property
    def pause(self) -> float:
        """Seconds between two requests."""
        return max(self.delay, self.crawl_delay, self.throttle)

    @property
    def ready_at(self) -> float:
        """When the next request may start, as far as time goes."""
        return max(self.last + self.pause, self.blocked_until)

    def has_room(self) -> bool:
        """Whether one more request may be under way."""
        return self.under_way < (1 if self.pause > 0 else FREE_CONCURRENCY)

    def begin(self) -> None:
        """A request starts."""
        self.under_way += 1

    def answered(self, now: float, status: int, latency: float, retry_after: float | None = None) -> None:
        """An answer came.

        Args:
            now: When.
            status: HTTP status.
            latency: Seconds from the request to the first byte.
            retry_after: Seconds that the host asked us to stay away, None where it did not.
        """
        self._adapt(status, latency)
        if status >= 500 or status in BUSY:
            self._fail(now, BUSY_REST if status in BUSY and retry_after is None else ERROR_REST)
        else:
            self.failures = 0
        if retry_after is not None:
            self.blocked_until = max(self.blocked_until, now + retry_after)
        self._end(now)

    def failed(self, now: float) -> None:
        """No answer: refused, reset, timed out, unreadable."""
        self._fail(now, ERROR_REST)
        self._end(now)

    def abandoned(self, now: float) -> None:
        """The request was given up by us: it counts for the pause, not against the host."""
        self._end(now)

    def _end(self, now: float) -> None:
        self.under_way = max(0, self.under_way - 1)
        self.last = max(self.last, now)

    def _fail(self, now: float, rest: float) -> None:
        self.failures += 1
        if self.failures >= SICK_AFTER:
            rest = min(FIRST_REST * 2.0 ** min(self.failures - SICK_AFTER, 20), LONGEST_REST)
        else:
            rest *= 2.0**self.failures
        self.blocked_until = max(self.blocked_until, now + rest)

    def _adapt(self, status: int, latency: float) -> None:
        """AutoThrottle as in Scrapy's documentation, with the floor of this host; errors never speed us up."""
        if self.delay <= 0:
            return
        target = latency / TARGET_LOAD
        adapted = max(target, (self.throttle + target) / 2)
        if status == 200 or adapted > self.throttle:
            self.throttle = min(adapted, MAX_THROTTLE)
