"""What all visits of the crawler's process share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from crawler.archive import Archive
from crawler.fetch import Fetcher
from crawler.options import Event
from crawler.reading import Reader
from crawler.writer import Writer


@dataclass(frozen=True)
class Desk:
    """One network, one database, one pool of processes."""

    fetcher: Fetcher
    writer: Writer
    reader: Reader
    slots: asyncio.Semaphore
    """Article pages that may be in memory at a time: downloading waits for extracting."""
    tell: Callable[[Event], None]
    """Sends progress to whoever watches."""
    archive: Archive | None = None
    """Where pages are kept as they came, if anywhere."""
