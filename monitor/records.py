"""An article as one JSON object: how `match` and `group` read the fields of a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from monitor.document import Document, Hit
from monitor.markup import Plain

_NO_NAMES: Final = frozenset({"body", "content", "headline", "description", "summary", "html", "Title", "Text"})
"""What others call a text: a line that has these alone would be read as an empty one."""


class BadRecordError(ValueError):
    """A record cannot be worked on; the message is for its author."""


def text_of(record: Mapping[str, Any], name: str) -> str:
    """A text field; empty where it is missing or null. Raises BadRecordError where it is something else."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecordError(f'"{name}" must be a text')
    return value


def published_of(record: Mapping[str, Any]) -> datetime | None:
    """When it was published, in UTC (as which it is read without a zone); None where that is missing, empty or null.

    Raises:
        BadRecordError: it is no ISO 8601 date.
    """
    value = text_of(record, "published")
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise BadRecordError(f'"published" is no ISO 8601 date: {value!r}') from None
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:  # by its zone before the first day, or after the last
        raise BadRecordError(f'"published" lies outside of the calendar: {value!r}') from None


def document_of(record: Mapping[str, Any]) -> Document:
    """What the matcher reads of a record: characters written as in HTML (``&amp;``) are read as what they stand for.

    Raises BadRecordError where a field is no text or no date, or where texts stand under other names.
    """
    strange = [name for name in record if name in _NO_NAMES]
    if strange and record.keys().isdisjoint({"title", "text"}):
        raise BadRecordError(f'it has neither "title" nor "text", but "{strange[0]}"')
    return Document(
        id=str(record.get("id", "")),
        title=Plain(text_of(record, "title")).text,
        text=Plain(text_of(record, "text")).text,
        lang=text_of(record, "lang"),
        outlet=text_of(record, "outlet"),
        published=published_of(record),
    )


def as_given(record: Mapping[str, Any]) -> Callable[[Hit], Hit] | None:
    """What turns a hit in the `document_of` a record into one in its title and text as they were given.

    None where those are the same.
    """
    given = {"title": text_of(record, "title"), "text": text_of(record, "text")}
    plain = {field: Plain(text) for field, text in given.items()}
    if all(plain[field].text == text for field, text in given.items()):
        return None

    def back(hit: Hit) -> Hit:
        start, end = plain[hit.field].given(hit.start, hit.end)
        return Hit(given[hit.field][start:end], hit.field, start, end)

    return back
