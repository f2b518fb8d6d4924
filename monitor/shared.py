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

_NATIVE_VERSION = 9

LONG = 0.6
"""How much a number tells at least that has two digits or more."""


class Shared(NamedTuple):
    """Weights (of headlines) are in thousandths."""

    shingles: int = 0
    """Shingles of both texts; 0 where not even one of their smallest is shared, which texts that resemble each other
    hardly ever manage."""
    opening: int = 0
    """Shingles of the first text's opening that the second has anywhere. Asked for only where they share any."""
    opening_other: int = 0
    """The same the other way round."""
    telling: int = 0
    """Telling stems in headline and first words of both."""
    middling: int = 0
    """Stems there of words that tell a little."""
    common: int = 0
    """Stems there of words that any news text has."""
    days: int = 0
    """Days that both name."""
    names: int = 0
    """Names of either lead that are names in the other's lead too, or stand in its headline."""
    own_names: int = 0
    """Names of each lead that the other text has nowhere: of the lead that has fewer."""
    own_digits: int = 0
    """What begins with a digit in the first words of each and not in those of the other: of the text that has fewer."""
    digits: int = 0
    """What begins with a digit in the first words of both."""
    numbers: int = 0
    """Numbers of two digits and more of either lead that the other text has too."""
    small_numbers: int = 0
    """The same of one digit."""
    headline: int = 0
    """Weight of the words of the first headline that stand in headline or first words of the second text."""
    headlines: int = 0
    """Weight of all words of the first headline."""
    headline_other: int = 0
    """The same the other way round."""
    headlines_other: int = 0
    unheard: int = 0
    """Names of each headline that the other text has nowhere: of the headline that has fewer."""


@cache
def native() -> ModuleType | None:
    """The compiled half; None where it was not built or is not of this version."""
    return extension("_likeness", _NATIVE_VERSION)


def compare(one: Sketch, other: Sketch, aside: Set[int] = frozenset()) -> Shared:
    """What they share. `aside`: numbers that say nothing here."""
    compiled = native()
    if compiled is None:
        return _compare(one, other, aside)
    left_out = np.array(sorted(aside), np.uint32).tobytes() if aside else b""
    return Shared._make(compiled.compare(one.packed, other.packed, left_out))


def _compare(one: Sketch, other: Sketch, aside: Set[int]) -> Shared:
    shingles = 0 if one.sketch.isdisjoint(other.sketch) else _common(one.shingles, other.shingles)
    names = (one.lead_names & _above(other)) | (other.lead_names & _above(one))
    numbers: dict[int, bool] = {}
    for lead, known in ((one.lead_numbers, other.all_numbers), (other.lead_numbers, one.all_numbers)):
        numbers |= {number: lead[number] >= LONG for number in lead.keys() & known if number not in aside}
    above, above_other = one.all_names.intersection(one.title), other.all_names.intersection(other.title)
    return Shared(
        shingles=shingles,
        opening=_common(one.opening, other.shingles) if shingles else 0,
        opening_other=_common(other.opening, one.shingles) if shingles else 0,
        telling=_common(one.terms, other.terms),
        middling=_common(one.middling, other.middling),
        common=_common(one.common, other.common),
        days=len(one.days & other.days),
        names=len(names),
        own_names=min(len(one.lead_names - other.told), len(other.lead_names - one.told)),
        own_digits=min(len(one.digits - other.lead), len(other.digits - one.lead)),
        digits=len(one.digits & other.digits),
        numbers=sum(numbers.values()),
        small_numbers=len(numbers) - sum(numbers.values()),
        headline=sum(thousandths(weight) for stem, weight in one.title.items() if stem in other.lead),
        headlines=sum(map(thousandths, one.title.values())),
        headline_other=sum(thousandths(weight) for stem, weight in other.title.items() if stem in one.lead),
        headlines_other=sum(map(thousandths, other.title.values())),
        unheard=min(len(above - other.told), len(above_other - one.told)),
    )


def _above(one: Sketch) -> Set[int]:
    """What stands in a headline, and the names of the first words."""
    return one.lead_names.union(one.title, one.lead & one.names)


def _common(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))
