"""Whether two articles tell one story: copies by shared shingles, rewrites by headline, lead and facts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import timedelta
from math import exp, log
from typing import Literal

import numpy as np

from monitor.sketch import Sketch

COPY_WINDOW = timedelta(days=7)
"""Copies further apart are an anniversary, an archive piece or a template."""
REWRITE_WINDOW = timedelta(hours=72)
TEMPLATE_GAP = timedelta(hours=14)
"""The same words with other numbers this far apart are a daily report, not an edited copy."""
HEADLINE = 0.2
"""Two articles of one event speak of what the other's headline says, at least so much; two that only share places and
figures need not."""

FEW_NAMES = 3
COMMON_WORDS = {(False, False): 0.3, (False, True): 0.25, (True, False): 0.17, (True, True): 0.0}
"""How alike the words besides names must be, by (numbers shared, more than `FEW_NAMES` names shared): the same mayor in
the same town on the same day is not yet the same event."""

WEIGHTS = {
    "bias": -0.7,
    "headline": 1.5,
    "words": 3.3,
    "names": 3.0,
    "shared names": 1.0,
    "numbers": 1.4,
    "shared numbers": 3.2,
    "days apart": -2.4,
}
"""Of the evidence that two texts are rewrites; see `_likeness`."""

Kind = Literal["copy", "rewrite"]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two articles are one story."""

    kind: Kind
    similarity: float
    """Copies: share of the shorter text's shingles found in the longer, 0 to 1. Rewrites: likeness, 0 to 1."""


def link(one: Sketch, other: Sketch) -> Link | None:
    """What makes `one` and `other` the same story, or None. Symmetric.

    A text that shares shingles is a copy unless it is a template (same words, other facts) or one item of a round-up.
    A rewrite has to agree in headline, words and facts within 72 hours; two articles of one outlet are hardly ever
    each other's rewrite, because an outlet that writes again has something new to tell.
    """
    gap = abs(one.at - other.at)
    if gap > COPY_WINDOW:
        return None
    resemblance, contained, cover = _overlap(one, other)
    grown = _grown(one, other, gap)
    if contained >= 0.25 and _template(one, other, gap, grown):
        return None
    if _copied(one, other, resemblance, contained, cover):
        return Link("copy", round(contained, 3))
    if gap > REWRITE_WINDOW or one.script != other.script or one.roundup != other.roundup:
        return None
    if one.outlet == other.outlet and not _updated(one, other, resemblance, grown):
        return None
    if gap >= TEMPLATE_GAP and _contradicts(one, other):
        return None
    if _headline(one, other) < HEADLINE:
        return None
    likeness = _likeness(one, other, gap, grown)
    if likeness < 0.5 or not _speak_alike(one, other, grown):
        return None
    return Link("rewrite", round(likeness, 3))


def _overlap(one: Sketch, other: Sketch) -> tuple[float, float, float]:
    """(resemblance, containment of the shorter, cover of the longer) of two texts' shingles; zeros where not even one
    of their smallest is shared, which texts that resemble each other hardly ever manage."""
    if one.sketch.isdisjoint(other.sketch):
        return 0.0, 0.0, 0.0
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    shared = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    return shared / (shorter + longer - shared), shared / shorter, shared / longer


def _copied(one: Sketch, other: Sketch, resemblance: float, contained: float, cover: float) -> bool:
    if min(len(one.shingles), len(other.shingles)) < 12:
        return False
    if resemblance >= 0.4:
        return True
    alike = cover >= 0.3 or _dice(one.title, other.title) >= 0.5
    return one.roundup == other.roundup and contained >= 0.6 and alike


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
    if grown:
        return False
    if one.outlet == other.outlet and _own_subject(one, other) and _own_subject(other, one):
        return True
    days_differ = bool(one.dates and other.dates and one.dates.isdisjoint(other.dates))
    numbers = _agreement(one.numbers.keys(), other.numbers.keys())
    return (days_differ or gap >= TEMPLATE_GAP) and numbers is not None and numbers < 0.5


def _own_subject(one: Sketch, other: Sketch) -> bool:
    """Whether the headline has a telling word that the other text has nowhere."""
    known = set(other.terms.tolist())
    return any(weight >= 1 and stem not in known for stem, weight in one.title.items())


def _contradicts(one: Sketch, other: Sketch) -> bool:
    """Three numbers or more in both leads, and not one of them anywhere in the other text."""
    if min(len(one.lead_numbers), len(other.lead_numbers)) < 3:
        return False
    return one.lead_numbers.keys().isdisjoint(other.numbers) and other.lead_numbers.keys().isdisjoint(one.numbers)


