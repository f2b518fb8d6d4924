"""Cuts a WARC file (ISO 28500) into records, past damage: what is behind a broken record is found again.

A record that is packed stands in a gzip member of its own, as the standard recommends; that of others is told. Nothing
of the file is trusted: not its lengths, not its packing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST = 9 * 1024 * 1024
"""Octets of one record that are kept: a page of the largest size that is read, and its headers."""
MOST_UNPACKED = 2 * 1024 * 1024 * 1024
"""Octets that one record may unpack to; what is larger is a film, or a bomb."""
SCAN = 128 * 1024 * 1024
"""Octets that are searched in one go for the next record; behind them the search is another fault."""
_PIECE = 256 * 1024
_HEAD = 64 * 1024
_OVERLAP = 4_096
_GZIP = b"\x1f\x8b\x08"
_BEGINS = re.compile(rb"WARC/[01]\.\d+\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\n(?=(?:[^\r\n]{1,4000}\r?\n){0,12}?WARC-Type:)", re.IGNORECASE)
"""The beginning of a record in the midst of a file, and no mere mention of one."""
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_OTHERS = (
    (b"\x28\xb5\x2f\xfd", "it is packed with Zstandard, which is not read; unpack it: zstd -d FILE"),
    (b"filedesc:", "it is an ARC file, which came before WARC; make one of it: warcio recompress FILE FILE.warc.gz"),
    (b"<", "it is a web page, or XML"),
)


@dataclass(frozen=True)
class Record:
    """One record as it stands in the file, unpacked."""

    start: int
    end: int
    """Where the next one begins."""
    data: bytes
    """Headers and block; at most `MOST` octets of it."""


@dataclass(frozen=True)
class Fault:
    """A place where no whole record stands."""

    start: int
    reason: str
    """For people."""
    resumes: int | None = None
    """Where the next record begins; None where there is none."""
    cut: bool = False
    """The file ends within the record, which may still be being written."""


def records(file: BinaryIO, offset: int) -> Iterator[Record | Fault]:
    """What stands in ``file`` from ``offset`` on; ends behind the last record, or with a fault that nothing follows.

    Raises:
        OSError: The file cannot be read.
    """
    at = offset
    while True:
        file.seek(at)
        begins = file.read(_PIECE)
        at += len(begins) - len(begins.lstrip(b"\r\n"))
        begins = begins.lstrip(b"\r\n")
        if not begins:
            return
        found = _packed(file, at) if begins.startswith(_GZIP) else _plain(file, at, begins)
        yield found
        if isinstance(found, Record):
            at = found.end
        elif found.resumes is None:
            return
        else:
            at = found.resumes


def _packed(file: BinaryIO, start: int) -> Record | Fault:
    """The record in the gzip member that begins at ``start``."""
    data, end, problem = _member(file, start)
    if problem:
        resumes = _find(file, start + 1)
        return Fault(start, problem, resumes, cut=resumes is None and end < 0)
    if not _BEGINS.match(data):
        told = next((words for begins, words in _OTHERS if data.startswith(begins)), "what is packed is no WARC record")
        return Fault(start, told, _find(file, end))
    head = _HEAD_END.search(data, 0, _HEAD)
    length = _LENGTH.search(data, 0, head.end()) if head else None
    behind = head.end() + int(length[1]) if head and length else len(data)
    if _NEXT.search(data, min(behind, len(data))):
        words = "the file is packed as one, not record by record; pack it anew: warcio recompress FILE FILE.warc.gz"
        return Fault(start, words)
    return Record(start, end, data.removesuffix(b"\r\n\r\n"))


def _member(file: BinaryIO, start: int) -> tuple[bytes, int, str]:
    """The first octets of the gzip member at ``start``, where it ends, and what is wrong with it ("" for nothing; the
    end is -1 where the file ends before it)."""
    file.seek(start)
    machine = zlib.decompressobj(wbits=31)
    kept = bytearray()
    end, size = start, 0
    while not machine.eof:
        piece = file.read(_PIECE)
        if not piece:
            return bytes(kept), -1, "the file ends within it"
        end += len(piece)
        while piece and not machine.eof:
            try:
                unpacked = machine.decompress(piece, _PIECE)
            except zlib.error:
                return bytes(kept), end, "what is packed there is damaged"
            kept += unpacked[: MOST - len(kept)]
            size += len(unpacked)
            if size > MOST_UNPACKED:
                return bytes(kept), end, f"it unpacks to more than {MOST_UNPACKED} octets"
            piece = machine.unconsumed_tail
    return bytes(kept), end - len(machine.unused_data), ""


def _find(file: BinaryIO, start: int) -> int | None:
    """Where the next record begins, packed or not; after `SCAN` octets any place; None where the file ends."""
    at = start
    for at, text in _windows(file, start):
        plain = _NEXT.search(text)
        end = plain.start() if plain else len(text)
        place = text.find(_GZIP, 0, end)
        while place >= 0:
            file.seek(at + place)
            try:
                if _BEGINS.match(zlib.decompressobj(wbits=31).decompress(file.read(4_096), 64)):
                    return at + place
            except zlib.error:
                pass  # three octets that look like a beginning
            place = text.find(_GZIP, place + 1, end)
        if plain:
            return at + end
    return at if at - start >= SCAN else None


def _plain(file: BinaryIO, start: int, begins: bytes) -> Record | Fault:
    """The record that begins at ``start`` with ``begins``."""
    if not _BEGINS.match(begins):
        told = next((words for known, words in _OTHERS if begins.startswith(known)), "no WARC record begins there")
        return Fault(start, told, _find(file, start))
    head = _HEAD_END.search(begins, 0, _HEAD)
    if head is None:
        resumes = _find(file, start + 1)
        return Fault(start, "its headers do not end", resumes, cut=resumes is None and len(begins) < _HEAD)
    length = _LENGTH.search(begins, 0, head.end())
    stated = start + head.end() + int(length[1]) if length else -1
    size = file.seek(0, 2)
    if start <= stated <= size:
        file.seek(stated)
        after = file.read(_HEAD)
        behind = after.lstrip(b"\r\n")
        if not behind or _BEGINS.match(behind):
            file.seek(start)
            return Record(start, stated + len(after) - len(behind), file.read(min(stated - start, MOST)))
    resumes = _find(file, start + head.end())
    if resumes is None and stated > size:
        return Fault(start, "the file ends within it", cut=True)
    said = f"it states a length of {int(length[1])} octets, which is wrong" if length else "it states no length"
    return Fault(start, said, resumes)


def _windows(file: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    """A little more than `SCAN` octets of ``file`` from ``start`` on, each piece with its place and the end of the one
    before."""
    at = start
    while at - start < SCAN + 4 * _PIECE:
        file.seek(at)
        text = file.read(4 * _PIECE)
        if text:
            yield at, text
        if len(text) <= _OVERLAP:
            return
        at += len(text) - _OVERLAP
