"""Which entities a term names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.document import Hit, Mention, hit_at
from monitor.text import native

Span = tuple[int, int]


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


class Names:
    """Term -> the entities it names, as a full name or a short form."""

    def __init__(self, plans: Sequence[EntityPlan], packed: tuple[NDArray[np.int32], ...] | None = None) -> None:
        """`packed` spares the work where it was done before (see `__reduce__`)."""
        self._plans = list(plans)
        self._packed = packed if packed is not None else _pack(self._plans)
        compiled = native()
        starts, numbers, easy = self._packed
        self.compiled: Any = (
            compiled.Names(starts, numbers, easy.astype(np.uint8).tobytes(), self._plans, Found, Mention, Hit)
            if compiled is not None
            else None
        )
        """The same in C, where it was built."""

    def of(self, term: int) -> Sequence[int]:
        """The entities that `term` names, by number, in order."""
        starts, numbers, _ = self._packed
        if term + 1 >= len(starts):
            return ()
        found: list[int] = numbers[starts[term] : starts[term + 1]].tolist()
        return found

    def mentions(self, entities: dict[int, list[Found]], text: str, body_start: int) -> tuple[Mention, ...]:
        """Every mention of `entities`, in order of the text; for `body_start` see `monitor.document.hit_at`."""
        if self.compiled is not None:
            made: tuple[Mention, ...] = self.compiled.mentions(entities, text, body_start)
            return made
        rows = sorted(
            (place, self._plans[number].id, alias, ambiguous)
            for number, found in entities.items()
            for place, alias, ambiguous in found
        )
        return tuple([Mention(id, hit_at(text, body_start, place), alias, mild) for place, id, alias, mild in rows])

    def __reduce__(self) -> tuple[Any, ...]:
        return Names, (self._plans, self._packed)


def _pack(plans: Sequence[EntityPlan]) -> tuple[NDArray[np.int32], ...]:
    """Term t names ``numbers[starts[t]:starts[t + 1]]``; beside each number 1 where such a name counts wherever it
    stands, 2 where another number may follow it, 0 else."""
    counts = [len(plan.full) + len(plan.short) for plan in plans]
    terms = np.fromiter(chain.from_iterable((*plan.full, *plan.short) for plan in plans), np.int32, sum(counts))
    numbers = np.repeat(np.arange(len(plans), dtype=np.int32), counts)
    easy = np.repeat(np.fromiter((plan.simple for plan in plans), np.int32, len(plans)), counts)
    designations = np.fromiter(chain.from_iterable(plan.series for plan in plans), np.int32)
    easy[np.isin(terms, designations)] *= 2
    order = np.argsort(terms, kind="stable")
    starts = np.searchsorted(terms[order], np.arange(int(terms.max(initial=-1)) + 2)).astype(np.int32)
    return starts, numbers[order], easy[order]
