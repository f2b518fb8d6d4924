"""One request for one outlet: robots.txt, the host's pace, redirects, second tries, and errors in plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from sqlalchemy.orm import Session

from crawler.failures import FetchError, failure_of, retry_after_seconds, status_error
from crawler.hosts import Host, load_host, save_host
from crawler.outlets import Outlet
from crawler.robots import FRESH_SECONDS, Robots, robots_from_answer
from crawler.robots import MAX_BYTES as ROBOTS_BYTES
from crawler.traffic import Traffic
from crawler.urls import absolute, canonical, fold, host
from crawler.writer import Writer

MAX_REDIRECTS = 5
TRIES = 3
"""Times a request is made in one round where the failure may pass by itself."""
PAGE_BYTES = 8 * 1024 * 1024
LIST_BYTES = 32 * 1024 * 1024
LIST_PRIORITY, AGAIN_PRIORITY = 10, 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True)
class Fetched:
    """An answer with a status of 2xx, or 304."""

    url: str
    """Where it came from in the end."""
    asked: str
    status: int
    body: bytes
    headers: Mapping[str, str]
    """Names in lower case; the last of several values."""
    moved_to: str = ""
    """Where the first address has moved for good (301, 308), "" where it has not."""

    @property
    def content_type(self) -> str:
        """Media type in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """What the Content-Type header says."""
        _, found, rest = self.headers.get("content-type", "").lower().partition("charset=")
        return rest.partition(";")[0].strip(" \"'") or None if found else None


Redirected = Callable[[str], Awaitable[None]]
"""Is told every redirect target before it is asked; raises to go no further."""


@dataclass
class Tally:
    """What one outlet has cost in this round."""

    requests: int = 0
    hosts: set[str] = field(default_factory=set)


