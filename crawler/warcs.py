"""Reads pages out of WARC files (ISO 28500), a piece at a time. Runs in a worker process; the file is not trusted."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from crawler.fetch import PAGE_BYTES
from crawler.sitemaps import instant
from crawler.urls import absolute
from crawler.warc_records import Fault, Record, records

PIECE_PAGES = 40
PIECE_BYTES = 16 * 1024 * 1024
"""Of pages, and
"""
PIECE_READ = 64 * 1024 * 1024
"""of the file, is what one call reads at most, so that it stays within a worker's limits of time and memory."""
_HTML = ("text/html", "application/xhtml+xml")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|!--)", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


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
    faults: tuple[Fault, ...] = ()
    """Places where no whole record stands."""
    unread: int = 0
    """Pages that are packed in a way that nobody here can unpack."""
    written: float = 0.0
    """When the file was written to last, in seconds since the epoch."""


def read_warc(path: str, offset: int) -> WarcPiece:
    """The HTML pages (status 200) from ``offset`` on.

    Args:
        path: A WARC file; if gzipped, one member for each record, as the standard recommends.
        offset: 0, or the offset of an earlier piece.

    Raises:
        OSError: The file cannot be read.
    """
    pages: list[WarcPage] = []
    faults: list[Fault] = []
    size = unread = 0
    at = offset
    with Path(path).open("rb") as file:
        stat = os.fstat(file.fileno())
        if offset > stat.st_size:
            at = offset = 0  # another file under the same name
        for found in records(file, offset):
            if isinstance(found, Fault):
                faults.append(found)
                if found.resumes is None:  # a record that is still being written is read when the file has grown
                    return WarcPiece(tuple(pages), found.start, True, tuple(faults), unread, stat.st_mtime)
                at = found.resumes
            else:
                at = found.end
                try:
                    page = page_of(found)
                except UnpackedError:
                    unread += 1
                    page = None
                if page is not None:
                    pages.append(page)
                    size += len(page.body)
            if len(pages) >= PIECE_PAGES or size >= PIECE_BYTES or at - offset >= PIECE_READ or len(faults) > 100:
                return WarcPiece(tuple(pages), at, False, tuple(faults), unread, stat.st_mtime)
    return WarcPiece(tuple(pages), at, True, tuple(faults), unread, stat.st_mtime)


class UnpackedError(ValueError):
    """A body is packed in a way that cannot be undone."""


def page_of(record: Record) -> WarcPage | None:
    """The page in a record; None where it holds none: requests, metadata, revisits, pictures, other statuses.

    Raises:
        UnpackedError: The page cannot be unpacked.
    """
    told, block = _parted(record.data)
    if told.get("warc-type", "").lower() != "response":
        return None
    url = absolute(told.get("warc-target-uri", "").strip("<> "))
    first = block.partition(b"\n")[0].split()
    if url is None or len(first) < 2 or not first[0].upper().startswith(b"HTTP/") or first[1] != b"200":
        return None
    headers, packed = _parted(block)
    kind = headers.get("content-type", "").lower()
    if kind and not kind.startswith(_HTML):
        return None
    body = _unpacked(packed, headers)
    if not kind and not _MARKUP.match(body):
        return None
    _, found, rest = kind.partition("charset=")
    fetched = instant(told.get("warc-date", "")) or datetime.now(UTC)
    return WarcPage(url, body, rest.partition(";")[0].strip(" \"'") or None if found else None, fetched)


def _parted(data: bytes) -> tuple[dict[str, str], bytes]:
    """The headers under the first line of ``data``, with names in lower case, and what follows them."""
    end = _HEAD_END.search(data)
    head, rest = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    lines = head.decode("utf-8", "replace").splitlines()[1:]
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}, rest


def _unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body as a browser would see it. Some archives unpack it and keep the header that says it is packed."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        unpack = _CODINGS.get(coding.strip())
        if coding.strip() in {"", "identity"} or _MARKUP.match(body):
            continue
        if unpack is None:
            raise UnpackedError(coding)
        body = unpack(body)
    return body[:PAGE_BYTES]


def _joined(body: bytes) -> bytes:
    """A body without the marks of its chunks; as it is where it has none."""
    joined = bytearray()
    at = 0
    while (mark := _CHUNK.match(body, at)) and (size := int(mark[1], 16)):
        joined += body[mark.end() : mark.end() + size]
        at = mark.end() + size
    return bytes(joined) if joined else body


def _inflated(body: bytes) -> bytes:
    for wbits in (47, -15):  # gzip or zlib by its own mark; deflate without any
        machine = zlib.decompressobj(wbits=wbits)
        kept = bytearray()
        try:
            for at in range(0, len(body), 65_536):
                kept += machine.decompress(body[at : at + 65_536], max(PAGE_BYTES - len(kept), 1))
                if machine.eof or len(kept) >= PAGE_BYTES:
                    break
        except zlib.error:
            pass  # what came before the damage is kept
        if kept:
            return bytes(kept)
    raise UnpackedError("deflate")


def _unbrotlied(body: bytes) -> bytes:
    brotli = import_module("brotli")  # comes with Scrapy
    try:
        unpacked = brotli.Decompressor().process(body, output_buffer_limit=PAGE_BYTES)
    except brotli.error as error:
        raise UnpackedError("br") from error
    if not unpacked:
        raise UnpackedError("br")
    return bytes(unpacked)


def _unzstandarded(body: bytes) -> bytes:
    zstd = import_module("backports.zstd")  # comes with Scrapy
    try:
        return bytes(zstd.ZstdDecompressor().decompress(body, PAGE_BYTES))
    except zstd.ZstdError as error:
        raise UnpackedError("zstd") from error


_CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _unbrotlied,
    "zstd": _unzstandarded,
}
