"""The fingerprint of an article: what is compared when copies and rewrites of one story are looked for.

Pure, and the same in every process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import log1p

import numpy as np
from numpy.typing import NDArray

from monitor.chunks import feature_hash, short_hash
from monitor.commonwords import ROUNDUP
from monitor.daywords import YESTERDAY
from monitor.pieces import Lexicon, lexicon, native
from monitor.same_letters import fold
from monitor.sketch import SKETCH, Sketch, pack
from monitor.telling import OPENING, headline, quotes, told
from monitor.tongues import tongue

SHINGLE = 4
"""Words per shingle: long enough that two texts rarely share one by chance, short enough to survive edits."""
MOST_SHINGLES = 4000
"""Of longer texts the smallest hashes stand for all: a bottom-k sample keeps resemblance nearly as it is."""
SALIENT = 5
"""Distinctive features of headline and first words whose pairs become keys: 10 of them."""
SINGLES = 4
"""Of these, so many become keys alone too: a short text may share no more than one name with another."""
SINGLE_KEY = 0x5EED_0000_0000_0001
"""Keeps the key of a single feature apart from shingles' and pairs' keys."""
SAMPLE_KEY = 0x5EED_0000_0000_0002
"""The same for words of a sample."""
SAMPLE = 6
"""Words of it."""
ROUNDUP_WORDS = 40
"""A shorter text has no room for many events, whatever its headline says («In brief: ferry grounds»)."""
LEAD_WORDS = 110
BODY_WORDS = 60
"""Of which words are compared: what is new stands first, and further down come paragraphs of background, the same in
every article of one beat."""

_PAIRS = np.array([(one, other) for other in range(SALIENT) for one in range(other)]).T
"""Ordered so that the pairs of the first n stand first."""
_WORTH = np.array([round(1000 * log1p(number)) for number in range(64)], np.int64)
"""Of a stem that stands so many times in a text, in thousandths."""
_SCRIPTS = {
    "arabic": re.compile("[\u0600-\u06ff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """One article, reduced to what makes it the same story as another, and to the facts it tells."""

    article: int
    outlet: str
    at: datetime
    words: int
    names: frozenset[str]
    lead_names: frozenset[str]
    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    dates: frozenset[str]
    """Days named in the first words, as month-day."""
    quotes: frozenset[str]
    keys: tuple[int, ...]
    """Signed 64-bit; articles of one story are expected to share at least one."""
    sketch: Sketch
    """What is compared."""


def make_print(
    article: int,
    title: str,
    text: str,
    *,
    outlet: str,
    at: datetime,
    entities: Iterable[str] = (),
) -> Print:
    """The fingerprint of one article.

    Args:
        article: its number; given back as it is.
        title, text: as stored (paragraphs parted by blank lines).
        outlet: outlet id.
        at: publication (or first sight), aware.
        entities: ids of entities found in it that tell events apart (no countries): they count as names in scripts
            without capitals, where names cannot be told from other words.
    """
    known = lexicon()
    pieces = known.read(f"{title}\n{text}")
    split = len(title.split())
    head, body = pieces[:split], pieces[split:]
    words, above_words = known.words_of(pieces), known.count_words(head)
    title_words, body_words = words[:above_words], words[above_words:]
    above = headline(known, head)
    found, lead = told(known, body, LEAD_WORDS)
    stems = [known.stems[word] for word in title_words.tolist()]
    names = found.names | above.models
    lead_names = lead.names | above.models | names.intersection(stems)
    script = _script(title + text[:200])
    if script == "arabic":
        tagged = {f"${entity}" for entity in entities}
        names, lead_names = names | tagged, lead_names | tagged
    lead_numbers = lead.numbers | above.numbers
    shingles = _shingles(known.hash[body_words])
    weighed = zip(stems, known.level[title_words].tolist(), strict=True)
    weights = {stem: level * (0.375 if stem in names else 0.25) for stem, level in weighed if level}
    short_names = frozenset(map(short_hash, names))
    terms, unit = _terms(known, title_words[:LEAD_WORDS], body_words[:BODY_WORDS], short_names)
    packed = pack(
        script=script,
        tongue=tongue(text or title, script),
        roundup=len(body_words) >= ROUNDUP_WORDS
        and not ROUNDUP.isdisjoint(fold(title).casefold().replace(":", " ").split()),
        grew=lead.grew or above.grew,
        shingles=shingles,
        opening=_shingles(known.hash[body_words[:OPENING]]),
        terms=terms,
        weights=unit,
        title={short_hash(stem): weight for stem, weight in weights.items()},
        lead=set(known.short[np.concatenate((title_words, body_words[:LEAD_WORDS]))].tolist()),
        names=short_names,
        lead_names=set(map(short_hash, lead_names)),
        numbers={short_hash(number): specific(number) for number in found.numbers},
        lead_numbers={short_hash(number): specific(number) for number in lead_numbers},
        tolls=set(map(short_hash, found.tolls | above.tolls)),
        dates=set(map(short_hash, lead.dates | above.dates)),
        days=_days(lead.days | above.days, at),
    )
    return Print(
        article=article,
        outlet=outlet,
        at=at,
        words=len(body_words),
        names=frozenset(names),
        lead_names=frozenset(lead_names),
        numbers=frozenset(found.numbers),
        lead_numbers=frozenset(lead_numbers),
        dates=frozenset(lead.dates | above.dates),
        quotes=frozenset(quotes(text)),
        keys=_keys(shingles, weights, lead_names, lead_numbers, _sample(known, words)),
        sketch=Sketch(packed, article=article, outlet=outlet, at=at),
    )


def _days(named: Set[str], at: datetime) -> frozenset[int]:
    """Days since 0001-01-01 that a text of that day names, without those to come; a weekday is the nearest of its name.
    Its own day where it names none."""
    today = at.astimezone(UTC).toordinal()
    days: set[int] = set()
    for name in named:
        month, _, day = name.partition("-")
        if day:
            days.update(_nearest(int(month), int(day), at))
        elif int(name) == YESTERDAY:
            days.add(today - 1)
        else:
            days.add(today + (int(name) - today + 3) % 7 - 3)
    return frozenset(day for day in days if day <= today) or frozenset((today,))


def _nearest(month: int, day: int, at: datetime) -> Iterable[int]:
    """A day of the year that lies nearest; nothing for the Persian calendar's months and for no day at all."""
    found: list[int] = []
    for year in (at.year - 1, at.year, at.year + 1):
        with suppress(ValueError):
            found.append(date(year, month, day).toordinal())
    return sorted(found, key=lambda each: abs(each - at.toordinal()))[:1]


