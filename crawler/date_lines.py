"""Lines that are dates or hold some: they are told from the lines of a text, and parted from the names beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.ago import AGO, MAYBE, SINCE
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
from crawler.months import AMERICAN, AROUND, HIJRI, JALALI_MONTHS, MONTHS, ZONES

_MAX_LENGTH = 160
_MAX_PARTED, _DATE_CHARS = 400, 90
_KNOWN = 1_024
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
_DAY_MONTH = re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{_UNMISTAKEN})\b|\b(?:{_UNMISTAKEN})\s+\d{{1,2}}(?!\d)")
_HIJRI = re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{HIJRI})[\s،,]+1[34]\d\d(?!\d)(?:\s?هـ?(?!\w))?")
_READING = re.compile(
    r"(?:время чтения|час читання|reading time|lese(?:zeit|dauer)|(?:temps de )?lecture|tiempo de lectura"
    r"|tempo d[ie] let?tura|leestijd)\s*:?\s*\d{1,2}\s*(?:мин|min|хв)\w*\.?"
    r"|\d{1,2}[\s-]*(?:мин|min|хв)\w*\.?\s*(?:read|чтения|на чтение|читання|de lecture)"
)
"""How long a text takes to read, which stands beside dates."""
_OFFSET = re.compile(r"(?:\b(?:utc|gmt)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2})\b")


def is_date_line(line: str) -> bool:
    """Whether ``line`` is nothing but a date (with or without clock, weekday or a word like "Updated")."""
    return len(line) <= _DATE_CHARS and bool(_DIGIT.search(line)) and _is_date(line)


@lru_cache(maxsize=_KNOWN)
def _is_date(line: str) -> bool:
    """`is_date_line`, remembered: several steps ask it of each short line, and a page may repeat one for ever."""
    rest, found = _strip_dates(plain(line))
    return found and not _DATE_WORDS.sub(" ", rest).strip(" .,:：|-–—•/()[]،؛")


def is_stamp(line: str) -> bool:
    """Whether ``line`` is a day and a clock with a place behind them: "5 ноября 2026 года 15:30 Москва, Кремль"."""
    if len(line) > _DATE_CHARS or not line[:1].isdigit() or not CLOCK.search(plain(line)):
        return False
    rest, found = without_dates(line)
    return found and _PLACE.fullmatch(rest) is not None


_PLACE = re.compile(r"[\s;,]*(?:[^\W\d_][\w-]*,?\s*){1,3}")
_DATE_WORDS = re.compile(rf"(?<!\w)(?:{AROUND}|{'|'.join([*ZONES, *AMERICAN])})(?!\w)")


def holds_date(line: str) -> bool:
    """Whether a short line names a day somewhere."""
    return bool(_DIGIT.search(line)) and _strip_dates(plain(line[:_MAX_LENGTH]))[1]


_DAYS = (
    *(
        HIJRI_FIGURES,
        ISO,
        DAY_MONTH_YEAR,
        MONTH_DAY_YEAR,
        YEAR_MONTH_DAY,
        VIETNAMESE,
        YEAR_FIRST,
        DAY_FIRST,
        DOTTED,
        SLASHED,
        _HIJRI,
        AGO,
        SINCE,
    ),
    _DAY_MONTH,
)
_GAP = r"[\s:：.,،()–—-]*"
_BEFORE = re.compile(rf"(?:(?<!\w)(?:{AROUND}){_GAP})+$")
_BEHIND = re.compile(
    rf"(?:{_GAP}(?:(?<!\w)(?:{AROUND}|{'|'.join([*ZONES, *AMERICAN])})(?!\w)|{CLOCK.pattern}|[+-]\d\d:?\d\d))+"
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
    folded, found = plain(line), False
    if not _MAYBE.search(folded):
        return line, False
    for pattern in _DAYS:
        while match := pattern.search(folded):
            start, end = match.span()
            if before := _BEFORE.search(folded[:start]):
                start = before.start()
            if behind := _BEHIND.match(folded, end):
                end = behind.end()
            line, folded = f"{line[:start]} ; {line[end:]}", f"{folded[:start]} ; {folded[end:]}"
            found = True
    return line, found


def _strip_dates(line: str) -> tuple[str, bool]:
    found = False
    line = _READING.sub(" ", line)
    for pattern in _DAYS:
        line, count = pattern.subn(" ", line)
        found = found or count > 0
    return CLOCK.sub(" ", _OFFSET.sub(" ", line) if found else line), found
