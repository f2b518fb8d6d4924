"""Hits of the leaves of queries as they are read from articles: as columns, one row a hit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from monitor.analysis import Ruleset
from monitor.collector import without_collector
from monitor.document import Document, Zone
from monitor.excerpt import Excerpt
from monitor.nodes import Unit
from monitor.sentences import Places

ZONES: Final[tuple[Zone, ...]] = ("title", "lede", "body")
_TITLE, _LEDE, _BODY = range(len(ZONES))
AMBIGUOUS: Final = 4
"""Bit of a hit's code: a short form that counts only because of its company. The lowest two bits are its zone."""
OPENING: Final = 8
"""Bit of a hit's code: it lies in the first paragraph."""
_KINDS: Final[tuple[Any, ...]] = (np.int64, np.int32, np.int32, np.int32, np.int32, np.uint8)
"""Of the columns of hits."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a leaf stands, by rising article. Positions count code points of headline, two line breaks and text."""

    articles: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentences: NDArray[np.int32]
    """Where the sentence of the start begins."""
    paragraphs: NDArray[np.int32]
    codes: NDArray[np.uint8]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, ...]]) -> Hits:
        """From rows that have the columns' values."""
        table = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, len(_KINDS))
        return cls(*(table[:, at].astype(kind) for at, kind in enumerate(_KINDS)))


def read_hits(
    rules: Ruleset,
    wanted: Collection[int],
    documents: Iterable[tuple[int, Document]],
    units: Collection[Unit] = get_args(Unit),
) -> dict[int, Hits]:
    """The hits of these leaves in documents that come by rising article.

    Args:
        units: in which of them somebody will ask for the hits; what is not in it is 0 in the columns, since to part
            texts takes a fifth of the time.
    """
    with without_collector():
        return _read_hits(rules, wanted, documents, units)


def _read_hits(
    rules: Ruleset, wanted: Collection[int], documents: Iterable[tuple[int, Document]], units: Collection[Unit]
) -> dict[int, Hits]:
    found: dict[int, list[tuple[int, ...]]] = {number: [] for number in wanted}
    terms = {number for number in wanted if number >= 0}
    entities = {~number for number in wanted if number < 0}
    excerpt = Excerpt(rules.lexicon, wanted)
    for article, document in documents:
        reading = excerpt.read(document)
        rows: list[tuple[int, tuple[int, int], bool]] = []
        here = terms & reading.hits.keys()
        if here:
            signs = reading.signatures
            for number in here:
                rows += [(number, place, False) for place in reading.hits[number] if not (signs and signs.cover(place))]
        if entities:
            for number in entities & reading.entities.keys():
                rows += [(~number, place, ambiguous) for place, _, ambiguous in reading.entities[number]]
        if rows:
            body, lede, opening = reading.body_start, reading.lede_end, reading.first_paragraph_end
            around = _around(reading.places, units)
            for number, (start, end), ambiguous in rows:
                code = _TITLE if start < body else _LEDE if start < lede else _BODY
                if ambiguous:
                    code |= AMBIGUOUS
                if body <= start and end <= opening:
                    code |= OPENING
                found[number].append((article, start, end, *around(start), code))
    return {number: Hits.of(rows) for number, rows in found.items()}


def _around(places: Places, units: Collection[Unit]) -> Callable[[int], tuple[int, int]]:
    """A function that gives where the sentence and the paragraph of a position begin, as far as `units` asks."""
    if "sentence" in units:
        return places.both
    return (lambda position: (0, places.paragraph(position))) if units else (lambda _: (0, 0))
