"""Lines of JSON as they come down a pipe: bounded, and told in words where they are none."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

_MAX_LINE = 48 * 1024 * 1024
_PIECE = 1024 * 1024
_TOO_LONG: Final = "Exceeds the limit"
"""How Python begins to refuse a number that takes it long to read."""
_ENDLESS = 1024 * 1024 * 1024


def whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of ``file``, whatever their length: of one that is longer than any page, only the beginning.

    A line without an end, as of a device, ends the reading.
    """
    while line := file.readline(_MAX_LINE + 1):
        yield line
        passed = len(line)
        while passed > _MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(_PIECE)
            passed += len(line)
            if not line or passed > _ENDLESS:
                break
        if passed > _ENDLESS:
            return


def batches(file: BinaryIO) -> Iterator[list[bytes]]:
    """The lines of ``file`` as `whole_lines` gives them, without their ends, those that are there together at once.

    It waits only where there is nothing, so what comes line by line is given line by line.
    """
    begun: list[bytes] = []  # the line that has no end yet
    passed = 0
    while piece := file.read1(_PIECE):  # type: ignore[attr-defined]  # of every buffered stream
        *ended, last = piece.split(b"\n")
        if ended:
            if begun:
                ended[0] = b"".join([*begun, ended[0]])
            begun, passed = [], 0
            yield ended
        if last and passed <= _MAX_LINE:  # of what is longer than any page the beginning is enough
            begun.append(last)
        passed += len(last)
        if passed > _ENDLESS:
            break
    if begun:
        yield [b"".join(begun)]


def record(line: str | bytes, number: int) -> dict[str, Any]:
    """The JSON object of one line, the ``number``-th of its file; its ``id``, of any type, is there.

    Raises:
        ValueError: It holds none, or one without an id; the message names the line and is for people.
    """
    value = loads(line, f"line {number}")
    if not isinstance(value, dict):
        raise ValueError(f"line {number} is no JSON object")  # noqa: TRY004 - input, not a programming error
    if value.get("id") is None:
        raise ValueError(f'line {number} has no "id"')
    return value


def loads(line: str | bytes, name: str = "the line") -> Any:
    """One line of JSON as a value; ``name`` is what messages call it.

    Raises:
        ValueError: It is none, or holds a number that JSON does not have; the message is for people.
    """
    if len(line) > _MAX_LINE:
        raise ValueError(f"{name} is longer than {_MAX_LINE // 1024 // 1024} MB")
    try:
        return _DECODER.decode(line.decode().removeprefix("\ufeff") if isinstance(line, bytes) else line)
    except UnicodeDecodeError as error:
        raise ValueError(f"{name} is not UTF-8 (octet {error.start + 1})") from None
    except _NumberError as error:
        raise ValueError(f"{name} holds {error}, which is no number of JSON") from None
    except (ValueError, RecursionError) as error:
        text = line.decode() if isinstance(line, bytes) else line
        listed = text.lstrip("\ufeff \t").startswith("[") or text.rstrip().endswith("},")
        hint = "; each object stands on a line of its own, without [ ] and commas around it" if listed else ""
        if isinstance(error, RecursionError):
            error = ValueError("its brackets are nested too deeply")
        if str(error).startswith(_TOO_LONG):
            raise ValueError(f"{name} holds a number of more than {sys.get_int_max_str_digits()} digits") from None
        raise ValueError(f"{name} is no JSON: {error}{hint}") from None


class _NumberError(Exception):
    """A number that cannot be written back."""


def _no_number(name: str) -> Any:
    raise _NumberError(name)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _NumberError(text[:40])
    return value


_DECODER: Final = json.JSONDecoder(parse_constant=_no_number, parse_float=_number)
