"""Section pages: lists of articles made for people, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.failures import FetchError
from crawler.links import find_links
from crawler.spiders.base import ListError, ListSpider
from crawler.spiders.sitemap import dated_addresses

if TYPE_CHECKING:
    from crawler.answer import Answer
    from crawler.visit import Visit


class SectionSpider(ListSpider):
    """Follows the pagination while it brings something new, at most `pages` pages."""

    field = "sections"

    def addresses(self, visit: Visit, url: str) -> list[str]:
        return dated_addresses(visit, url)

    async def look(self, visit: Visit, url: str) -> None:
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
            links = await visit.read(find_links, answer.body, answer.url, answer.charset, visit.outlet.articles)
            if number == 0 and not links.entries:
                raise ListError("section", f"{url}: no link on this page looks like an article; set 'articles:'")
            read.append(answer)
            more = url if links.following and number + 1 < visit.outlet.pages else ""
            new = await visit.found(links.entries, of=[], unfinished=more)
            page = links.following
            if not page or page in seen or not (new or unfinished):
                break
            seen.add(page)
        await visit.found((), of=read)  # only now: a pagination that broke off must begin anew
