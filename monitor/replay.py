"""A query evaluated on hits that are stored: the same tree, the same evaluation, no text.

What a query makes of an article depends on the order of its hits and on the zones, sentences and paragraphs they are
in, not on the characters between them (only NEAR counts words). Most articles have their hits in the same order, so
each arrangement is evaluated once, for however many articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from monitor.clauses import clauses
from monitor.collector import without_collector
from monitor.document import Document, Zone
from monitor.evaluate import Evaluation, Leaves
from monitor.excerpt import Excerpt
from monitor.hit_rows import AMBIGUOUS, OPENING, ZONES, Hits
from monitor.lexicon import Found, Lexicon, Span
from monitor.match import GLUE, LookedUp, Reading
from monitor.nodes import About, Near, Node, Together, Unit, nodes_of
from monitor.plans import QueryPlan
from monitor.recognise import NO_MASKS, Masks
from monitor.score import factor

Texts = Callable[[NDArray[np.int64]], Iterable[tuple[int, Document]]]
"""Reads articles."""
About_ = Callable[[NDArray[np.int64]], Sequence[Document]]
"""Documents without words, for what queries ask of language and outlet."""
_NONE: Final = Leaves({}, {})


@dataclass(frozen=True, slots=True)
class Tree:
    """What decides where a query, a gate or a drop holds."""

    node: Node
    leaves: Leaves
    masks: tuple[Node, ...] = ()
    mask_leaves: Leaves = _NONE

    @classmethod
    def of(cls, query: QueryPlan) -> Tree:
        """A query's."""
        return cls(query.node, query.leaves, query.masks, query.mask_leaves)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a tree holds, by rising article, and what its finding is worth (see `monitor.score`)."""

    articles: NDArray[np.int64]
    boosts: NDArray[np.float64]
    factors: NDArray[np.float64]


def needs(tree: Tree, *kinds: type) -> bool:
    """Whether a node of one of these kinds is in it."""
    return any(isinstance(node, kinds) for root in (tree.node, *tree.masks) for node in nodes_of(root))


def units_of(tree: Tree) -> set[Unit]:
    """In which units its parts must stand together."""
    every = (node for root in (tree.node, *tree.masks) for node in nodes_of(root))
    return {node.unit for node in every if isinstance(node, Together)}


def decidable(tree: Tree) -> bool:
    """Whether stored hits can say where it holds: not where it may hold in an article that has none of its leaves,
    or where it asks for an author."""
    return bool(clauses(tree.node, tree.leaves)) and all(node.name != "author" for node in abouts_of(tree))


def abouts_of(tree: Tree) -> list[About]:
    """What it asks of an article besides its words."""
    return [node for root in (tree.node, *tree.masks) for node in nodes_of(root) if isinstance(node, About)]


def replay(tree: Tree, hits: Mapping[int, Hits], texts: Texts, about: About_) -> Verdict:
    """Where a decidable tree holds.

    Args:
        hits: of every leaf of the tree, by its number.
    """
    articles = _candidates(tree, hits)
    table = _Table.of(articles, {number: hits[number] for number in _numbers(tree)})
    if needs(tree, Near):
        worth = dict(_by_text(tree, table, texts))
    else:
        worth = _by_arrangement(tree, table, about(articles) if needs(tree, About) else None)
    held = sorted(worth)
    return _verdict(articles[held], [worth[at] for at in held])


def read_through(tree: Tree, lexicon: Lexicon, texts: Iterable[tuple[int, Document]]) -> Verdict:
    """The same by reading all articles, by rising number, that can hold it."""
    worth = Sieve(tree, lexicon).worth
    with without_collector():
        found = ((article, worth(document)) for article, document in texts)
        held = [(article, one) for article, one in found if one is not None]
    return _verdict(np.array([article for article, _ in held], np.int64), [one for _, one in held])


class Sieve:
    """Reads documents for one tree alone."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self._tree = tree
        self._excerpt = Excerpt(lexicon, _numbers(tree))

    def worth(self, document: Document) -> tuple[float, float] | None:
        """Boost and factor of the tree, None where it does not hold."""
        return _worth(self._tree, self._excerpt.read(document))


def _verdict(articles: NDArray[np.int64], worth: Sequence[tuple[float, float]]) -> Verdict:
    boosts, factors = np.array(worth, np.float64).reshape(-1, 2).T.copy()
    return Verdict(articles, boosts, factors)


def _candidates(tree: Tree, hits: Mapping[int, Hits]) -> NDArray[np.int64]:
    """Articles that hold a leaf of every clause."""
    rows = [
        np.unique(np.concatenate([hits[number].articles for number in clause] or [np.zeros(0, np.int64)]))
        for clause in clauses(tree.node, tree.leaves)
    ]
    rows.sort(key=len)
    return reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), rows)


