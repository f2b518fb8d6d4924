"""What is cut out of a page before its text is looked for: elements whose names or structure say that they are no text.

A name may mislead. What holds much of the page's prose stays whatever it is called, and so do words under pictures
that are the article itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from itertools import dropwhile, islice

from lxml.html import HtmlElement

from crawler.boxes import cut_answered, cut_boxes
from crawler.bywords import find_job
from crawler.dates import has_clock, is_date_line
from crawler.elements import element_text, has_text, longer, parted_text, remove, text_size, within
from crawler.landmarks import Landmarks
from crawler.lines import furniture_reason
from crawler.marks import is_wall, lightly_named
from crawler.names import byline, signature
from crawler.place import prose_elements
from crawler.sweep import FURNITURE_TAGS
from crawler.text import clean_line, count_words

_FURNITURE_SHARE = 0.4
_DROP_CAP = 2
_SLIDES = 3
_PARAGRAPHS, _PARAGRAPH = 3, 60
_LONGEST_OFFER, _MOST_OFFERED = 180, 30
_NAME_CHARS, _NAME_WORDS, _OFFICE_CHARS = 60, 6, 160
_SIGN_UP_CHARS, _SIGN_UP_PARAGRAPHS = 420, 3
_MAIL_FIELDS, _PICTURES = 20, 80
_CAPTION_CHARS, _CAPTION_LEVELS = 200, 4
_PAGE_PARTS = frozenset({"body", "html", "main", "article"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPERS = frozenset({"div", "article", "section", "li"})
_OF_FORMS = frozenset({"form", "fieldset", "label", "input", "textarea"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "tr"})
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_INLINE = frozenset({"a", "span", "b", "strong", "em", "i", "cite", "time", "small"})
_IN_LINE = _INLINE | {"img", "font", "u", "sub", "sup", "svg", "mark"}
_ENTRIES = frozenset({"li", "dd", "dt", "td", "th"})
_SEPARATORS = " \t\r\n\u00a0|·•—–-:/"
_OPENING_STEPS, _MOST_BEHIND = 80, 200
_AROUND_PICTURES = frozenset({"div", "span", "center", "a", "picture"})


def cut_furniture(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove from ``tree`` what is no article text, unless it holds so much that its name must mislead."""
    prose = prose_elements(tree, marks)
    total = sum(length for _, length in prose)
    named = {*marks.furniture, *marks.captions}
    held: dict[HtmlElement, int] = defaultdict(int)
    paragraphs: dict[HtmlElement, int] = defaultdict(int)
    longest: dict[HtmlElement, int] = defaultdict(int)
    for element, length in prose:
        for around in (element, *element.iterancestors()):
            if around in named:
                held[around] += length
                paragraphs[around] += length >= _PARAGRAPH
                longest[around] = max(longest[around], length)
    marks.captions = _of_pictures(marks.captions, held, total)
    cut_answered(tree, marks)
    _cut_sign_ups(tree, marks)
    headings = set(marks.headings)
    for element in [*marks.furniture, *marks.captions]:
        if (
            element.getparent() is None
            or _is_drop_cap(element)
            or _says_who(element)
            or any(child in headings for child in element.iter("h1"))
        ):
            continue
        if held.get(element, 0) > _FURNITURE_SHARE * total:
            continue
        if element.tag in _SUBHEADS and lightly_named(element.attrib) and element.find(".//a") is None:
            continue
        if is_wall(element.attrib) and (longest.get(element, 0) >= _LONGEST_OFFER or not _offers(element)):
            continue  # the text behind a wall, not what is offered in its place
        if (
            paragraphs.get(element, 0) >= _PARAGRAPHS
            and element.tag not in FURNITURE_TAGS
            and lightly_named(element.attrib)
        ):
            continue  # the text itself, in an element that is named for the tools beside it
        remove(element)
    _cut_names(marks)
    _cut_words_under_pictures(marks)
    _cut_openings(tree, marks)
    cut_boxes(tree, marks, total, _FURNITURE_SHARE)
    _cut_next_articles(tree, marks)


def _with_ancestors(elements: Sequence[HtmlElement]) -> set[HtmlElement]:
    """``elements`` and all that they stand in."""
    found: set[HtmlElement] = set()
    for element in elements:
        one: HtmlElement | None = element
        while one is not None and one not in found:
            found.add(one)
            one = one.getparent()
    return found


def _of_pictures(captions: Sequence[HtmlElement], held: Mapping[HtmlElement, int], total: int) -> list[HtmlElement]:
    """``captions`` without those that are the article: words below a heading, or most of all that there is to read.

    Pages of slides set their text where others set what is written under a picture.
    """
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for element in captions:
        if element in held:
            together[element.tag, element.get("class") or ""].append(held[element])
    kept = []
    for element in captions:
        if element in held:
            sizes = together[element.tag, element.get("class") or ""]
            if len(sizes) >= _SLIDES and sum(sizes) > _FURNITURE_SHARE * total:
                continue
            if (before := element.getprevious()) is not None and before.tag in _HEADINGS:
                continue
        kept.append(element)
    return kept


