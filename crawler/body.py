"""Where the article stands on a page, and its lines.

Furniture is cut out first; then the innermost element that holds most of the prose is taken, a marked one before an
unmarked one. trafilatura is asked where that is not sure, in its fast mode first, in its full mode when they differ.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from crawler.blocks import Line, block_lines
from crawler.boxes import cut_boxes, cut_cards, remove, within
from crawler.lines import is_prose
from crawler.sweep import Landmarks
from crawler.text import count_words, folded

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every short page as a warning

_MIN_PROSE = 25
_SHARE_OF_PROSE = 0.6
_ARTICLE_PROSE = 400
_FURNITURE_SHARE = 0.4
_SURE_WORDS, _ENOUGH_WORDS, _FEW_WORDS = 60, 30, 20
_LINKED = 0.6
_LINKED_WORDS = 25
_AGREEMENT = 0.8
_LITTLE = 0.1
_NEARLY_ALL, _FEW_LABELS = 0.9, 0.15
_LITTLE_MORE = 1.15
_DROP_CAP = 2
_TWIN_LEVELS, _TWIN_SHARE = 4, 0.6
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})


@dataclass(frozen=True)
class Body:
    """The lines of an article and how sure it is that they are all and only those (0 to 1)."""

    lines: list[Line]
    confidence: float
    root: HtmlElement | None = None
    """The element they come from, where it is one of the tree."""
    above: tuple[str, ...] = ()
    """The first lines, where they stand above that element."""


def cut_furniture(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove from ``tree`` what is no article text, unless it holds so much that its name must mislead."""
    prose = _prose_elements(tree, marks)
    total = sum(length for _, length in prose)
    named = {*marks.furniture, *marks.captions}
    held: dict[HtmlElement, int] = defaultdict(int)
    for element, length in prose:
        for around in (element, *element.iterancestors()):
            if around in named:
                held[around] += length
    headings = set(marks.headings)
    for element in [*marks.furniture, *marks.captions]:
        if (
            element.getparent() is None
            or _is_drop_cap(element)
            or any(child in headings for child in element.iter("h1"))
        ):
            continue
        if held.get(element, 0) <= _FURNITURE_SHARE * total:
            remove(element)
    cut_boxes(tree, marks, total, _FURNITURE_SHARE)
    _cut_next_articles(tree, marks)


def _is_drop_cap(element: HtmlElement) -> bool:
    """Whether an element is the first letter of the word behind it, set large and often hidden from screen readers."""
    return bool(
        element.tail
        and element.tail[0].isalpha()
        and len(element) == 0
        and 1 <= len((element.text or "").strip()) <= _DROP_CAP
    )


