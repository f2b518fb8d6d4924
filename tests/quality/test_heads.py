"""Titles, authors and dates of invented heads and bylines; `python -m benchmarks.heads` prints each fault."""

from __future__ import annotations

import pytest

from tests.quality.heads import WAVES, heads, read


@pytest.mark.parametrize("wave", WAVES)
def test_titles_authors_and_dates_are_read_as_a_person_would_note_them_down(wave: str) -> None:
    readings = [read(head) for head in heads(wave)]
    assert len(readings) >= 25
    for right, share in (("title", 0.97), ("author", 0.95), ("day", 0.98), ("instant", 0.97)):
        wrong = [one.head.name for one in readings if not getattr(one, right)]
        assert len(wrong) <= (1 - share) * len(readings), f"{right}: {wrong}"
