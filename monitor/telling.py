"""What a text tells in whatever words: names, numbers, dates and quotes. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.chunks import BREAKS, CAPITAL, COMMON_NAME, ENDS, FACT, GROWS, TOLL_WORD, Fact
from monitor.pieces import Lexicon, native
from monitor.same_letters import fold

DATELINE = 8
"""Pieces in which a date is that of writing, not that of what happened."""
OPENING = 30
"""Pieces that hold the news: a day named further down is that of what happened before."""
FIGURES = 60
"""Pieces of a lead whose figures count: those of background are the same in every article of a beat."""
NEAR = 6
"""Pieces between a number and the word that says what it counts."""

_QUOTE = re.compile(r"[“\"«„]([^“”\"«»„]{25,400})[”\"»“]")
_MARKS = '“"«„'


@dataclass(slots=True)
class Told:
    """Facts of a run of text."""

    names: set[str] = field(default_factory=set)
    """Stems; designations are names too."""
    named: bytes = b""
    """The pieces that names other than designations end, as 32-bit numbers."""
    lead_named: int = 0
    """How many of them stand in the lead."""
    models: set[str] = field(default_factory=set)
    """Designations alone."""
    numbers: set[str] = field(default_factory=set)
    tolls: set[str] = field(default_factory=set)
    """Those of `numbers` that count the dead and hurt."""
    dates: set[str] = field(default_factory=set)
    """As month-day."""
    days: set[str] = field(default_factory=set)
    """The same of the opening, without that of the dateline, and weekdays as their numbers (`monitor.daywords`)."""
    grew: bool = False
    """Whether it says that the count of victims grew."""


def told(lexicon: Lexicon, pieces: NDArray[np.int32], lead: int) -> tuple[Told, Told]:
    """(facts of the whole text, names of its first `lead` pieces and figures of the first `FIGURES` of them).

    A capitalised word is a name unless it opens a sentence alone. Of a run («Supreme National Security Council»,
    «Ali Akbar Ahmadian») the last only, because a long title must not weigh more than a short name.
    """
    everything, first = Told(), Told()
    if not len(pieces):
        return everything, first
    text = _marked(lexicon, pieces, lead)
    everything.named, everything.lead_named = text.named, text.lead_named
    everything.names.update(text.stems)
    first.names.update(text.stems[: text.lead_named])
    _count(lexicon, text, min(lead, FIGURES), everything, first)
    for facts in (everything, first):
        facts.names |= facts.models
    return everything, first


def headline(lexicon: Lexicon, pieces: NDArray[np.int32]) -> Told:
    """Facts of a headline; capitals mean nothing there, so designations are its only names."""
    facts = Told()
    _count(lexicon, _marked(lexicon, pieces, 0), 0, facts, Told())
    return facts


class _Marked(NamedTuple):
    """What stands where in a run of text, in order."""

    flags: bytes
    named: bytes
    """The pieces that end names, as 32-bit numbers."""
    lead_named: int
    """How many of them stand in the lead."""
    stems: list[str]
    """Of these names."""
    facts: list[int]
    stating: list[int]
    """The pieces at `facts`."""
    victims: list[int]
    growth: list[int]


def _marked(lexicon: Lexicon, pieces: NDArray[np.int32], lead: int) -> _Marked:
    compiled = native()
    if compiled is not None:
        return _Marked(*compiled.places(pieces, lexicon.bytes_of_pieces, lexicon.capitals, lead))
    flags = lexicon.pieces["flags"][pieces]
    names = _names(flags) if len(flags) else np.empty(0, np.int64)
    facts, victims, growth = ((flags & kind).nonzero()[0] for kind in (FACT, TOLL_WORD, GROWS))
    stems = [lexicon.capitals[piece] for piece in pieces[names].tolist()]
    places = (facts, pieces[facts], victims, growth)
    lead_named = int(np.searchsorted(names, lead))
    return _Marked(flags.tobytes(), pieces[names].tobytes(), lead_named, stems, *(each.tolist() for each in places))


def _names(flags: NDArray[np.uint8]) -> NDArray[np.int64]:
    capital = (flags & CAPITAL) != 0
    goes_on = capital & ((flags & BREAKS) == 0)
    goes_on[:-1] &= capital[1:]
    goes_on[-1] = False
    runs_on = np.concatenate(([False], goes_on[:-1]))
    opens = np.concatenate(([True], (flags[:-1] & ENDS) != 0))
    named: NDArray[np.bool_] = capital & ~goes_on & ((flags & COMMON_NAME) == 0) & (runs_on | ~opens)
    return named.nonzero()[0]


_NOTHING = Fact("", (), 0, 0, thousand=False)


def _count(lexicon: Lexicon, text: _Marked, lead: int, everything: Told, first: Told) -> None:
    """Designations, numbers and dates: «10 March», «March 10»; «4 700» is one number."""
    flags, victims = text.flags, text.victims
    found = {at: lexicon.facts[piece] for at, piece in zip(text.facts, text.stating, strict=True)}
    if victims:
        grows = [at for at in text.growth if _beside(at, victims, flags)]
        everything.grew = first.grew = bool(grows) and grows[0] < (lead or len(flags))
        victims = sorted({*victims, *grows})
    both, whole_text = (everything, first), (everything,)
    for at, fact in found.items():
        into = both if at < lead else whole_text
        before, after = found.get(at - 1, _NOTHING), found.get(at + 1, _NOTHING)
        model, numbers, month, day, _ = fact
        if month:
            days = before.numbers + (() if flags[at] & ENDS else after.numbers)
            named = [f"{month}-{day}" for day in days if day.isdigit() and int(day) <= 31]
            for facts in into:
                facts.dates.update(named)
                facts.days.update(named if DATELINE <= at < OPENING else ())
            continue
        if day and at < OPENING:
            for facts in into:
                facts.days.add(str(day))
        if model:
            for facts in into:
                facts.models.add(model)
        if after.month or (before.month and not flags[at - 1] & ENDS):
            continue
        if before is not _NOTHING or after is not _NOTHING:
            numbers = tuple(whole for number in numbers if (whole := _whole(number, before, after, flags[at])))
        if numbers:
            for facts in into:
                facts.numbers.update(numbers)
            if victims and _beside(at, victims, flags):
                for facts in into:
                    facts.tolls.update(filter(str.isdigit, numbers))


def _beside(at: int, words: list[int], flags: bytes) -> bool:
    """Whether one of `words` stands near a place, in the same sentence."""
    for word in words[bisect_left(words, at - NEAR) : bisect_right(words, at + NEAR)]:
        if not any(flag & ENDS for flag in flags[min(at, word) : max(at, word)]):
            return True
    return False


def _whole(number: str, before: Fact, after: Fact, flags: int) -> str:
    """The number with the thousands that follow it; "" where it is itself the end of one."""
    if after.thousand and number.isdigit() and len(number) < 4:
        return f"{number}000"
    if len(number) < 4 and not flags & BREAKS and len(after.numbers) == 1 and len(after.numbers[0]) == 3:
        return number + after.numbers[0]
    ends_one = len(number) == 3 and len(before.numbers) == 1 and len(before.numbers[0]) < 4
    return "" if ends_one else number


def quotes(text: str) -> Iterable[str]:
    """The first twelve words of every quotation of five words or more, folded."""
    if not any(mark in text for mark in _MARKS):
        return
    for match in _QUOTE.findall(text):
        words = fold(match).casefold().split()
        if len(words) >= 5:
            yield " ".join(word.strip(".,;:!?") for word in words[:12])
