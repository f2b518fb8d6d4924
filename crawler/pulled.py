"""Pull quotes: words of a paragraph that a page sets once more, large and apart, with their speaker under them."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import islice

from lxml.html import HtmlElement

from crawler.blocks import block_lines
from crawler.elements import longer, remove, whole_text, within
from crawler.landmarks import Landmarks
from crawler.text import folded

_WORDS, _SPEAKER_WORDS, _CHARS = (5, 60), 8, 900
_MOST_QUOTES, _MOST_PARAGRAPHS = 40, 500
_PARTS = ("div", "section", "article", "p", "blockquote", "table", "ul", "ol", "aside")
_MESSAGE = re.compile(r"twitter|tweet|instagram|telegram|facebook|bluesky|mastodon|tiktok|embed", re.IGNORECASE)
_SPEAKERS = ("cite", "footer", "figcaption")
_STEM, _ENDING = 4, 2


def cut_pulled(tree: HtmlElement, marks: Landmarks) -> None:
    """Remove quotations that only repeat words of a paragraph, in whatever grammatical case, and who said them."""
    boxes = [box for box in islice(dict.fromkeys(marks.quotes), _MOST_QUOTES) if within(box, tree)]
    if not boxes:
        return
    whole = _said(tree, marks, frozenset(boxes))
    for box in boxes:
        if not within(box, tree) or box.find(".//h1") is not None or longer(box, _CHARS) or _is_message(box):
            continue
        lines = [folded(line.text).split() for line in block_lines(box, frozenset(box.iter(*_SPEAKERS)))]
        words = max(lines, key=len, default=[])
        if not _WORDS[0] <= len(words) <= _WORDS[1] or _stems(words) not in whole:
            continue
        if all(line is words or len(line) <= _SPEAKER_WORDS or _stems(line) in whole for line in lines):
            for speaker in list(box.itersiblings(*_SPEAKERS)):
                remove(speaker)
            remove(box)


def _is_message(box: HtmlElement) -> bool:
    """Whether a box shows what somebody wrote elsewhere, which belongs to the article however often it is quoted."""
    return bool(_MESSAGE.search(box.get("class") or "")) or "(@" in whole_text(box)


def _said(tree: HtmlElement, marks: Landmarks, boxes: Container[HtmlElement]) -> str:
    """The paragraphs outside ``boxes``, as `_stems` gives words, one on each line."""
    paragraphs = [
        element
        for element in islice(dict.fromkeys([*marks.paragraphs, *marks.holders]), _MOST_PARAGRAPHS)
        if element not in boxes and not any(parent in boxes for parent in element.iterancestors())
    ]
    return "\n".join(
        _stems(folded(whole_text(element) if element.tag == "p" else _own(element)).split())
        for element in paragraphs
        if within(element, tree)
    )


def _own(element: HtmlElement) -> str:
    """What stands in ``element`` itself or in what only sets letters there; only its children are looked at."""
    texts = [element.text or ""]
    for child in element:
        inner = "" if len(child) or child.tag in _PARTS or not isinstance(child.tag, str) else child.text or ""
        texts += [" " if child.tag == "br" else inner, child.tail or ""]
    return "".join(texts)


def _stems(words: list[str]) -> str:
    """``words`` without what declines them, a blank around each."""
    return f" {' '.join(word[: max(_STEM, len(word) - _ENDING)] for word in words)} "
