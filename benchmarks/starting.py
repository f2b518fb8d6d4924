"""What the benchmarks begin with: their arguments, and a PostgreSQL of their own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
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


def own_postgres(stack: ExitStack) -> PostgresServer:
    """A server from the installed binaries, ended with `stack`; ends the process in words where there are none."""
    found = binaries()
    if found is None:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = PostgresServer(found)
    stack.callback(server.close)
    return server
