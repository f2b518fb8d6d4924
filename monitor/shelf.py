"""Arrays on disk that can be made again at any time: what backtests remember of the archive.

Nothing here fails: an array that cannot be kept or read is made anew. Only numbers are read back, never objects.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC: Final = b"tocsin3\n"
_KEPT: Final = 6000
"""Files; where there are more, those not asked for longest are removed."""


_HALF: Final = ".half-"
_ABANDONED_SECONDS: Final = 3600
"""A half-written file of that age belongs to a process that was killed."""


class Kept(NamedTuple):
    """Arrays, and what of the archive they tell of."""

    epoch: int
    upto: int
    """Last number of the log of the word index that is in them."""
    arrays: tuple[Array, ...]


class Shelf:
    """Arrays by name, in a folder or, where there is none, in memory alone."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` is made where only it itself is missing."""
        self._memory: dict[str, Kept] = {}
        self._folder = folder
        if folder is not None:
            try:
                folder.mkdir(mode=0o700, exist_ok=True)
                self._prune(folder)
            except OSError:
                self._folder = None

    def get(self, name: str) -> Kept | None:
        """What was put under `name`; None where nothing was, or it cannot be read."""
        kept = self._memory.get(name)
        if kept is None and self._folder is not None:
            kept = _read(self._folder / name)
            if kept is not None:
                self._memory[name] = kept
        return kept

    def put(self, name: str, kept: Kept) -> None:
        """Keep it in the place of what was there."""
        self._memory[name] = kept
        if self._folder is not None:
            _write(self._folder / name, kept)

    def _prune(self, folder: Path) -> None:
        files = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
        for entry in files:
            if entry.name.startswith(_HALF):
                with suppress(FileNotFoundError):  # its writer has just finished
                    if entry.stat(follow_symlinks=False).st_mtime < time() - _ABANDONED_SECONDS:
                        Path(entry).unlink()
        if len(files) > _KEPT:
            files.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)
            for entry in files[: len(files) - _KEPT // 2]:
                Path(entry).unlink(missing_ok=True)


def _write(file: Path, kept: Kept) -> None:
    """Readers see the old file or the whole new one. A full disk costs the next backtest its time, no more."""
    heads = [f"{array.dtype.str}{len(array)}".encode() for array in kept.arrays]
    head = b"%d %d %s\n" % (kept.epoch, kept.upto, b" ".join(heads))
    bodies = [np.ascontiguousarray(array).tobytes() for array in kept.arrays]
    check = zlib.crc32(head)
    for body in bodies:
        check = zlib.crc32(body, check)
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=_HALF)
        with os.fdopen(handle, "wb") as out:
            out.write(_MAGIC + b"%08x\n" % check + head)
            out.writelines(bodies)
        Path(name).replace(file)
    except OSError:
        if name:
            Path(name).unlink(missing_ok=True)


def _read(file: Path) -> Kept | None:
    try:
        with file.open("rb") as opened:
            raw = opened.read()
            os.utime(opened.fileno())
    except OSError:
        return None
    try:
        return _parsed(raw)
    except (ValueError, TypeError, IndexError):
        return None


def _parsed(raw: bytes) -> Kept | None:
    if not raw.startswith(_MAGIC):
        return None
    after = len(_MAGIC) + 9
    if raw[len(_MAGIC) : after] != b"%08x\n" % zlib.crc32(memoryview(raw)[after:]):
        return None  # damaged
    start = raw.index(b"\n", after) + 1
    epoch, upto, *heads = raw[after:start].decode("ascii").split()
    arrays: list[Array] = []
    for kind, count in _kinds(heads):
        arrays.append(np.frombuffer(raw, dtype=kind, count=count, offset=start))
        start += arrays[-1].nbytes
    return Kept(int(epoch), int(upto), tuple(arrays)) if start == len(raw) else None


def _kinds(heads: Sequence[str]) -> list[tuple[np.dtype[Any], int]]:
    return [(np.dtype(head[:3]), int(head[3:])) for head in heads]
