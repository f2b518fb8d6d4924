"""The country that a host's ending stands for."""

from __future__ import annotations

from typing import Final

_NAMED: Final = {
    "uk": "GB",
    "su": "RU",
    "рф": "RU",
    "бел": "BY",
    "укр": "UA",
    "қаз": "KZ",
    "срб": "RS",
    "мкд": "MK",
    "мон": "MN",
    "бг": "BG",
    "ελ": "GR",
    "հայ": "AM",
    "გე": "GE",
    "ישראל": "IL",
    "ایران": "IR",
    "السعودية": "SA",
    "امارات": "AE",
    "الاردن": "JO",
    "مصر": "EG",
    "سورية": "SY",
    "قطر": "QA",
    "عمان": "OM",
    "عراق": "IQ",
    "تونس": "TN",
    "المغرب": "MA",
    "الجزائر": "DZ",
    "پاکستان": "PK",
    "भारत": "IN",
    "中国": "CN",
    "中國": "CN",
    "台灣": "TW",
    "台湾": "TW",
    "香港": "HK",
    "한국": "KR",
    "ไทย": "TH",
}
"""Endings of countries that are not their two letters of ISO 3166-1 (IANA's list of top-level domains)."""
_OF_NOBODY: Final = frozenset(
    ["ac", "ai", "cc", "co", "eu", "fm", "gg", "gl", "io", "la", "ly", "me", "nu", "sh", "st", "to", "tv", "ws"]
)
"""Endings of two letters that sites of every country take."""


def country_of(host: str) -> str:
    """The country (ISO 3166-1, two capitals) under whose ending a host is; empty where the ending tells none.

    Endings in other scripts may be given as they are read or in the letters they travel in (``xn--p1ai``).
    """
    ending = host.lower().rstrip(".").rpartition(".")[2]
    if ending.startswith("xn--"):
        try:
            ending = ending.encode("ascii").decode("idna")
        except UnicodeError:
            return ""
    if ending in _NAMED:
        return _NAMED[ending]
    return (
        ending.upper()
        if len(ending) == 2 and ending.isascii() and ending.isalpha() and ending not in _OF_NOBODY
        else ""
    )
