"""The hits of the leaves of queries (a term, an entity) over the whole archive: read once, then kept.

A leaf's hits depend on nothing but the leaf, the entities and the outlets' names, so an edit of weights, gates,
thresholds or of how queries are put together needs no text at all, and a new term costs the reading of the articles
that the word index gives for it. What came into the archive since is read when a leaf is next asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from monitor.analysis import Ruleset
from monitor.archive_columns import Columns, columns
from monitor.evaluate import Leaves
from monitor.hit_rows import Hits, read_hits
from monitor.nodes import Phrase
from monitor.plans import QueryPlan
from monitor.ruleset_cache import file_name, ruleset_hash
from monitor.shelf import Kept, Shelf
from monitor.texts import Texts
from monitor.watchlists import Query
from monitor.word_index import holding

_NOWHERE: Final[tuple[frozenset[int], NDArray[np.int64]]] = (frozenset(), np.zeros(0, np.int64))
"""Leaves that the word index was asked for just now, and the articles that may hold one of them."""
_FEW: Final = 300
"""So many new articles are read without asking the word index."""
_MANY: Final = 2000
"""So many articles of a new term are worth asking whether its query needs all of them."""
_RARER: Final = 2
"""So many times fewer must the query need."""
_PLAIN: Final = Query(any=["x"])
"""How terms of gates and of `drop_if` are read."""

Wanted = dict[int, str]
"""Number of a leaf in a ruleset -> the name its hits are kept under."""


class HitStore:
    """Hits by leaf, on disk and in memory. One process may use it at a time in one thread; several processes may share
    its folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` keeps the arrays; None = only for as long as this object lives."""
        self.shelf = Shelf(folder)
        self._columns: Columns | None = None
        self._bases: dict[int, tuple[object, str]] = {}
        self._looked_up = _NOWHERE

    def columns(self, session: Session) -> Columns:
        """The screened articles as of now."""
        self._columns = columns(session, self.shelf, self._columns)
        return self._columns

    def names(self, rules: Ruleset, outlets: Sequence[Outlet]) -> Names:
        """How leaves are named under these entities and outlets."""
        languages = repr(sorted((one.id, one.language) for one in outlets))
        bare = file_name(ruleset_hash((), (), outlets), languages)
        known = self._bases.get(id(rules.entities))
        if known is None or known[0] is not rules.entities:
            known = rules.entities, ruleset_hash((), rules.entities, ())
            self._bases[id(rules.entities)] = known
        return Names(bare, f"{bare} {known[1]}")

    def hits(self, name: str, at: Columns) -> Hits | None:
        """What is kept of a leaf, where it is up to date."""
        kept = self.shelf.get(name)
        return Hits(*kept.arrays) if kept is not None and (kept.epoch, kept.upto) == (at.epoch, at.upto) else None

    def complete(
        self, session: Session, rules: Ruleset, wanted: Wanted, at: Columns, outlets: Mapping[str, Outlet]
    ) -> None:
        """Read what is missing of these leaves, so that `hits` has them all."""
        groups: dict[int, Wanted] = {}
        for number, name in wanted.items():
            if self.hits(name, at) is None:
                groups.setdefault(self._upto(name, at), {})[number] = name
        for upto, missing in groups.items():
            changed = at.ids[at.numbers > upto]
            candidates = _candidates(session, rules, missing, changed, self._looked_up)
            found = read_hits(rules, missing, Texts(session, outlets).screened(candidates, at))
            for number, name in missing.items():
                kept = self.shelf.get(name)
                new = found[number]
                if kept is not None and upto:
                    new = _merged(Hits(*kept.arrays), new, changed)
                self.shelf.put(name, Kept(at.epoch, at.upto, tuple(getattr(new, one) for one in Hits.__slots__)))
        self._looked_up = _NOWHERE

    def narrowed(
        self, session: Session, rules: Ruleset, wanted: Wanted, clauses: Sequence[Collection[int]], *, at: Columns
    ) -> NDArray[np.int64] | None:
        """The articles that hold a leaf of each of the `clauses`, where nothing is known yet of some of these leaves.

        None where all is known, or where reading all articles of these leaves costs not much more: then it had better
        be, as their hits are kept.
        """
        missing = {number: name for number, name in wanted.items() if self.hits(name, at) is None}
        if not missing or any(self._upto(name, at) for name in missing.values()):
            return None
        every, both = np.zeros(len(at.ids), np.bool_), np.ones(len(at.ids), np.bool_)
        for clause in clauses:
            there = np.zeros(len(at.ids), np.bool_)
            for key in clause:
                if key not in missing and (known := self.hits(wanted[key], at)) is not None:
                    there[at.rows(known.articles)] = True
            asked = [key for key in clause if key in missing]
            if asked:
                rows = at.rows(holding(session, rules, asked))
                there[rows[rows >= 0]] = every[rows[rows >= 0]] = True
            both &= there
        beside = missing.keys() - {key for clause in clauses for key in clause}  # what must not stand there
        if beside:
            rows = at.rows(holding(session, rules, beside))
            every[rows[rows >= 0]] = True
        most, least = np.count_nonzero(every), np.count_nonzero(both)
        if most < _MANY or least * _RARER > most:
            self._looked_up = frozenset(missing), at.ids[every]
            return None
        self._looked_up = _NOWHERE
        return at.ids[both]

    def _upto(self, name: str, at: Columns) -> int:
        kept = self.shelf.get(name)
        return kept.upto if kept is not None and kept.epoch == at.epoch and kept.upto <= at.upto else 0


@dataclass(frozen=True, slots=True)
class Names:
    """Names leaves by everything that decides their hits."""

    terms: str
    entities: str

    def entities_of(self, rules: Ruleset, numbers: Iterable[int]) -> Wanted:
        """Entities by number."""
        return {~number: self._entity(rules, number) for number in numbers}

    def query(self, rules: Ruleset, query: QueryPlan) -> Wanted:
        """Every leaf of a query, those of its masks included."""
        return self.of(rules, query.leaves, query.source) | self.of(rules, query.mask_leaves, query.source, mask=True)

    def of(self, rules: Ruleset, leaves: Leaves, source: Query = _PLAIN, *, mask: bool = False) -> Wanted:
        """The leaves of a tree, read as the terms of `source` are."""
        found = {number: self._term(leaf, source, mask) for leaf, number in leaves.terms.items()}
        return found | self.entities_of(rules, (n for numbers in leaves.entities.values() for n in numbers))

    def _term(self, leaf: Phrase, source: Query, mask: bool) -> str:
        how = (True,) if mask else (False, source.case, *source.without)
        return name_of("t", self.terms, leaf.text, leaf.exact, leaf.prefix, *how)

    def _entity(self, rules: Ruleset, number: int) -> str:
        return name_of("e", self.entities, rules.lexicon.entities[number].id)


@lru_cache(maxsize=100_000)
def name_of(*parts: Hashable) -> str:
    """The name under which something that is decided by `parts` is kept."""
    return sha256(repr(parts).encode()).hexdigest()[:32]


def _candidates(
    session: Session,
    rules: Ruleset,
    wanted: Collection[int],
    changed: NDArray[np.int64],
    looked_up: tuple[frozenset[int], NDArray[np.int64]],
) -> NDArray[np.int64]:
    """Of `changed` the articles that may hold one of the leaves; of some is known already where they may be."""
    if len(changed) <= _FEW:
        return changed
    known, there = looked_up
    every = np.union1d(there, holding(session, rules, [key for key in wanted if key not in known]))
    return np.intersect1d(changed, every, assume_unique=True)


def _merged(old: Hits, new: Hits, changed: NDArray[np.int64]) -> Hits:
    """`old` with the hits of the changed articles replaced."""
    stays = ~np.isin(old.articles, changed)
    order = np.argsort(np.concatenate([old.articles[stays], new.articles]), kind="stable")
    columns = ((getattr(old, one)[stays], getattr(new, one)) for one in Hits.__slots__)
    return Hits(*(np.concatenate(both)[order] for both in columns))
