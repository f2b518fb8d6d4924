"""The Scrapy spider under which everything is fetched. One crawl for all outlets, open as long as the process lives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import scrapy


class PressSpider(scrapy.Spider):
    """Keeps the crawl open; visits fetch through its engine.

    Args:
        opened: Set when the engine runs.
        closing: The crawl ends when this is set.
    """

    name = "press"

    def __init__(self, opened: asyncio.Event, closing: asyncio.Event, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._opened = opened
        self._closing = closing
        self._items: tuple[Any, ...] = ()

    async def start(self) -> AsyncIterator[Any]:
        """Yield nothing until it is time to close."""
        self._opened.set()
        await self._closing.wait()
        for item in self._items:
            yield item
