"""Folding: what must be the same is the same, and every byte knows where it came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import ZWNJ, fold, fold_short, script_of

_TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aZé ёЙй Сс-–—\u00a0\u202f\u00ad\u200b\u200c\u200d'’\"«»\n\r\t۳٣3یيكکﻻß😀.,"),
    ),
    max_size=60,
)


@given(_TEXTS)
def test_folded_words_are_parted_by_single_blanks_and_lead_back(text: str) -> None:
    data, origin = fold(text)
    assert data[:1] == data[-1:] == b" "
    assert b"  " not in data
    assert len(origin) == len(data)
    places = list(origin)
    assert places == sorted(places)
    for byte, at in zip(data[1:-1], places[1:-1], strict=True):
        assert chr(byte) in _alone(text[at])


def _alone(char: str) -> str:
    """What a character may fold to; a joiner between letters is a blank."""
    return " " if char == ZWNJ else fold(char).data.decode("latin-1")


@given(_TEXTS)
def test_composed_and_decomposed_writing_fold_alike(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed).data == fold(decomposed).data


@given(_TEXTS)
def test_the_short_way_folds_as_the_long_one(text: str) -> None:
    assert fold_short(text) == fold(text).data.strip(b" ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S-300", "S\u2013300"),
        ("S-300", "s\u00a0\u2011 300"),
        ("Shoigu", "SHO\u00adI\u200bGU"),
        ("Ещё Ёлка", "еще елка"),
        ("«Ростех»", "ростех"),
        ("علي كاظمي", "علی کاظمی"),
        ("۱۹۲۹", "١٩٢٩"),
        ("۱۹۲۹", "1929"),
        ("رئیس", "رییس"),
        ("خامنه\u200cای", "خامنه ای"),
        ("I\u200cran", "Iran"),
        ("Ｉｒａｎ ﬁn", "iran fin"),
        ("Choïgou", "choigou"),
        ("two\nlines", "two lines"),
    ],
)
def test_two_writings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one).data == fold(other).data


@pytest.mark.parametrize(("one", "other"), [("С", "C"), ("Su-30", "Su-300"), ("шойгу", "shoigu"), ("иран", "иракн")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one).data != fold(other).data


@pytest.mark.parametrize(
    ("text", "script"),
    [("Iran", "latin"), ("Иран", "cyrillic"), ("ایران", "arabic"), ("ПЗРК Igla", "cyrillic"), ("1929", "latin")],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script
