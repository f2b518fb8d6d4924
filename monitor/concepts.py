"""Words of one meaning: what one outlet calls a drill is another's exercise, and a manoeuvre in a third language. Pure.

Two texts that tell of one event in their own words share few words, but most of what these mean. So a word that stands
in `concepts.txt` or `places.txt` is compared by its meaning, and how much a word tells goes by how often news has it
(`frequent.txt`, counted over the labelled articles of the tests).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from monitor.same_letters import fold

SIGN: Final = "="
"""What a meaning begins with, as no stem of a word does."""
_PROCLITICS: Final = tuple(map(fold, ("وال", "بال", "ال", "لل", "و", "ب")))
"""The Arabic article, and what clings to it and to nouns."""
_ENDINGS: Final = ("ing", "ed", "s", "d")
"""Of an English word that stands there whole."""
_MORE: Final = {5: 9, 4: 5, 3: 3}
"""Letters that may follow a beginning of so many."""
_COMPOUND: Final = 9
_PART: Final = 5
"""Letters of a word that may be a German compound, and of its last part, which says what it is."""


class _Table(NamedTuple):
    whole: Mapping[str, str]
    """Meanings by word."""
    beginnings: Mapping[str, str]
    """Meanings by how a word begins."""


def _lines(name: str) -> list[list[str]]:
    text = (files("monitor") / name).read_text("utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _table() -> _Table:
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for first, *others in _lines("concepts.txt") + _lines("places.txt"):
        named = SIGN + fold(first.rstrip("*")).casefold()
        for word in (first, *others):
            into = beginnings if word.endswith("*") else whole
            into.setdefault(fold(word.rstrip("*")).casefold(), named)
    return _Table(whole, beginnings)


@cache
def places() -> frozenset[str]:
    """Meanings that are names."""
    return frozenset(SIGN + fold(first.rstrip("*")).casefold() for first, *_ in _lines("places.txt"))


@cache
def frequent() -> Mapping[str, int]:
    """How much stems and meanings tell that news often has, in quarters: 1 or 2."""
    return {stem: int(quarters) for quarters, *stems in _lines("frequent.txt") for stem in stems}


def meaning(word: str) -> str | None:
    """What a word means, or None for one that stands in no table.

    Args:
        word: folded (`monitor.same_letters`), small letters.
    """
    found = _of(word)
    if found is None and "\u0600" <= word[:1] <= "\u06ff":
        bare = next((word.removeprefix(each) for each in _PROCLITICS if word.startswith(each)), "")
        found = _of(bare) if len(bare) > 2 else None
    if found is None and len(word) > 4 and word.isascii():
        whole = _table().whole
        stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        found = next((whole[stem] for stem in stems if stem in whole), None)
    if found is None and len(word) >= _COMPOUND:
        parts = (word[start:] for start in range(3, len(word) - _PART + 1))
        found = next((meant for part in parts if (meant := _of(part, least=_PART)) is not None), None)
    return found


def _of(word: str, least: int = 2) -> str | None:
    whole, beginnings = _table()
    found = whole.get(word)
    if found is not None:
        return found
    length = len(word)
    for kept in range(length, least - 1, -1):
        found = beginnings.get(word[:kept])
        if found is not None and length - kept <= _MORE.get(min(kept, 5), 3):
            return found
    return None
