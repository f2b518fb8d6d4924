"""Captions and alternative texts of a page's pictures, which some pages print again inside the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crawler.elements import element_text, shown_text
from crawler.landmarks import Landmarks
from crawler.text import folded

_MOST, _LONGEST = 60, 1_000
_MIN_WORDS = 4
_ODD = ""
"""Where lines are kept whose first word folding may part."""


class Captions:
    """A set of folded lines; holds a line of at least four words however it was punctuated.

    A page has a hundred pictures and asks for a dozen lines: a line is only folded when one with its first word is
    asked for.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: defaultdict[str, list[str]] = defaultdict(list)
        self._folded: dict[str, frozenset[str]] = {}
        for line in lines:
            first = line.partition(" ")[0].casefold()
            self._lines[first if first.isalnum() else _ODD].append(line)

    def __contains__(self, plain: object) -> bool:
        """Whether a line is ``plain`` when it is folded (`crawler.text.folded`)."""
        if not isinstance(plain, str):
            return False
        return plain in self._under(plain.partition(" ")[0]) or plain in self._under(_ODD)

    def _under(self, first: str) -> frozenset[str]:
        if first not in self._folded:
            plain = map(folded, self._lines.get(first, ()))
            self._folded[first] = frozenset(line for line in plain if len(line.split()) >= _MIN_WORDS)
        return self._folded[first]


def captions_of(marks: Landmarks) -> Captions:
    """Those of the page that was swept; to be called before anything is cut from its tree."""
    below = [text(element, _LONGEST) for element in marks.captions[:_MOST] for text in (element_text, shown_text)]
    return Captions([*below, *marks.alts])
