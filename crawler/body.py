"""Where the article stands on a page, and its lines.

Furniture is cut out first; then the innermost element that holds most of the prose is taken, a marked one before an
unmarked one. trafilatura is asked where that is not sure, in its fast mode first, in its full mode when they differ.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from crawler.blocks import Line, block_lines
from crawler.boxes import cut_cards
from crawler.landmarks import Landmarks
from crawler.lines import furniture_reason, is_prose
from crawler.place import container
from crawler.skips import starts_skip
from crawler.text import count_words, folded

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every short page as a warning

_SHARE_OF_PROSE = 0.6
_MOST_FOR_FULL, _MOST_ELEMENTS = 6_000, 12_000
_SURE_WORDS, _ENOUGH_WORDS, _FEW_WORDS = 60, 30, 20
_LINKED = 0.6
_LINKED_WORDS = 25
_AGREEMENT = 0.8
_NAME_WORDS, _LABEL_WORDS, _NEAR = 4, 4, 3
_LITTLE, _MISSED = 0.1, 0.15
_NEARLY_ALL, _FEW_LABELS = 0.9, 0.15
_NUMBERED = re.compile(r"\d{1,2}[.)] \w")
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
    root, share, marked = container(tree, marks)
    if not marked:
        cut_cards(tree, marks.headings)
        root, share, marked = container(tree, marks)
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
        cut_cards(again, list(again.iter("h1")))
        uncut = _engine(again, fast=False)
        if _words(uncut) > 2 * max(map(_words, candidates), default=0):
            return Body(_parted(uncut, again), 0.4)
    if not candidates:
        return Body([], 0.0)
    best = max(candidates, key=lambda lines: (sum(overlap(lines, other) for other in candidates), _words(lines)))
    others = [overlap(best, other) for other in candidates if other is not best]
    return Body(_parted(best, tree), round(0.2 + 0.6 * (sum(others) / len(others) if others else 0.0), 3))


def _selected(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    try:
        chosen: list[HtmlElement] = CSSSelector(selector, translator="html")(tree)
    except (SelectorError, etree.XPathError):
        return []
    inside = set(chosen)
    return [element for element in chosen if not any(parent in inside for parent in element.iterancestors())]


def _without_link_lists(lines: Sequence[Line]) -> list[Line]:
    """Lines without those that are little but links, lists of names aside, and without headings that end up with
    nothing under them."""
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if not _is_link(line):
            kept.append(line)
        elif line.tag == "li" and kept:
            end = place
            while end < len(lines) and lines[end].tag == "li":
                end += 1
            if _lists_names(kept[-1], lines[place - 1 : end], lines[end : end + _NEAR]):
                kept += lines[place - 1 : end]
            else:
                kept += [other for other in lines[place:end] if not _is_link(other)]
            place = end
    while kept and kept[-1].tag in _HEADINGS:
        kept.pop()
    return kept


def _is_link(line: Line) -> bool:
    if line.tag in _HEADINGS and _NUMBERED.match(line.text):
        return False  # one of the things that a text goes through
    if starts_skip(line.text):
        return False  # what it leads over is cut by `crawler.skips`, which needs to see it
    return line.links >= _LINKED and (line.links >= 0.9 or count_words(line.text) <= _LINKED_WORDS)


def _lists_names(before: Line, items: Sequence[Line], behind: Sequence[Line]) -> bool:
    """Whether a list of links belongs to the text: names of a few words, which a sentence leads to and prose follows.

    Headlines of other articles are longer, and tags stand at the end.
    """
    words = sum(count_words(item.text) for item in items)
    if words > _NAME_WORDS * len(items) or before.tag in _HEADINGS or len(items) < 2:
        return False
    if before.text.endswith((":", "：")):
        return count_words(before.text) > _LABEL_WORDS
    return is_prose(before.text) and any(is_prose(line.text) for line in behind)


def _engine(tree: HtmlElement, *, fast: bool) -> list[Line]:
    """What trafilatura takes for the article. Nested lists cost it, and paragraphs its full mode, the square of their
    number: pages larger than a full mode is good for, and those larger than any article, are kept from it."""
    elements = len(list(islice(tree.iter("*"), _MOST_ELEMENTS)))
    if elements == _MOST_ELEMENTS:
        return []
    document = bare_extraction(tree, options=_options(fast=fast or elements > _MOST_FOR_FULL))
    if document is None or isinstance(document, dict):
        return []
    return _without_link_lists(block_lines(document.body))


@cache
def _options(*, fast: bool) -> Extractor:
    """Made once: reading trafilatura's settings takes a sixth of its time. What it would freeze are dates, and nothing
    but text is asked of it."""
    return Extractor(output_format="python", fast=fast, comments=False, with_metadata=False)


def _parted(lines: list[Line], tree: HtmlElement) -> list[Line]:
    """``lines`` as the page parts them, where the engine could only give all of its text as one."""
    if len(lines) != 1:
        return lines
    whole = folded(lines[0].text)
    parts = [line for line in block_lines(tree) if (plain := folded(line.text)) and plain in whole]
    return parts if " ".join(folded(part.text) for part in parts) == whole else lines


def _completes(own: Sequence[Line], found: Sequence[Line], leads: Sequence[str]) -> bool:
    """Whether ``own`` holds what the engine found, standfirsts aside, and all but a little of the rest is prose, or
    what the engine found besides is no prose either, as menus in a page laid out by a table are.

    The engine drops lists, quotations and lines that open with a link, in its fast and in its full mode alike: so
    the two agree with each other, and a vote would lose what a reader sees.
    """
    held = {folded(line.text) for line in own} | {folded(lead) for lead in leads}
    known = {folded(line.text) for line in found}
    missed = sum(
        len(line.text)
        for line in found
        if folded(line.text) not in held and is_prose(line.text) and not furniture_reason(line.text)
    )
    idle = sum(len(line.text) for line in _idle_lines(own) if folded(line.text) not in known)
    besides = sum(len(line.text) for line in found if folded(line.text) not in held and not is_prose(line.text))
    whole = sum(len(line.text) for line in own)
    return missed <= _MISSED * whole and idle <= max(_LITTLE * whole, besides)


def _idle(lines: Sequence[Line]) -> float:
    """The share of the characters that stand in lines that are no sentences: headlines, labels, names.

    Where it is small, and the lines hold nearly all prose of the page, the engine has nothing to add or to take away.
    """
    idle = sum(len(line.text) for line in _idle_lines(lines))
    return idle / max(1, sum(len(line.text) for line in lines))


def _idle_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines that are no sentences, subheadings aside: those that stand over one."""
    return [
        line
        for place, line in enumerate(lines)
        if not is_prose(line.text)
        and not (
            line.tag in _HEADINGS
            and line.links < _LINKED
            and place + 1 < len(lines)
            and is_prose(lines[place + 1].text)
        )
    ]


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
