"""A Scrapy spider whose pages are read by trafilatura in a pool of two processes, all metadata."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from benchmarks.contestants import contest
from benchmarks.contestants.bare_scrapy import SETTINGS


def read(text: str, url: str) -> bool:
    """Whether a page gives an article; runs in the pool."""
    return trafilatura.bare_extraction(text, url=url, with_metadata=True) is not None


class Spider(scrapy.Spider):
    """Counts what the pool reads."""

    name = "pooled"
    custom_settings = SETTINGS
    kept = 0
    pool: ProcessPoolExecutor

    def parse(self, response: Response, **_: Any) -> Iterator[scrapy.Request]:
        """A feed."""
        for link in response.xpath("//item/link/text()").getall():
            yield scrapy.Request(link, self.article)

    async def article(self, response: Response, **_: Any) -> None:
        """A page."""
        got = await asyncio.get_running_loop().run_in_executor(self.pool, read, response.text, response.url)
        Spider.kept += got


def run(feeds: Sequence[str]) -> int:
    """Articles read."""
    with ProcessPoolExecutor(2) as pool:
        process = CrawlerProcess()
        process.crawl(Spider, start_urls=list(feeds), pool=pool)
        process.start()
    return Spider.kept


if __name__ == "__main__":
    contest(run)
