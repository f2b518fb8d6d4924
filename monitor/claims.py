"""What a query claims of an article, as a formula: whatever every article in which it holds must meet. Pure.

Words count by where they stand: in the headline, in the first paragraph, in the rest. What no formula here says (how
close two words stand, how often a word comes) is one opaque claim, with what follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import Final, Literal

from monitor.formulas import NEVER, All, Among, Formula, Said, Some
from monitor.nodes import (
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
    nodes_of,
)
from monitor.terms import Term, inflected_forms, needed_case
from monitor.text import fold_short

Zone = Literal["title", "lede", "rest"]
Zones = frozenset[Zone]
TITLE: Final[Zones] = frozenset({"title"})
LEDE: Final[Zones] = frozenset({"lede"})
REST: Final[Zones] = frozenset({"rest"})
BODY: Final = LEDE | REST
WHOLE: Final = TITLE | BODY
_PARTS: Final[dict[str, Zones]] = {"title": TITLE, "lede": LEDE, "body": BODY}
_WORDS: Final = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_Opaque = Near | Together | AtLeast


@dataclass(frozen=True)
class Outlets:
    """What a query can ask of outlets: their ids by tag, by themselves, and by the country that they assume."""

    tagged: dict[str, frozenset[str]]
    assuming: dict[str, frozenset[str]]

    def named(self, value: str) -> frozenset[str]:
        """The ids that an outlet's id or ``tag:...`` stands for."""
        return self.tagged.get(value[4:], frozenset()) if value.startswith("tag:") else frozenset({value})


class Claims:
    """Turns trees into formulas."""

    def __init__(self, outlets: Outlets, parts: dict[str, set[str]], term: Term, denied: Iterable[Node]) -> None:
        """`parts` are for every entity those that are part of it; `term` has the settings of the query's words.

        `denied` are the trees that must not hold, here or in another part of the same question.
        """
        self._outlets, self._parts, self._term = outlets, parts, term
        leaves = [node for tree in denied for node in nodes_of(tree)]
        self._denied_terms = [self.term(node) for node in leaves if isinstance(node, Phrase)]
        self._denied = [node for node in leaves if isinstance(node, _Opaque)]

    def term(self, leaf: Phrase) -> Term:
        """The term that a word or phrase of this query is."""
        return self._term._replace(text=leaf.text, inflect=not leaf.exact, prefix=leaf.prefix)

    def holds(self, node: Node, part: Zones = WHOLE) -> Formula:
        """What is so wherever `node` holds within `part`."""
        match node:
            case Phrase() | EntityRef():
                return Some(tuple(self._there(key, zone) for key in self._keys(node) for zone in sorted(part)))
            case About():
                return self._about(node, True)
            case Boost():
                return self.holds(node.item, part)
            case Scope():
                return self.holds(node.item, part & _PARTS[node.name])
            case Either():
                return Some(tuple(self.holds(item, part) for item in node.items))
            case Both():
                never = tuple(self.fails(item, part) for item in node.never)
                return All((*(self.holds(item, part) for item in node.items), *never))
            case AtLeast():
                return All((*self._opaque(node, part), self.holds(node.item, part)))
            case Near():
                sides = (node.left, node.right)
                fields = Some(tuple(All(tuple(self._begins(one, part, at) for one in sides)) for at in (TITLE, BODY)))
                return All((*self._opaque(node, part), *(self.holds(one, part) for one in sides), fields))
            case Together():
                places = Some(tuple(self._in_one_place(node, part, at) for at in (TITLE, LEDE, REST)))
                return All((*self._opaque(node, part), *(self.holds(one, part) for one in node.items), places))

    def fails(self, node: Node, part: Zones = WHOLE) -> Formula:
        """What is so wherever `node` does not hold within `part`."""
        match node:
            case Phrase() | EntityRef():
                return All(tuple(Said((key, zone), False) for key in self._keys(node) for zone in sorted(part)))
            case About():
                return self._about(node, False)
            case Boost():
                return self.fails(node.item, part)
            case Scope():
                return self.fails(node.item, part & _PARTS[node.name])
            case Either():
                return All(tuple(self.fails(item, part) for item in node.items))
            case Both():
                never = tuple(self.holds(item, part) for item in node.never)
                return Some((*(self.fails(item, part) for item in node.items), *never))
            case AtLeast() if node.count == 1:
                return self.fails(node.item, part)
            case AtLeast() | Near() | Together():
                return Said(self._named(node, part), False)

    # ------------------------------------------------------------------ words and facts

    def _keys(self, leaf: Phrase | EntityRef) -> list[Hashable]:
        if isinstance(leaf, Phrase):
            return [self.term(leaf)]
        return [leaf.id, *(sorted(self._parts.get(leaf.id, ())) if leaf.parts else ())]

    def _there(self, key: Hashable, zone: Zone) -> Formula:
        """`key` stands in `zone`, and with it every denied term that stands wherever it does."""
        around = (zone,) if zone in TITLE | LEDE else sorted(BODY)  # a phrase may begin in one and end in the other
        also = [one for one in self._denied_terms if isinstance(key, Term) and key != one and _holds_always(key, one)]
        return All((Said((key, zone)), *(Some(tuple(Said((one, at)) for at in around)) for one in also)))

    def _about(self, node: About, wanted: bool) -> Formula:
        if node.name == "author":
            return Said((node.name, fold_short(node.value)), wanted)
        if node.name == "lang":
            return Among("lang", frozenset({node.value.lower()}), wanted)
        return Among("outlet", self._outlets.named(node.value), wanted)

    # ------------------------------------------------------------------ what is opaque

    def _named(self, node: _Opaque, part: Zones) -> Hashable:
        return self._term, node, part

    def _opaque(self, node: _Opaque, part: Zones) -> Iterable[Formula]:
        yield Said(self._named(node, part))
        yield from (Said(self._named(one, part)) for one in self._denied if one != node and _entails(node, one))

    def _in_one_place(self, node: Together, part: Zones, at: Zones) -> Formula:
        return All(tuple(self._begins(item, part, at, everywhere=True) for item in node.items))

    def _begins(self, node: Node, part: Zones, at: Zones, *, everywhere: bool = False) -> Formula:
        """`node` holds within `part` at a place that begins in `at`; `everywhere`: or of the article as a whole."""
        match node:
            case Phrase() | EntityRef():
                return self.holds(node, part & at)
            case About():
                return self.holds(node) if everywhere else NEVER
            case AtLeast() | Boost():
                return self._begins(node.item, part, at, everywhere=everywhere)
            case Scope():
                return self._begins(node.item, part & _PARTS[node.name], at, everywhere=everywhere)
            case Near():
                items: Sequence[Node] = (node.left, node.right)
            case Either() | Both() | Together():
                items = node.items
        return Some(tuple(self._begins(item, part, at, everywhere=everywhere) for item in items))


