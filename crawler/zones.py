"""The time zone that an outlet's dates are meant in where they name none."""

from __future__ import annotations

_ZONES = {
    "AE": "Asia/Dubai",
    "AM": "Asia/Yerevan",
    "AZ": "Asia/Baku",
    "BY": "Europe/Minsk",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GE": "Asia/Tbilisi",
    "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata",
    "IQ": "Asia/Baghdad",
    "IR": "Asia/Tehran",
    "JP": "Asia/Tokyo",
    "KZ": "Asia/Almaty",
    "LV": "Europe/Riga",
    "QA": "Asia/Qatar",
    "RU": "Europe/Moscow",
    "SA": "Asia/Riyadh",
    "SY": "Asia/Damascus",
    "TR": "Europe/Istanbul",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
}


def zone_of(country: str) -> str:
    """The IANA zone of the newsrooms of a country (ISO 3166-1, two capitals); "UTC" where it is not known."""
    return _ZONES.get(country, "UTC")
