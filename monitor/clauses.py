"""Which leaves a query cannot hold without: so that only queries that can hold are looked at."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.entities import Entity
from monitor.evaluate import Leaves
from monitor.nodes import About, AtLeast, Boost, Both, Either, EntityRef, Near, Node, Phrase, Scope, Together
from monitor.plans import Keys, ListPlan
from monitor.terms import Term


def triggers(
    lists: Sequence[ListPlan], terms: dict[Term, int], entities: Sequence[Entity]
) -> tuple[dict[int, tuple[tuple[int, int], ...]], tuple[tuple[int, int], ...]]:
    """For each leaf the queries that wait for it, each under its rarest clause; and those that no leaf decides."""
    common = {number: _commonness(term.text) for term, number in terms.items()}
    common |= {~number: 4.0 if one.type == "country" else 0.3 for number, one in enumerate(entities)}
    found: dict[int, list[tuple[int, int]]] = {}
    always: list[tuple[int, int]] = []
    for number, plan in enumerate(lists):
        for at, query in enumerate(plan.queries):
            if not query.clauses:
                always.append((number, at))
                continue
            for key in min(query.clauses, key=lambda clause: (sum(map(common.__getitem__, clause)), sorted(clause))):
                found.setdefault(key, []).append((number, at))
    return {key: tuple(queries) for key, queries in found.items()}, tuple(always)


def _commonness(text: str) -> float:
    """A guess at how often a term is met: phrases and names are rare, single words are not."""
    return 0.2 if " " in text else 1.0 if text[:1].isupper() else 2.0


def clauses(node: Node, leaves: Leaves) -> tuple[Keys, ...]:
    """Sets of leaves; of each at least one is there whenever `node` holds."""
    match node:
        case Phrase():
            return (frozenset({leaves.terms[node]}),)
        case EntityRef():
            return (frozenset(~number for number in leaves.entities[node]),)
        case About():
            return ()
        case AtLeast() | Boost() | Scope():
            return clauses(node.item, leaves)
        case Either():
            parts = [clauses(item, leaves) for item in node.items]
            if not all(parts):
                return ()
            return (frozenset(key for part in parts for key in min(part, key=len)),)
        case Near():
            return clauses(node.left, leaves) + clauses(node.right, leaves)
        case Both() | Together():
            return tuple(clause for item in node.items for clause in clauses(item, leaves))


def parts_of(entities: Sequence[Entity]) -> dict[str, set[str]]:
    """For every entity all that is part of it, however deep."""
    direct: dict[str, set[str]] = {entity.id: set() for entity in entities}
    for entity in entities:
        for whole in entity.part_of:
            direct.setdefault(whole, set()).add(entity.id)
    closed: dict[str, set[str]] = {}
    for name in direct:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            for part in direct.get(waiting.pop(), ()):
                if part not in found:
                    found.add(part)
                    waiting.append(part)
        closed[name] = found
    return closed
