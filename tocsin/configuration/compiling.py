"""Compile entities and watchlists, and locate what the compiler refuses inside the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.configuration.items import Catalogue, Item, is_id
from tocsin.problems import Problem

if TYPE_CHECKING:
    from monitor.ruleset import Ruleset, RulesetProblem


def compile_lists(catalogue: Catalogue, cache: Path | None = None) -> tuple[Ruleset | None, list[Problem]]:
    """The compiled ruleset, or what is wrong with the texts of queries and entities.

    cache: folder in which compiled rulesets are kept; only this product may write there.
    """
    # Compiling needs the dictionaries of three languages; commands that match nothing do not load them.
    from monitor.ruleset import RulesetError, compile_ruleset

    lists, entities, outlets = (
        [item.model for item in _once(items)] for items in (catalogue.watchlists, catalogue.entities, catalogue.outlets)
    )
    try:
        return compile_ruleset(lists, entities, outlets, cache=cache), []
    except RulesetError as error:
        return None, [_located(problem, catalogue) for problem in error.problems]


def query_problems(catalogue: Catalogue) -> list[Problem]:
    """What is wrong with the notation of queries, where files with errors keep the whole from being compiled. Every
    entity that is named is taken to exist: what is not known is told elsewhere."""
    from monitor.entities import Entity
    from monitor.references import entity_ids
    from monitor.ruleset import RulesetError, compile_ruleset

    lists = [item.model for item in _once(catalogue.watchlists)]
    named = sorted({name for one in lists for name, _ in entity_ids(one) if is_id(name)})
    stand_ins = [Entity.model_validate({"id": name, "name": name, "type": "org"}) for name in named]
    try:
        compile_ruleset(lists, stand_ins)
    except RulesetError as error:
        return [_located(problem, catalogue) for problem in error.problems]
    return []


def _located(problem: RulesetProblem, catalogue: Catalogue) -> Problem:
    """A compiler's problem at its character in the file; the compiler knows the text, not where it stands."""
    kinds = {"watchlist": catalogue.watchlists, "entity": catalogue.entities, "outlet": catalogue.outlets}
    item = next(item for item in kinds[problem.kind] if item.id == problem.id)
    message, _, meant = re.sub(r"\s*\n\s*", " ", problem.message).partition("; write ")
    hint = f"write {_in_yaml(meant) if problem.path[-1:] == ('query',) else meant}" if meant else ""
    return item.problem(problem.path, message, code="term", hint=hint, offset=problem.column - 1)


def _in_yaml(meant: str) -> str:
    """Ways to write a query as they stand in a file: quotes at its beginning would be taken for those of YAML."""
    plain = meant.split("  or  ")
    ways = ["'" + one.replace("'", "''") + "'" if one[0] == '"' else one for one in plain]
    told = " (the single quotes are for YAML, which takes the first quotes for its own)" if ways != plain else ""
    return "  or  ".join(ways) + told


def _once(items: Iterable[Item]) -> list[Item]:
    """Without those whose id was taken before: that has been reported already."""
    return list({item.id: item for item in reversed(list(items))}.values())[::-1]
