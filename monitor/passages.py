"""Passages: the words around a hit, with the hits in them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.document import Hit

WIDTH = 220
"""Characters of a passage, about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one paragraph. ``text[start:end]`` is a form found, for every pair in `marks`."""

    text: str
    marks: tuple[tuple[int, int], ...]
    cut_before: bool
    cut_after: bool

    def __str__(self) -> str:
        return f"{'… ' if self.cut_before else ''}{self.text}{' …' if self.cut_after else ''}"


def passage(text: str, hits: Iterable[Hit], width: int = WIDTH) -> Passage:
    """The place of `text` where most hits stand close together, cut at words, within one paragraph.

    Args:
        text: the body that the spans point into.
        hits: any; those of the title are passed over.
    """
    spans = sorted({(hit.start, hit.end) for hit in hits if hit.field == "text"})
    if not spans:
        start, end = 0, _paragraph_end(text, 0)
        return _cut(text, start, end, spans=(), width=width, focus=0)
    best = max(spans, key=lambda span: (_near(spans, span, width), -span[0]))
    start = text.rfind("\n", 0, best[0]) + 1
    end = _paragraph_end(text, best[1])
    return _cut(text, start, end, spans=spans, width=width, focus=best[0])


def _near(spans: list[tuple[int, int]], first: tuple[int, int], width: int) -> int:
    return sum(first[0] <= start and end <= first[0] + width * 2 // 3 for start, end in spans)


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _cut(text: str, start: int, end: int, *, spans: Iterable[tuple[int, int]], width: int, focus: int) -> Passage:
    left, right = start, end
    if end - start > width:
        left = max(start, focus - width // 3)
        right = min(end, left + width)
        left = max(start, right - width)
        if left > start:
            space = text.find(" ", left, focus)
            left = space + 1 if space >= 0 else left
        if right < end:
            space = text.rfind(" ", left, right)
            right = space if space > focus else right
    marks = tuple((a - left, b - left) for a, b in spans if left <= a and b <= right)
    return Passage(text[left:right], marks, left > start, right < end)
