"""Latin letters that look like Cyrillic ones, in text that is mostly Cyrillic. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from monitor.letters import SEP

if TYPE_CHECKING:
    from monitor.text import Folded

_LOOKALIKE: Final = str.maketrans("ABCEHKMOPTXYaceopxyi", "АВСЕНКМОРТХУасеорхуі")
_ONLY: Final = [char for char in map(chr, range(65, 123)) if ord(char) not in _LOOKALIKE]
_LATIN_ONLY: Final = re.compile(f"[{re.escape(''.join(_ONLY))}]")
_LATIN: Final = b"a"
_LATIN_LETTERS: Final = bytes(_LATIN[0] if 97 <= byte <= 122 else SEP for byte in range(256))
_PREVIOUS_WORD: Final = re.compile(r"([^\W_]+)[\W_]*$")


def latin_only() -> bytes:
    """For the compiled half, by ASCII code: 1 for what no Cyrillic letter looks like."""
    return bytes(chr(code) in _ONLY for code in range(128))


def _words(folded: Folded, text: str) -> Iterator[tuple[int, int]]:
    """Where the words with Latin letters stand in `text` that hold look-alikes only."""
    data, origin = folded
    latin = data.translate(_LATIN_LETTERS)
    done = latin.find(_LATIN)
    while done >= 0:
        first, done = data.rindex(SEP, 0, done) + 1, data.index(SEP, done)
        start, end = origin[first], origin[done - 1] + 1
        done = latin.find(_LATIN, done)
        if not _LATIN_ONLY.search(text, start, end):
            yield start, end


def any_word(folded: Folded, text: str) -> bool:
    """Whether some word with Latin letters holds look-alikes only."""
    return next(_words(folded, text), None) is not None


def made_cyrillic(folded: Folded, text: str) -> str:
    """`text` with the Latin look-alikes of words that hold nothing else made Cyrillic; empty where nothing changes.

    A word of look-alikes alone stays Latin where the word before it is (Mercedes C300).
    """
    parts: list[str] = []
    told = 0
    for start, end in _words(folded, text):
        word = text[start:end]
        before = _PREVIOUS_WORD.search(text, max(0, start - 40), start) if word.isascii() else None
        if before and _LATIN_ONLY.search(before[1]):
            continue
        parts += [text[told:start], word.translate(_LOOKALIKE)]
        told = end
    return "".join([*parts, text[told:]]) if parts else ""
