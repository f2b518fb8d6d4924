"""Dates as news pages write them: ISO, RFC 5322, epochs, words in four dozen languages (`crawler.months`), the Persian
calendar, and "2 hours ago".

Own tables instead of a date library: the first odd date there loads two hundred locales and costs seconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from crawler.ago import moment_ago
from crawler.date_shapes import (
    CLOCK,
    DAY_FIRST,
    DAY_MONTH_YEAR,
    DOTTED,
    HIJRI_FIGURES,
    ISO,
    MONTH_DAY_YEAR,
    SLASHED,
    VIETNAMESE,
    YEAR_FIRST,
    YEAR_MONTH_DAY,
    plain,
)
from crawler.months import AMERICAN, DAYS_BACK, JALALI_MONTHS, MONTHS, ZONES
from crawler.text import clean_line

_EARLIEST = 1990
_MAX_LENGTH = 160
_ZONE = re.compile(
    rf"(?:\b({'|'.join([*ZONES, *AMERICAN])})?\b\s?|(?=[+-]\d{{4}}\b|\+))(?:([+-])(\d{{1,2}}):?(\d{{2}})?)?(?=\W|$)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"(?<!\w)({'|'.join(_WEEKDAYS)})(?:s|nes|rs|ur)?(?:day)?(?!\w)")
_RFC_5322 = re.compile(
    r"\w{3}, \d{1,2} \w{3} \d{2,4} \d{1,2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|gmt|utc|ut|est|edt|cst|cdt|mst|mdt|pst|pdt)"
    r"(?!\w|\s?[+-]\d)"
)
_COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[t ]?([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?)?")
"""All digits and nothing else, as systems write their own dates: "20260505", "20260505T1012"."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_URL_DATE = re.compile(r"/((?:19|20|13|14)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)")
_DAY_WORD = re.compile(rf"(?<!\w)({'|'.join(DAYS_BACK)})(?!\w)")
_NOW = re.compile(r"^(?:just now|now|только что|هم ?اکنون|لحظاتی پیش)$")


def parse_instant(
    text: str, *, fetched: datetime | None = None, zone: tzinfo = UTC, day_first: bool = True
) -> datetime | None:
    """The instant that ``text`` names, aware, in the zone it names; None where it names none or a nonsensical one.

    ``zone`` is meant where the text names none; a date without a time of day is midnight UTC, so that its day stays.
    ``fetched`` (aware) is what "2 hours ago" counts from; without it such words give None. ``day_first`` says
    whether 04/05/2024 is in May.
    """
    line = HIJRI_FIGURES.sub(" ", plain(clean_line(text[:_MAX_LENGTH])))
    if not line:
        return None
    try:
        instant = _exact(line, zone) or _written(line, zone, day_first) or _relative(line, fetched, zone)
    except (ValueError, OverflowError):
        return None
    if instant is None or instant.year < _EARLIEST:
        return None
    return None if fetched is not None and instant > fetched + timedelta(days=1) else instant


def date_in_url(url: str) -> datetime | None:
    """Midnight UTC of the day an address carries, as in /2024/05/01/, /20240501/ or /1403/02/12/; None without one."""
    match = _URL_DATE.search(url)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        return _jalali(year, month, day, "", UTC) if year < 1500 else datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def has_clock(text: str) -> bool:
    """Whether ``text`` names a time of day."""
    return bool(CLOCK.search(plain(text[:_MAX_LENGTH])) or _EPOCH.fullmatch(text.strip()))


def _exact(line: str, zone: tzinfo) -> datetime | None:
    if _EPOCH.fullmatch(line):
        return datetime.fromtimestamp(int(line) / (1000 if len(line) == 13 else 1), UTC)
    if match := _COMPACT.fullmatch(line):
        clock = f"{match[4]}:{match[5]}" if match[4] else ""
        return _at(int(match[1]), int(match[2]), int(match[3]), clock, zone)
    match = ISO.search(line)
    if match and not line[: match.start()].strip(" :،,").isdigit():
        offset = (match[3] or "").upper()
        if len(offset) == 5 and offset[0] in "+-":
            offset = offset[:3] + ":" + offset[3:]
        year = int(match[1][:4])
        if year < 1500:
            return _jalali(year, int(match[1][5:7]), int(match[1][8:]), line, zone)
        instant = datetime.fromisoformat(match[1] + "T" + match[2] + ("+00:00" if offset == "Z" else offset))
        return instant if instant.tzinfo else instant.replace(tzinfo=zone)
    if _RFC_5322.match(line):
        try:
            instant = parsedate_to_datetime(line)
        except (ValueError, TypeError, IndexError):
            return None
        return instant if instant.tzinfo else instant.replace(tzinfo=zone)
    return None


