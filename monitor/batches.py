"""Long lists of values, in pieces that one statement takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 500
"""Values: few enough for every database, enough that statements cost little beside what they read."""
T = TypeVar("T")


def batched(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """All of `values`, in order, at most BATCH at a time."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
