"""The part of a lexicon that a few leaves need: reading a million articles for one word asks for no other.

A term's hits depend on the term, on the outlets that sign and on what is set beside the text. An entity's depend on its
own names, short forms, masks and the words near it, and on its rivals: others of its kind whose names may stand over
the same words, where the longest counts. Two names can do so only where one holds the other or one begins as the other
ends. A designation also gives its letters to the numbers that follow («Shahed-129 and 191»), so all that have the same
letters belong together, and their numbers alone are names too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np

from monitor.document import Document
from monitor.letters import tables
from monitor.lexicon import Lexicon
from monitor.match import Reading
from monitor.scan import Patterns, make_scanner
from monitor.text import BLANK, fold_short
from monitor.verify import SUFFIXES

_FIRST: Final = 200
"""So many documents are read with all of the lexicon: to part it costs as much."""
_MOST: Final = 1000
"""Where more entities than this depend on one another, all of the lexicon is read."""
_Words = tuple[bytes, ...]


class Excerpt:
    """Reads documents for some leaves: their hits are those that the whole lexicon finds, others may be left out."""

    def __init__(self, lexicon: Lexicon, leaves: Collection[int]) -> None:
        """`leaves`: terms by number, entities by ~number."""
        self._whole = self._part = lexicon
        self._leaves = leaves
        self._read = 0
        self._rivals = any(leaf < 0 for leaf in leaves)

    def read(self, document: Document) -> Reading:
        """The document, read for the leaves."""
        if self._read == _FIRST:
            self._part = _part(self._whole, self._leaves)
        self._read += 1
        reading = Reading(self._part, document)
        if self._rivals and (reading.varied or _has_words_in_a_character(reading.text)):
            # Names may stand over one another there without sharing a word.
            return Reading(self._whole, document)
        return reading


def _part(lexicon: Lexicon, leaves: Collection[int]) -> Lexicon:
    """What these leaves need of a lexicon, under the same numbers."""
    entities = _with_rivals(lexicon, {~leaf for leaf in leaves if leaf < 0})
    if entities is None:
        return lexicon
    plans = (lexicon.entities[number] for number in entities)
    terms = {term for plan in plans for term in (*plan.full, *plan.short, *plan.near, *plan.masks)}
    terms.update(lexicon.outlets, lexicon.labels, (leaf for leaf in leaves if leaf >= 0))
    numbers, postings = lexicon.postings.only(terms)
    every = list(lexicon.patterns)
    patterns = Patterns([every[number] for number in numbers])
    scanner = make_scanner(patterns, lexicon.engine, postings)
    return replace(lexicon, scanner=scanner, postings=postings, patterns=patterns)


def _with_rivals(lexicon: Lexicon, entities: Collection[int]) -> set[int] | None:
    """These entities and all on which it depends where they, or one of those, are found; None where that leads far."""
    known: set[int] = set()
    new = set(entities)
    names = _Names(lexicon) if new else None
    while names is not None and new:
        known |= new
        found = names.rivals(new)
        if len(found) > _MOST:
            return None
        new = found - known
    return known


class _Names:
    """The folded names of all entities."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._patterns = list(lexicon.patterns)
        self._of_term = lexicon.postings.patterns_of()
        self._ends = np.flatnonzero(np.frombuffer(lexicon.patterns.packed, np.uint8) == ord("\n"))
        self._series = lexicon.names.in_series()

    def rivals(self, entities: Collection[int]) -> set[int]:
        """Entities of the same letters before a number, and those of the same kind whose names may stand over words of
        these."""
        plans = self._lexicon.entities
        kinds: dict[str, _Overlaps] = {}
        letters: set[bytes] = set()
        for number in entities:
            plan = plans[number]
            letters.update(plan.series.values())
            beside = kinds.setdefault(plan.kind, _Overlaps())
            for term in (*plan.full, *plan.short):
                for pattern in self._of_term(term):
                    beside.add(self._words(pattern))
        alike = [(tail, number) for stem in letters for tail, number in self._series.get(stem, ())]
        for tail, number in alike:
            if number in entities:
                for name in _alone(tail):
                    kinds[plans[number].kind].add(name)
        found = {number for _, number in alike}
        for kind, beside in kinds.items():
            found |= self._over(kind, beside)
        return found

    def _over(self, kind: str, names: _Overlaps) -> set[int]:
        """Entities of this kind that may stand over words of these names."""
        plans = self._lexicon.entities
        if names.begin_as_ends:
            return {number for number, one in enumerate(plans.entities) if (one.type or "") == kind}
        found: set[int] = set()
        for pattern in self._with_a_word(names.words):
            owners = [one for one in self._owners(pattern) if plans[one].kind == kind]
            if owners and not found.issuperset(owners) and names.meet(self._words(pattern)):
                found.update(owners)
        if any(word[:1].isdigit() for word in names.words):
            for tail, number in (row for rows in self._series.values() for row in rows):
                if plans[number].kind == kind and any(map(names.meet, _alone(tail))):
                    found.add(number)
        return found

    def _words(self, pattern: int) -> _Words:
        return tuple(self._patterns[pattern].split())

    def _owners(self, pattern: int) -> Iterator[int]:
        for posting in self._lexicon.postings[pattern]:
            yield from self._lexicon.names.of(posting.term)

    def _with_a_word(self, words: Collection[bytes]) -> list[int]:
        """Patterns that have one of these words."""
        asked = Patterns(BLANK + word + BLANK for word in sorted(words))
        seen = make_scanner(asked, self._lexicon.engine).scan(self._lexicon.patterns.packed)
        places = np.array([start for _, start, _ in seen], np.int64)
        found: list[int] = np.unique(np.searchsorted(self._ends, places)).tolist()
        return found


