"""Compiled rulesets on disk, so that unchanged lists start at once.

The files are pickles, and reading a pickle runs what its writer wished: a folder or a file that anybody but the
present user may write is not used. Nothing here ever fails: where a ruleset cannot be kept or read, it is compiled,
and the log says why.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final, cast

from pydantic import TypeAdapter

from crawler.outlets import Outlet
from monitor.analysis import Ruleset
from monitor.entities import Entity
from monitor.forms import tongues_of
from monitor.lexicon import Lexicon
from monitor.watchlists import Watchlist

ENGINE_VERSION: Final = 9
"""Part of every hash: raised when the same lists may match differently, so that everything is screened again."""
_MAGIC: Final = b"tocsin ruleset 1\n"
_KEPT: Final = 6
"""Older files than the newest six are removed."""
_ABANDONED_SECONDS: Final = 3600
"""A half-written file of that age belongs to a process that was killed."""
_READ_BY: Final = ("pymorphy3", "pymorphy3-dicts-ru", "ahocorasick_rs", "hyperscan", "numpy")
"""Packages whose versions decide what is compiled, or whether it can be read back."""
_log: Final = logging.getLogger(__name__)


class _RefusedError(Exception):
    """A file that is not read; the message says why."""


def _without_models(ruleset: Ruleset) -> Ruleset:
    """`ruleset` with numbers in the place of lists, queries and entities: whoever loads the file has them."""
    plans = []
    for plan in ruleset.plans:
        number = next(at for at, source in enumerate(ruleset.watchlists) if source is plan.source)
        places = {id(query): at for at, query in enumerate(plan.source.match)}
        queries = [replace(query, source=cast("Any", places[id(query.source)])) for query in plan.queries]
        plans.append(replace(plan, source=cast("Any", number), queries=queries))
    lexicon = _rebound(ruleset.lexicon, ())
    return replace(ruleset, watchlists=(), entities=(), plans=plans, lexicon=lexicon)


def _rebound(lexicon: Lexicon, entities: tuple[Entity, ...]) -> Lexicon:
    names = lexicon.names.rebound(entities)
    return replace(lexicon, entities=names.plans, names=names)


def _with_models(ruleset: Ruleset, lists: tuple[Watchlist, ...], entities: tuple[Entity, ...]) -> None:
    """The models back in their places."""
    ruleset.watchlists, ruleset.entities = lists, entities
    ruleset.lexicon = _rebound(ruleset.lexicon, entities)
    for plan in ruleset.plans:
        plan.source = lists[cast("Any", plan.source)]
        for query in plan.queries:
            query.source = plan.source.match[cast("Any", query.source)]


def usable(folder: Path) -> bool:
    """Whether `folder` can serve as the cache. It is made (for this user alone) where only it itself is missing.

    False where the folder above it is not there yet, silently; where it cannot be written, or somebody else could put
    a file into it, the log says so.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        _log.warning("compiled watchlists are not kept in %s: %s", folder, error.strerror)
        return False
    why = "it is no folder" if not stat.S_ISDIR(status.st_mode) else _unsafe(status)
    if not why and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        why = "it cannot be written"
    if why:
        _log.warning("compiled watchlists are not kept in %s: %s", folder, why)
    return not why


def _unsafe(status: os.stat_result) -> str:
    """Why somebody else may have written there; empty where nobody can."""
    if status.st_uid != os.geteuid():
        return "it belongs to another user"
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "its group or everybody may write it"
    return ""


def file_name(ruleset: str, engine: str) -> str:
    """The file of the ruleset with this hash. Another version of the program has another name for it."""
    return f"ruleset-{ruleset[:32]}-{_program()}-{engine}"


