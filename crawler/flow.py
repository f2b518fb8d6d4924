"""Whether an element stands in the flow of a text, its paragraphs before and behind it, whatever it is called."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.elements import element_text, has_text, longer
from crawler.marks import is_hidden

_PARAGRAPH = 60
_LINKED = 0.3
_FIELDS = ("input", "form", "textarea", "button", "select")
_STEPS = 6


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
