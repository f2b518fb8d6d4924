"""A query that is not read, taken apart loosely: its things, operators and brackets, and how to write it anew. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from monitor.nodes import OPERATORS

_BIT: Final = re.compile(r'(?:[^\s()"“«]|(?<=[:=])(?="))*(?:"[^"]*"|“[^”]*”|«[^»]*»)(?:\^\S+)?|[()]|[^\s()"“«]+|["“«]')
_LEAD: Final = re.compile(r"(?:[A-Za-z_]+:|ATLEAST/\d+\s+|=)*")
QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
"""A phrase with its quotes."""
_JOINS: Final = frozenset(OPERATORS) - {"NOT", "ATLEAST"}
TEMPLATE: Final = '"a phrase"'
"""Stands in a suggestion for what only the author knows."""


class Bit(NamedTuple):
    """A word, a phrase with its quotes, an operator or a bracket."""

    text: str
    start: int
    end: int

    @property
    def joins(self) -> bool:
        """An operator that stands between two things."""
        return self.text.split("/")[0] in _JOINS

    @property
    def operates(self) -> bool:
        """Any operator."""
        return self.text.split("/")[0] in OPERATORS

    @property
    def thing(self) -> bool:
        """What is looked for, or its beginning: a word, a phrase, an entity."""
        return not self.operates and self.text not in "()"


def bits(text: str) -> list[Bit]:
    """All of `text` but its blanks, in order."""
    return [Bit(found[0], *found.span()) for found in _BIT.finditer(text)]


def edited(text: str, *edits: tuple[int, int, str]) -> str:
    """`text` with each (start, end, what stands there instead), in any order but apart; runs of blanks become one."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return re.sub(r"(?<=\()\s+|\s+(?=\))", "", " ".join(text.split()))


def operand_end(text: str, at: int) -> int:
    """Where the thing or bracket that begins at `at` ends, its scope and weight included."""
    lead = _LEAD.match(text, at)
    at = lead.end() if lead is not None else at
    if text[at : at + 1] == "(":
        depth = 0
        for bit in bits(text[at:]):
            depth += (bit.text == "(") - (bit.text == ")")
            if not depth:
                return at + bit.end
        return len(text)
    quoted = QUOTED.match(text, at)
    run = re.compile(r"[^\s()]*").match(text, quoted.end() if quoted is not None else at)
    return run.end() if run is not None else at


def operand_start(text: str, at: int) -> int:
    """Where the thing or bracket that ends before `at` begins."""
    depth = 0
    for bit in reversed(bits(text[:at])):
        depth += (bit.text == ")") - (bit.text == "(")
        if depth <= 0:
            return bit.start
    return 0


def around(text: str, at: int) -> tuple[int, int]:
    """Where the inside of the brackets around `at` begins and ends; the whole text where there are none."""
    before, after = bits(text[:at]), bits(text[at:])
    start, end, depth = 0, len(text), 0
    for bit in reversed(before):
        depth += (bit.text == ")") - (bit.text == "(")
        if depth < 0:
            start = bit.end
            break
    depth = 0
    for bit in after:
        depth += (bit.text == "(") - (bit.text == ")")
        if depth < 0:
            end = at + bit.start
            break
    return start, end


def bracketed(text: str, *, unless: Sequence[str] = ()) -> str:
    """`text` in brackets where operators but those of `unless` stand in it outside of brackets."""
    depth = 0
    for bit in bits(text):
        depth += (bit.text == "(") - (bit.text == ")")
        if not depth and bit.joins and bit.text not in unless:
            return f"({text})"
    return text
