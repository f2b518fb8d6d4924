"""Looks for the lists of a site, in as few questions as it takes: what it declares, then robots.txt, then usual places.

A site is asked at its pace, so each question costs seconds of whoever waits; what is not needed is not asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from crawler.desk import Desk
from crawler.discovery import (
    FEED_PATHS,
    SITEMAP_PATHS,
    Candidate,
    Discovery,
    Front,
    Kind,
    Sample,
    best_first,
    chosen,
    read_front,
)
from crawler.entries import holds_whole_text
from crawler.extract import extract
from crawler.failures import FetchError
from crawler.feeds import parse_feed
from crawler.fetch import Fetched
from crawler.items import Entry
from crawler.links import find_links
from crawler.robots import Robots
from crawler.site_names import feed_name, page_name
from crawler.sitemaps import instant, parse_sitemap
from crawler.traffic import HostBlockedError
from crawler.unread import ExtractionError
from crawler.urls import canonical, fold

SAMPLES = 3
MOST_OPENED = 4
"""Lists of one kind that a site names and that are opened, until one of them lives."""
_FEW = 3
"""A page with fewer article links is no section page."""

Get = Callable[[str], Awaitable[Fetched]]


class Explorer:
    """One look at one site.

    Args:
        desk: Whose processes read what comes.
        get: Asks for an address at the site's pace.
        robots: What the host of an address says to us.
    """

    def __init__(self, desk: Desk, get: Get, robots: Callable[[str], Awaitable[Robots]]) -> None:
        self._desk = desk
        self._get = get
        self._robots = robots
        self._asked: set[str] = set()
        self._named: list[str] = []
        self._problems: list[str] = []
        self._lists: dict[Candidate, tuple[Entry, ...]] = {}
        self._newest_file: dict[Candidate, str] = {}
        self._languages: list[str] = []
        self._closed = False

    async def explore(self, url: str) -> Discovery:
        """What is found at ``url``, the best first.

        Raises:
            FetchError, HostBlockedError, StoppedError, ExtractionError: The address could not be read.
        """
        fetched = await self._get(url)
        self._asked.add(_key(fetched.url))
        robots = await self._robots(fetched.url)
        front = Front()
        if not await self._take_list(fetched):
            front = await self._desk.reader.call(read_front, fetched.body, fetched.url, fetched.charset)
            await self._look_around(fetched, front, robots)
        feeds, sitemaps, sections = (self._found(kind) for kind in ("feed", "sitemap", "section"))
        best = next(iter(chosen(feeds, sitemaps, sections).values()), None)
        if best is not None and best.index:
            await self._look_into(best)
        samples = await self._samples(self._lists[best], front.language) if best else ()
        return Discovery(
            url=fetched.url,
            name=self._name(fetched.url, front, feeds),
            language=_spoken(samples) or front.language or next(filter(None, self._languages), ""),
            feeds=feeds,
            sitemaps=sitemaps,
            sections=sections,
            samples=samples,
            crawl_delay=robots.crawl_delay,
            problems=tuple(self._problems),
            unopened=tuple(link for link in self._named if _key(link) not in self._asked),
            scripted=front.scripted,
        )

    async def _look_around(self, fetched: Fetched, front: Front, robots: Robots) -> None:
        """Open what the site names until something lives, and only where nothing does, knock at the usual places."""
        maps = sorted((*robots.sitemaps, *front.sitemaps), key=lambda link: "news" not in link.lower())
        self._named = [*front.feeds, *maps]
        if not await self._open(front.feeds[:MOST_OPENED], "feed"):
            await self._open(maps[:MOST_OPENED], "sitemap")
        elif maps and "news" in maps[0].lower():  # tells of more articles than a feed has room for
            await self._open(maps[:1], "sitemap")
        links = await self._desk.reader.call(find_links, fetched.body, fetched.url, fetched.charset)
        if not (self._closed or any(one.lives for one in self._lists)):  # who shuts a door has others shut too
            found = await self._open([urljoin(fetched.url, path) for path in FEED_PATHS], "feed")
            if not found and not maps and len(links.entries) < _FEW:
                await self._open([urljoin(fetched.url, path) for path in SITEMAP_PATHS], "sitemap")
        if len(links.entries) >= _FEW:
            self._lists[Candidate(fetched.url, "section", "", len(links.entries))] = links.entries

    async def _open(self, links: list[str] | tuple[str, ...], kind: Kind) -> bool:
        """Open ``links`` in turn until one is a list of ``kind`` that lives; whether one is."""
        for link in links:
            if _key(link) in self._asked:
                continue
            self._asked.add(_key(link))
            try:
                found = await self._take_list(await self._get(link), kind, named=link in self._named)
            except HostBlockedError as error:  # what was found so far is worth telling
                self._problems.append(f"{link}: {error}")
                return False
            except (FetchError, ExtractionError) as error:
                self._closed |= isinstance(error, FetchError) and error.status in {401, 403}
                if not (isinstance(error, FetchError) and error.status in {404, 410}) or link in self._named:
                    self._problems.append(f"{link}: {error}")
                if isinstance(error, FetchError) and error.host_wide:
                    return False
                continue
            if found is not None and found.lives:
                return True
        return False

    async def _take_list(self, fetched: Fetched, kind: Kind | None = None, *, named: bool = True) -> Candidate | None:
        """Note ``fetched`` as a feed or a sitemap (as a list of ``kind``), with its entries, if it is one.

        A feed without entries counts where somebody ``named`` it.
        """
        feed = await self._desk.reader.call(parse_feed, fetched.body, fetched.url, fetched.content_type)
        if kind != "sitemap" and (feed.entries or (named and feed.title and not feed.problems)):
            whole = sum(map(holds_whole_text, feed.entries)) * 2 > len(feed.entries)
            newest = _newest(feed.entries)
            candidate = Candidate(fetched.url, "feed", feed.title, len(feed.entries), newest, whole_text=whole)
            self._lists[candidate] = feed.entries
            self._languages.append(feed.language)
            return candidate
        if kind == "feed" or feed.entries:
            return None
        sitemap = await self._desk.reader.call(parse_sitemap, fetched.body, fetched.url)
        if sitemap.children:
            newest_file = max(sitemap.children, key=lambda child: child.stamp)
            candidate = Candidate(
                fetched.url, "sitemap", "", len(sitemap.children), instant(newest_file.stamp), index=True
            )
            self._newest_file[candidate] = newest_file.url
            self._lists[candidate] = ()
            return candidate
        if sitemap.entries:
            entries = tuple(sorted(sitemap.entries, key=_age, reverse=True))
            news = any(entry.title for entry in entries)
            candidate = Candidate(fetched.url, "sitemap", "", len(entries), _newest(entries), news=news)
            self._lists[candidate] = entries
            self._languages += [entry.language for entry in entries[:1]]
            return candidate
        return None

    def _found(self, kind: Kind) -> tuple[Candidate, ...]:
        return best_first([one for one in self._lists if one.kind == kind])

    async def _look_into(self, index: Candidate) -> None:
        """Give an index the entries of its newest file, for samples."""
        before = set(self._lists)
        await self._open([self._newest_file[index]], "sitemap")
        for opened in set(self._lists) - before:
            self._lists[index] = self._lists.pop(opened)

    async def _samples(self, entries: tuple[Entry, ...], language: str) -> tuple[Sample, ...]:
        samples: list[Sample] = []
        for entry in [one for one in entries if one.link][:SAMPLES]:
            try:
                page = await self._get(entry.link)
                read = await self._desk.reader.call(
                    extract, page.body, page.url, charset=page.charset, languages=(language,)
                )
            except (FetchError, ExtractionError, HostBlockedError) as error:
                samples.append(Sample(entry.link, entry.title, "", problem=str(error)))
            else:
                title, when = read.title or entry.title, read.published or entry.published
                samples.append(Sample(page.url, title, read.text, when, read.authors, read.language))
        return tuple(samples)

    @staticmethod
    def _name(url: str, front: Front, feeds: tuple[Candidate, ...]) -> str:
        told = next((one.title for one in feeds if one.title), "")
        if front.name or front.title:
            return page_name(front.name or front.title, urlsplit(url).hostname or "", told) or feed_name(told)
        return feed_name(told)


def _key(url: str) -> str:
    return fold(canonical(url) or url)


def _spoken(samples: tuple[Sample, ...]) -> str:
    """What all samples that could be read are written in, whatever a template says of it; "" where they differ."""
    languages = {sample.language for sample in samples if sample.language}
    return languages.pop() if len(languages) == 1 else ""


def _age(entry: Entry) -> float:
    at = entry.published or entry.modified
    return at.timestamp() if at else float("-inf")


def _newest(entries: tuple[Entry, ...]) -> datetime | None:
    return max((at for entry in entries if (at := entry.published or entry.modified)), default=None)