class _Overlaps:
    """Names, and which others may stand over words of theirs."""

    def __init__(self) -> None:
        self.words = set(_endings())
        """Every word of theirs, and what may be written at their ends."""
        self._starting: dict[bytes, set[_Words]] = {}
        self._inside: dict[bytes, set[_Words]] = {}
        """First word -> names from there on: of whole names, of any part of one."""
        self.begin_as_ends = False
        """Whether one begins with what may be written at the end of any name: the S of S-300."""

    def add(self, name: _Words) -> None:
        """One more name."""
        self.words.update(name)
        self.begin_as_ends |= name[0] in _endings()
        self._starting.setdefault(name[0], set()).add(name)
        for at in range(len(name)):
            self._inside.setdefault(name[at], set()).add(name[at:])

    def meet(self, other: _Words) -> bool:
        """Whether `other` may begin within one of the names, or one of them within it."""
        if other[0] in _endings() or any(_agree(other, rest) for rest in self._inside.get(other[0], ())):
            return True
        return any(
            _agree(other[at:], name) for at in range(1, len(other)) for name in self._starting.get(other[at], ())
        )


def _agree(one: _Words, other: _Words) -> bool:
    return all(map(bytes.__eq__, one, other))


def _alone(tail: bytes) -> tuple[_Words, _Words]:
    """The number at the end of a designation as it may stand without its letters («and 191s»)."""
    return (tail,), (tail + b"s",)


@cache
def _endings() -> frozenset[bytes]:
    """Words of what belongs to a name at its end: a possessive, Persian suffixes."""
    return frozenset({b"s", *(fold_short(suffix) for suffix in SUFFIXES)})


@cache
def _of_several_words() -> tuple[str, ...]:
    return tuple(chr(code) for code, letters in tables().expansions.items() if BLANK in letters)


def _has_words_in_a_character(text: str) -> bool:
    """Whether one character stands for several words (the ligatures of Arabic blessings)."""
    return not text.isascii() and any(character in text for character in _of_several_words())
