"""Which of the languages that share a script a text is in: a guess from letters and small words. Pure.

Two texts in one language that tell of one event share words; two in different ones share names and numbers only.
"""

from __future__ import annotations

import re
from typing import Final

TONGUES: Final = ("", "en", "de", "fr", "es", "tr", "fa", "ar")
"""In the order of their numbers; the first is for those not known."""
SAMPLE: Final = 500
"""Letters looked at."""

_SMALL_WORDS: Final = {
    tongue: frozenset(words.split())
    for tongue, words in (
        ("en", "the of and to in was that for with on by from has said is its at as were have it"),
        ("de", "der die das und den von mit ist im für auf dem ein eine nicht zu sich am wurde nach bei sind zum"),
        ("fr", "le la les des et du une dans est pour qui sur au par en un selon avec aux"),
        ("es", "el la los las y del una para que con por en un se su al como"),
        ("tr", "ve bir bu için ile de da olarak olan daha dedi"),
    )
}
_ANY: Final = frozenset[str]().union(*_SMALL_WORDS.values())
_PERSIAN: Final = re.compile("[پچژگ]|ی|ک")
_ARABIC: Final = re.compile("[ةىيكأإ]")


def tongue(text: str, script: str) -> int:
    """The number of a text's language in `TONGUES`; 0 where small words do not tell.

    Args:
        script: of most of its letters: "latin", "cyrillic" or "arabic".
    """
    sample = text[:SAMPLE]
    if script == "cyrillic":  # Russian and Ukrainian share most of their stems
        return 0
    if script == "arabic":
        return TONGUES.index("fa" if len(_PERSIAN.findall(sample)) > len(_ARABIC.findall(sample)) else "ar")
    words = _ANY.intersection(sample.lower().split())
    if len(words) < 2:
        return 0
    count, best = max([(len(words & small), name) for name, small in _SMALL_WORDS.items()])
    return TONGUES.index(best) if count > 1 else 0
