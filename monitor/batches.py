"""Long lists of values, in pieces that one statement takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 500
"""Values: few enough for every database, enough that statements cost little beside what they read."""
T = TypeVar("T")


def batched(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """All of `values`, in order, at most `size` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
