"""Characters written as in HTML (``&amp;``, ``&#1080;``) in texts that are given as plain, and the way back. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from html.entities import html5
from itertools import chain
from typing import Final, NamedTuple

_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class _Spot(NamedTuple):
    """A character that was written out: where it stands once read, and where it was written."""

    start: int
    end: int
    given_start: int
    given_end: int


class Plain:
    """A text with its references read as the characters they stand for."""

    def __init__(self, given: str) -> None:
        """What is no reference of HTML stays as it is (``AT&T;``, ``&nonsense;``); what is read is not read again."""
        self.text = given
        self._spots: list[_Spot] = []
        if "&" not in given or ";" not in given:
            return
        pieces: list[str] = []
        at = length = 0
        for found in _REFERENCE.finditer(given):
            if found[0][1] != "#" and found[0][1:] not in html5:
                continue
            read = unescape(found[0])
            length += found.start() - at
            self._spots.append(_Spot(length, length + len(read), *found.span()))
            pieces += (given[at : found.start()], read)
            length += len(read)
            at = found.end()
        self.text = "".join(chain(pieces, [given[at:]]))

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the text as it was given; a reference counts whole."""
        return self._start(start), self._end(end)

    def _start(self, position: int) -> int:
        spot = self._spots[number - 1] if (number := bisect_right(self._spots, position, key=_begins)) else _FIRST
        return spot.given_start if position < spot.end else spot.given_end + position - spot.end

    def _end(self, position: int) -> int:
        spot = self._spots[number - 1] if (number := bisect_left(self._spots, position, key=_begins)) else _FIRST
        return spot.given_end if position <= spot.end else spot.given_end + position - spot.end


def _begins(spot: _Spot) -> int:
    return spot.start


_FIRST: Final = _Spot(0, 0, 0, 0)