def specific(number: str) -> float:
    """How much a number tells: «512» or «3.5» is hardly met by chance, «7» often."""
    if "." in number or len(number) > 2:
        return 1.0
    return 0.6 if len(number) == 2 else 0.3


def _script(sample: str) -> str:
    """The script most letters of a text are in."""
    if sample.isascii():
        return "latin"
    counts = {script: len(letters.findall(sample)) for script, letters in _SCRIPTS.items()}
    return max(counts, key=lambda script: (counts[script], script))


def _shingles(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Hashes of all runs of `SHINGLE` words, sorted and unique. A text shorter than that is one shingle."""
    compiled = native()
    if compiled is not None:
        found: NDArray[np.uint32] = np.frombuffer(compiled.shingles(hashes, MOST_SHINGLES), np.uint32)
        return found
    if not len(hashes):
        return np.empty(0, np.uint32)
    if len(hashes) < SHINGLE:
        hashes = np.pad(hashes, (0, SHINGLE - len(hashes)))
    count = len(hashes) - SHINGLE + 1
    mixed = hashes[:count].copy()
    for step in range(1, SHINGLE):
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed += hashes[step : count + step]
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    short = (mixed >> np.uint64(32)).astype(np.uint32)
    short.sort()
    return short[_begins(short)][:MOST_SHINGLES]


def _terms(
    known: Lexicon, title: NDArray[np.int32], body: NDArray[np.int32], names: Set[int]
) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """(hashes in order, weights in thousandths) of every stem: weight times log frequency, brought to length 1;
    headline words count three times, names half as much again. In whole numbers up to the length."""
    words = np.concatenate((body, title, title, title))
    short, level = known.short[words], known.level[words]
    named = np.array(sorted(names), np.uint32)
    compiled = native()
    if compiled is not None:
        stems, weights = compiled.terms(short, level, named, _WORTH)
        return np.frombuffer(stems, np.uint32), np.frombuffer(weights, np.uint16)
    short, level = short[level > 0], level[level > 0]
    if not len(short):
        return np.empty(0, np.uint32), np.empty(0, np.uint16)
    order = short.argsort()
    short, level = short[order], level[order]
    starts = _begins(short).nonzero()[0]
    times = np.append(starts[1:], len(short)) - starts
    terms = short[starts]
    values = _WORTH[np.minimum(times, len(_WORTH) - 1)]
    values *= np.where(np.minimum.reduceat(level, starts) < 4, 1, 4)
    values *= np.where(np.isin(terms, named), 3, 2)
    return terms, np.rint(values * 1000 / np.sqrt(float((values * values).sum()))).astype(np.uint16)


def _begins(ordered: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Where a new value begins."""
    begins = np.empty(len(ordered), np.bool_)
    begins[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    return begins


def _sample(known: Lexicon, words: NDArray[np.int32]) -> list[int]:
    """The smallest hashes of the telling stems of headline and lead: where capitals show no names, the words
    themselves must make texts meet."""
    lead = words[:LEAD_WORDS]
    return sorted(set(known.short[lead[known.level[lead] >= 4]].tolist()))[:SAMPLE]


def _keys(
    shingles: NDArray[np.uint32],
    title: Mapping[str, float],
    lead_names: set[str],
    lead_numbers: set[str],
    sample: Sequence[int],
) -> tuple[int, ...]:
    """Bottom-k of the shingles, all pairs of the most distinctive features of headline and lead, and the best alone.

    Ties are broken by hash, so that two articles with many features pick the same ones.
    """
    ranks = {stem: weight for stem, weight in title.items() if weight >= 1}
    for name in lead_names:
        ranks[name] = ranks.get(name, 0.0) + 2.0
    for number in lead_numbers:
        if len(number) > 1:
            ranks[number] = ranks.get(number, 0.0) + 1.2
    best = sorted([(-rank, feature_hash(feature)) for feature, rank in ranks.items()])[:SALIENT]
    hashes = np.array([hashed for _, hashed in best], np.uint64)
    pairs = hashes[_PAIRS[:, : len(best) * (len(best) - 1) // 2]]
    mixed = pairs.min(0) * np.uint64(3) + pairs.max(0)
    alone = hashes[:SINGLES] ^ np.uint64(SINGLE_KEY)
    more = np.array(sample, np.uint64) ^ np.uint64(SAMPLE_KEY)
    every = np.concatenate((mixed, alone, shingles[:SKETCH].astype(np.uint64), more)).view(np.int64)
    every.sort()
    return tuple(dict.fromkeys(every.tolist()))
