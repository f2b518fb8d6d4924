"""Where sentences and paragraphs begin: looked up only where a candidate needs it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import Final

import sentencex

_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")
_BREAK: Final = re.compile(r"\n(?=\n)")
_LONG: Final = 20_000
_ABBREVIATION: Final = re.compile(
    r"""(?:^|[(«"“'-])(?:
        [A-ZА-ЯЁІЇЄҐ]\.(?:[A-ZА-ЯЁ]\.)*                                          # initials
      | [\u0621-\u06d3]\.                                                        # Persian initials
      | (?i:gen|maj|brig|lt|col|capt|adm|cmdr|sgt|sen|rep|gov|hon|mr|mrs|ms|dr|prof|st|no|nos|vol|art|res|approx
          |vs|etc|cf|i\.e|e\.g|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|corp|ltd|co|dept|est|fig|pp?)\.
      | (?i:янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек|тыс|млн|млрд|трлн|руб|долл|им|ул|стр|рис|др|пр
          |ген|полк|подполк|кап|проф|акад|доц|чел|экз|обл|пос|напр|т\.е|т\.к|т\.н|т\.д|т\.п|и\.о|вр|см|ст|п|св)\.
      | (?i:г|гг)\.                                                               # year, town
    )$""",
    re.VERBOSE,
)
"""At the end of a word, which is all that is looked at: none has a blank in it."""
_TAIL: Final = 24
"""No abbreviation is longer than this many characters."""
_MAY_END: Final = re.compile(r"(?:(?:[A-Z]\.){2,}|(?i:inc|corp|ltd|co|etc|a\.m|p\.m)\.)$")
"""Abbreviations that end a sentence as often as not; titles and initials of people hardly ever do."""
_OPENER: Final = re.compile(
    r"""[^\w\s]*(?:The|This|That|These|Those|It|Its|He|She|His|Her|They|Their|We|There|But|And|If|When|While|After|Before|Since
    |Although|However|Meanwhile|According|Earlier|Later)\b""",
    re.VERBOSE,
)
"""Words that have a capital only where a sentence begins, and seldom in a name behind an abbreviation."""
_CLOSED: Final = re.compile(rf"\.[\"”’»)\]]+\s+(?={_OPENER.pattern})", re.VERBOSE)
"""A full stop under a closing quote or bracket, and then a word that opens a sentence."""
_LOWER_NEXT: Final = re.compile(r"[^\w\s]*[a-zа-яёіїєґ]")
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


def _abbreviated(piece: str) -> bool:
    """Whether it ends in an abbreviation."""
    words = piece[-_TAIL:].split()
    return bool(words) and words[-1][-1] == "." and _is_abbreviation(words[-1])


@lru_cache(maxsize=10_000)
def _is_abbreviation(word: str) -> bool:
    return _ABBREVIATION.search(word) is not None


def _goes_on(piece: str, following: str) -> bool:
    """Whether the sentence goes on behind the abbreviation at the end of `piece`."""
    return _OPENER.match(following) is None or not _may_end(piece, len(piece.rstrip()))


def sentence_starts(paragraph: str, language: str = "") -> list[int]:
    """Offsets at which the sentences of one paragraph begin; the first is always 0.

    The segmenter's boundaries stand, except before a small letter, after an initial, and after an abbreviation where no
    word follows that opens a sentence. Where one follows, sentences also end at an abbreviation under a closing quote.
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
        if not (_abbreviated(piece) and _goes_on(piece, following)) and (
            following[:1].isupper() or not _LOWER_NEXT.match(following)  # mostly a capital, which need not be searched
        ):
            starts.append(at)
    # The segmenter never ends a sentence at an abbreviation that is quoted (... “made in the U.S.” The port ...).
    quoted = [found.end() for found in _CLOSED.finditer(paragraph) if _may_end(paragraph, found.start() + 1)]
    return sorted({*starts, *quoted}) if quoted else starts


def _may_end(text: str, end: int) -> bool:
    return _MAY_END.search(text[max(0, end - _TAIL) : end]) is not None


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
