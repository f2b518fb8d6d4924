"""The query language: parsed by a grammar into one small tree, printed back from it, refused with the column.

Nothing is implicit. Where a text could be meant in two ways it is refused, and the error says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast, get_args

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from monitor.watchlists import Query

ScopeName = Literal["title", "lede", "body", "lang", "outlet", "author"]
Unit = Literal["sentence", "paragraph"]
SCOPES: Final[tuple[str, ...]] = get_args(ScopeName)
_ABOUT: Final = ("lang", "outlet", "author")
_OPERATORS: Final = ("AND", "OR", "NOT", "NEAR", "ONEAR", "SENTENCE", "PARAGRAPH", "ATLEAST")
_SHORTEST_PREFIX: Final = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase; `exact` without inflection, `prefix` for every word that begins so."""

    text: str
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity by its id; `parts` also counts everything that is part of it."""

    id: str
    parts: bool = False


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
    """Two things at most `words` words apart, in this order where `ordered`."""

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


class QueryError(ValueError):
    """A query that is refused, in words for its author."""

    def __init__(self, message: str, text: str, position: int, *, meant: tuple[str, ...] = ()) -> None:
        """`position` counts characters of `text` from 0; `meant` are ways to write what was likely wanted."""
        super().__init__(message)
        self.message = message
        self.text = text
        self.position = min(position, len(text))
        self.meant = meant

    @property
    def line(self) -> int:
        """From 1."""
        return self.text.count("\n", 0, self.position) + 1

    @property
    def column(self) -> int:
        """From 1."""
        return self.position - (self.text.rfind("\n", 0, self.position) + 1) + 1

    def __str__(self) -> str:
        """Message, the line with a caret under the column, and what may have been meant."""
        source = self.text.splitlines()[self.line - 1] if self.text.strip() else self.text
        shown = [
            f"{self.message} (line {self.line}, column {self.column})",
            f"    {source}",
            "    " + " " * (self.column - 1) + "^",
        ]
        if self.meant:
            shown.append("    write " + "  or  ".join(self.meant))
        return "\n".join(shown)


@cache
def _parser() -> Lark:
    return Lark((files("monitor") / "query.lark").read_text("utf-8"), parser="lalr", propagate_positions=True)


def parse(text: str) -> Node:
    """The tree of a query. Raises `QueryError`."""
    if not text.strip():
        raise QueryError("the query is empty", text, 0, meant=('"a phrase"', "$entity"))
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _explained(error, text) from None
    node = _Builder(text).build(tree)
    if not any(isinstance(leaf, Phrase | EntityRef) for leaf in positive_leaves(node)):
        raise QueryError("nothing in this query says what to look for: it only excludes or filters", text, 0)
    return node


class _Builder:
    """Turns lark's tree into ours and refuses what the grammar alone cannot."""

    def __init__(self, text: str) -> None:
        self.text = text

    def build(self, tree: Tree[Token]) -> Node:
        node = getattr(self, f"_{tree.data}")(tree)
        return cast("Node", node)

    def _kids(self, tree: Tree[Token]) -> list[Tree[Token]]:
        return [child for child in tree.children if isinstance(child, Tree)]

    def _start(self, tree: Tree[Token]) -> Node:
        return self.build(self._kids(tree)[0])

    _group = _start

    def _either(self, tree: Tree[Token]) -> Node:
        kids = self._kids(tree)
        if len(kids) == 1:
            return self.build(kids[0])
        mixed = next((kid for kid in kids if len(self._kids(kid)) > 1), None)
        if mixed is not None:
            sources = [self.text[kid.meta.start_pos : kid.meta.end_pos] for kid in kids]
            at = kids.index(mixed)
            first = " OR ".join(f"({source})" if number == at else source for number, source in enumerate(sources))
            second = _other_brackets(sources, at)
            raise QueryError(
                "AND and OR are mixed without brackets", self.text, mixed.meta.start_pos, meant=(first, second)
            )
        return Either(_flat(Either, [self.build(kid) for kid in kids]))

    def _both(self, tree: Tree[Token]) -> Node:
        kids, never_next = tree.children, False
        items: list[Node] = []
        never: list[Node] = []
        for kid in kids:
            if isinstance(kid, Token):
                never_next = kid.type == "NOT" or (never_next and kid.type != "AND")
            elif kid is not None:
                (never if never_next else items).append(self.build(kid))
                never_next = False
        if len(items) == 1 and not never:
            return items[0]
        if len(items) == 1 and isinstance(items[0], Both):
            return Both(items[0].items, (*items[0].never, *never))
        return Both(_flat_both(items), tuple(never) + _never_of(items))

    def _close(self, tree: Tree[Token]) -> Node:
        node = self.build(self._kids(tree)[0])
        children = [child for child in tree.children if child is not None][1:]
        for operator, kid in zip(children[::2], children[1::2], strict=True):
            assert isinstance(operator, Token)
            assert isinstance(kid, Tree)
            right = self.build(kid)
            name, _, number = str(operator).partition("/")
            if number:
                if not 1 <= int(number) <= 1000:
                    raise QueryError(f"{name}/ takes 1 to 1000 words", self.text, operator.start_pos or 0)
                node = Near(node, right, int(number), ordered=name == "ONEAR")
            else:
                unit = cast("Unit", name.lower())
                started = node.items if isinstance(node, Together) and node.unit == unit else (node,)
                node = Together(unit, (*started, right))
        return node

    def _unit(self, tree: Tree[Token]) -> Node:
        node = self.build(self._kids(tree)[0])
        scope = next((child for child in tree.children if isinstance(child, Token)), None)
        if scope is None:
            return node
        name = str(scope)[:-1].lower()
        if name not in SCOPES:
            raise QueryError(
                f"'{scope}' is no part of an article; there are {', '.join(SCOPES)}",
                self.text, scope.start_pos or 0, meant=tuple(f"{close}:" for close in closest(name, SCOPES)),
            )  # fmt: skip
        if name in _ABOUT:
            if not isinstance(node, Phrase) or node.prefix:
                raise QueryError(f"{name}: takes one word or a quoted text", self.text, scope.end_pos or 0)
            return About(cast('Literal["lang", "outlet", "author"]', name), node.text)
        return Scope(cast('Literal["title", "lede", "body"]', name), node)

    def _atom(self, tree: Tree[Token]) -> Node:
        node = self.build(self._kids(tree)[0])
        for token in tree.children:
            if isinstance(token, Token) and token.type == "ATLEAST":
                count = int(token.split("/")[1])
                if count < 1:
                    raise QueryError("ATLEAST/ takes a number from 1", self.text, token.start_pos or 0)
                node = AtLeast(count, node)
        for token in tree.children:
            if isinstance(token, Token) and token.type == "BOOST":
                weight = float(token[1:])
                if not 0 < weight <= 10:
                    raise QueryError("^ takes a weight above 0 and up to 10", self.text, token.start_pos or 0)
                node = Boost(weight, node)
        return node

    def _entity(self, tree: Tree[Token]) -> Node:
        name = str(tree.children[0])[1:]
        return EntityRef(name.removesuffix("+"), name.endswith("+"))

    def _phrase(self, tree: Tree[Token]) -> Node:
        exact, token = tree.children[0] is not None, cast("Token", tree.children[-1])
        text = str(token)[1:-1].strip()
        if not any(map(str.isalnum, text)):
            raise QueryError("there is no letter or number between these quotes", self.text, token.start_pos or 0)
        return Phrase(" ".join(text.split()), exact)

    def _word(self, tree: Tree[Token]) -> Node:
        exact, token, star = tree.children[0] is not None, cast("Token", tree.children[1]), tree.children[2]
        word = str(token)
        if not any(map(str.isalnum, word)):
            raise QueryError(f"'{word}' has no letter or number", self.text, token.start_pos or 0)
        if star is not None and sum(map(str.isalnum, word)) < _SHORTEST_PREFIX:
            raise QueryError(
                f"'{word}*' would match too much: a prefix needs at least {_SHORTEST_PREFIX} letters",
                self.text, token.start_pos or 0,
            )  # fmt: skip
        return Phrase(word, exact, star is not None)


