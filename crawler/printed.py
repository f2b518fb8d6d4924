"""The headline as it is printed, on pages whose title is that of the site or of a section: old systems and offices.

It is the only h1, or what stands out most above the first sentences of the text: a heading, large or bold letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.date_lines import holds_date
from crawler.elements import element_text
from crawler.landmarks import Landmarks
from crawler.marks import Mark, marks_of
from crawler.names import byline, signature
from crawler.text import count_words

_WORDS = (3, 25)
_SENTENCE = 80
_LEVELS = 4
_MOST = 4_000
_UNSEEN = frozenset({"title", "script", "style", "option", "noscript"})
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_BOLD = frozenset({"b", "strong"})
_SIZES = re.compile(r"\+[1-7]|[4-7]")
_HEAD = re.compile(
    r"(?:^|[\s_-])(?:h(?:ea)?d(?:line|ing)?|hl|titel|titre|titulo|titolo|zag(?:olovok)?|tytul|ueberschrift)\d?(?:$|[\s_-])"
)
_STOP = re.compile(r"[.:;,!]$")


def only_heading(marks: Landmarks) -> str:
    """The text of the only h1 of a page, where it reads like a headline and is no link to the front page; else ""."""
    if len(marks.headings) != 1 or marks.headings[0].find(".//a") is not None:
        return ""
    line = element_text(marks.headings[0], 400)
    return line if _WORDS[0] <= count_words(line) <= _WORDS[1] else ""


def printed_headline(marks: Landmarks) -> str:
    """The line that stands out most above the first sentences; "" where there is none."""
    first = _first_sentences(marks)
    around, bold = first, ""
    for _ in range(_LEVELS):
        if around is None or first is None or around.tag in {"body", "html"}:
            break
        found = sorted(_standing_out(around), key=lambda one: -one[0])
        if found and found[0][0] > 1:
            return found[0][1]
        bold = bold or (found[0][1] if found else "")
        around = around.getparent()
    return bold


def _first_sentences(marks: Landmarks) -> HtmlElement | None:
    """The element that holds the first long text outside links."""
    held = next(iter([*marks.paragraphs, *marks.holders]), None)
    if held is None:
        return None
    for element in islice(held.getroottree().getroot().iter("*"), _MOST):
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if not text or len(text.strip()) < _SENTENCE or holder is None or holder.tag in _UNSEEN:
                continue
            if holder.tag != "a" and next(holder.iterancestors("a"), None) is None:
                return holder
    return None


def _standing_out(around: HtmlElement) -> Iterator[tuple[int, str]]:
    """Lines in ``around`` before its first long text that are set as headlines are, and how much each stands out."""
    for element in around.iter("*"):
        for text in (element.text, element.tail if element is not around else None):
            if text and len(text.strip()) >= _SENTENCE:
                return
        rank = _rank(element)
        if not rank or element.find(".//a") is not None or next(element.iterancestors("a"), None) is not None:
            continue
        line = element_text(element, 400)
        if not _WORDS[0] <= count_words(line) <= _WORDS[1] or _STOP.search(line):
            continue
        if not (holds_date(line) or byline(line) or signature(line)):
            yield rank, line


def _rank(element: HtmlElement) -> int:
    if element.tag in _SUBHEADS:
        return 3
    if Mark.TITLE in marks_of(element.attrib) or _HEAD.search((element.get("class") or "").lower()):
        return 2
    if element.tag == "font" and _SIZES.fullmatch(element.get("size") or ""):
        return 2
    return 1 if element.tag in _BOLD else 0
