"""Pages out of WARC files: whole ones, growing ones, and what is none."""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler import warc_records
from crawler.fetch import PAGE_BYTES
from crawler.warcs import read_warc

PAGES = {f"https://gazette.example/{number}": f"<p>Page {number}</p>".encode() * 20 for number in range(3)}


def written(path: Path, *, packed: bool) -> bytes:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for url, body in PAGES.items():
            told = StatusAndHeaders("200 OK", [("Content-Type", "Text/HTML;Charset=UTF-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=told))
    return path.read_bytes()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("missing", [1, 40, 300])
def test_a_record_that_is_still_being_written_is_read_when_it_is_whole(
    tmp_path: Path, packed: bool, missing: int
) -> None:
    path = tmp_path / "own.warc"
    whole = written(path, packed=packed)
    path.write_bytes(whole[: -missing - (0 if packed else 4)])
    first = read_warc(str(path), 0)
    path.write_bytes(whole)
    second = read_warc(str(path), first.offset)
    read = {page.url: page.body for page in (*first.pages, *second.pages)}
    assert (read, second.faults) == (PAGES, ())
    assert [(fault.cut, fault.resumes) for fault in first.faults] == [(True, None)]
    assert second.offset == len(whole)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 2, mtime=0),
            "packed as one",
        ),
        (b"junk" * 100, "no WARC record begins there"),
        (b"<html>Not found</html>", "a web page"),
        (b"filedesc://x.arc 0.0.0.0 20200101000000 text/plain 77\n", "warcio recompress"),
        (b"\x28\xb5\x2f\xfd" + b"abc" * 40, "zstd -d"),
    ],
)
def test_what_is_no_warc_is_told_with_what_to_do(tmp_path: Path, body: bytes, told: str) -> None:
    path = tmp_path / "file.warc.gz"
    path.write_bytes(body)
    piece = read_warc(str(path), 0)
    (fault,) = piece.faults
    assert (piece.pages, piece.at_end, fault.start, fault.resumes, fault.cut) == ((), True, 0, None, False)
    assert told in fault.reason


def damaged(whole: bytes, packed: bool) -> Iterator[bytes]:
    middle = len(whole) // 2
    if packed:
        yield whole[:middle] + bytes(20) + whole[middle + 20 :]
        yield whole[:middle] + b"\x1f\x8b\x08 and other things in between" + whole[middle:]
        return
    second = list(re.finditer(rb"Content-Length: \d+", whole))[1]
    for length in (b"Content-Length: 99999999", b"Content-Length: 3", b"Content-Length: minus", b"X: y"):
        yield whole[: second.start()] + length + whole[second.end() :]


