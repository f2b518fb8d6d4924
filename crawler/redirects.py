"""Where an address sends its readers, by a status or by a tag, and what that says of its article."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.http import HtmlResponse
from scrapy.utils.response import get_meta_refresh

from crawler.addresses import Task, known_article
from crawler.failures import FetchError
from crawler.fetch import Fetched, Redirected
from crawler.urls import absolute, canonical, fold
from crawler.writer import Writer

_SMALL = 16_384
"""A page that only sends readers on is never larger."""


class KnownArticle(Exception):  # noqa: N818  (no error: a redirect that ends at something we have)
    """A redirect leads to an article that is kept already."""

    def __init__(self, article: int, url: str) -> None:
        super().__init__(f"redirects to {url}, which is known")
        self.article = article


def watching(task: Task, writer: Writer) -> Redirected:
    """What sees where a redirect of ``task`` leads before it is followed.

    It raises `KnownArticle` where that is an article we have, and `FetchError` where it is the site's front page.
    """
    own = fold(task.url)

    async def look(target: str) -> None:
        there = canonical(target) or target
        if fold(there) == own:
            return
        if urlsplit(there).path == "/" and not urlsplit(there).query and urlsplit(task.url).path != "/":
            raise FetchError("http-404", "redirects to the front page: the article is gone", final=True, status=404)
        article = await writer.run(lambda session: known_article(session, there))
        if article is not None:
            raise KnownArticle(article, there)

    return look


def sent_on(fetched: Fetched) -> str | None:
    """Where a page of nothing but a refresh tag sends its readers; None for any other page."""
    if len(fetched.body) > _SMALL or b"http-equiv" not in fetched.body[:4096].lower():
        return None
    seconds, target = get_meta_refresh(HtmlResponse(fetched.url, body=fetched.body))
    link = absolute(target, fetched.url) if target and seconds is not None and seconds <= 30 else None
    return None if link is None or fold(canonical(link) or link) == fold(canonical(fetched.url) or "") else link