def _cut_next_articles(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove further articles of an endless page: twins of what holds the first headline, with their own headlines."""
    headings = [heading for heading in marks.headings if within(heading, tree)]
    if len(headings) < 2:
        return
    around = list(headings[0].iterancestors())
    for heading in headings[1:]:
        inner = heading
        while (parent := inner.getparent()) is not None and parent not in around:
            inner = parent
        if parent is None:
            continue
        first = around[around.index(parent) - 1] if around.index(parent) else headings[0]
        if first is not headings[0] and (first.tag, first.get("class")) == (inner.tag, inner.get("class")):
            remove(inner)


def read_body(
    tree: HtmlElement,
    marks: Landmarks,
    selector: str | None,
    whole: Callable[[], HtmlElement | None],
    *,
    leads: Sequence[str] = (),
    above: Callable[[HtmlElement], list[str]] = lambda _: [],
) -> Body:
    """The lines of the article in ``tree``, whose furniture is cut.

    ``selector`` (CSS) names its place if known. ``whole`` gives the page again as it was: it is read anew where so
    little is left that the cutting itself must have gone wrong. ``leads`` are visible standfirsts, which may stand
    outside the place of the text. ``above`` gives the sentences between the headline and the place of the text.
    """
    if selector and (chosen := _selected(tree, selector)):
        lines = [line for element in chosen for line in _without_link_lists(block_lines(element))]
        if count_words(" ".join(line.text for line in lines)) >= _FEW_WORDS:
            return Body(lines, 1.0, chosen[0])
    root, share, marked = _container(tree, marks)
    if not marked:
        cut_cards(tree, marks.headings)
        root, share, marked = _container(tree, marks)
    own = _without_link_lists(block_lines(root)) if root is not None else []
    top = tuple(above(root)) if own and root is not None else ()
    own = [*(Line(line, "p", 0.0) for line in top), *own]
    words = _words(own)
    whole_page = root is not None and root.find(".//h1") is not None  # its name says text, but it holds more
    if marked and not whole_page and words >= _ENOUGH_WORDS and share >= _SHARE_OF_PROSE:
        return Body(own, 0.95, root, top)
    if share >= _NEARLY_ALL and words >= _SURE_WORDS and _idle(own) <= _FEW_LABELS:
        return Body(own, 0.9, root, top)
    fast = _engine(tree, fast=True)
    agreement = overlap(own, fast)
    if agreement >= _AGREEMENT and words >= _FEW_WORDS:
        return Body(own, 0.6 + 0.35 * agreement, root, top)
    full = _engine(tree, fast=False)
    if words >= _FEW_WORDS and all(_completes(own, lines, leads) for lines in (fast, full)):
        return Body(own, 0.6 + 0.3 * agreement, above=top)
    candidates = [lines for lines in (own, fast, full) if lines]
    if max(map(_words, candidates), default=0) < _SURE_WORDS and (again := whole()) is not None:
        uncut = _engine(again, fast=False)
        if _words(uncut) > 2 * max(map(_words, candidates), default=0):
            return Body(uncut, 0.4)
    if not candidates:
        return Body([], 0.0)
    best = max(candidates, key=lambda lines: (sum(overlap(lines, other) for other in candidates), _words(lines)))
    others = [overlap(best, other) for other in candidates if other is not best]
    return Body(best, round(0.2 + 0.6 * (sum(others) / len(others) if others else 0.0), 3))


def _selected(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    try:
        chosen: list[HtmlElement] = CSSSelector(selector, translator="html")(tree)
    except (SelectorError, etree.XPathError):
        return []
    inside = set(chosen)
    return [element for element in chosen if not any(parent in inside for parent in element.iterancestors())]


def _container(tree: HtmlElement, marks: Landmarks) -> tuple[HtmlElement | None, float, bool]:
    """The element that holds the article, its share of all prose, and whether its name says that it does."""
    mass: dict[HtmlElement, int] = defaultdict(int)
    for element, length in _prose_elements(tree, marks):
        mass[element] += length
        for parent in element.iterancestors():
            mass[parent] += length
    total = mass.get(tree, 0)
    if not total:
        return None, 0.0, False
    marked = [(mass[element], element) for element in marks.bodies if mass.get(element, 0) >= 0.5 * total]
    if marked:
        most = max(size for size, _ in marked)
        element = _whole_of([element for size, element in marked if size >= 0.9 * most][-1], mass, marks)
        return element, mass[element] / total, True
    if (alone := _only_marked(mass, marks)) is not None:
        return alone, 1.0, True
    element = tree
    while True:
        heaviest = max((child for child in element if child in mass), key=lambda child: mass[child], default=None)
        if heaviest is None or mass[heaviest] < _SHARE_OF_PROSE * mass[element] or heaviest.tag == "p":
            element = _with_twins(element, tree, mass)
            return element, mass[element] / total, False
        element = heaviest


def _with_twins(piece: HtmlElement, tree: HtmlElement, mass: Mapping[HtmlElement, int]) -> HtmlElement:
    """The element around ``piece`` and its like, where the prose beside it stands in elements of the same name."""
    inner = piece
    for _ in range(_TWIN_LEVELS):
        parent = inner.getparent()
        if parent is None or parent is tree or inner.tag in {"article", "body"}:
            break
        twins = [
            other
            for other in parent
            if other is not inner
            and mass.get(other, 0)
            and other.tag == inner.tag
            and _name(other) == _name(inner) != ""
            and other.find(".//h1") is None
        ]
        if twins and sum(mass[twin] for twin in twins) >= _TWIN_SHARE * (mass[parent] - mass[inner]):
            return _with_twins(parent, tree, mass)
        inner = parent
    return piece


def _name(element: HtmlElement) -> str:
    """The first of an element's classes: what kind it is of; the others vary from one to the next."""
    return next(iter((element.get("class") or "").split()), "")


def _whole_of(piece: HtmlElement, mass: Mapping[HtmlElement, int], marks: Landmarks) -> HtmlElement:
    """The element around ``piece`` and others of its name, where a text is laid out in several such pieces."""
    name = piece.get("class")
    pieces = [body for body in marks.bodies if body.get("class") == name and mass.get(body, 0)]
    if len(pieces) < 2:
        return piece
    named = set(pieces)
    pieces = [body for body in pieces if body is piece or named.isdisjoint(body.iterancestors())]
    if len(pieces) < 2:
        return piece
    own = list(piece.iterancestors("article"))
    if any(list(body.iterancestors("article")) != own for body in pieces):
        return piece  # pieces of other articles
    around = [set(body.iterancestors()) for body in pieces]
    whole = next((parent for parent in piece.iterancestors() if all(parent in chain for chain in around)), piece)
    much = sum(mass[body] for body in pieces)
    return piece if whole.tag in {"body", "html"} or mass[whole] > _LITTLE_MORE * much else whole


def _only_marked(mass: Mapping[HtmlElement, int], marks: Landmarks) -> HtmlElement | None:
    """The one marked element that holds an article's worth of prose, on a page full of other prose (cards, comments);
    None where several have its name: they are pieces or teasers."""
    sizes = sorted(((mass.get(element, 0), place) for place, element in enumerate(marks.bodies)), reverse=True)
    if not sizes or sizes[0][0] < _ARTICLE_PROSE:
        return None
    element = marks.bodies[sizes[0][1]]
    twins = [other for other in marks.bodies if other.get("class") == element.get("class")]
    return element if len(twins) == 1 else None


def _prose_elements(tree: HtmlElement, marks: Landmarks) -> list[tuple[HtmlElement, int]]:
    """Elements that hold prose themselves, and how many characters of it."""
    found = [(p, length) for p in marks.paragraphs if within(p, tree) and (length := _prose(p))]
    for element in dict.fromkeys(marks.holders):
        if within(element, tree):
            length = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
            found.append((element, length))
    return found


def _prose(paragraph: HtmlElement) -> int:
    """Characters of a paragraph outside links, 0 if there are too few to be prose."""
    length = len((paragraph.text_content() or "").strip())
    if length < _MIN_PROSE:
        return 0
    length -= sum(len((link.text_content() or "").strip()) for link in paragraph.iter("a"))
    return length if length >= _MIN_PROSE else 0


def _without_link_lists(lines: Sequence[Line]) -> list[Line]:
    """Lines without those that are little but links, and without headings that end up with nothing under them."""
    kept = [
        line for line in lines if line.links < _LINKED or (count_words(line.text) > _LINKED_WORDS and line.links < 0.9)
    ]
    while kept and kept[-1].tag in _HEADINGS:
        kept.pop()
    return kept


def _engine(tree: HtmlElement, *, fast: bool) -> list[Line]:
    """What trafilatura takes for the article."""
    document = bare_extraction(tree, options=_options(fast=fast))
    if document is None or isinstance(document, dict):
        return []
    return _without_link_lists(block_lines(document.body))


@cache
def _options(*, fast: bool) -> Extractor:
    """Made once: reading trafilatura's settings takes a sixth of its time. What it would freeze are dates, and nothing
    but text is asked of it."""
    return Extractor(output_format="python", fast=fast, comments=False, with_metadata=False)


def _completes(own: Sequence[Line], found: Sequence[Line], leads: Sequence[str]) -> bool:
    """Whether ``own`` holds what the engine found, standfirsts aside, and all but a little of the rest is prose.

    The engine drops lists, quotations and lines that open with a link, in its fast and in its full mode alike: so
    the two agree with each other, and a vote would lose what a reader sees.
    """
    held = {folded(line.text) for line in own} | {folded(lead) for lead in leads}
    known = {folded(line.text) for line in found}
    rest = [line.text for line in own if folded(line.text) not in known]
    missed = sum(len(line.text) for line in found if folded(line.text) not in held)
    idle = sum(len(text) for text in rest if not is_prose(text))
    whole = sum(len(line.text) for line in own)
    return missed <= _LITTLE * whole and idle <= _LITTLE * whole


def _idle(lines: Sequence[Line]) -> float:
    """The share of the characters that stand in lines that are no sentences: headlines, labels, names.

    Where it is small, and the lines hold nearly all prose of the page, the engine has nothing to add or to take away.
    """
    idle = sum(len(line.text) for line in lines if not is_prose(line.text))
    return idle / max(1, sum(len(line.text) for line in lines))


def _words(lines: Sequence[Line]) -> int:
    return sum(count_words(line.text) for line in lines)


def overlap(first: Sequence[Line], second: Sequence[Line]) -> float:
    """How much two extractions agree: F1 of their word triples, so that other line breaks do not count."""
    left, right = _folded_words(first), _folded_words(second)
    if left == right:
        return 1.0 if len(left) >= 3 else 0.0
    ours, theirs = (set(zip(words, words[1:], words[2:], strict=False)) for words in (left, right))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _folded_words(lines: Sequence[Line]) -> list[str]:
    return [word for line in lines for word in folded(line.text).split()]
