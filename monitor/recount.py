"""What a watchlist makes of the whole archive, from stored hits: the same scores as reading every article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from crawler.outlets import Outlet
from monitor.analysis import Ruleset
from monitor.archive_columns import Columns
from monitor.archive_origins import Origins
from monitor.clauses import clauses
from monitor.document import Document
from monitor.evaluate import Leaves
from monitor.hit_rows import read_hits
from monitor.hit_store import HitStore, Names, Wanted, name_of
from monitor.nodes import Near, Node, leaves_of
from monitor.plans import Gate, ListPlan, QueryPlan
from monitor.replay import Tree, decidable, needs, read_through, replay, units_of
from monitor.shelf import Array, Kept
from monitor.texts import Texts

_CENT: Final = 100
_DOUBT: Final = 1e-6
"""So near to half a cent the exact rounding decides."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Articles that pass a list, by rising id, and their scores."""

    articles: NDArray[np.int64]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Version:
    """A watchlist as one configuration has it."""

    rules: Ruleset
    plan: ListPlan
    outlets: tuple[Outlet, ...]
    """Those that `rules` were compiled with."""

    @classmethod
    def of(cls, rules: Ruleset, watchlist: str, outlets: Sequence[Outlet]) -> Version | None:
        """None where there is no such list, or it is off."""
        plan = next((one for one in rules.plans if one.id == watchlist), None)
        return cls(rules, plan, tuple(outlets)) if plan is not None else None

    @property
    def decidable(self) -> bool:
        """Whether stored hits are enough."""
        nodes = [Tree.of(query) for query in self.plan.queries]
        gates = [Tree(gate.node, self.plan.leaves) for gate in self.plan.gates]
        drops = [Tree(node, self.plan.leaves) for node in self.plan.drops]
        return all(map(decidable, (*nodes, *gates, *drops)))


class Recount:
    """Scores lists over the archive as it is at one moment."""

    def __init__(self, session: Session, store: HitStore) -> None:
        """Reads what the log of the archive got since the store was last asked."""
        self._session = session
        self._store = store
        self.at = store.columns(session)
        """The screened articles."""

    def scores(self, version: Version, since: datetime, until: datetime) -> Scores:
        """Articles of that time (half-open) that pass a decidable list. What it makes of all of them is kept."""
        view = _View(self._session, self._store, self.at, version)
        articles, values, rows = view.scores()
        within = self.at.within(rows, since, until)
        return Scores(articles[within], values[within])