@cache
def _program() -> str:
    """A fingerprint of what compiles: this package's sources, Python and the libraries that leave their mark."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    for name in _READ_BY:
        try:
            digest.update(f"{name} {metadata.version(name)}\n".encode())
        except metadata.PackageNotFoundError:
            continue  # an optional engine
    return digest.hexdigest()[:12]


def keep(file: Path, ruleset: Ruleset) -> None:
    """Write `ruleset` for `load`; readers see the old file or the whole new one. Older rulesets are removed.

    Where it cannot be written (a full disk, say) the log says so, and nothing is left behind.
    """
    body = pickle.dumps(_without_models(ruleset), protocol=pickle.HIGHEST_PROTOCOL)
    try:
        _write(file, _MAGIC, hashlib.sha256(body).digest(), body)
        _prune(file)
    except OSError as error:
        _log.warning("compiled watchlists are not kept in %s: %s", file.parent, error.strerror)


def _write(file: Path, *content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".ruleset-")  # readable by this user alone
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(content)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(newest: Path) -> None:
    written = newest.stat().st_mtime
    for old in _by_age(newest.parent, "ruleset-*")[_KEPT:]:
        old.unlink(missing_ok=True)
    for half in newest.parent.glob(".ruleset-*"):
        if written - _changed(half) > _ABANDONED_SECONDS:
            half.unlink(missing_ok=True)


def _by_age(folder: Path, names: str) -> Sequence[Path]:
    return sorted(folder.glob(names), key=lambda path: (-_changed(path), path.name))


def _changed(path: Path) -> float:
    """When `path` was written, in seconds; 0 where another process has just removed it."""
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        return 0.0


def load(file: Path, lists: tuple[Watchlist, ...], entities: tuple[Entity, ...]) -> Ruleset | None:
    """The ruleset kept in `file` for these very lists and entities; None where there is none that can be trusted.

    A damaged file costs a compilation and a line in the log, nothing else, and is then written anew.
    """
    try:
        return _read(file, lists, entities)
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("the compiled watchlists in %s are not used: %s", file, error.strerror)
    except _RefusedError as refused:
        _log.warning("the compiled watchlists in %s are not used: %s", file, refused)
    return None


def _read(file: Path, lists: tuple[Watchlist, ...], entities: tuple[Entity, ...]) -> Ruleset:
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as opened:
        status = os.fstat(handle)  # of the very file that is read, whatever its name leads to by then
        why = "it is no file" if not stat.S_ISREG(status.st_mode) else _unsafe(status)
        if why:
            raise _RefusedError(why)
        raw = opened.read()
    head = len(_MAGIC)
    body = head + 32
    if not raw.startswith(_MAGIC) or hashlib.sha256(memoryview(raw)[body:]).digest() != raw[head:body]:
        raise _RefusedError("the file is damaged")
    content = io.BytesIO(raw)  # no copy
    content.seek(body)
    try:
        ruleset = pickle.Unpickler(content).load()  # noqa: S301  (nobody else can have written the file)
        if isinstance(ruleset, Ruleset):
            _with_models(ruleset, lists, entities)
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError, IndexError) as error:
        raise _RefusedError(f"it was written elsewhere ({error})") from None
    if not isinstance(ruleset, Ruleset):
        raise _RefusedError("it holds something else")
    return ruleset


_LISTS: Final = TypeAdapter(tuple[Watchlist, ...])
_ENTITIES: Final = TypeAdapter(tuple[Entity, ...])


def ruleset_hash(lists: tuple[Watchlist, ...], entities: tuple[Entity, ...], outlets: Sequence[Outlet]) -> str:
    """The same in every process; another one whenever something may match or score differently."""
    facts = [[one.id, one.name, sorted(one.assume), sorted(one.tags), *tongues_of([one.language])] for one in outlets]
    digest = hashlib.sha256(f"engine {ENGINE_VERSION}".encode())
    digest.update(_LISTS.dump_json(lists, exclude={"__all__": {"tests", "owner", "reviewed", "note"}}))
    digest.update(_ENTITIES.dump_json(entities, exclude={"__all__": {"roles", "wikidata", "check", "note"}}))
    digest.update(json.dumps(facts, ensure_ascii=False).encode())
    return digest.hexdigest()
