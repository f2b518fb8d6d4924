"""Why a watchlist did not pass, in plain words. Pure: facts in, sentences out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from monitor.document import QueryResult
from monitor.nodes import Boost, Both, Near, Node, Scope, Together, show

NO_QUERY: Final = "no query holds"
_LONG: Final = 80
"""Of a part that is lacking, so many characters are shown."""


def why_not(
    *,
    filtered: str,
    missing: Sequence[str],
    dropped: str,
    held: Sequence[QueryResult],
    score: float,
    threshold: float,
    masked: Sequence[tuple[str, str]],
    rejected: Sequence[tuple[str, str]],
    lacking: Sequence[tuple[str, str]] = (),
) -> tuple[str, ...]:
    """Reasons, the decisive ones first.

    `filtered`: a language or outlet filter that kept the list away. `missing`: gates of `needs` that were not met.
    `dropped`: what `drop_if` found. `held`: queries that hold. `masked`: (query, phrase that covers it).
    `rejected`: (form seen, why it does not count). `lacking`: (query, what the article has not of it; see `lacks`).
    """
    reasons: list[str] = []
    if filtered:
        reasons.append(filtered)
    reasons += [f"gate missing: the article does not mention {gate}" for gate in missing]
    if dropped:
        reasons.append(f"dropped: the article has '{dropped}' (drop_if)")
    if not held:
        reasons.append(NO_QUERY)
    elif not reasons:
        reasons.append(f"below threshold by {threshold - score:.2f}: {score:.2f} of {threshold:g}")
    holding = {result.query for result in held}
    reasons += [f"{query}: masked by '{phrase}'" for query, phrase in masked if query not in holding]
    reasons += [f"{query}: {why}" for query, why in lacking]
    reasons += [f"'{form}' does not count: {why}" for form, why in rejected]
    return tuple(dict.fromkeys(reasons))


def lacks(node: Node, holds: Callable[[Node], bool]) -> str:
    """What keeps a query from holding of which a part is there; empty where nothing of it is, or it is of one part.

    `holds` says whether a part of the query does.
    """
    node, part = _unscoped(node)
    items = _items(node)
    there = [item for item in items if holds(part(item))]
    if not there:
        return ""
    if absent := [item for item in items if item not in there]:
        return f"lacks {'; '.join(_shown(item) for item in absent)}"
    match node:
        case Both():
            never = next((item for item in node.never if holds(part(item))), None)
            return f"NOT {_shown(never)} is there" if never is not None else ""
        case Near():
            order = " in this order" if node.ordered else ""
            return f"has both parts, but not within {node.words} words{order}"
        case Together():
            return f"has every part, but not in one {node.unit}"
    return ""


def _unscoped(node: Node) -> tuple[Node, Callable[[Node], Node]]:
    """`node` without what applies to all of it, and what puts that back round a part of it."""
    match node:
        case Boost():
            return _unscoped(node.item)
        case Scope():
            inner, part = _unscoped(node.item)
            return inner, lambda item: replace(node, item=part(item))
    return node, lambda item: item


def _items(node: Node) -> Sequence[Node]:
    match node:
        case Near():
            return (node.left, node.right)
        case Both() | Together():
            return node.items
    return (node,)


def _shown(node: Node) -> str:
    text = show(node)
    return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …"
