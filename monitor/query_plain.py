"""Queries of words, phrases, entities, brackets and operators, read without the grammar: by far most are of this kind.

Whatever is anything else, or wrong, is left to the grammar, which says why. The tests hold the two to one result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

from monitor.nodes import OPERATORS, Both, Either, EntityRef, Near, Node, Phrase, Together, Unit

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | \$(?P<entity>[a-z0-9][a-z0-9-]*)(?P<parts>\+?)(?=[\s)]|$)
      | "(?P<phrase>[^"|*]*[^\W_][^"|*]*)"(?=[\s)]|$)
      | (?P<near>O?NEAR)/(?P<words>[0-9]{1,4})(?=[\s("])
      | (?P<word>[^\W_][\w'-]*)(?=[\s)]|$)
    )""",
    re.VERBOSE,
)
_DEEPEST: Final = 20


class _NotPlainError(Exception):
    """For the grammar."""


def plainly(text: str) -> Node | None:
    """The tree of a query that is of this kind; None for others."""
    try:
        return _Reader(text).whole()
    except _NotPlainError:
        return None


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens: list[re.Match[str]] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            found = _TOKEN.match(text, at)
            if found is None:
                raise _NotPlainError
            self._tokens.append(found)
            at = found.end()
        self._at = self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        if self._at < len(self._tokens):
            raise _NotPlainError
        return node

    def _next(self, *words: str) -> str:
        """The operator of these that comes next, which is then taken; empty where none does."""
        word = self._tokens[self._at]["word"] if self._at < len(self._tokens) else None
        if word not in words:
            return ""
        self._at += 1
        return word or ""

    def _either(self) -> Node:
        rows = [self._both()]
        while self._next("OR"):
            rows.append(self._both())
        if len(rows) > 1 and any(parts > 1 for _, parts in rows):
            raise _NotPlainError  # AND and OR are mixed
        nodes = [node for node, _ in rows]
        return nodes[0] if len(nodes) == 1 else Either(flat(Either, nodes))

    def _both(self) -> tuple[Node, int]:
        """What AND joins, and how many it joins."""
        items: list[Node] = [self._close()]
        never: list[Node] = []
        while self._next("AND"):
            (never if self._next("NOT") else items).append(self._close())
        return both(items, never), len(items) + len(never)

    def _close(self) -> Node:
        node, joined = self._unit(), 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token["near"]:
                self._at += 1
                words, joined = int(token["words"]), joined + 1
                if not 1 <= words <= 1000 or joined > _DEEPEST:
                    raise _NotPlainError
                node = Near(node, self._unit(), words, ordered=token["near"] == "ONEAR")
            elif unit := self._next("SENTENCE", "PARAGRAPH"):
                node = together(cast("Unit", unit.lower()), node, self._unit())
            else:
                break
        return node

    def _unit(self) -> Node:
        if self._at >= len(self._tokens):
            raise _NotPlainError
        token = self._tokens[self._at]
        self._at += 1
        if token["entity"]:
            return EntityRef(token["entity"], bool(token["parts"]))
        if token["phrase"]:
            return Phrase(" ".join(token["phrase"].split()))
        if token["word"] and token["word"].upper() not in OPERATORS:
            return Phrase(token["word"])
        if not token["open"] or self._depth == _DEEPEST:
            raise _NotPlainError
        self._depth += 1
        node = self._either()
        if self._at >= len(self._tokens) or not self._tokens[self._at]["close"]:
            raise _NotPlainError
        self._at += 1
        self._depth -= 1
        return node


def flat(kind: type[Either] | type[Both], nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes, with those of one kind dissolved into their items."""
    return tuple(item for node in nodes for item in (node.items if isinstance(node, kind) else (node,)))


def both(items: Sequence[Node], never: Sequence[Node]) -> Node:
    """All of the items and none of the others; just the item where it is alone."""
    if len(items) == 1 and not never:
        return items[0]
    inner = [item for node in items if isinstance(node, Both) for item in node.never]
    return Both(flat(Both, items), (*never, *inner))


def together(unit: Unit, left: Node, right: Node) -> Together:
    """Both in one sentence or paragraph; a chain of the same unit is one node."""
    started = left.items if isinstance(left, Together) and left.unit == unit else (left,)
    return Together(unit, (*started, right))
