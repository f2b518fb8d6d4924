"""Who wrote it: names in bylines and metadata, and the agency that a text is credited to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.attribution import is_attributed
from crawler.text import clean_line, folded

_MAX_AUTHORS = 12
_BY = re.compile(
    r"^(?:by|text|words|written by|text by|reported by|posted by|story by|author|authors|reporter|journalist|editor"
    r"|correspondent"
    r"|автор(?:ы)?(?: статьи)?|текст|подготовил[аи]?|корреспондент|نویسنده|نگارنده|خبرنگار|گزارش(?:گر)?|به قلم"
    r"|کاتب|بقلم|كتب|إعداد|von|par|por|di|door|av|af|autor(?:in|es|a)?|auteur|autore|redaktion|editör|muhabir|yazan|haber"
    r"|автори?|submitted by|posted by|words by|story by|published by|reported by|report by)"
    r"(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:(?:By|BY|by|Written by|Text by|Reported by)\s+(?=[A-ZÀ-Þ])|(?:Авторы?|Текст"
    r"|Подготовил[аи]?)\s*[::]\s*(?=[А-ЯЁA-Z])"
    r"|(?:نویسنده|نگارنده|خبرنگار|گزارش|گزارشگر)\s*[::]\s*|(?:Author|Authors"
    r"|Reporter)\s*[::]\s*(?=[A-ZÀ-Þ]))[^.!?:]{2,70}\.?$"
)
_NAME = (
    r"(?!(?:The|This|Our|Staff)\b)[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’‑-]*\.?(?:\s+(?:de|von|van|der|den|la|le|du|da|dos|del|el|bin|al|ten|ter|zu)){0,2}"
    r"(?:\s+[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’‑-]*\.?){1,3}"
)
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+(?:and|und|et|y|e|i|ve|og|och|en|и|та|й|&)\s+){_NAME}){{0,5}}"
_FOREIGN_BYLINE = re.compile(
    rf"^(?:Von|Par|Por|Di|Door|Av|Af|Autor(?:in|es|a)?|Auteur|Autore|Editör|Muhabir|Yazan|Haber|Автори?|Submitted by"
    rf"|Words by|Story by|Posted by)\s*:?\s+{_NAMES}(?:(?:[,(/|]| on ).{{0,50}})?$"
)
_SIGNATURE = re.compile(rf"^[—–-]?\s*{_NAMES}\.?$")
_SPLIT = re.compile(r"\s*(?:[,;،؛|•/]|\s&\s|\band\b|\s(?:и|та|und|et|y)\s)\s*", re.IGNORECASE)
_PERSIAN_AND = re.compile(r"(\S+\s\S+)\s+و\s+(?=\S+\s\S+)")
_ROLES = (
    r"(?:(?:senior|chief|staff|special|political|foreign|defen[cs]e|diplomatic|military|managing|deputy|news)\s+)*"
    r"(?:correspondent|reporter|editor|writer|journalist|columnist|analyst)s?\b.*$"
)
_ROLE = re.compile(r"(?<=\w\w)\s+" + _ROLES, re.IGNORECASE)
_ONLY_ROLE = re.compile(r"\s*(?:senior|chief|staff|special)?\s*" + _ROLES, re.IGNORECASE)
_NO_NAME = re.compile(
    r"www\.|@|\d|[<>{}\[\]=_#:]|\.(?:ru|com|org|net|ir|info)$|\b(?:staff|desk|agenc(?:y|ies)|wires?|reports"
    r"|admin|administrator"
    r"|editor(?:s|ial)?|team|newsroom"
    r"|correspondent|reporter"
    r"|writer|journalist|follow|read more|save|copy|listen|print|updated?|published|share|minutes?|contributors?|user"
    r"|guest|webmaster|about|radio|discussion|comments?"
    r"|online|service|department"
    r"|редакция|редактор|админ|администратор|корреспондент|обозреватель|служба|отдел|مدیر|ادمین|سردبیر|تحریریه"
    r"|گروه|سرویس|خبرنگار)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\s+(?:on|am|le|el|il)\s+(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*\b|\d).*$", re.IGNORECASE)
_PLACE = re.compile(r"\s*\(.*\)\s*$")
_AGENCIES = (
    "Reuters|AFP|Agence France-Presse|Associated Press|AP|DPA|Bloomberg|EFE|ANSA|Xinhua|Anadolu(?: Agency)?|AA"
    "|UPI|PTI|Kyodo"
    "|ITAR-TASS|TASS|RIA Novosti|RIA|Sputnik|Interfax|RT|Regnum|Izvestia|Kommersant"
    "|IRNA|ISNA|Tasnim(?: News Agency)?|Mehr(?: News Agency)?|MNA|Fars(?: News Agency)?|FNA|Press TV|IRIB|ILNA"
    "|Iran Press|Shana"
    "|ТАСС|ИТАР-ТАСС|РИА Новости|Интерфакс|Известия|Коммерсантъ|Sputnik|ایرنا|ایسنا|تسنیم|مهر|فارس|ایلنا"
    "|اسپوتنیک|تاس|رویترز"
    "|فرانس پرس|آسوشیتدپرس|خبرآنلاین|باشگاه خبرنگاران جوان"
)
_AGENCY = re.compile(rf"(?:{_AGENCIES})", re.IGNORECASE)
_OF_AGENCY = re.compile(rf"(\S+\s\S.*?)\s+(?:for\s+|of\s+)?(?:the\s+)?({_AGENCIES})")
_DATELINE_CREDIT = re.compile(rf"^.{{0,90}}?[/(\[—–-]\s*({_AGENCIES})\s*(?:[/)\]]|\s[-–—])\s*[.:–—-]?")
_CREDIT_LINE = re.compile(
    rf"^(?:(?:by|source|via|from|with|источник|по материалам|منبع|به نقل از"
    rf"|المصدر)\s*[:：]?\s*)?[(/\[]?({_AGENCIES})[)/\]]?\.?$",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(r"^(?:source|via|источник|منبع|المصدر)\s*[:：]\s*(.{2,50})$", re.IGNORECASE)


def author_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[tuple[str, ...], str]:
    """Names of people in ``raw`` bylines, in order and once each, and the wire agency among them ("" if none).

    "By", job titles, addresses and the names in ``outlets`` (the site itself is no author) are left out; a name may
    be a single word.
    """
    own = {folded(name) for name in outlets if name}
    names: dict[str, str] = {}
    agency = ""
    for text in raw:
        line = _WHEN.sub("", _BY.sub("", clean_line(text[:300])))
        if "://" in line or line.startswith("www."):
            continue  # the address of a profile
        for part in _SPLIT.split(_PERSIAN_AND.sub(r"\1, ", line)):
            if _ONLY_ROLE.match(part):
                continue
            name = _ROLE.sub("", _PLACE.sub("", _BY.sub("", part))).strip(" .:-–—|*\"'«»")
            if of_agency := _OF_AGENCY.fullmatch(name):
                name, agency = of_agency[1], agency or of_agency[2]
            name = name.removeprefix("The ") if _AGENCY.fullmatch(name.removeprefix("The ")) else name
            if _AGENCY.fullmatch(name):
                agency = agency or name
            elif _is_name(name) and folded(name) not in own:
                names.setdefault(folded(name), name)
    agency = "" if folded(agency) in own else agency
    return tuple(list(names.values())[:_MAX_AUTHORS]), agency


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= 60 and len(name.split()) <= 6 and not _NO_NAME.search(name)


def byline(line: str) -> bool:
    """Whether a short line says by its wording that it names authors ("By Jo Hale", "Автор: Нина Кольцова")."""
    return len(line) <= 90 and bool(_BYLINE.match(line) or _FOREIGN_BYLINE.match(line))


def signature(line: str) -> bool:
    """Whether a line is nothing but one or a few names, as some papers put them under the text."""
    return 5 <= len(line) <= 90 and bool(_SIGNATURE.match(line)) and not line.isupper()


def dateline_credit(line: str) -> str:
    """The agency in a dateline such as ``MOSCOW, January 20. /TASS/.`` or ``TEHRAN (Reuters) -``; the line stays."""
    match = _DATELINE_CREDIT.match(line)
    return match[1] if match else ""


def credit_line(line: str) -> str:
    """The source where a whole line is nothing but a credit ("By Itar-Tass", "Source: IRNA"), else ""."""
    if len(line) > 70:
        return ""
    match = _CREDIT_LINE.match(line) or _CREDIT_LABEL.match(line)
    return match[1].strip(" .") if match and not is_attributed(line) else ""
