"""The passage that shows why: the stretch of text where most of what the queries found stands together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alerts.safe import inline
from alerts.view import Segment

Span = tuple[int, int]
LENGTH = 300
"""Characters of a passage."""
_SENTENCE_END = re.compile(r"[.!?؟۔…][\"'”’»)\]]*\s+|\n+")
_ANCHORS = 60
"""Hits that are tried as the start of the passage: a bound for texts with thousands."""


def passage(text: str, spans: Iterable[Span], length: int = LENGTH) -> tuple[Segment, ...]:
    """About `length` characters of `text`, within one paragraph, with the most spans in it, cut at sentences or words.

    Spans outside of `text` are ignored; without any the text's beginning is shown.
    """
    found = merged(spans, len(text))
    start, end = _best(text, found, length)
    segments = _segments(text, found, start, end)
    before = text[:start].rstrip(" ")
    if segments and before and before[-1] != "\n":
        segments.insert(0, Segment("… "))
    if end < len(text) and segments and not re.match(r"\s*(\n|$)", text[end:]):
        segments.append(Segment(" …"))
    return tuple(segments)


def marked(text: str, spans: Iterable[Span], limit: int = 300) -> tuple[Segment, ...]:
    """The whole of a headline with its hits marked; longer than `limit` characters it is cut."""
    end = min(len(text), limit)
    segments = _segments(text, merged(spans, len(text)), 0, end)
    return (*segments, Segment("…")) if end < len(text) else tuple(segments)


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """Spans in order, overlapping ones joined, those that are empty or reach outside of the text left out."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if 0 <= span[0] < span[1] <= length):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best(text: str, spans: Sequence[Span], length: int) -> Span:
    if not spans:
        return _window(text, len(text) - len(text.lstrip()), length)
    windows = (_window(text, start, length, stop) for start, stop in spans[:_ANCHORS])
    return max(windows, key=lambda one: (_weight(text, spans, one), -one[0]))


def _weight(text: str, spans: Sequence[Span], window: Span) -> tuple[int, int]:
    inside = [text[a:b].casefold() for a, b in spans if window[0] <= a and b <= window[1]]
    return len(set(inside)), len(inside)


def _window(text: str, anchor: int, length: int, stop: int | None = None) -> Span:
    """The stretch around `anchor`: from its sentence's start (or near before it) to `length` characters later."""
    from_, to = text.rfind("\n", 0, anchor) + 1, text.find("\n", anchor)
    to = len(text) if to < 0 else to
    start = max(from_, anchor - length * 2 // 3)
    if start > from_ and (blank := text.find(" ", start, anchor)) >= 0:
        start = blank + 1
    for sentence in _SENTENCE_END.finditer(text, max(from_, anchor - length * 2 // 3), anchor):
        start = sentence.end()
    end = min(to, max(start + length, min(stop or anchor, anchor + length)))
    if end < to:
        ends = [one.start() + 1 for one in _SENTENCE_END.finditer(text, stop or anchor, end)]
        blank = text.rfind(" ", max(stop or anchor, end - 40), end)
        end = ends[-1] if ends and ends[-1] - start > length // 2 else blank if blank > start else end
    return end - len(text[start:end].lstrip()), end


def _segments(text: str, spans: Sequence[Span], start: int, end: int) -> list[Segment]:
    segments: list[Segment] = []
    at = start
    for left, right in spans:
        if right <= start or left >= end:
            continue
        left_, right_ = max(left, start), min(right, end)
        segments.extend((Segment(inline(text[at:left_])), Segment(inline(text[left_:right_]), hit=True)))
        at = right_
    segments.append(Segment(inline(text[at:end])))
    return [segment for segment in segments if segment.text]
