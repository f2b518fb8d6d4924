"""The part of a fingerprint that is compared, small enough to be kept for every article of the last weeks.

Words, names and numbers stand as 32-bit hashes. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from struct import Struct
from typing import Final

import numpy as np
from numpy.typing import NDArray

_HEAD: Final = Struct("<BB10H")
_SCRIPTS: Final = ("latin", "cyrillic", "arabic")
_WEIGHT_STEPS: Final = 1000.0
VERSION: Final = 2
"""First byte of a packed sketch; a sketch of another version is made again from the text."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One article as it is compared with others."""

    article: int
    outlet: str
    at: datetime
    """Publication, or first sight."""
    script: str
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
    weights: NDArray[np.float32]
    """Of `terms`; together of length 1."""
    names: frozenset[int]
    lead_names: frozenset[int]
    numbers: Mapping[int, float]
    """With how specific each is."""
    lead_numbers: Mapping[int, float]
    tolls: frozenset[int]
    """Those of the numbers that count the dead and hurt."""
    dates: frozenset[int]
    """Days named in the first words."""
    title_weight: float = field(init=False)
    """Of `title`, together."""
    all_names: frozenset[int] = field(init=False)
    """Of headline, lead and text."""
    all_numbers: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        keep = object.__setattr__
        keep(self, "title_weight", sum(self.title.values()))
        keep(self, "all_names", self.names | self.lead_names)
        keep(self, "all_numbers", frozenset(self.numbers).union(self.lead_numbers))


SKETCH: Final = 8
"""Smallest shingle hashes that become keys. Two texts of resemblance r share none with probability (1 - r)^8
(bottom-k MinHash; Broder, "On the resemblance and containment of documents", 1997)."""


def pack(one: Sketch) -> bytes:
    """As it is stored."""
    small = (one.title, one.lead, one.names, one.lead_names, one.numbers, one.lead_numbers, one.tolls, one.dates)
    flags = _SCRIPTS.index(one.script) | (4 if one.roundup else 0)
    head = _HEAD.pack(VERSION, flags, len(one.shingles), len(one.terms), *map(len, small))
    values = np.array([value for part in small for value in part], "<u4")
    weighted = (*one.title.values(), *one.numbers.values(), *one.lead_numbers.values())
    weights = np.concatenate((one.weights, np.array(weighted, np.float32))) * np.float32(_WEIGHT_STEPS)
    body = (one.shingles.astype("<u4"), one.terms.astype("<u4"), values, weights.round().astype("<u2"))
    return head + b"".join(part.tobytes() for part in body)


def unpack(data: bytes, *, article: int, outlet: str, at: datetime) -> Sketch | None:
    """The opposite of `pack` (weights to three decimals); None for a sketch of another version."""
    if not data or data[0] != VERSION:
        return None
    _, flags, *lengths = _HEAD.unpack_from(data)
    total = sum(lengths)
    body = np.frombuffer(data, "<u4", total, _HEAD.size)
    weights = np.frombuffer(data, "<u2", offset=_HEAD.size + 4 * total).astype(np.float32) / np.float32(_WEIGHT_STEPS)
    shingles, terms = lengths[0], lengths[1]
    rest = body[shingles + terms :].tolist()
    parts: list[list[int]] = []
    at_ = 0
    for length in lengths[2:]:
        parts.append(rest[at_ : at_ + length])
        at_ += length
    title, lead, names, lead_names, numbers, lead_numbers, tolls, dates = parts
    small = weights[terms:].tolist()
    first, second = len(title), len(title) + len(numbers)
    return Sketch(
        article=article,
        outlet=outlet,
        at=at,
        script=_SCRIPTS[flags & 3],
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
    )


def rounded(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights as a packed sketch keeps them, so that a fresh sketch and a stored one are judged alike."""
    return (weights * np.float32(_WEIGHT_STEPS)).round() / np.float32(_WEIGHT_STEPS)
