"""One pass over a folded text for all patterns at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import ahocorasick_rs


class Scanner(Protocol):
    """Finds every occurrence of every pattern, overlapping ones included."""

    def scan(self, data: bytes) -> list[tuple[int, int, int]]:
        """(number of the pattern, start, end) of every occurrence, ordered by end, then start, then number."""


class AhoCorasickScanner:
    """The engine that is always there."""

    def __init__(self, patterns: Sequence[bytes]) -> None:
        """`patterns` are folded and not empty."""
        self._automaton = (
            ahocorasick_rs.BytesAhoCorasick(patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
            if patterns
            else None
        )

    def scan(self, data: bytes) -> list[tuple[int, int, int]]:
        """See `Scanner`."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(data, overlapping=True)
        return found
