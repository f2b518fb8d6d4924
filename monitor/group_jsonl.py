"""Grouping as a tool on its own: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.prints import make_print
from monitor.stories import Grouper


class _LineError(ValueError):
    """A line that cannot be grouped; the message is for its author."""


_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def _none(_record: Mapping[str, Any]) -> Iterable[str]:
    return ()


def group_lines(lines: Iterable[str], entities: Callable[[Mapping[str, Any]], Iterable[str]] = _none) -> Iterator[str]:
    """The story of every article, once all are read.

    Args:
        lines: each `{"id", "title", "text", "lang", "outlet", "published"}`; id and text or title are required,
            `published` is ISO 8601 (no zone: UTC). An article without it counts as published with the one before it.
            Lines in order of time may be endless; in any order, up to 20,000 are compared with each other.
        entities: ids of the entities in a record that tell events apart (no countries), as of `make_print`.

    Yields:
        One line for each line that is not blank, in order: `{"id", "story"}`, the story being the id of its first
        article, or `{"id", "error"}` for a line that cannot be read (its id is null where even that is unknown).
    """
    grouper = Grouper()
    results: list[tuple[Any, str | None]] = []
    ids: list[Any] = []
    at = _UNDATED
    for line in lines:
        if not line.strip():
            continue
        number = len(results)
        try:
            record = _record(line)
            at = _published(record, at)
        except _LineError as error:
            results.append((_id_of(line), str(error)))
            ids.append(None)
            continue
        outlet = str(record.get("outlet") or f"unknown-{number}")
        title, text = str(record.get("title") or ""), str(record.get("text") or "")
        grouper.add(make_print(number, title, text, outlet=outlet, at=at, entities=entities(record)))
        results.append((record["id"], None))
        ids.append(record["id"])
    for number, (id_, problem) in enumerate(results):
        answer = {"id": id_, "error": problem} if problem else {"id": id_, "story": ids[grouper.story(number)]}
        yield json.dumps(answer, ensure_ascii=False)


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise _LineError(f"not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, thousands of brackets
        raise _LineError(f"not JSON that can be read: {error}") from error
    if not isinstance(record, dict):
        raise _LineError("not an object with id, title and text")
    if record.get("id") is None:
        raise _LineError("it has no id")
    if not (record.get("title") or record.get("text")):
        raise _LineError("it has neither title nor text")
    return record


def _published(record: dict[str, Any], default: datetime) -> datetime:
    value = record.get("published")
    if not value:
        return default
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise _LineError(f"published: {value!r} is no ISO 8601 date") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _id_of(line: str) -> Any:
    try:
        return json.loads(line).get("id")
    except (ValueError, AttributeError, RecursionError):
        return None
