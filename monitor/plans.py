"""Watchlists as they are compiled: each query with its leaves, each list with its gates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.evaluate import Leaves
from monitor.nodes import Node
from monitor.watchlists import Query, Watchlist

Keys = frozenset[int]
"""Leaves by number: a term as it is, an entity as ~number."""


@dataclass(slots=True)
class Gate:
    """One condition of `needs`: met by a tree, by entities that stand for a country, or by the outlet."""

    shown: str
    node: Node
    keys: Keys
    """Leaves of which one is there whenever the gate is met by the article itself."""
    stands_for: tuple[int, ...]
    """Entities whose mention meets it although the tree does not name them."""
    assumed: frozenset[str]
    """Country entities an outlet may assume."""


@dataclass(slots=True)
class QueryPlan:
    """One compiled query."""

    id: str
    node: Node
    source: Query
    leaves: Leaves
    masks: tuple[Node, ...]
    mask_leaves: Leaves
    clauses: tuple[Keys, ...]
    """Of each clause at least one leaf is there whenever the query holds."""


@dataclass(slots=True)
class ListPlan:
    """One compiled watchlist."""

    id: str
    source: Watchlist
    queries: Sequence[QueryPlan]
    gates: Sequence[Gate]
    drops: Sequence[Node]
    leaves: Leaves
    """Of gates and drops."""
    outlets: frozenset[str]
    tags: frozenset[str]
    langs: frozenset[str]


class OutletFacts(NamedTuple):
    """What matching knows of an outlet."""

    assume: tuple[str, ...]
    tags: tuple[str, ...]
