"""Reads pages out of WARC files (ISO 28500), a piece at a time. Runs in a worker process; the file is not trusted."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.fetch import PAGE_BYTES
from crawler.sitemaps import instant
from crawler.urls import absolute

PIECE_PAGES = 40
PIECE_BYTES = 16 * 1024 * 1024
"""What one call reads at most, so that a piece stays within a worker's limits of time and memory."""
_PIECE = 256 * 1024
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class WarcPage:
    """One archived page."""

    url: str
    body: bytes
    charset: str | None
    fetched: datetime
    """When it was archived."""


@dataclass(frozen=True)
class WarcPiece:
    """Some pages of a file, and where to go on."""

    pages: tuple[WarcPage, ...]
    offset: int
    """Where the next piece begins."""
    at_end: bool
    problem: str = ""
    """For people: why reading ended before the end of the file."""


def read_warc(path: str, offset: int) -> WarcPiece:
    """The HTML pages (status 200) from ``offset`` on.

    Args:
        path: A WARC file; if gzipped, one member for each record, as the standard recommends.
        offset: 0, or the offset of an earlier piece.

    Raises:
        OSError: The file cannot be read.
    """
    pages: list[WarcPage] = []
    size = start = 0
    last: ArcWarcRecord | None = None
    of_last = False
    with Path(path).open("rb") as file:
        file.seek(offset)
        records = ArchiveIterator(file)
        try:
            for record in records:
                if len(pages) >= PIECE_PAGES or size >= PIECE_BYTES:
                    return WarcPiece(tuple(pages), records.get_record_offset(), at_end=False)
                start, last = records.offset, record
                page = _page(record)
                of_last = page is not None
                if page is not None:
                    pages.append(page)
                    size += len(page.body)
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            reason = str(error).strip().partition("\n")[0]
            return WarcPiece(tuple(pages), offset, at_end=True, problem=f"{path}: {reason}")
        # A record that is still being written is read when the file has grown.
        if last is not None and (_is_cut(last) or not _is_whole_member(file, start)):
            return WarcPiece(tuple(pages[:-1] if of_last else pages), start, at_end=True)
        return WarcPiece(tuple(pages), max(records.offset, offset), at_end=True)


def _is_cut(record: ArcWarcRecord) -> bool:
    """Whether the file ended before the record, which has been read as far as it goes."""
    return int(getattr(record.raw_stream, "limit", 0)) > 0


def _is_whole_member(file: BinaryIO, start: int) -> bool:
    """Whether the gzip member that begins at ``start`` is there to its last octet; so is what is no gzip."""
    file.seek(start)
    machine = zlib.decompressobj(wbits=31)
    piece = file.read(_PIECE)
    if not piece.startswith(b"\x1f\x8b"):
        return True
    while piece and not machine.eof:
        left = piece
        while left and not machine.eof:
            machine.decompress(left, _PIECE)
            left = machine.unconsumed_tail
        piece = file.read(_PIECE)
    return machine.eof


def _page(record: ArcWarcRecord) -> WarcPage | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    if record.http_headers.get_statuscode() != "200":
        return None
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    url = absolute(record.rec_headers.get_header("WARC-Target-URI") or "")
    if url is None or not kind.startswith(_HTML):
        return None
    _, found, rest = kind.partition("charset=")
    fetched = instant(record.rec_headers.get_header("WARC-Date") or "") or datetime.now(UTC)
    body = record.content_stream().read(PAGE_BYTES)
    return WarcPage(url, body, rest.partition(";")[0].strip(" \"'") or None if found else None, fetched)
