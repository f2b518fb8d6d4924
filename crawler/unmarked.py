"""Authors who stand beside a date and are called authors by nothing: believed only for something that speaks for them.

Two words with capitals under a headline are a section, a region or a tag as often as a person. What speaks for a
person is a word that credits ("By", "(Text)", "Reporter"), the class of the element, a surname in capitals, or a given
name that is known; and of the last kind nobody whom the article itself tells of: that is its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.bywords import PICTURE
from crawler.date_lines import is_date_line, without_dates
from crawler.elements import element_text, longer
from crawler.given import is_given
from crawler.names import credited, has_job, names_only, signature
from crawler.nearby import leads_elsewhere

PARTS = re.compile(r"\s*[|·•—–]\s*|\s+/\s+|\s{2,}")
"""What parts a line under the headline: "17 February 2026 | Jo Hale"."""
_SHORT, _READ, _ROW = 60, 60, 120
_INLINE = frozenset({"a", "span", "b", "strong", "em", "i"})
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:au|by|aut(?:h|hors?|ors?|orin|eurs?|ore|ori|or[ae]s)|bylines?|writers?|who|signature|signe|reporters?"
    r"|redacteur|redaktor|journalist|avtor|yazar|muhabir)(?=$|[\s_-])",
    re.IGNORECASE,
)
_LOUD_SURNAME = re.compile(r"[^\W\d_]+[^\W\d_A-ZÀ-ÞА-ЯЁІЇЄҐ][\w'’-]*(?:\s[A-Z]\.)?(?:\s[A-ZÀ-ÞА-ЯЁІЇЄҐ'’-]{2,})+")
"""A name as the French and Russian presses print it: "Maëlle LE BIHAN"."""


def beside_dates(
    near: Sequence[tuple[HtmlElement, str]],
    sites: Sequence[str],
    apart: Callable[[HtmlElement], bool],
    paragraphs: Sequence[HtmlElement],
) -> list[str]:
    """Names that share a line with a date, or stand alone before or behind one or before a job title."""

    def believed(element: HtmlElement, line: str) -> bool:
        names = names_only(line, sites)
        if not names:
            return False
        if _named_author(element) or all(map(_LOUD_SURNAME.fullmatch, names)):
            return True
        return all(map(is_given, names)) and not any(_told_of(name, paragraphs) for name in names)

    for element, text in near:
        if not without_dates(text)[1] or apart(element):
            continue
        if (names := names_only(text, sites)) and (credited(text) or believed(element, text)):
            return list(names)
        parts = [part for part in PARTS.split(text) if part]
        named = [part for part in parts if signature(part) and (has_job(part) or believed(element, part))]
        if len(parts) > 1 and named and any(is_date_line(part) for part in parts):
            return named
    for (element, text), (_, other) in _neighbours(near):
        loud = text.isupper() and len(text) <= _SHORT and is_given(text) and bool(names_only(text, sites))
        if not (signature(text) or loud) or leads_elsewhere(element) or apart(element):
            continue
        if has_job(other) or credited(text):
            return [text]
        dated = len(other) <= _SHORT and without_dates(other)[1]
        if (dated or PICTURE.match(other)) and believed(element, text):
            return _in_row(element, text, sites)
    return []


def called_authors(near: Sequence[tuple[HtmlElement, str]], apart: Callable[[HtmlElement], bool]) -> Iterator[str]:
    """Short texts whose element is called an author by its class."""
    for element, text in near:
        if text and _named_author(element) and not leads_elsewhere(element) and not apart(element):
            yield text


def _in_row(element: HtmlElement, name: str, sites: Sequence[str]) -> list[str]:
    """A name and those that stand in one line with it, each in an element of its own."""
    parent = element.getparent()
    if element.tag not in _INLINE or parent is None or longer(parent, _ROW):
        return [name]
    names = names_only(element_text(parent), sites)
    return list(names) if name in names else [name]


def _named_author(element: HtmlElement) -> bool:
    """Whether the class of an element or of the one around it says that it names an author."""
    return any(
        _CLASS.search(name)
        for one in (element, *islice(element.iterancestors(), 1))
        for name in (one.get("class") or "", one.get("id") or "")
    )


def _told_of(name: str, paragraphs: Sequence[HtmlElement]) -> bool:
    """Whether the article speaks of the bearer of a name: who writes is named at most in a note that begins with
    the name."""
    surname = re.compile(rf"(?<!\w){re.escape(name.rsplit(' ', 1)[-1])}", re.IGNORECASE)
    told = (element_text(one) for one in paragraphs[:_READ])
    return any(len(text) > _SHORT and surname.search(text) and not text.startswith(name) for text in told)


def _neighbours(
    near: Sequence[tuple[HtmlElement, str]],
) -> Iterator[tuple[tuple[HtmlElement, str], tuple[HtmlElement, str]]]:
    told = [one for one in near if not one[1] or any(char.isalnum() for char in one[1])]
    for one, other in pairwise(told):
        yield one, other
        if without_dates(one[1])[1]:
            yield other, one
