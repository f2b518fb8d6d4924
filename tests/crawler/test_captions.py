"""Lines under pictures are found again however they are punctuated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.captions import Captions
from crawler.text import clean_line, folded, says

LINE = st.one_of(
    st.text(max_size=40).map(clean_line),
    st.lists(
        st.sampled_from(["The", "the", "“The", "İzmir", "d'or", "ferry", "Straße", "ﬁne", "-", "паром", "۱۲"])
    ).map(" ".join),
)


@given(st.lists(LINE, max_size=12), LINE)
def test_a_line_is_held_exactly_where_its_folded_form_is(lines: list[str], other: str) -> None:
    held = Captions(lines)
    plain = {form for line in lines if len((form := folded(line)).split()) >= 4}
    for line in [*lines, other]:
        assert (folded(line) in held) == (folded(line) in plain)


@given(LINE, LINE)
def test_what_is_told_by_the_first_letter_is_what_folding_tells(line: str, other: str) -> None:
    assert says(line, folded(other)) == (folded(line) == folded(other))
    assert says(line, folded(line))
