from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.likeness import link
from monitor.prints import make_print
from monitor.sketch import MOST, Sketch, unpack
from tests.quality.stories import everything

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def again(sketch: Sketch) -> Sketch:
    found = unpack(sketch.packed, article=sketch.article, outlet=sketch.outlet, at=sketch.at)
    assert found is not None
    return found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=600))
def test_what_is_stored_comes_back(title: str, text: str) -> None:
    one = make_print(3, title, text, outlet="gazette", at=NOON).sketch
    other = again(one)
    for name in ("article", "outlet", "at", "script", "roundup", "sketch", "lead", "names", "lead_names", "dates"):
        assert getattr(one, name) == getattr(other, name)
    assert one.shingles.tolist() == other.shingles.tolist()
    assert one.opening.tolist() == other.opening.tolist()
    assert one.terms.tolist() == other.terms.tolist()
    assert one.common.tolist() == other.common.tolist()
    assert set(one.title) == set(other.title)
    assert set(one.numbers) == set(other.numbers)


def test_stored_sketches_are_judged_as_fresh_ones_are() -> None:
    records = everything()[:70]
    fresh = [make_print(n, r.title, r.text, outlet=r.outlet, at=r.at).sketch for n, r in enumerate(records)]
    stored = [again(sketch) for sketch in fresh]
    for one, kept in zip(fresh, stored, strict=True):
        for other, kept_too in zip(fresh, stored, strict=True):
            expected, found = link(one, other), link(kept, kept_too)
            assert (expected is None) == (found is None)
            if expected is not None and found is not None:
                assert expected.kind == found.kind
                assert abs(expected.similarity - found.similarity) < 0.01


def test_another_version_is_not_read() -> None:
    assert unpack(b"", article=1, outlet="a", at=NOON) is None
    assert unpack(b"\xff123", article=1, outlet="a", at=NOON) is None


def test_a_text_of_thousands_of_numbers_and_names_is_kept_by_a_sample() -> None:
    many = " ".join(f"Person{number} has {number}," for number in range(5_000))
    one = make_print(1, many, many, outlet="a", at=NOON).sketch
    assert again(one).packed == one.packed
    assert len(one.names) == len(one.numbers) == MOST


def test_a_sketch_that_was_lightened_says_the_same_again() -> None:
    parts = ("title", "lead", "names", "lead_names", "numbers", "lead_numbers", "tolls", "dates", "days")
    for record in everything()[:20]:
        sketch = make_print(1, record.title, record.text, outlet=record.outlet, at=record.at).sketch
        said = [getattr(sketch, part) for part in parts]
        sketch.lighten()
        assert not vars(sketch).keys() & set(parts)
        assert [getattr(sketch, part) for part in parts] == said
