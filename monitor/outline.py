"""What is compared of the words of a text: runs of words, stems with their weights. Pure.

Where `monitor._pieces` was built all of it is one call.
"""

from __future__ import annotations

from array import array
from math import log1p
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.pieces import Lexicon, native

SHINGLE: Final = 4
"""Words per shingle: long enough that two texts rarely share one by chance, short enough to survive edits."""
MOST_SHINGLES: Final = 4000
"""Of longer texts the smallest hashes stand for all: a bottom-k sample keeps resemblance nearly as it is."""
SAMPLE: Final = 6
"""Words of a sample."""

_WORTH: Final = np.array([round(1000 * log1p(number)) for number in range(64)], np.int64)
"""Of a stem that stands so many times in a text, in thousandths."""


class Extent(NamedTuple):
    """How many words of a text are looked at."""

    opening: int
    body: int
    """For its stems."""
    lead: int


class Outline(NamedTuple):
    """Hashes are in order and unique."""

    above: NDArray[np.int32]
    """Numbers of the headline's words."""
    words: int
    """Below the headline."""
    shingles: NDArray[np.uint32]
    """Of all runs of `SHINGLE` words. A text shorter than that is one shingle."""
    opening: NDArray[np.uint32]
    """Those of its first words."""
    terms: NDArray[np.uint32]
    """Stems of headline and first words."""
    weights: NDArray[np.uint16]
    """Of `terms`, in thousandths: weight times log frequency, brought to length 1; headline words count three times,
    names half as much again. In whole numbers up to the length."""
    lead: NDArray[np.uint32]
    """Stems of headline and lead."""
    sample: list[int]
    """The smallest hashes of the telling stems of headline and lead."""


def outline(known: Lexicon, pieces: NDArray[np.int32], split: int, names: array[int], extent: Extent) -> Outline:
    """
    Args:
        pieces: of headline and text, numbers of `known`.
        split: how many of them are the headline's.
        names: short hashes of names, in order.
    """
    compiled = native()
    if compiled is None:
        return _outline(known, pieces, split, names, extent)
    tables = (known.first, known.count, known.hash, known.short, known.level)
    above, words, *hashes, sample = compiled.outline(
        pieces, split, *tables, names, _WORTH, *extent, MOST_SHINGLES, SAMPLE
    )
    shingles, opening, terms, weights, lead = hashes
    return Outline(
        np.frombuffer(above, np.int32),
        words,
        np.frombuffer(shingles, np.uint32),
        np.frombuffer(opening, np.uint32),
        np.frombuffer(terms, np.uint32),
        np.frombuffer(weights, np.uint16),
        np.frombuffer(lead, np.uint32),
        sample,
    )


def _outline(known: Lexicon, pieces: NDArray[np.int32], split: int, names: array[int], extent: Extent) -> Outline:
    above, words = known.words_of(pieces[:split]), known.words_of(pieces[split:])
    lead = np.concatenate((above, words))[: extent.lead]
    hashes = known.hash[words]
    return Outline(
        above,
        len(words),
        _shingles(hashes),
        _shingles(hashes[: extent.opening]),
        *_terms(known, above[: extent.lead], words[: extent.body], np.frombuffer(names, np.uint32)),
        np.unique(known.short[np.concatenate((above, words[: extent.lead]))]),
        np.unique(known.short[lead[known.level[lead] >= 4]])[:SAMPLE].tolist(),
    )


def _shingles(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    if not len(hashes):
        return np.empty(0, np.uint32)
    if len(hashes) < SHINGLE:
        hashes = np.pad(hashes, (0, SHINGLE - len(hashes)))
    count = len(hashes) - SHINGLE + 1
    mixed = hashes[:count].copy()
    for step in range(1, SHINGLE):
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed += hashes[step : count + step]
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))[:MOST_SHINGLES]


def _terms(
    known: Lexicon, title: NDArray[np.int32], body: NDArray[np.int32], names: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    words = np.concatenate((body, title, title, title))
    short, level = known.short[words], known.level[words]
    short, level = short[level > 0], level[level > 0]
    if not len(short):
        return np.empty(0, np.uint32), np.empty(0, np.uint16)
    terms, place, times = np.unique(short, return_inverse=True, return_counts=True)
    least = np.full(len(terms), 4, np.uint8)
    np.minimum.at(least, place, level)
    values = _WORTH[np.minimum(times, len(_WORTH) - 1)]
    values *= np.where(least < 4, 1, 4)
    values *= np.where(np.isin(terms, names), 3, 2)
    return terms, np.rint(values * 1000 / np.sqrt(float((values * values).sum()))).astype(np.uint16)
