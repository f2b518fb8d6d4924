"""One `tocsin run` or `tocsin once` per database: a file lock beside a SQLite file, an advisory lock in PostgreSQL.

Both vanish with the process that holds them, however it ends; there is nothing to clean up after a crash.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

LEADER = 0x746F6301
"""Key of the advisory lock of the process that schedules; the letters 'toc' and 1."""


class AlreadyRunningError(Exception):
    """Another process holds the lock; the message says which one."""


class Leadership:
    """The lock as held; `lost()` says whether the connection that carries it is gone (PostgreSQL restarted)."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection

    def lost(self) -> bool:
        """Ask the connection for a sign of life. A file lock is never lost."""
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return True
        return False


@contextmanager
def leadership(engine: Engine, var: Path) -> Iterator[Leadership]:
    """Hold the lock while the block runs.

    Raises:
        AlreadyRunningError: another process holds it.
    """
    if engine.dialect.name == "sqlite":
        with _file(_beside(engine, var)):
            yield Leadership()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": LEADER}).scalar():
            raise AlreadyRunningError("another `tocsin run` or `once` works on this database")
        try:
            yield Leadership(connection)
        finally:
            # The server lets go of what a closed connection held a moment later, when the next one may have asked
            # already; closing the raw connection does it even where the server is gone by now.
            with suppress(SQLAlchemyError):
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LEADER})
            connection.invalidate()


def holder(engine: Engine, var: Path) -> str:
    """Who holds the lock now, in words; empty where nobody does."""
    try:
        with leadership(engine, var):
            return ""
    except AlreadyRunningError as running:
        return str(running)


def _beside(engine: Engine, var: Path) -> Path:
    database = engine.url.database
    return Path(f"{database}.lock") if database and database != ":memory:" else var / "tocsin.lock"


@contextmanager
def _file(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder.isdigit() else ""
            raise AlreadyRunningError(f"another `tocsin run` or `once`{who} works on {path.with_suffix('')}") from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
