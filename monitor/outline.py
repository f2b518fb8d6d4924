"""What is compared of the words of a text: runs of words, and stems. Pure.

Where `monitor._pieces` was built all of it is one call.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.pieces import Lexicon, native

SHINGLE: Final = 4
"""Words per shingle: long enough that two texts rarely share one by chance, short enough to survive edits."""
MOST_SHINGLES: Final = 4000
"""Of longer texts the smallest hashes stand for all: a bottom-k sample keeps resemblance nearly as it is."""
SAMPLE: Final = 12
"""Words of a sample."""


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
    """Telling stems of headline and first words."""
    common: NDArray[np.uint32]
    """Stems there of words that any news text has."""
    lead: NDArray[np.uint32]
    """Stems of headline and lead."""
    names: NDArray[np.uint32]
    sample: list[int]
    """The smallest hashes of the telling stems of headline and lead."""


class Names(NamedTuple):
    """Names of a text."""

    named: list[int]
    """Pieces that end in one."""
    others: list[int]
    """Short hashes of those that no piece ends in."""


def outline(known: Lexicon, pieces: NDArray[np.int32], split: int, names: Names, extent: Extent) -> Outline:
    """
    Args:
        pieces: of headline and text, numbers of `known`.
        split: how many of them are the headline's.
    """
    compiled = native()
    if compiled is None:
        return _outline(known, pieces, split, names, extent)
    tables = (known.first, known.count, known.hash, known.short, known.level, known.capital)
    above, words, *hashes, sample = compiled.outline(pieces, split, *tables, *names, *extent, MOST_SHINGLES, SAMPLE)
    shingles, opening, terms, common, lead, short_names = hashes
    return Outline(
        np.frombuffer(above, np.int32),
        words,
        np.frombuffer(shingles, np.uint32),
        np.frombuffer(opening, np.uint32),
        np.frombuffer(terms, np.uint32),
        np.frombuffer(common, np.uint32),
        np.frombuffer(lead, np.uint32),
        np.frombuffer(short_names, np.uint32),
        sample,
    )


def _outline(known: Lexicon, pieces: NDArray[np.int32], split: int, names: Names, extent: Extent) -> Outline:
    above, words = known.words_of(pieces[:split]), known.words_of(pieces[split:])
    lead = np.concatenate((above, words))[: extent.lead]
    hashes = known.hash[words]
    return Outline(
        above,
        len(words),
        _shingles(hashes),
        _shingles(hashes[: extent.opening]),
        *_terms(known, np.concatenate((above[: extent.lead], words[: extent.body]))),
        np.unique(known.short[np.concatenate((above, words[: extent.lead]))]),
        np.unique(np.concatenate((known.capital[names.named], np.array(names.others, np.uint32)))),
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


def _terms(known: Lexicon, words: NDArray[np.int32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    short, level = known.short[words], known.level[words]
    common = np.unique(short[(level > 0) & (level < 4)])
    return np.setdiff1d(short[level >= 4], common), common
