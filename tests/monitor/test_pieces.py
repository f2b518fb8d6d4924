"""A text read through the tables is the text read word by word."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import fingerprint, pieces, telling
from monitor.chunks import look
from monitor.pieces import Lexicon, lexicon
from monitor.prints import Print, make_print
from tests.quality.stories import everything

_TEXTS = st.text(st.sampled_from("aBя.-’ \n\u00a0\u2028\u3000\ud800😀شS3 "), max_size=60) | st.text(max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(_TEXTS, max_size=6))
def test_every_piece_and_word_is_found_where_it_stands(texts: list[str]) -> None:
    known = Lexicon()
    for text in texts * 2:
        chunks = [look(piece) for piece in text.split()]
        numbers = known.read(text)
        words = [word for chunk in chunks for word in chunk.words]
        at = known.words_of(numbers)
        assert known.pieces["flags"][numbers].tolist() == [chunk.flags for chunk in chunks]
        assert [known.capitals[number] for number in numbers.tolist()] == [chunk.capital for chunk in chunks]
        assert [known.facts.get(number) for number in numbers.tolist()] == [chunk.fact for chunk in chunks]
        assert known.words["hash"][at].tolist() == [word.hash for word in words]
        assert known.words["feature"][at].tolist() == [word.feature for word in words]
        assert [known.stems[word] for word in at.tolist()] == [word.stem for word in words]


def test_the_tables_grow_with_what_is_read() -> None:
    known = Lexicon()
    text = " ".join(f"piece{number}, word-{number}" for number in range(3_000))
    first = known.read(text)
    assert len(known) == len(set(first.tolist())) == 6_000
    assert known.read(text).tolist() == first.tolist()
    assert len(known) == 6_000


def test_full_tables_are_begun_again_and_every_thread_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LEXICON_SIZE", 500)
    seen = [lexicon()]
    thread = Thread(target=lambda: seen.append(lexicon()))
    thread.start()
    thread.join()
    assert seen[0] is not seen[1]
    assert lexicon() is seen[0]
    seen[0].read(" ".join(f"full{number}" for number in range(501)))
    assert lexicon() is not seen[0]


NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def printed(title: str, text: str, *, compiled: bool) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        if not compiled:
            for module in (pieces, fingerprint, telling):
                patch.setattr(module, "native", lambda: None)
        one: Print = make_print(1, title, text, outlet="a", at=NOON, entities=["su-35"])
    return (one.words, one.names, one.lead_names, one.numbers, one.dates, one.keys, one.sketch.packed)


needs_native = pytest.mark.skipif(pieces.native() is None, reason="the compiled half was not built here")


@needs_native
def test_labelled_articles_have_the_same_fingerprint_in_c_and_in_python() -> None:
    records = everything()
    long = " ".join(record.text for record in records)
    for title, text in [(record.title, record.text) for record in records] + [("All", long), ("", ""), ("", "one two")]:
        assert printed(title, text, compiled=True) == printed(title, text, compiled=False)


@needs_native
@settings(max_examples=100, deadline=None)
@given(
    _TEXTS, st.lists(_TEXTS | st.sampled_from(["5 killed, 17 hurt", "Ali Akbar Ahmadian", "Toll rises."]), max_size=9)
)
def test_any_text_has_the_same_fingerprint_in_c_and_in_python(title: str, texts: list[str]) -> None:
    assert printed(title, " ".join(texts), compiled=True) == printed(title, " ".join(texts), compiled=False)
