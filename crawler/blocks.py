"""A tree as lines: what a reader sees as one paragraph, subheading, list item or table row becomes one line."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from lxml.etree import _Element

from crawler.elements import longer
from crawler.text import clean_line

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
    }
    | {"nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
    | {"head", "quote", "list", "item", "row"}  # trafilatura's own names
)
_CELLS = frozenset({"td", "th", "cell"})
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "button",
        "select",
        "textarea",
        "template",
        "input",
    }
    | {"figure", "picture", "audio", "video", "canvas", "map", "math", "title", "meta", "option", "datalist"}
)
_BREAK = "\x1d"
_LINK_START, _LINK_END = "\x1e", "\x1f"
_MARKED = re.compile("\x1e([^\x1f]*)\x1f")
_SENTENCE_END = frozenset(".!?…:;؟。»”\"'")
_MAX_LINES = 20_000
_CELL = 80
"""Characters: a row of longer cells is no row of a table of facts but a page laid out by one."""
_MARK_OF_NOTE = re.compile(r"\W*(?:\d{1,3}|[a-z*†‡])\W*")


@dataclass(frozen=True)
class Line:
    """One line, the tag of the block it came from, and how much of it is links (0 to 1)."""

    text: str
    tag: str
    links: float


def block_lines(root: _Element, without: Container[_Element] = frozenset()) -> list[Line]:
    """The lines of ``root`` in reading order; elements in ``without`` and what is never prose are left out."""
    walker = _Walker(without)
    walker.walk(root, "div")
    walker.flush("div")
    return walker.lines


def _is_table(element: _Element) -> bool:
    """Whether a figure is no picture but a table, as WordPress writes them."""
    return element.tag == "figure" and element.find(".//table") is not None


def _is_row(element: _Element) -> bool:
    """Whether a table's row is one line of several short cells, whatever blocks stand in them."""
    cells = [child for child in element if child.tag in _CELLS]
    return len(cells) > 1 and not any(longer(cell, _CELL) for cell in cells) and element.find(".//pre") is None


def _is_note(element: _Element) -> bool:
    """Whether an element is the raised number of a footnote."""
    if element.find(".//a") is None or len(element) > 2:
        return False
    return bool(_MARK_OF_NOTE.fullmatch("".join(element.itertext())[:12]))


class _Walker:
    """Collects text between two block boundaries and turns it into lines."""

    def __init__(self, without: Container[_Element]) -> None:
        self.lines: list[Line] = []
        self._without = without
        self._buffer: list[str] = []
        self._links = 0
        self._in_row = False

    def walk(self, element: _Element, block: str) -> None:
        tag = element.tag
        own = tag if tag in _BLOCKS else block
        row = tag == "tr" and not self._in_row and _is_row(element)
        if tag in _BLOCKS:
            if self._in_row:
                self._buffer.append(" ")
            else:
                self.flush(block)
            self._in_row = self._in_row or row
        elif tag in {"br", "lb"}:
            self._buffer.append(" " if self._in_row else _BREAK)
        elif tag in _CELLS:
            self._buffer.append("  ")
        elif tag == "a":
            self._links += 1
            self._buffer.append(_LINK_START)
        if element.text:
            self._buffer.append(element.text)
        for child in element:
            if (
                isinstance(child.tag, str)
                and child not in self._without
                and (child.tag not in _SKIPPED or _is_table(child))
                and not (child.tag == "sup" and _is_note(child))
            ):
                self.walk(child, own)
            elif child.tag in _BLOCKS and not self._in_row:
                self.flush(own)
            if child.tail:
                self._buffer.append(child.tail)
        if row:
            self._in_row = False
        if tag in _BLOCKS:
            if self._in_row:
                self._buffer.append(" ")
            else:
                self.flush(own)
        elif tag == "a":
            self._links -= 1
            self._buffer.append(_LINK_END)

    def flush(self, tag: str) -> None:
        """End the line that was being collected."""
        if not self._buffer:
            return
        if self._links:  # blocks inside a link: each line is one
            self._buffer.append(_LINK_END)
        text = "".join(self._buffer)
        self._buffer = [_LINK_START] if self._links else []
        if _BREAK not in text:
            self._add(text, tag)
            return
        pending: list[str] = []
        for part in text.split(_BREAK):
            if (
                part.strip()
                and pending
                and pending[-1].rstrip()[-1:] not in _SENTENCE_END
                and part.lstrip(" \t\r\n\x1e")[:1].islower()
            ):
                pending.append(part)  # a line broken for looks, inside a sentence
                continue
            self._add(" ".join(pending), tag)
            pending = [part] if part else []
        self._add(" ".join(pending), tag)

    def _add(self, raw: str, tag: str) -> None:
        if not raw or len(self.lines) >= _MAX_LINES:
            return
        linked = sum(len(match[1].strip()) for match in _MARKED.finditer(raw)) if _LINK_START in raw else 0
        text = clean_line(raw.replace(_LINK_START, "").replace(_LINK_END, ""))
        if text:
            self.lines.append(Line(text, tag, min(1.0, linked / len(text))))
