"""Where sentences and paragraphs begin: looked up only where a candidate needs it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final

import sentencex

from monitor.sentence_ends import further_ends, goes_on, within_spelled

_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")
_BREAK: Final = re.compile(r"\n(?=\n)")
_LONG: Final = 20_000
_LOWER_NEXT: Final = re.compile(r"(?:[—–-]\s+)?[^\w\s]*[a-zа-яёіїєґ](?!\)\s)")
"""A small letter, also behind the dash of a dialogue; not one that counts the items of a list: b)."""
_LONE: Final = re.compile(r"[\ud800-\udfff]")
_CYRILLIC: Final = re.compile(r"[а-я]")
_ARABIC: Final = re.compile(r"[\u0621-\u06d3]")


def _language(text: str, hint: str) -> str:
    if text.isascii():
        return hint if hint in ("en", "de", "fr", "es", "it") else "en"
    if _CYRILLIC.search(text, 0, 200):
        return hint if hint in ("ru", "uk", "bg", "be", "sr") else "ru"
    if _ARABIC.search(text, 0, 200):
        return "ar" if hint == "ar" else "fa"
    return hint if hint in ("en", "de", "fr", "es", "it") else "en"


def sentence_starts(paragraph: str, language: str = "") -> list[int]:
    """Offsets at which the sentences of one paragraph begin; the first is always 0.

    The segmenter's boundaries stand, except before a small letter and where `monitor.sentence_ends` says that the
    sentence goes on; that adds those which the segmenter never sees.
    """
    starts, at = [0], 0
    if not paragraph.isascii():
        paragraph = _LONE.sub("\ufffd", paragraph)  # the segmenter takes no half of a character; offsets stay
    pieces: list[str] = sentencex.segment(_language(paragraph, language), paragraph)
    if "".join(pieces) != paragraph:
        return starts
    for piece, following in pairwise(pieces):
        at += len(piece)
        if following.isspace() or piece.isspace():
            continue
        if not goes_on(piece, following, whole=at - len(piece) == starts[-1]) and (
            following[:1].isupper() or not _LOWER_NEXT.match(following)  # mostly a capital, which need not be searched
        ):
            starts.append(at)
    further = [*further_ends(paragraph, set(starts))]
    spelled = within_spelled(paragraph) if len(starts) > 1 else ()
    if not further and not spelled:
        return starts
    found = sorted({*starts, *further})
    if not spelled:
        return found
    begins = [start for start, _ in spelled]
    return [at for at in found if not (before := bisect_left(begins, at)) or at > spelled[before - 1][1]]


def _in_one_piece(paragraph: str) -> bool:
    """Whether what stands between two pairs of line breaks is one paragraph and no blank around it: a blank line that
    is not quite empty would part it too."""
    if not paragraph or paragraph[0].isspace():
        return False
    return "\n" not in paragraph or not any(line[:1].isspace() or not line for line in paragraph.split("\n"))


class Places:
    """Answers in which paragraph and sentence a position of a text lies. Paragraphs are parted by a blank line."""

    def __init__(self, text: str, language: str = "") -> None:
        """`language` (two letters) helps to tell abbreviations; empty is fine."""
        self._text = text
        self._language = language
        self._sentences: dict[int, list[int]] = {}
        self._last: tuple[int, int, list[int]] = (0, 0, [])
        """The paragraph that was asked for last, with its sentences: what is asked for next is mostly in it too."""
        # A paragraph of a long text may be as long: searching it anew for each of its words takes a minute.
        self._breaks = [found.start() for found in _BREAK.finditer(text)] if len(text) > _LONG else None
        self._seen: dict[int, int] = {}
        """Start -> end of paragraphs that are in one piece."""
        self._paragraphs: list[tuple[int, int]] | None = None
        """All of them, once one was looked at that is not."""

    def _around(self, position: int) -> tuple[int, int]:
        if self._paragraphs is None:
            start, end = self._start(position), self.break_after(position)
            if self._seen.get(start) == end:
                return start, end
            if _in_one_piece(self._text[start:end]):
                self._seen[start] = end
                return start, end
            ends = [*_PARAGRAPH.finditer(self._text)]
            starts = [0, *(found.end() for found in ends)]
            self._paragraphs = list(zip(starts, [*(found.start() for found in ends), len(self._text)], strict=True))
        return self._paragraphs[max(0, bisect_right(self._paragraphs, (position, len(self._text))) - 1)]

    def _start(self, position: int) -> int:
        if self._breaks is None:
            start = self._text.rfind("\n\n", 0, position)
            return start + 2 if start >= 0 else 0
        before = bisect_right(self._breaks, position - 2)
        return self._breaks[before - 1] + 2 if before else 0

    def break_after(self, position: int) -> int:
        """Where the next two line breaks in a row begin, at `position` or after it; else the end of the text."""
        if self._breaks is None:
            end = self._text.find("\n\n", position)
            return end if end >= 0 else len(self._text)
        after = bisect_left(self._breaks, position)
        return self._breaks[after] if after < len(self._breaks) else len(self._text)

    def bounds(self, position: int) -> tuple[int, int]:
        """Where the paragraph of `position` begins and ends, the blank line after it not included."""
        return self._around(position)

    def paragraph(self, position: int) -> int:
        """Where the paragraph of `position` begins."""
        return self._around(position)[0]

    def paragraph_end(self, position: int) -> int:
        """Where the paragraph of `position` ends, the blank line after it not included."""
        return self._around(position)[1]

    def sentence(self, position: int) -> int:
        """Where the sentence of `position` begins."""
        return self.both(position)[0]

    def both(self, position: int) -> tuple[int, int]:
        """Where the sentence of `position` begins, and its paragraph."""
        start, end, found = self._last
        if not start <= position < end:
            start, end = self._around(position)
            found = self._sentences.get(start) or []
            if not found:
                found = [start + offset for offset in sentence_starts(self._text[start:end], self._language)]
                self._sentences[start] = found
            self._last = start, end, found
        return found[bisect_right(found, position) - 1], start
