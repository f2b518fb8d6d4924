"""Compiles watchlists, entities and what matters of the outlets into a `Ruleset`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from crawler.outlets import Outlet
from monitor.analysis import Ruleset
from monitor.clauses import clauses, parts_of, triggers
from monitor.collector import without_collector
from monitor.entities import Entity
from monitor.evaluate import Leaves
from monitor.forms import tongues_of
from monitor.nodes import (
    Either,
    EntityRef,
    Node,
    Phrase,
    leaves_of,
)  # fmt: skip
from monitor.plans import Gate, ListPlan, OutletFacts, QueryPlan
from monitor.query import from_yaml, item_node
from monitor.query_errors import QueryError, closest
from monitor.ruleset_cache import ENGINE_VERSION, file_name, keep, load, ruleset_hash, usable
from monitor.ruleset_errors import Place, RulesetError, RulesetProblem
from monitor.scan import EngineName, preferred_engine
from monitor.terms import Term, term_of
from monitor.vocabulary import Vocabulary
from monitor.watchlists import Query, Watchlist, languages_read

__all__ = ["ENGINE_VERSION", "Ruleset", "RulesetError", "RulesetProblem", "compile_ruleset"]


def compile_ruleset(
    watchlists: Iterable[Watchlist],
    entities: Iterable[Entity],
    outlets: Sequence[Outlet] = (),
    *,
    cache: Path | None = None,
    engine: EngineName | None = None,
) -> Ruleset:
    """Compile everything. Entities come with their file's defaults filled in, watchlists with their ids.

    Watchlists that are `off` are left out. `cache` is a folder where compiled rulesets are kept; one that cannot be
    used, or that others may write, is as good as none, and the log says so. `engine` defaults to our own in C; where it
    could not be built to hyperscan, if that is installed and its slow compilation is kept in a cache; else to the
    automaton that is always there. Raises `RulesetError` with every problem found.
    """
    lists = tuple(one for one in watchlists if one.status != "off")
    everyone, papers = tuple(entities), tuple(outlets)
    if cache is not None and not usable(cache):
        cache = None
    chosen = engine or preferred_engine()
    if engine is None and chosen == "hyperscan" and cache is None:
        chosen = "ahocorasick"
    name = ruleset_hash(lists, everyone, papers)
    file = cache / file_name(name, chosen) if cache is not None else None
    with without_collector():
        if file is not None and (kept := load(file, lists, everyone)) is not None:
            return kept
        ruleset = _Compiler(lists, everyone, papers).compiled(name, chosen)
    if file is not None:
        keep(file, ruleset)
    return ruleset


class _Compiler:
    def __init__(self, lists: tuple[Watchlist, ...], entities: tuple[Entity, ...], outlets: tuple[Outlet, ...]) -> None:
        self.lists, self.entities, self.outlets = lists, entities, outlets
        self.problems: list[RulesetProblem] = []
        self.vocabulary = Vocabulary(tongues_of(one.language for one in outlets))
        self.numbers = {entity.id: number for number, entity in enumerate(entities)}
        self.parts = parts_of(entities)

    def compiled(self, name: str, engine: EngineName) -> Ruleset:
        self._check_entities()
        names = self.vocabulary.named(self.entities)
        lists = [self._list(one, number) for number, one in enumerate(self.lists)]
        outlets = self.vocabulary.outlet_names(self.outlets)
        if self.problems:
            raise RulesetError(self.problems)
        lexicon = self.vocabulary.lexicon(names, outlets, self.vocabulary.labels(), engine)
        waiting, always = triggers(lists, self.vocabulary.terms, self.entities)
        facts = {one.id: OutletFacts(tuple(one.assume), tuple(one.tags)) for one in self.outlets}
        return Ruleset(
            hash=name,
            watchlists=self.lists,
            entities=self.entities,
            lexicon=lexicon,
            plans=lists,
            facts=facts,
            triggers=waiting,
            always=always,
        )

    # ------------------------------------------------------------------ entities

    def _check_entities(self) -> None:
        seen: set[str] = set()
        for entity in self.entities:
            if entity.id in seen:
                self._problem("entity", entity.id, ("id",), f"the id '{entity.id}' is used twice")
            seen.add(entity.id)
            for at, other in enumerate(entity.part_of):
                self._known_entity("entity", entity.id, ("part_of", at), other)
            if entity.of is not None:
                self._known_entity("entity", entity.id, ("of",), entity.of)
        for outlet in self.outlets:
            for at, other in enumerate(outlet.assume):
                self._known_entity("outlet", outlet.id, ("assume", at), other)

    def _known_entity(self, kind: str, owner: str, path: Place, name: str, column: int = 1) -> bool:
        if name in self.numbers:
            return True
        near = closest(name, list(self.numbers))
        hint = f"; did you mean {' or '.join(f'${one}' for one in near)}?" if near else ""
        if name[0].isdigit() and not near:
            hint = f'; a sum of money stands in quotes of its own: \'"${name}"\', in a query: "${name}"'
        self._problem(kind, owner, path, f"there is no entity '{name}'{hint}", column)
        return False

    def _problem(self, kind: str, owner: str, path: Place, message: str, column: int = 1) -> None:
        self.problems.append(RulesetProblem(kind, owner, path, message, column))

    # ------------------------------------------------------------------ watchlists

    def _list(self, source: Watchlist, number: int) -> ListPlan:
        name = source.id or f"list-{number + 1}"
        gates: list[Gate] = []
        read = languages_read(source, self.outlets)
        leaves = Leaves({}, {})
        for at, alternatives in enumerate(source.needs):
            nodes = self._items(name, ("needs", at), alternatives)
            if nodes:
                node = nodes[0] if len(nodes) == 1 else Either(tuple(nodes))
                self._resolve(node, leaves, Query(any=["x"]), name, ("needs", at), langs=source.lang, read=read)
                gates.append(self._gate(alternatives, node, leaves))
        drops = self._items(name, ("drop_if",), source.drop_if)
        for node in drops:
            self._resolve(node, leaves, Query(any=["x"]), name, ("drop_if",), langs=source.lang, read=read)
        queries: list[QueryPlan] = []
        for at, query in enumerate(source.match):
            plan = self._query(name, at, query, source, {one.id for one in queries})
            if plan is not None:
                queries.append(plan)
        return ListPlan(
            id=name,
            source=source,
            queries=queries,
            gates=gates,
            drops=drops,
            leaves=leaves,
            outlets=frozenset(one for one in source.outlets if not one.startswith("tag:")),
            tags=frozenset(one[4:] for one in source.outlets if one.startswith("tag:")),
            langs=frozenset(source.lang),
        )

    def _gate(self, alternatives: Sequence[str], node: Node, leaves: Leaves) -> Gate:
        refs = [leaf for leaf in leaves_of(node) if isinstance(leaf, EntityRef)]
        countries = {ref.id for ref in refs}
        stands_for = tuple(
            number
            for number, entity in enumerate(self.entities)
            if entity.of in countries and entity.type != "weapon" and entity.id not in countries
        )
        keys = [leaves.terms[leaf] for leaf in leaves_of(node) if isinstance(leaf, Phrase)]
        keys += [~number for ref in refs for number in leaves.entities[ref]]
        keys += [~number for number in stands_for]
        return Gate(" or ".join(alternatives), node, frozenset(keys), stands_for, frozenset(countries))

    def _query(self, owner: str, at: int, source: Query, watchlist: Watchlist, taken: set[str]) -> QueryPlan | None:
        path: Place = ("match", at)
        node = self._guarded(owner, (*path, "query"), lambda: from_yaml(source)) if source.query else None
        if not source.query:
            for key in ("any", "all"):
                self._items(owner, (*path, key), getattr(source, key))
            try:
                node = from_yaml(source)
            except QueryError:
                return None  # told above, with its place
        if node is None:
            return None
        masks = self._items(owner, (*path, "not"), source.not_) + self._items(owner, ("not",), watchlist.not_)
        leaves, mask_leaves = Leaves({}, {}), Leaves({}, {})
        langs, read = source.lang or watchlist.lang, languages_read(watchlist, self.outlets)
        self._resolve(node, leaves, source, owner, path, langs=langs, read=read)
        for mask in masks:
            self._resolve(mask, mask_leaves, source, owner, (*path, "not"), mask=True, langs=langs, read=read)
        name = source.id or _name(node, taken)
        return QueryPlan(name, node, source, leaves, tuple(masks), mask_leaves, clauses(node, leaves))

    def _items(self, owner: str, path: Place, texts: Sequence[str]) -> list[Node]:
        nodes = []
        for at, text in enumerate(texts):
            node = self._guarded(owner, (*path, at), lambda text=text: item_node(text))  # type: ignore[misc]
            if node is not None:
                for leaf in leaves_of(node):
                    if isinstance(leaf, EntityRef):
                        column = text.find("$" + leaf.id) + 1
                        self._known_entity("watchlist", owner, (*path, at), leaf.id, max(column, 1))
                nodes.append(node)
        return nodes

    def _guarded(self, owner: str, path: Place, make: Callable[[], Node]) -> Node | None:
        try:
            return make()
        except QueryError as error:
            meant = f"; write {'  or  '.join(error.meant)}" if error.meant else ""
            self._problem("watchlist", owner, path, error.message + meant, error.position + 1)
            return None

    def _resolve(
        self,
        node: Node,
        leaves: Leaves,
        query: Query,
        owner: str,
        path: Place,
        *,
        mask: bool = False,
        langs: Sequence[str] = (),
        read: Iterable[str] = (),
    ) -> None:
        """Number the terms and entities of a tree; `langs` are the only languages in which it is looked for, `read`
        those of the outlets."""
        shared = term_of(query, langs, read)
        if mask:
            shared = Term("", case="ignore", open_end=True, language=shared.language, tongues=shared.tongues)
        for leaf in leaves_of(node):
            if isinstance(leaf, Phrase):
                term = shared._replace(text=leaf.text, inflect=not leaf.exact, prefix=leaf.prefix)
                leaves.terms[leaf] = self.vocabulary.number(term)
            elif isinstance(leaf, EntityRef):
                if leaf.id in self.numbers:
                    chosen = {leaf.id, *(self.parts[leaf.id] if leaf.parts else ())}
                    leaves.entities[leaf] = tuple(sorted(self.numbers[one] for one in chosen))
                else:
                    leaves.entities[leaf] = ()
                    if query.query and path[:1] == ("match",):
                        column = query.query.find("$" + leaf.id) + 1
                        self._known_entity("watchlist", owner, (*path, "query"), leaf.id, max(column, 1))


def _name(node: Node, taken: set[str]) -> str:
    """A query's name where it has none: made from its first term, unique in its list."""
    leaf = next(iter(leaves_of(node)), None)
    text = leaf.text if isinstance(leaf, Phrase) else leaf.id if isinstance(leaf, EntityRef) else "query"
    base = "-".join(re.findall(r"[^\W_]+", text.lower()))[:50] or "query"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
