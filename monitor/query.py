"""The query language: parsed by a grammar into one small tree, printed back from it, refused with the column.

Nothing is implicit. Where a text could be meant in two ways it is refused, and the error says both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from monitor.nodes import (
    Both,
    Either,
    EntityRef,
    Node,
    Phrase,
    Scope,
    Together,
    leaves_of,
    levels,
    positive_leaves,
    show,
)
from monitor.query_bits import TEMPLATE, bracketed
from monitor.query_errors import QueryError, read_again
from monitor.query_foreign import foreign
from monitor.query_mends import words_of
from monitor.query_plain import flat, plainly
from monitor.query_refusals import not_an_id
from monitor.query_signs import plainly_typed
from monitor.query_tree import DEEPEST, PARTED, SHORTEST_PREFIX, TOO_DEEP, parse_by_grammar
from monitor.watchlists import Query

__all__ = ["QueryError", "from_yaml", "item_node", "leaves_of", "parse", "show"]

_LONGEST_MENDED: Final = 2000
"""In characters: what is longer than anybody writes is refused without suggestions."""


def parse(text: str) -> Node:
    """The tree of a query. Raises `QueryError`; each of its suggestions is a query that is read."""
    try:
        return _parsed(text)
    except QueryError as error:
        _mend(error, text)
        raise


def _mend(error: QueryError, text: str) -> None:
    """Leave of what a refusal suggests that which is read; where nothing is, say what else may be meant."""
    if len(text) > _LONGEST_MENDED:
        error.meant = ()
        return
    plain, at = plainly_typed(text)
    typed = read_again(_parsed, (plain,)) if plain != text else ()
    if typed:
        error.message, error.position = f"'{text[at]}' is no sign of the notation, though it looks like one", at
    error.meant = read_again(_parsed, (*typed, *error.meant)) or read_again(_parsed, words_of(text))


def _parsed(text: str) -> Node:
    if not text.strip():
        raise QueryError("the query is empty", text, 0, meant=('"a phrase"', "$entity"))
    node = plainly(text)
    if node is None:
        node = parse_by_grammar(text)
    if levels(node) > DEEPEST:
        raise QueryError(TOO_DEEP, text, 0)
    if not any(isinstance(leaf, Phrase | EntityRef) for leaf in positive_leaves(node)):
        meant = tuple(f"{wanted} AND {bracketed(text.strip(), unless=['AND'])}" for wanted in (TEMPLATE, "$entity"))
        raise QueryError(
            "nothing in this query says what to look for: it only excludes or filters", text, 0, meant=meant
        )
    return node


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
    for piece in text.split("|") if PARTED.search(text) else ():
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
    if prefix and sum(map(str.isalnum, plain)) < SHORTEST_PREFIX:
        raise QueryError(
            f"'{written}' would match too much: a prefix needs at least {SHORTEST_PREFIX} letters", whole, at
        )
    return Phrase(" ".join(plain.split()), exact, prefix)
