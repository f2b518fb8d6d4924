"""From an exception to one clear message and an exit code; never a traceback for what a person can mend."""

from __future__ import annotations

import errno
import sys
import traceback

from tocsin.cli import exits
from tocsin.cli.output import note, safe


class RefusedError(Exception):
    """A command cannot do what was asked; the message says why and what to do."""

    def __init__(self, message: str, *, code: int = exits.USAGE) -> None:
        super().__init__(message)
        self.code = code


def explain(error: BaseException) -> int:
    """Say on stderr what went wrong and give the exit code for it."""
    found = _known(error)
    if found is None:
        note("tocsin: this is a mistake in Tocsin itself; please report the lines below.")
        traceback.print_exception(error, file=sys.stderr)
        return exits.BUG
    message, code = found
    if message:
        note(message)
    return code


def told(error: BaseException) -> str:
    """One line about `error`, for logs."""
    found = _known(error)
    return found[0].removeprefix("tocsin: ") if found else f"{type(error).__name__}: {safe(error)}"


def _known(error: BaseException) -> tuple[str, int] | None:
    if isinstance(error, KeyboardInterrupt):
        return "stopped", exits.INTERRUPTED
    if isinstance(error, RefusedError):
        return f"tocsin: {error}", error.code
    if isinstance(error, OSError):
        return _of_the_machine(error), exits.MACHINE
    return _ours(error) or _of_the_database(error)


def _ours(error: BaseException) -> tuple[str, int] | None:
    """The error types of the rooms. Imported here: a command that goes well never loads what it does not use."""
    from tocsin.backup import BackupError, TargetError
    from tocsin.lock import AlreadyRunningError
    from tocsin.migrations import MigrationError
    from tocsin.problems import ConfigurationError
    from tocsin.wiring import SetupError

    if isinstance(error, ConfigurationError):
        errors = sum(problem.level == "error" for problem in error.problems)
        return f"{error.show()}\n\n{errors} error{'s' * (errors != 1)}; nothing was done.", exits.USAGE
    if isinstance(error, SetupError | TargetError):
        return f"tocsin: {error}", exits.USAGE
    if isinstance(error, AlreadyRunningError):
        return f"tocsin: {error}", exits.BUSY
    if isinstance(error, MigrationError | BackupError):
        return f"tocsin: {error}", exits.MACHINE
    # These two need the libraries of their rooms: only asked where the room is loaded anyway, as the error's type is.
    if type(error).__name__ in {"RenderError", "ExtractionError"}:
        return f"tocsin: {safe(error)}", exits.PROBLEM
    return None


def _of_the_machine(error: OSError) -> str:
    where = f": {safe(error.filename)}" if error.filename else ""
    reason = {
        errno.ENOSPC: "the disk is full; free some space, nothing is lost",
        errno.EDQUOT: "the disk quota is used up; free some space, nothing is lost",
        errno.EACCES: "no permission",
        errno.EROFS: "the file system is read-only; name another folder with TOCSIN_VAR",
        errno.EMFILE: "too many open files; raise the limit (ulimit -n)",
    }.get(error.errno or 0, error.strerror or str(error))
    return f"tocsin: {reason}{where}"


def _of_the_database(error: BaseException) -> tuple[str, int] | None:
    from sqlalchemy.exc import DBAPIError

    if isinstance(error, DBAPIError):
        said = safe(str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__)
        return f"tocsin: {database_reason(said)}", exits.MACHINE
    return None


def database_reason(said: str) -> str:
    """What a database driver's first line means for an operator."""
    lower = said.lower()
    hints = {
        "database is locked": "the database is locked by another program that does not let go; it was left unchanged",
        "database or disk is full": "the disk is full; free some space, nothing is lost",
        "readonly database": "the database file is not writable",
        "unable to open database file": "the database file cannot be opened or made; is its folder there and writable?",
        "disk image is malformed": "the database file is damaged; `tocsin doctor` says more, restore the last backup",
        "file is not a database": "the database file is no SQLite database; is TOCSIN_DATABASE right?",
        "connection refused": "the database server does not answer",
        "could not translate host name": "the database server's name is unknown",
        "name or service not known": "the database server's name is unknown",
        "password authentication failed": "the database refuses the password (TOCSIN_DATABASE)",
        "does not exist": "the database, role or table does not exist",
    }
    for sign, meaning in hints.items():
        if sign in lower:
            return f"{meaning} ({said})"
    return f"the database reports: {said}"
