"""The dictionary read in place says what pymorphy3 says of it."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

import pymorphy3
import pymorphy3_dicts_ru
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.opencorpora import is_known, parses

_BEGUN = ["ёж", "еж", "бере", "путин", "сталев", "при", "вертолет", "об", "наи", "ша"]


@cache
def theirs() -> Any:
    return pymorphy3.MorphAnalyzer(pymorphy3_dicts_ru.get_path(), "ru", probability_estimator_cls=None)


def told(parse: Any) -> tuple[object, ...]:
    """All that is asked of a parse."""

    def grammar(tag: Any) -> tuple[object, ...]:
        kinds = [str(kind) for kind in (tag.POS, tag.case, tag.gender, tag.number, tag.voice, tag.tense)]
        return (*kinds, *sorted(getattr(tag, "grammemes", tag)))

    return parse.word, grammar(parse.tag), tuple((form.word, grammar(form.tag)) for form in parse.lexeme)


@pytest.mark.parametrize("begun", _BEGUN)
def test_every_word_has_the_parses_and_forms_that_pymorphy3_gives_it(begun: str) -> None:
    words = [word for word, *_ in itertools.islice(theirs().dictionary.iter_known_words(begun), 0, 400, 9)]
    for word in {*words, *(word.replace("ё", "е") for word in words)}:
        assert is_known(word), word
        expected = sorted(told(parse) for parse in theirs().parse(word) if parse.is_known)
        assert sorted(map(told, parses(word))) == expected, word


@given(st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюяё-"), max_size=9))
def test_it_knows_the_same_words(word: str) -> None:
    assert is_known(word) == bool(theirs().word_is_known(word))


def test_a_word_that_is_not_there_has_no_parse() -> None:
    assert parses("брондагский") == []
    assert not is_known("")
