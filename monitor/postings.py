"""Which terms a pattern belongs to, and what is asked of a place where it was seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.checks import Check


class Posting(NamedTuple):
    """A pattern belongs to a term, under this check."""

    term: int
    check: Check | None
    prefix: bool
    plain: bool
    """Nothing is asked of it but blanks and dashes between its words."""


Rule = tuple[Check | None, bool, bool]
"""Of a posting: check, prefix, plain."""

_RULE: Final = 32
"""Bytes of a rule as the compiled half reads it."""
_BY_PYTHON, _UNASKED, _PLAIN, _CHECKED = range(4)
_CASES: Final = {"ignore": 0, "initial": 1, "capitals": 2}
_KINDS: Final = {"soft": 0, "dotted": 1, "apostrophe": 2, "number": 3, "suffix": 4, "abbreviation": 5, "capital": 6}
_HARD: Final = 255
_KINDS_AT: Final = 5


class Postings(dict[int, tuple[Posting, ...]]):
    """Pattern -> the terms it belongs to.

    Kept as three arrays, so that a hundred thousand patterns take little room; the dictionary holds those asked for.
    """

    def __init__(
        self,
        starts: NDArray[np.int32],
        terms: NDArray[np.int32],
        rules: NDArray[np.int32],
        table: Sequence[Rule],
    ) -> None:
        """Pattern n has the postings ``starts[n]:starts[n+1]``; `rules` points into `table`: check, prefix, plain."""
        super().__init__()
        self._packed = starts, terms, rules, table

    @classmethod
    def of(
        cls,
        patterns: Sequence[int] | NDArray[np.int32],
        terms: Sequence[int] | NDArray[np.int32] = (),
        rules: Sequence[int] | NDArray[np.int32] = (),
        table: Sequence[Rule] = (),
    ) -> Postings:
        """Pack postings given one by one, in the order of their terms: of which pattern, which term, by which rule."""
        owners = np.array(patterns, dtype=np.int32)
        order = np.argsort(owners, kind="stable")
        starts = np.zeros(int(owners.max(initial=-1)) + 2, dtype=np.int32)
        np.cumsum(np.bincount(owners), out=starts[1:])
        ordered, told = np.array(terms, dtype=np.int32)[order], np.array(rules, dtype=np.int32)[order]
        return cls(starts, ordered, told, table)

    @classmethod
    def none(cls, patterns: int) -> Postings:
        """For so many patterns that belong to no term."""
        empty = np.zeros(0, dtype=np.int32)
        return cls(np.zeros(patterns + 1, dtype=np.int32), empty, empty, ())

    def patterns_of(self) -> Callable[[int], list[int]]:
        """A function that gives the patterns of a term."""
        starts, terms, _, _ = self._packed
        order = np.argsort(terms, kind="stable")
        ordered = terms[order]
        owners = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))[order]

        def found(term: int) -> list[int]:
            first, last = np.searchsorted(ordered, np.array([term, term + 1], np.int32))  # of its kind: nothing copied
            patterns: list[int] = owners[first:last].tolist()
            return patterns

        return found

    def only(self, terms: Collection[int]) -> tuple[list[int], Postings]:
        """The patterns of these terms, in order, and the postings of those, numbered anew, that are of these terms."""
        starts, owned, rules, table = self._packed
        kept = np.flatnonzero(np.isin(owned, np.fromiter(terms, np.int32, len(terms))))
        owners = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))[kept]
        patterns, numbers = np.unique(owners, return_inverse=True)
        found: list[int] = patterns.tolist()
        return found, Postings.of(numbers.astype(np.int32), owned[kept], rules[kept], table)

    def compiled(self) -> tuple[Any, Any, Any, bytes]:
        """The same for the compiled half: three arrays of 32-bit numbers, and the rules."""
        starts, terms, rules, table = self._packed
        return starts, terms, rules, b"".join(map(_packed, table))

    def __missing__(self, number: int) -> tuple[Posting, ...]:
        starts, terms, rules, table = self._packed
        places = range(int(starts[number]), int(starts[number + 1]))
        found = tuple(Posting(int(terms[at]), *table[rules[at]]) for at in places)
        self[number] = found
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return Postings, self._packed


def _packed(rule: Rule) -> bytes:
    """How it is judged, case, letters at the end free of it, digits only, number of gaps, their kinds."""
    check, prefix, plain = rule
    if prefix:
        return bytes(_RULE)
    if check is None:
        return bytes((_UNASKED,)).ljust(_RULE, b"\0")
    quick = check.case in _CASES and not check.letters and not check.exotic and not any(check.edges)
    if not quick or len(check.gaps) > _RULE - _KINDS_AT or not 0 <= check.tail < 256:
        return bytes(_RULE)
    kinds = [_HARD if gap.hard else _KINDS[gap.kind] for gap in check.gaps]
    judged = _PLAIN if plain else _CHECKED
    return bytes((judged, _CASES[check.case], check.tail, check.number, len(kinds), *kinds)).ljust(_RULE, b"\0")
