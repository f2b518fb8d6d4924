"""Section pages: lists of articles made for people, page by page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crawler.backfill import Leaf, walk_back
from crawler.failures import FetchError
from crawler.links import Links, find_links
from crawler.spiders.base import ListError, ListSpider
from crawler.spiders.sitemap import dated_addresses

if TYPE_CHECKING:
    from crawler.answer import Answer
    from crawler.visit import Visit


class SectionSpider(ListSpider):
    """Follows the pagination while it brings something new, at most `pages` pages; or back to the date of the round."""

    field = "sections"

    def addresses(self, visit: Visit, url: str) -> list[str]:
        return dated_addresses(visit, url)

    async def look(self, visit: Visit, url: str) -> None:
        if visit.way is not None:
            await walk_back(visit, url, partial(self._turn, visit))
            return
        unfinished = await visit.sources.left_off(url)
        read: list[Answer] = []
        seen = {url}
        page = url
        for number in range(visit.outlet.pages):
            try:
                answer = await visit.sources.ask(page, page=True)
            except FetchError as error:
                if number and error.status in {404, 410}:
                    break  # the list has fewer pages than it says
                raise
            if answer is None:
                break
            links = await self._links(visit, answer, not number)
            read.append(answer)
            more = url if links.following and number + 1 < visit.outlet.pages else ""
            new = await visit.found(links.entries, of=[], unfinished=more)
            page = links.following
            if not page or page in seen or not (new or unfinished):
                break
            seen.add(page)
        await visit.found((), of=read)  # only now: a pagination that broke off must begin anew

    async def _turn(self, visit: Visit, page: str, first: bool) -> Leaf:
        answer = await visit.sources.ask(page, page=True)
        if answer is None:
            return Leaf((), "")
        links = await self._links(visit, answer, first)
        await visit.found(links.entries, of=[answer] if first else [])
        return Leaf(links.entries, links.following)

    async def _links(self, visit: Visit, answer: Answer, first: bool) -> Links:
        """The articles of a page; the first of a list must have some."""
        links: Links = await visit.read(find_links, answer.body, answer.url, answer.charset, visit.outlet.articles)
        if first and not links.entries:
            pattern = visit.outlet.articles
            why = f"fits 'articles: {pattern}'" if pattern else "looks like an article's; set 'articles:'"
            raise ListError("section", f"{answer.asked}: no link on this page {why}")
        return links
