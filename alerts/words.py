"""Times, windows and languages in words, as readers see them. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.digests import WEEK, Digest

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LANGUAGES = {
    "ar": "Arabic",
    "az": "Azeri",
    "be": "Belarusian",
    "ckb": "Kurdish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hy": "Armenian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "ku": "Kurdish",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "zh": "Chinese",
}


def day(instant: datetime, zone: ZoneInfo) -> str:
    """`Fri 20 Nov`, whatever the locale of the process."""
    local = instant.astimezone(zone)
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """`Fri 20 Nov 07:30`."""
    return f"{day(instant, zone)} {clock(instant, zone)}"


def clock(instant: datetime, zone: ZoneInfo) -> str:
    """`07:30`."""
    return instant.astimezone(zone).strftime("%H:%M")


def window(start: datetime | None, end: datetime, zone: ZoneInfo, first: bool = False) -> str:
    """`Thu 19 Nov 07:30 – Fri 20 Nov 07:30 (Europe/Helsinki, 24 h)`: on the days of the clock change 23 or 25.

    first: it is of a first issue, which holds everything that is there; start: None where all of it is as new.
    """
    if start is None:
        return f"first issue: everything until {moment(end, zone)} ({zone.key})"
    if first:
        return f"first issue: {window(start, end, zone)}, then what the archive held before"
    minutes = round((end - start).total_seconds() / 60)
    length = (
        f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "") if minutes >= 60 else f"{minutes} min"
    )
    return f"{moment(start, zone)} – {moment(end, zone)} ({zone.key}, {length})"


def language(code: str) -> str:
    """English name of a language; the code itself where it is a rare one."""
    return _LANGUAGES.get(code.lower().split("-")[0], code)


def rhythm(digest: Digest, zone: str) -> str:
    """`every day at 07:30 (Europe/Helsinki)`."""
    days = [_DAYS[WEEK.index(one)] for one in digest.days]
    when = "every day" if len(days) in {0, 7} else ", ".join(days)
    return f"{when} at {digest.at} ({zone})"


def title_of(rule_id: str, title: str) -> str:
    """The title as written, or one made from the id."""
    return title or rule_id.replace("-", " ").capitalize()
