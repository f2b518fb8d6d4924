"""The time zone that an outlet's dates are meant in where they name none, or only UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from crawler.countries import country_of

_ZONES = {
    "AE": "Asia/Dubai",
    "AF": "Asia/Kabul",
    "AM": "Asia/Yerevan",
    "AZ": "Asia/Baku",
    "BH": "Asia/Bahrain",
    "BY": "Europe/Minsk",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EG": "Africa/Cairo",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GE": "Asia/Tbilisi",
    "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata",
    "IQ": "Asia/Baghdad",
    "IR": "Asia/Tehran",
    "JO": "Asia/Amman",
    "JP": "Asia/Tokyo",
    "KG": "Asia/Bishkek",
    "KR": "Asia/Seoul",
    "KW": "Asia/Kuwait",
    "KZ": "Asia/Almaty",
    "LB": "Asia/Beirut",
    "LV": "Europe/Riga",
    "OM": "Asia/Muscat",
    "PK": "Asia/Karachi",
    "QA": "Asia/Qatar",
    "RU": "Europe/Moscow",
    "SA": "Asia/Riyadh",
    "SY": "Asia/Damascus",
    "TJ": "Asia/Dushanbe",
    "TM": "Asia/Ashgabat",
    "TR": "Europe/Istanbul",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
    "YE": "Asia/Aden",
}
_SPREAD = frozenset({"am", "jo", "tm", "us"})
"""Domains of countries of several times, or that are sold to the whole world for their letters."""
_LANGUAGES = {
    "fa": "IR",
    "he": "IL",
    "tr": "TR",
    "uk": "UA",
    "ja": "JP",
    "ko": "KR",
    "ka": "GE",
    "hy": "AM",
    "az": "AZ",
    "kk": "KZ",
}
"""Languages that are written in one country, or nearly; their presses elsewhere state the zone of their times."""


def zone_of(country: str) -> str:
    """The IANA zone of the newsrooms of a country (ISO 3166-1, two capitals); "UTC" where it is not known."""
    return _ZONES.get(country, "UTC")


def likely_zone(url: str, language: str) -> str:
    """The IANA zone of the country whose domain a page is under, or else where ``language`` (ISO 639-1) is written;
    "UTC" where neither tells: Russian, Arabic and English are written in many."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    country = country_of(host)
    if country in _ZONES and host.rpartition(".")[2] not in _SPREAD:
        return zone_of(country)
    return zone_of(_LANGUAGES.get(language, ""))


def as_readers_see(
    published: datetime, zone: tzinfo, carried: datetime | None, shown: Iterable[tuple[datetime, bool]]
) -> datetime:
    """``published`` (aware), where it is stated in UTC, in the zone that readers see it in.

    That is the outlet's ``zone`` where the day ``carried`` by the address is the one it falls on there:
    "/2026/11/05/" of an article that came out at 21:10 UTC the day before. Else what the page has ``shown``, each
    with whether it names a time of day, tells: the same moment in another zone, or the day alone.
    """
    if published.utcoffset() or published.time() == datetime.min.time():
        return published
    local = published.astimezone(zone)
    if carried and published.date() != local.date() == carried.date():
        return local
    for seen, timed in shown:
        if seen.date() == published.date():
            continue
        if seen.utcoffset() and abs(seen - published) < timedelta(minutes=1):
            return seen
        if not timed and seen.date() == local.date():
            return local
    return published
