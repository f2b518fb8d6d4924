"""WARC files: pages that somebody has fetched already."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.items import Entry
from crawler.pipelines import Page
from crawler.spiders.base import ListError, ListSpider
from crawler.warcs import WarcPiece, read_warc

if TYPE_CHECKING:
    from crawler.answer import Answer
    from crawler.visit import Visit


PIECE = 16 * 1024 * 1024
"""Octets asked for at a time."""
MAX_BYTES = 4 * 1024 * 1024 * 1024
"""Of a file that is fetched; those of Common Crawl have one gigabyte."""
_TOTAL = re.compile(r"^bytes \d+-\d+/(\d{1,15})$")


class WarcSpider(ListSpider):
    """Reads on where the last round stopped: a file that grows (one's own archive) is followed."""

    field = "warcs"

    async def look(self, visit: Visit, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            await self._read(visit, url, Path(url))
            return
        answer = await visit.sources.ask(url, most=PIECE)
        if answer is None:
            return
        with tempfile.TemporaryDirectory(prefix="tocsin-warc-") as folder:
            path = Path(folder) / "file.warc.gz"
            await self._download(visit, answer, path)
            await self._read(visit, url, path, resume=False)
        await visit.found((), of=[answer])

    async def _download(self, visit: Visit, answer: Answer, path: Path) -> None:
        """Write the file to ``path``, piece by piece where the server gives pieces: it may be larger than memory."""
        fetched = answer.fetched
        with path.open("wb") as file:
            while True:
                await asyncio.to_thread(file.write, fetched.body)
                whole = _TOTAL.search(fetched.headers.get("content-range", "")) if fetched.status == 206 else None
                size = int(whole[1]) if whole else file.tell()
                if size > MAX_BYTES:
                    raise ListError("warc", f"{answer.asked} has {size} octets; at most {MAX_BYTES} are read")
                if file.tell() >= size:
                    return
                etag = fetched.headers.get("etag")
                fetched = await visit.sources.piece(fetched.url, file.tell(), PIECE)
                if fetched.status != 206 or not fetched.body or fetched.headers.get("etag") != etag:
                    raise ListError("warc", f"{answer.asked} changed, or broke off, while it was fetched")

    async def _read(self, visit: Visit, name: str, path: Path, *, resume: bool = True) -> None:
        offset = await visit.sources.place_in(name) if resume else 0
        at_end = False
        while not at_end:
            try:
                piece: WarcPiece = await visit.read(read_warc, str(path), offset)
            except OSError as error:
                raise ListError("warc", f"{name}: {error.strerror or error}") from error
            entries = {
                Entry(link=page.url, modified=page.fetched): Page(
                    page.body, page.url, page.charset, page.fetched, origin="warc"
                )
                for page in piece.pages
            }
            await visit.at_hand(list(entries.items()))
            if piece.problem:
                raise ListError("warc", piece.problem)
            offset, at_end = piece.offset, piece.at_end
            if resume:
                await visit.sources.remember_place(name, offset)
