"""Notice that the YAML changed, and load it: all of it is right, or the last good one stays."""

from __future__ import annotations

from pathlib import Path

from tocsin import log
from tocsin.configuration import Configuration, load
from tocsin.problems import ConfigurationError

Stamp = frozenset[tuple[str, int, int]]


def stamp(directory: Path) -> Stamp:
    """Name, size and time of change of every YAML file under `directory`."""
    found = set()
    for path in directory.rglob("*.y*ml"):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue  # an editor replaces the file at this moment; the next look sees the new one
        found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)


class Watcher:
    """Looks at a configuration folder from time to time."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._taken = stamp(directory)
        self._seen = self._taken
        self._log = log.logger("configuration")
        self.problem = ""
        """Why the newest state of the folder is not in force; empty when it is."""

    def changed(self) -> Configuration | None:
        """A new, right configuration, once; None when nothing changed, when the folder is still being written to
        (it must look the same at two calls), or when the new state is wrong, which is logged."""
        present = stamp(self._directory)
        if present == self._taken:
            return None
        if present != self._seen:
            self._seen = present
            return None
        self._taken = present
        try:
            configuration = load(self._directory)
        except ConfigurationError as error:
            self.problem = str(error)
            self._log.error("the changed configuration is refused; the last good one stays", why=str(error))
            return None
        self.problem = ""
        return configuration
