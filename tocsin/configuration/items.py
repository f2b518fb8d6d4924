"""The things that files name (outlets, entities, watchlists, digests, alerts), each with the place it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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


def is_id(name: str) -> bool:
    """Whether `name` has the form of an id."""
    return _ID.fullmatch(name) is not None


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
            if not is_id(name):
                assert source.tree is not None
                message = f"the file name '{source.path.name}' cannot be the list's id"
                hint = "rename the file (small letters, digits, dashes), or give the list an id:"
                self.problems.append(source.tree.problem(Position(1, 1), message, code="id", hint=hint))
                return
            self.watchlists.append(Item("watchlist", name, model.model_copy(update={"id": name}), source))

    def settings(self) -> BaseModel | None:
        """The model of settings.yaml, where it is valid."""
        return next((source.model for source in self.sources if source.kind == "settings"), None)

    def known(self, kind: str) -> Known | None:
        """Ids of `outlets`, `entities` or `watchlists` that may be referred to, those of invalid items included.

        None where a file could not be read at all: nobody knows then what it would have held.
        """
        torn: set[str] = set()
        for source in self.sources:
            if source.kind == kind:
                if source.tree is None and not source.torn and any(one.code != "empty-file" for one in source.problems):
                    return None
                torn |= source.words
        return Known({item.id for item in self.named(kind)}, torn)

    def named(self, kind: str) -> list[Item]:
        """Everything that has an id in the files of a kind, valid or not, without its model; alerts among `digests`."""
        return [item for source in self.sources if source.kind == kind for item in _ids(source, kind)]


class Known(frozenset[str]):
    """Ids that are there. What could be one in a part of a file that cannot be read is taken to be there too, though
    nobody suggests it."""

    def __new__(cls, ids: Iterable[str], perhaps: Iterable[str] = ()) -> Known:
        """`perhaps`: every word of the files that are broken."""
        made = super().__new__(cls, ids)
        made._perhaps = frozenset(perhaps)
        return made

    _perhaps: frozenset[str]

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._perhaps


def _items(kind: str, key: str, source: Source, models: Sequence[Outlet | Entity | Digest | Alert]) -> Iterator[Item]:
    for number, model in zip(source.part.places(key, len(models)), models, strict=True):
        yield Item(kind, model.id, model, source, (key, number))


_KEYS = {
    "outlets": {"outlet": "outlets"},
    "entities": {"entity": "entities"},
    "digests": {"digest": "digests", "alert": "alerts"},
}


def _ids(source: Source, kind: str) -> Iterator[Item]:
    root = source.tree.root if source.tree is not None else None
    if not isinstance(root, Pairs):
        if kind == "watchlists" and source.torn:
            yield Item("watchlist", source.path.stem, None, source)
        return
    if kind == "watchlists":
        pair = root.get("id")
        name = pair[1].text if pair is not None and isinstance(pair[1], Scalar) else source.path.stem
        yield Item("watchlist", name, None, source)
        return
    for what, key in _KEYS[kind].items():
        pair = root.get(key)
        for number, node in enumerate(pair[1].items if pair is not None and isinstance(pair[1], Items) else ()):
            named = node.get("id") if isinstance(node, Pairs) else None
            if named is not None and isinstance(named[1], Scalar):
                yield Item(what, named[1].text, None, source, (key, number))