def alternatives(tree: Node, most: int) -> Iterator[tuple[Node, Node]]:
    """Each alternative of an OR in `tree`, outside of NOT, with the tree without the others; no more than `most`."""
    return islice(_alternatives(tree, lambda node: node), most)


def _alternatives(node: Node, rebuilt: Callable[[Node], Node]) -> Iterator[tuple[Node, Node]]:
    match node:
        case Either():
            for item in node.items:
                yield item, rebuilt(item)
                yield from _alternatives(item, rebuilt)
        case AtLeast() | Boost() | Scope():
            yield from _alternatives(node.item, lambda new: rebuilt(replace(node, item=new)))
        case Near():
            yield from _alternatives(node.left, lambda new: rebuilt(replace(node, left=new)))
            yield from _alternatives(node.right, lambda new: rebuilt(replace(node, right=new)))
        case Both() | Together():
            for at, item in enumerate(node.items):
                before, after = node.items[:at], node.items[at + 1 :]
                yield from _alternatives(item, partial(_put, node, before, after, rebuilt))


def _put(
    node: Both | Together,
    before: tuple[Node, ...],
    after: tuple[Node, ...],
    rebuilt: Callable[[Node], Node],
    new: Node,
) -> Node:
    """`rebuilt` with `new` between the other items of `node`; what an alternative joins by AND stands among them."""
    if isinstance(node, Both) and isinstance(new, Both):
        return rebuilt(Both((*before, *new.items, *after), (*node.never, *new.never)))
    return rebuilt(replace(node, items=(*before, new, *after)))


def never_in(node: Node) -> list[Node]:
    """Every tree in `node` that stands under a NOT."""
    return [never for one in nodes_of(node) if isinstance(one, Both) for never in one.never]


def _entails(one: _Opaque, other: _Opaque) -> bool:
    """Whether `other` holds wherever `one` does."""
    match one, other:
        case AtLeast(), AtLeast():
            return one.item == other.item and one.count >= other.count
        case Near(), Near():
            turned = not other.ordered and (one.left, one.right) == (other.right, other.left)
            same = (one.left, one.right) == (other.left, other.right) and (one.ordered or not other.ordered)
            return (turned or same) and one.words <= other.words
        case Together(), Together():
            return set(one.items) >= set(other.items) and (one.unit == "sentence" or other.unit == "paragraph")
    return False


@cache
def _holds_always(one: Term, other: Term) -> bool:
    """Whether `other` stands wherever `one` does: each form of the one holds a form of the other, word by word.

    False where signs, numbers or capitals might part them.
    """
    if _WORDS.fullmatch(other.text) is None or needed_case(other) != "ignore" or (one.prefix and not other.prefix):
        return False
    wanted = {fold_short(form) for form in inflected_forms(other)}
    for form in inflected_forms(one):
        if _WORDS.fullmatch(form) is None:
            return False
        words = [fold_short(word) for word in re.split("[ -]", form)]
        if other.prefix:
            start = fold_short(other.text)
            if not any(word.startswith(start) for word in words):
                return False
        elif not any(
            b" ".join(words[first:last]) in wanted
            for first in range(len(words))
            for last in range(first + 1, len(words) + 1)
        ):
            return False
    return True
