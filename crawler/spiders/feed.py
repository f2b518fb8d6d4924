"""Feeds: RSS, Atom, RDF, JSON Feed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crawler.backfill import Leaf, walk_back
from crawler.listing import read_feed, unpack
from crawler.spiders.base import ListError, ListSpider

if TYPE_CHECKING:
    from crawler.visit import Visit


class FeedSpider(ListSpider):
    """One request, conditional where the server lets us; all entries are articles.

    Back to a date it goes where the feed itself names its older pages (RFC 5005, JSON Feed's `next_url`).
    """

    field = "feeds"

    async def look(self, visit: Visit, url: str) -> None:
        if visit.way is None:
            await self._turn(visit, url, url, True)
        else:
            await walk_back(visit, url, partial(self._turn, visit, url))

    async def _turn(self, visit: Visit, url: str, page: str, first: bool) -> Leaf:
        answer = await visit.sources.ask(page)
        if answer is None:
            return Leaf((), "")
        read = await visit.read(read_feed, answer.body, answer.url, answer.content_type, visit.now)
        if read.empty and read.problem and first:
            raise ListError("feed", f"{url}: {read.problem}")
        await visit.listed(read.listing, answer)
        if visit.way is None:
            return Leaf((), "")
        visit.way.saw(url, read.listing.dates, empty=read.empty)
        return Leaf(unpack(read.listing.packets[0]) if read.listing.packets else (), read.following)
