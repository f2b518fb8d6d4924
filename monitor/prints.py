"""The fingerprint of an article: what is compared when copies and rewrites of one story are looked for.

Pure, and the same in every process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations

from monitor.chunks import feature_hash, short_hash
from monitor.daywords import YESTERDAY
from monitor.outline import Extent, Names, Outline, outline
from monitor.pieces import lexicon
from monitor.roundups import tells_of_many
from monitor.sketch import SKETCH, Sketch, pack
from monitor.telling import OPENING, headline, quotes, told
from monitor.tongues import tongue

SALIENT = 5
"""Distinctive features of headline and first words whose pairs become keys: 10 of them."""
SINGLES = 4
"""Of these, so many become keys alone too: a short text may share no more than one name with another."""
SINGLE_KEY = 0x5EED_0000_0000_0001
"""Keeps the key of a single feature apart from shingles' and pairs' keys."""
SAMPLE_KEY = 0x5EED_0000_0000_0002
"""The same for words of a sample."""
CAPITALS_SAMPLE = 6
"""Of its words, so many become keys where capitals show names; elsewhere all."""
ROUNDUP_WORDS = 40
"""A shorter text has no room for many events, whatever its headline says («In brief: ferry grounds»)."""
LEAD_WORDS = 110
BODY_WORDS = 60
"""Of which words are compared: what is new stands first, and further down come paragraphs of background, the same in
every article of one beat."""

_MASK = 0xFFFFFFFFFFFFFFFF
_EXTENT = Extent(opening=OPENING, body=BODY_WORDS, lead=LEAD_WORDS)
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
    above = headline(known, head)
    found, lead = told(known, body, LEAD_WORDS)
    script = _script(title + text[:200])
    tagged = {f"${entity}" for entity in entities} if script == "arabic" else set()
    names = found.names | above.models | tagged
    others = list(map(short_hash, found.models | above.models | tagged))
    drawn = outline(known, pieces, split, Names(found.named, others), _EXTENT)
    stems = [known.stems[word] for word in drawn.above.tolist()]
    lead_names = lead.names | above.models | tagged | names.intersection(stems)
    lead_numbers = lead.numbers | above.numbers
    weighed = zip(stems, known.level[drawn.above].tolist(), strict=True)
    weights = {stem: level * (0.375 if stem in names else 0.25) for stem, level in weighed if level}
    packed = pack(
        script=script,
        tongue=tongue(text or title, script),
        roundup=drawn.words >= ROUNDUP_WORDS and tells_of_many(title),
        grew=lead.grew or above.grew,
        shingles=drawn.shingles,
        opening=drawn.opening,
        terms=drawn.terms,
        common=drawn.common,
        title={short_hash(stem): weight for stem, weight in weights.items()},
        lead=drawn.lead,
        names=drawn.names,
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
        words=drawn.words,
        names=frozenset(names),
        lead_names=frozenset(lead_names),
        numbers=frozenset(found.numbers),
        lead_numbers=frozenset(lead_numbers),
        dates=frozenset(lead.dates | above.dates),
        quotes=frozenset(quotes(text)),
        keys=_keys(drawn, weights, lead_names, lead_numbers, None if script == "arabic" else CAPITALS_SAMPLE),
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


def _keys(
    drawn: Outline, title: Mapping[str, float], lead_names: set[str], lead_numbers: set[str], sampled: int | None
) -> tuple[int, ...]:
    """Bottom-k of the shingles, all pairs of the most distinctive features of headline and lead, the best alone, and a
    sample: where capitals show no names, the words themselves must make texts meet.

    Ties are broken by hash, so that two articles with many features pick the same ones.
    """
    ranks = {stem: weight for stem, weight in title.items() if weight >= 1}
    for name in lead_names:
        ranks[name] = ranks.get(name, 0.0) + 2.0
    for number in lead_numbers:
        if len(number) > 1:
            ranks[number] = ranks.get(number, 0.0) + 1.2
    least = min(sorted(ranks.values(), reverse=True)[:SALIENT], default=0.0)
    best = sorted([(-rank, feature_hash(feature)) for feature, rank in ranks.items() if rank >= least])[:SALIENT]
    hashes = sorted([hashed for _, hashed in best])
    keys = {(low * 3 + high) & _MASK for low, high in combinations(hashes, 2)}
    keys.update([hashed ^ SINGLE_KEY for _, hashed in best[:SINGLES]])
    keys.update(drawn.shingles[:SKETCH].tolist())
    keys.update([short ^ SAMPLE_KEY for short in drawn.sample[:sampled]])
    return tuple(sorted([key - (key >> 63 << 64) for key in keys]))
