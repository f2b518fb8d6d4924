"""Dates of feeds: ISO 8601 in all its shapes, RFC 822 as it is written, and in words."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from crawler.dates import parse_instant
from crawler.months import MONTHS, ZONES

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LONGEST = 100
_ISO = re.compile(
    r"(\d{4})-?(\d\d)?-?(\d\d)?(?:[Tt ]\s*(\d{1,2})(?::?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?)?"
    r"\s*(Z|z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?"
)
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
_LOOSE_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_RFC_822 = re.compile(
    r"(?:[^\W\d]+\.?,?\s*)?(\d{1,2})[\s-]+([^\W\d]+)\.?[\s-]+(\d{4}|\d\d)"
    r"(?:\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(?:([+-]\d\d:?\d\d)|([A-Za-z]{1,5}))?(?:\s*\(.*\))?)?"
)
_ASCTIME = re.compile(
    r"[^\W\d]+\.?,?\s+([^\W\d]+)\.?\s+(\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?)\s+(?:([A-Za-z]{1,5}|[+-]\d\d:?\d\d)\s+)?(\d{4})"
)
_AMBIGUOUS = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}\b")
_WORDY_ISO = re.compile(r"(\d{4}-)([^\W\d]+)(-)(\d{1,2})(?=[T ])")


_HALF_DAY = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s*([ap])\.?m\b\.?", re.IGNORECASE)
_CLOCK_END = r"(:\d\d(?:[.,]\d+)?)\s*"
_OFFSET = re.compile(
    _CLOCK_END + r"\(?(?:GMT|UTC|UT)?\s*([+-])\s?(\d{1,2})(?::?(\d\d))?\)?(?:\s*[(\[].*)?$", re.IGNORECASE | re.DOTALL
)
_PLACE = re.compile(
    _CLOCK_END
    + r"[(\[]?((?:Africa|America|Antarctica|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/[\w/+-]+)[)\]]?$"
)


def instant(value: Any, latest: datetime) -> datetime | None:
    """An instant, from text, from feedparser's UTC tuple or from an epoch; None where it is no possible one.

    Args:
        value: Text, `time.struct_time`, or seconds or milliseconds since 1970; anything else is none.
            Without a zone it is read as UTC. A month means its first day, a year its first of January.
        latest: Later ones are none (aware); so is what lies before 1990.
    """
    try:
        if isinstance(value, time.struct_time):
            parsed: datetime | None = datetime(*value[:6], tzinfo=UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            parsed = parse_instant(str(int(value)))
        elif isinstance(value, str) and (text := value.strip()[:_LONGEST]):
            text, zone = _without_zone(_HALF_DAY.sub(_of_the_whole_day, text))
            parsed = _iso(text) or _rfc_822(text) or parse_instant(_numbered(text))
            parsed = parsed.replace(tzinfo=zone) if parsed and zone else parsed
        else:
            return None
        if parsed is None:
            return None
        parsed = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return parsed if _EARLIEST <= parsed <= latest else None


def _of_the_whole_day(clock: re.Match[str]) -> str:
    """10:00 PM as 22:00."""
    hour = int(clock[1])
    if hour <= 12:
        hour = hour % 12 + (12 if clock[3] in "pP" else 0)
    return f"{hour:02}{clock[2]}"


def _without_zone(text: str) -> tuple[str, tzinfo | None]:
    """A date and the zone that its end states by hours or by a place, behind the clock; None where it states none."""
    if match := _OFFSET.search(text):
        minutes = int(match[3]) * 60 + int(match[4] or 0)
        return text[: match.end(1)], timezone(timedelta(minutes=-minutes if match[2] == "-" else minutes))
    if match := _PLACE.search(text):
        try:
            return text[: match.end(1)], ZoneInfo(match[2])
        except (KeyError, ValueError):  # there is no such place
            return text[: match.end(1)], None
    return text, None


def _iso(text: str) -> datetime | None:
    if not text[:4].isdecimal():
        return None
    if match := _ORDINAL.fullmatch(text):
        return datetime(int(match[1]), 1, 1, tzinfo=UTC) + timedelta(days=int(match[2]) - 1)
    match = _ISO.fullmatch(text) or _LOOSE_ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups()[:6])
    moment = datetime(year, month or 1, day or 1, 0 if hour == 24 else hour, minute, second, tzinfo=_zone(match[7]))
    return moment + timedelta(days=hour == 24)


def _rfc_822(text: str) -> datetime | None:
    if match := _ASCTIME.fullmatch(text):
        text = f"{match[2]} {match[1]} {match[5]} {match[3]} {match[4] or ''}".rstrip()
    match = _RFC_822.fullmatch(text)
    month = MONTHS.get(match[2].lower(), MONTHS.get(match[2].lower()[:3])) if match else None
    if match is None or month is None:
        return None
    year = int(match[3])
    year += 0 if year > 99 else 1900 if year > 68 else 2000
    hour, minute, second = int(match[4] or 0), int(match[5] or 0), int(match[6] or 0)
    zone = _zone(match[7]) if match[7] else timezone(timedelta(minutes=ZONES.get((match[8] or "").lower(), 0)))
    moment = datetime(year, month, int(match[1]), 0 if hour == 24 else hour, minute, min(second, 59), tzinfo=zone)
    return moment + timedelta(days=hour == 24)


def _zone(stated: str | None) -> timezone:
    if not stated or stated[0] not in "+-":
        return UTC
    digits = stated[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if stated[0] == "-" else minutes))


def _numbered(text: str) -> str:
    """``text`` with the number of a month for its name between the parts of an ISO date; "" where it may mean two days,
    as 01/02/2026 does."""
    if (slashed := _AMBIGUOUS.match(text)) and slashed[1] != slashed[2] and max(int(slashed[1]), int(slashed[2])) <= 12:
        return ""
    match = _WORDY_ISO.match(text)
    month = MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None:
        return text
    return f"{match[1]}{month:02}{match[3]}{int(match[4]):02}{text[match.end() :]}"
