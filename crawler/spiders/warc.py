"""WARC files: pages that somebody has fetched already."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.items import Entry
from crawler.pipelines import Page
from crawler.spiders.base import ListError, ListSpider
from crawler.warcs import WarcPiece, read_warc

if TYPE_CHECKING:
    from crawler.visit import Visit


class WarcSpider(ListSpider):
    """Reads on where the last round stopped: a file that grows (one's own archive) is followed."""

    field = "warcs"

    async def look(self, visit: Visit, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            await self._read(visit, url, Path(url))
            return
        answer = await visit.ask(url)
        if answer is None:
            return
        with tempfile.TemporaryDirectory(prefix="tocsin-warc-") as folder:
            path = Path(folder) / "file.warc.gz"
            path.write_bytes(answer.body)
            await self._read(visit, url, path, resume=False)
        await visit.found((), of=[answer])

    async def _read(self, visit: Visit, name: str, path: Path, *, resume: bool = True) -> None:
        offset = await visit.place_in(name) if resume else 0
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
                await visit.remember_place(name, offset)
