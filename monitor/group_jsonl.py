"""Grouping as a tool on its own: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from crawler import json_lines
from monitor.document import Document
from monitor.prints import make_print
from monitor.records import BadRecordError, document_of
from monitor.stories import Grouper

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def _none(_record: Mapping[str, Any]) -> Iterable[str]:
    return ()


def group_lines(
    lines: Iterable[str | bytes], entities: Callable[[Mapping[str, Any]], Iterable[str]] = _none
) -> Generator[str, None, int]:
    """The story of every article, once all are read.

    Args:
        lines: each `{"id", "title", "text", "lang", "outlet", "published"}`; id and text or title are required,
            `published` is ISO 8601 (no zone: UTC). An article without it counts as published with the one before it.
            Lines in order of time may be endless; up to 40,000 may come in any order.
        entities: ids of the entities in a record that tell events apart (no countries), as of `make_print`.

    Yields:
        One line for each line that is not blank, in order: `{"id", "story"}`, the story being the id of its first
        article, or `{"id", "error"}` for a line that cannot be read (its id is null where even that is unknown).

    Returns:
        How many lines could not be read.
    """
    grouper = Grouper()
    results: list[tuple[Any, str | None]] = []
    ids: list[Any] = []
    at = _UNDATED
    for place, line in enumerate(lines, 1):
        if not line.strip():
            continue
        number, name = len(results), None
        try:
            record = json_lines.record(line, place)
            name = record["id"]
            found = _article(record)
        except ValueError as error:
            results.append((name, str(error)))
            ids.append(None)
            continue
        at = found.published or at
        outlet = found.outlet or f"unknown-{number}"
        grouper.add(make_print(number, found.title, found.text, outlet=outlet, at=at, entities=entities(record)))
        results.append((name, None))
        ids.append(name)
    for number, (id_, problem) in enumerate(results):
        answer = {"id": id_, "error": problem} if problem else {"id": id_, "story": ids[grouper.story(number)]}
        yield json.dumps(answer, ensure_ascii=False)
    return sum(problem is not None for _, problem in results)


def _article(record: Mapping[str, Any]) -> Document:
    """What is compared of a record. Raises BadRecordError where there is nothing."""
    found = document_of(record)
    if not (found.title or found.text):
        raise BadRecordError("it has neither title nor text")
    return found