def _relative(line: str, fetched: datetime | None, zone: tzinfo) -> datetime | None:
    if fetched is None:
        return None
    if _NOW.match(line):
        return fetched.astimezone(zone)
    if moment := moment_ago(line, fetched):
        return moment.astimezone(zone).replace(microsecond=0)
    if match := _DAY_WORD.search(line):
        day = fetched.astimezone(zone) - timedelta(days=DAYS_BACK[match[1]])
        return _at(day.year, day.month, day.day, line, zone)
    return None


def _written(line: str, zone: tzinfo, day_first: bool) -> datetime | None:
    for pattern, order in ((DAY_MONTH_YEAR, (3, 2, 1)), (MONTH_DAY_YEAR, (3, 1, 2)), (YEAR_MONTH_DAY, (1, 2, 3))):
        match = pattern.search(line)
        if match and match[order[0]]:
            line = _around(line, match)
            year, name, day = int(match[order[0]]), match[order[1]], int(match[order[2]])
            if name in JALALI_MONTHS and year < 1500:
                return _jalali(year, JALALI_MONTHS[name], day, line, zone)
            return _at(year, MONTHS[name], day, line, zone) if name in MONTHS else None
        if match:
            return _at(int(match[4]), int(match[5]), int(match[6]), _around(line, match), zone)
    if match := VIETNAMESE.search(line):
        return _at(int(match[3]), int(match[2]), int(match[1]), _around(line, match), zone)
    if match := YEAR_FIRST.search(line):
        line = _around(line, match)
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        return _jalali(year, month, day, line, zone) if year < 1500 else _at(year, month, day, line, zone)
    if match := DAY_FIRST.search(line):
        line = _around(line, match)
        year = int(match[3])
        day, month = _day_and_month(int(match[1]), int(match[2]), year, line, day_first)
        return _jalali(year, month, day, line, zone) if year < 1500 else _at(year, month, day, line, zone)
    if match := DOTTED.search(line):
        return _at(2000 + int(match[3]), int(match[2]), int(match[1]), _around(line, match), zone)
    if match := SLASHED.search(line):
        year = 2000 + int(match[3])
        day, month = _day_and_month(int(match[1]), int(match[2]), year, line, day_first)
        return _at(year, month, day, _around(line, match), zone)
    return None


def _day_and_month(first: int, second: int, year: int, line: str, day_first: bool) -> tuple[int, int]:
    """Which of the two numbers before a year is the day; the weekday beside them knows better than a habit."""
    if first > 12 or second > 12:
        return (first, second) if first > 12 else (second, first)
    if named := _WEEKDAY.search(line):
        weekday = _WEEKDAYS.index(named[1])
        fitting = [
            (day, month) for day, month in ((first, second), (second, first)) if _falls(year, month, day, weekday)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return (first, second) if day_first else (second, first)


def _falls(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return datetime(year, month, day, tzinfo=UTC).weekday() == weekday
    except ValueError:
        return False


def _around(line: str, match: re.Match[str]) -> str:
    """``line`` without the date in it: what may hold the clock."""
    return f"{line[: match.start()]} {line[match.end() :]}"


def _at(year: int, month: int, day: int, line: str, zone: tzinfo) -> datetime:
    """The instant of a day and of the clock that stands beside it in ``line``."""
    clock = CLOCK.search(line)
    if clock is None:
        return datetime(year, month, day, tzinfo=UTC)
    hour, minute, half = (
        int(clock[1] or clock[5] or clock[7]),
        int(clock[2] or clock[8] or 0),
        clock[4] or clock[6] or "",
    )
    if half[:1] in {"a", "p", "م", "ص"}:
        hour = hour % 12 + (12 if half[0] in {"p", "م"} else 0)
    moment = datetime(year, month, day, hour, minute, int(clock[3] or 0))  # noqa: DTZ001 - the zone follows
    stated = _ZONE.match(line[clock.end() :].lstrip(" ("))
    if stated and stated[1] in AMERICAN:
        return moment.replace(tzinfo=ZoneInfo(AMERICAN[stated[1]]))
    if stated and (stated[1] or stated[2]):
        minutes = ZONES.get(stated[1] or "", 0)
        if stated[2]:
            minutes = (int(stated[3]) * 60 + int(stated[4] or 0)) * (-1 if stated[2] == "-" else 1)
        return moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    return moment.replace(tzinfo=zone)


def _jalali(year: int, month: int, day: int, line: str, zone: tzinfo) -> datetime | None:
    """A day of the Persian calendar (1300-1499), by the 33-year rule that holds for these centuries."""
    if not (1300 <= year < 1500 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    years = year - 979
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4 + day - 1
    days += 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    gregorian = datetime(1600, 3, 20, tzinfo=UTC) + timedelta(days=days)
    return _at(gregorian.year, gregorian.month, gregorian.day, line, zone)
