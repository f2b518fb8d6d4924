"""A query that the grammar reads, turned into our tree; refused where the grammar alone cannot say that it is wrong."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from monitor.nodes import OPERATORS, SCOPES, About, AtLeast, Boost, Either, EntityRef, Near, Node, Phrase, Scope, Unit
from monitor.query_bits import TEMPLATE, edited
from monitor.query_errors import QueryError, refused
from monitor.query_foreign import foreign, other_brackets, sign_at_edge
from monitor.query_habits import LANGUAGES, wild_phrase
from monitor.query_mends import cleared, without_loose_operators
from monitor.query_plain import both, flat, together
from monitor.query_refusals import explained, no_scope
from monitor.query_signs import SIGNS, atleast_ways, near_ways, plainly_typed, weight_ways

DEEPEST: Final = 32
"""So many brackets within each other, so many levels of the tree: more than anybody reads, and few enough to walk."""
TOO_DEEP: Final = f"more than {DEEPEST} brackets or NEAR stand within each other"
SHORTEST_PREFIX: Final = 3
_ABOUT: Final = ("lang", "outlet", "author")
_MOST_DIGITS: Final = 6
PARTED: Final = re.compile(r"(?:^|\s)\|(?:\s|$)")
"""A stroke that parts alternatives, or was meant to."""


@cache
def _parser() -> Lark:
    return Lark((files("monitor") / "query.lark").read_text("utf-8"), parser="lalr", propagate_positions=True)


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
        if self._depth == DEEPEST:
            raise QueryError(TOO_DEEP, self.text, tree.meta.start_pos)
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
            raise QueryError(
                "AND and OR are mixed without brackets", self.text, mixed.meta.start_pos,
                meant=tuple(self._instead(tree, way) for way in _with_brackets([self._joined(kid) for kid in kids])),
            )  # fmt: skip
        return Either(flat(Either, [self.build(kid) for kid in kids]))

    def _instead(self, tree: Tree[Token], way: str) -> str:
        """The query with `way` in the place of `tree`."""
        return edited(self.text, (tree.meta.start_pos, tree.meta.end_pos, way))

    def _joined(self, tree: Tree[Token]) -> list[str]:
        """What AND joins, as it is written, with its NOT."""
        parts, never_next = [], False
        for kid in tree.children:
            if isinstance(kid, Token):
                never_next = kid.type == "NOT" or (never_next and kid.type != "AND")
            elif kid is not None:
                parts.append("NOT " * never_next + self.text[kid.meta.start_pos : kid.meta.end_pos])
                never_next = False
        return parts

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
        if len(near) >= DEEPEST:
            raise QueryError(TOO_DEEP, self.text, near[DEEPEST - 1].start_pos or 0)
        node = self.build(self._kids(tree)[0])
        children = tree.children[1:]
        for operator, kid in zip(children[::2], children[1::2], strict=True):
            assert isinstance(operator, Token)
            assert isinstance(kid, Tree)
            right = self.build(kid)
            name, _, number = str(operator).partition("/")
            if number:
                if len(number) > _MOST_DIGITS or not 1 <= int(number) <= 1000:
                    start, end = operator.start_pos or 0, operator.end_pos or 0
                    message = f"{name}/ takes 1 to 1000 words"
                    raise QueryError(message, self.text, start, meant=near_ways(self.text, start, end))
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
            raise no_scope(self.text, scope.start_pos or 0, (scope.end_pos or 0) - 1)
        if name in _ABOUT:
            if not isinstance(node, Phrase) or node.prefix:
                raise self._about_one(tree, name, scope.end_pos or 0)
            if name == "lang" and re.fullmatch(r"[A-Za-z]{2}", node.text) is None:
                message = "lang: takes a language as two letters (ISO 639-1), e.g. lang:en, lang:ru or lang:fa"
                languages = [one.lower() for one in re.findall(r"[A-Za-z]+", node.text)]
                known = [LANGUAGES.get(one, one) for one in languages]
                each = [f"lang:{one}" for one in known if len(one) == 2]
                ways = (" OR ".join(each), f"({' OR '.join(each)})") if each else ("lang:en", "lang:ru")
                meant = tuple(self._instead(tree, way) for way in ways)
                raise QueryError(message, self.text, scope.end_pos or 0, meant=meant)
            return About(cast('Literal["lang", "outlet", "author"]', name), node.text)
        return Scope(cast('Literal["title", "lede", "body"]', name), node)

    def _about_one(self, tree: Tree[Token], name: str, position: int) -> QueryError:
        """The refusal of something else than a word behind lang:, outlet: or author:."""
        held = self.text[position : tree.meta.end_pos]
        each = re.sub(r"(?<![^\s(])(?!(?:AND|OR|NOT)\b)(?=[^\s()])", f"{name}:", held)
        bare = held.split("^")[0].strip("*$=")
        ways = (each, each.strip("()"), f"{name}:{bare}", held) if held.startswith("(") else (f"{name}:{bare}", held)
        meant = tuple(self._instead(tree, way) for way in ways)
        return QueryError(f"{name}: takes one word or a quoted text", self.text, position, meant=meant)

    def _atom(self, tree: Tree[Token]) -> Node:
        node = self.build(self._kids(tree)[0])
        for token in tree.children:
            if isinstance(token, Token) and token.type == "ATLEAST":
                number = token.split("/")[1]
                if len(number) > _MOST_DIGITS or int(number) < 1:
                    message = f"ATLEAST/ takes a number from 1, of at most {_MOST_DIGITS} digits"
                    start = token.start_pos or 0
                    raise QueryError(message, self.text, start, meant=atleast_ways(self.text, start))
                node = AtLeast(int(number), node)
        for token in tree.children:
            if isinstance(token, Token) and token.type == "BOOST":
                weight = float(token[1:])
                if not 0 < weight <= 10:
                    start = token.start_pos or 0
                    message = "^ takes a weight above 0 and up to 10"
                    raise QueryError(message, self.text, start, meant=weight_ways(self.text, start))
                node = Boost(weight, node)
        return node

    def _entity(self, tree: Tree[Token]) -> Node:
        name = str(tree.children[0])[1:]
        return EntityRef(name.removesuffix("+"), name.endswith("+"))

    def _phrase(self, tree: Tree[Token]) -> Node:
        exact, token = tree.children[0] is not None, cast("Token", tree.children[-1])
        text = str(token)[1:-1].strip()
        if not any(map(str.isalnum, text)):
            message = "there is no letter or number between these quotes"
            raise QueryError(message, self.text, token.start_pos or 0, meant=self._without(token))
        if PARTED.search(text):
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
        if word in OPERATORS or re.fullmatch(r"(?:O?NEAR|ATLEAST)/\S*", word):
            message = f"{word} is an operator: something must stand on both sides of it"
            start = token.start_pos or 0
            ways = (
                *without_loose_operators(self.text, start),
                edited(self.text, (start, start + len(word), f'"{word}"')),
            )
            raise QueryError(message, self.text, start, meant=(*ways, f"{TEMPLATE} AND $entity"))
        if not any(map(str.isalnum, word)):
            message = f"'{word}' has no letter or number"
            raise QueryError(message, self.text, token.start_pos or 0, meant=self._without(token))
        if (other := next((char for char in word if char in SIGNS), None)) is not None:
            start, at = token.start_pos or 0, (token.start_pos or 0) + word.index(other)
            plain, _ = plainly_typed(self.text)
            quoted = edited(self.text, (start, token.end_pos or start, f'"{word}"'))
            message = f"'{other}' is no sign of the notation, where it is written {SIGNS[other]}"
            raise QueryError(message, self.text, at, meant=(plain, quoted))
        if (refusal := other_brackets(word, self.text, token.start_pos or 0)) is not None:
            raise refusal
        if (refusal := foreign(word + "*" * star, self.text, token.start_pos or 0, " OR ")) is not None:
            raise refusal
        if (refusal := sign_at_edge(word, self.text, token.start_pos or 0)) is not None:
            raise refusal
        if star and sum(map(str.isalnum, word)) < SHORTEST_PREFIX:
            raise QueryError(
                f"'{word}*' would match too much: a prefix needs at least {SHORTEST_PREFIX} letters",
                self.text,
                token.start_pos or 0,
                meant=self._instead_of_prefix(token, word),
            )
        return Phrase(word, exact, star)

    def _instead_of_prefix(self, token: Token, word: str) -> tuple[str, ...]:
        start, end = token.start_pos or 0, (token.end_pos or 0) + 1
        return edited(self.text, (start, end, word)), edited(self.text, (start, end, f"={word}"))

    def _without(self, token: Token) -> tuple[str, ...]:
        """The query without `token`, and with a phrase in its place."""
        start, end = token.start_pos or 0, token.end_pos or 0
        rest = edited(self.text, (start, end, ""))
        return (cleared(rest), edited(self.text, (start, end, TEMPLATE)), edited(self.text, (start, end, "$entity")))


def _with_brackets(rows: list[list[str]]) -> tuple[str, str]:
    """Rows that AND joins, joined by OR: with brackets round each row, and round what OR joins."""
    first = " OR ".join(f"({' AND '.join(row)})" if len(row) > 1 else row[0] for row in rows)
    groups: list[list[str]] = []
    for row in rows:
        if groups:
            groups[-1].append(row[0])
            groups += [[part] for part in row[1:]]
        else:
            groups = [[part] for part in row]
    # NOT stands before the bracket: a AND NOT (b OR c).
    second = [("NOT " * group[0].startswith("NOT ")) + f"({' OR '.join([group[0].removeprefix('NOT '), *group[1:]])})"
              if len(group) > 1 else group[0] for group in groups]  # fmt: skip
    return first, " AND ".join(second)
