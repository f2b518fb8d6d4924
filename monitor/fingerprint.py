"""What is compared of a text, and under which keys it meets others, from its pieces and the facts found in them. Pure.

Where `monitor._pieces` was built all of it is one call.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.outline import TELLING, Extent, Outline, outline
from monitor.pieces import Lexicon, native
from monitor.sketch import VERSION, pack

_MASK: Final = 0xFFFFFFFFFFFFFFFF


class Marks(NamedTuple):
    """What was found in a text, as hashes of 64 bits (`monitor.chunks.feature_hash`)."""

    named: bytes
    """The pieces that end in a name, in order, as 32-bit numbers."""
    lead_named: int
    """How many of them stand in the lead."""
    others: list[int]
    """Names that no piece ends in."""
    lead_others: list[int]
    """Those of headline and lead."""
    salient: list[int]
    """Numbers of the lead that make keys."""
    parts: tuple[tuple[list[int]] | tuple[list[int], list[int]], ...]
    """The parts of a sketch from the numbers on, in order: features, and of those with weights their thousandths."""
    flags: int
    """As of `monitor.sketch.flags`."""


class Fingerprint(NamedTuple):
    packed: bytes
    """As of `monitor.sketch.pack`."""
    keys: tuple[int, ...]
    """Signed, sorted."""
    words: int
    """Below the headline."""
    above: list[int]
    """Numbers of the headline's words."""


def fingerprint(known: Lexicon, pieces: NDArray[np.int32], split: int, marks: Marks, extent: Extent) -> Fingerprint:
    """
    Args:
        pieces: of headline and text, numbers of `known`.
        split: how many of them are the headline's.
        extent: how much of the text is looked at.
    """
    compiled = native()
    if compiled is None:
        return _fingerprint(known, pieces, split, marks, extent)
    tables = (known.bytes_of_pieces, known.bytes_of_words)
    return Fingerprint._make(compiled.fingerprint(pieces, split, *tables, *marks, VERSION, extent))


def _fingerprint(known: Lexicon, pieces: NDArray[np.int32], split: int, marks: Marks, extent: Extent) -> Fingerprint:
    drawn = outline(known, pieces, split, extent)
    named = known.pieces["capital"][np.frombuffer(marks.named, np.int32)]
    names = {*named.tolist(), *marks.others}
    stems = known.words["feature"][drawn.above].tolist()
    levels = {
        stem: level for stem, level in zip(stems, known.words["level"][drawn.above].tolist(), strict=True) if level
    }
    title = {stem: level * (extent.name_word if stem in names else extent.word) for stem, level in levels.items()}
    leads = {*named[: marks.lead_named].tolist(), *marks.lead_others, *names.intersection(stems)}
    ranks = {stem: weight for stem, weight in title.items() if levels[stem] >= TELLING}
    for rank, features in ((extent.name_rank, leads), (extent.number_rank, set(marks.salient))):
        for feature in features:
            ranks[feature] = ranks.get(feature, 0) + rank
    parts = (
        *(part.tolist() for part in (drawn.shingles, drawn.opening, drawn.terms, drawn.middling, drawn.common)),
        _weighted(title.keys(), title.values()),
        drawn.lead.tolist(),
        drawn.digits.tolist(),
        _short(names),
        _short(leads),
        *(_weighted(*part) if len(part) == 2 else _short(*part) for part in marks.parts),
    )
    return Fingerprint(pack(marks.flags, parts), _keys(ranks, drawn, extent), drawn.words, drawn.above.tolist())


def _short(features: Iterable[int]) -> set[int]:
    return {feature & 0xFFFFFFFF for feature in features}


def _weighted(features: Iterable[int], weights: Iterable[int]) -> dict[int, int]:
    return dict(sorted((feature & 0xFFFFFFFF, weight) for feature, weight in zip(features, weights, strict=True)))


def _keys(ranks: Mapping[int, int], drawn: Outline, extent: Extent) -> tuple[int, ...]:
    """Bottom-k of the shingles, all pairs of the most distinctive features of headline and lead, the best alone, and a
    sample: where capitals show no names, the words themselves must make texts meet.

    Ties are broken by hash, so that two articles with many features pick the same ones.
    """
    best = sorted(ranks, key=lambda feature: (-ranks[feature], feature))[: extent.salient]
    keys = {(low * 3 + high) & _MASK for low, high in combinations(sorted(best), 2)}
    keys.update(feature ^ extent.single_key for feature in best[: extent.singles])
    keys.update(drawn.shingles[: extent.shingle_keys].tolist())
    keys.update(short ^ extent.sample_key for short in drawn.telling[: extent.sample_keys].tolist())
    return tuple(sorted(key - (key >> 63 << 64) for key in keys))
