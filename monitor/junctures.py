"""How a form may be written: its pieces, and what may stand at each juncture between two of them. Pure."""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import Final, NamedTuple

from monitor.checks import APOSTROPHES, BLANKS, LINE_MAY_BREAK, SOFT, Gap, GapKind, hard_symbols
from monitor.text import ZWNJ, fold_character, script

_MAX_OPTIONS: Final = 5
_MARK: Final = "٬"
"""Stands between the thousands of a number however they were parted."""
_BLANK: Final = re.compile(f"[{BLANKS}]")
_PARTED: Final = re.compile(
    r"(?<![\w.,'’-])(?:\d{1,3}([,'’٬])\d{3}(?:\1\d{3})*|\d{1,3}(?:\.\d{3}){2,})(?!\w|[.,'’٬-]\d)"
)
"""Not a single full stop, which may part decimals."""
_APART: Final = re.compile(
    rf"(?<![\w.,'’/-])(?<!\d[{BLANKS}])[1-9۱-۹١-٩]\d{{0,2}}(?:[{BLANKS}]\d{{3}})+(?!\w|[.,'’٬/-]\d|[{BLANKS}]\d)"
)
_LAST_WORD: Final = re.compile(r"(\w+)\W*$")
_UNPARTED: Final = re.compile(r"(?<![\w.,'’/-])(?!0)\d{5,}(?!\w|[.,'’٬/-]\d)")
"""Fewer digits are as often a year, or the number of a law."""


def with_thousands(text: str) -> str:
    """A form with the thousands of its large numbers parted in one way, so that each way to part them is the same.

    Blanks part them too, but for numbers behind a name, which may be several (Boeing 737 800); they stay blanks of a
    kind, as a line may break there.
    """
    text = _APART.sub(
        lambda found: found[0] if _named(text[: found.start()]) else _BLANK.sub(LINE_MAY_BREAK, found[0]), text
    )
    parted = _PARTED.sub(lambda found: re.sub(r"\D", _MARK, found[0]), text)
    return _UNPARTED.sub(lambda found: re.sub(r"(?<=\d)(?=(?:\d{3})+$)", _MARK, found[0]), parted)


def _named(before: str) -> bool:
    """Whether `before` ends in what may be a name: a word with a capital, of letters that have none, or a number."""
    word = _LAST_WORD.search(before)
    return word is not None and not word[1].islower()


class Piece(NamedTuple):
    data: bytes
    capital: bool
    """Begins with a capital, or has none: the letters of a designation do, other words before a number need not."""
    gap: str | None
    """What stands before it in the written form; None where a letter meets a digit."""


def pieces_of(text: str) -> list[Piece]:
    """The words of a form, parted again where letters meet digits."""
    pieces: list[Piece] = []
    word, first, gap = "", " ", ""
    previous: str | None = None

    def close() -> None:
        nonlocal word
        if word:
            pieces.append(Piece(word.encode("latin-1"), not first.islower(), previous))
            word = ""

    for at, char in enumerate(text):
        folded = fold_character(char)
        if char == ZWNJ and word and text[at + 1 : at + 2].isalnum() and script(ord(word[-1])) in ("arabic", "digit"):
            folded = " "
        if folded == " ":
            close()
            gap += char
            continue
        if not folded:
            continue
        if not word:
            first, previous, gap = char, gap, ""
        elif folded[0].isdigit() != word[-1].isdigit():
            close()
            first, previous = "A", None
        word += folded
    close()
    return pieces


Kind = tuple[bool, bool, bool, bool, str | None]
"""What decides how a piece may be written: begins with a digit, ends with one, one letter, capital, gap."""


def kind_of(piece: Piece) -> Kind:
    data = piece.data
    return 48 <= data[0] <= 57, 48 <= data[-1] <= 57, len(data) == 1, piece.capital, piece.gap


def templates(kinds: tuple[Kind, ...]) -> tuple[tuple[bytes, tuple[Gap, ...]], ...]:
    """Every way to write pieces of these kinds: a template for them, and what its blanks mean."""
    choices: list[tuple[Gap | None, ...]] = []
    free = 0
    for before, piece in pairwise(kinds):
        found = _juncture(before, piece)
        if len(found) > 1:
            free += 1
            if free > _MAX_OPTIONS:
                found = (None,) if piece[4] is None else (found[0] or SOFT,)
        choices.append(found)
    return tuple(
        (
            b" %b" + b"".join([b"%b" if gap is None else b" %b" for gap in option]) + b" ",
            tuple([gap for gap in option if gap is not None]),
        )
        for option in product(*choices)
    )


def _juncture(before: Kind, piece: Kind) -> tuple[Gap | None, ...]:
    """The ways to write one juncture: with a blank byte (and what it means) or without."""
    if piece[4] in (_MARK, LINE_MAY_BREAK) and before[1] and piece[0]:
        return (Gap(piece[4], "thousands"), None)
    _, number_before, letter_before, capital, _ = before
    number, _, letter, capital_letter, gap = piece
    to_number, from_number = number and not number_before, number_before and not number
    hard = hard_symbols(gap) if gap is not None else ""
    kind: GapKind = "soft"
    if to_number and capital:
        kind = "abbreviation" if gap is not None and "." in gap else "number"
    elif from_number and gap is None:
        kind = "suffix"
    elif gap is not None and "." in gap:
        kind = "dotted"
    elif gap == "-" and letter and capital_letter and not number:
        kind = "capital"
    blank = Gap(hard, kind)
    if gap is None:
        return (None, blank) if to_number or not letter else (None,)
    if hard:
        return (blank,)
    if gap.strip() and set(gap) <= set(APOSTROPHES):
        return (Gap("", "apostrophe"), None)
    initials = gap == "." and letter_before and letter
    if to_number or (from_number and "-" in gap) or ZWNJ in gap or initials:
        return (blank, None)
    return (blank,)
