"""Where articles meet: under the keys they share, in the weeks around each other. Pure.

Where `monitor._meetings` was built it does what is done here, several times faster and in a tenth of the memory.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Mapping
from functools import cache
from secrets import randbits
from types import ModuleType
from typing import Final, Protocol

from monitor.compiled import extension

_NATIVE_VERSION = 1

BUCKET: Final = 24
"""Articles of one week under one key. Of a key that more of them share the newest are kept: so a common name costs no
more than a rare one, and what is new meets what is new."""
CANDIDATES: Final = 8
"""Articles compared, those with most shared keys first."""
CHANCE: Final = 3
"""Of these, articles that share only one key: mostly chance."""

Row = tuple[int, int, int]
"""(week, key, article)."""


class Meetings(Protocol):
    """The newest `BUCKET` articles of every week under every key."""

    def fill(self, week: int, rows: list[tuple[int, int]], /) -> None:
        """Enter articles of a week that came before, (key, article) each, in any order: they count as having come in
        order of their numbers."""

    def meet(self, week: int, article: int, keys: tuple[int, ...], gone: list[Row], /) -> list[int]:
        """Enter an article, which must be new, under different keys; those worth comparing that came before (`rank`).

        Articles that are pushed out of a full bucket are appended to `gone`.
        """

    def forget(self, week: int, /) -> None:
        """Drop the weeks before one."""


def meetings() -> Meetings:
    """An empty one."""
    compiled = native()
    if compiled is None:
        return PlainMeetings()
    made: Meetings = compiled.Meetings(BUCKET, CANDIDATES, CHANCE, randbits(64) | 1)
    return made


@cache
def native() -> ModuleType | None:
    """The compiled half; None where it was not built or is not of this version."""
    return extension("_meetings", _NATIVE_VERSION)


class PlainMeetings:
    """In Python."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[int, int], list[int]] = {}

    def fill(self, week: int, rows: list[tuple[int, int]], /) -> None:
        for key, article in rows:
            insort(self._buckets.setdefault((week, key), []), article)

    def meet(self, week: int, article: int, keys: tuple[int, ...], gone: list[Row], /) -> list[int]:
        shared: Counter[int] = Counter()
        for key in keys:
            for near in (week - 1, week, week + 1):
                shared.update(self._buckets.get((near, key), ()))
            bucket = self._buckets.setdefault((week, key), [])
            bucket.append(article)
            if len(bucket) > BUCKET:
                gone.append((week, key, bucket.pop(0)))
        return rank(shared)

    def forget(self, week: int, /) -> None:
        self._buckets = {at: bucket for at, bucket in self._buckets.items() if at[0] >= week}


def rank(shared: Mapping[int, int]) -> list[int]:
    """The candidates worth comparing: most shared keys first, newer first among equals, at most `CANDIDATES`, of
    which at most `CHANCE` that share no more than one key."""
    several = sorted([(keys, article) for article, keys in shared.items() if keys > 1], reverse=True)[:CANDIDATES]
    once = sorted([article for article, keys in shared.items() if keys == 1], reverse=True)
    return [article for _, article in several] + once[: min(CHANCE, CANDIDATES - len(several))]
