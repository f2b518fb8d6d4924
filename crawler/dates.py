"""Dates as news pages write them: ISO, RFC 5322, epochs, words in English, Russian, Persian and Arabic (and the main
European languages), the Persian calendar, and "2 hours ago".

Own tables instead of a date library: the first odd date there loads two hundred locales and costs seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from crawler.text import clean_line

_EARLIEST = 1990
_MAX_LENGTH = 160
_EASTERN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يك", "01234567890123456789یک")
_MONTHS: dict[str, int] = {}
for _row in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ژانویه فوریه مارچ آپریل می جون جولای آگوست سپتامبر اکتوبر نوامبر دسامبر",
    "یناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
):
    for _number, _name in enumerate(_row.split(), 1):
        _MONTHS.setdefault(_name.translate(_EASTERN_DIGITS), _number)
_MONTHS.update({"sept": 9, "сент": 9, "нояб": 11, "февр": 2, "июня": 6, "июля": 7})
_JALALI_MONTHS = {
    name: number
    for number, name in enumerate(
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"], 1
    )
} | {"امرداد": 5, "ابان": 8, "اذر": 9}
_NAMED = "|".join(sorted(map(re.escape, {**_MONTHS, **_JALALI_MONTHS}), key=len, reverse=True))
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|\.)?\s*(?:de\s+|of\s+)?({_NAMED})\.?,?\s*(?:de\s+)?(\d{{4}})(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(rf"(?<!\w)({_NAMED})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{_NAMED})\b|\b(?:{_NAMED})\s+\d{{1,2}}(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:.٫٬h](\d{2})(?:[:](\d{2}))?(?!\d)\s*(am|pm|a\.m\.|p\.m\.)?")
_ZONE = re.compile(r"\b(utc|gmt|msk|мск|irst|cet|cest|bst|est|edt|z)?\s?(?:([+-])(\d{1,2}):?(\d{2})?)?(?=\W|$)")
_ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "msk": 180,
    "мск": 180,
    "irst": 210,
    "cet": 60,
    "cest": 120,
    "bst": 60,
    "est": -300,
    "edt": -240,
}
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?", re.IGNORECASE
)
_RFC_5322 = re.compile(
    r"\w{3}, \d{1,2} \w{3} \d{2,4} \d{1,2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|gmt|utc|ut|est|edt|cst|cdt|mst|mdt|pst|pdt)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_URL_DATE = re.compile(r"/((?:19|20|13|14)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)")
_UNITS = {
    "second": 1, "sec": 1, "секунд": 1, "ثانیه": 1, "sekund": 1,
    "minute": 60, "min": 60, "минут": 60, "мин": 60, "دقیقه": 60, "دقائق": 60, "دقيقة": 60,
    "hour": 3600, "hr": 3600, "час": 3600, "ساعت": 3600, "ساعات": 3600, "stunde": 3600, "heure": 3600,
    "day": 86400, "день": 86400, "дня": 86400, "дней": 86400, "сут": 86400, "روز": 86400, "يوم": 86400,
    "week": 604800, "недел": 604800, "هفته": 604800,
    "month": 2592000, "месяц": 2592000, "ماه": 2592000,
}  # fmt: skip
_AGO = re.compile(
    rf"(?<!\d)(?:(\d{{1,3}})|\b(an?|one|یک|час|минуту))?\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))}|h|m|d)"
    r"\w{0,3}\.?\s*(?:ago|назад|پیش|قبل|مضت)"
)
_DAYS_BACK = {"today": 0, "сегодня": 0, "امروز": 0, "yesterday": 1, "вчера": 1, "دیروز": 1, "позавчера": 2, "پریروز": 2}
_DAY_WORD = re.compile(rf"(?<!\w)({'|'.join(_DAYS_BACK)})(?!\w)")
_NOW = re.compile(r"^(?:just now|now|только что|هم ?اکنون|لحظاتی پیش)$")


def parse_instant(
    text: str, *, fetched: datetime | None = None, zone: tzinfo = UTC, day_first: bool = True
) -> datetime | None:
    """The instant that ``text`` names, aware, in the zone it names; None where it names none or a nonsensical one.

    ``zone`` is meant where the text names none; a date without a time of day is midnight UTC, so that its day stays.
    ``fetched`` (aware) is what "2 hours ago" counts from; without it such words give None. ``day_first`` says
    whether 04/05/2024 is in May.
    """
    line = clean_line(text[:_MAX_LENGTH]).translate(_EASTERN_DIGITS).casefold().replace("\u200c", " ")
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
    return bool(_CLOCK.search(text[:_MAX_LENGTH].translate(_EASTERN_DIGITS)) or _EPOCH.fullmatch(text.strip()))


def is_date_line(line: str, languages: Sequence[str] = ()) -> bool:
    """Whether ``line`` is nothing but a date (with or without clock, weekday or a word like "Updated")."""
    if len(line) > 70 or not any(char.isdigit() for char in line):
        return False
    rest = line.translate(_EASTERN_DIGITS).casefold().replace("\u200c", " ")
    rest, found = _strip_dates(rest)
    return found and not _DATE_WORDS.sub(" ", rest).strip(" .,:|-–—•/()[]،؛")


_DATE_WORDS = re.compile(
    r"(?<!\w)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|понедельник|вторник|среда"
    r"|четверг|пятница"
    r"|суббота|воскресенье|(?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه|published|updated|posted"
    r"|last|modified|on|at|date|time|am|pm|gmt|utc|msk|bst|cet|cest|est|edt|pst|pdt|irst|мск|опубликовано"
    r"|обновлено|дата|в|г|года?|ساعت"
    r"|تاریخ|انتشار|خبر|به روز رسانی|z|t|created|first|reported|edited|as of|reading|of|the"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|veröffentlicht|aktualisiert|erstellt|geändert|stand|uhr|am|um|den|vom"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|publiée?|modifiée?|mise?|jour|mis|le|les|à|heures?|h"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|publicado|actualizado|actualización|el|las?|horas?|hrs?|de|del"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|giriş|güncelleme|oluşturulma|eklenme|güncellenme|yayınlanma|güncellendi|son|yayın(?:lanma)?|tarihi|saat"
    r"|понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя|опубліковано|оновлено|о|у"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|pubblicato|aggiornato|alle|ore|atualizado|às"
    r"|نشر|نُشر|آخر|تحديث|في|الساعة|السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|بتوقيت|غرينتش|م|ص)(?!\w)"
)


def holds_date(line: str) -> bool:
    """Whether a short line names a day somewhere."""
    return (
        any(char.isdigit() for char in line)
        and _strip_dates(line[:_MAX_LENGTH].translate(_EASTERN_DIGITS).casefold().replace("\u200c", " "))[1]
    )


def _strip_dates(line: str) -> tuple[str, bool]:
    found = False
    for pattern in (_ISO, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _YEAR_FIRST, _DAY_FIRST, _AGO, _DAY_MONTH):
        line, count = pattern.subn(" ", line)
        found = found or count > 0
    return _CLOCK.sub(" ", re.sub(r"[+-]\d{2}:?\d{2}\b", " ", line) if found else line), found


def _exact(line: str, zone: tzinfo) -> datetime | None:
    if _EPOCH.fullmatch(line):
        return datetime.fromtimestamp(int(line) / (1000 if len(line) == 13 else 1), UTC)
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
    if match := _AGO.search(line):
        unit = match[3]
        seconds = _UNITS.get(unit) or {"h": 3600, "m": 60, "d": 86400}[unit]
        moment = fetched - timedelta(seconds=seconds * int(match[1] or 1))
        return moment.astimezone(zone).replace(microsecond=0)
    if match := _DAY_WORD.search(line):
        day = fetched.astimezone(zone) - timedelta(days=_DAYS_BACK[match[1]])
        return _at(day.year, day.month, day.day, line, zone)
    return None


def _written(line: str, zone: tzinfo, day_first: bool) -> datetime | None:
    for pattern, order in ((_DAY_MONTH_YEAR, (3, 2, 1)), (_MONTH_DAY_YEAR, (3, 1, 2))):
        if match := pattern.search(line):
            line = _around(line, match)
            year, name, day = int(match[order[0]]), match[order[1]], int(match[order[2]])
            if name in _JALALI_MONTHS and year < 1500:
                return _jalali(year, _JALALI_MONTHS[name], day, line, zone)
            return _at(year, _MONTHS[name], day, line, zone) if name in _MONTHS else None
    if match := _YEAR_FIRST.search(line):
        line = _around(line, match)
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        return _jalali(year, month, day, line, zone) if year < 1500 else _at(year, month, day, line, zone)
    if match := _DAY_FIRST.search(line):
        line = _around(line, match)
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
        return _jalali(year, month, day, line, zone) if year < 1500 else _at(year, month, day, line, zone)
    return None


def _around(line: str, match: re.Match[str]) -> str:
    """``line`` without the date in it: what may hold the clock."""
    return f"{line[: match.start()]} {line[match.end() :]}"


def _at(year: int, month: int, day: int, line: str, zone: tzinfo) -> datetime:
    """The instant of a day and of the clock that stands beside it in ``line``."""
    clock = _CLOCK.search(line)
    if clock is None:
        return datetime(year, month, day, tzinfo=UTC)
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] == "p" else 0)
    moment = datetime(year, month, day, hour, int(clock[2]), int(clock[3] or 0))  # noqa: DTZ001 - the zone follows
    stated = _ZONE.match(line[clock.end() :].lstrip(" ("))
    if stated and (stated[1] or stated[2]):
        minutes = _ZONES.get(stated[1] or "", 0)
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
