"""Queries and lists that no article can ever meet, by what they ask for and what they exclude. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.outlets import Outlet
from monitor.claims import TITLE, WHOLE, Claims, Outlets, Zones, alternatives, never_in
from monitor.clauses import parts_of
from monitor.entities import Entity
from monitor.findings import Finding, Path
from monitor.formulas import Among, Formula, Some, satisfiable
from monitor.nodes import Both, Either, EntityRef, Node, Scope, leaves_of, show
from monitor.query import QueryError, from_yaml, item_node
from monitor.terms import term_of
from monitor.watchlists import Query, Watchlist, languages_read

_MOST_ALTERNATIVES = 100
"""Of one query so many are tried one by one."""
_REASONS = {"lang": "an article is in one language", "outlet": "an article is of one outlet"}


@dataclass(frozen=True)
class _Condition:
    """One of several things that must be so together."""

    shown: str
    path: Path
    formula: Formula
    offset: int = 0


class Contradictions:
    """Finds what can never be met, in the lists of one configuration."""

    def __init__(self, entities: Mapping[str, Entity], outlets: Sequence[Outlet]) -> None:
        self._entities = entities
        self._papers = outlets
        self._parts = parts_of(list(entities.values()))
        tagged: dict[str, set[str]] = {}
        assuming: dict[str, set[str]] = {}
        for outlet in outlets:
            for table, keys in ((tagged, outlet.tags), (assuming, outlet.assume)):
                for key in keys:
                    table.setdefault(key, set()).add(outlet.id)
        self._outlets = Outlets(*({key: frozenset(ids) for key, ids in table.items()} for table in (tagged, assuming)))

    def of(self, watchlist: Watchlist) -> Iterator[Finding]:
        """Findings about one list, whose id is filled in. Nothing about one whose terms cannot be read."""
        try:
            drops = [item_node(text) for text in watchlist.drop_if]
            around = self._around(watchlist, drops)
            trees = [from_yaml(query) for query in watchlist.match]
        except QueryError:
            return
        name = watchlist.id or ""
        if core := _core(around):
            yield _finding(name, core)
            around = []
        for number, (query, tree) in enumerate(zip(watchlist.match, trees, strict=True)):
            claims = self._claims(query, watchlist, [*never_in(tree), *drops])
            own = _conditions(query, number, tree, claims)
            if core := _core(own) or _core([*around, *_limits(query, number), *own]):
                yield _finding(name, core)
            elif query.query:
                for part, core in _dead(query, number, tree, claims):
                    at = max(query.query.find(part), 0)
                    said = f"the alternative '{part}' never counts: {_said(core)}"
                    yield Finding("impossible", "watchlist", name, ("match", number, "query"), said, at)

    def _claims(self, query: Query, watchlist: Watchlist, denied: Sequence[Node]) -> Claims:
        term = term_of(query, query.lang or watchlist.lang, languages_read(watchlist, self._papers))
        return Claims(self._outlets, self._parts, term, denied)

    def _around(self, watchlist: Watchlist, drops: Sequence[Node]) -> list[_Condition]:
        """What the list asks of an article, whatever its queries find."""
        found: list[_Condition] = []
        claims = self._claims(Query(any=["x"]), watchlist, drops)
        if watchlist.lang:
            found.append(_languages("the list reads", ("lang",), watchlist.lang))
        if watchlist.outlets:
            ids = frozenset(one for text in watchlist.outlets for one in self._outlets.named(text))
            shown = f"the list reads outlets: {', '.join(watchlist.outlets)}"
            found.append(_Condition(shown, ("outlets",), Among("outlet", ids)))
        for number, texts in enumerate(watchlist.needs):
            shown = f"needs: {' or '.join(texts)}"
            found.append(_Condition(shown, ("needs", number), self._gate(texts, claims)))
        for number, node in enumerate(drops):
            shown = f"drop_if: {watchlist.drop_if[number]}"
            found.append(_Condition(shown, ("drop_if", number), claims.fails(node)))
        return found

    def _gate(self, texts: Sequence[str], claims: Claims) -> Formula:
        """What meets one need: something it names, who stands for a country it names, an outlet that assumes it."""
        nodes = [item_node(text) for text in texts]
        named = {leaf.id for node in nodes for leaf in leaves_of(node) if isinstance(leaf, EntityRef)}
        standing = [one for one in self._entities.values() if one.of in named and one.type != "weapon"]
        assuming = [self._outlets.assuming[one] for one in sorted(named & self._outlets.assuming.keys())]
        return Some(
            (
                *(claims.holds(node) for node in nodes),
                *(claims.holds(EntityRef(entity.id)) for entity in standing),
                *(Among("outlet", ids) for ids in assuming),
            )
        )


def _conditions(query: Query, number: int, tree: Node, claims: Claims) -> list[_Condition]:
    """What one query asks of an article, in parts that stand in the file as they are shown."""
    if query.query:
        return list(_of_notation(query, ("match", number, "query"), tree, claims))
    part: Zones = TITLE if query.in_ == "title" else WHOLE
    found: list[_Condition] = []
    if query.any:
        choices = Either(tuple(item_node(text) for text in query.any))
        found.append(_Condition(" | ".join(query.any), ("match", number, "any"), claims.holds(choices, part)))
    for index, text in enumerate(query.all):
        formula = claims.holds(item_node(text), part)
        found.append(_Condition(text, ("match", number, "all", index), formula))
    if query.in_ == "title":
        found = [replace(one, shown=f"{one.shown} (in: title)") for one in found]
    if len(found) > 1 and query.within != "article":
        found.append(_Condition(f"within: {query.within}", ("match", number), claims.holds(tree)))
    return found


def _of_notation(query: Query, path: Path, tree: Node, claims: Claims) -> Iterator[_Condition]:
    part: Zones = WHOLE
    if query.in_ == "title" and isinstance(tree, Scope):
        part, tree = TITLE, tree.item
    items, never = (tree.items, tree.never) if isinstance(tree, Both) else ((tree,), ())

    def condition(shown: str, node: Node, claim: Callable[[Node, Zones], Formula]) -> _Condition:
        return _Condition(shown, path, claim(node, part), max(query.query.find(shown), 0))

    yield from (condition(show(item), item, claims.holds) for item in items)
    yield from (condition(show(Both((), (item,))), item, claims.fails) for item in never)


def _dead(query: Query, number: int, tree: Node, claims: Claims) -> Iterator[tuple[str, list[_Condition]]]:
    """Alternatives that the rest of the query rules out, each with what it contradicts."""
    for part, whole in alternatives(tree, _MOST_ALTERNATIVES):
        if core := _core(_conditions(query, number, whole, claims)):
            yield show(part), core


def _limits(query: Query, number: int) -> list[_Condition]:
    return [_languages("this query reads", ("match", number, "lang"), query.lang)] if query.lang else []


def _languages(who: str, path: Path, langs: Sequence[str]) -> _Condition:
    return _Condition(f"{who} only {', '.join(langs)}", path, Among("lang", frozenset(langs)))


def _core(conditions: Sequence[_Condition]) -> list[_Condition]:
    """The fewest of `conditions` that no article can meet together; empty where some article could meet all."""
    if satisfiable(one.formula for one in conditions):
        return []
    core = list(conditions)
    for one in reversed(conditions):
        rest = [other for other in core if other is not one]
        if not satisfiable(other.formula for other in rest):
            core = rest
    return core


def _finding(name: str, core: Sequence[_Condition]) -> Finding:
    """At the query where one takes part, else at what the list needs."""
    order = {"match": 0, "needs": 1}
    place = min(core, key=lambda one: order.get(str(one.path[0]), 2))
    return Finding("impossible", "watchlist", name, place.path, _said(core), place.offset)


def _said(core: Sequence[_Condition]) -> str:
    if len(core) == 1:
        return f"no article can ever meet this: {core[0].shown}"
    facts = {one.formula.fact for one in core if isinstance(one.formula, Among)}
    why = next((f" ({_REASONS[fact]})" for fact in facts if len(core) == 2), "")
    return f"no article can meet all of this at once{why}: {'; '.join(one.shown for one in core)}"