def _is_drop_cap(element: HtmlElement) -> bool:
    """Whether an element is the first letter of the word behind it, set large and often hidden from screen readers."""
    return bool(
        element.tail
        and element.tail[0].isalpha()
        and len(element) == 0
        and 1 <= len((element.text or "").strip()) <= _DROP_CAP
    )


def _offers(element: HtmlElement) -> bool:
    """Whether one of the lines in an element is a prompt."""
    lines = islice(element.iter("p", "h2", "h3", "h4", "a", "button", "div", "span"), _MOST_OFFERED)
    return any(not longer(line, _PARAGRAPH * 3) and furniture_reason(element_text(line, None)) for line in lines)


def _says_who(element: HtmlElement) -> bool:
    """Whether an element is the foot of a quotation: who said it."""
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "blockquote"


def _cut_openings(tree: HtmlElement, marks: Landmarks) -> None:
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


def _cut_names(marks: Landmarks) -> None:
    """Remove elements that are marked as naming the author and hold a name only; not those inside a sentence."""
    for element in marks.authors:
        if element.tag in _HEADINGS or element.getparent() is None:
            continue
        if longer(element, _NAME_CHARS):
            if element.tag in _WRAPPERS | {"p"} and _is_name_and_office(element):
                remove(element)
            continue
        if element.tag in _INLINE and not (_stands_alone(element) or _in_row(element)):
            continue
        if not 0 < count_words(element_text(element, None)) <= _NAME_WORDS:
            continue
        if next(element.iterancestors("blockquote", "q"), None) is None:
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


def _cut_words_under_pictures(marks: Landmarks) -> None:
    """Remove the few words that share an element with a picture and follow it, where nothing names them a caption."""
    for picture in marks.pictures[:_PICTURES]:
        if picture.getparent() is None:
            continue
        box, size = picture, 0
        for _ in range(_CAPTION_LEVELS):
            parent = box.getparent()
            if parent is None or parent.tag not in _AROUND_PICTURES or not _opens(box, parent):
                break
            box, size = parent, text_size(parent, _CAPTION_CHARS)
            if size:
                break
        if not 0 < size <= _CAPTION_CHARS:
            continue
        if next(box.iter("h1", "h2", "h3", "h4", "li", "table", "input", "blockquote"), None) is None:
            marks.captions.append(box)
            remove(box)


def _opens(element: HtmlElement, parent: HtmlElement) -> bool:
    """Whether nothing is written in ``parent`` before ``element``."""
    if parent.text and parent.text.strip():
        return False
    return not any(
        (other.tail and other.tail.strip()) or has_text(other) for other in element.itersiblings(preceding=True)
    )


def _cut_sign_ups(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove the boxes around fields for an e-mail address: a few words and a form, in whatever language."""
    bodies, named = set(marks.bodies), set(marks.furniture)
    for field in marks.mail_fields[:_MAIL_FIELDS]:
        box = field
        while (parent := box.getparent()) is not None:
            if box in named and box.tag not in _OF_FORMS:
                break  # goes by its name, and nothing around it with it
            if parent.tag in _PAGE_PARTS or parent.tag in _LISTS or parent in bodies or longer(parent, _SIGN_UP_CHARS):
                break
            if parent.find(".//h1") is not None or len(parent.findall(".//p")) > _SIGN_UP_PARAGRAPHS:
                break
            box = parent
        if box is not field and within(box, tree):
            remove(box)


def _links_to_itself(element: HtmlElement) -> bool:
    """Whether the first heading in ``element`` is a link: that of another article, which stands there in full."""
    heading = next(element.iter(*_HEADINGS), None)
    return heading is not None and heading.find(".//a[@href]") is not None


def _cut_next_articles(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove further articles of an endless page: twins of what holds the first headline, with their own headlines."""
    headings = [heading for heading in marks.headings if within(heading, tree)]
    if not headings:
        return
    around = list(headings[0].iterancestors())
    for element in around:
        if element.tag in _WRAPPERS and (name := element.get("class")):
            for twin in list(element.itersiblings(element.tag)):
                if twin.get("class") == name and _links_to_itself(twin):
                    remove(twin)
    for heading in headings[1:]:
        inner = heading
        while (parent := inner.getparent()) is not None and parent not in around:
            inner = parent
        if parent is None:
            continue
        first = around[around.index(parent) - 1] if around.index(parent) else headings[0]
        if first is not headings[0] and (first.tag, first.get("class")) == (inner.tag, inner.get("class")):
            remove(inner)
