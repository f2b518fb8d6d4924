"""A Scrapy spider as one writes it: trafilatura in the callback, all metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from benchmarks.contestants import contest

SETTINGS = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


class Spider(scrapy.Spider):
    """Counts what it reads."""

    name = "bare"
    custom_settings = SETTINGS
    kept = 0

    def parse(self, response: Response, **_: Any) -> Iterator[scrapy.Request]:
        """A feed."""
        for link in response.xpath("//item/link/text()").getall():
            yield scrapy.Request(link, self.article)

    def article(self, response: Response, **_: Any) -> None:
        """A page."""
        document = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        Spider.kept += document is not None


def run(feeds: Sequence[str]) -> int:
    """Articles read."""
    process = CrawlerProcess()
    process.crawl(Spider, start_urls=list(feeds))
    process.start()
    return Spider.kept


if __name__ == "__main__":
    contest(run)
