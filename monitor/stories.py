"""Which articles tell one story: those that links connect. Pure.

A link is a symmetric judgement on two prints (`monitor.likeness`); stories are the connected groups that links make.
So the grouping does not depend on the order in which articles arrive, as long as every pair that belongs together
meets as candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import Protocol, TypeVar

from monitor.agencies import canonical
from monitor.likeness import COPY_WINDOW, link
from monitor.prints import Print
from monitor.sketch import Sketch

BUCKET = 24
"""Articles of one week under one key. Of a key that more of them share the newest are kept: so a common name costs no
more than a rare one, and what is new meets what is new."""
CANDIDATES = 8
"""Articles compared, those with most shared keys first."""
CHANCE = 3
"""Of these, articles that share only one key: mostly chance."""


def rank(shared: Mapping[int, int]) -> list[int]:
    """The candidates worth comparing: most shared keys first, newer first among equals, at most `CANDIDATES`, of
    which at most `CHANCE` that share no more than one key."""
    several = sorted([(keys, article) for article, keys in shared.items() if keys > 1], reverse=True)[:CANDIDATES]
    once = sorted([article for article, keys in shared.items() if keys == 1], reverse=True)
    return [article for _, article in several] + once[: min(CHANCE, CANDIDATES - len(several))]


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
        """`kept`: prints held at least; beyond that, those older than `COPY_WINDOW` before the newest are dropped, so
        that a stream in order of time may be endless."""
        self._kept = kept
        self._prints: dict[int, Sketch] = {}
        self._buckets: dict[tuple[int, int], list[int]] = {}
        self._parents: dict[int, int] = {}

    def add(self, new: Print) -> None:
        """Let an article join; its number must be new."""
        week = week_of(new)
        shared: Counter[int] = Counter()
        for key in new.keys:
            for near in (week - 1, week, week + 1):
                shared.update(self._buckets.get((near, key), ()))
            bucket = self._buckets.setdefault((week, key), [])
            bucket.append(new.article)
            if len(bucket) > BUCKET:
                del bucket[0]
        self._prints[new.article] = new.sketch
        self._parents[new.article] = new.article
        for candidate in rank(shared):
            if candidate in self._prints and link(new.sketch, self._prints[candidate]) is not None:
                self._union(new.article, candidate)
        if len(self._prints) > 2 * self._kept:
            self._forget(max(print_.at for print_ in self._prints.values()) - COPY_WINDOW)

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
        self._prints = {number: print_ for number, print_ in self._prints.items() if print_.at >= before}
        oldest = _week(before) - 1
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if key[0] >= oldest}


def _week(at: datetime) -> int:
    return int(at.timestamp() // 604800)


def week_of(print_: Print | Sketch) -> int:
    """Weeks since 1970-01-01 (UTC) of an article: where its keys are kept."""
    return _week(print_.at)
