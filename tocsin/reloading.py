"""Notice that the YAML changed, and load it: all of it is right, or the last good one stays."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tocsin import log
from tocsin.configuration import Configuration, load
from tocsin.problems import ConfigurationError

Stamp = frozenset[tuple[str, int, int]]


def stamp(directory: Path) -> Stamp:
    """Name, size and time of change of every YAML file under `directory`: cheap enough to ask every few seconds."""
    found = set()
    for path in directory.rglob("*.y*ml"):
        try:
            status = path.stat()
        except OSError:
            continue  # an editor replaces the file at this moment; the next look sees the new one
        found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)


def content(directory: Path) -> str:
    """SHA-256 over names and bytes of every YAML file under `directory`.

    Times do not count: a `touch`, or a deployment that writes the same files again, is no change.
    """
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*.y*ml")):
        try:
            data = path.read_bytes()
        except OSError:
            data = b""  # loading will say what is wrong with it
        for part in (str(path.relative_to(directory)).encode(), data):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


class Watcher:
    """Looks at a configuration folder from time to time."""

    def __init__(self, directory: Path, cache: Path | None = None, in_force: str | None = None) -> None:
        """`cache` keeps compiled watchlists; `in_force` is the `content` of `directory` from before the configuration
        that is in force was loaded: an edit since then is noticed. Default: what it holds at this moment."""
        self._directory = directory
        self._cache = cache
        self._taken: Stamp = frozenset() if in_force else stamp(directory)
        self._seen = self._taken
        self._in_force = self._judged = in_force or content(directory)
        self._log = log.logger("configuration")
        self.problem = ""
        """Why the newest state of the folder is not in force; empty when it is."""

    def changed(self) -> Configuration | None:
        """A new, right configuration, once.

        None when nothing changed, when the folder is still being written to (it must look the same at two calls), or
        when the new state is wrong: that is logged once, with every place, and the last good configuration stays in
        force. Taking the mistake back clears `problem`.
        """
        present = stamp(self._directory)
        if present == self._taken:
            return None
        if present != self._seen:
            self._seen = present
            return None
        self._taken = present
        digest = content(self._directory)
        if digest == self._judged:
            return None
        self._judged = digest
        if digest == self._in_force:
            self.problem = ""
            self._log.info("the configuration is again as it was; nothing to take over")
            return None
        try:
            configuration = load(self._directory, cache=self._cache)
        except ConfigurationError as error:
            self.problem = str(error)
            self._log.error("the changed configuration is refused; the last good one stays", why=str(error))
            return None
        self._in_force = digest
        self.problem = ""
        return configuration
