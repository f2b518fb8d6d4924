"""What two sketches share, in whole numbers. Pure.

Where `monitor._likeness` was built it counts on the packed sketches; the same is done here in Python, more slowly.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.compiled import extension
from monitor.sketch import Sketch, thousandths

_NATIVE_VERSION = 4


class SharedFacts(NamedTuple):
    """Weights are in thousandths."""

    names: int
    """Names of either lead that are names in the other's lead too, or stand in its headline."""
    own_names: int
    """Names of each lead that the other text has nowhere: of the lead that has fewer."""
    numbers: int
    """Weight of the numbers of either lead that the other text has too."""
    own_numbers: int
    """Weight of those it has not: of the lead where it is lower."""
    headline: int
    """Weight of the words of either headline that stand in headline or first words of the other text."""
    headlines: int
    """Weight of all words of both headlines."""
    unheard: int
    """Names of the first headline that the second text has nowhere."""
    names_above: int
    """Names of the first headline."""
    unheard_other: int
    """The same the other way round."""
    names_above_other: int


@cache
def native() -> ModuleType | None:
    """The compiled half; None where it was not built or is not of this version."""
    return extension("_likeness", _NATIVE_VERSION)


def shared_shingles(one: Sketch, other: Sketch) -> int:
    """How many shingles two texts share; 0 where not even one of their smallest is shared, which texts that resemble
    each other hardly ever manage."""
    compiled = native()
    if compiled is not None:
        return int(compiled.shingles(one.packed, other.packed))
    if one.sketch.isdisjoint(other.sketch):
        return 0
    return _common(one.shingles, other.shingles)


def shared_openings(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Shares of the shingles of the first text's opening that the second has anywhere, and the other way round."""
    compiled = native()
    first, second = (
        compiled.openings(one.packed, other.packed)
        if compiled is not None
        else (_standing(one.opening, other), _standing(other.opening, one))
    )
    return first / max(1, len(one.opening)), second / max(1, len(other.opening))


def _standing(opening: NDArray[np.uint32], text: Sketch) -> int:
    return _common(opening, text.shingles)


def shared_facts(one: Sketch, other: Sketch, aside: Set[int] = frozenset()) -> SharedFacts:
    """Names, numbers and headlines. `aside`: numbers that say nothing here."""
    compiled = native()
    if compiled is not None:
        left_out = np.array(sorted(aside), np.uint32).tobytes() if aside else b""
        return SharedFacts(*compiled.facts(one.packed, other.packed, left_out))
    shared_names = (one.lead_names & _above(other)) | (other.lead_names & _above(one))
    own_names = min(len(one.lead_names - other.told), len(other.lead_names - one.told))
    numbers: dict[int, int] = {}
    own: list[int] = []
    for lead, known in ((one.lead_numbers, other.all_numbers), (other.lead_numbers, one.all_numbers)):
        counted = {number: thousandths(weight) for number, weight in lead.items() if number not in aside}
        numbers |= {number: weight for number, weight in counted.items() if number in known}
        own.append(sum(weight for number, weight in counted.items() if number not in known))
    above, above_other = one.all_names.intersection(one.title), other.all_names.intersection(other.title)
    return SharedFacts(
        len(shared_names),
        own_names,
        sum(numbers.values()),
        min(own),
        sum(thousandths(weight) for stem, weight in one.title.items() if stem in other.lead)
        + sum(thousandths(weight) for stem, weight in other.title.items() if stem in one.lead),
        sum(map(thousandths, one.title.values())) + sum(map(thousandths, other.title.values())),
        len(above - other.told),
        len(above),
        len(above_other - one.told),
        len(above_other),
    )


def _above(one: Sketch) -> Set[int]:
    """What stands in a headline, and the names of the first words."""
    return one.lead_names.union(one.title, one.lead & one.names)


def shared_words(one: Sketch, other: Sketch) -> tuple[int, int]:
    """How many telling stems headline and first words of both texts have, and how many that any news text has."""
    compiled = native()
    if compiled is not None:
        telling, common = compiled.words(one.packed, other.packed)
        return telling, common
    return _common(one.terms, other.terms), _common(one.common, other.common)


def _common(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))
