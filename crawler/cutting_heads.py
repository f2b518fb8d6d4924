"""Dates and names that stand above a text or in its first line are cut: they are the article's facts, not its words."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import dropwhile, islice

from lxml.html import HtmlElement

from crawler.bywords import find_job
from crawler.date_lines import is_date_line
from crawler.dates import has_clock
from crawler.elements import element_text, has_text, longer, parted_text, remove, within
from crawler.landmarks import Landmarks
from crawler.lines import furniture_reason
from crawler.names import byline, signature
from crawler.text import clean_line, count_words

_PARAGRAPH = 60
_NAME_CHARS, _NAME_WORDS, _OFFICE_CHARS = 60, 6, 160
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES = frozenset({"div", "article", "section", "li", "p"})
_INLINE = frozenset({"a", "span", "b", "strong", "em", "i", "cite", "time", "small"})
_IN_LINE = _INLINE | {"img", "font", "u", "sub", "sup", "svg", "mark"}
_ENTRIES = frozenset({"li", "dd", "dt", "td", "th"})
_SEPARATORS = " \t\r\n\u00a0|·•—–-:/"
_STAMPS = 20
_OPENING_STEPS, _MOST_BEHIND = 80, 200


def cut_names(marks: Landmarks) -> None:
    """Remove elements that are marked as naming the author and hold a name only; not those inside a sentence."""
    for element in marks.authors:
        if element.tag in _HEADINGS or element.getparent() is None:
            continue
        if longer(element, _NAME_CHARS):
            if element.tag in _BOXES and _is_name_and_office(element):
                remove(element)
            continue
        if element.tag in _INLINE and not (_stands_alone(element) or _in_row(element)):
            continue
        if not 0 < count_words(element_text(element, None)) <= _NAME_WORDS:
            continue
        if next(element.iterancestors("blockquote", "q"), None) is None:
            remove(element)


def cut_stamps(marks: Landmarks) -> None:
    """Remove elements that are marked as dates and hold several of them with nothing but a mark-up between: glued
    together they would not be told for dates."""
    for element in marks.dates[:_STAMPS]:
        if element.tag in _BOXES and len(element) > 1 and not longer(element, _OFFICE_CHARS) and has_text(element):
            parts = parted_text(element).replace(" | ", " ")
            if is_date_line(parts) and not is_date_line(clean_line("".join(element.itertext()))):
                remove(element)


def _is_name_and_office(element: HtmlElement) -> bool:
    """Whether an element that is marked as naming the author holds two lines: a name, and what its bearer does."""
    if longer(element, _OFFICE_CHARS):
        return False
    parts = [part for part in parted_text(element).split(" | ") if part.strip(_SEPARATORS)]
    return len(parts) == 2 and signature(parts[0]) and (job := find_job(parts[1])) is not None and job.start() == 0


def _in_row(element: HtmlElement) -> bool:
    """Whether all that is written beside ``element`` is furniture of its own, as a clock or "By"."""
    parent = element.getparent()
    if parent is None or longer(parent, 2 * _NAME_CHARS):
        return False
    pieces = [parent.text or ""]
    for other in parent:
        pieces += ["" if other is element else element_text(other), other.tail or ""]
    beside = clean_line(" ".join(pieces))
    return not beside.strip(_SEPARATORS) or bool(furniture_reason(beside))


def _stands_alone(element: HtmlElement) -> bool:
    """Whether nothing else is written in the parent of ``element``."""
    parent = element.getparent()
    if parent is None or (parent.text and parent.text.strip()) or (element.tail and element.tail.strip()):
        return False
    return not any((other.tail and other.tail.strip()) or has_text(other) for other in parent if other is not element)


def cut_openings(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove the dates and names that share a line with the first sentence: "05.05.2026 09:40The council …".

    Only above the first prose, and only where the sentence begins anew behind them: dates of a chronology and "On
    5 May the council …" stay.
    """
    top = next((heading for heading in marks.headings if within(heading, tree)), tree)
    marked = {*marks.dates, *marks.times, *marks.authors}
    openings: list[HtmlElement] = []
    for element in islice(dropwhile(lambda one: one is not top, tree.iter("*")), _OPENING_STEPS):
        if element.tag in _INLINE and _opens_line(element, openings) and _is_head(element, marked):
            openings.append(element)
        if any(text and len(text.strip()) >= _PARAGRAPH for text in (element.text, element.tail)):
            break
    for element in reversed(openings):
        behind = _line_behind(element).lstrip(_SEPARATORS)
        if len(behind) >= _PARAGRAPH and not behind[0].islower() and behind[0] not in ",;)…":
            if element.tail:
                element.tail = element.tail.lstrip(_SEPARATORS)
            remove(element)


def _is_head(element: HtmlElement, marked: Container[HtmlElement]) -> bool:
    """Whether an element is a date or a name, told by its name or beyond doubt by its words."""
    if longer(element, _NAME_CHARS):
        return False
    text = element_text(element, None)
    if is_date_line(text):
        return element in marked or has_clock(text)
    return byline(text) or (element in marked and signature(text))


def _opens_line(element: HtmlElement, heads: Sequence[HtmlElement]) -> bool:
    """Whether nothing but ``heads`` and what parts them stands before an element in its line, which is no entry of a
    list."""
    parent = element.getparent()
    if parent is None or parent.tag in _INLINE or parent.tag in _ENTRIES:
        return False
    for other in element.itersiblings(preceding=True):
        if (other.tail or "").strip(_SEPARATORS):
            return False
        if other.tag not in _IN_LINE:
            return True
        if other not in heads and has_text(other):
            return False
    return not (parent.text or "").strip(_SEPARATORS)


def _line_behind(element: HtmlElement) -> str:
    """What stands in the same line behind an element, its beginning at least."""
    pieces = [element.tail or ""]
    for other in element.itersiblings():
        if other.tag not in _IN_LINE or sum(map(len, pieces)) > 2 * _PARAGRAPH:
            break
        pieces += ["".join(other.itertext())[:_MOST_BEHIND], other.tail or ""]
    return "".join(pieces)
