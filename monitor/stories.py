"""Which articles tell one story: those that links connect. Pure.

A link is a symmetric judgement on two prints (`monitor.likeness`); stories are the connected groups that links make.
So the grouping does not depend on the order in which articles arrive, as long as every pair that belongs together
meets as candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import Protocol, TypeVar

from monitor.agencies import canonical
from monitor.likeness import COPY_WINDOW, link
from monitor.meetings import Row, meetings
from monitor.prints import Print
from monitor.sketch import Sketch


class Told(Protocol):
    """What the choice of a representative looks at."""

    @property
    def article(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def words(self) -> int: ...
    @property
    def outlet(self) -> str: ...
    @property
    def credit(self) -> str: ...


T = TypeVar("T", bound=Told)


def representative(told: Iterable[T], agencies: Mapping[str, Set[str]] | None = None) -> T:
    """The text that stands for a story: the earliest of those at least four fifths as long as the longest.

    Where one credits a wire agency whose own outlet is among them, that original goes first, if it is at least half
    as long as the longest.

    Args:
        told: at least one.
        agencies: as of `monitor.agencies.agencies`.
    """
    members = list(told)
    longest = max(member.words for member in members)
    known = agencies or {}
    credited = frozenset[str]().union(*(known.get(canonical(member.credit), ()) for member in members))
    originals = [member for member in members if member.outlet in credited and member.words >= 0.5 * longest]
    full = originals or [member for member in members if member.words >= 0.8 * longest]
    return min(full, key=lambda member: (member.at, member.article))


class Grouper:
    """Stories of a stream of prints, in memory: the same judgement as in the database, for tools and tests."""

    def __init__(self, kept: int = 20_000) -> None:
        """`kept`: prints held at least twice over; beyond that, those older than `COPY_WINDOW` before the newest are
        dropped, so that a stream in order of time may be endless. One that no key leads to any more, because newer
        ones took its place under all of them, can never be compared again and is dropped at once."""
        self._kept = kept
        self._full = 2 * kept
        """How many prints it takes until old ones are looked for again: never for every article anew."""
        self._prints: dict[int, Sketch] = {}
        self._meetings = meetings()
        self._keys: dict[int, int] = {}
        """How many keys lead to each print."""
        self._parents: dict[int, int] = {}

    def add(self, new: Print) -> None:
        """Let an article join; its number must be new."""
        gone: list[Row] = []
        candidates = self._meetings.meet(week_of(new), new.article, new.keys, gone)
        self._prints[new.article] = new.sketch
        self._keys[new.article] = len(new.keys)
        self._parents[new.article] = new.article
        for candidate in candidates:
            if candidate in self._prints and link(new.sketch, self._prints[candidate]) is not None:
                self._union(new.article, candidate)
        self._drop(gone)
        if len(self._prints) > self._full:
            self._forget(max(print_.at for print_ in self._prints.values()) - COPY_WINDOW)
            self._full = max(2 * self._kept, len(self._prints) + self._kept)

    def story(self, article: int) -> int:
        """The story of an article: the lowest number among its articles."""
        while self._parents[article] != article:
            self._parents[article] = self._parents[self._parents[article]]
            article = self._parents[article]
        return article

    def _union(self, one: int, other: int) -> None:
        first, second = sorted((self.story(one), self.story(other)))
        self._parents[second] = first

    def _drop(self, gone: Iterable[Row]) -> None:
        for _, _, article in gone:
            if article in self._keys:
                self._keys[article] -= 1
                if not self._keys[article]:
                    del self._prints[article], self._keys[article]

    def _forget(self, before: datetime) -> None:
        self._prints = {number: print_ for number, print_ in self._prints.items() if print_.at >= before}
        self._keys = {number: self._keys[number] for number in self._prints}
        self._meetings.forget(_week(before) - 1)


def _week(at: datetime) -> int:
    return int(at.timestamp() // 604800)


def week_of(print_: Print | Sketch) -> int:
    """Weeks since 1970-01-01 (UTC) of an article: where its keys are kept."""
    return _week(print_.at)
