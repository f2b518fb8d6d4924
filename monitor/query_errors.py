"""Queries that are refused: where, why, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Final

from monitor.query_habits import Slip

_MOST_SUGGESTIONS: Final = 2
_MOST_REFUSALS: Final = 4
_SHOWN_AROUND: Final = 100
_UNSHOWN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class QueryError(ValueError):
    """A query that is refused, in words for its author."""

    def __init__(self, message: str, text: str, position: int, *, meant: tuple[str, ...] = ()) -> None:
        """`position` counts characters of `text` from 0; `meant` are ways to write what was likely wanted.

        Who reads a text (`parse`, `item_node`) leaves of `meant` only what is read in its turn.
        """
        super().__init__(message)
        self.message = message
        self.text = text
        self.position = min(position, len(text))
        self.meant = meant

    @property
    def line(self) -> int:
        """From 1."""
        return self.text.count("\n", 0, self.position) + 1

    @property
    def column(self) -> int:
        """From 1."""
        return self.position - (self.text.rfind("\n", 0, self.position) + 1) + 1

    def __str__(self) -> str:
        """Message, the line (of a long one what is around) with a caret under the column, and what may have been meant.

        What a terminal cannot show, or would turn the line round by, is shown as U+FFFD.
        """
        source = _UNSHOWN.sub("\ufffd", self.text.split("\n")[self.line - 1].replace("\t", " "))
        begin = max(0, self.column - 1 - _SHOWN_AROUND)
        end = self.column - 1 + _SHOWN_AROUND
        before, after = "..." if begin else "", "..." if end < len(source) else ""
        shown = [
            f"{self.message} (line {self.line}, column {self.column})",
            f"    {before}{source[begin:end]}{after}",
            "    " + " " * (len(before) + self.column - 1 - begin) + "^",
        ]
        if self.meant:
            shown.append("    write " + "  or  ".join(self.meant))
        return "\n".join(shown)


def read_again(read: Callable[[str], object], suggestions: Iterable[str]) -> tuple[str, ...]:
    """The first suggestions that `read` (which raises `QueryError`) does not refuse in their turn; of those that mean
    the same, the first.

    Where it refuses all of them: the first of what their refusals suggest, as one query may have two faults.
    """
    kept, refusals = _kept(read, dict.fromkeys(suggestions))
    if not kept:
        kept, _ = _kept(read, dict.fromkeys(way for one in refusals[:_MOST_REFUSALS] for way in one.meant))
    return tuple(kept)


def _kept(read: Callable[[str], object], suggestions: Iterable[str]) -> tuple[list[str], list[QueryError]]:
    kept: list[str] = []
    seen: list[object] = []
    refusals: list[QueryError] = []
    for one in suggestions:
        if len(kept) == _MOST_SUGGESTIONS:
            break
        try:
            meaning = read(one)
        except QueryError as error:
            refusals.append(error)
        else:
            if meaning not in seen:
                kept.append(one)
                seen.append(meaning)
    return kept, refusals


def closest(word: str, known: Iterable[str]) -> list[str]:
    """At most two names that look like `word`."""
    return get_close_matches(word, list(known), n=2, cutoff=0.6)


def refused(habit: Slip, text: str) -> QueryError:
    """The refusal of a slip in `text`."""
    return QueryError(habit.message, text, habit.position, meant=habit.meant)
