"""One walk over a page that notes everything the later steps ask for, so that none of them searches the tree again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from lxml.html import HtmlElement

from crawler.bywords import LABEL_START
from crawler.elements import element_text
from crawler.labels import MAX_HEADING, MAX_LABEL, opens_box
from crawler.landmarks import Landmarks
from crawler.marks import NAMING, Mark, is_hidden, itemprop_mark, marks_of
from crawler.names import worded_names
from crawler.nearby import line_of_label
from crawler.text import clean_line

FURNITURE_TAGS = frozenset(
    {"nav", "aside", "footer", "form", "button", "iframe", "noscript", "select", "dialog", "menu", "object", "embed"}
    | {"audio", "video", "canvas", "map", "fieldset", "label", "input", "textarea"}
    | {"script", "style", "svg", "template"}
)
_NEVER_FURNITURE = frozenset({"html", "body", "main", "head", "h1", "p", "title", "meta", "link"})
_MAX_NOTES = 200
_MAX_LINE = 600
_MAX_BYLINE = 120
_MIN_OWN = 40
_HOLDERS = frozenset(
    {"div", "td", "section", "article", "span", "li", "blockquote", "font", "center", "main", "body", "dd"}
)
_HEAD_TAGS = frozenset({"title", "h1", "option", "script", "style"})
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_NO_PICTURE = re.compile(
    r"^data:|logo|icon|avatar|sprite|pixel|spacer|blank|placeholder|\.gif(?:$|\?)|\.svg", re.IGNORECASE
)
_TELLING = frozenset({*NAMING, "itemprop", "style", "aria-hidden", "hidden", "rel"})
"""Attributes that say something of an element's part; most elements have others, or only one or two of these."""
_SHORT_NAMES = 600
_MAIL, _FIELD_NAMES = "mail", ("name", "placeholder", "id")
_SHORT_TEXT = 40
"""Texts up to here are menu entries, labels and names, which an outlet's pages repeat."""
_PLACED = frozenset({"h1", "p"})
_WITH_PLACE = Mark.LEAD | Mark.BODY | Mark.TITLE
_NOTES = (
    (Mark.BODY, "bodies"),
    (Mark.CAPTION, "captions"),
    (Mark.LEAD, "leads"),
    (Mark.AUTHOR, "authors"),
    (Mark.DATE, "dates"),
    (Mark.TITLE, "titles"),
    (Mark.QUOTE, "quotes"),
)


