"""Tables on terminals of any width: nothing is lost, nothing is wider than the screen as long as ids are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tocsin.cli.layout import laid_out

COLUMNS = ["outlet", "name", "new", "note"]
ROWS = [
    ["harbour-gazette", "The Harbour Gazette", "12", "the server answers 500 (3 times in a row)"],
    ["sobh", "صبح خبر", "3", ""],
]
RIGHT = [False, False, True, False]


def test_what_fits_stands_in_one_line_a_row() -> None:
    assert list(laid_out(COLUMNS, ROWS, RIGHT, 120)) == [
        "outlet           name                 new  note",
        "harbour-gazette  The Harbour Gazette   12  the server answers 500 (3 times in a row)",
        "sobh             صبح خبر                3",
    ]


def test_a_note_goes_below_and_names_are_broken_before_an_id_is() -> None:
    assert list(laid_out(COLUMNS, ROWS, RIGHT, 33)) == [
        "outlet           name         new",
        "harbour-gazette  The Harbour   12",
        "                 Gazette",
        "    the server answers 500 (3",
        "    times in a row)",
        "sobh             صبح خبر        3",
    ]


@given(
    rows=st.lists(st.lists(st.text("ab ж日", max_size=30), min_size=4, max_size=4), max_size=4),
    width=st.integers(60, 130),
)
def test_every_word_is_there_and_no_line_is_too_wide(rows: list[list[str]], width: int) -> None:
    lines = list(laid_out(COLUMNS, rows, RIGHT, width))
    letters = sorted(char for row in [COLUMNS, *rows] for cell in row for char in cell if not char.isspace())
    shown = sorted(char for line in lines for char in line if not char.isspace())
    assert shown == letters or sorted([*shown, *"note"]) == letters
    ids, numbers = (max(cell_len(row[at]) for row in [COLUMNS, *rows]) for at in (0, 2))
    if ids + numbers + 12 <= width:  # with the least that a name takes, and the gaps
        assert all(cell_len(line) <= width for line in lines)
