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
_OF_AGENCY = re.compile(rf"(\S+\s\S.*?)\s+(?:for\s+|of\s+)?(?:the\s+)?({_AGENCIES})")
_DATELINE_CREDIT = re.compile(rf"^.{{0,90}}?[/(\[—–-]\s*({_AGENCIES})\s*(?:[/)\]]|\s[-–—])\s*[.:–—-]?")
_CREDIT_LINE = re.compile(
    rf"^(?:(?:by|source|via|from|with|источник|по материалам|منبع|به نقل از"
    rf"|المصدر)\s*[:：]?\s*)?[(/\[]?({_AGENCIES})[)/\]]?\.?$",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(r"^(?:source|via|источник|منبع|المصدر)\s*[:：]\s*(.{2,50})$", re.IGNORECASE)


def agency_named(text: str) -> str:
    """The agency where ``text`` is the name of one and nothing else, else ""."""
    match = _AGENCY.fullmatch(text)
    return match[1] if match else ""


def without_agency(name: str) -> tuple[str, str]:
    """``name`` and the agency behind it: ("Jo Hale", "Reuters") of "Jo Hale for Reuters"; "" where there is none."""
    match = _OF_AGENCY.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def dateline_credit(line: str) -> str:
    """The agency in a dateline such as ``MOSCOW, January 20. /TASS/.`` or ``TEHRAN (Reuters) -``; the line stays."""
    match = _DATELINE_CREDIT.match(line)
    return match[1] if match else ""


def credit_line(line: str) -> str:
    """The source where a whole line is nothing but a credit ("By Itar-Tass", "Source: IRNA"), else ""."""
    if len(line) > 70:
        return ""
    match = _CREDIT_LINE.match(line) or _CREDIT_LABEL.match(line)
    return match[1].strip(" .") if match and not (is_attributed(line) or tells(match[1])) else ""