def sweep(tree: HtmlElement) -> Landmarks:
    """Walk ``tree`` once, without changing it."""
    found = Landmarks(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    places, holders, furniture, labels = found.places, found.holders, found.furniture, found.labels
    readers = _readers(found)
    for place, element in enumerate(tree.iter("*")):
        tag = element.tag
        if tag in _PLACED:
            places[element] = place
        if tag in readers:
            readers[tag](element)
        text = element.text
        if text:
            length = len(text)
            if (
                length >= _MIN_OWN
                and tag in _HOLDERS
                and len(text.strip()) >= _MIN_OWN
                and next(element.iterancestors("a"), None) is None
            ):
                holders.append(element)
            if length <= _MAX_BYLINE or (tag in _SUBHEADS and length <= MAX_HEADING):
                signs, opens = _known_opening(text) if length <= _SHORT_TEXT else _opening(text)
                if signs and length <= _MAX_BYLINE:
                    _read_byline(found, element)
                if opens and tag not in _HEAD_TAGS and (length <= MAX_LABEL or tag in _SUBHEADS):
                    labels.append(element)
        if tag == "br" and element.tail and len(element.tail) >= _MIN_OWN:
            parent = element.getparent()
            if not holders or holders[-1] is not parent:
                holders.append(parent)
        names = element.keys()
        told = _told(element, names) if names else ()
        if not told:
            if tag in FURNITURE_TAGS:
                furniture.append(element)
            elif tag == "address" and names:
                _note(found, element, place, _AUTHOR)
            continue
        if ("rel", "tag") in told and len(found.tags) < _MAX_NOTES:
            found.tags.append(element_text(element, 200))
        notes = _notes_of(tag, told)
        if notes is not None:
            _note(found, element, place, notes)
    return found


def _opening(text: str) -> tuple[bool, bool]:
    """Whether a text begins like a byline, and like the label of a box; remembered where it is short."""
    return bool(LABEL_START.match(text)), opens_box(text)


_known_opening = lru_cache(maxsize=4_096)(_opening)


def _told(element: HtmlElement, names: list[str]) -> tuple[tuple[str, str], ...]:
    """Those of an element's attributes, called ``names``, that say something of its part. Most have but one."""
    if len(names) == 1:
        return ((names[0], element.get(names[0])),) if names[0] in _TELLING else ()
    return tuple([(name, element.get(name)) for name in _telling(tuple(names))])


@lru_cache(maxsize=512)
def _telling(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names of an element's attributes that say something of its part; the same few come all the time."""
    return tuple(name for name in names if name in _TELLING)


@dataclass(frozen=True)
class _Notes:
    """The lists that an element is noted in, whether its place is, and whether it is furniture."""

    lists: tuple[str, ...]
    placed: bool
    furniture: bool


def _notes_of(tag: str, told: tuple[tuple[str, str], ...]) -> _Notes | None:
    """What the tag and the telling attributes of an element say of its part; remembered where they are short."""
    short = len(told) < 3 and len(told[0][1]) + len(told[-1][1]) < _SHORT_NAMES
    return _known_notes(tag, told) if short else _read_notes(tag, told)


def _read_notes(tag: str, attributes: tuple[tuple[str, str], ...]) -> _Notes | None:
    told = dict(attributes)
    mark = marks_of(told)
    if "itemprop" in told:
        mark |= itemprop_mark(told["itemprop"])
    if tag in _NEVER_FURNITURE:
        if mark is not Mark.NONE:
            mark &= ~Mark.FURNITURE
    elif (
        tag in FURNITURE_TAGS
        or is_hidden(told.get("style"), told.get("aria-hidden"))
        or told.get("hidden", "until-found") != "until-found"
    ):
        mark |= Mark.FURNITURE
    if tag == "address" or told.get("rel") == "author":
        mark |= Mark.AUTHOR
    return None if mark is Mark.NONE else _notes_for(mark)


_known_notes = lru_cache(maxsize=4_096)(_read_notes)


def _notes_for(mark: Mark) -> _Notes:
    lists = tuple(name for wanted, name in _NOTES if wanted in mark)
    return _Notes(lists, bool(mark & _WITH_PLACE), Mark.FURNITURE in mark and Mark.BODY not in mark)


_AUTHOR = _notes_for(Mark.AUTHOR)


def _note(found: Landmarks, element: HtmlElement, place: int, notes: _Notes) -> None:
    for name in notes.lists:
        noted = getattr(found, name)
        if len(noted) < _MAX_NOTES:
            noted.append(element)
    if notes.placed:
        found.places[element] = place
    if notes.furniture:
        found.furniture.append(element)


def _read_byline(found: Landmarks, element: HtmlElement) -> None:
    if len(found.bylines) >= _MAX_NOTES or element.getparent() is None:
        return
    if worded_names(line_of_label(element)):
        found.bylines.append(element)


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


def _read_field(found: Landmarks, element: HtmlElement) -> None:
    asked = element.get("type") == "email" or any(_MAIL in (element.get(name) or "").lower() for name in _FIELD_NAMES)
    if asked and element.get("type") != "hidden" and len(found.mail_fields) < _MAX_NOTES:
        found.mail_fields.append(element)


def _read_image(found: Landmarks, element: HtmlElement) -> None:
    if len(found.pictures) < _MAX_NOTES:
        found.pictures.append(element)
    if not found.image and found.headings:
        source = (element.get("data-src") or element.get("src") or "").strip()
        if source and not _NO_PICTURE.search(source[:300]):
            found.image = source
    for name in ("alt", "title"):
        text = element.get(name)
        if text and len(found.alts) < _MAX_NOTES:
            found.alts.add(clean_line(text[:_MAX_LINE]))


def _readers(found: Landmarks) -> dict[str, Callable[[HtmlElement], object]]:
    """What is done with the elements of one tag, whatever else they are."""
    return {
        "meta": partial(_read_meta, found),
        "link": partial(_read_link, found),
        "base": partial(_read_base, found),
        "title": partial(_read_title, found),
        "img": partial(_read_image, found),
        "input": partial(_read_field, found),
        "h2": lambda element: found.subheads.append(element) if len(found.subheads) < 8 else None,
        "h1": found.headings.append,
        "time": found.times.append,
        "p": found.paragraphs.append,
        "blockquote": lambda element: found.quotes.append(element) if len(found.quotes) < _MAX_NOTES else None,
        "figcaption": found.captions.append,
    }
