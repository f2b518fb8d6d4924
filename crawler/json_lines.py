"""Lines of JSON as they come down a pipe: bounded, and told in words where they are none."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, BinaryIO

_MAX_LINE = 48 * 1024 * 1024
_PIECE = 1024 * 1024
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


def loads(line: str | bytes) -> Any:
    """One line of JSON as a value.

    Raises:
        ValueError: It is none, or holds a number that JSON does not have; the message is for people.
    """
    if len(line) > _MAX_LINE:
        raise ValueError(f"the line is longer than {_MAX_LINE // 1024 // 1024} MB")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        return json.loads(text, parse_constant=_no_number, parse_float=_number)
    except UnicodeDecodeError as error:
        raise ValueError(f"the line is not UTF-8 (octet {error.start + 1})") from None
    except _NumberError as error:
        raise ValueError(f"the line holds {error}, which is no number of JSON") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the line is no JSON: {error}") from None


class _NumberError(Exception):
    """A number that cannot be written back."""


def _no_number(name: str) -> Any:
    raise _NumberError(name)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _NumberError(text[:40])
    return value
