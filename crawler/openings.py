"""Authors whom the first sentence names, as agencies of the East do: "(서울=연합뉴스) 김하나 기자 =", "（记者王小明）".

Believed only where nothing else on a page names an author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.elements import element_text
from crawler.given import is_given
from crawler.names import names_only
from crawler.persons import is_person
from crawler.wires import agency_named

_FIRST, _OPENING, _SHORT, _OPENED = 3, 160, 70, 4
_CHINESE = re.compile(
    r"[（(【\[](?:[\u3400-\u9fff]{0,8})?(?:记者|記者)\s*[:：]?\s*([\u3400-\u9fff·、，,\s]{2,30})[）)】\]]"
)
_CHINESE_PARTS = re.compile(r"[、，,\s]+")
_KOREAN = re.compile(r"^[(\[〔【][^)\]〕】]{2,40}[)\]〕】]\s*((?:[가-힣]{2,4}\s?(?:선임|전문)?기자[\s,·]*){1,4})=")
_KOREAN_NAME = re.compile(r"([가-힣]{2,4})\s?(?:선임|전문)?기자")
_SLASH = re.compile(r"\s*/\s*|\s+[-–—]\s+")


def opening_names(paragraphs: Sequence[HtmlElement], sites: Sequence[str]) -> list[str]:
    """The people in the dateline, in a short first line beside an agency, or in bold before the first sentence."""
    for element in paragraphs[:_FIRST]:
        text = element_text(element, _OPENING)
        if match := _CHINESE.search(text):
            return [name for name in _CHINESE_PARTS.split(match[1]) if 2 <= len(name) <= 8]
        if match := _KOREAN.match(text):
            return _KOREAN_NAME.findall(match[1])
        if len(text) <= _SHORT and len(parts := _SLASH.split(text)) > 1 and any(map(agency_named, parts)):
            names = [name for part in parts if is_given(part) for name in names_only(part, sites)]
            if names:
                return names
    return _in_bold(paragraphs)


def _in_bold(paragraphs: Sequence[HtmlElement]) -> list[str]:
    """A name and a colon in bold before the first sentence, unless others speak so further down: an interview."""
    spoken = [name for element in paragraphs[:40] if (name := _bold_opening(element))]
    if len(spoken) != 1 or not any(map(_bold_opening, paragraphs[:_OPENED])):
        return []
    return spoken if is_given(spoken[0]) and is_person(spoken[0]) else []


def _bold_opening(element: HtmlElement) -> str:
    child = next(iter(element), None)
    if child is None or child.tag not in {"b", "strong"} or (element.text or "").strip():
        return ""
    text = element_text(child, 60)
    if text.endswith((":", "：")) or (child.tail or "").lstrip().startswith(":"):
        return text.rstrip(" :：")
    return ""
