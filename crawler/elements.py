"""Elements of a page: the text they hold, whether they still stand in its tree, and how one is taken out."""

from __future__ import annotations

from lxml.etree import XPath, tostring
from lxml.html import HtmlElement

from crawler.text import clean_line

_MAX_PARTED = 240
_TEXTS = XPath("descendant::text()", smart_strings=False)
"""What `itertext` gives, at a quarter of its cost; all at once, so not for what is to end early."""
_BLOCKS = frozenset({"br", "div", "p", "li", "dd", "dt", "td", "tr", "h2", "h3", "h4", "h5", "ul", "hr"})


def element_text(element: HtmlElement, most: int | None = 2000) -> str:
    """The text of an element as one line, made of its first ``most`` characters; of all with None."""
    return clean_line(raw_text(element)[:most])


def shown_text(element: HtmlElement, most: int = 2000) -> str:
    """The text of an element as one line, words parted where a reader sees them parted: by blanks, blocks and breaks,
    not by what only sets letters ("XVIII<sup>e</sup>")."""
    parted = next(element.iterdescendants(*_BLOCKS), None) is not None
    return clean_line((raw_text(element) if parted else whole_text(element))[:most])


def raw_text(element: HtmlElement) -> str:
    """The texts in an element, a space between each and the next."""
    return " ".join(_TEXTS(element)) if len(element) else element.text or ""


def parted_text(element: HtmlElement) -> str:
    """The text of an element as one short line, its blocks and broken lines parted by " | "."""
    pieces: list[str] = []
    size = 0
    for part in element.iter():
        if part.tag in _BLOCKS and part is not element:
            pieces.append(" | ")
        for text in (part.text, part.tail if part is not element else None):
            if text and not text.isspace():
                pieces.append(text)
                size += len(text)
        if size > _MAX_PARTED:
            break
    return clean_line(" ".join(pieces)[:_MAX_PARTED])


def whole_text(element: HtmlElement) -> str:
    """The texts in an element as they stand there, one after the other."""
    return tostring(element, method="text", encoding="unicode", with_tail=False) if len(element) else element.text or ""


def longer(element: HtmlElement, limit: float) -> bool:
    """Whether an element's text has more than ``limit`` characters; no more than that is looked at."""
    return text_size(element, limit) > limit


def text_size(element: HtmlElement, limit: float) -> int:
    """The characters in an element, blanks around its texts aside; once there are more than ``limit``, no more are
    counted."""
    size = len(element.text.strip()) if element.text else 0
    if size > limit or not len(element):
        return size
    for part in element.iterdescendants():
        if part.text:
            size += len(part.text.strip())
        if part.tail:
            size += len(part.tail.strip())
        if size > limit:
            break
    return size


def has_text(element: HtmlElement) -> bool:
    """Whether anything of an element can be read."""
    return text_size(element, 0) > 0


def within(element: HtmlElement, tree: HtmlElement) -> bool:
    """Whether an element still hangs on ``tree``. A part that was cut off names the same document as before: only
    its ancestors tell."""
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is tree


def remove(element: HtmlElement) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
        element.tail = None
    parent.remove(element)
