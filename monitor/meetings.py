"""Where articles meet: under the keys they share, in the weeks around each other. Pure.

Where `monitor._meetings` was built it does what is done here, several times faster and in a tenth of the memory.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from secrets import randbits
from struct import Struct
from types import ModuleType
from typing import Final, Protocol

from monitor.compiled import extension

_NATIVE_VERSION = 3

BUCKET: Final = 24
"""Articles of one week under one key. Of a key that more of them share the newest are kept: so a common name costs no
more than a rare one, and what is new meets what is new."""
CANDIDATES: Final = 8
"""Articles compared, those with most shared keys first."""
CHANCE: Final = 3
"""Of these, articles that share only one key: mostly chance."""

Row = tuple[int, int, bytes]
"""(week, key, its articles in order of their numbers, four bytes each, the lowest first)."""
_NUMBER: Final = Struct("<I")


class Meetings(Protocol):
    """The newest `BUCKET` articles of every week under every key."""

    def fill(self, week: int, rows: list[tuple[int, bytes]], /) -> None:
        """Enter articles of a week that came before, under each key as of `Row`, different keys in any order: they
        count as having come in order of their numbers."""

    def meet(self, week: int, article: int, keys: tuple[int, ...], /) -> list[int]:
        """Enter an article, which must be new, under different keys; those worth comparing that came before (`rank`).

        From a full bucket the article that came first is pushed out.

        Raises:
            OverflowError: its number is not one of 32 bits.
        """

    def stored(self, week: int, keys: list[int], /) -> list[Row]:
        """What stands now under `keys` of a week, in their order."""

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

    def fill(self, week: int, rows: list[tuple[int, bytes]], /) -> None:
        for key, packed in rows:
            bucket = self._buckets.setdefault((week, key), [])
            for (article,) in _NUMBER.iter_unpack(packed):
                insort(bucket, article)
                del bucket[:-BUCKET]

    def meet(self, week: int, article: int, keys: tuple[int, ...], /) -> list[int]:
        if not 0 <= article < 1 << 32:
            raise OverflowError(f"an article has a number that is not of 32 bits: {article}")
        shared: Counter[int] = Counter()
        for key in keys:
            for near in (week - 1, week, week + 1):
                shared.update(self._buckets.get((near, key), ()))
            bucket = self._buckets.setdefault((week, key), [])
            bucket.append(article)
            del bucket[:-BUCKET]
        return rank(shared)

    def stored(self, week: int, keys: list[int], /) -> list[Row]:
        return [(week, key, pack(self._buckets.get((week, key), ()))) for key in keys]

    def forget(self, week: int, /) -> None:
        self._buckets = {at: bucket for at, bucket in self._buckets.items() if at[0] >= week}


def pack(articles: Iterable[int]) -> bytes:
    """Numbers of articles as a `Row` has them."""
    return b"".join(map(_NUMBER.pack, sorted(articles)))


def rank(shared: Mapping[int, int]) -> list[int]:
    """The candidates worth comparing: most shared keys first, newer first among equals, at most `CANDIDATES`, of
    which at most `CHANCE` that share no more than one key."""
    several = sorted([(keys, article) for article, keys in shared.items() if keys > 1], reverse=True)[:CANDIDATES]
    once = sorted([article for article, keys in shared.items() if keys == 1], reverse=True)
    return [article for _, article in several] + once[: min(CHANCE, CANDIDATES - len(several))]
