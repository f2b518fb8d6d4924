"""Whether two articles tell one story: copies by shared shingles, rewrites by headline, lead and facts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import timedelta
from math import exp, log, log1p, sqrt
from operator import mul
from typing import Literal, NamedTuple

from monitor.shared import Shared, compare
from monitor.sketch import Sketch

COPY_WINDOW = timedelta(days=7)
"""Copies further apart are an anniversary, an archive piece or a template."""
REWRITE_WINDOW = timedelta(hours=72)
TEMPLATE_GAP = timedelta(hours=14)
"""The same words with other numbers this far apart are a daily report, not an edited copy."""
WORD_FOR_WORD, MOSTLY = 0.4, 0.5
"""Shares of the shorter text from which on the same words may be a copy, and with other facts are a template. Less of
them may be a paragraph that two reports of one event have from one agency."""
FEW = 12
"""Shingles of a text that is too short to be a copy by a part of it."""
GOES_ON = 0.3
"""How much time between two texts still counts where the later says that it tells more of the same."""
_DAY = timedelta(days=1)
MIDDLING_WORD, COMMON_WORD = 0.55, 0.2
"""What a shared word that news often has, or that any news text has, counts beside one that tells something."""
SMALL_NUMBER = 0.2
"""What a number of one digit that two texts share counts beside a longer one: it is met by chance."""
KNOWN_TONGUE = 0.25
"""Share of frequent words that a text has at least; where it is less nobody counted which words its language often has,
and shared words may be any."""
FEWEST = 5
"""Stems that the shortest text is taken to have."""

WEIGHTS = {
    "bias": -4.3,
    "shared words": 1.2,
    "telling share": 2.7,
    "headline": 3.2,
    "other headline": 1.8,
    "short": 2.9,
    "other language": 2.4,
    "shared names": 3.0,
    "own names": -1.8,
    "unheard names": -1.4,
    "shared numbers": 4.1,
    "shared figures": -0.6,
    "own figures": -1.2,
    "grown toll": 2.4,
    "days apart": -2.6,
    "word for word": -0.5,
    "same outlet": -2.0,
    "comment": -2.6,
}
"""Of the evidence that two texts are rewrites; see `_traits`."""

MOST_EVIDENCE, LEAST_EVIDENCE = 6.0, -8.0
"""No pair decides alone whether an article belongs to a story."""
RULED_OUT = -5.0
"""Evidence of a pair that rules keep apart."""

Kind = Literal["copy", "rewrite"]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two articles are one story."""

    kind: Kind
    similarity: float
    """Copies: share of the shorter text's shingles found in the longer, 0 to 1. Rewrites: likeness, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of two articles."""

    evidence: float
    """Above 0 for one story, below for two (`MOST_EVIDENCE`, `LEAST_EVIDENCE`); in logits, before it is bounded."""
    link: Link | None = None
    """Set where it is above 0."""


_APART = Verdict(RULED_OUT)


def link(one: Sketch, other: Sketch) -> Link | None:
    """What makes `one` and `other` the same story, or None. Symmetric."""
    return judge(one, other).link


def judge(one: Sketch, other: Sketch) -> Verdict:
    """Whether two articles tell one story. Symmetric.

    A text that shares shingles is a copy unless it is a template (same words, other facts) or one item of a round-up.
    A rewrite has to agree in headline, words and facts within 72 hours; two articles of one outlet are hardly ever
    each other's rewrite, because an outlet that writes again has something new to tell: more of one disaster is not.
    """
    gap = abs(one.at - other.at)
    if gap > COPY_WINDOW:
        return _APART
    shared = compare(one, other)
    goes_on = _goes_on(one, other, shared)
    grown = _grown(one, other, gap, goes_on)
    if grown:
        shared = compare(one, other, grown)
    overlap = _overlap(one, other, shared)
    if overlap.contained >= WORD_FOR_WORD:
        if not _template(one, other, gap, grown):
            if _copied(one, other, overlap):
                return Verdict(MOST_EVIDENCE, Link("copy", round(overlap.contained, 3)))
        elif overlap.contained >= MOSTLY:
            return _APART
    if gap > REWRITE_WINDOW or one.script != other.script or one.roundup != other.roundup:
        return _APART
    victims = bool(one.toll_count and other.toll_count and shared.names)
    if one.outlet == other.outlet and not victims:
        told_before = gap >= TEMPLATE_GAP and goes_on
        if not told_before and not _updated(one, other, overlap.resemblance, grown):
            return _APART
    translated = bool(one.tongue and other.tongue) and one.tongue != other.tongue
    if not translated and not shared.headline and not shared.headline_other:
        return _APART
    days = gap / _DAY * (GOES_ON if goes_on else 1)
    traits = _traits(one, other, shared, days, translated=translated)
    evidence = WEIGHTS["bias"] + sum(map(mul, _RISING, traits))
    if evidence <= 0:
        return Verdict(max(LEAST_EVIDENCE, evidence))
    return Verdict(min(MOST_EVIDENCE, evidence), Link("rewrite", round(1 / (1 + exp(-evidence)), 3)))


class _Overlap(NamedTuple):
    """What two texts have word for word."""

    resemblance: float = 0.0
    contained: float = 0.0
    """Share of the shorter text's shingles that the longer has."""
    cover: float = 0.0
    """The same of the longer."""
    opening: float = 0.0
    """Share of an opening's shingles that the other text has, of the opening where it is lower."""
    opening_other: float = 0.0
    """Where it is higher."""

    @property
    def news(self) -> bool:
        """Whether it is what they have to tell, not only paragraphs of background that every article of a beat repeats:
        each begins with what the other has too. Where one begins anew, most of a text must be shared, because the news
        of yesterday stands further down today."""
        return self.opening >= 0.6 or (self.opening_other >= 0.8 and self.contained >= 0.6)


