"""The query language: parsed by a grammar into one small tree, printed back from it, refused with the column.

Nothing is implicit. Where a text could be meant in two ways it is refused, and the error says both.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal, cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from monitor.nodes import (
    OPERATORS,
    SCOPES,
    About,
    AtLeast,
    Boost,
    Both,
    Either,
    EntityRef,
    Near,
    Node,
    Phrase,
    Scope,
    Together,
    Unit,
    leaves_of,
    levels,
    positive_leaves,
    show,
)
from monitor.query_errors import QueryError, closest, explained, foreign, not_an_id, read_again, refused, sign_at_edge
from monitor.query_habits import wild_phrase
from monitor.query_plain import both, flat, plainly, together
from monitor.watchlists import Query

__all__ = ["QueryError", "from_yaml", "item_node", "leaves_of", "parse", "show"]

_ABOUT: Final = ("lang", "outlet", "author")
_SHORTEST_PREFIX: Final = 3
_DEEPEST: Final = 32
"""So many brackets within each other, so many levels of the tree: more than anybody reads, and few enough to walk."""
_TOO_DEEP: Final = f"more than {_DEEPEST} brackets or NEAR stand within each other"
_MOST_DIGITS: Final = 6
_PARTED: Final = re.compile(r"(?:^|\s)\|(?:\s|$)")
"""A stroke that parts alternatives, or was meant to."""


@cache
def _parser() -> Lark:
    return Lark((files("monitor") / "query.lark").read_text("utf-8"), parser="lalr", propagate_positions=True)


def parse(text: str) -> Node:
    """The tree of a query. Raises `QueryError`; each of its suggestions is a query that is read."""
    try:
        return _parsed(text)
    except QueryError as error:
        error.meant = read_again(_parsed, error.meant)
        raise


def _parsed(text: str) -> Node:
    if not text.strip():
        raise QueryError("the query is empty", text, 0, meant=('"a phrase"', "$entity"))
    node = plainly(text)
    if node is None:
        node = parse_by_grammar(text)
    if levels(node) > _DEEPEST:
        raise QueryError(_TOO_DEEP, text, 0)
    if not any(isinstance(leaf, Phrase | EntityRef) for leaf in positive_leaves(node)):
        raise QueryError("nothing in this query says what to look for: it only excludes or filters", text, 0)
    return node


def parse_by_grammar(text: str) -> Node:
    """`parse`, but for the question whether anything in it says what to look for."""
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise explained(error, text) from None
    return _Builder(text).build(tree)


class _Builder:
    """Turns lark's tree into ours and refuses what the grammar alone cannot."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._depth = 0

    def build(self, tree: Tree[Token]) -> Node:
        node = getattr(self, f"_{tree.data}")(tree)
        return cast("Node", node)

    def _kids(self, tree: Tree[Token]) -> list[Tree[Token]]:
        return [child for child in tree.children if isinstance(child, Tree)]

    def _start(self, tree: Tree[Token]) -> Node:
        return self.build(self._kids(tree)[0])

    def _group(self, tree: Tree[Token]) -> Node:
        if self._depth == _DEEPEST:
            raise QueryError(_TOO_DEEP, self.text, tree.meta.start_pos)
        self._depth += 1
        node = self._start(tree)
        self._depth -= 1
        return node

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
        return Either(flat(Either, [self.build(kid) for kid in kids]))

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
        return both(items, never)

    def _close(self, tree: Tree[Token]) -> Node:
        near = [child for child in tree.children if isinstance(child, Token) and "/" in child]
        if len(near) >= _DEEPEST:
            raise QueryError(_TOO_DEEP, self.text, near[_DEEPEST - 1].start_pos or 0)
        node = self.build(self._kids(tree)[0])
        children = tree.children[1:]
        for operator, kid in zip(children[::2], children[1::2], strict=True):
            assert isinstance(operator, Token)
            assert isinstance(kid, Tree)
            right = self.build(kid)
            name, _, number = str(operator).partition("/")
            if number:
                if len(number) > _MOST_DIGITS or not 1 <= int(number) <= 1000:
                    raise QueryError(f"{name}/ takes 1 to 1000 words", self.text, operator.start_pos or 0)
                node = Near(node, right, int(number), ordered=name == "ONEAR")
            else:
                node = together(cast("Unit", name.lower()), node, right)
        return node

    def _unit(self, tree: Tree[Token]) -> Node:
        node = self.build(self._kids(tree)[0])
        scope = next((child for child in tree.children if isinstance(child, Token)), None)
        if scope is None:
            return node
        name = str(scope)[:-1].lower()
        if name not in SCOPES:
            start = scope.start_pos or 0
            before, after = self.text[:start], self.text[scope.end_pos :]
            raise QueryError(
                f"'{scope}' is no part of an article; there are {', '.join(SCOPES)}",
                self.text, start, meant=tuple(f"{before}{close}:{after}" for close in closest(name, SCOPES)),
            )  # fmt: skip
        if name in _ABOUT:
            if not isinstance(node, Phrase) or node.prefix:
                raise QueryError(f"{name}: takes one word or a quoted text", self.text, scope.end_pos or 0)
            if name == "lang" and re.fullmatch(r"[A-Za-z]{2}", node.text) is None:
                message = "lang: takes a language as two letters (ISO 639-1), e.g. lang:en, lang:ru or lang:fa"
                raise QueryError(message, self.text, scope.end_pos or 0)
            return About(cast('Literal["lang", "outlet", "author"]', name), node.text)
        return Scope(cast('Literal["title", "lede", "body"]', name), node)

    def _atom(self, tree: Tree[Token]) -> Node:
        node = self.build(self._kids(tree)[0])
        for token in tree.children:
            if isinstance(token, Token) and token.type == "ATLEAST":
                number = token.split("/")[1]
                if len(number) > _MOST_DIGITS or int(number) < 1:
                    message = f"ATLEAST/ takes a number from 1, of at most {_MOST_DIGITS} digits"
                    raise QueryError(message, self.text, token.start_pos or 0)
                node = AtLeast(int(number), node)
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
        if _PARTED.search(text):
            parts = [part.strip() for part in text.split("|") if part.strip()]
            meant = (" OR ".join(f'"{part}"' for part in parts),) if len(parts) > 1 else ()
            at = (token.start_pos or 0) + str(token).find("|")
            raise QueryError("in a query, alternatives are parted by OR, not by |", self.text, at, meant=meant)
        if (wild := wild_phrase(self.text, token.start_pos or 0, str(token)[1:-1])) is not None:
            raise refused(wild, self.text)
        return Phrase(" ".join(text.replace('"', " ").split()), exact)  # of other quotes may stand within these

    def _word(self, tree: Tree[Token]) -> Node:
        exact, token, star = tree.children[0] is not None, cast("Token", tree.children[1]), bool(tree.children[2])
        word = str(token)
        if word in OPERATORS:
            message = f"{word} is an operator: something must stand on both sides of it"
            raise QueryError(message, self.text, token.start_pos or 0, meant=(f'"{word}"',))
        if not any(map(str.isalnum, word)):
            raise QueryError(f"'{word}' has no letter or number", self.text, token.start_pos or 0)
        if (refusal := foreign(word + "*" * star, self.text, token.start_pos or 0, " OR ")) is not None:
            raise refusal
        if (refusal := sign_at_edge(word, self.text, token.start_pos or 0)) is not None:
            raise refusal
        if star and sum(map(str.isalnum, word)) < _SHORTEST_PREFIX:
            raise QueryError(
                f"'{word}*' would match too much: a prefix needs at least {_SHORTEST_PREFIX} letters",
                self.text, token.start_pos or 0,
            )  # fmt: skip
        return Phrase(word, exact, star)


