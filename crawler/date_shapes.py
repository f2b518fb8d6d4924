"""How pages write days and clocks, as patterns for lines in lower case with our digits."""

from __future__ import annotations

import re

from crawler.months import EASTERN_DIGITS, JALALI_MONTHS, MONTHS

_NAMED = "|".join(sorted(map(re.escape, {**MONTHS, **JALALI_MONTHS}), key=len, reverse=True))
DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?[\s-]*(?:de\s+|of\s+)?"
    rf"({_NAMED})\.?(?:\s?/\s?(?:{_NAMED}))?\s?[,،]?[\s-]*(?:del?\s+)?(\d{{4}})(?!\d)"
)
MONTH_DAY_YEAR = re.compile(
    rf"(?<!\w)({_NAMED})\.?,?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:[–-]\d{{1,2}})?,?\s+(\d{{4}})(?!\d)"
)
YEAR_MONTH_DAY = re.compile(
    rf"(?<!\d)(\d{{4}})(?:\.|,|\s+m\.|\s+оны)?\s+({_NAMED})\s+(\d{{1,2}})(?!\d)|(\d{{4}})[年년]\s?(\d{{1,2}})[月월]\s?(\d{{1,2}})[日일]"
)
VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(?:[-/]|\.\s?|\s/\s)(\d{1,2})(?:[-/]|\.\s?|\s/\s)(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:[-/]|\.\s?|\s/\s)(\d{1,2})(?:[-/]|\.\s?|\s/\s)(\d{4})(?!\d)")
DOTTED = re.compile(r"(?<![\d.])(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.(\d{2})(?![\d.])")
SLASHED = re.compile(r"(?<![\d/.])(0?[1-9]|[12]\d|3[01])/(0?[1-9]|[12]\d|3[01])/(\d{2})(?![\d/.])")
HIJRI_FIGURES = re.compile(
    r"(?<!\d)(?:1[34]\d\d[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]1[34]\d\d)\s?هـ?(?![\w.])(?!\s?ش)"
)
"""A day of the Islamic calendar in figures; the Persian calendar marks its years by the same letter and one more."""
CLOCK = re.compile(
    r"(?<![\d:])([01]?\d|2[0-3])(?:[:.٫٬]|\s?h\s?)(\d{2})(?:[:](\d{2}))?(?!\d)\s*(am|pm|a\.m\.|p\.m\.|[مص](?!\w))?"
    r"|(?<![\d:.])(\d{1,2})\s?(am|pm|a\.m\.|p\.m\.|uhr|h)(?!\w)|(\d{1,2})[時时点시]\s?(?:(\d{1,2})[分분])?"
)
ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?", re.IGNORECASE
)


def plain(line: str) -> str:
    """``line`` in lower case with our digits, no shorter and no longer than it was."""
    line = line.translate(EASTERN_DIGITS).replace("\u200c", " ")
    lower = line.lower()
    return lower if len(lower) == len(line) else "".join(char.lower()[0] for char in line)
