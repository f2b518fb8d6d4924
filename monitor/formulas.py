"""Small formulas about one article, and whether any article could meet them. Pure; the work is bounded.

What a formula speaks of is opaque here: something that is said in an article or not, and facts of which an article has
one value (its language, its outlet).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_STEPS: Final = 5000
_DEPTH: Final = 200


@dataclass(frozen=True, slots=True)
class Said:
    """Something is there, or is not."""

    what: Hashable
    there: bool = True


@dataclass(frozen=True, slots=True)
class Among:
    """A fact of the article has one of these values, or none of them where not `inside`."""

    fact: str
    values: frozenset[str]
    inside: bool = True


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Formula, ...]


Formula = Said | Among | All | Some
ALWAYS: Final = All(())
NEVER: Final = Some(())


def satisfiable(formulas: Iterable[Formula]) -> bool:
    """Whether all of `formulas` could hold of one article; also true where that would take too long to find out."""
    return decided(formulas) is not False


def decided(formulas: Iterable[Formula]) -> bool | None:
    """Whether all of `formulas` could hold of one article; None where that would take too long to find out."""
    given = list(formulas)
    denied = {said.what for one in given for said in _said(one) if not said.there}
    search = _Search()
    found = search.holds([_relevant(one, denied) for one in given], {}, {}, _DEPTH)
    return None if search.left < 0 else found


def _said(formula: Formula) -> Iterator[Said]:
    if isinstance(formula, Said):
        yield formula
    elif isinstance(formula, All | Some):
        for part in formula.parts:
            yield from _said(part)


def _relevant(formula: Formula, denied: set[Hashable]) -> Formula:
    """`formula` without what nothing denies, which may be there at no cost, and without what stands in it twice: each
    way to hold is tried, and the ways multiply."""
    if isinstance(formula, Said):
        return formula if formula.what in denied else ALWAYS
    if isinstance(formula, Among):
        return formula
    parts = tuple(dict.fromkeys([_relevant(part, denied) for part in formula.parts]))
    if isinstance(formula, All):
        return _alone(All(tuple([part for part in parts if part != ALWAYS])))
    return ALWAYS if ALWAYS in parts else _alone(Some(parts))


def _alone(formula: All | Some) -> Formula:
    return formula.parts[0] if len(formula.parts) == 1 else formula


Truth = dict[Hashable, bool]
Facts = dict[str, Among]


class _Search:
    """Tries one alternative after the other, those that leave no choice first."""

    def __init__(self) -> None:
        self.left = _STEPS

    def holds(self, waiting: list[Formula], truth: Truth, facts: Facts, depth: int) -> bool:
        """Whether `waiting` can hold beside what is settled already, which is added to."""
        choices: list[Some] = []
        while waiting:
            self.left -= 1
            if self.left < 0:
                return True
            one = waiting.pop()
            if isinstance(one, All):
                waiting += one.parts
            elif isinstance(one, Some):
                choices.append(one)
            elif not _settle(one, truth, facts):
                return False
            if not waiting:
                open_ = [_open(choice, truth, facts) for choice in choices]
                waiting = [choice.parts[0] for choice in open_ if len(choice.parts) == 1]
                choices = [choice for choice in open_ if len(choice.parts) != 1 and not _met(choice, truth)]
        if not choices:
            return True
        if not depth:
            self.left = -1
            return True
        first = min(choices, key=lambda choice: len(choice.parts))
        others = [choice for choice in choices if choice is not first]
        return any(self.holds([part, *others], dict(truth), dict(facts), depth - 1) for part in first.parts)


def _settle(one: Said | Among, truth: Truth, facts: Facts) -> bool:
    """Take `one` for true; False where that contradicts what is settled."""
    if isinstance(one, Said):
        return truth.setdefault(one.what, one.there) == one.there
    known = facts.get(one.fact)
    facts[one.fact] = both = one if known is None else _overlap(known, one)
    return not both.inside or bool(both.values)


def _overlap(one: Among, other: Among) -> Among:
    if one.inside and other.inside:
        return Among(one.fact, one.values & other.values)
    if one.inside or other.inside:
        inner, outer = (one, other) if one.inside else (other, one)
        return Among(one.fact, inner.values - outer.values)
    return Among(one.fact, one.values | other.values, inside=False)


def _open(choice: Some, truth: Truth, facts: Facts) -> Some:
    """The parts of `choice` that what is settled does not rule out at once."""
    return Some(
        tuple(
            part
            for part in choice.parts
            if isinstance(part, All | Some) or _settle(part, {**truth} if isinstance(part, Said) else {}, dict(facts))
        )
    )


def _met(choice: Some, truth: Truth) -> bool:
    return any(isinstance(part, Said) and truth.get(part.what) is part.there for part in choice.parts)