class _Held(NamedTuple):
    """Where a tree holds, as it is kept: a verdict, and the rows of its articles."""

    articles: NDArray[np.int64]
    boosts: NDArray[np.float64]
    factors: NDArray[np.float64]
    rows: NDArray[np.int32]

    def only(self, which: NDArray[np.bool_]) -> _Held:
        """Some of it."""
        return _Held(self.articles[which], self.boosts[which], self.factors[which], self.rows[which])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A tree, its leaves, and the name under which its verdict is kept."""

    tree: Tree
    wanted: Wanted
    name: str

    @classmethod
    def of(cls, tree: Tree, wanted: Wanted, names: Names) -> _Asked:
        return cls(tree, wanted, name_of("v", names.terms, tree.node, tree.masks, tuple(sorted(wanted.values()))))


class _View:
    """The archive under one version's entities and outlets."""

    def __init__(self, session: Session, store: HitStore, at: Columns, version: Version) -> None:
        self._session, self._store, self._at = session, store, at
        self._rules, self._plan = version.rules, version.plan
        self._outlets = {outlet.id: outlet for outlet in version.outlets}
        self._origins = Origins(at, self._outlets, version.rules.facts)
        self._names = store.names(version.rules, version.outlets)
        self._asked: dict[int, _Asked] = {}
        """By the identity of a query, or of the node of a gate or a drop; the plan holds them."""
        self._narrow: dict[str, NDArray[np.int64]] = {}
        """For a tree by its name: the only articles in which it can hold, where that is to be read in them."""

    def query(self, query: QueryPlan) -> _Asked:
        """A query's tree."""
        known = self._asked.get(id(query))
        if known is None:
            known = _Asked.of(Tree.of(query), self._names.query(self._rules, query), self._names)
            self._asked[id(query)] = known
        return known

    def plain(self, node: Node) -> _Asked:
        """The tree of a gate or of a drop."""
        known = self._asked.get(id(node))
        if known is None:
            known = self._asked[id(node)] = self._plain(node)
        return known

    def _plain(self, node: Node) -> _Asked:
        among = set(leaves_of(node))
        terms = {leaf: number for leaf, number in self._plan.leaves.terms.items() if leaf in among}
        entities = {leaf: numbers for leaf, numbers in self._plan.leaves.entities.items() if leaf in among}
        leaves = Leaves(terms, entities)
        return _Asked.of(Tree(node, leaves), self._names.of(self._rules, leaves), self._names)

    def scores(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int32]]:
        """All articles that pass the list, their scores, and their rows."""
        name = self._name()
        kept = self._kept(name)
        if kept is None:
            self._prepare()
            self._keep(name, *self._passing())
            kept = self._kept(name)
            assert kept is not None
        articles, values, rows = kept.arrays
        return articles, values, rows

    def _name(self) -> str:
        """The name under which scores are kept: by everything that decides them."""
        plan, queries = self._plan, [(self.query(one).name, one.source) for one in self._plan.queries]
        return name_of(
            "s",
            self._names.terms,
            tuple((name, source.weight, tuple(source.lang)) for name, source in queries),
            tuple((self._named(gate), tuple(sorted(gate.assumed))) for gate in plan.gates),
            tuple(self.plain(node).name for node in plan.drops),
            plan.source.score,
            *(tuple(sorted(one)) for one in (plan.langs, plan.outlets, plan.tags)),
        )

    def _passing(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int32]]:
        plan = self._plan
        articles, rows, points = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
        for query in plan.queries:
            found = self.verdict(self.query(query))
            cents = _cents(query, found)
            if query.source.lang:
                spoken = self._origins.speak(found.rows, query.source.lang)
                found, cents = found.only(spoken), cents[spoken]
            articles.append(found.articles)
            rows.append(found.rows)
            points.append(cents)
        held, first, place = np.unique(np.concatenate(articles), return_index=True, return_inverse=True)
        at = np.concatenate(rows)[first]
        values = np.rint(np.bincount(place, weights=np.concatenate(points), minlength=len(held))) / _CENT
        passed = (values >= plan.source.score) & self._origins.read_by(plan, at)
        held, values, at = held[passed], values[passed], at[passed]
        for gate in plan.gates:
            met = self._met(gate, held, at)
            held, values, at = held[met], values[met], at[met]
        for node in plan.drops:
            stays = ~_among(held, self.verdict(self.plain(node)).articles)
            held, values, at = held[stays], values[stays], at[stays]
        return held, values, at

    def _prepare(self) -> None:
        """Read, in one go, every hit that no verdict tells of and that is not stored."""
        plan, wanted = self._plan, Wanted()
        trees = [*map(self.query, plan.queries), *map(self.plain, (*self._gates(), *plan.drops))]
        for asked in trees:
            if self._kept(asked.name) is None:
                narrow = self._narrowed(asked) if len(trees) == 1 else None
                if narrow is not None:
                    self._narrow[asked.name] = narrow
                else:
                    wanted |= asked.wanted
        for gate in plan.gates:
            if self._kept(self._named(gate)) is None:
                wanted |= self._standing(gate)
        self._store.complete(self._session, self._rules, wanted, self._at, self._outlets)

    def _narrowed(self, asked: _Asked) -> NDArray[np.int64] | None:
        """Of a query that is all there is (one that is tried): a word that many articles have is read only beside the
        others. What a list asks for is read whole, for its next edits."""
        parts = clauses(asked.tree.node, asked.tree.leaves)
        if len(parts) == 1 and asked.wanted.keys() <= parts[0]:
            return None
        return self._store.narrowed(self._session, self._rules, asked.wanted, parts, at=self._at)

    def _gates(self) -> Sequence[Node]:
        return [gate.node for gate in self._plan.gates]

    def _standing(self, gate: Gate) -> Wanted:
        """Entities that stand for the gate's country."""
        return self._names.entities_of(self._rules, gate.stands_for)

    def _named(self, gate: Gate) -> str:
        return name_of("g", self.plain(gate.node).name, tuple(sorted(self._standing(gate).values())))

    def _kept(self, name: str) -> Kept | None:
        kept = self._store.shelf.get(name)
        return kept if kept is not None and (kept.epoch, kept.upto) == (self._at.epoch, self._at.upto) else None

    def verdict(self, asked: _Asked) -> _Held:
        """Where a tree holds, evaluated where that is not kept."""
        kept = self._kept(asked.name)
        if kept is not None:
            return _Held(*kept.arrays)
        narrow = self._narrow.get(asked.name)
        if narrow is not None and needs(asked.tree, Near):  # which asks for the texts themselves
            found = read_through(asked.tree, self._rules.lexicon, self._texts(narrow))
        else:
            if narrow is not None:
                known = read_hits(self._rules, asked.wanted, self._texts(narrow), units_of(asked.tree))
            else:
                hits = {number: self._store.hits(name, self._at) for number, name in asked.wanted.items()}
                known = {number: one for number, one in hits.items() if one is not None}
            found = replay(asked.tree, known, self._texts, self._origins.documents)
        held = _Held(found.articles, found.boosts, found.factors, self._at.rows(found.articles))
        self._keep(asked.name, *held)
        return held

    def _texts(self, articles: NDArray[np.int64]) -> Iterator[tuple[int, Document]]:
        return Texts(self._session, self._outlets).screened(articles, self._at)

    def _keep(self, name: str, *arrays: Array) -> None:
        self._store.shelf.put(name, Kept(self._at.epoch, self._at.upto, arrays))

    def _met(self, gate: Gate, articles: NDArray[np.int64], rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        """In which of `articles` a gate is met."""
        name = self._named(gate)
        kept = self._kept(name)
        if kept is None:
            parts = [self.verdict(self.plain(gate.node)).articles]
            for leaf in self._standing(gate).values():
                hits = self._store.hits(leaf, self._at)
                parts += [hits.articles] if hits is not None else []
            self._keep(name, np.unique(np.concatenate(parts)))
            kept = self._kept(name)
            assert kept is not None
        found = _among(articles, kept.arrays[0])
        if gate.assumed:
            found |= self._origins.assume(gate.assumed, rows)
        return found


def _cents(query: QueryPlan, verdict: _Held) -> NDArray[np.int64]:
    """Points in hundredths: rounded as `monitor.score.points` rounds them."""
    scaled = query.source.weight * verdict.boosts * verdict.factors * _CENT
    cents = np.rint(scaled).astype(np.int64)
    for at in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _DOUBT).tolist():
        cents[at] = round(
            round(query.source.weight * float(verdict.boosts[at]) * float(verdict.factors[at]), 2) * _CENT
        )
    return cents


def _among(articles: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of `articles` are in `others`; both by rising id, each once."""
    found: NDArray[np.bool_] = np.append(others, -1)[np.searchsorted(others, articles)] == articles
    return found
