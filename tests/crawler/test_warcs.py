"""Pages out of WARC files: whole ones, growing ones, and what is none."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

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
    assert (read, first.problem, second.problem) == (PAGES, "", "")
    assert second.offset == len(whole)


def test_a_file_packed_as_one_and_what_is_no_warc_are_told(tmp_path: Path) -> None:
    path = tmp_path / "file.warc.gz"
    path.write_bytes(gzip.compress(written(tmp_path / "plain.warc", packed=False)))
    assert "gzip" in read_warc(str(path), 0).problem
    path.write_bytes(b"junk" * 100)
    assert "Unknown archive format" in read_warc(str(path), 0).problem