def _flat(kind: type[Either], nodes: list[Node]) -> tuple[Node, ...]:
    return tuple(item for node in nodes for item in (node.items if isinstance(node, kind) else (node,)))


def _flat_both(nodes: list[Node]) -> tuple[Node, ...]:
    return tuple(item for node in nodes for item in (node.items if isinstance(node, Both) else (node,)))


def _never_of(nodes: list[Node]) -> tuple[Node, ...]:
    return tuple(item for node in nodes if isinstance(node, Both) for item in node.never)


def _other_brackets(sources: list[str], at: int) -> str:
    parts = re.split(r"\s+AND\s+", sources[at])
    if at:
        return f"({' OR '.join([*sources[:at], parts[0]])}) AND {' AND '.join(parts[1:])}"
    return f"{' AND '.join(parts[:-1])} AND ({' OR '.join([parts[-1], *sources[1:]])})"


def closest(word: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> list[str]:
    """At most two names that look like `word`."""
    from difflib import get_close_matches  # noqa: PLC0415  (only for errors)

    return get_close_matches(word, list(known), n=2, cutoff=0.6)


def _explained(error: UnexpectedInput, text: str) -> QueryError:
    if isinstance(error, UnexpectedCharacters):
        position = error.pos_in_stream
        char = text[position]
        if char in '"“«':
            return QueryError("this quote is never closed", text, position, meant=(text[position:] + '"',))
        if char == "$":
            return QueryError("after $ comes the id of an entity: small letters, digits, dashes", text, position)
        if char == "^":
            return QueryError("after ^ comes a number, the weight", text, position, meant=("^2",))
        return QueryError(f"'{char}' is not expected here", text, position)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return _unexpected(error, text)
    expected = "a phrase, a word or an $entity"
    if isinstance(error, UnexpectedToken | UnexpectedEOF) and "RPAR" in getattr(error, "accepts", None) or "":
        return QueryError("a bracket is never closed", text, len(text), meant=(text.rstrip() + ")",))
    opened = text.count("(") - text.count(")")
    if opened > 0:
        return QueryError("a bracket is never closed", text, len(text), meant=(text.rstrip() + ")" * opened,))
    return QueryError(f"the query ends where {expected} is expected", text, len(text.rstrip()))


def _unexpected(error: UnexpectedToken, text: str) -> QueryError:
    token = error.token
    position = token.start_pos or 0
    word = str(token)
    before = re.search(r"(\S+)\s*$", text[:position])
    last = before[1] if before else ""
    if word.upper().split("/")[0] in _OPERATORS and word != word.upper():
        return QueryError(
            f"'{word}' in small letters is a word, not an operator", text, position,
            meant=(text[:position] + word.upper() + text[position + len(word) :], f'"{text.strip()}"'),
        )  # fmt: skip
    if last.upper().split("/")[0] in _OPERATORS and last != last.upper():
        start = before.start(1) if before else 0
        return QueryError(
            f"'{last}' in small letters is a word, not an operator", text, start,
            meant=(text[:start] + last.upper() + text[start + len(last) :], f'"{text.strip()}"'),
        )  # fmt: skip
    if word in ("NEAR", "ONEAR"):
        meant = (f"{text[:position]}{word}/10{text[position + len(word) :]}",)
        return QueryError(f"{word} needs the number of words", text, position, meant=meant)
    if token.type == "NOT":
        return QueryError("NOT stands after AND", text, position, meant=(text[:position] + "AND " + text[position:],))
    starts_thing = token.type in ("WORD", "PHRASE", "ENTITY", "EXACT", "SCOPE", "LPAR", "ATLEAST")
    if starts_thing and last and last not in ("(",) and last.split("/")[0] not in _OPERATORS:
        rest = re.match(r"[^\s()]+", text[position:])
        here = rest[0] if rest else word
        phrase = f'"{last.strip(chr(34))} {here.strip(chr(34))}"'
        return QueryError(
            "two things stand side by side with nothing between them", text, position,
            meant=(phrase, f"{last} AND {here}"),
        )  # fmt: skip
    if token.type == "RPAR" and text.count(")") > text.count("("):
        return QueryError("this bracket was never opened", text, position)
    return QueryError(f"'{word}' is not expected here; a phrase, a word or an $entity is", text, position)


def from_yaml(query: Query) -> Node:
    """The tree of a query written with any/all/within or in the notation. Raises `QueryError`."""
    if query.query:
        node = parse(query.query)
    else:
        parts = [item_node(text) for text in query.all]
        if query.any:
            choices = [item_node(text) for text in query.any]
            parts.insert(0, choices[0] if len(choices) == 1 else Either(_flat(Either, choices)))
        if len(parts) == 1:
            node = parts[0]
        elif query.within == "article":
            node = Both(tuple(parts))
        else:
            node = Together(query.within, tuple(parts))
    return Scope("title", node) if query.in_ == "title" else node


def item_node(text: str) -> Node:
    """One item of any:, all:, needs: or not:, where `a | b` are alternatives. Raises `QueryError`."""
    choices = [_item(choice.strip(), text) for choice in text.split(" | ")]
    return choices[0] if len(choices) == 1 else Either(tuple(choices))


def _item(written: str, whole: str) -> Node:
    at = whole.find(written)
    if written.startswith("$"):
        found = re.fullmatch(r"\$([a-z0-9][a-z0-9-]*)(\+?)", written)
        if found:
            return EntityRef(found[1], bool(found[2]))
        if not re.match(r"\$\d", written):
            raise QueryError("after $ comes the id of an entity: small letters, digits, dashes", whole, at)
    exact = written.startswith("=")
    plain = written.removeprefix("=").strip().strip('"').strip()
    prefix = plain.endswith("*") and len(plain.split()) == 1
    plain = plain.removesuffix("*") if prefix else plain
    if not any(map(str.isalnum, plain)):
        raise QueryError("there is no letter or number in this term", whole, max(at, 0))
    if prefix and sum(map(str.isalnum, plain)) < _SHORTEST_PREFIX:
        raise QueryError(
            f"'{written}' would match too much: a prefix needs at least {_SHORTEST_PREFIX} letters", whole, at
        )
    return Phrase(" ".join(plain.split()), exact, prefix)


def positive_leaves(node: Node) -> Iterator[Phrase | EntityRef | About]:
    """Every leaf outside a NOT."""
    match node:
        case Phrase() | EntityRef() | About():
            yield node
        case AtLeast() | Boost() | Scope():
            yield from positive_leaves(node.item)
        case Near():
            yield from positive_leaves(node.left)
            yield from positive_leaves(node.right)
        case Either() | Both() | Together():
            for item in node.items:
                yield from positive_leaves(item)


def leaves_of(node: Node) -> Iterator[Phrase | EntityRef | About]:
    """Every leaf, those inside NOT included."""
    match node:
        case Phrase() | EntityRef() | About():
            yield node
        case AtLeast() | Boost() | Scope():
            yield from leaves_of(node.item)
        case Near():
            yield from leaves_of(node.left)
            yield from leaves_of(node.right)
        case Both():
            for item in (*node.items, *node.never):
                yield from leaves_of(item)
        case Either() | Together():
            for item in node.items:
                yield from leaves_of(item)


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
            return f"{show(node.item)}^{node.weight:g}"
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
            return f"{node.name}:{_bracketed(node.item)}"
        case About():
            return f"{node.name}:{_show_phrase(Phrase(node.value))}"


def _bracketed(node: Node) -> str:
    single = isinstance(node, Phrase | EntityRef | AtLeast | Boost | Scope | About)
    return show(node) if single else f"({show(node)})"


def _show_phrase(phrase: Phrase) -> str:
    simple = re.fullmatch(r"[^\W_][\w'-]*", phrase.text) and phrase.text.upper() not in _OPERATORS
    text = phrase.text.replace('"', " ").strip()
    shown = text if simple else f'"{text}"'
    return f"{'=' if phrase.exact else ''}{shown}{'*' if phrase.prefix else ''}"
