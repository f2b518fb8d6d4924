"""Single questions to the web, asked in the crawler's process: what is there, and may it be fetched."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from crawler.desk import Desk
from crawler.discovery import to_json
from crawler.explorer import Explorer
from crawler.failures import FetchError
from crawler.feeds import parse_feed
from crawler.fetch import Fetched, Tally
from crawler.outlets import Outlet
from crawler.robots import Robots

SLOWEST = 60.0
"""Seconds between two requests with which nobody waits for an answer."""
_PAUSE = 1.0
_NOBODY = {"id": "scout", "name": "-", "language": "en", "country": "US", "feeds": ["https://a.invalid"]}
"""Stands for the outlet that is not configured yet; its feed is never asked."""


class Scout:
    """Answers one question; every request keeps to robots.txt and to a pause.

    Args:
        desk: Shared with the visits.
        allow_private: As of an outlet.
        delay: Seconds between two requests to a host, which may ask for more; None for a short pause on public hosts,
            and none on private ones, which are one's own.
        asking: Is told every address that is about to be asked, with the seconds between two.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        allow_private: bool = False,
        delay: float | None = None,
        asking: Callable[[str, float], None] = lambda url, pause: None,
    ) -> None:
        self._desk = desk
        self._tally = Tally()
        self._asking = asking
        self._pause = delay if delay is not None else 0 if allow_private else _PAUSE
        self._outlet = Outlet.model_validate(_NOBODY | {"allow_private": allow_private, "delay": self._pause})

    async def answer(self, kind: str, url: str) -> dict[str, Any]:
        """The answer to a question of ``kind`` about ``url``, as plain values.

        Raises:
            FetchError, HostBlockedError, StoppedError, ExtractionError: The address could not be read.
        """
        kinds: dict[str, Callable[[str], Awaitable[dict[str, Any]]]] = {
            "discover": self._discover,
            "robots": self._robots,
            "feed": self._feed,
            "page": self._page,
        }
        return await kinds[kind](url)

    async def _get(self, url: str) -> Fetched:
        asked_for = (await self._rules(url)).crawl_delay
        if asked_for > SLOWEST:
            why = f"robots.txt asks for {asked_for:g} s between two requests: nothing can be tried out at that pace"
            raise FetchError("pace", f"{why}; give an outlet of it `delay: {asked_for:g}s`", host_wide=True)
        self._asking(url, max(self._pause, asked_for))
        return await self._desk.fetcher.get(url, self._outlet, self._tally, listing=True)

    async def _rules(self, url: str) -> Robots:
        return await self._desk.fetcher.robots(url, self._outlet, self._tally)

    async def _discover(self, url: str) -> dict[str, Any]:
        return to_json(await Explorer(self._desk, self._get, self._rules).explore(url))

    async def _robots(self, url: str) -> dict[str, Any]:
        robots = await self._rules(url)
        decision = asdict(robots.decide(url))
        if cause := self._desk.fetcher.unreachable(url):
            decision["reason"] = f"{decision['reason']}; {cause}"
        return {**decision, "sitemaps": list(robots.sitemaps), "group": robots.group}

    async def _feed(self, url: str) -> dict[str, Any]:
        fetched = await self._get(url)
        feed = await self._desk.reader.call(parse_feed, fetched.body, fetched.url, fetched.content_type)
        entries = [
            {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(entry).items()}
            for entry in feed.entries
        ]
        return {"url": fetched.url, "entries": entries, "problems": list(feed.problems)}

    async def _page(self, url: str) -> dict[str, Any]:
        fetched = await self._get(url)
        return {"url": fetched.url, "charset": fetched.charset, "body": fetched.body.hex()}
