"""Dates of feeds: read by the libraries, and kept from costing minutes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import fastfeedparser.main as library

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_GUESSES = 300
"""Dates of one feed that may be guessed at: in words and in odd orders each takes a millisecond or two."""
_PLAIN = re.compile(r"\d{4}-\d\d-\d\dT|[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} [\d:]{5,8} (?:GMT|UT|UTC|Z|[+-]\d{4})$")
_MAYBE = re.compile(
    r"\d{4}.*\D\d|\d\D.*\d{4}|\d[./-]\d{1,2}[./-]\d{2}|^\D{3,20} \d{1,2},? |^\d{8}(?:T|$)|\d{1,2} \D{3,} \d\d"
)
_read: Callable[[str], str | None] = library._parse_date


@contextmanager
def bounded_guesses() -> Iterator[None]:
    """While it is open, fastfeedparser tries to read only what may be a date, and the odd ones of them only so often.

    It would take the number of each entry for a date, too, and ask a guesser of dates in two hundred languages: 75
    seconds for fifty thousand entries. There is no setting for it. One thread at a time.
    """
    left = _GUESSES

    def read(text: str) -> str | None:
        nonlocal left
        if _PLAIN.match(text.strip()):
            return _read(text)
        if left <= 0 or len(text) > 60 or not _MAYBE.search(text):
            return None
        left -= 1
        return _read(text)

    library._parse_date = read
    try:
        yield
    finally:
        library._parse_date = _read


def is_made_of(date: Any, number: str) -> bool:
    """Whether fastfeedparser made ``date`` out of the ``number`` of an entry that has none."""
    return bool(date) and bool(number) and bool(_MAYBE.search(number)) and len(number) <= 60 and _read(number) == date


def instant(value: Any, latest: datetime) -> datetime | None:
    """An instant, from ISO 8601 or RFC 5322 text or from feedparser's UTC tuple; None where it is no possible one.

    Args:
        value: Text or `time.struct_time`; anything else is none. Without a zone it is read as UTC.
        latest: Later ones are none (aware); so is what lies before 1990.
    """
    try:
        if isinstance(value, time.struct_time):
            parsed = datetime(*value[:6], tzinfo=UTC)
        elif isinstance(value, str) and (text := value.strip()[:100]):
            parsed = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
        else:
            return None
        parsed = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return parsed if _EARLIEST <= parsed <= latest else None