def _other_brackets(sources: list[str], at: int) -> str:
    parts = re.split(r"\s+AND\s+", sources[at])
    if at:
        return f"({' OR '.join([*sources[:at], parts[0]])}) AND {' AND '.join(parts[1:])}"
    return f"{' AND '.join(parts[:-1])} AND ({' OR '.join([parts[-1], *sources[1:]])})"


def from_yaml(query: Query) -> Node:
    """The tree of a query written with any/all/within or in the notation. Raises `QueryError`."""
    if query.query:
        node = parse(query.query)
    else:
        parts = [item_node(text) for text in query.all]
        if query.any:
            choices = [item_node(text) for text in query.any]
            parts.insert(0, choices[0] if len(choices) == 1 else Either(flat(Either, choices)))
        if len(parts) == 1:
            node = parts[0]
        elif query.within == "article":
            node = Both(tuple(parts))
        else:
            node = Together(query.within, tuple(parts))
    return Scope("title", node) if query.in_ == "title" else node


def item_node(text: str) -> Node:
    """One item of any:, all:, needs: or not:, where `a | b` are alternatives.

    Raises `QueryError`; each of its suggestions is an item that is read, or a list in [ ] of such items.
    """
    try:
        return _alternatives(text)
    except QueryError as error:
        error.meant = read_again(_items, error.meant)
        raise


def _items(text: str) -> list[Node]:
    """One item, or several as a list in [ ]: so they are suggested where they stand in one text."""
    listed = text[1:-1].split(", ") if text[:1] == "[" and text[-1:] == "]" else [text]
    return [_alternatives(one) for one in listed]


@lru_cache(maxsize=1024)
def _alternatives(text: str) -> Node:
    """Remembered, since a list's items are read once to be checked and once as a part of their query."""
    position = 0
    for piece in text.split("|") if _PARTED.search(text) else ():
        if not piece.strip():
            raise QueryError(
                "an alternative is missing: on both sides of | stands a term",
                text,
                min(position, len(text.rstrip()) - 1),
            )
        position += len(piece) + 1
    choices = [_item(choice.strip(), text) for choice in text.split(" | ")]
    return choices[0] if len(choices) == 1 else Either(tuple(choices))


def _item(written: str, whole: str) -> Node:
    at = whole.find(written)
    if written.startswith("$"):
        found = re.fullmatch(r"\$([a-z0-9][a-z0-9-]*)(\+?)", written)
        if found:
            return EntityRef(found[1], bool(found[2]))
        if not re.match(r"\$\d", written):
            raise not_an_id(whole, at)
    exact = written.startswith("=")
    bare = written.removeprefix("=").strip()
    if (refusal := foreign(bare, whole, max(whole.find(bare, at), 0), " | ")) is not None:
        raise refusal
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