_NOTHING = _Overlap()


def _overlap(one: Sketch, other: Sketch, shared: Shared) -> _Overlap:
    same = shared.shingles
    if not same:
        return _NOTHING
    shorter, longer = sorted((one.shingle_count, other.shingle_count))
    openings = (shared.opening / max(1, one.opening_count), shared.opening_other / max(1, other.opening_count))
    return _Overlap(same / (shorter + longer - same), same / shorter, same / longer, *sorted(openings))


def _copied(one: Sketch, other: Sketch, overlap: _Overlap) -> bool:
    if min(one.shingle_count, other.shingle_count) < FEW:  # a flash: another figure in it is another event
        return overlap.resemblance >= 0.8 and _dice(one.title, other.title) >= 0.5
    if overlap.resemblance < 0.8 and not overlap.news:
        return False
    if overlap.resemblance >= 0.4:
        return True
    alike = overlap.cover >= 0.3 or _dice(one.title, other.title) >= 0.5
    return one.roundup == other.roundup and overlap.contained >= 0.6 and alike


def _updated(one: Sketch, other: Sketch, resemblance: float, grown: Set[int]) -> bool:
    """Whether an outlet's text may be its earlier one, brought up to date."""
    if not _same(one.lead_numbers.keys() - grown, other.lead_numbers.keys() - grown):
        return False
    return resemblance >= (0.1 if grown else 0.25)


def _template(one: Sketch, other: Sketch, gap: timedelta, grown: Set[int]) -> bool:
    """Same words, other facts: the weather, the daily losses, the market table, the ambassador of another country."""
    names = _agreement(one.names, other.names)
    if names is not None and names < 0.5 and min(len(one.names), len(other.names)) >= 2:
        return True
    if grown and one.tolls.isdisjoint(other.tolls):
        return False
    goes_on = one.toll_count and other.toll_count  # who counts victims again has another headline every time
    if one.outlet == other.outlet and not goes_on and _own_subject(one, other) and _own_subject(other, one):
        return True
    days_differ = bool(one.dates and other.dates and one.dates.isdisjoint(other.dates))
    numbers = _agreement(one.numbers.keys(), other.numbers.keys())
    return (days_differ or gap >= TEMPLATE_GAP) and numbers is not None and numbers < 0.5


def _own_subject(one: Sketch, other: Sketch) -> bool:
    """Whether the headline has a word that tells at least a little and that the other text has nowhere."""
    return any(weight >= 0.5 and stem not in other.lead for stem, weight in one.title.items())


def _agreement(one: Set[int], other: Set[int]) -> float | None:
    """Share of the smaller set found in the other; None where one of them is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else None


def _same(one: Set[int], other: Set[int]) -> bool:
    agreement = _agreement(one, other)
    return agreement is None or agreement == 1


def _grown(one: Sketch, other: Sketch, gap: timedelta, goes_on: bool) -> Set[int]:
    """Counts of victims that differ because hours passed: they say neither that two texts tell of one event nor that
    they do not."""
    if one.toll_count and other.toll_count and (gap < TEMPLATE_GAP or goes_on):
        return (one.tolls ^ other.tolls) - (one.all_numbers & other.all_numbers)
    return frozenset()


def _goes_on(one: Sketch, other: Sketch, shared: Shared) -> bool:
    """Whether the later text says that it tells more of what the earlier told: victims have become more, or the day is
    named on which it happened."""
    return shared.days > 0 or _grew(one, other)


def _grew(one: Sketch, other: Sketch) -> bool:
    """Whether the later text says that a count of victims grew; of two of one time, whether either does."""
    return (one.grew and one.at >= other.at) or (other.grew and other.at >= one.at)


def _dice(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Weighted overlap of two headlines: 1 for the same words, 0 for none in common."""
    total = sum(one.values()) + sum(other.values())
    shared = sum(min(weight, other[stem]) for stem, weight in one.items() if stem in other)
    return 2 * shared / total if total else 0.0


def _traits(one: Sketch, other: Sketch, shared: Shared, days: float, *, translated: bool) -> tuple[float, ...]:
    """What speaks for or against that two texts tell of one event in their own words, in the order of `WEIGHTS`: what
    they share, and what each tells that the other does not know.

    What is word for word in both counts against them, because it is background: from it come names and words in common.
    So do figures that are in both without being a number in both (hours, years). Of words and numbers, each further one
    says less. The weights were fitted to labelled pairs (tests/quality) and rounded.

    Args:
        days: between them, as far as they count.
        translated: whether they are in different languages.
    """
    heads = (
        shared.headline / shared.headlines if shared.headlines else 0.0,
        shared.headline_other / shared.headlines_other if shared.headlines_other else 0.0,
    )
    known = min(1.0, one.frequent / KNOWN_TONGUE, other.frequent / KNOWN_TONGUE)
    return (
        log1p(known * shared.telling + MIDDLING_WORD * shared.middling + COMMON_WORD * shared.common),
        known * sqrt(shared.telling / max(1, min(one.telling_count, other.telling_count))),
        min(heads),
        max(heads),
        log(max(FEWEST, min(one.term_count, other.term_count))) - 3.5,
        float(translated),
        min(4, shared.names) / 4,
        min(3, shared.own_names) / 3,
        min(2, shared.unheard),
        log1p(shared.numbers + SMALL_NUMBER * shared.small_numbers),
        log1p(shared.digits),
        log1p(shared.own_digits),
        float(_grew(one, other)),
        days,
        log1p(shared.shingles),
        float(one.outlet == other.outlet),
        float(one.comments != other.comments),
    )


_RISING = tuple(WEIGHTS.values())[1:]
