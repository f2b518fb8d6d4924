"""What stands around the headline, where bylines and dates are looked for that nothing marks as such."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice

from lxml.html import HtmlElement

from crawler.bywords import LABEL_ALONE
from crawler.elements import element_text, parted_text
from crawler.landmarks import Landmarks
from crawler.marks import Mark, is_hidden, marks_of
from crawler.text import clean_line, folded

_BEFORE, BEHIND = 15, 60
"""Elements around the headline among which a byline is looked for that nothing marks as one."""
_MAX_LINE, _MAX_LONG = 160, 2
_LABEL_LEVELS = 3
_UNSEEN = frozenset({"title", "script", "style", "option", "button", "noscript"})
PICTURE_NAMES = re.compile(r"image|photo|media|picture|caption|credit|figure|gallery|foto", re.IGNORECASE)
PROFILE = re.compile(
    r"/(?:authors?|people|profiles?|journalists?|reporters?|writers?|staff|contributors?|columnists?|by|byline|bio|team"
    r"|autor(?:en|es|i|in|innen)?|autores?|auteurs?|autore|autori|signataires?|redaktion|redaktor|redattori"
    r"|redazione|firmas?"
    r"|periodistas?|yazar(?:lar)?|muhabir(?:ler)?|avtor|avtory|kirjoittaja|skribent|journalister|users?|person"
    r"|author-profile)"
    r"[/=:._-][^/?#]",
    re.IGNORECASE,
)
"""Addresses of pages about authors."""


def headline_element(marks: Landmarks, title: str) -> HtmlElement | None:
    """The element that shows the headline; None where none does."""
    plain = folded(title)
    if not plain:
        return marks.headings[0] if marks.headings else None
    for element in (*marks.headings[:8], *marks.titles[:20], *marks.subheads):
        if folded(element_text(element)) == plain:
            return element
    if marks.headings:
        top = marks.headings[0].getroottree().getroot()
    elif marks.paragraphs or marks.holders:
        top = (marks.paragraphs or marks.holders)[0].getroottree().getroot()
    else:
        return None
    for element in top.iter("div", "span", "td", "font", "b", "strong", "p", "h3", "h4", "a"):
        if element.text and len(element.text) < 400 and folded(clean_line(element.text)) == plain:
            return element
    return marks.headings[0] if marks.headings else None


def near_headline(heading: HtmlElement | None, place: int | None, behind: int) -> list[tuple[HtmlElement, str]]:
    """Short texts around the headline, in their order, until the article begins; "" stands for a long one.

    ``place`` is how many elements stand before the heading, where that is known.
    """
    if heading is None:
        return []
    root = heading.getroottree().getroot()
    if place is None:
        place = next(number for number, element in enumerate(root.iter()) if element is heading)
    window = islice(root.iter(), max(0, place - _BEFORE), place + behind)
    texts: list[tuple[HtmlElement, str]] = []
    long = 0
    for element in window:
        if element.tag in _UNSEEN or is_hidden(element.get("style"), None):
            continue
        for text, below in ((element.text, True), (element.tail, False)):
            if not text or text.isspace():
                continue
            owner = element if below else element.getparent()
            if owner is None:
                continue
            if len(text) > _MAX_LINE:
                long += 1
            texts.append((owner, clean_line(text) if len(text) <= _MAX_LINE else ""))
        if long > _MAX_LONG:
            break
    return texts


def line_of_label(element: HtmlElement) -> str:
    """The line of an element whose first words are a byline's; where they stand alone, the line around them, also
    where label and name are entries of one list."""
    line = parted_text(element)
    for parent in islice(element.iterancestors(), _LABEL_LEVELS):
        if not LABEL_ALONE.fullmatch(line.strip(" |")):
            break
        line = parted_text(parent).strip(" |").replace(": | ", ": ")
    return line


def leads_elsewhere(element: HtmlElement) -> bool:
    """Whether an element is in a link that leads to no author: of a section, perhaps."""
    link = element if element.tag == "a" else next(element.iterancestors("a"), None)
    return link is not None and not PROFILE.search(link.get("href") or "")


def beside(element: HtmlElement, around: Container[HtmlElement] = ()) -> bool:
    """Whether an element stands in comments, related articles or the like; what is ``around`` the headline too is
    none of them, whatever its name."""
    return any(
        parent.tag in {"aside", "nav", "footer"} or Mark.ASIDE in marks_of(parent.attrib)
        for parent in element.iterancestors()
        if parent.tag not in {"body", "html", "main"} and parent not in around
    )


def in_picture(element: HtmlElement, around: Container[HtmlElement]) -> bool:
    """Whether an element belongs to a picture: its caption, or who took it."""
    return any(
        one.tag in {"figure", "figcaption"} or PICTURE_NAMES.search(one.get("class") or "")
        for one in (element, *islice(element.iterancestors(), 3))
        if one not in around
    )


def around_headline(heading: HtmlElement | None) -> frozenset[HtmlElement]:
    """The elements that hold the headline."""
    return frozenset() if heading is None else frozenset(heading.iterancestors())
