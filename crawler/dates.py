"""Dates as news pages write them: ISO, RFC 5322, epochs, words in four dozen languages (`crawler.months`), the Persian
calendar, and "2 hours ago".

Own tables instead of a date library: the first odd date there loads two hundred locales and costs seconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawler.ago import AGO, MAYBE, SINCE, moment_ago
from crawler.months import AMERICAN, AROUND, DAYS_BACK, EASTERN_DIGITS, HIJRI, JALALI_MONTHS, MONTHS, ZONES
from crawler.text import clean_line

_EARLIEST = 1990
_MAX_LENGTH = 160
_MAX_PARTED, _DATE_CHARS = 400, 70
_KNOWN = 1_024
_NAMED = "|".join(sorted(map(re.escape, {**MONTHS, **JALALI_MONTHS}), key=len, reverse=True))
_DIGIT = re.compile(r"\d")
_SHORT = frozenset(
    re.findall(
        r"\w+", "jan feb mar apr may jun jul aug sep oct nov dec янв фев мар апр май июн июл авг сен окт ноя дек"
    )
)
_UNMISTAKEN = "|".join(
    sorted(
        (re.escape(name) for name in {**MONTHS, **JALALI_MONTHS} if len(name) > 3 or name in _SHORT),
        key=len,
        reverse=True,
    )
)
"""Names that without a year beside them are still those of months: not "set", "out", "ago"."""
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?[\s-]*(?:de\s+|of\s+)?"
    rf"({_NAMED})\.?(?:\s?/\s?(?:{_NAMED}))?,?[\s-]*(?:del?\s+)?(\d{{4}})(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?<!\w)({_NAMED})\.?,?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:[–-]\d{{1,2}})?,?\s+(\d{{4}})(?!\d)"
)
_YEAR_MONTH_DAY = re.compile(
    rf"(?<!\d)(\d{{4}})(?:\.|,|\s+m\.|\s+оны)?\s+({_NAMED})\s+(\d{{1,2}})(?!\d)|(\d{{4}})[年년]\s?(\d{{1,2}})[月월]\s?(\d{{1,2}})[日일]"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})")
_DAY_MONTH = re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{_UNMISTAKEN})\b|\b(?:{_UNMISTAKEN})\s+\d{{1,2}}(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(?:[-/]|\.\s?|\s/\s)(\d{1,2})(?:[-/]|\.\s?|\s/\s)(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:[-/]|\.\s?|\s/\s)(\d{1,2})(?:[-/]|\.\s?|\s/\s)(\d{4})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.(\d{2})(?![\d.])")
_SLASHED = re.compile(r"(?<![\d/.])(0?[1-9]|[12]\d|3[01])/(0?[1-9]|[12]\d|3[01])/(\d{2})(?![\d/.])")
_HIJRI = re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{HIJRI})[\s،,]+1[34]\d\d(?!\d)(?:\s?هـ?(?!\w))?")
_READING = re.compile(
    r"(?:время чтения|час читання|reading time|lesezeit|(?:temps de )?lecture|tiempo de lectura"
    r"|tempo d[ie] let?tura|leestijd)\s*:?\s*\d{1,2}\s*(?:мин|min|хв)\w*\.?"
    r"|\d{1,2}[\s-]*(?:мин|min|хв)\w*\.?\s*(?:read|чтения|на чтение|читання|de lecture)"
)
"""How long a text takes to read, which stands beside dates."""
_CLOCK = re.compile(
    r"(?<![\d:])([01]?\d|2[0-3])(?:[:.٫٬]|\s?h\s?)(\d{2})(?:[:](\d{2}))?(?!\d)\s*(am|pm|a\.m\.|p\.m\.|[مص](?!\w))?"
    r"|(?<![\d:.])(\d{1,2})\s?(am|pm|a\.m\.|p\.m\.|uhr|h)(?!\w)|(\d{1,2})[時时点시]\s?(?:(\d{1,2})[分분])?"
)
_ZONE = re.compile(
    rf"(?:\b({'|'.join([*ZONES, *AMERICAN])})?\b\s?|(?=[+-]\d{{4}}\b|\+))(?:([+-])(\d{{1,2}}):?(\d{{2}})?)?(?=\W|$)"
)
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?", re.IGNORECASE
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"(?<!\w)({'|'.join(_WEEKDAYS)})(?:s|nes|rs|ur)?(?:day)?(?!\w)")
_RFC_5322 = re.compile(
    r"\w{3}, \d{1,2} \w{3} \d{2,4} \d{1,2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|gmt|utc|ut|est|edt|cst|cdt|mst|mdt|pst|pdt)"
    r"(?!\w|\s?[+-]\d)"
)
_OFFSET = re.compile(r"(?:\b(?:utc|gmt)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2})\b")
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
    line = _plain(clean_line(text[:_MAX_LENGTH]))
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
    return bool(_CLOCK.search(_plain(text[:_MAX_LENGTH])) or _EPOCH.fullmatch(text.strip()))


def is_date_line(line: str) -> bool:
    """Whether ``line`` is nothing but a date (with or without clock, weekday or a word like "Updated")."""
    return len(line) <= _DATE_CHARS and bool(_DIGIT.search(line)) and _is_date(line)


@lru_cache(maxsize=_KNOWN)
def _is_date(line: str) -> bool:
    """`is_date_line`, remembered: several steps ask it of each short line, and a page may repeat one for ever."""
    rest, found = _strip_dates(_plain(line))
    return found and not _DATE_WORDS.sub(" ", rest).strip(" .,:：|-–—•/()[]،؛")


_DATE_WORDS = re.compile(rf"(?<!\w)(?:{AROUND})(?!\w)")


def holds_date(line: str) -> bool:
    """Whether a short line names a day somewhere."""
    return bool(_DIGIT.search(line)) and _strip_dates(_plain(line[:_MAX_LENGTH]))[1]


_DAYS = (
    *(
        _ISO,
        _DAY_MONTH_YEAR,
        _MONTH_DAY_YEAR,
        _YEAR_MONTH_DAY,
        _VIETNAMESE,
        _YEAR_FIRST,
        _DAY_FIRST,
        _DOTTED,
        _SLASHED,
        _HIJRI,
        AGO,
        SINCE,
    ),
    _DAY_MONTH,
)
_GAP = r"[\s:：.,،()–—-]*"
_BEFORE = re.compile(rf"(?:(?<!\w)(?:{AROUND}){_GAP})+$")
_BEHIND = re.compile(
    rf"(?:{_GAP}(?:(?<!\w)(?:{AROUND}|{'|'.join([*ZONES, *AMERICAN])})(?!\w)|{_CLOCK.pattern}|[+-]\d\d:?\d\d))+"
)


_MAYBE = re.compile(
    r"\d{4}|\d[./-]\s?\d|\d(?:st|nd|rd|th|\.)?\s(?!min)[^\W\d]{3}|[^\W\d]{3}\.?\s\d{1,2}(?!\d)|[日일]"
    rf"|{MAYBE}"
)
"""What every date has: most texts with a number in them have not."""


def without_dates(line: str) -> tuple[str, bool]:
    """``line`` with " ; " in the place of its dates, their clocks, weekdays and words like "Updated"; whether there
    were any."""
    return (line, False) if len(line) > _MAX_PARTED or not _DIGIT.search(line) else _parted(line)


@lru_cache(maxsize=_KNOWN)
def _parted(line: str) -> tuple[str, bool]:
    plain, found = _plain(line), False
    if not _MAYBE.search(plain):
        return line, False
    for pattern in _DAYS:
        while match := pattern.search(plain):
            start, end = match.span()
            if before := _BEFORE.search(plain[:start]):
                start = before.start()
            if behind := _BEHIND.match(plain, end):
                end = behind.end()
            line, plain = f"{line[:start]} ; {line[end:]}", f"{plain[:start]} ; {plain[end:]}"
            found = True
    return line, found


def _plain(line: str) -> str:
    """``line`` in lower case with our digits, no shorter and no longer than it was."""
    line = line.translate(EASTERN_DIGITS).replace("\u200c", " ")
    lower = line.lower()
    return lower if len(lower) == len(line) else "".join(char.lower()[0] for char in line)


def _strip_dates(line: str) -> tuple[str, bool]:
    found = False
    line = _READING.sub(" ", line)
    for pattern in _DAYS:
        line, count = pattern.subn(" ", line)
        found = found or count > 0
    return _CLOCK.sub(" ", _OFFSET.sub(" ", line) if found else line), found


def _exact(line: str, zone: tzinfo) -> datetime | None:
    if _EPOCH.fullmatch(line):
        return datetime.fromtimestamp(int(line) / (1000 if len(line) == 13 else 1), UTC)
    if match := _COMPACT.fullmatch(line):
        clock = f"{match[4]}:{match[5]}" if match[4] else ""
        return _at(int(match[1]), int(match[2]), int(match[3]), clock, zone)
    match = _ISO.search(line)
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
    for pattern, order in ((_DAY_MONTH_YEAR, (3, 2, 1)), (_MONTH_DAY_YEAR, (3, 1, 2)), (_YEAR_MONTH_DAY, (1, 2, 3))):
        match = pattern.search(line)
        if match and match[order[0]]:
            line = _around(line, match)
            year, name, day = int(match[order[0]]), match[order[1]], int(match[order[2]])
            if name in JALALI_MONTHS and year < 1500:
                return _jalali(year, JALALI_MONTHS[name], day, line, zone)
            return _at(year, MONTHS[name], day, line, zone) if name in MONTHS else None
        if match:
            return _at(int(match[4]), int(match[5]), int(match[6]), _around(line, match), zone)
    if match := _VIETNAMESE.search(line):
        return _at(int(match[3]), int(match[2]), int(match[1]), _around(line, match), zone)
    if match := _YEAR_FIRST.search(line):
        line = _around(line, match)
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        return _jalali(year, month, day, line, zone) if year < 1500 else _at(year, month, day, line, zone)
    if match := _DAY_FIRST.search(line):
        line = _around(line, match)
        year = int(match[3])
        day, month = _day_and_month(int(match[1]), int(match[2]), year, line, day_first)
        return _jalali(year, month, day, line, zone) if year < 1500 else _at(year, month, day, line, zone)
    if match := _DOTTED.search(line):
        return _at(2000 + int(match[3]), int(match[2]), int(match[1]), _around(line, match), zone)
    if match := _SLASHED.search(line):
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
    clock = _CLOCK.search(line)
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
