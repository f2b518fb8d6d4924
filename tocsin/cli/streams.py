"""The three standard streams as a command finds them: closed, or in an encoding that lacks half of the alphabet."""

from __future__ import annotations

import io
import os
import sys

_closed: set[int] = set()


def was_closed(number: int) -> bool:
    """Whether the command was started with this descriptor closed (`>&-`)."""
    return number in _closed


def prepare() -> None:
    """Open what is closed, on nothing, and let no character of a title stop the command that shows it.

    A closed descriptor would go to the next file that is opened, which may well be the database.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
            _closed.add(number)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
