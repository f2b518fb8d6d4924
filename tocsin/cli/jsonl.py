"""JSON lines: one object a line on stdin, one object a line on stdout, in order; a bad line costs only itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crawler.json_lines import loads, whole_lines
from tocsin.cli import output

Record = dict[str, Any]


class BadRecordError(ValueError):
    """A line cannot be worked on; the message says why."""


def read(lines: Iterable[bytes]) -> Iterator[tuple[Any, Record | BadRecordError]]:
    """(id, record) of each line that is not blank; the record is an error where the line holds no object."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            value = loads(raw)
        except ValueError as error:
            yield None, BadRecordError(f"line {number}: {error}")
            continue
        if isinstance(value, dict):
            yield value.get("id"), value
        else:
            yield None, BadRecordError(f"line {number} is no JSON object")


def text(record: Record, name: str, default: str | None = "") -> str:
    """A text field. Raises BadRecordError where it is missing (with `default=None`) or something else."""
    value = record.get(name, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise BadRecordError(f'"{name}" must be a text' if name in record else f'"{name}" is missing')
    return value


def transform(work: Callable[[Record], Record]) -> None:
    """Read stdin, write what `work` makes of each record, in order, with the record's id in front.

    work: raises BadRecordError for a record that cannot be worked on; that gives `{"id", "error"}`.
    """
    for name, record in read(whole_lines(sys.stdin.buffer)):
        try:
            answer = {"error": str(record)} if isinstance(record, BadRecordError) else work(record)
        except BadRecordError as error:
            answer = {"error": str(error)}
        output.put_json({"id": name, **answer}, indent=None)
