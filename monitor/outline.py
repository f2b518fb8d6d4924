"""What is compared of the words of a text: runs of words, and stems. Pure.

`monitor.fingerprint` asks for it where `monitor._pieces` was not built, which does it faster.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.pieces import Lexicon
from monitor.sketch import MOST, SKETCH

SHINGLE: Final = 4
"""Words per shingle: long enough that two texts rarely share one by chance, short enough to survive edits."""
TELLING: Final = 4
"""Level of words that tell something."""
MIDDLING: Final = 2
"""The least level of those that tell a little."""


class Extent(NamedTuple):
    """How much of a text is looked at, and what makes a feature distinctive. Weights and ranks are in thousandths."""

    opening: int = 30
    """Words whose shingles are compared by themselves: what is news stands in them."""
    body: int = 60
    """Words below the headline whose stems are compared: what is new stands first, and further down come paragraphs of
    background, the same in every article of one beat."""
    lead: int = 110
    """Words in which names and stems are those of the lead."""
    figures: int = 80
    """Words in which what begins with a digit may be what one text alone has: figures, dates, hours, ages."""
    most: int = MOST
    """Values of one part."""
    shingle_keys: int = SKETCH
    """Smallest shingles that become keys."""
    sample_keys: int = 12
    """Stems that tell something or a little, with the smallest hashes, that become keys: where two texts name nothing
    alike, their words must make them meet."""
    salient: int = 5
    """Distinctive features of headline and first words whose pairs become keys: 10 of them; at most 16."""
    singles: int = 4
    """Of these, so many become keys alone too: a short text may share no more than one name with another."""
    word: int = 250
    """A quarter of what a telling word of a headline weighs."""
    name_word: int = 375
    """The same of a word that is a name in the text."""
    name_rank: int = 2000
    """What a name of the lead has beside the weight of the word."""
    number_rank: int = 1200
    """The same of a number."""
    single_key: int = 0x5EED_0000_0000_0001
    """Keeps the key of a single feature apart from shingles' and pairs' keys."""
    sample_key: int = 0x5EED_0000_0000_0002
    """The same for words of a sample."""


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
    middling: NDArray[np.uint32]
    """Stems there of words that tell a little."""
    common: NDArray[np.uint32]
    """Stems there of words that any news text has."""
    lead: NDArray[np.uint32]
    """Stems of headline and lead."""
    digits: NDArray[np.uint32]
    """Stems of its first words that begin with a digit."""
    telling: NDArray[np.uint32]
    """Stems that tell something or a little, among the first words of both together."""


def outline(known: Lexicon, pieces: NDArray[np.int32], split: int, extent: Extent) -> Outline:
    """
    Args:
        pieces: of headline and text, numbers of `known`.
        split: how many of them are the headline's.
    """
    above, words = known.words_of(pieces[:split]), known.words_of(pieces[split:])
    first = np.concatenate((above, words))[: extent.lead]
    hashes = known.words["hash"][words]
    figures = first[: extent.figures]
    return Outline(
        above,
        len(words),
        _shingles(hashes),
        _shingles(hashes[: extent.opening]),
        *_terms(known, np.concatenate((above[: extent.lead], words[: extent.body]))),
        np.unique(_stems(known, np.concatenate((above, words[: extent.lead])))),
        np.unique(_stems(known, figures[known.words["digit"][figures] > 0])),
        np.unique(_stems(known, first[known.words["level"][first] >= MIDDLING])),
    )


def _stems(known: Lexicon, words: NDArray[np.int32]) -> NDArray[np.uint32]:
    return known.words["feature"][words].astype(np.uint32)


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
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def _terms(
    known: Lexicon, words: NDArray[np.int32]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    short, level = _stems(known, words), known.words["level"][words]
    common = np.unique(short[(level > 0) & (level < MIDDLING)])
    middling = np.unique(short[(level >= MIDDLING) & (level < TELLING)])
    return np.setdiff1d(short[level >= TELLING], common), middling, common
