"""Both engines find what a naive search finds."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.scan import EngineName, installed_engines, make_scanner

_words = st.lists(st.sampled_from([b"ab", b"abc", b"b", b"300", b"\x80\xa0", b"\xdf"]), min_size=1, max_size=4)
_folded = _words.map(lambda words: b" " + b" ".join(words) + b" ")
_patterns = st.lists(st.one_of(_folded, _folded.map(lambda data: data[:-1])), max_size=12, unique=True)


def _naive(patterns: list[bytes], data: bytes) -> set[tuple[int, int, int]]:
    return {
        (number, at, at + len(pattern))
        for number, pattern in enumerate(patterns)
        for at in range(len(data))
        if data.startswith(pattern, at)
    }


@pytest.mark.parametrize("engine", installed_engines())
@given(patterns=_patterns, text=st.lists(_folded, max_size=8).map(b"".join))
def test_an_engine_finds_every_occurrence_and_nothing_else(
    engine: EngineName, patterns: list[bytes], text: bytes
) -> None:
    scanner = make_scanner(patterns, engine)
    found = scanner.scan(text)
    assert set(found) == _naive(patterns, text)
    assert len(found) == len(set(found))
    assert set(pickle.loads(pickle.dumps(scanner)).scan(text)) == set(found)


def test_the_automaton_is_always_installed() -> None:
    assert "ahocorasick" in installed_engines()
