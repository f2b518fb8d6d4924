"""A consistent copy of the database while everything goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from crawler.database import BUSY_SECONDS

_PAGES = 2000
"""Pages copied at a time; between two portions a writer may go on."""


class BackupError(Exception):
    """No copy was made; the message says why and what to do."""


class TargetError(BackupError):
    """The place named for the copy cannot take it: another one, or --force, is wanted."""


def backup(
    engine: Engine, target: Path, on_progress: Callable[[int, int], None] | None = None, *, force: bool = False
) -> int:
    """Copy the database to `target` and give the copy's size in bytes. Readers and writers are not held up.

    SQLite: a database file of the same kind, checked before it gets its name. PostgreSQL: a dump in the custom format
    of `pg_dump`, for `pg_restore`. Until the copy is complete, `target` does not exist; an older one is replaced only
    with `force`, and not before that.

    Raises:
        TargetError: the target is there already, a device or folder, or the database itself.
        BackupError: the copy is damaged, or `pg_dump` is missing or refuses.
        OSError: the target cannot be written.
    """
    if target.exists() and not target.is_file():
        raise TargetError(f"{target} is no file, and would be replaced by one; name a file")
    if target.exists() and engine.dialect.name == "sqlite" and target.samefile(str(engine.url.database)):
        raise TargetError(f"{target} is the database itself; name another file")
    if target.exists() and not force:
        raise TargetError(f"{target} is there already; name another file, or replace it with --force")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if engine.dialect.name == "sqlite":
            _sqlite(Path(engine.url.database or ""), part, on_progress)
        else:
            _postgres(engine, part)
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _sqlite(source: Path, target: Path, on_progress: Callable[[int, int], None] | None) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        if on_progress is not None:
            on_progress(total - remaining, total)

    uri = f"{source.resolve().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            # A read transaction fixes the state that is copied: a writer then cannot make the copy start over.
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM sqlite_master").fetchone()
            live.backup(copy, pages=_PAGES, progress=told)
            found = copy.execute("PRAGMA integrity_check(5)").fetchall()
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    except sqlite3.Error as error:
        raise BackupError(f"the copy could not be made: {error}") from error
    if found != [("ok",)]:
        raise BackupError(f"the database is damaged: {found[0][0]}; `tocsin doctor` says more")


def _postgres(engine: Engine, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupError("pg_dump is not installed here (Debian: apt-get install postgresql-client)")
    url = engine.url
    # The password goes through the environment of the child: a command line is visible to other users.
    environment = {"PATH": str(Path(program).parent), "PGPASSWORD": url.password or ""}
    command = [program, "--format=custom", "--no-password", f"--file={target}"]
    for option, value in (("host", url.host), ("port", url.port), ("username", url.username)):
        if value:
            command.append(f"--{option}={value}")
    command.append(str(url.database))
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise BackupError(f"pg_dump says: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")
