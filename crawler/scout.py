"""Single questions to the web, asked in the crawler's process: what is there, and may it be fetched."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from crawler.desk import Desk
from crawler.discovery import (
    FEED_PATHS,
    MAX_CANDIDATES,
    SITEMAP_PATHS,
    Candidate,
    Discovery,
    Front,
    Sample,
    best_first,
    read_front,
    to_json,
    well_known,
)
from crawler.entries import holds_whole_text
from crawler.extract import extract
from crawler.failures import FetchError
from crawler.feeds import parse_feed
from crawler.fetch import Fetched, Tally
from crawler.items import Entry
from crawler.links import find_links
from crawler.outlets import Outlet
from crawler.sitemaps import parse_sitemap
from crawler.unread import ExtractionError

SAMPLES = 3
_PAUSE = 1.0
_NOBODY = {"id": "scout", "name": "-", "language": "en", "country": "US", "feeds": ["https://a.invalid"]}
"""Stands for the outlet that is not configured yet; its feed is never asked."""
_FEW = 3
"""A page with fewer article links is no section page."""


class Scout:
    """Answers one question; every request keeps to robots.txt, and to a pause of a second on public hosts.

    Args:
        desk: Shared with the visits.
        allow_private: As of an outlet.
    """

    def __init__(self, desk: Desk, *, allow_private: bool = False) -> None:
        self._desk = desk
        self._tally = Tally()
        self._problems: list[str] = []
        self._newest_file: dict[str, str] = {}
        pause = 0 if allow_private else _PAUSE  # a private host is one's own
        self._outlet = Outlet.model_validate(_NOBODY | {"allow_private": allow_private, "delay": pause})

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
        return await self._desk.fetcher.get(url, self._outlet, self._tally, listing=True)

    async def _robots(self, url: str) -> dict[str, Any]:
        robots = await self._desk.fetcher.robots(url, self._outlet, self._tally)
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

    async def _discover(self, url: str) -> dict[str, Any]:
        fetched = await self._get(url)
        front = await self._desk.reader.call(read_front, fetched.body, fetched.url, fetched.charset)
        robots = await self._desk.fetcher.robots(fetched.url, self._outlet, self._tally)
        itself = await self._as_list(fetched)
        feeds = [itself[0]] if itself and itself[0].kind == "feed" else []
        sitemaps = [itself[0]] if itself and itself[0].kind == "sitemap" else []
        lists = dict([itself] if itself else [])
        if not itself:
            for link in front.feeds[:MAX_CANDIDATES]:
                await self._open(link, "feed", feeds, lists)
            if not feeds:  # what a page declares may have died long ago
                for link in well_known(fetched.url, FEED_PATHS):
                    await self._open(link, "feed", feeds, lists)
            named = (*robots.sitemaps, *front.sitemaps)
            for link in (*named, *(() if named else well_known(fetched.url, SITEMAP_PATHS)))[:MAX_CANDIDATES]:
                await self._open(link, "sitemap", sitemaps, lists)
        sections = await self._sections(fetched, lists) if not itself else []
        ranked = (*best_first(feeds), *best_first(sitemaps), *sections)
        if not any(lists.values()):
            await self._look_into(sitemaps, lists)
        best = next((one for one in ranked if lists.get(one)), None)
        return to_json(
            Discovery(
                url=fetched.url,
                name=front.name,
                language=front.language or self._spoken(lists),
                feeds=best_first(feeds),
                sitemaps=best_first(sitemaps),
                sections=tuple(sections),
                samples=await self._samples(lists[best], front) if best else (),
                crawl_delay=robots.crawl_delay,
                problems=tuple(self._problems),
            )
        )

    async def _open(
        self, url: str, kind: str, found: list[Candidate], lists: dict[Candidate, tuple[Entry, ...]]
    ) -> None:
        """Add what is at ``url`` to ``found`` if it is a list of ``kind``."""
        try:
            opened = await self._as_list(await self._get(url))
        except (FetchError, ExtractionError) as error:
            if not (isinstance(error, FetchError) and error.status in {404, 410}):
                self._problems.append(f"{url}: {error}")
            return
        if opened and opened[0].kind == kind:
            found.append(opened[0])
            lists[opened[0]] = opened[1]

    async def _look_into(self, sitemaps: list[Candidate], lists: dict[Candidate, tuple[Entry, ...]]) -> None:
        """Give the best index the entries of its newest file, for samples."""
        for index in best_first([one for one in sitemaps if one.index and one.url in self._newest_file]):
            files: list[Candidate] = []
            await self._open(self._newest_file[index.url], "sitemap", files, lists)
            if files and lists[files[0]]:
                lists[index] = lists[files[0]]
                return

    async def _as_list(self, fetched: Fetched) -> tuple[Candidate, tuple[Entry, ...]] | None:
        """``fetched`` as a feed or a sitemap, with its entries, if it is one."""
        feed = await self._desk.reader.call(parse_feed, fetched.body, fetched.url, fetched.content_type)
        if feed.entries:
            whole = sum(map(holds_whole_text, feed.entries)) * 2 > len(feed.entries)
            candidate = Candidate(
                fetched.url, "feed", feed.title, len(feed.entries), _newest(feed.entries), whole_text=whole
            )
            return candidate, feed.entries
        sitemap = await self._desk.reader.call(parse_sitemap, fetched.body, fetched.url)
        if sitemap.children:
            self._newest_file[fetched.url] = max(sitemap.children, key=lambda child: child.stamp).url
            return Candidate(fetched.url, "sitemap", "", len(sitemap.children), index=True), ()
        if sitemap.entries:
            entries = tuple(sorted(sitemap.entries, key=_age, reverse=True))
            return Candidate(fetched.url, "sitemap", "", len(entries), _newest(entries)), entries
        return None

    async def _sections(self, fetched: Fetched, lists: dict[Candidate, tuple[Entry, ...]]) -> list[Candidate]:
        links = await self._desk.reader.call(find_links, fetched.body, fetched.url, fetched.charset)
        if len(links.entries) < _FEW:
            return []
        section = Candidate(fetched.url, "section", "", len(links.entries))
        lists[section] = links.entries
        return [section]

    async def _samples(self, entries: tuple[Entry, ...], front: Front) -> tuple[Sample, ...]:
        samples: list[Sample] = []
        for entry in entries[:SAMPLES]:
            try:
                page = await self._get(entry.link)
                read = await self._desk.reader.call(
                    extract, page.body, page.url, charset=page.charset, languages=(front.language,)
                )
            except (FetchError, ExtractionError) as error:
                samples.append(Sample(entry.link, entry.title, "", problem=str(error)))
            else:
                samples.append(
                    Sample(
                        page.url,
                        read.title or entry.title,
                        read.text,
                        read.published or entry.published,
                        read.authors,
                        read.language,
                    )
                )
        return tuple(samples)

    @staticmethod
    def _spoken(lists: dict[Candidate, tuple[Entry, ...]]) -> str:
        return next((entry.language for entries in lists.values() for entry in entries if entry.language), "")


def _age(entry: Entry) -> float:
    at = entry.published or entry.modified
    return at.timestamp() if at else float("-inf")


def _newest(entries: tuple[Entry, ...]) -> datetime | None:
    return max((at for entry in entries if (at := entry.published or entry.modified)), default=None)
