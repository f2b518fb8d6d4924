"""The standfirst: the line or two between headline and text, often outside the element of the text.

It is told by its class, by repeating the page's description, or by its place: a sentence that stands alone under the
headline and above the text. What is only claimed in the head and not visible is given as a fact but not put into the
text. Pure.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.captions import Captions
from crawler.date_lines import holds_date
from crawler.elements import element_text, raw_text, shown_text, within
from crawler.headline import alike
from crawler.landmarks import Landmarks
from crawler.lines import closing_note, furniture_reason, is_prose, repeats_title
from crawler.marks import Mark, is_kicker, marks_of
from crawler.metadata import Metadata
from crawler.names import byline
from crawler.text import count_words, folded, says

_WORDS = (4, 120)
_ABOVE, _BELOW = 15, 80
_UNMARKED_WORDS = (6, 90)
_UNENDED_WORDS = 8
_FIRST_WORDS = 3
_SUB = re.compile(r"title|sub|deck|desc|lead|spot|anons|yandex", re.IGNORECASE)
"""Classes of what stands right under a headline and says more than a section or a name does."""
_TO_HEADLINE = (":", "：", "؛")
"""Ends of a kicker that says whose words the headline below it is."""
_STEPS = 160
_MOST_ABOVE = 12
_MOST_POINTS, _POINT_WORDS = 8, 5
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_ONE_LINE = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "div", "span", "strong", "em", "b", "summary", "section", "li"}
)
_LISTS = frozenset({"ul", "ol"})
_PICTURES = ("img", "figure", "figcaption", "picture", "video", "amp-img", "iframe")
_BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "section", "article", "table", "blockquote"})
_OF_PICTURE = re.compile(
    r"photo|image|img|pict|galler|slide|carousel|video|caption|foto|bild|media[_-](?!ui)", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_NOT_HERE = Mark.CAPTION | Mark.AUTHOR | Mark.DATE | Mark.ASIDE | Mark.FURNITURE


@dataclass(frozen=True)
class Lead:
    """A visible line that may be the standfirst."""

    place: int
    """How many elements stand before it on the page; `sys.maxsize` where that is not known to matter."""
    text: str


def find_leads(tree: HtmlElement, marks: Landmarks, about: Metadata, captions: Captions) -> list[Lead]:
    """Visible standfirsts that a class or the page's description names, the most likely first."""
    described = folded(about.description)[:60]
    found: list[Lead] = []
    headings = [marks.places[element] for element in [*marks.headings, *titled(marks, about.title)]]
    for element in marks.leads[:20]:
        if next(element.iter(*_PICTURES), None) is not None:
            continue
        if element.find(".//h1") is not None or not within(element, tree):
            continue  # a whole article, or cut with the furniture
        if element.tag in _LISTS and len(element) > 1:
            continue  # the points of a summary: `lines_above` keeps them apart
        place = marks.places[element]
        if not any(-_ABOVE <= place - heading <= _BELOW for heading in headings):
            continue  # the lead of another article
        over = any(0 < heading - place <= _ABOVE for heading in headings)
        if over and is_kicker(element.attrib):
            continue
        for part in _parts(element):
            line = shown_text(part, 3000)
            if over and line.endswith(_TO_HEADLINE):
                continue
            if _WORDS[0] <= count_words(line) <= _WORDS[1]:
                found.append(Lead(place, line))
                break
    if described:
        found.sort(key=lambda lead: not folded(lead.text).startswith(described))
        if not found or not folded(found[0].text).startswith(described):
            for heading in marks.headings[:3]:
                near = [line for line in _after(heading) if folded(line).startswith(described)]
                found = [Lead(marks.places[heading], line) for line in near] + found
    return [
        lead
        for lead in found
        if not furniture_reason(lead.text, sites=about.sites) and folded(lead.text) not in captions
    ]


def lines_above(
    tree: HtmlElement, marks: Landmarks, about: Metadata, root: HtmlElement, captions: Captions
) -> list[str]:
    """Sentences that stand alone between the headline and ``root``, the element of the text, in their order.

    The first is the standfirst, or a first paragraph that is set apart; further ones are the points of a summary.
    """
    heading = _headline(tree, marks, about.title)
    if heading is None or any(root is parent for parent in heading.iterancestors()):
        return []
    around = frozenset(heading.iterancestors())
    found: list[str] = []
    subhead, first = "", True
    for element in _between(heading, root):
        if element.tag in _LISTS:
            found += [
                line for line in _points(element, about, around) if line not in found and folded(line) not in captions
            ]
        if element.tag not in _ONE_LINE or next(element.iterchildren(*_BLOCKS), None) is not None:
            continue
        line = element_text(element, 1500)
        sure = element.tag in {"h2", "h3", "h4"} or line[-1:] in ".!?…؟。"
        least = _UNMARKED_WORDS[0] if sure else _UNENDED_WORDS
        if first and count_words(line) > 1 and not (holds_date(line) or byline(line)):
            first = False
            least = _FIRST_WORDS if element.tag in _SUBHEADS or _SUB.search(element.get("class") or "") else least
        if not least <= count_words(line) <= _UNMARKED_WORDS[1] or (found and not is_prose(line)):
            if found and element.tag in _SUBHEADS and line and _is_lead(element, line, about, around):
                subhead = line
            continue
        if line not in found and _is_lead(element, line, about, around) and folded(line) not in captions:
            shown = shown_text(element, 1500)
            found += [subhead, shown] if subhead else [shown]
            subhead = ""
    return found if len(found) <= _MOST_ABOVE else []


