"""What the benchmarks begin with: their arguments, and a PostgreSQL of their own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from tests.fakes.postgres import PostgresServer, binaries


class Argument(NamedTuple):
    """One that may be left out."""

    name: str
    read: Callable[[str], Any]
    default: Any
    help: str


def positional(description: str | None, arguments: Sequence[str] | None, *known: Argument) -> list[Any]:
    """The values of `known`, in their order; ends the process with a message for a wrong one, and with the words of
    `description` (a module's docstring) for `--help`."""
    parser = argparse.ArgumentParser(
        usage="%(prog)s [--help] " + " ".join(f"[{argument.name.upper()}]" for argument in known),
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, read, default, words in known:
        told = f"{words} ({default})" if default else words
        parser.add_argument(name, type=read, nargs="?", default=default, help=told, metavar=name.upper())
    values = parser.parse_args(arguments)
    return [getattr(values, argument.name) for argument in known]


def cycles_and_database(description: str | None, arguments: Sequence[str] | None, *, cycles: int) -> tuple[int, str]:
    """What a benchmark that kills is told, by `positional`: how often (`cycles` if not told), and the database."""
    count, database = positional(
        description,
        arguments,
        Argument("cycles", int, cycles, "how many are killed"),
        Argument("database", str, "", "its address, or postgresql for one of its own; SQLite if left out"),
    )
    return count, database


def address(stack: ExitStack, database: str, folder: Path) -> str:
    """The address of the database that `cycles_and_database` names; without a name a SQLite file in `folder`."""
    if database == "postgresql":
        return own_postgres(stack).create()
    return database or f"sqlite:///{folder / 'tocsin.sqlite'}"


def own_postgres(stack: ExitStack) -> PostgresServer:
    """A server from the installed binaries, ended with `stack`; ends the process in words where there are none."""
    found = binaries()
    if found is None:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = PostgresServer(found)
    stack.callback(server.close)
    return server
