"""Texts given as plain in which characters are written as in HTML."""

from __future__ import annotations

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.document import Hit
from monitor.markup import Plain
from monitor.records import as_given, document_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Acme &amp; Sons", "Acme & Sons"),
        ("&#1080;&#x43D;", "ин"),
        ("arms&nbsp;embargo", "arms\u00a0embargo"),
        ("a &lt; b", "a < b"),
        ("&amp;amp;", "&amp;"),
        ("AT&T; R&D &nonsense; &notit; &;", "AT&T; R&D &nonsense; &notit; &;"),
        ("plain", "plain"),
    ],
)
def test_references_are_read_once_and_nothing_else_is(written: str, read: str) -> None:
    assert Plain(written).text == read


@given(
    st.lists(st.sampled_from(["&amp;", "&#1080;", "&nbsp;", "&NotEqualTilde;", "a", " b", "&x;", "&", ";"])), st.data()
)
def test_a_span_of_what_is_read_is_the_span_of_what_was_written(pieces: list[str], data: st.DataObject) -> None:
    written = "".join(pieces)
    plain = Plain(written)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    first, last = plain.given(start, end)
    if start == end or "\u2242\u0338" in plain.text:  # a reference of two characters counts whole
        return
    assert Plain(written[first:last]).text == plain.text[start:end]
    assert written[:first] + written[first:last] + written[last:] == written
    assert Plain(written[:first]).text == plain.text[:start]


@given(st.text(st.sampled_from("ab<>&'é "), max_size=30))
def test_what_an_escaper_wrote_is_read_as_it_was(text: str) -> None:
    assert Plain(escape(text)).text == text == unescape(escape(text))


def test_hits_are_told_in_the_texts_as_they_were_given() -> None:
    record = {"id": "1", "title": "Acme &amp; Sons", "text": "A Smith &amp; Co crane."}
    back = as_given(record)
    assert back is not None
    assert document_of(record).text == "A Smith & Co crane."
    assert back(Hit("Smith & Co", "text", 2, 12)) == Hit("Smith &amp; Co", "text", 2, 16)
    assert back(Hit("Sons", "title", 7, 11)) == Hit("Sons", "title", 11, 15)
    assert as_given({"id": "2", "text": "AT&T; and R&D"}) is None
