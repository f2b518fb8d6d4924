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
from crawler.warc_records import Fault
from crawler.warcs import WarcPiece, read_warc

if TYPE_CHECKING:
    from crawler.answer import Answer
    from crawler.visit import Visit


PIECE = 16 * 1024 * 1024
"""Octets asked for at a time."""
MAX_BYTES = 4 * 1024 * 1024 * 1024
"""Of a file that is fetched; those of Common Crawl have one gigabyte."""
STILL_WRITTEN = 3_600.0
"""Seconds since the last change of one's own file after which a record that breaks off is no longer being written."""
MAX_TOLD = 3
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
            await self._read(visit, url, path, own=False)
        if visit.way is None:
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

    async def _read(self, visit: Visit, name: str, path: Path, *, own: bool = True) -> None:
        """Keep what is in the file at ``path``; ``own``: it is no copy, and its place is remembered."""
        resume = own and visit.way is None
        offset = await visit.sources.place_in(name) if resume else 0
        known = await visit.sources.trouble_of(name) if resume else ""
        lasting = ""
        at_end = False
        count = faults = unread = 0
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
            count += len(piece.pages)
            unread += piece.unread
            for fault in piece.faults:
                if fault.cut and own and visit.now.timestamp() - piece.written < STILL_WRITTEN:
                    continue
                if fault.resumes is None and fault.start and known.startswith(stopped(name, fault)):
                    lasting = known  # told when it was met first; a file that gives nothing at all fails each time
                    continue
                faults += 1
                if faults <= MAX_TOLD:
                    visit.problem("warc", told(name, fault, count), 2 if fault.resumes is None else 1)
                lasting = lasting if fault.resumes is not None else told(name, fault, count)
            offset, at_end = piece.offset, piece.at_end
            if resume:
                await visit.sources.remember_place(name, offset, lasting)
        if faults > MAX_TOLD:
            visit.problem("warc", f"{name} is damaged in {faults} places in all; fetch or copy it anew", 1)
        if unread:
            visit.problem(
                "warc", f"{name}: {unread} pages are packed in a way that cannot be undone and are left out", 1
            )


def stopped(name: str, fault: Fault) -> str:
    """Of `told`, where reading cannot go on: what stays the same for as long as nobody mends the file."""
    if fault.cut:
        return f"{name} breaks off within the record that begins at octet {fault.start}"
    return f"{name} cannot be read from octet {fault.start} on"


def told(name: str, fault: Fault, count: int) -> str:
    """In words, what is wrong with the WARC file ``name``, of which ``count`` pages could be read."""
    if fault.resumes is not None:
        return (
            f"{name} is damaged at octet {fault.start}: {fault.reason}; what begins at octet {fault.resumes} was read "
            "again. What lies between is lost until the file is fetched or copied anew"
        )
    if fault.cut:
        return f"{stopped(name, fault)}; {count} pages before it were read. Fetch or copy it anew"
    return f"{stopped(name, fault)}, after {count} pages: {fault.reason}"
