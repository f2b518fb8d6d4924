"""The compiled comparison of sketches and the one in Python are one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import shared
from monitor.likeness import link
from monitor.prints import make_print
from monitor.sketch import Sketch
from tests.quality.stories import FOLDER, load

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
RECORDS = load(FOLDER / "unseen", "f*")
SKETCHES = [
    make_print(n, r.title, r.text, outlet=r.outlet, at=r.at, entities=["su-35"] if n % 3 else []).sketch
    for n, r in enumerate(RECORDS)
]
WORDS = st.sampled_from(
    [
        *("Kazan", "казани", "Минниханов", "kills", "11", "12,5", "S-300", "Rostec", "the", "of", "bridge", "мост"),
        *("پل", "تهران,", "5:40", ".", "Monday"),
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)

needs_native = pytest.mark.skipif(shared.native() is None, reason="the compiled half was not built here")


def both(
    monkeypatch: pytest.MonkeyPatch, one: Sketch, other: Sketch, aside: frozenset[int]
) -> list[tuple[object, ...]]:
    answers: list[tuple[object, ...]] = []
    for compiled in (shared.native(), None):
        monkeypatch.setattr(shared, "native", lambda compiled=compiled: compiled)
        answers.append((shared.compare(one, other, aside), link(one, other)))
        monkeypatch.undo()
    return answers


@needs_native
def test_labelled_articles_share_the_same_in_c_and_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, one in enumerate(SKETCHES):
        for other in SKETCHES[number : number + 40 : 3]:
            compiled, plain = both(monkeypatch, one, other, one.tolls ^ other.tolls)
            assert compiled == plain


@needs_native
@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_any_two_texts_share_the_same_in_c_and_in_python(title: str, first: str, second: str) -> None:
    one = make_print(1, title, first, outlet="a", at=NOON).sketch
    other = make_print(2, title[::2], second, outlet="b", at=NOON).sketch
    with pytest.MonkeyPatch.context() as monkeypatch:
        compiled, plain = both(monkeypatch, one, other, frozenset(list(one.all_numbers)[:1]))
    assert compiled == plain


@needs_native
def test_bytes_that_are_no_sketch_are_refused() -> None:
    compiled = shared.native()
    assert compiled is not None
    good = SKETCHES[0].packed
    for bad in (b"", b"\0", good[:-1], b"\x02" + good[1:], good[:30]):
        with pytest.raises(ValueError, match="no sketch"):
            compiled.compare(good, bad, b"")
