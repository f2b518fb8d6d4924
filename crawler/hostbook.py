"""What is known of hosts while the crawler runs: loaded when first met, written back as it changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from crawler.failures import MAX_RETRY_AFTER
from crawler.hosts import Host, load_host, save_host, save_pace
from crawler.outlets import Outlet
from crawler.robots import FRESH_SECONDS, Robots, robots_from_answer
from crawler.traffic import Traffic
from crawler.writer import Writer

SHUT_SECONDS = 60.0
"""A robots.txt that could not be read is asked for again after this, or in the next round."""


class HostBook:
    """Keeps paces and robots.txt of hosts.

    Args:
        traffic: Holds the paces; runs by the same clock.
        writer: The database.
        clock: Seconds since the epoch; steady.
        agent: Product token that robots.txt files are read for.
    """

    def __init__(self, traffic: Traffic, writer: Writer, clock: Callable[[], float], agent: str) -> None:
        self._traffic = traffic
        self._writer = writer
        self._clock = clock
        self._agent = agent
        self._hosts: dict[str, Host] = {}
        self._loading: dict[str, asyncio.Task[None]] = {}
        self._delays: dict[str, dict[str, float]] = {}
        self._robots: dict[str, tuple[Robots, float]] = {}

    async def meet(self, name: str, outlet: Outlet) -> None:
        """Load what ``name`` asked of us in earlier rounds, and take the outlet's delay into account."""
        if name not in self._hosts:
            if name not in self._loading:
                loading = asyncio.create_task(self._load(name))
                self._loading[name] = loading
                loading.add_done_callback(lambda _: self._loading.pop(name, None))
            await asyncio.shield(self._loading[name])
        delays = self._delays.setdefault(name, {})
        delays[outlet.id] = outlet.delay
        self._traffic.pace(name).delay = max(delays.values())

    def robots(self, name: str) -> Robots | None:
        """The robots.txt of ``name`` as long as it is fresh."""
        cached = self._robots.get(name)
        return cached[0] if cached and cached[1] > self._clock() else None

    async def learn(self, name: str, status: int | None, body: bytes) -> Robots:
        """Take over an answer to the request for robots.txt (None: there was none), and write it down."""
        robots = robots_from_answer(status, body, self._agent)
        now = self._clock()
        self._robots[name] = (robots, now + (SHUT_SECONDS if robots.blanket == "disallow" else FRESH_SECONDS))
        self._traffic.pace(name).crawl_delay = robots.crawl_delay
        text = body.decode("utf-8", "replace").replace("\x00", "") if status is not None and status < 300 else None
        self._hosts[name] = replace(
            self._hosts[name], robots=text, robots_status=status, robots_fetched=datetime.fromtimestamp(now, UTC)
        )
        learnt = self._snapshot(name)
        await self._writer.run(lambda session: save_host(session, learnt))
        return robots

    def begin_round(self) -> None:
        """Forget which robots.txt could not be read: a new round asks again."""
        for name in [name for name, (robots, _) in self._robots.items() if robots.blanket == "disallow"]:
            del self._robots[name]

    async def remember(self, names: set[str]) -> None:
        """Write what the hosts called ``names`` asked of us, for the next process."""
        hosts = [self._snapshot(name) for name in names if name in self._hosts]

        def save(session: Session) -> None:
            for one in hosts:
                save_pace(session, one)

        if hosts:
            await self._writer.run(save)

    async def remember_if_blocked(self, name: str) -> None:
        """After a failure: that a host is to be left alone must survive us."""
        if self._traffic.pace(name).blocked_until > self._clock():
            await self.remember({name})

    async def _load(self, name: str) -> None:
        known = await self._writer.run(lambda session: load_host(session, name))
        pace = self._traffic.pace(name)
        pace.failures = known.failures
        now = self._clock()  # a clock that was wrong when it was written must not shut a host for years
        if known.blocked_until:
            pace.blocked_until = min(known.blocked_until.timestamp(), now + MAX_RETRY_AFTER)
        if known.last_request:
            pace.last = min(known.last_request.timestamp(), now)
        if known.robots_fetched and known.robots_status is not None:
            expires = known.robots_fetched.timestamp() + FRESH_SECONDS
            robots = robots_from_answer(known.robots_status, (known.robots or "").encode(), self._agent)
            if robots.blanket != "disallow" and expires > self._clock():
                self._robots[name] = (robots, expires)
                pace.crawl_delay = robots.crawl_delay
        self._hosts[name] = known

    def _snapshot(self, name: str) -> Host:
        pace = self._traffic.pace(name)
        blocked = pace.blocked_until > self._clock()
        return replace(
            self._hosts[name],
            blocked_until=datetime.fromtimestamp(pace.blocked_until, UTC) if blocked else None,
            failures=pace.failures,
            last_request=datetime.fromtimestamp(pace.last, UTC) if pace.last > 0 else None,
        )