def _numbers(tree: Tree) -> list[int]:
    found: set[int] = set()
    for leaves in (tree.leaves, tree.mask_leaves):
        found.update(leaves.terms.values())
        found.update(~number for numbers in leaves.entities.values() for number in numbers)
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Table:
    """All hits of some leaves in some articles, by article."""

    leaves: list[int]
    articles: NDArray[np.int64]
    bounds: NDArray[np.int64]
    """Rows of article n: ``bounds[n]:bounds[n+1]``."""
    columns: NDArray[np.int64]
    """leaf (its place in `leaves`), start, end, sentence, paragraph, code; one row of it each."""

    @classmethod
    def of(cls, articles: NDArray[np.int64], hits: Mapping[int, Hits]) -> _Table:
        parts = []
        for leaf, one in enumerate(hits.values()):
            at = np.searchsorted(articles, one.articles)
            known = np.append(articles, -1)  # where it would stand after the last
            kept = np.flatnonzero(known[at] == one.articles)
            columns = (one.starts, one.ends, one.sentences, one.paragraphs, one.codes)
            parts.append(
                np.vstack([at[kept], np.full(len(kept), leaf), *(column[kept] for column in columns)]).astype(np.int64)
            )
        table = np.hstack(parts)
        table = table[:, np.lexsort((table[1], table[3], table[2], table[0]))]
        bounds = np.searchsorted(table[0], np.arange(len(articles) + 1))
        return cls(list(hits), articles, bounds, table[1:])

    def rows(self, at: int) -> list[list[int]]:
        rows: list[list[int]] = self.columns[:, self.bounds[at] : self.bounds[at + 1]].T.tolist()
        return rows

    def ranked(self) -> NDArray[np.int64]:
        """The columns with every position replaced by its rank among those of its article: what can be compared
        stays as it is."""
        count = len(self.articles)
        owner = np.repeat(np.arange(count), np.diff(self.bounds))
        places = self.columns[1:5] + (owner << 32)
        distinct, ranks = np.unique(places, return_inverse=True)
        first = np.searchsorted(distinct, np.arange(count) << 32)
        made = self.columns.copy()
        made[1:5] = ranks.reshape(places.shape) - first[owner]
        return made


def _by_arrangement(tree: Tree, table: _Table, about: Sequence[Document] | None) -> dict[int, tuple[float, float]]:
    """Evaluate each arrangement of hits once. Article's place in the table -> boost and factor."""
    ranked = np.ascontiguousarray(table.ranked().T.astype(np.int32))
    raw, width = ranked.tobytes(), ranked.itemsize * ranked.shape[1]
    known: dict[Any, tuple[float, float] | None] = {}
    worth: dict[int, tuple[float, float]] = {}
    bounds = table.bounds.tolist()
    document = Document("", "", "")
    for at in range(len(table.articles)):
        first, last = bounds[at], bounds[at + 1]
        key: Any = raw[first * width : last * width]
        if about is not None:
            document = about[at]
            key = (key, document.lang, document.outlet)
        if key not in known:
            known[key] = _worth(tree, _Arranged(document, table.leaves, ranked[first:last].tolist()))
        if (found := known[key]) is not None:
            worth[at] = found
    return worth


def _by_text(tree: Tree, table: _Table, texts: Texts) -> Iterator[tuple[int, tuple[float, float]]]:
    places = {int(article): at for at, article in enumerate(table.articles)}
    for article, document in texts(table.articles):
        at = places[article]
        found = _worth(tree, _Placed(document, table.leaves, table.rows(at)))
        if found is not None:
            yield at, found


def _worth(tree: Tree, reading: Reading) -> tuple[float, float] | None:
    """Boost and factor of a tree that holds, as `Ruleset.analyse` has them."""
    masks = NO_MASKS
    if tree.masks:
        plain = Evaluation(reading, tree.mask_leaves)
        masks = Masks((one.start, one.end) for node in tree.masks for one in plain.occurrences(node))
    found = Evaluation(reading, tree.leaves, masks).occurrences(tree.node)
    if not any(one.hits for one in found):
        return None
    return max(one.boost for one in found), factor([(one.zone, one.ambiguous) for one in found])


class _Stored(Reading):
    """A reading whose hits were found before."""

    def __init__(self, document: Document, leaves: Sequence[int], rows: Sequence[Sequence[int]]) -> None:
        # Not the reading of a text: what evaluation asks of a reading is put here as it was found then.
        self.document = document
        self.hits: dict[int, list[Span]] = {}
        self.looked_up: LookedUp = {}
        self._entities: dict[int, list[Found]] | None = {}
        self._signatures: Masks | None = NO_MASKS  # applied when the hits were stored
        self._zones: dict[int, Zone] = {}
        for leaf, start, end, _, _, code in rows:
            number = leaves[leaf]
            if number >= 0:
                self.hits.setdefault(number, []).append((start, end))
            else:
                found = Found((start, end), "", bool(code & AMBIGUOUS))
                self._entities.setdefault(~number, []).append(found)
            self._zones[start] = ZONES[code & 3]

    def zone(self, position: int) -> Zone:
        """As it was then."""
        return self._zones[position]


class _Placed(_Stored):
    """Hits at their places in a text."""

    def __init__(self, document: Document, leaves: Sequence[int], rows: Sequence[Sequence[int]]) -> None:
        super().__init__(document, leaves, rows)
        self.text = document.title + GLUE + document.text
        self.title_end = len(document.title)
        self.body_start = self.title_end + len(GLUE)
        self._places = None
        self._lede_end = -1


class _Arranged(_Stored):
    """Hits in their order, without a text."""

    def __init__(self, document: Document, leaves: Sequence[int], rows: Sequence[Sequence[int]]) -> None:
        super().__init__(document, leaves, rows)
        self.title_end = max((end for _, _, end, _, _, code in rows if code & 3 == 0), default=-1)
        self.body_start = self.title_end + 1
        self._opening_end = max((end for _, _, end, _, _, code in rows if code & OPENING), default=self.body_start - 1)
        self.text = " " * (1 + max(row[2] for row in rows))
        self._places = _Partition(rows)  # type: ignore[assignment]

    @property
    def first_paragraph_end(self) -> int:
        """Where the last hit ends that lies in the first paragraph."""
        return self._opening_end


class _Partition:
    """Sentences and paragraphs of hits, as they were found then."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._sentences = {row[1]: row[3] for row in rows}
        self._paragraphs = {row[1]: row[4] for row in rows}

    def sentence(self, position: int) -> int:
        return self._sentences[position]

    def paragraph(self, position: int) -> int:
        return self._paragraphs[position]
