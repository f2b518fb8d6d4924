"""Compile entities and watchlists, and locate what the compiler refuses inside the YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.configuration.items import Catalogue
from tocsin.problems import Problem

if TYPE_CHECKING:
    from monitor.ruleset import Ruleset, RulesetProblem


def compile_lists(catalogue: Catalogue) -> tuple[Ruleset | None, list[Problem]]:
    """The compiled ruleset, or what is wrong with the texts of queries and entities."""
    # Compiling needs the dictionaries of three languages; commands that match nothing do not load them.
    try:
        from monitor.ruleset import RulesetError, compile_ruleset
    except ImportError:
        return None, []

    try:
        return (
            compile_ruleset(
                [item.model for item in catalogue.watchlists],
                [item.model for item in catalogue.entities],
                [item.model for item in catalogue.outlets],
            ),
            [],
        )
    except RulesetError as error:
        return None, [_located(problem, catalogue) for problem in error.problems]


def _located(problem: RulesetProblem, catalogue: Catalogue) -> Problem:
    """A compiler's problem at its character in the file; the compiler knows the text, not where it stands."""
    items = catalogue.watchlists if problem.kind == "watchlist" else catalogue.entities
    item = next(item for item in items if item.id == problem.id)
    return item.problem(problem.path, problem.message, code="term", offset=problem.column - 1)
