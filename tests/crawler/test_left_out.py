"""Lines that were taken out of a text come back where they stood, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.left_out import put_back, take_out, whole, whole_text

LINES = st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=12)
SOME = st.sets(st.sampled_from(["a", "b", "c", "d"]))


@given(lines=LINES, first=SOME, second=SOME)
def test_what_was_taken_out_in_two_goes_makes_the_text_whole_again(
    lines: list[str], first: set[str], second: set[str]
) -> None:
    kept, out = take_out(lines, (), first.__contains__)
    kept, out = take_out(kept, out, second.__contains__)
    assert kept
    assert whole(kept, out) == lines
    assert put_back(kept, out, lambda line: True) == (lines, ())


@given(lines=LINES, out_of_it=SOME, back=SOME)
def test_only_what_is_wanted_is_put_back(lines: list[str], out_of_it: set[str], back: set[str]) -> None:
    kept, out = take_out(lines, (), out_of_it.__contains__)
    if not out:
        return
    again, still_out = put_back(kept, out, back.__contains__)
    assert again == [line for line in lines if line not in out_of_it or line in back]
    assert whole(again, still_out) == lines


def test_a_text_of_nothing_else_stays_as_it_is() -> None:
    assert take_out(["a", "b"], (), lambda line: True) == (["a", "b"], ())


def test_a_text_is_whole_with_what_the_database_gives() -> None:
    assert whole_text("One.\n\nTwo.", [[2, "Above"], [0, "Below"]]) == "Above\n\nOne.\n\nTwo.\n\nBelow"
    assert whole_text("", [[0, "Alone"]]) == "Alone"
    assert whole_text("One.", None) == "One."