@pytest.mark.parametrize("packed", [True, False])
def test_one_damaged_record_does_not_hide_those_behind_it(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "own.warc"
    for body in damaged(written(path, packed=packed), packed):
        path.write_bytes(body)
        piece = read_warc(str(path), 0)
        first, *_, last = PAGES
        assert {first, last} <= {page.url for page in piece.pages} < set(PAGES)
        assert (piece.at_end, piece.offset, len(piece.faults)) == (True, len(body), 1)
        assert piece.faults[0].resumes is not None


@pytest.mark.parametrize("packed", [True, False])
def test_a_long_search_and_a_record_that_unpacks_without_end_are_left_at_a_bound(
    tmp_path: Path, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.warc"
    whole = written(path, packed=packed)
    monkeypatch.setattr(warc_records, "SCAN", 3_000_000)
    body = whole + (b"\x1f\x8b\x08" if packed else b"WARC/1.0\r\n\r\n") + b"noise" * 1_500_000 + b"\r\n" + whole
    path.write_bytes(body)
    piece = read_warc(str(path), 0)
    assert (len(piece.pages), piece.offset, piece.at_end) == (6, len(body), True)
    assert 2 <= len(piece.faults) <= 4
    monkeypatch.setattr(warc_records, "MOST_UNPACKED", 1_000_000)
    film = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999\r\n\r\n" + bytes(9_999_999)
    path.write_bytes(gzip.compress(film) + written(tmp_path / "packed.warc", packed=True))
    piece = read_warc(str(path), 0)
    assert len(piece.pages) == 3
    assert "unpacks to more than" in piece.faults[0].reason


def response(url: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK", kind: str = "text/html") -> Any:
    head = [("Content-Type", kind), *headers] if kind else list(headers)
    told = StatusAndHeaders(status, head, protocol="HTTP/1.1")
    return {"uri": url, "record_type": "response", "payload": BytesIO(body), "http_headers": told}


def chunked(body: bytes) -> bytes:
    return b"%x;name=value\r\n%b\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize("version", ["WARC/1.0", "WARC/1.1"])
def test_pages_are_read_however_they_were_sent_and_nothing_else_is(tmp_path: Path, version: str) -> None:
    html = b"<html><body><h1>A ship</h1>" + b"<p>comes home</p>" * 50
    sent: dict[str, tuple[Any, ...]] = {
        "plain": (html,),
        "gzip": (gzip.compress(html), ("Content-Encoding", "gzip")),
        "deflate": (zlib.compress(html), ("Content-Encoding", "deflate")),
        "brotli": (import_module("brotli").compress(html), ("Content-Encoding", "br")),
        "chunks": (chunked(html), ("Transfer-Encoding", "chunked")),
        "both": (chunked(gzip.compress(html)), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
        "said-only": (html, ("Content-Encoding", "br"), ("Transfer-Encoding", "chunked")),
    }
    path = tmp_path / "mixed.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version=version)
        writer.write_record(writer.create_warcinfo_record("mixed.warc.gz", {"software": "ours"}))
        for name, (body, *headers) in sent.items():
            writer.write_record(writer.create_warc_record(**response(f"https://a.example/{name}", body, *headers)))
        others = [
            response("https://a.example/none", html, status="404 Not Found"),
            response("https://a.example/moved", b"", ("Location", "/"), status="301 Moved"),
            response("https://a.example/picture", b"GIF89a", kind="image/gif"),
            response("https://a.example/unsaid", b"GIF89a", kind=""),
            response("https://a.example/again", b"") | {"record_type": "revisit"},
            response("mailto:a@a.example", html),
            {"uri": "https://a.example/about", "record_type": "metadata", "payload": BytesIO(b"via: x\r\n")},
            {"uri": "https://a.example/file", "record_type": "resource", "payload": BytesIO(html)},
            response("https://a.example/unknown", b"\x00\x01", ("Content-Encoding", "odd")),
            response("https://a.example/broken", b"\x00\x01", ("Content-Encoding", "br")),
        ]
        for other in others:
            writer.write_record(writer.create_warc_record(**other))
        bomb = gzip.compress(b"<p>x</p>" * 5_000_000)
        last = response("https://a.example/bomb", bomb, ("Content-Encoding", "gzip"))
        writer.write_record(writer.create_warc_record(**last))
    piece = read_warc(str(path), 0)
    read = {page.url.rpartition("/")[2]: page.body.rstrip() for page in piece.pages}
    assert len(read.pop("bomb")) == PAGE_BYTES
    assert read == dict.fromkeys(sent, html)
    assert (piece.unread, piece.faults, piece.at_end) == (2, (), True)


@given(st.binary(max_size=300), st.integers(0, 2_000), st.booleans())
def test_no_damage_raises_or_reads_in_circles(noise: bytes, place: int, packed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.warc"
        whole = written(path, packed=packed)
        path.write_bytes(whole[:place] + noise + whole[place + len(noise) // 2 :])
        offset = 0
        for _ in range(20):
            piece = read_warc(str(path), offset)
            if piece.at_end:
                break
            assert piece.offset > offset
            offset = piece.offset
        assert piece.at_end
