"""Moments that a page counts back from the time it is read: "2 hours ago", «منذ ساعتين», "vor 3 Stunden"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_SECONDS = {
    1: "second sec секунд ثانیه ثانیة sekund seconde segundo secondi saniye שני",
    60: "minute min минут мин хвилин دقیقه دقائق دقیقة دقیقت minuto minuti dakika דקות דקה minut",
    3600: "hour hr час годин ساعت ساعات ساعة stunde heure hora ora ore saat שעות שעה שעת",
    86400: "day день дня дней дні днів сут روز یوم أیام ایام tag jour día dia giorni giorno gün ימים יום יומ",
    604800: "week недел тиж هفته أسبوع أسابیع woche semaine semana settimana hafta שבוע",
    2592000: "month месяц місяц ماه شهر أشهر monat mois mes mese ay חודש",
}
UNITS = {word: seconds for seconds, words in _SECONDS.items() for word in words.split()}
"""Seconds by the stem of a unit, with the letters that `crawler.dates` makes of Arabic ones."""
_STEMS = "|".join(sorted(UNITS, key=len, reverse=True))
_BEHIND = "ago|назад|тому|پیش|قبل|مضت|önce"
_BEFORE = "منذ|قبل|לפני|il y a|vor|hace|há"
AGO = re.compile(
    rf"(?<!\d)(?:(\d{{1,3}})|\b(an?|one|یک|час|минуту))?\s*({_STEMS}|h|m|d)\w{{0,3}}\.?\s*(?:{_BEHIND})(?!\w)"
)
SINCE = re.compile(rf"(?<!\w)(?:{_BEFORE})\s+(?:(\d{{1,3}})\s+)?({_STEMS})(ین|יים)?(?:\w{{0,3}})(?!\w)")
"""The same with the word before the number; Arabic and Hebrew say two by an ending."""
MAYBE = f"{_BEHIND}|{_BEFORE}"
"""One of these stands in whatever the two match."""


def moment_ago(line: str, fetched: datetime) -> datetime | None:
    """The moment that a lower-case ``line`` counts back from ``fetched``; None where it counts nothing."""
    if match := AGO.search(line):
        seconds = UNITS.get(match[3]) or {"h": 3600, "m": 60, "d": 86400}[match[3]]
        return fetched - timedelta(seconds=seconds * int(match[1] or 1))
    if match := SINCE.search(line):
        return fetched - timedelta(seconds=UNITS[match[2]] * int(match[1] or (2 if match[3] else 1)))
    return None
