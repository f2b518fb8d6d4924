"""Feeds: RSS, Atom, RDF, JSON Feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.listing import read_feed
from crawler.spiders.base import ListError, ListSpider

if TYPE_CHECKING:
    from crawler.visit import Visit


class FeedSpider(ListSpider):
    """One request, conditional where the server lets us; all entries are articles."""

    field = "feeds"

    async def look(self, visit: Visit, url: str) -> None:
        answer = await visit.sources.ask(url)
        if answer is None:
            return
        read = await visit.read(read_feed, answer.body, answer.url, answer.content_type, visit.now)
        if read.empty and read.problem:
            raise ListError("feed", f"{url}: {read.problem}")
        await visit.listed(read.listing, answer)
