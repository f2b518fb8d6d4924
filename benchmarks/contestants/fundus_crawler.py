"""Fundus, with a parser written for the benchmark's press, as Fundus has one for each of its publishers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from fundus import Crawler
from fundus.parser import ArticleBody, BaseParser, ParserProxy, attribute
from fundus.parser.utility import (
    extract_article_body_with_selector,
    generic_author_parsing,
    generic_date_parsing,
)
from fundus.publishers.base_objects import Publisher
from fundus.scraping.url import RSSFeed
from lxml.etree import XPath

from benchmarks.contestants import contest


class PressParser(ParserProxy):  # type: ignore[misc]
    """Knows where the press has what."""

    class V1(BaseParser):  # type: ignore[misc]
        """The one layout it has ever had."""

        _paragraphs = XPath("//article/p")

        @attribute  # type: ignore[untyped-decorator]
        def body(self) -> ArticleBody | None:
            """The text."""
            return extract_article_body_with_selector(self.precomputed.doc, paragraph_selector=self._paragraphs)

        @attribute  # type: ignore[untyped-decorator]
        def title(self) -> str | None:
            """The headline."""
            title: str | None = self.precomputed.meta.get("og:title")
            return title

        @attribute  # type: ignore[untyped-decorator]
        def authors(self) -> list[str]:
            """Who wrote it."""
            names: list[str] = generic_author_parsing(self.precomputed.ld.bf_search("author"))
            return names

        @attribute  # type: ignore[untyped-decorator]
        def publishing_date(self) -> datetime | None:
            """When."""
            when: datetime | None = generic_date_parsing(self.precomputed.ld.bf_search("datePublished"))
            return when


def run(feeds: Sequence[str]) -> int:
    """Articles read."""
    publishers = []
    for number, feed in enumerate(feeds):
        parts = urlsplit(feed)
        name = f"Outlet {number}"
        publisher = Publisher(name, f"{parts.scheme}://{parts.netloc}/", PressParser, [RSSFeed(feed)])
        publisher.__name__ = name
        publishers.append(publisher)
    found = Crawler(*publishers, delay=0.0).crawl()
    return sum(bool(article.plaintext) for article in found)


if __name__ == "__main__":
    contest(run)
