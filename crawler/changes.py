"""Which of the days that a line or an element tells is that of issue, and which that of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.bywords import SPLIT_CREDITS
from crawler.credits import without_counters
from crawler.date_lines import is_date_line, without_dates
from crawler.dates import has_clock
from crawler.months import ZONES
from crawler.names import names_only, worded_names
from crawler.unmarked import PARTS

_SHORT = 200
_CLAUSES = re.compile(rf"{PARTS.pattern}|[;)]|\((?!\s*(?:{'|'.join(ZONES)})\b)", re.IGNORECASE)
"""Between two dates; not before a zone in brackets, which belongs to the clock."""
_CHANGED = re.compile(
    r"modif|updat|edit(?!or)|revis|aktualis|geändert|bearbeitet|mis(?:e)? à jour|actualiz|aggiornat|atualiz|bijgewerkt"
    r"|opdater|oppdater|uppdater|aktualiz|güncel|обновл|измен|оновл|به "
    r"?روز|ویرایش|تحديث|ενημέρωσ|frissít|päivitet|수정|更新",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:г\.\s?)?[^\W\d_][^\W\d]*(?:[\s-][^\W\d_]+){0,2},\s+(?=\S)")
"""A place before a date: "Berlin, 5. Mai 2026"."""
_ISSUED = re.compile(
    r"publi|posted|issued|creat|veröffentlicht|erstellt|pubblicat|gepubliceerd|geplaatst|geschreven|opubl|dodano|giriş"
    r"|yayın|oluştur|eklen|опублик|размещ|انتشار|نُ?شر|δημοσ|julkais|megjelen|입력|등록|公開|掲載|发布",
    re.IGNORECASE,
)


def statements(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a line that tell of several dates, each with whether it says that it is the one of a change:
    "Published 4 May, updated 5 May"."""
    if not _CHANGED.search(text):
        yield False, text
        return
    words = sorted(
        [(match.start(), True) for match in _CHANGED.finditer(text)]
        + [(match.start(), False) for match in _ISSUED.finditer(text)]
    )
    if words[0][0] > 0:
        yield False, text[: words[0][0]]
    for place, (start, changed) in enumerate(words):
        yield changed, text[start : words[place + 1][0] if place + 1 < len(words) else None]


@lru_cache(maxsize=512)
def told(line: str) -> tuple[tuple[bool, str], ...]:
    """The dates in a line that holds nothing else but names, each with whether it is the one of a change."""
    parts = [
        (changed, part)
        for changed, statement in statements(line)
        for part in _CLAUSES.split(SPLIT_CREDITS.sub(" ; ", without_counters(statement)))
        if is_date_line(_FROM.sub("", part.strip(" ;,()"), count=1)) or is_date_line(part.strip(" ;,()"))
    ]
    if len(parts) == 1 and has_clock(line) and not has_clock(parts[0][1]) and is_date_line(line):
        return ((parts[0][0], line),)  # "پنجشنبه / ۱۴ آبان ۱۴۰۵ / ۱۱:۱۴": the clock behind a stroke
    if not parts and without_dates(line)[1] and (names_only(line) or worded_names(line)):
        parts = [(bool(_CHANGED.search(line)), line)]
    return tuple(parts)


def is_of_change(element: HtmlElement) -> bool:
    """Whether a date says of itself that it is the one of a correction."""
    parent = element.getparent()
    before = ((parent.text or "")[-40:] if parent is not None else "") if element.getprevious() is None else ""
    previous = element.getprevious()
    before += (previous.tail or "")[-40:] if previous is not None else ""
    own = f"{before} {(element.text or '')[:30]}"
    return named_as_change(element) or (tells_of_change(own) and not _ISSUED.search(own))


def named_as_change(element: HtmlElement) -> bool:
    """Whether the names that a date bears call it the one of a correction."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('id', '')}"
    return tells_of_change(names) and "publish" not in names.lower()


def tells_of_change(text: str) -> bool:
    """Whether a text says that something was changed."""
    return _known_change(text) if len(text) <= _SHORT else _CHANGED.search(text) is not None


@lru_cache(maxsize=1_024)
def _known_change(text: str) -> bool:
    """Remembered: teasers repeat their names and their days."""
    return _CHANGED.search(text) is not None
