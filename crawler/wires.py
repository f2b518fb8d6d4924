"""The agencies that a text is credited to: in bylines, in datelines, in lines of their own."""

from __future__ import annotations

import re

from crawler.attribution import is_attributed, tells

_AGENCIES = (
    "Reuters|AFP|Agence France-Presse|Associated Press|AP|DPA|Bloomberg|EFE|ANSA|Xinhua|Anadolu(?: Agency)?|AA"
    "|UPI|PTI|Kyodo"
    "|ITAR-TASS|TASS|RIA Novosti|RIA|Sputnik|Interfax|RT|Regnum|Izvestia|Kommersant"
    "|IRNA|ISNA|Tasnim(?: News Agency)?|Mehr(?: News Agency)?|MNA|Fars(?: News Agency)?|FNA|Press TV|IRIB|ILNA"
    "|Iran Press|Shana"
    "|ТАСС|ИТАР-ТАСС|РИА Новости|Интерфакс|Известия|Коммерсантъ|Sputnik|ایرنا|ایسنا|تسنیم|مهر|فارس|ایلنا"
    "|اسپوتنیک|تاس|رویترز"
    "|فرانس پرس|آسوشیتدپرس|خبرآنلاین|باشگاه خبرنگاران جوان"
    "|(?:وكالة )?الأناضول|(?:وكالة )?رويترز|فرانس برس|أسوشيتد برس|أ\\s?ف\\s?ب|سبوتنيك|تاس|سانا"
    "|Anadolu Ajansı|Укрінформ|УНІАН"
    "|新华社|中新社|연합뉴스|뉴시스|時事通信|共同通信"
)
_AGENCY = re.compile(rf"(?:the\s+)?({_AGENCIES})", re.IGNORECASE)
_BRANCH = re.compile(
    rf"({_AGENCIES})\s+(?:English|Persian|Farsi|Arabic|Russian|Türkçe|Service|Desk|Team|News|Staff|Editors?)",
    re.IGNORECASE,
)
"""A part of an agency: "IRNA English"."""
_OF_AGENCY = re.compile(rf"(\S+\s\S.*?)\s+(?:for\s+|of\s+)?(?:the\s+)?({_AGENCIES})")
_DATELINE_CREDIT = re.compile(rf"^.{{0,90}}?[/(\[—–-]\s*({_AGENCIES})\s*(?:[/)\]]|\s[-–—])\s*[.:–—-]?")
_CREDIT_LINE = re.compile(
    rf"^(?:(?:by|source|via|from|with|источник|по материалам|منبع|به نقل از"
    rf"|المصدر)\s*[:：]?\s*)?[(/\[]?({_AGENCIES})[)/\]]?\.?$",
    re.IGNORECASE,
)
_NAME_WORDS = 3
_DASH = re.compile(r"\s*[-–—/]\s*")
_CREDIT_LABEL = re.compile(r"^(?:source|via|источник|منبع|المصدر)\s*[:：]\s*(.{2,50})$", re.IGNORECASE)


def agency_named(text: str) -> str:
    """The agency where ``text`` is the name of one and nothing else, else ""."""
    match = _AGENCY.fullmatch(text) or _BRANCH.fullmatch(text)
    return match[1] if match else ""


def without_agency(name: str) -> tuple[str, str]:
    """``name`` and the agency behind it: ("Jo Hale", "Reuters") of "Jo Hale for Reuters"; "" where there is none."""
    match = _OF_AGENCY.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def dateline_credit(line: str) -> str:
    """The agency in a dateline such as ``MOSCOW, January 20. /TASS/.`` or ``TEHRAN (Reuters) -``; the line stays."""
    match = _DATELINE_CREDIT.match(line)
    return match[1] if match else ""


def is_dateline(line: str) -> bool:
    """Whether a short line of its own is a place and an agency: "دمشق-سانا"."""
    parts = _DASH.split(line)
    return len(parts) in {2, 3} and not agency_named(parts[0]) and any(map(agency_named, parts[1:]))


def credit_line(line: str, *, above: bool = False) -> str:
    """The source where a whole line is nothing but a credit ("By Itar-Tass", "Source: IRNA"), else "".

    ``above`` a text a label proves little: it may be the first word of the news ("Источник: глава области в Telegram").
    """
    if len(line) > 70:
        return ""
    match = _CREDIT_LINE.match(line) or _CREDIT_LABEL.match(line)
    if match and above and len(match[1].split()) > _NAME_WORDS:
        return ""
    return match[1].strip(" .") if match and not (is_attributed(line) or tells(match[1])) else ""
