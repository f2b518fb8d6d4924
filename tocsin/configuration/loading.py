"""From a folder to a configuration that can run, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from alerts.digests import Alert, Digest
from crawler.outlets import Outlet
from monitor.collector import without_collector
from monitor.entities import Entity
from monitor.watchlists import Watchlist
from tocsin.configuration.compiling import compile_lists, query_problems
from tocsin.configuration.files import Source, read_folder
from tocsin.configuration.items import Catalogue
from tocsin.configuration.references import check_references
from tocsin.configuration.silence import without_silenced
from tocsin.problems import ConfigurationError, Problem
from tocsin.settings import Settings

if TYPE_CHECKING:
    from monitor.ruleset import Ruleset


@dataclass(frozen=True)
class Configuration:
    """A configuration without errors."""

    directory: Path
    settings: Settings
    outlets: tuple[Outlet, ...]
    entities: tuple[Entity, ...]
    """With the defaults of their file filled in."""
    watchlists: tuple[Watchlist, ...]
    """With their ids filled in, in the order of the file names."""
    digests: tuple[Digest, ...] = ()
    alerts: tuple[Alert, ...] = ()
    warnings: tuple[Problem, ...] = ()
    ruleset: Ruleset | None = field(default=None, repr=False, compare=False)
    """Entities and watchlists, compiled; None only where `load` was told not to."""


@dataclass(frozen=True)
class Draft:
    """What was read, good or bad: `configuration` is None where there are errors."""

    catalogue: Catalogue
    problems: list[Problem]
    configuration: Configuration | None

    @property
    def errors(self) -> list[Problem]:
        """What keeps the configuration from running."""
        return [problem for problem in self.problems if problem.level == "error"]


def load(directory: Path, *, compiled: bool = True, cache: Path | None = None) -> Configuration:
    """Read the configuration in `directory`.

    `cache` is a folder in which compiled watchlists are kept, so that unchanged ones load at once.

    `compiled=False` leaves the watchlists uncompiled, for commands that match nothing; a mistake in the notation of a
    query is not seen then.

    Raises:
        ConfigurationError: with every problem of every file, located. Nothing is half loaded.
    """
    draft = read_draft(directory, compiled=compiled, cache=cache)
    if draft.configuration is None:
        raise ConfigurationError(draft.problems)
    return draft.configuration


def read_draft(directory: Path, *, compiled: bool = True, cache: Path | None = None) -> Draft:
    """Read everything in `directory` and collect all problems; nothing is raised for bad content."""
    with without_collector():
        sources, problems = read_folder(directory)
        return assemble(directory, sources, problems, compiled=compiled, cache=cache)


def assemble(
    directory: Path,
    sources: Sequence[Source],
    problems: Sequence[Problem] = (),
    *,
    compiled: bool = True,
    cache: Path | None = None,
) -> Draft:
    """Check sources against each other and make a configuration of them where nothing is wrong."""
    catalogue = Catalogue(sources)
    found = [*problems, *(problem for source in sources for problem in source.problems), *catalogue.problems]
    found += [*check_references(catalogue), *_missing_folders(sources)]
    ruleset = None
    if compiled and all(source.model is not None for source in sources if source.kind in {"entities", "watchlists"}):
        ruleset, compile_problems = compile_lists(catalogue, cache)
        found += _without_echoes(compile_problems, found)
    elif compiled:
        found += _without_echoes(query_problems(catalogue), found)
    found = without_silenced(found, sources)
    found.sort(key=lambda problem: problem.order)
    settings = catalogue.settings()
    configuration = None
    if not any(problem.level == "error" for problem in found) and isinstance(settings, Settings):
        configuration = Configuration(
            directory=directory,
            settings=settings,
            outlets=tuple(
                item.model.model_copy(update={"allow_private": True}) if settings.allow_private else item.model
                for item in catalogue.outlets
            ),
            entities=tuple(item.model for item in catalogue.entities),
            watchlists=tuple(item.model for item in catalogue.watchlists),
            digests=tuple(item.model for item in catalogue.digests),
            alerts=tuple(item.model for item in catalogue.alerts),
            warnings=tuple(found),
            ruleset=ruleset,
        )
    return Draft(catalogue, found, configuration)


def _missing_folders(sources: Sequence[Source]) -> Iterator[Problem]:
    """Folders that settings.yaml names and that are not there."""
    for source in sources:
        if isinstance(source.model, Settings) and source.model.templates and source.tree is not None:
            folder = source.path.parent / source.model.templates
            if not folder.is_dir():
                at = source.tree.find(("templates",)).node.start
                yield source.tree.problem(at, f"templates: there is no folder {folder.as_posix()}", code="file")


def _without_echoes(new: Sequence[Problem], old: Sequence[Problem]) -> list[Problem]:
    """Problems that no other check has reported on the same line."""
    lines = {(problem.file, problem.line) for problem in old if problem.level == "error"}
    return [problem for problem in new if (problem.file, problem.line) not in lines]
