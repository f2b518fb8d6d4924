"""Which entities a term names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.document import Hit, Mention, hit_at
from monitor.entities import Entity
from monitor.forms import aliases
from monitor.text import fold_short, native

Span = tuple[int, int]
NUMBERED: Final = re.compile(r"\d[^\W\d_]*$")
"""A name that ends in a number: others of its series may follow («Shahed-129 and 191»)."""
_SERIES: Final = re.compile(rb"(.*[^0-9])[0-9]+[^0-9]*")


class EntityPlan(NamedTuple):
    """What reading needs to know of one entity."""

    id: str
    kind: str
    full: dict[int, str]
    """Term -> alias as written."""
    short: dict[int, str]
    near: tuple[int, ...]
    masks: tuple[int, ...]
    series: dict[int, bytes]
    """Term -> the folded letters before its number, for «Shahed-129 and 191»."""
    simple: bool
    """Has neither short forms nor masks: its names count wherever they stand."""


class Found(NamedTuple):
    """A mention of an entity."""

    span: Span
    alias: str
    ambiguous: bool = False


class Plans(dict[int, EntityPlan]):
    """Entity -> its plan, made from the entity when first asked for: few of a hundred thousand are ever met."""

    def __init__(self, entities: Sequence[Entity], starts: NDArray[np.int32], terms: NDArray[np.int32]) -> None:
        """The terms of entity n are ``terms[starts[n]:starts[n + 1]]``, in the order of `names_of`."""
        super().__init__()
        self.entities = entities
        self.packed = starts, terms

    def __missing__(self, number: int) -> EntityPlan:
        self[number] = plan = self.made(number)
        return plan

    def made(self, number: int) -> EntityPlan:
        """The plan, which is not kept."""
        starts, numbers = self.packed
        entity = self.entities[number]
        terms: list[int] = numbers[starts[number] : starts[number + 1]].tolist()
        full: dict[int, str] = {}
        series: dict[int, bytes] = {}
        names = aliases(entity)
        for term, (alias, _) in zip(terms, names, strict=False):
            full.setdefault(term, alias)
            if NUMBERED.search(alias) and (stem := _SERIES.fullmatch(compact(alias))):
                series[term] = stem[1]
        short, near = len(names) + len(entity.short), len(names) + len(entity.short) + len(entity.near)
        return EntityPlan(
            id=entity.id,
            kind=entity.type or "",
            full=full,
            short=dict(zip(terms[len(names) : short], entity.short, strict=True)),
            near=tuple(terms[short:near]),
            masks=tuple(terms[near:]),
            series=series,
            simple=not entity.short and not entity.not_,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return Plans, (self.entities, *self.packed)


class Names:
    """Term -> the entities it names, as a full name or a short form; and which a designation belongs to."""

    def __init__(
        self, plans: Plans, packed: tuple[NDArray[np.int32], ...], known: dict[bytes, tuple[int, ...]]
    ) -> None:
        """Term t names ``numbers[starts[t]:starts[t + 1]]``, where `packed` is starts, numbers, and for each number 1
        where such a name counts wherever it stands, 2 where another number may follow it, 0 else.

        `known`: folded name that ends in a number, without blanks -> entities.
        """
        self.plans, self._packed, self._known = plans, packed, known
        compiled = native()
        starts, numbers, easy = packed
        self.compiled: Any = (
            compiled.Names(starts, numbers, easy.astype(np.uint8).tobytes(), plans, Found, Mention, Hit)
            if compiled is not None
            else None
        )
        """The same in C, where it was built."""

    @classmethod
    def of_all(cls, plans: Plans, names: NDArray[np.bool_], numbered: Sequence[tuple[int, str]]) -> Names:
        """Of the names of every entity. `names` says of each of the packed terms of `plans` whether it is one, and
        `numbered` holds the places there of full names that end in a number, with those names."""
        starts, terms = plans.packed
        owners = np.repeat(np.arange(len(plans.entities), dtype=np.int32), np.diff(starts))
        simple = np.array([not entity.short and not entity.not_ for entity in plans.entities], dtype=np.int32)
        easy = simple[owners]
        known: dict[bytes, tuple[int, ...]] = {}
        for place, alias in numbered:
            name = compact(alias)
            if _SERIES.fullmatch(name):
                number = int(owners[place])
                easy[place] *= 2
                if number not in known.get(name, ()):
                    known[name] = (*known.get(name, ()), number)
        kept = np.flatnonzero(names)
        kept = kept[np.argsort(terms[kept], kind="stable")]
        named, numbers = terms[kept], owners[kept]
        once = np.ones(len(kept), dtype=np.bool_)  # a short form may be given twice
        once[1:] = (named[1:] != named[:-1]) | (numbers[1:] != numbers[:-1])
        named, numbers, easy = named[once], numbers[once], easy[kept[once]]
        first = np.searchsorted(named, np.arange(int(named.max(initial=-1)) + 2)).astype(np.int32)
        return cls(plans, (first, numbers, easy), known)

    def rebound(self, entities: Sequence[Entity]) -> Names:
        """The same for other objects that stand for the same entities."""
        return Names(Plans(entities, *self.plans.packed), self._packed, self._known)

    def of(self, term: int) -> Sequence[int]:
        """The entities that `term` names, by number, in order."""
        starts, numbers, _ = self._packed
        if term + 1 >= len(starts):
            return ()
        found: list[int] = numbers[starts[term] : starts[term + 1]].tolist()
        return found

    def designated(self, name: bytes) -> list[tuple[int, str]]:
        """The entities of a designation, given folded and without blanks, each with the alias so written."""
        return [
            (number, alias)
            for number in self._known.get(name, ())
            for alias in [next(alias for alias in self.plans[number].full.values() if compact(alias) == name)]
        ]

    def in_series(self) -> dict[bytes, list[tuple[bytes, int]]]:
        """Folded letters before a number -> what stands behind them in the designations of entities, and of which."""
        found: dict[bytes, list[tuple[bytes, int]]] = {}
        for name, numbers in self._known.items():
            if parted := _SERIES.fullmatch(name):
                found.setdefault(parted[1], []).extend((name[parted.end(1) :], number) for number in numbers)
        return found

    def mentions(self, entities: dict[int, list[Found]], text: str, body_start: int) -> tuple[Mention, ...]:
        """Every mention of `entities`, in order of the text; for `body_start` see `monitor.document.hit_at`."""
        if self.compiled is not None:
            made: tuple[Mention, ...] = self.compiled.mentions(entities, text, body_start)
            return made
        rows = sorted(
            (place, self.plans[number].id, alias, ambiguous)
            for number, found in entities.items()
            for place, alias, ambiguous in found
        )
        return tuple([Mention(id, hit_at(text, body_start, place), alias, mild) for place, id, alias, mild in rows])

    def __reduce__(self) -> tuple[Any, ...]:
        return Names, (self.plans, self._packed, self._known)


def names_of(entity: Entity) -> tuple[list[tuple[str, str]], list[str], list[str], list[str]]:
    """What an entity is known by, in the order in which its terms are numbered: full names, each with a hint of its
    language; short forms; words near which those count; longer phrases that are not it."""
    return aliases(entity), entity.short, entity.near, entity.not_


def compact(alias: str) -> bytes:
    """Folded, without blanks."""
    return fold_short(alias).replace(b" ", b"")


def nobody() -> Names:
    """The names of no entity at all."""
    return Names.of_all(Plans((), np.zeros(1, np.int32), np.zeros(0, np.int32)), np.zeros(0, np.bool_), ())
