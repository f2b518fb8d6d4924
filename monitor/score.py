"""What a query that holds is worth: see docs/scoring.md for the formula in words and a worked example."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.document import Zone

ZONE_FACTOR: Final[dict[Zone, float]] = {"title": 2.0, "lede": 1.5, "body": 1.0}
"""One hit in the body is worth the query's weight, one in the headline twice that."""
REPEATS: Final = 0.4
"""What all further mentions together can add, in weights: a weight-1 query in the text alone stays below 2."""
AMBIGUOUS: Final = 0.75
"""A short form that counts only because of its company is worth this much of a full name."""
_AMBIGUOUS_COUNT: Final = 0.5


def points(weight: float, occurrences: Sequence[tuple[Zone, bool]]) -> float:
    """Points of a query, rounded to two decimals, from its occurrences: each a zone and whether it is ambiguous.

    The best occurrence gives weight x zone; further ones add up to 0.4 weights, each less than the one before.
    """
    return round(weight * factor(occurrences), 2) if occurrences else 0.0


def factor(occurrences: Sequence[tuple[Zone, bool]]) -> float:
    """What `points` multiplies the weight with; `occurrences` is not empty."""
    best = max(ZONE_FACTOR[zone] * (AMBIGUOUS if ambiguous else 1.0) for zone, ambiguous in occurrences)
    count = max(1.0, sum(_AMBIGUOUS_COUNT if ambiguous else 1.0 for _, ambiguous in occurrences))
    return best + REPEATS * (1 - 1 / count)


def total(parts: Iterable[float]) -> float:
    """The sum of points as it is shown: exact to the last of two decimals."""
    return round(sum(round(part * 100) for part in parts) / 100, 2)
