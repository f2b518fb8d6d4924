"""One request for one outlet: robots.txt, the host's pace, redirects, second tries, and errors in plain words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failures import FetchError, failure_of, retry_after_seconds, status_error
from crawler.hostbook import HostBook
from crawler.outlets import Outlet
from crawler.robots import MAX_BYTES as ROBOTS_BYTES
from crawler.robots import Robots
from crawler.traffic import Traffic
from crawler.urls import absolute, canonical, fold, host

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
        traffic: Turns.
        book: What is known of hosts, with the same traffic.
        seconds: From the start of one request to the last octet of its answer.
    """

    def __init__(self, scrapy: Crawler, traffic: Traffic, book: HostBook, *, seconds: float) -> None:
        self.book = book
        self._scrapy = scrapy
        self._traffic = traffic
        self._seconds = seconds
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
        drawn: bool = False,
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
            drawn: As the browser draws it, not as it came.
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
        moved_to, lasting = "", True
        for _ in range(MAX_REDIRECTS + 1):
            robots = await self.robots(wanted, outlet, tally)
            decision = robots.decide(wanted)
            if not decision.allowed:
                if robots.blanket:
                    kind, why = self._unreachable.get(host(wanted), ("robots-unreachable", decision.reason))
                    raise FetchError(kind, why, host_wide=True)
                raise FetchError("robots", decision.reason, final=True)
            response = await self._try(wanted, outlet, tally, headers or {}, listing=listing, drawn=drawn, slots=slots)
            if response.status not in _REDIRECTS:
                break
            target = absolute(_header(response, "location"), wanted)
            if target is None:
                raise FetchError("redirect", f"redirects to {_header(response, 'location')[:200]!r}, no web address")
            lasting = lasting and response.status in _PERMANENT
            if lasting:
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
        return Fetched(response.url, asked, response.status, response.body, _headers(response), moved_to)

    async def robots(self, url: str, outlet: Outlet, tally: Tally) -> Robots:
        """What the host of ``url`` says to us; asked at most once a day, by everybody together.

        Raises:
            HostBlockedError, StoppedError: As `get`.
        """
        name = host(url)
        await self.book.meet(name, outlet)
        tally.hosts.add(name)
        known = self.book.robots(name)
        if known is not None:
            return known
        if name not in self._asking:
            asking = asyncio.create_task(self._ask_robots(url, name, outlet, tally))
            self._asking[name] = asking
            asking.add_done_callback(lambda task: self._asked(name, task))
        return await asyncio.shield(self._asking[name])

    def unreachable(self, url: str) -> str:
        """Why the robots.txt of the host of ``url`` could not be fetched in this round, in words; "" where it could."""
        return self._unreachable.get(host(url), ("", ""))[1]

    def _asked(self, name: str, task: asyncio.Task[Robots]) -> None:
        """Nobody may wait any more for what the task brought; asyncio would report that as a fault."""
        self._asking.pop(name, None)
        if not task.cancelled():
            task.exception()

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
        return await self.book.learn(name, status, body)

    async def _try(
        self,
        url: str,
        outlet: Outlet,
        tally: Tally,
        headers: Mapping[str, str],
        *,
        listing: bool,
        drawn: bool = False,
        slots: asyncio.Semaphore | None = None,
    ) -> Response:
        """One answer of any status below 500 and not 429; passing failures are tried again at the host's pace."""
        name = host(url)
        await self.book.meet(name, outlet)
        for attempt in range(1, TRIES + 1):
            priority = LIST_PRIORITY if listing else AGAIN_PRIORITY if attempt > 1 else 0
            async with self._traffic.turn(name, priority) as turn:
                started = time.monotonic()
                tally.requests += 1
                request = Request(
                    url,
                    headers=dict(headers),
                    dont_filter=True,
                    meta={
                        "allow_private": outlet.allow_private,
                        "download_timeout": self._seconds,
                        "download_maxsize": LIST_BYTES if listing else PAGE_BYTES,
                        "render": drawn,
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
                    latency = float(request.meta.get("download_latency", time.monotonic() - started))
                    wait = retry_after_seconds(_header(response, "retry-after"), datetime.now(UTC))
                    busy = response.status == 429 or response.status >= 500
                    if slots is not None and _is_success(response):
                        await slots.acquire()
                    turn.answered(response.status, latency, wait if busy else None)
                    if not busy:
                        return response
                    failure = status_error(response.status)
            if failure.final or attempt == TRIES or not failure.passing:
                await self.book.remember_if_blocked(name)
                raise failure
        raise AssertionError("unreachable")


def _is_success(response: Response) -> bool:
    return 200 <= response.status < 300


def _header(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("utf-8", "replace").strip() if value else ""


def _headers(response: Response) -> dict[str, str]:
    return {
        key.decode("latin-1").lower(): values[-1].decode("utf-8", "replace").strip()
        for key, values in response.headers.items()
        if values
    }
