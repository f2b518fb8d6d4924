"""What stands around or inside a form and asks for a closer look at it: most forms need none. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from monitor.letters import PLANE, ZWNJ

APOSTROPHES: Final = frozenset("'’‘ʼʻʹ`´′＇")
JOINS_ADDRESS: Final = frozenset("/.@_=&?:#-%")
"""What joins the parts of web and mail addresses."""
AROUND: Final = 1
"""Doubt about what stands around a form: an apostrophe, a suffix, an address."""
INSIDE: Final = 2
"""Doubt about what stands between its words: more than blanks and dashes."""
_HARMLESS: Final = "_ -‑–\u00a0"
HYPHENS: Final = frozenset("-‑–")
JOINTS: Final = HYPHENS | frozenset(" \u00a0\u200c")
"""What stands in most gaps; a hyphen may stand in any but that of an apostrophe."""
POSSESSIVE: Final = "'’‘ʼ`´′＇"
"""What may stand before a possessive s."""
_DOUBTFUL_GAP: Final = re.compile(rf"[^\w{re.escape(_HARMLESS)}]")
_AFTER: Final = APOSTROPHES | {ZWNJ}
_BEFORE: Final = APOSTROPHES | JOINS_ADDRESS


def doubts(text: str, first: int, stop: int) -> int:
    """Why the form at ``text[first:stop]`` needs a closer look: `AROUND`, `INSIDE`, both or (0) not at all."""
    around = first > 0 and text[first - 1] in _BEFORE
    if not around and stop < len(text):
        after, following = text[stop], text[stop + 1 : stop + 2]
        around = after in _AFTER or (after in JOINS_ADDRESS and following != "" and not following.isspace())
    return AROUND * around | INSIDE * (_DOUBTFUL_GAP.search(text, first, stop) is not None)


@cache
def marks() -> bytes:
    """The same for the compiled half, by code: 1 doubtful before a form, 2 after it, 4 after it unless a blank
    follows, 8 harmless inside it (as letters and digits are); 16 apostrophes, 32 hyphens, 64 joints, 128 possessive."""
    table = bytearray(PLANE)
    kinds = (_BEFORE, _AFTER, JOINS_ADDRESS, _HARMLESS, APOSTROPHES, HYPHENS, JOINTS, POSSESSIVE)
    for bit, chars in enumerate(kinds):
        for char in chars:
            table[ord(char)] |= 1 << bit
    return bytes(table)
