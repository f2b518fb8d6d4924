"""What compiling leaves behind for reading: patterns, terms and the plan of every entity. Numbers name all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.checks import Check
from monitor.scan import NO_PATTERNS, EngineName, Patterns, Scanner, Span

__all__ = ["EntityPlan", "Found", "Lexicon", "Posting", "Postings", "Rule", "Span"]


class Posting(NamedTuple):
    """A pattern belongs to a term, under this check."""

    term: int
    check: Check | None
    prefix: bool
    plain: bool
    """Nothing is asked of it but blanks and dashes between its words."""


Rule = tuple[Check | None, bool, bool]
"""Of a posting: check, prefix, plain."""


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
        cls, patterns: Sequence[int], terms: Sequence[int] = (), rules: Sequence[int] = (), table: Sequence[Rule] = ()
    ) -> Postings:
        """Pack postings given one by one, in the order of their terms: of which pattern, which term, by which rule."""
        owners = np.array(patterns, dtype=np.int32)
        order = np.argsort(owners, kind="stable")
        starts = np.searchsorted(owners[order], np.arange(int(owners.max(initial=-1)) + 2))
        ordered, told = np.array(terms, dtype=np.int32)[order], np.array(rules, dtype=np.int32)[order]
        return cls(starts.astype(np.int32), ordered, told, table)

    def plain_terms(self) -> NDArray[np.int32]:
        """For each pattern its term as `monitor.scan.make_scanner` asks for it."""
        starts, terms, rules, table = self._packed
        firsts = starts[:-1]
        known = np.array([2 * plain + (check is not None) for check, _, plain in table] or [0], dtype=np.int32)[rules]
        alone = np.diff(starts) == 1
        known, terms = known[firsts], terms[firsts]
        return np.where(alone & (known >= 2), 2 * terms + known % 2, -1).astype(np.int32)

    @property
    def patterns(self) -> int:
        """How many patterns there are."""
        return len(self._packed[0]) - 1

    def __missing__(self, number: int) -> tuple[Posting, ...]:
        starts, terms, rules, table = self._packed
        places = range(int(starts[number]), int(starts[number + 1]))
        found = tuple(Posting(int(terms[at]), *table[rules[at]]) for at in places)
        self[number] = found
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return Postings, self._packed


class EntityPlan(NamedTuple):
    """What reading needs to know of one entity."""

    id: str
    kind: str
    full: dict[int, str]
    """Term -> alias as written."""
    short: dict[int, str]
    near: tuple[int, ...]
    masks: tuple[int, ...]
    series: dict[int, bytes]
    """Term -> the folded letters before its number, for «Shahed-129 and 191»."""
    simple: bool
    """Has neither short forms nor masks: its names count wherever they stand."""


class Found(NamedTuple):
    """A mention of an entity."""

    span: Span
    alias: str
    ambiguous: bool = False


@dataclass(slots=True)
class Lexicon:
    """Everything compiled that reading a document needs."""

    scanner: Scanner
    engine: EngineName
    postings: Postings
    """By the number of the pattern."""
    entities: Sequence[EntityPlan]
    by_term: Mapping[int, tuple[int, ...]]
    """Term -> entities it names (full or short)."""
    known: Mapping[bytes, Sequence[tuple[int, str]]]
    """Folded alias that ends in a number, without blanks -> entities and alias."""
    outlets: Mapping[int, tuple[str, ...]]
    """Term of an outlet's name -> ids of the outlets so named."""
    patterns: Patterns = NO_PATTERNS
    """Folded, by number: what the scanner looks for. Begins with a blank; one that does not end with one is the
    beginning of a word."""
