"""Hits of the leaves of queries as they are read from articles: as columns, one row a hit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from monitor.analysis import Ruleset
from monitor.collector import without_collector
from monitor.document import Document, Zone
from monitor.excerpt import Excerpt
from monitor.match import Reading
from monitor.nodes import Unit

ZONES: Final[tuple[Zone, ...]] = ("title", "lede", "body")
_TITLE, _LEDE, _BODY = range(len(ZONES))
AMBIGUOUS: Final = 4
"""Bit of a hit's code: a short form that counts only because of its company. The lowest two bits are its zone."""
OPENING: Final = 8
"""Bit of a hit's code: it lies in the first paragraph."""
_KINDS: Final[tuple[Any, ...]] = (np.int64, np.int32, np.int32, np.int32, np.int32, np.uint8)
"""Of the columns of hits."""

_Row = tuple[list[int], tuple[int, int], bool]
"""Where a hit is to be written, its place, and whether it counts only because of its company."""
UNBROKEN: Final = re.compile(r"[\w ,'’%/-]*")
"""What stands within one sentence, however long it is: nothing that could end it."""


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
    def of(cls, rows: Sequence[int]) -> Hits:
        """From the columns' values, row by row."""
        table = np.array(rows, np.int64).reshape(-1, len(_KINDS))
        return cls(*(table[:, at].astype(kind) for at, kind in enumerate(_KINDS)))


def read_hits(
    rules: Ruleset,
    wanted: Collection[int],
    documents: Iterable[tuple[int, Document]],
    units: Collection[Unit] | None = None,
) -> dict[int, Hits]:
    """The hits of these leaves in documents that come by rising article.

    Args:
        units: None = the hits are kept for whatever may be asked of them. Else it will only be asked which of them
            share one of these units: the columns have any number that tells this, since to part texts into sentences
            takes a fifth of the time.
    """
    with without_collector():
        return _read_hits(rules, wanted, documents, units)


def _read_hits(
    rules: Ruleset, wanted: Collection[int], documents: Iterable[tuple[int, Document]], units: Collection[Unit] | None
) -> dict[int, Hits]:
    found: dict[int, list[int]] = {number: [] for number in wanted}
    terms = {number for number in wanted if number >= 0}
    entities = {~number for number in wanted if number < 0}
    read = Excerpt(rules.lexicon, wanted).read
    for article, document in documents:
        reading = read(document)
        rows: list[_Row] = []
        hits = reading.hits
        for number in terms & hits.keys():
            signs, column = reading.signatures, found[number]
            rows += [(column, place, False) for place in hits[number] if not (signs and signs.cover(place))]
        if entities:
            mentioned = reading.entities
            for number in entities & mentioned.keys():
                column = found[~number]
                rows += [(column, one.span, one.ambiguous) for one in mentioned[number]]
        if rows:
            body, lede, opening = reading.body_start, reading.lede_end, reading.first_paragraph_end
            around = _around(reading, units, rows)
            for column, (start, end), ambiguous in rows:
                code = _TITLE if start < body else _LEDE if start < lede else _BODY
                if ambiguous:
                    code |= AMBIGUOUS
                if body <= start and end <= opening:
                    code |= OPENING
                column.extend((article, start, end, *around(start), code))
    return {number: Hits.of(rows) for number, rows in found.items()}


def _around(reading: Reading, units: Collection[Unit] | None, rows: Sequence[_Row]) -> Callable[[int], tuple[int, int]]:
    """A function that gives sentence and paragraph of where a hit begins, see `read_hits`."""
    if units is None:
        return reading.places.both
    if not units:
        return _nowhere
    known: dict[int, tuple[int, int]] = {}
    places, text, exact = reading.places, reading.text, "sentence" in units
    starts = sorted([row[1][0] for row in rows])
    while starts:
        begin, end = places.bounds(starts[0])
        here = max(1, bisect_left(starts, end))
        last = starts[here - 1]
        if exact and here > 1 and UNBROKEN.fullmatch(text, starts[0], last) is None:
            known.update({start: places.both(start) for start in starts[:here]})
        else:
            known.update(dict.fromkeys(starts[:here], (begin, begin)))
        del starts[:here]
    return known.__getitem__


def _nowhere(_: int) -> tuple[int, int]:
    return 0, 0
