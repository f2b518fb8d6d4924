"""Reads pages out of WARC files (ISO 28500), a piece at a time. Runs in a worker process; the file is not trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.fetch import PAGE_BYTES
from crawler.sitemaps import instant
from crawler.urls import absolute

PIECE_PAGES = 40
PIECE_BYTES = 16 * 1024 * 1024
"""What one call reads at most, so that a piece stays within a worker's limits of time and memory."""
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
    size = 0
    with Path(path).open("rb") as file:
        file.seek(offset)
        records = ArchiveIterator(file)
        try:
            for record in records:
                if len(pages) >= PIECE_PAGES or size >= PIECE_BYTES:
                    return WarcPiece(tuple(pages), records.get_record_offset(), at_end=False)
                page = _page(record)
                if page is not None:
                    pages.append(page)
                    size += len(page.body)
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            return WarcPiece(tuple(pages), offset, at_end=True, problem=f"{path}: {str(error).partition(chr(10))[0]}")
        return WarcPiece(tuple(pages), max(file.seek(0, 2), offset), at_end=True)


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
