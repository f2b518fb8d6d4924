"""Compiled rulesets on disk, so that unchanged lists start at once."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from crawler.outlets import Outlet
from monitor.analysis import Ruleset
from monitor.entities import Entity
from monitor.watchlists import Query, Watchlist

ENGINE_VERSION: Final = 1
"""Part of every hash: raised when the same lists may match differently, so that everything is screened again."""
_MAGIC: Final = b"tocsin ruleset 1\n"
_KEPT: Final = 6
"""Older files than the newest six are removed."""


class _Writer(pickle.Pickler):
    """Leaves out the models: whoever loads the file has them."""

    def __init__(self, file: io.BytesIO, ruleset: Ruleset) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._names: dict[int, tuple[Any, ...]] = {
            id(ruleset.watchlists): ("lists",),
            id(ruleset.entities): ("entities",),
        }
        for number, watchlist in enumerate(ruleset.watchlists):
            self._names[id(watchlist)] = ("list", number)
            self._names |= {id(query): ("query", number, at) for at, query in enumerate(watchlist.match)}

    def persistent_id(self, obj: Any) -> tuple[Any, ...] | None:
        return self._names.get(id(obj)) if isinstance(obj, Watchlist | Query | tuple) else None


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, lists: tuple[Watchlist, ...], entities: tuple[Entity, ...]) -> None:
        super().__init__(file)
        self._lists, self._entities = lists, entities

    def persistent_load(self, pid: Any) -> Any:
        match pid:
            case ("lists",):
                return self._lists
            case ("entities",):
                return self._entities
            case ("list", number):
                return self._lists[number]
            case ("query", number, at):
                return self._lists[number].match[at]
        raise pickle.UnpicklingError(f"unknown reference {pid!r}")


def keep(file: Path, ruleset: Ruleset) -> None:
    """Write `ruleset` for `load`; readers see the old file or the whole new one. Older rulesets are removed."""
    buffer = io.BytesIO()
    _Writer(buffer, ruleset).dump(ruleset)
    body = buffer.getvalue()
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".ruleset-")
    with os.fdopen(handle, "wb") as out:
        out.write(_MAGIC + hashlib.sha256(body).digest() + body)
    Path(name).replace(file)
    for old in _by_age(file.parent)[_KEPT:]:
        old.unlink(missing_ok=True)


def _by_age(folder: Path) -> Sequence[Path]:
    return sorted(folder.glob("ruleset-*"), key=lambda path: (-path.stat().st_mtime, path.name))


def load(file: Path, lists: tuple[Watchlist, ...], entities: tuple[Entity, ...]) -> Ruleset | None:
    """The ruleset kept in `file` for these very lists and entities; None where there is none or it is damaged.

    A damaged file costs a compilation, nothing else, and is then written anew.
    """
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    head = len(_MAGIC)
    body = raw[head + 32 :]
    if not raw.startswith(_MAGIC) or hashlib.sha256(body).digest() != raw[head : head + 32]:
        return None
    try:
        ruleset = _Reader(io.BytesIO(body), lists, entities).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError, IndexError):
        return None  # written by another version of the program
    return ruleset if isinstance(ruleset, Ruleset) else None


_LISTS: Final = TypeAdapter(tuple[Watchlist, ...])
_ENTITIES: Final = TypeAdapter(tuple[Entity, ...])


def ruleset_hash(lists: tuple[Watchlist, ...], entities: tuple[Entity, ...], outlets: Sequence[Outlet]) -> str:
    """The same in every process; another one whenever something may match or score differently."""
    facts = [[one.id, one.name, sorted(one.assume), sorted(one.tags)] for one in outlets]
    digest = hashlib.sha256(f"engine {ENGINE_VERSION}".encode())
    digest.update(_LISTS.dump_json(lists, exclude={"__all__": {"tests", "owner", "reviewed", "note"}}))
    digest.update(_ENTITIES.dump_json(entities, exclude={"__all__": {"roles", "wikidata", "check", "note"}}))
    digest.update(json.dumps(facts, ensure_ascii=False).encode())
    return digest.hexdigest()