def _agreement(one: Set[int], other: Set[int]) -> float | None:
    """Share of the smaller set found in the other; None where one of them is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else None


def _same(one: Set[int], other: Set[int]) -> bool:
    agreement = _agreement(one, other)
    return agreement is None or agreement == 1


def _grown(one: Sketch, other: Sketch, gap: timedelta) -> Set[int]:
    """Counts of victims that differ because hours passed: they say neither that two texts tell of one event nor that
    they do not."""
    if gap < TEMPLATE_GAP and one.tolls and other.tolls and one.tolls.isdisjoint(other.tolls):
        return (one.tolls | other.tolls) - (one.all_numbers & other.all_numbers)
    return frozenset()


def _dice(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Weighted overlap of two headlines: 1 for the same words, 0 for none in common."""
    total = sum(one.values()) + sum(other.values())
    shared = sum(min(weight, other[stem]) for stem, weight in one.items() if stem in other)
    return 2 * shared / total if total else 0.0


def _cosine(one: Sketch, other: Sketch) -> float:
    if len(one.terms) > len(other.terms):
        one, other = other, one
    if not len(one.terms):
        return 0.0
    places = other.terms.searchsorted(one.terms)
    places[places == len(other.terms)] = 0
    shared = other.terms[places] == one.terms
    return float(one.weights[shared] @ other.weights[places[shared]])


def _likeness(one: Sketch, other: Sketch, gap: timedelta, grown: Set[int]) -> float:
    """How likely two texts tell of one event in their own words, 0 to 1: a logistic sum over what they share.

    The weights were fitted to labelled pairs (tests/quality) and rounded. Specific numbers and names decide; words
    that every text of the beat has do not.
    """
    names, shared_names = _names_shared(one, other)
    numbers, shared_numbers = _numbers_shared(one, other, grown)
    evidence = (
        WEIGHTS["bias"]
        + WEIGHTS["headline"] * _headline(one, other)
        + WEIGHTS["names"] * (0.5 if names is None else names)
        + WEIGHTS["shared names"] * min(4.0, shared_names) / 4
        + WEIGHTS["numbers"] * (0.4 if numbers is None else numbers)
        + WEIGHTS["shared numbers"] * min(2.0, shared_numbers) / 2
        + WEIGHTS["days apart"] * (gap / timedelta(days=1))
    )
    if evidence <= 0:  # the words can only lower it, and they cost most
        return 0.0
    evidence += WEIGHTS["words"] * log(max(0.05, _cosine(one, other)))
    return 1 / (1 + exp(-evidence))


def _speak_alike(one: Sketch, other: Sketch, grown: Set[int]) -> bool:
    """Whether two likely rewrites also share enough words that are nobody's name."""
    _, names = _names_shared(one, other)
    _, numbers = _numbers_shared(one, other, grown)
    needed = COMMON_WORDS[numbers > 0, names > FEW_NAMES]
    if not needed:
        return True
    named = np.fromiter(one.all_names | other.all_names, np.uint32)
    mine, theirs = ~np.isin(one.terms, named), ~np.isin(other.terms, named)
    _, left, right = np.intersect1d(one.terms[mine], other.terms[theirs], assume_unique=True, return_indices=True)
    weights, others = one.weights[mine], other.weights[theirs]
    shared = float(weights[left] @ others[right])
    return shared >= needed * float(np.linalg.norm(weights) * np.linalg.norm(others))


def _headline(one: Sketch, other: Sketch) -> float:
    """Share of both headlines that stands in headline or first words of the other text, by weight."""
    total = one.title_weight + other.title_weight
    if not total:
        return 0.0
    mine, theirs = one.title, other.title
    found = sum([mine[stem] for stem in other.lead.intersection(mine)])
    return (found + sum([theirs[stem] for stem in one.lead.intersection(theirs)])) / total


def _names_shared(one: Sketch, other: Sketch) -> tuple[float | None, int]:
    """(share of both leads' names that stand anywhere in the other text, how many of the leads' names both texts
    have); the share is None where one of the leads has no names: then nothing can contradict."""
    mine, theirs = one.lead_names & other.all_names, other.lead_names & one.all_names
    shared = len(mine | theirs)
    if not one.lead_names or not other.lead_names:
        return None, shared
    return (len(mine) + len(theirs)) / (len(one.lead_names) + len(other.lead_names)), shared


def _numbers_shared(one: Sketch, other: Sketch, aside: Set[int]) -> tuple[float | None, float]:
    """The same for numbers other than `aside`, each counted by how specific it is."""
    lead, other_lead = one.lead_numbers, other.lead_numbers
    if aside:
        lead = {number: weight for number, weight in lead.items() if number not in aside}
        other_lead = {number: weight for number, weight in other_lead.items() if number not in aside}
    if not lead and not other_lead:
        return None, 0.0
    mine, theirs = other.all_numbers.intersection(lead), one.all_numbers.intersection(other_lead)
    found = sum([lead[number] for number in mine])
    shared = found + sum([other_lead[number] for number in theirs - mine])
    if not lead or not other_lead:
        return None, shared
    found += sum([other_lead[number] for number in theirs])
    return found / (sum(lead.values()) + sum(other_lead.values())), shared
