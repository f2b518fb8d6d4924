"""The line rules of the corpus format."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import REPLACEMENT, clean_line, clean_lines, count_words, folded, line_hash

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("aбپ \u200c\u200b\u00ad\u2028\x85\x0b\x00\u0301\ufeff\u202e\ud800\u3000\ufffe")
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two\u00a0\u2009blanks\u3000 here\t", "two blanks here"),
        ("a mis\u00adsile bat\u200btery\ufeff", "a missile battery"),
        ("line\u2028para\u2029next\x85vt\x0bff\x0cend", "line para next vt ff end"),
        ("bell\x07 and c1\x9b gone\x00", "bell and c1 gone"),
        ("\u202eevil\u202c \u2066name\u2069", "evil name"),
        ("e\u0301cole", "école"),
        ("«Ока» — 7\u202f000 т…", "«Ока» — 7 000 т…"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("می\u200c\u200cخواهد\u200c و \u200cرفت", "می\u200cخواهد و رفت"),
        ("S\u200c-300", "S-300"),
        ("lost \ufffd byte, lone \ud83d half", f"lost {REPLACEMENT} byte, lone {REPLACEMENT} half"),
    ],
)
def test_a_line_is_brought_to_the_form(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


@given(ANY_TEXT)
def test_a_clean_line_stays_as_it_is_and_holds_nothing_odd(raw: str) -> None:
    line = clean_line(raw)
    assert clean_line(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert "  " not in line
    assert line == line.strip()
    assert not [c for c in line if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not [c for c in line if c.isspace() and c != " "]


@given(st.binary())
def test_what_could_not_be_decoded_stays_visible(raw: bytes) -> None:
    text = raw.decode("utf-8", "replace")
    assert clean_line(text).count(REPLACEMENT) == text.count(REPLACEMENT)


def test_every_kind_of_line_break_parts_lines() -> None:
    assert clean_lines("one\r\ntwo\u2028three\x85\n \n four\x0bfive") == ["one", "two", "three", "four", "five"]


def test_lines_that_differ_in_case_or_marks_are_the_same_line_but_not_those_that_differ_in_numbers() -> None:
    assert line_hash("Read more >>") == line_hash("READ  More")
    assert line_hash("Delivery of the S-300") != line_hash("Delivery of the S-400")


def test_words_with_hyphen_or_apostrophe_count_once() -> None:
    assert count_words("Iran’s S-300s aren't here") == 4


@given(ANY_TEXT | st.text(st.sampled_from("aB7_ -'’.,é\x00\x1c\n")))
def test_lines_are_folded_and_counted_by_one_rule_whatever_their_letters(text: str) -> None:
    words = re.compile(r"\w+(?:['’‑-]\w+)*")
    assert folded(text) == " ".join(words.findall(text.casefold()))
    assert count_words(text) == len(words.findall(text))
