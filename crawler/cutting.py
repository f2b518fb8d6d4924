"""What is cut out of a page before its text is looked for: elements whose names or structure say that they are no text.

A name may mislead. What holds much of the page's prose stays whatever it is called, and so do words under pictures
that are the article itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.boxes import cut_answered, cut_boxes
from crawler.cutting_heads import cut_names, cut_openings, cut_stamps
from crawler.elements import element_text, has_text, longer, remove, text_size, within
from crawler.landmarks import Landmarks
from crawler.lines import furniture_reason
from crawler.marks import is_wall, lightly_named
from crawler.misnamed import asks_consent, goes_through, holds_piece, misnamed, pieces_of_text
from crawler.place import prose_elements
from crawler.pulled import cut_pulled
from crawler.sweep import FURNITURE_TAGS

_FURNITURE_SHARE = 0.4
_DROP_CAP = 2
_SLIDES, _SLIDE_CHARS, _ALMOST_ALL = 3, 2_000, 0.8
_PARAGRAPHS, _PARAGRAPH, _SENTENCES = 3, 60, 100
_LONGEST_OFFER, _MOST_OFFERED = 180, 30
_SIGN_UP_CHARS, _SIGN_UP_PARAGRAPHS = 420, 3
_MAIL_FIELDS, _PICTURES = 20, 80
_CAPTION_CHARS, _CAPTION_LEVELS = 200, 5
_UNDER_HEADLINE, _LEAD_CHARS = 12, 800
_OF_TABLE, _CELLS_OF_PICTURE = frozenset({"td", "tr", "tbody", "table"}), 2
_PAGE_PARTS = frozenset({"body", "html", "main", "article"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPERS = frozenset({"div", "article", "section", "li"})
_OF_FORMS = frozenset({"form", "fieldset", "label", "input", "textarea"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "tbody", "tr"})
_SUBHEADS = frozenset({"h2", "h3", "h4"})
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
    marks.captions = _of_pictures(marks, held, total)
    cut_answered(tree, marks)
    _cut_sign_ups(tree, marks)
    around_headings = _with_ancestors(marks.headings)
    pieces, holders = misnamed(marks.furniture, held, total), pieces_of_text(marks)
    for element in [*marks.furniture, *marks.captions]:
        if (
            element in pieces
            or element.getparent() is None
            or _is_drop_cap(element)
            or _says_who(element)
            or _leads(element, marks)
            or element in around_headings
        ):
            continue
        if _FURNITURE_SHARE * total < held.get(element, 0) and not asks_consent(element, total - held[element]):
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
        if longest.get(element, 0) >= _SENTENCES and (
            holds_piece(element, holders, marks) or (paragraphs[element] >= _PARAGRAPHS and goes_through(element))
        ):
            continue
        remove(element)
    cut_names(marks)
    cut_stamps(marks)
    _cut_words_under_pictures(marks, total)
    cut_openings(tree, marks)
    cut_boxes(tree, marks, total, _FURNITURE_SHARE)
    cut_pulled(tree, marks)
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


def _of_pictures(marks: Landmarks, held: Mapping[HtmlElement, int], total: int) -> list[HtmlElement]:
    """The captions of ``marks`` without those that are the article: words below a heading, or most of all that there
    is to read.

    Pages of slides set their text where others set what is written under a picture.
    """
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for element in marks.captions:
        if element in held:
            together[element.tag, element.get("class") or ""].append(held[element])
    kept = []
    bare = [element for element in marks.captions if element not in held and element.tag == "figcaption"]
    sizes = [text_size(element, _SLIDE_CHARS) for element in bare]
    slides = set(bare) if len(bare) >= _SLIDES and sum(sizes) > _ALMOST_ALL * (total + sum(sizes)) else set()
    for element in marks.captions:
        if element in slides:
            _set_as_text(element, marks)
            continue
        if element in held:
            sizes = together[element.tag, element.get("class") or ""]
            if len(sizes) >= _SLIDES and sum(sizes) > _FURNITURE_SHARE * total:
                _set_as_text(element, marks)
                continue
            if (before := element.getprevious()) is not None and before.tag in _HEADINGS:
                continue
        kept.append(element)
    return kept


def _set_as_text(caption: HtmlElement, marks: Landmarks) -> None:
    """Make a slide of the figure around ``caption``: a reader of text passes figures by."""
    figure = next(caption.iterancestors("figure"), None)
    if figure is not None:
        figure.tag = "div"
    marks.alts.discard(element_text(caption))


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


def _leads(element: HtmlElement, marks: Landmarks) -> bool:
    """Whether an element that a name calls a teaser is the standfirst: a few words right under the headline, which
    lead nowhere."""
    if not marks.headings or element not in marks.leads or element.find(".//a") is not None:
        return False
    steps = marks.places.get(element, 0) - marks.places.get(marks.headings[0], 0)
    return 0 < steps <= _UNDER_HEADLINE and not longer(element, _LEAD_CHARS)


def _says_who(element: HtmlElement) -> bool:
    """Whether an element is the foot of a quotation: who said it."""
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "blockquote"


def _cut_words_under_pictures(marks: Landmarks, total: int) -> None:
    """Remove the few words that share an element with a picture and follow it, where nothing names them a caption.

    Not where elements of one kind hold a picture and a paragraph each, some of them long, or most of all there is to
    read: there each paragraph of the text has a picture of its own.
    """
    alike: dict[tuple[str, str], list[tuple[HtmlElement, int]]] = defaultdict(list)
    for picture in marks.pictures[:_PICTURES]:
        if picture.getparent() is not None and (found := _around_picture(picture)) is not None:
            box = found[0]
            alike[box.tag, box.get("class") or ""].append(found)
    for boxes in alike.values():
        sizes = [size for _, size in boxes]
        paragraphs = len(sizes) >= _SLIDES and all(box.find(".//p") is not None for box, _ in boxes)
        if len(sizes) >= _SLIDES and (
            sum(sizes) > _FURNITURE_SHARE * total or (paragraphs and max(sizes) > _CAPTION_CHARS)
        ):
            continue
        for box, size in boxes:
            if (
                size <= _CAPTION_CHARS
                and next(box.iterdescendants("h1", "h2", "h3", "h4", "li", "table", "input", "blockquote"), None)
                is None
            ):
                marks.captions.append(box)
                remove(box)


def _around_picture(picture: HtmlElement) -> tuple[HtmlElement, int] | None:
    """The nearest element around ``picture`` that opens with it and holds words, and how many characters of them;
    None where there is none near."""
    box = picture
    for _ in range(_CAPTION_LEVELS):
        parent = box.getparent()
        if parent is None or not (parent.tag in _AROUND_PICTURES or _holds_picture(parent)) or not _opens(box, parent):
            return None
        box = parent
        if size := text_size(box, _CAPTION_CHARS):
            return box, size
    return None


def _holds_picture(element: HtmlElement) -> bool:
    """Whether an element is part of a table of one or two cells: of a picture and what is written under it, as pages
    were laid out that knew no other frames."""
    if element.tag not in _OF_TABLE:
        return False
    table = element if element.tag == "table" else next(element.iterancestors("table"), None)
    return table is not None and len(list(islice(table.iter("td"), _CELLS_OF_PICTURE + 1))) <= _CELLS_OF_PICTURE


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
