"""Feeds: RSS, Atom, RDF, JSON Feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.feeds import parse_feed
from crawler.spiders.base import ListError, ListSpider

if TYPE_CHECKING:
    from crawler.visit import Visit


class FeedSpider(ListSpider):
    """One request, conditional where the server lets us; all entries are articles."""

    field = "feeds"

    async def look(self, visit: Visit, url: str) -> None:
        answer = await visit.ask(url)
        if answer is None:
            return
        feed = await visit.read(parse_feed, answer.body, answer.url, answer.content_type)
        if not feed.entries and feed.problems:
            raise ListError("feed", f"{url}: {feed.problems[0]}")
        await visit.found(feed.entries, of=[answer])
