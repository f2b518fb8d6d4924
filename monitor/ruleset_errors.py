"""What is wrong with lists that cannot be compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RulesetProblem:
    """One thing that is wrong with the lists."""

    kind: str
    """watchlist or entity"""
    id: str
    path: Place
    """Where in it, with the names of the YAML: ("match", 3, "all", 1)."""
    message: str
    column: int = 1
    """Within the text at `path`, from 1."""


class RulesetError(ValueError):
    """The lists cannot be compiled; `problems` says everything that is wrong with them."""

    def __init__(self, problems: Sequence[RulesetProblem]) -> None:
        """`problems` is not empty."""
        self.problems = tuple(problems)
        lines = (f"{one.kind} '{one.id}', {'.'.join(map(str, one.path))}: {one.message}" for one in problems)
        super().__init__("\n".join(lines))
