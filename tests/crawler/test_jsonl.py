"""Extraction as a filter for pipes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.files import binary_kind
from crawler.json_lines import batches, loads, record, whole_lines
from crawler.jsonl import extract_lines

PAGE = Path(__file__).parent.parent / "examples" / "anzali-herald" / "page.html"


def test_answers_come_in_order_and_a_bad_line_costs_only_itself() -> None:
    html = "<html><body><h1>Drill {n}</h1><article><p>{p}</p><p>{p} Again, {n} times.</p></article></body></html>"
    prose = "The two navies trained together for a week off the northern port, an official told reporters there."
    asked = [json.dumps({"id": n, "url": f"https://a.test/{n}", "html": html.format(n=n, p=prose)}) for n in range(20)]
    asked[3:3] = [
        "nonsense",
        "[1]",
        "",
        '{"id": "q"}',
        '{"id": "z", "html": ""}',
        '{"id": "f", "html_file": "/no/such"}',
    ]
    asked.append(json.dumps({"id": "file", "url": "https://b.test/1", "html_file": str(PAGE)}))
    answers = [json.loads(line) for line in extract_lines(asked, 2)]
    assert [answer["id"] for answer in answers] == [0, 1, 2, None, None, "q", "z", "f", *range(3, 20), "file"]
    assert [answer.get("title") for answer in answers[:3]] == ["Drill 0", "Drill 1", "Drill 2"]
    assert all(set(answer) == {"id", "error"} for answer in answers[3:8])
    assert answers[-1]["title"] == "Rasht yard lays down two patrol boats"
    assert answers[-1]["published"] == "2026-05-12T08:15:00+00:00"
    wanted = [
        "id",
        "title",
        "standfirst",
        "text",
        "authors",
        "published",
        "modified",
        "language",
        "canonical_url",
        "confidence",
    ]
    assert list(answers[-1])[: len(wanted)] == wanted


def test_lines_are_read_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in range(10_000):
            taken.append(number)
            yield json.dumps({"id": number, "html": ""})

    answers = extract_lines(endless(), 1)
    assert json.loads(next(answers))["id"] == 0
    del answers
    assert len(taken) < 50


PROSE = "<h1>Drill</h1><p>" + "The two navies trained together for a week off the northern port, an official said. " * 4


def test_what_json_cannot_hold_and_what_is_no_page_is_told_in_words(tmp_path: Path) -> None:
    picture = tmp_path / "photo.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    lines = [
        b'{"id": 1e999, "html": ""}',
        b'{"id": NaN}',
        b"\xff\xfe broken",
        b'{"id": 1, "html_file": "/dev/zero"}',
        json.dumps({"id": 2, "html_file": str(tmp_path)}).encode(),
        json.dumps({"id": 3, "html_file": str(picture)}).encode(),
        b"   ",
        b'\xef\xbb\xbf{"id": 4, "html": ' + json.dumps(PROSE).encode() + b"}",
        json.dumps({"id": 5, "html": "\ud800" + PROSE}).encode(),
        json.dumps({"id": 6, "html_file": "a" * 5_000}).encode(),
    ]
    answers = [json.loads(line, parse_constant=pytest.fail) for line in extract_lines(lines, 1)]
    assert [answer["id"] for answer in answers] == [None, None, None, 1, 2, 3, 4, 5, 6]
    said = [answer.get("error", "") for answer in answers]
    wanted = [
        "1e999",
        "NaN",
        "not UTF-8",
        "no plain file",
        "no plain file",
        "a PNG picture",
        "",
        "",
        "File name too long",
    ]
    assert all(words in error for words, error in zip(wanted, said, strict=True)), said
    assert answers[-2]["title"] == "Drill"
    assert len(said[-1]) < 300


def test_a_page_is_read_whatever_stands_in_place_of_its_address() -> None:
    lines = [
        json.dumps({"id": url, "url": url, "html": PROSE}) for url in ("http://[::1", "::::", "http://a.test:99999/x")
    ]
    answers = [json.loads(line) for line in extract_lines(lines, 1)]
    assert [answer.get("title", answer) for answer in answers] == ["Drill"] * 3


def test_who_only_waits_for_pages_does_not_load_what_reads_them() -> None:
    asked = "import sys, crawler.ask, crawler.jsonl; print({'trafilatura', 'py3langid', 'numpy'} & {*sys.modules})"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.strip() == "set()"


def test_a_line_without_end_ends_the_reading_and_a_long_one_costs_only_itself() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            return bytes(size or 0)

    first, *rest = whole_lines(Endless())  # type: ignore[arg-type]
    assert rest == []
    with pytest.raises(ValueError, match="longer than 48 MB"):
        loads(first)
    file = io.BytesIO(b'{"id": 1}\n' + b" " * 50_000_000 + b'{}\n{"id": 2}\n\n{"id": 3}')
    assert [line for line in whole_lines(file) if len(line) < 99] == [
        b'{"id": 1}\n',
        b'{"id": 2}\n',
        b"\n",
        b'{"id": 3}',
    ]


def test_of_a_line_that_is_too_long_only_the_beginning_is_kept_in_portions_too() -> None:
    file = io.BytesIO(b'{"id": 1}\n' + b" " * 53_000_000 + b'{}\n{"id": 2}\n\n{"id": 3}')
    first, long, *rest = [line for portion in batches(file) for line in portion]
    assert [first, *rest] == [b'{"id": 1}', b'{"id": 2}', b"", b'{"id": 3}']
    assert len(long) < 52_000_000
    with pytest.raises(ValueError, match="line 2 is longer than 48 MB"):
        record(long, 2)


@given(st.binary(max_size=60), st.lists(st.integers(1, 9), min_size=1))
def test_lines_are_the_same_in_whatever_portions_they_come(content: bytes, sizes: list[int]) -> None:
    class Dripping(io.BytesIO):
        def read1(self, _size: int | None = -1, /) -> bytes:
            sizes.append(sizes.pop(0))
            return self.read(sizes[0])

    found = [line for portion in batches(Dripping(content)) for line in portion]
    assert found == [line.removesuffix(b"\n") for line in whole_lines(io.BytesIO(content))]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (bytes(range(256)) * 20, "binary data"),
        (b"<html>\x00\x00<p>\x00</p>" * 40, ""),
        ("<html><p>Паром</p>".encode("utf-16"), ""),
        ("<html><p>ferry and tug".encode("utf-16-le"), ""),
        ("Паром пришёл в порт.\n\n".encode("cp1251"), ""),
        (b"", ""),
    ],
)
def test_what_is_plainly_no_page_is_known(body: bytes, kind: str) -> None:
    assert binary_kind(body) == kind
