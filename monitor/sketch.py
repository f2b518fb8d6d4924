"""The part of a fingerprint that is compared, small enough to be kept for every article of the last weeks.

Words, names and numbers stand as 32-bit hashes. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from struct import Struct
from typing import Final

import numpy as np
from numpy.typing import NDArray

_HEAD: Final = Struct("<BB11H")
_SCRIPTS: Final = ("latin", "cyrillic", "arabic")
_WEIGHT_STEPS: Final = 1000.0
VERSION: Final = 3
"""First byte of a packed sketch; a sketch of another version is made again from the text."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One article as it is compared with others."""

    article: int
    outlet: str
    at: datetime
    """Publication, or first sight."""
    script: str
    tongue: int
    """Guess of its language (`monitor.tongues`); 0 for one not known."""
    roundup: bool
    shingles: NDArray[np.uint32]
    """Hashes of all runs of four words, sorted, unique."""
    sketch: frozenset[int]
    """The smallest of them: texts that share none resemble each other little."""
    title: Mapping[int, float]
    """Stems of the headline with their weights."""
    lead: frozenset[int]
    """Stems of headline and first words."""
    terms: NDArray[np.uint32]
    """Stems of headline and text, sorted."""
    weights: NDArray[np.uint16]
    """Of `terms`, in thousandths; together of length 1."""
    names: frozenset[int]
    lead_names: frozenset[int]
    numbers: Mapping[int, float]
    """With how specific each is."""
    lead_numbers: Mapping[int, float]
    tolls: frozenset[int]
    """Those of the numbers that count the dead and hurt."""
    dates: frozenset[int]
    """Days named in the first words."""
    days: frozenset[int]
    """On which it says that something happened: days since 0001-01-01; that of its publication if it names none."""
    grew: bool
    """Whether it says that a count of victims grew."""
    stored: bytes = b""
    """Where it was read from."""
    all_names: frozenset[int] = field(init=False)
    """Of headline, lead and text."""
    all_numbers: frozenset[int] = field(init=False)
    packed: bytes = field(init=False)
    """As it is stored, and as `monitor._likeness` reads it."""

    def __post_init__(self) -> None:
        keep = object.__setattr__
        keep(self, "all_names", self.names | self.lead_names)
        keep(self, "all_numbers", frozenset(self.numbers).union(self.lead_numbers))
        keep(self, "packed", self.stored or pack(self))

    @property
    def told(self) -> frozenset[int]:
        """All names and stems."""
        return self.all_names.union(self.terms.tolist())


SKETCH: Final = 8
"""Smallest shingle hashes that become keys. Two texts of resemblance r share none with probability (1 - r)^8
(bottom-k MinHash; Broder, "On the resemblance and containment of documents", 1997)."""


def pack(one: Sketch) -> bytes:
    """As it is stored: every part in order of its values, so that two sketches can be compared in one pass."""
    title, numbers, lead_numbers = (sorted(part.items()) for part in (one.title, one.numbers, one.lead_numbers))
    values = [stem for stem, _ in title]
    small = [values, sorted(one.lead), sorted(one.names), sorted(one.lead_names)]
    small += [[number for number, _ in part] for part in (numbers, lead_numbers)]
    small += [sorted(one.tolls), sorted(one.dates), sorted(one.days)]
    flags = _SCRIPTS.index(one.script) | (4 if one.roundup else 0) | (8 if one.grew else 0) | one.tongue << 4
    head = _HEAD.pack(VERSION, flags, len(one.shingles), len(one.terms), *map(len, small))
    weights = [thousandths(weight) for part in (title, numbers, lead_numbers) for _, weight in part]
    body = (
        one.shingles.astype("<u4"),
        one.terms.astype("<u4"),
        np.array(list(chain(*small)), "<u4"),
        one.weights.astype("<u2"),
    )
    return head + b"".join(part.tobytes() for part in body) + np.array(weights, "<u2").tobytes()


def thousandths(weight: float) -> int:
    """A weight as a packed sketch keeps it."""
    return round(weight * _WEIGHT_STEPS)


def unpack(data: bytes, *, article: int, outlet: str, at: datetime) -> Sketch | None:
    """The opposite of `pack` (weights to three decimals); None for a sketch of another version."""
    if not data or data[0] != VERSION:
        return None
    _, flags, *lengths = _HEAD.unpack_from(data)
    total = sum(lengths)
    body = np.frombuffer(data, "<u4", total, _HEAD.size)
    weights = np.frombuffer(data, "<u2", offset=_HEAD.size + 4 * total)
    shingles, terms = lengths[0], lengths[1]
    rest = body[shingles + terms :].tolist()
    parts: list[list[int]] = []
    at_ = 0
    for length in lengths[2:]:
        parts.append(rest[at_ : at_ + length])
        at_ += length
    title, lead, names, lead_names, numbers, lead_numbers, tolls, dates, days = parts
    small = (weights[terms:] / _WEIGHT_STEPS).tolist()
    first, second = len(title), len(title) + len(numbers)
    return Sketch(
        article=article,
        outlet=outlet,
        at=at,
        script=_SCRIPTS[flags & 3],
        tongue=flags >> 4,
        roundup=bool(flags & 4),
        shingles=body[:shingles],
        sketch=frozenset(body[: min(SKETCH, shingles)].tolist()),
        title=dict(zip(title, small, strict=False)),
        lead=frozenset(lead),
        terms=body[shingles : shingles + terms],
        weights=weights[:terms],
        names=frozenset(names),
        lead_names=frozenset(lead_names),
        numbers=dict(zip(numbers, small[first:], strict=False)),
        lead_numbers=dict(zip(lead_numbers, small[second:], strict=False)),
        tolls=frozenset(tolls),
        dates=frozenset(dates),
        days=frozenset(days),
        grew=bool(flags & 8),
        stored=data,
    )
