"""Extraction as a filter for pipes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

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
