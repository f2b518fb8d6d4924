"""The configuration that ships with the project, compiled once for the tests of matching."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crawler.outlets import Outlet, Outlets
from monitor.entities import Entities, Entity
from monitor.ruleset import Ruleset, compile_ruleset
from monitor.scan import EngineName
from monitor.watchlists import Watchlist

_CONFIG = Path(__file__).parents[2] / "config"


class _Text(yaml.SafeLoader):
    """Every scalar is text, as the product reads it."""

    yaml_implicit_resolvers: dict[Any, Any] = {}


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _Text)


@cache
def entities() -> tuple[Entity, ...]:
    """All entities of the beat, defaults filled in."""
    files = sorted((_CONFIG / "entities").glob("*.yaml"))
    return tuple(entity for path in files for entity in Entities.model_validate(_read(path)).filled())


@cache
def watchlists() -> tuple[Watchlist, ...]:
    """All watchlists of the beat, with their ids."""
    files = sorted((_CONFIG / "watchlists").glob("*.yaml"))
    return tuple(Watchlist.model_validate({**_read(path), "id": path.stem}) for path in files)


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets of the beat."""
    return tuple(Outlets.model_validate(_read(_CONFIG / "outlets.yaml")).outlets)


@cache
def ruleset() -> Ruleset:
    """Everything, compiled."""
    return compile_ruleset(watchlists(), entities(), outlets())


@cache
def ruleset_by(engine: EngineName) -> Ruleset:
    """Everything, compiled for this engine."""
    return compile_ruleset(watchlists(), entities(), outlets(), engine=engine)
