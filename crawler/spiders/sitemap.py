"""Sitemaps: news sitemaps, indexes, gzip, addresses with a date in them."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.failures import FetchError
from crawler.listing import read_sitemap
from crawler.sitemaps import Child, days_of
from crawler.spiders.base import ListError, ListSpider
from crawler.unread import ExtractionError
from crawler.urls import same_site

if TYPE_CHECKING:
    from crawler.answer import Answer
    from crawler.visit import Visit

MAX_SITEMAPS = 100
"""Files of one index that are looked at in one round, the newest first."""
MAX_DEPTH = 3
"""Indexes within indexes."""


def dated_addresses(visit: Visit, url: str) -> list[str]:
    """``url`` with the days filled in that this round is about: its range of dates, or today and yesterday (UTC)."""
    since, until = visit.options.since, visit.options.until
    return days_of(url, visit.now.date(), since.date() if since else None, until.date() if until else None)


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
        indexes: list[Answer] = []
        while todo and len(seen) <= MAX_SITEMAPS + 1:
            child, depth = todo.popleft()
            try:
                children = await self._children(visit, child, indexes)
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
                for each in fresh[: MAX_SITEMAPS - len(seen) + 1]:
                    if each.url not in seen:
                        seen.add(each.url)
                        todo.append((each, depth + 1))
        await visit.found((), of=indexes)  # only now: all of their files have been looked at

    async def _children(self, visit: Visit, child: Child, indexes: list[Answer]) -> list[Child]:
        """Look at one file; the files that it names, the newest first, where it is an index (then added to `indexes`
        if it has changed)."""
        answer = await visit.sources.ask(child.url, stamp=child.stamp)
        if answer is None:
            return await visit.sources.children_of(child.url)  # an unchanged index says nothing of its files
        read = await visit.read(
            read_sitemap, answer.body, answer.url, answer.content_type, visit.now, visit.outlet.articles
        )
        if read.empty and read.problem:
            raise ListError("sitemap", f"{answer.asked}: {read.problem}")
        if not read.children:
            await visit.listed(read.listing, answer)
            return []
        named = tuple((each.url, each.stamp) for each in read.children)
        indexes.append(replace(answer, seen=replace(answer.seen, children=named)))
        return list(read.children)
