"""One walk over a page that notes everything the later steps ask for, so that none of them searches the tree again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.marks import Mark, is_hidden, itemprop_mark, marks_of
from crawler.names import byline
from crawler.text import clean_line

_FURNITURE_TAGS = frozenset(
    {"nav", "aside", "footer", "form", "button", "iframe", "noscript", "select", "dialog", "menu", "object", "embed"}
    | {
        "audio",
        "video",
        "canvas",
        "map",
        "fieldset",
        "label",
        "input",
        "textarea",
        "script",
        "style",
        "svg",
        "template",
    }
)
_NEVER_FURNITURE = frozenset({"html", "body", "main", "article", "head", "h1", "p", "title", "meta", "link"})
_MAX_NOTES = 200
_MAX_LINE = 600
_MAX_BYLINE = 120
_MIN_OWN = 40
_HOLDERS = frozenset(
    {"div", "td", "section", "article", "span", "li", "blockquote", "font", "center", "main", "body", "dd"}
)
_BYLINE_START = re.compile(
    r"\s*(?:[Bb]y\b|BY\b|Written|Text|Report|Author|Автор|Текст|Подготов|نویسنده|نگارنده|خبرنگار|گزارش)"
)


@dataclass
class Landmarks:
    """What stands where on a page. Elements are those of the tree; texts are clean lines."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    """Contents of meta elements by lower-case property, name or itemprop."""
    canonical: str = ""
    base: str = ""
    language: str = ""
    title: str = ""
    """The title element."""
    headings: list[HtmlElement] = field(default_factory=list)
    """All h1."""
    times: list[HtmlElement] = field(default_factory=list)
    dates: list[HtmlElement] = field(default_factory=list)
    authors: list[HtmlElement] = field(default_factory=list)
    titles: list[HtmlElement] = field(default_factory=list)
    """Elements other than h1 whose class calls them title or headline."""
    bylines: list[str] = field(default_factory=list)
    """Short texts that begin like a byline."""
    leads: list[HtmlElement] = field(default_factory=list)
    bodies: list[HtmlElement] = field(default_factory=list)
    paragraphs: list[HtmlElement] = field(default_factory=list)
    holders: list[HtmlElement] = field(default_factory=list)
    """Elements other than p that hold text of their own."""
    places: dict[HtmlElement, int] = field(default_factory=dict)
    """How many elements stand before each of `headings`, `titles`, `leads`, `bodies` and `paragraphs`."""
    furniture: list[HtmlElement] = field(default_factory=list)
    """Elements that hold no article text, if their size does not speak against it."""
    captions: list[HtmlElement] = field(default_factory=list)
    alts: set[str] = field(default_factory=set)
    """Alternative texts of pictures."""

    def meta(self, *names: str) -> str:
        """The first non-empty content of the metas ``names``, in their order."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")


def sweep(tree: HtmlElement) -> Landmarks:
    """Walk ``tree`` once, without changing it."""
    found = Landmarks(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    for place, element in enumerate(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in {"h1", "p"}:
            found.places[element] = place
        if tag in _READERS:
            _READERS[tag](found, element)
        text = element.text
        if text and tag in _HOLDERS and len(text) >= _MIN_OWN and len(text.strip()) >= _MIN_OWN:
            found.holders.append(element)
        elif tag == "br" and element.tail and len(element.tail) >= _MIN_OWN:
            parent = element.getparent()
            if not found.holders or found.holders[-1] is not parent:
                found.holders.append(parent)
        if text and _BYLINE_START.match(text) and len(text) <= _MAX_BYLINE:
            _read_byline(found, element)
        attributes = element.attrib
        if not attributes:
            if tag in _FURNITURE_TAGS:
                found.furniture.append(element)
            continue
        mark = marks_of(element)
        itemprop = attributes.get("itemprop")
        if itemprop:
            mark |= itemprop_mark(itemprop)
        if tag in _NEVER_FURNITURE:
            mark &= ~Mark.FURNITURE
        elif tag in _FURNITURE_TAGS or is_hidden(attributes.get("style"), attributes.get("aria-hidden")):
            mark |= Mark.FURNITURE
        if attributes.get("rel") == "author" or tag == "address":
            mark |= Mark.AUTHOR
        if mark:
            _note(found, element, mark)
            if mark & (Mark.LEAD | Mark.BODY | Mark.TITLE):
                found.places[element] = place
    return found


def _note(found: Landmarks, element: HtmlElement, mark: Mark) -> None:
    for wanted, notes in (
        (Mark.BODY, found.bodies),
        (Mark.CAPTION, found.captions),
        (Mark.LEAD, found.leads),
        (Mark.AUTHOR, found.authors),
        (Mark.DATE, found.dates),
        (Mark.TITLE, found.titles),
    ):
        if wanted in mark and len(notes) < _MAX_NOTES:
            notes.append(element)
    if Mark.FURNITURE in mark and Mark.BODY not in mark:
        found.furniture.append(element)


def _read_byline(found: Landmarks, element: HtmlElement) -> None:
    line = clean_line(" ".join(element.itertext())[:200])
    if byline(line) and len(found.bylines) < _MAX_NOTES and element.getparent() is not None:
        found.bylines.append(line)


def _read_meta(found: Landmarks, element: HtmlElement) -> None:
    content = element.get("content")
    name = element.get("property") or element.get("name") or element.get("itemprop")
    if content and name and len(found.metas) < _MAX_NOTES:
        found.metas.setdefault(name.strip().lower(), []).append(clean_line(content[:5000]))


def _read_link(found: Landmarks, element: HtmlElement) -> None:
    if not found.canonical and "canonical" in (element.get("rel") or "").lower().split():
        found.canonical = (element.get("href") or "").strip()


def _read_base(found: Landmarks, element: HtmlElement) -> None:
    found.base = found.base or (element.get("href") or "").strip()


def _read_title(found: Landmarks, element: HtmlElement) -> None:
    found.title = found.title or clean_line((element.text or "")[:_MAX_LINE])


def _read_image(found: Landmarks, element: HtmlElement) -> None:
    for name in ("alt", "title"):
        text = element.get(name)
        if text and len(found.alts) < _MAX_NOTES:
            found.alts.add(clean_line(text[:_MAX_LINE]))


_READERS: dict[str, Callable[[Landmarks, HtmlElement], None]] = {
    "meta": _read_meta,
    "link": _read_link,
    "base": _read_base,
    "title": _read_title,
    "img": _read_image,
    "h1": lambda found, element: found.headings.append(element),
    "time": lambda found, element: found.times.append(element),
    "p": lambda found, element: found.paragraphs.append(element),
    "figcaption": lambda found, element: found.captions.append(element),
}
