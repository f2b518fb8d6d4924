from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.revisions import Piece, diff

TEXTS = st.lists(st.sampled_from(["port", "ship", "5", "five", ",", ".", " ", "\n\n", "«", "ایران", "Шойгу"])).map(
    "".join
)


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = diff(old, new).pieces
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_a_corrected_number_is_one_change_between_what_stayed() -> None:
    assert diff("At least three of the crew were hurt.", "At least five of the crew were hurt.").pieces == (
        Piece("same", "At least "),
        Piece("gone", "three"),
        Piece("new", "five"),
        Piece("same", " of the crew were hurt."),
    )


def test_words_between_two_changes_are_not_left_alone() -> None:
    pieces = diff("The old and grey ship left.", "The new and white ship left.").pieces
    assert Piece("gone", "old and grey") in pieces
    assert Piece("new", "new and white") in pieces


def test_an_added_paragraph_is_what_was_added() -> None:
    change = diff("First.\n\nLast.", "First.\n\nThe minister resigned.\n\nLast.")
    assert change.changed
    assert change.added == "The minister resigned."
    assert not diff("Same  text.", "Same text.").changed


def test_long_unchanged_runs_are_cut_for_people() -> None:
    before = " ".join(f"word{n}" for n in range(100))
    short = diff(f"{before} old {before}", f"{before} new {before}").short(3)
    assert [piece.text for piece in short.pieces] == [" … word97 word98 word99 ", "old", "new", " word0 word1 word2 …"]
