"""Elements whose names mislead: the text goes through them, or they are the text in pieces; and one whose size does.

A name is believed of what is small, of links and forms, and of what readers write; not of most there is to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from crawler.elements import element_text, has_text, longer
from crawler.landmarks import Landmarks
from crawler.marks import is_hidden, is_readers

_PARAGRAPH = 60
_LINKED = 0.3
_FIELDS = ("input", "form", "textarea", "button", "select")
_STEPS = 6
_MOST_OF_IT, _LEFT, _PIECES, _LINKED_PIECES = 0.4, 0.25, 3, 0.5
_NOTICE, _COOKIES, _ELSEWHERE = 1_500, 3, 100
_OF_CONSENT = (
    "consent",
    "privacy",
    "preferences",
    "einwillig",
    "datenschutz",
    "consentement",
    "vie privée",
    "privacidad",
)


def goes_through(element: HtmlElement) -> bool:
    """Whether the text goes through ``element``: paragraphs stand right before and right behind it, or, where it is
    hidden until a reader asks for the rest, right before it and nothing behind; and it is no form and no links.

    Boxes that a name tells rightly hold a few lines, links or fields; readers' comments stand below the text.
    """
    parent = element.getparent()
    if parent is None or element.tag in {"aside", "nav", "footer", "form", "dialog", "menu"}:
        return False
    before, behind = _beside(element, preceding=True), _beside(element, preceding=False)
    if before is None or not _is_paragraph(before):
        return False
    if behind is None:
        hidden = is_hidden(element.get("style"), element.get("aria-hidden")) or element.get("hidden") is not None
        if not hidden:
            return False
    elif not _is_paragraph(behind):
        return False
    if next(element.iter(*_FIELDS), None) is not None:
        return False
    linked = sum(len(element_text(link, None)) for link in element.iter("a"))
    return linked <= _LINKED * len(element_text(element, None))


def _beside(element: HtmlElement, *, preceding: bool) -> HtmlElement | None:
    """The nearest element beside ``element`` that holds words; None where there is none near."""
    for step, other in enumerate(element.itersiblings(preceding=preceding)):
        if step >= _STEPS:
            return None
        if has_text(other):
            return other
    return None


def _is_paragraph(element: HtmlElement) -> bool:
    return element.tag == "p" and longer(element, _PARAGRAPH)


def misnamed(furniture: Sequence[HtmlElement], held: Mapping[HtmlElement, int], total: int) -> set[HtmlElement]:
    """Those of the elements that are named as furniture which must be the text in pieces: of one name, they hold most
    of the prose, hardly any stands elsewhere, and they are neither links nor what readers write."""
    alike: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    named, left = set(furniture), total
    for element in furniture:
        if size := held.get(element, 0):
            if named.isdisjoint(element.iterancestors()):
                left -= size
            if name := element.get("class"):
                alike[element.tag, name].append(element)
    if left > _LEFT * total:
        return set()
    found: set[HtmlElement] = set()
    for elements in alike.values():
        much = sum(held[element] for element in elements) > _MOST_OF_IT * total
        if much and len(elements) >= _PIECES and not is_readers(elements[0].attrib):
            linked = sum(element.find(".//a") is not None for element in elements)
            if linked < _LINKED_PIECES * len(elements):
                found.update(elements)
    beside = {element.getparent() for element in found}
    return found | {
        element
        for element in furniture
        if held.get(element, 0) and element.getparent() in beside and element.find(".//a") is None
    }


def pieces_of_text(marks: Landmarks) -> dict[HtmlElement, set[str]]:
    """The elements that hold others which are named as text and hold some, and by which names."""
    found: dict[HtmlElement, set[str]] = defaultdict(set)
    for body in marks.bodies:
        if (name := body.get("class")) and longer(body, _PARAGRAPH):
            for around in body.iterancestors():
                found[around].add(name)
    return found


def holds_piece(element: HtmlElement, named: Mapping[HtmlElement, set[str]], marks: Landmarks) -> bool:
    """Whether an element holds one of several pieces of the text: it, and another outside, are named as such alike.
    ``named`` is that of `pieces_of_text`."""
    names = named.get(element)
    return names is not None and any(
        body.get("class") in names and longer(body, _PARAGRAPH) and element not in body.iterancestors()
        for body in marks.bodies
    )


def asks_consent(element: HtmlElement, besides: int) -> bool:
    """Whether an element that holds most of a short page, ``besides`` as many characters of prose, asks leave to store
    cookies: notices are longer than many an article."""
    text = element_text(element, _NOTICE).lower()
    return besides >= _ELSEWHERE and text.count("cookie") >= _COOKIES and any(word in text for word in _OF_CONSENT)