def _points(element: HtmlElement, about: Metadata, around: Container[HtmlElement]) -> list[str]:
    """The entries of a list above the text where they are the points of a summary: several, each of a few words or
    more, none of them a link; and the heading over them."""
    lines = [
        shown_text(item, 1500)
        for item in element.iterchildren("li")
        if (line := element_text(item, 1500)) and _is_lead(item, line, about, around)
    ]
    words = sum(map(count_words, lines))
    if not 2 <= len(lines) <= _MOST_POINTS or words < _POINT_WORDS * len(lines):
        return []
    over = element.getprevious()
    label = element_text(over, 200) if over is not None and over.tag in _SUBHEADS else ""
    return [label, *lines] if label and not furniture_reason(label, sites=about.sites) else lines


def with_standfirst(standfirst: str, about: Metadata, lines: list[str]) -> tuple[str, list[str]]:
    """The standfirst, and the lines with it as the first one if it is visible and not there already."""
    if not standfirst:
        described = about.description
        first = folded(lines[0]) if lines else ""
        return ("" if not described or first.startswith(folded(described)[:60]) else described), lines
    plain = folded(standfirst)
    if any(plain in folded(line) or (len(line) > 40 and folded(line) in plain) for line in lines[:4]):
        return standfirst, lines
    if any(plain == folded(line) for line in lines):
        return standfirst, lines
    return standfirst, [standfirst, *lines]


def titled(marks: Landmarks, title: str) -> list[HtmlElement]:
    """Elements that hold the headline without being h1."""
    wanted = folded(title)
    return [element for element in marks.titles[:40] if says(raw_text(element)[:600], wanted)]


def _headline(tree: HtmlElement, marks: Landmarks, title: str) -> HtmlElement | None:
    """The element that shows the headline: the title itself before any other h1."""
    wanted = folded(title)
    if not wanted:
        return None
    for element in [*marks.headings[:5], *marks.titles[:40]]:
        if says(raw_text(element)[:600], wanted) and within(element, tree):
            return element
    for element in [*marks.headings[:2], *marks.subheads[:6]]:
        shown = folded(raw_text(element)[:600])
        if (wanted in shown or shown in wanted) and shown and within(element, tree):
            return element
    return None


def _between(heading: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """Elements behind ``heading`` and before ``root``, in their order; none if ``root`` does not come near."""
    around = set(root.iterancestors())
    found: list[HtmlElement] = []
    element: HtmlElement | None = heading
    while element is not None:
        for sibling in element.itersiblings():
            if sibling is root:
                return iter(found)
            if sibling not in around and next(sibling.iter(*_PICTURES), None) is not None:
                continue  # a picture and what is written under it
            for inner in sibling.iter():
                if inner is root:
                    return iter(found)
                found.append(inner)
                if len(found) > _STEPS:
                    return iter(())
            if sibling in around:
                return iter(())
        element = element.getparent()
    return iter(())


def _is_lead(element: HtmlElement, line: str, about: Metadata, around: Container[HtmlElement]) -> bool:
    """Whether a line under the headline is a sentence of the editors': no caption, byline, date, prompt or link. What
    is ``around`` the headline too is none of these, whatever its name."""
    if element.tag == "h1" and alike(line, about.title):
        return False
    if next(element.iter(*_PICTURES), None) is not None or (holds_date(line) and not is_prose(line)):
        return False
    linked = sum(len(element_text(link, 600)) for link in element.iter("a"))
    if linked > 0.5 * len(line) or furniture_reason(line, sites=about.sites) or repeats_title(line, about.title):
        return False
    if line[0] in ",;)" or byline(line) or closing_note(line, about.authors):
        return False
    if (signed := _SIGNED.match(line)) and any(line.startswith(name, signed.end()) for name in about.authors):
        return False  # "By Jo Hale, a reporter who has covered the coast since 2016."
    near = [one for one in (element, *islice(element.iterancestors(), 3)) if one not in around]
    if any(_OF_PICTURE.search(one.get("class") or "") for one in near):
        return False
    named = [(one, marks_of(one.attrib)) for one in near if one.tag not in {"article", "main", "body", "header"}]
    if any(_NOT_HERE & mark and not (one is element and Mark.LEAD in mark) for one, mark in named):
        return False
    if any(parent.tag in _PICTURES for parent in element.iterancestors()):
        return False
    return next(element.itersiblings(*_PICTURES, preceding=True), None) is None  # words under a picture


def _parts(element: HtmlElement) -> list[HtmlElement]:
    """``element`` itself, or the blocks in it where it holds several: the first of them is the standfirst."""
    blocks = [child for child in element.iter("p", "h2", "h3") if child is not element]
    return blocks if len(blocks) > 1 or (blocks and element.find(".//ul") is not None) else [element]


def _after(heading: HtmlElement) -> list[str]:
    """Lines of the few blocks behind a heading."""
    found: list[str] = []
    place = heading
    for _ in range(3):
        for element in place.itersiblings("p", "h2", "h3", "div", "span"):
            line = element_text(element, 1500)
            if _WORDS[0] <= count_words(line) <= _WORDS[1]:
                found.append(line)
            if len(found) > 6:
                return found
        place = place.getparent()
        if place is None:
            break
    return found


def first_place(root: HtmlElement | None, marks: Landmarks) -> int:
    """How many elements stand before the first paragraph of the article; very many where it has none."""
    first = next(root.iter("p"), None) if root is not None else None
    return marks.places.get(first, sys.maxsize) if first is not None else sys.maxsize
