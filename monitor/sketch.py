"""The part of a fingerprint that is compared, small enough to be kept for every article of the last weeks.

Words, names and numbers stand as 32-bit hashes, packed as they are stored; a part is taken out when it is asked for.
Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from struct import Struct
from struct import pack as pack_values
from typing import Final

import numpy as np
from numpy.typing import NDArray

SKETCH: Final = 8
"""Smallest shingle hashes that become keys. Two texts of resemblance r share none with probability (1 - r)^8
(bottom-k MinHash; Broder, "On the resemblance and containment of documents", 1997)."""
VERSION: Final = 8
"""First byte of a packed sketch; a sketch of another version is made again from the text."""
MOST: Final = 4000
"""Values of one part; of more the smallest stand for all."""

_HEAD: Final = Struct("<BB15H")
_SCRIPTS: Final = ("latin", "cyrillic", "arabic")
_WEIGHT_STEPS: Final = 1000.0
_SHINGLES, _OPENING, _TERMS, _MIDDLING, _COMMON, _TITLE, _LEAD, _DIGITS, _NAMES, _LEAD_NAMES = range(10)
_NUMBERS, _LEAD_NUMBERS, _TOLLS, _DATES, _DAYS = range(10, 15)
_WEIGHTED: Final = (_TITLE, _NUMBERS, _LEAD_NUMBERS)


class Sketch:
    """One article as it is compared with others."""

    def __init__(self, packed: bytes, *, article: int, outlet: str, at: datetime) -> None:
        """
        Args:
            packed: as of `pack`.
            at: publication, or first sight.
        """
        self.packed = packed
        self.article = article
        self.outlet = outlet
        self.at = at
        _, flags, *self._lengths = _HEAD.unpack_from(packed)
        self.script = _SCRIPTS[flags & 3]
        self.roundup = bool(flags & 4)
        self.grew = bool(flags & 8)
        """Whether it says that a count of victims grew."""
        self.comments = bool(flags & 128)
        """Whether its headline asks or explains: it is about an event, not the news of it."""
        self.tongue = flags >> 4 & 7
        """Guess of its language (`monitor.tongues`); 0 for one not known."""
        self.shingle_count, self.opening_count = self._lengths[_SHINGLES], self._lengths[_OPENING]
        self.term_count = sum(self._lengths[_TERMS : _COMMON + 1])
        """Stems of headline and first words, whatever they tell."""
        self.telling_count = self._lengths[_TERMS]
        """Those of them that tell something."""
        self.frequent = 1 - self.telling_count / max(1, self.term_count)
        """Share of them that news often has: next to none in a language of which that is not known."""
        self.toll_count = self._lengths[_TOLLS]

    def _part(self, part: int) -> NDArray[np.uint32]:
        return np.frombuffer(self.packed, "<u4", self._lengths[part], _HEAD.size + 4 * sum(self._lengths[:part]))

    def _weights(self, part: int) -> NDArray[np.uint16]:
        before = sum(self._lengths[each] for each in _WEIGHTED[: _WEIGHTED.index(part)])
        start = _HEAD.size + 4 * sum(self._lengths) + 2 * before
        return np.frombuffer(self.packed, "<u2", self._lengths[part], start)

    def _weighted(self, part: int) -> dict[int, float]:
        weights = (self._weights(part) / _WEIGHT_STEPS).tolist()
        return dict(zip(self._part(part).tolist(), weights, strict=True))

    def lighten(self) -> None:
        """Drop the parts that were taken out, which are half as large as the sketch; they are taken out again where
        somebody asks for them."""
        for name in vars(self).keys() & _TAKEN_OUT:
            del self.__dict__[name]

    @property
    def shingles(self) -> NDArray[np.uint32]:
        """Hashes of all runs of four words, sorted, unique."""
        return self._part(_SHINGLES)

    @property
    def opening(self) -> NDArray[np.uint32]:
        """Those of them that stand in its first words (of a text longer than the sample, also others)."""
        return self._part(_OPENING)

    @property
    def sketch(self) -> frozenset[int]:
        """The smallest of them: texts that share none resemble each other little."""
        return frozenset(self.shingles[:SKETCH].tolist())

    @property
    def terms(self) -> NDArray[np.uint32]:
        """Telling stems of headline and first words, sorted."""
        return self._part(_TERMS)

    @property
    def middling(self) -> NDArray[np.uint32]:
        """Stems there of words that tell a little, sorted."""
        return self._part(_MIDDLING)

    @property
    def common(self) -> NDArray[np.uint32]:
        """Stems there of words that any news text has, sorted."""
        return self._part(_COMMON)

    @cached_property
    def title(self) -> Mapping[int, float]:
        """Stems of the headline with their weights."""
        return self._weighted(_TITLE)

    @cached_property
    def lead(self) -> frozenset[int]:
        """Stems of headline and first words."""
        return frozenset(self._part(_LEAD).tolist())

    @cached_property
    def digits(self) -> frozenset[int]:
        """Stems of headline and first words that begin with a digit: figures, dates, hours, ages."""
        return frozenset(self._part(_DIGITS).tolist())

    @cached_property
    def names(self) -> frozenset[int]:
        return frozenset(self._part(_NAMES).tolist())

    @cached_property
    def lead_names(self) -> frozenset[int]:
        return frozenset(self._part(_LEAD_NAMES).tolist())

    @property
    def all_names(self) -> frozenset[int]:
        """Of headline, lead and text."""
        return self.names | self.lead_names

    @property
    def told(self) -> frozenset[int]:
        """All names, and the stems of headline and lead."""
        return self.all_names | self.lead

    @cached_property
    def numbers(self) -> Mapping[int, float]:
        """With how specific each is."""
        return self._weighted(_NUMBERS)

    @cached_property
    def lead_numbers(self) -> Mapping[int, float]:
        return self._weighted(_LEAD_NUMBERS)

    @property
    def all_numbers(self) -> frozenset[int]:
        return frozenset(self.numbers).union(self.lead_numbers)

    @cached_property
    def tolls(self) -> frozenset[int]:
        """Those of the numbers that count the dead and hurt."""
        return frozenset(self._part(_TOLLS).tolist())

    @cached_property
    def dates(self) -> frozenset[int]:
        """Days named in the first words."""
        return frozenset(self._part(_DATES).tolist())

    @cached_property
    def days(self) -> frozenset[int]:
        """On which it says that something happened: days since 0001-01-01; that of its publication if it names none."""
        return frozenset(self._part(_DAYS).tolist())


_TAKEN_OUT: Final = {name for name, value in vars(Sketch).items() if isinstance(value, cached_property)}


def flags(*, script: str, tongue: int, roundup: bool, grew: bool, comments: bool) -> int:
    """What a packed sketch says of the whole text.

    Args:
        tongue: at most 7.
    """
    said = (4 if roundup else 0) | (8 if grew else 0) | (128 if comments else 0)
    return _SCRIPTS.index(script) | said | tongue << 4


def pack(flagged: int, parts: Iterable[Iterable[int] | Mapping[int, int]]) -> bytes:
    """As it is stored: every part (see `Sketch`) in order of its values, so that two sketches can be compared in one
    pass.

    Args:
        flagged: of `flags`.
        parts: in order, each of different 32-bit values; those that have weights with their weights in thousandths.
    """
    lengths: list[int] = []
    values: list[int] = []
    weights: list[int] = []
    for part in parts:
        kept = sorted(part)[:MOST]
        lengths.append(len(kept))
        values += kept
        if isinstance(part, Mapping):
            weights += (part[value] for value in kept)
    return _HEAD.pack(VERSION, flagged, *lengths) + pack_values(f"<{len(values)}I{len(weights)}H", *values, *weights)


def thousandths(weight: float) -> int:
    """A weight as a packed sketch keeps it."""
    return round(weight * _WEIGHT_STEPS)


def unpack(data: bytes, *, article: int, outlet: str, at: datetime) -> Sketch | None:
    """A sketch that was stored; None for one of another version."""
    if not data or data[0] != VERSION:
        return None
    return Sketch(data, article=article, outlet=outlet, at=at)
