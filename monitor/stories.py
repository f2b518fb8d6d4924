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


def stands(chosen: Told, others: Iterable[Told], agencies: Mapping[str, Set[str]]) -> bool:
    """Whether the representative of a story surely remains it when others join: each came later, is not longer, and
    neither credits an agency with an outlet of its own nor is such an outlet's."""
    originals = frozenset[str]().union(*agencies.values())
    return all(
        (chosen.at, chosen.article) < (other.at, other.article)
        and other.words <= chosen.words
        and canonical(other.credit) not in agencies
        and other.outlet not in originals
        for other in others
    )


class Grouper:
    """Stories of a stream of prints, in memory: the same judgement as in the database, for tools and tests."""

    def __init__(self, kept: int = 20_000) -> None:
        """`kept`: prints held at least; beyond twice as many, those older than `COPY_WINDOW` before the newest are
        dropped, so that a stream in order of time may be endless."""
        self._kept = kept
        self._full = 2 * kept
        """How many prints it takes until old ones are looked for again: never for every article anew."""
        self._prints: dict[int, Sketch] = {}
        self._meetings = meetings()
        self._parents: dict[int, int] = {}

    def add(self, new: Print) -> None:
        """Let an article join; its number must be new."""
        gone: list[Row] = []
        candidates = self._meetings.meet(week_of(new), new.article, new.keys, gone)
        self._prints[new.article] = new.sketch
        self._parents[new.article] = new.article
        for candidate in candidates:
            known = self._prints.get(candidate)
            if known is None or self.story(candidate) == self.story(new.article):
                continue
            if link(new.sketch, known) is not None:
                self._union(new.article, candidate)
        if len(self._prints) > self._full:
            self._forget(max(sketch.at for sketch in self._prints.values()) - COPY_WINDOW)
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

    def _forget(self, before: datetime) -> None:
        self._prints = {number: sketch for number, sketch in self._prints.items() if sketch.at >= before}
        self._meetings.forget(_week(before) - 1)


def _week(at: datetime) -> int:
    return int(at.timestamp() // 604800)


def week_of(print_: Print | Sketch) -> int:
    """Weeks since 1970-01-01 (UTC) of an article: where its keys are kept."""
    return _week(print_.at)
