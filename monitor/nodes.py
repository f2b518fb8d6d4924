"""The tree of a query, how to walk it, and how to print it in the notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, get_args

ScopeName = Literal["title", "lede", "body", "lang", "outlet", "author"]
Unit = Literal["sentence", "paragraph"]
SCOPES: Final[tuple[str, ...]] = get_args(ScopeName)
OPERATORS: Final = ("AND", "OR", "NOT", "NEAR", "ONEAR", "SENTENCE", "PARAGRAPH", "ATLEAST")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase; `exact` without inflection, `prefix` for every word that begins so."""

    text: str
    exact: bool = False
    prefix: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        return Phrase, (self.text, self.exact, self.prefix)


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity by its id; `parts` also counts everything that is part of it."""

    id: str
    parts: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        return EntityRef, (self.id, self.parts)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A leaf that must occur at least `count` times."""

    count: int
    item: Node


@dataclass(frozen=True, slots=True)
class Boost:
    """A leaf whose finding multiplies the query's weight."""

    weight: float
    item: Node


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of `items`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """All of `items` and none of `never`, anywhere in the article."""

    items: tuple[Node, ...]
    never: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Two things with at most `words` words between them, in this order where `ordered`."""

    left: Node
    right: Node
    words: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """All of `items` in one sentence or paragraph."""

    unit: Unit
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """`item` within a part of the article."""

    name: Literal["title", "lede", "body"]
    item: Node


@dataclass(frozen=True, slots=True)
class About:
    """The article's language, outlet (or ``tag:...`` of its outlet) or author."""

    name: Literal["lang", "outlet", "author"]
    value: str


Node = Phrase | EntityRef | AtLeast | Boost | Either | Both | Near | Together | Scope | About


def _affirmed(node: Node) -> tuple[Node, ...]:
    """The nodes right below `node` that do not stand under a NOT of its."""
    match node:
        case AtLeast() | Boost() | Scope():
            return (node.item,)
        case Near():
            return (node.left, node.right)
        case Either() | Both() | Together():
            return node.items
    return ()


def _below(node: Node) -> tuple[Node, ...]:
    """The nodes right below `node`, those under a NOT last."""
    return (*node.items, *node.never) if isinstance(node, Both) else _affirmed(node)


def nodes_of(node: Node) -> Iterator[Node]:
    """`node` and everything in it, those inside NOT included."""
    yield node
    for each in _below(node):
        yield from nodes_of(each)


def positive_leaves(node: Node) -> Iterator[Phrase | EntityRef | About]:
    """Every leaf outside a NOT."""
    if isinstance(node, Phrase | EntityRef | About):
        yield node
    for each in _affirmed(node):
        yield from positive_leaves(each)


def leaves_of(node: Node) -> Iterator[Phrase | EntityRef | About]:
    """Every leaf, those inside NOT included."""
    return (each for each in nodes_of(node) if isinstance(each, Phrase | EntityRef | About))


def levels(node: Node) -> int:
    """How many nodes stand within each other; 1 for a phrase alone. No depth is too much for it."""
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        each, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((below, level + 1) for below in _below(each))
    return deepest


def show(node: Node) -> str:
    """The query in the notation; parsing it again gives the same tree."""
    match node:
        case Phrase():
            return _show_phrase(node)
        case EntityRef():
            return f"${node.id}{'+' if node.parts else ''}"
        case AtLeast():
            return f"ATLEAST/{node.count} {show(node.item)}"
        case Boost():
            return f"{show(node.item)}^{_plain_number(node.weight)}"
        case Either():
            return " OR ".join(_bracketed(item) for item in node.items)
        case Both():
            return " AND ".join([*map(_bracketed, node.items), *(f"NOT {_bracketed(item)}" for item in node.never)])
        case Near():
            operator = "ONEAR" if node.ordered else "NEAR"
            return f"{_bracketed(node.left)} {operator}/{node.words} {_bracketed(node.right)}"
        case Together():
            return f" {node.unit.upper()} ".join(_bracketed(item) for item in node.items)
        case Scope():
            inner = node.item
            return (
                f"{node.name}:({show(inner)})"
                if isinstance(inner, Scope | About)
                else f"{node.name}:{_bracketed(inner)}"
            )
        case About():
            return f"{node.name}:{_show_phrase(Phrase(node.value))}"


def _plain_number(number: float) -> str:
    """All its digits, without an exponent: the notation has none."""
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def _bracketed(node: Node) -> str:
    single = isinstance(node, Phrase | EntityRef | AtLeast | Boost | Scope | About)
    return show(node) if single else f"({show(node)})"


def _show_phrase(phrase: Phrase) -> str:
    simple = re.fullmatch(r"[^\W_][\w'-]*", phrase.text) and phrase.text.upper() not in OPERATORS
    text = " ".join(phrase.text.replace('"', " ").split())
    shown = text if simple or phrase.prefix else f'"{text}"'  # the star is for words only
    return f"{'=' if phrase.exact else ''}{shown}{'*' if phrase.prefix else ''}"
