"""Sitemaps: news sitemaps, indexes, gzip, addresses with a date in them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.addresses import found_any
from crawler.failures import FetchError
from crawler.listing import read_sitemap
from crawler.sitemaps import Child, changed_before, days_of
from crawler.spiders.base import ListError, ListSpider
from crawler.unread import ExtractionError
from crawler.urls import same_site
from crawler.zones import zone_of

if TYPE_CHECKING:
    from crawler.answer import Answer
    from crawler.visit import Visit

MAX_SITEMAPS = 100
"""Files of one index that are looked at in one round, the newest first."""
MAX_BACK = 1_000
"""The same in a round for a range of dates."""
MAX_CHILDREN = 200
"""Files of an index that are taken note of, the newest first."""
MAX_DEPTH = 3
"""Indexes within indexes."""


def dated_addresses(visit: Visit, url: str) -> list[str]:
    """``url`` with the days filled in that this round is about: its range of dates, or today and yesterday.

    A day is one of UTC, and one of the outlet's country where its morning comes sooner.
    """
    zone = ZoneInfo(zone_of(visit.outlet.country))
    since, until = visit.options.since, visit.options.until
    today = max(visit.now.date(), visit.now.astimezone(zone).date())
    first = since or visit.now - timedelta(days=1)
    last = (until - timedelta(microseconds=1)) if until else None
    return days_of(
        url,
        today,
        min(first.date(), first.astimezone(zone).date()) if since else first.date(),
        max(last.date(), last.astimezone(zone).date()) if last else None,
    )


class SitemapSpider(ListSpider):
    """Walks through an index, breadth first; a file whose date in the index is the one we know costs nothing.

    The index is remembered with the files it names, so that it can be asked conditionally and they are looked at all
    the same.
    """

    field = "sitemaps"

    def addresses(self, visit: Visit, url: str) -> list[str]:
        return dated_addresses(visit, url)

    async def look(self, visit: Visit, url: str) -> None:
        todo: deque[tuple[Child, int]] = deque([(Child(url), 0)])
        seen = {url}
        met = _Met()
        most = MAX_SITEMAPS if visit.way is None else MAX_BACK
        passed = 0
        while todo and len(seen) <= most + 1:
            child, depth = todo.popleft()
            try:
                children = await self._children(visit, url, child, met)
            except (FetchError, ListError, ExtractionError) as error:
                if not depth:
                    raise
                await visit.failed(child.url, error)  # the other files of the index may be there
                continue
            foreign = [each.url for each in children if not same_site(each.url, url)]
            if foreign:
                visit.problem(
                    "foreign-sitemap",
                    f"{child.url}: {len(foreign)} of its sitemaps are on another site and are not read, "
                    f"e.g. {foreign[0]}; if they belong to this outlet, name them under `sitemaps:`",
                )
            if depth < MAX_DEPTH:
                fresh = [each for each in children if each.url not in seen and same_site(each.url, url)]
                room = most - len(seen) + 1
                passed += len(fresh[room:])
                for each in fresh[:room]:
                    if each.url not in seen:
                        seen.add(each.url)
                        todo.append((each, depth + 1))
        if visit.way is None:
            await visit.found((), of=met.indexes)  # only now: all of their files have been looked at
        elif passed:
            visit.way.broke(url, f"{passed} of the files that it names were not read: {most} are the most of one round")
        else:
            visit.way.ended(url, "it names no older file" if met.indexes else "it lists nothing older")
        if met.unfit and not met.listed and not await visit.stored(lambda db: found_any(db, visit.outlet.id)):
            pattern = visit.outlet.articles
            why = f"fits 'articles: {pattern}'" if pattern else "looks like an article's; if they are, set 'articles:'"
            raise ListError("sitemap", f"{url}: no address in it {why}, e.g. {met.unfit}")

    async def _children(self, visit: Visit, url: str, child: Child, met: _Met) -> list[Child]:
        """Look at one file of the sitemap at ``url``; the files that it names, newest first, where it is an index."""
        answer = await visit.sources.ask(child.url, stamp=child.stamp)
        if answer is None:
            return await visit.sources.children_of(child.url)  # an unchanged index says nothing of its files
        read = await visit.read(
            read_sitemap, answer.body, answer.url, answer.content_type, visit.now, visit.outlet.articles
        )
        if read.empty and read.problem:
            raise ListError("sitemap", f"{answer.asked}: {read.problem}")
        if not read.children:
            met.listed += read.listing.count
            met.unfit = met.unfit or read.unfit
            await visit.listed(read.listing, answer)
            if visit.way is not None:
                visit.way.saw(url, read.listing.dates, empty=read.empty)
            return []
        kept = read.children[:MAX_CHILDREN]
        named = tuple((each.url, each.stamp) for each in kept)
        met.indexes.append(replace(answer, seen=replace(answer.seen, children=named)))
        if visit.way is None:
            return list(kept)
        within = [each for each in read.children if not changed_before(each.stamp, visit.way.since)]
        if len(within) < len(read.children):
            visit.way.led_past(url)
        return within


@dataclass
class _Met:
    """What one look at a sitemap has come across."""

    indexes: list[Answer] = field(default_factory=list)
    """Those that have changed."""
    listed: int = 0
    """Articles."""
    unfit: str = ""
    """An address in a file that has no articles."""