class Fetcher:
    """Fetches for all outlets at once; shares hosts' paces and robots.txt between them.

    Args:
        scrapy: The running crawl.
        traffic: Turns, by the same clock.
        writer: The database.
        clock: Seconds since the epoch; steady.
        agent: Product token that robots.txt files are read for.
        seconds: From the start of one request to the last octet of its answer.
    """

    def __init__(
        self,
        scrapy: Crawler,
        traffic: Traffic,
        writer: Writer,
        clock: Callable[[], float],
        *,
        agent: str,
        seconds: float,
    ) -> None:
        self._scrapy = scrapy
        self._traffic = traffic
        self._writer = writer
        self._clock = clock
        self._agent = agent
        self._seconds = seconds
        self._hosts: dict[str, Host] = {}
        self._loading: dict[str, asyncio.Task[None]] = {}
        self._robots: dict[str, tuple[Robots, float]] = {}
        self._asking: dict[str, asyncio.Task[Robots]] = {}
        self._unreachable: dict[str, tuple[str, str]] = {}

    async def get(
        self,
        url: str,
        outlet: Outlet,
        tally: Tally,
        *,
        headers: Mapping[str, str] | None = None,
        listing: bool = False,
        redirected: Redirected | None = None,
        slots: asyncio.Semaphore | None = None,
    ) -> Fetched:
        """The answer for ``url`` after redirects and second tries.

        Args:
            url: Absolute.
            outlet: For whom: its delay, and whether private addresses are allowed.
            tally: Counts the requests made.
            headers: Further request headers, e.g. validators.
            listing: A feed, sitemap or section page: may be larger, and goes before articles.
            redirected: See `Redirected`.
            slots: A place in it is taken for the answer that is returned, and the caller gives it back. The host's
                turn lasts until there is one: nothing is downloaded ahead of what can be worked on.

        Raises:
            FetchError: With its kind and what people should know.
            HostBlockedError: The host is to be left alone for longer than this round.
            StoppedError: The crawler is about to end.
        """
        asked = wanted = url
        seen = {fold(canonical(url) or url)}
        moved_to = ""
        for _ in range(MAX_REDIRECTS + 1):
            robots = await self.robots(wanted, outlet, tally)
            decision = robots.decide(wanted)
            if not decision.allowed:
                if robots.blanket:
                    kind, why = self._unreachable.get(host(wanted), ("robots-unreachable", decision.reason))
                    raise FetchError(kind, why, host_wide=True)
                raise FetchError("robots", decision.reason, final=True)
            response = await self._try(wanted, outlet, tally, headers or {}, listing=listing, slots=slots)
            if response.status not in _REDIRECTS:
                break
            target = absolute(_header(response, "location"), wanted)
            if target is None:
                raise FetchError("redirect", f"redirects to {_header(response, 'location')[:200]!r}, no web address")
            if response.status in _PERMANENT and (moved_to or wanted == asked):
                moved_to = target
            if target in seen:
                raise FetchError("redirect", f"redirects in a circle ({target})")
            seen.add(target)
            if redirected is not None:
                await redirected(target)
            wanted = target
        else:
            raise FetchError("redirect", f"redirects more than {MAX_REDIRECTS} times")
        if response.status != 304 and not _is_success(response):
            raise status_error(response.status)
        return Fetched(wanted, asked, response.status, response.body, _headers(response), moved_to)

    async def robots(self, url: str, outlet: Outlet, tally: Tally) -> Robots:
        """What the host of ``url`` says to us; asked at most once a day, by everybody together.

        Raises:
            HostBlockedError, StoppedError: As `get`.
        """
        name = host(url)
        await self._know(name, outlet)
        tally.hosts.add(name)
        cached = self._robots.get(name)
        if cached and cached[1] > self._clock():
            return cached[0]
        if name not in self._asking:
            asking = asyncio.create_task(self._ask_robots(url, name, outlet, tally))
            self._asking[name] = asking
            asking.add_done_callback(lambda _: self._asking.pop(name, None))
        return await asyncio.shield(self._asking[name])

    def begin_round(self) -> None:
        """Forget which robots.txt could not be read: a new round asks again."""
        for name in [name for name, (robots, _) in self._robots.items() if robots.blanket == "disallow"]:
            del self._robots[name]

    async def remember(self, names: set[str]) -> None:
        """Write what ``names`` (hosts) asked of us, for the next process."""
        hosts = [self._snapshot(name) for name in names if name in self._hosts]

        def save(session: Session) -> None:
            for one in hosts:
                save_host(session, one)

        if hosts:
            await self._writer.run(save)

    async def _know(self, name: str, outlet: Outlet) -> None:
        """Load what was asked of us in earlier rounds, and take this outlet's delay into account."""
        if name not in self._hosts:
            if name not in self._loading:
                self._loading[name] = asyncio.create_task(self._load(name))
            await asyncio.shield(self._loading[name])
        pace = self._traffic.pace(name)
        pace.delay = max(pace.delay, outlet.delay)

    async def _load(self, name: str) -> None:
        known = await self._writer.run(lambda session: load_host(session, name))
        pace = self._traffic.pace(name)
        if known.blocked_until:
            pace.blocked_until = known.blocked_until.timestamp()
        pace.failures = known.failures
        if known.robots_fetched and known.robots_status is not None:
            expires = known.robots_fetched.timestamp() + FRESH_SECONDS
            robots = robots_from_answer(known.robots_status, (known.robots or "").encode(), self._agent)
            if robots.blanket != "disallow" and expires > self._clock():
                self._robots[name] = (robots, expires)
                pace.crawl_delay = robots.crawl_delay
        if known.last_request:
            pace.free_at = known.last_request.timestamp() + max(pace.pause, 1.0)
        self._hosts[name] = known

    async def _ask_robots(self, url: str, name: str, outlet: Outlet, tally: Tally) -> Robots:
        parts = urlsplit(url)
        wanted = f"{parts.scheme}://{parts.netloc}/robots.txt"
        status: int | None = None
        body = b""
        self._unreachable.pop(name, None)
        try:
            for _ in range(MAX_REDIRECTS + 1):
                response = await self._try(wanted, outlet, tally, {}, listing=True)
                status, body = response.status, response.body[:ROBOTS_BYTES]
                target = absolute(_header(response, "location"), wanted) if status in _REDIRECTS else None
                if target is None:
                    break
                wanted = target
            if status in _REDIRECTS:
                status = 404  # RFC 9309, 2.3.1.2: too many redirects count as no file
        except FetchError as error:
            if error.final:
                raise
            status = error.status
            if status is None:
                self._unreachable[name] = (error.kind, str(error))
        robots = robots_from_answer(status, body, self._agent)
        now = self._clock()
        self._robots[name] = (robots, now + (FRESH_SECONDS if robots.blanket != "disallow" else 60))
        self._traffic.pace(name).obey(robots.crawl_delay, now)
        text = body.decode("utf-8", "replace").replace("\x00", "") if status is not None and status < 300 else None
        self._hosts[name] = replace(
            self._hosts[name], robots=text, robots_status=status, robots_fetched=datetime.fromtimestamp(now, UTC)
        )
        await self.remember({name})
        return robots

    async def _try(
        self,
        url: str,
        outlet: Outlet,
        tally: Tally,
        headers: Mapping[str, str],
        *,
        listing: bool,
        slots: asyncio.Semaphore | None = None,
    ) -> Response:
        """One answer of any status below 500 and not 429; passing failures are tried again at the host's pace."""
        name = host(url)
        await self._know(name, outlet)
        for attempt in range(1, TRIES + 1):
            priority = LIST_PRIORITY if listing else AGAIN_PRIORITY if attempt > 1 else 0
            async with self._traffic.turn(name, priority) as turn:
                started = self._clock()
                tally.requests += 1
                request = Request(
                    url,
                    headers=dict(headers),
                    dont_filter=True,
                    meta={
                        "allow_private": outlet.allow_private,
                        "download_timeout": self._seconds,
                        "download_maxsize": LIST_BYTES if listing else PAGE_BYTES,
                        "render": outlet.render == "browser" and not listing,
                    },
                )
                try:
                    response = await self._scrapy.engine.download_async(request)
                except asyncio.CancelledError:
                    raise
                except Exception as error:  # noqa: BLE001  (every failure of a download is a kind of FetchError)
                    failure = failure_of(error)
                    turn.abandoned() if failure.ours else turn.failed()
                else:
                    latency = float(request.meta.get("download_latency", self._clock() - started))
                    wait = retry_after_seconds(_header(response, "retry-after"), datetime.now(UTC))
                    busy = response.status == 429 or response.status >= 500
                    if slots is not None and _is_success(response):
                        await slots.acquire()
                    turn.answered(response.status, latency, wait if busy else None)
                    if not busy:
                        return response
                    failure = status_error(response.status)
            if failure.final or attempt == TRIES or not failure.passing:
                await self._note(name)
                raise failure
        raise AssertionError("unreachable")

    async def _note(self, name: str) -> None:
        """After a failure: if the host is now blocked, that must survive us."""
        if self._traffic.pace(name).blocked_until > self._clock():
            await self.remember({name})

    def _snapshot(self, name: str) -> Host:
        pace = self._traffic.pace(name)
        blocked = datetime.fromtimestamp(pace.blocked_until, UTC) if pace.blocked_until > self._clock() else None
        last = pace.free_at - pace.pause
        return replace(
            self._hosts[name],
            blocked_until=blocked,
            failures=pace.failures,
            last_request=datetime.fromtimestamp(last, UTC) if last > 0 else self._hosts[name].last_request,
        )


def _is_success(response: Response) -> bool:
    return 200 <= response.status < 300


def _header(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("utf-8", "replace").strip() if value else ""


def _headers(response: Response) -> dict[str, str]:
    return {key.decode("latin-1").lower(): _header(response, key.decode("latin-1")) for key in response.headers}
