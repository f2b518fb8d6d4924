"""The things that files name (outlets, entities, watchlists, digests, alerts), each with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from alerts.digests import Alert, Digest, Digests
from crawler.outlets import Outlet, Outlets
from monitor.entities import Entities, Entity
from monitor.watchlists import Watchlist
from tocsin.configuration.files import Source
from tocsin.configuration.inside import Position
from tocsin.configuration.nodes import Items, Pairs, Path, Scalar
from tocsin.problems import Level, Problem

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True)
class Item:
    """A model and where it stands: `path` is its own place in the file of `source`."""

    kind: str
    id: str
    model: Any
    source: Source
    path: tuple[str | int, ...] = ()

    def place(self, path: Path = (), offset: int | None = None, *, key: bool = False) -> Position:
        """Where `path` (inside this item) stands; `offset` counts characters inside a text there."""
        assert self.source.tree is not None
        found = self.source.tree.find((*self.path, *path))
        if offset is not None and found.taken:
            return self.source.tree.inside(found.node, offset)
        return found.named if key else found.node.start

    def problem(
        self,
        path: Path,
        message: str,
        *,
        code: str,
        hint: str = "",
        level: Level = "error",
        offset: int | None = None,
    ) -> Problem:
        """A finding about a place inside this item."""
        assert self.source.tree is not None
        return self.source.tree.problem(
            self.place(path, offset), message, code=code, hint=hint, warning=level == "warning"
        )


class Catalogue:
    """Everything valid that was read, in files with errors too, and the ids that can be referred to."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = list(sources)
        self.problems: list[Problem] = []
        self.outlets: list[Item] = []
        self.entities: list[Item] = []
        self.watchlists: list[Item] = []
        self.digests: list[Item] = []
        self.alerts: list[Item] = []
        for source in self.sources:
            self._sort(source)

    def _sort(self, source: Source) -> None:
        model = source.model or source.part.model
        if isinstance(model, Outlets):
            self.outlets += _items("outlet", "outlets", source, model.outlets)
        elif isinstance(model, Entities):
            self.entities += _items("entity", "entities", source, model.filled())
        elif isinstance(model, Digests):
            self.digests += _items("digest", "digests", source, model.digests)
            self.alerts += _items("alert", "alerts", source, model.alerts)
        elif isinstance(model, Watchlist):
            name = model.id or source.path.stem
            if not _ID.fullmatch(name):
                assert source.tree is not None
                message = f"the file name '{source.path.name}' cannot be the list's id"
                hint = "rename the file (small letters, digits, dashes), or give the list an id:"
                self.problems.append(source.tree.problem(Position(1, 1), message, code="id", hint=hint))
                return
            self.watchlists.append(Item("watchlist", name, model.model_copy(update={"id": name}), source))

    def settings(self) -> BaseModel | None:
        """The model of settings.yaml, where it is valid."""
        return next((source.model for source in self.sources if source.kind == "settings"), None)

    def known(self, kind: str) -> set[str] | None:
        """Ids of `outlets`, `entities` or `watchlists` that may be referred to, those of invalid files included.

        None where a file could not be parsed at all: nobody knows then what it would have held.
        """
        ids: set[str] = set()
        for source in self.sources:
            if source.kind != kind:
                continue
            if source.torn:
                return None
            if source.tree is None:
                if any(problem.code != "empty-file" for problem in source.problems):
                    return None
                continue
            ids |= set(_ids(source, kind))
        return ids


def _items(kind: str, key: str, source: Source, models: Sequence[Outlet | Entity | Digest | Alert]) -> Iterator[Item]:
    for number, model in zip(source.part.places(key, len(models)), models, strict=True):
        yield Item(kind, model.id, model, source, (key, number))


def _ids(source: Source, key: str) -> Iterator[str]:
    assert source.tree is not None
    root = source.tree.root
    if not isinstance(root, Pairs):
        return
    if key == "watchlists":
        pair = root.get("id")
        yield pair[1].text if pair is not None and isinstance(pair[1], Scalar) else source.path.stem
        return
    pair = root.get(key)
    if pair is not None and isinstance(pair[1], Items):
        for node in pair[1].items:
            name = node.get("id") if isinstance(node, Pairs) else None
            if name is not None and isinstance(name[1], Scalar):
                yield name[1].text
