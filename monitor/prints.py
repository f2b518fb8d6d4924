"""The fingerprint of an article: what is compared when copies and rewrites of one story are looked for.

Pure, and the same in every process.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, combinations
from math import log1p

import numpy as np
from numpy.typing import NDArray

from monitor.chunks import Chunk, Word, chunks, feature_hash, fold, short_hash
from monitor.commonwords import ROUNDUP
from monitor.sketch import SKETCH, Sketch, rounded

SHINGLE = 4
"""Words per shingle: long enough that two texts rarely share one by chance, short enough to survive edits."""
MOST_SHINGLES = 4000
"""Of longer texts the smallest hashes stand for all: a bottom-k sample keeps resemblance nearly as it is."""
SALIENT = 7
"""Distinctive features of headline and first words whose pairs become keys: 21 of them."""
SINGLES = 4
"""Of these, so many become keys alone too: a short text may share no more than one name with another."""
SINGLE_KEY = 0x5EED_0000_0000_0001
"""Keeps the key of a single feature apart from shingles' and pairs' keys."""
LEAD_WORDS = 110
BODY_WORDS = 400

_LOGS = [log1p(number) for number in range(64)]
_QUOTE = re.compile(r"[“\"«„]([^“”\"«»„]{25,400})[”\"»“]")
_SCRIPTS = {
    "arabic": re.compile("[\u0600-\u06ff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}
_AGENCIES = (
    "reuters|associated press|afp|dpa|tass|ria novosti|interfax|xinhua|bloomberg|anadolu|irna|isna|mehr|tasnim|fars|"
    "ukrinform|unian|тасс|риа новости|интерфакс|рейтер|укринформ|ایرنا|ایسنا|تسنیم|فارس|مهر|رویترز|تاس|اینترفاکس"
)
_CREDIT = re.compile(
    rf"[(/\[]\s*({_AGENCIES}|ap)\s*[)/\]]|^(?:by|via|source:)\s+(?:itar-)?({_AGENCIES})\b", re.MULTILINE
)


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
    credit: str
    """Wire agency named as the source, folded; empty where none is named."""
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
    credit: str = "",
    entities: Iterable[str] = (),
) -> Print:
    """The fingerprint of one article.

    Args:
        article: its number; given back as it is.
        title, text: as stored (paragraphs parted by blank lines).
        outlet: outlet id.
        at: publication (or first sight), aware.
        credit: wire agency the extraction found; where empty, the first words of the text are looked at.
        entities: ids of entities found in it that tell events apart (no countries): they count as names in scripts
            without capitals, where names cannot be told from other words.
    """
    head, body = chunks(title), chunks(text)
    title_words = [word for chunk in head for word in chunk.words]
    body_words = list(chain.from_iterable([chunk.words for chunk in body]))
    title_stems = {word.stem for word in title_words}
    found, lead = _facts(body), _facts(body[:LEAD_WORDS])
    headline = _facts(head)
    names = found.names | headline.models
    lead_names = lead.names | headline.models | (names & title_stems)
    script = _script(title + text[:200])
    if script == "arabic":
        tagged = {f"${entity}" for entity in entities}
        names, lead_names = names | tagged, lead_names | tagged
    lead_numbers = lead.numbers | headline.numbers
    shingles = _shingles(body_words)
    weights = {word.stem: word.weight * (1.5 if word.stem in names else 1.0) for word in title_words if word.weight}
    short_names = frozenset(map(short_hash, names))
    terms, unit = _unit(_terms(title_words, body_words[:BODY_WORDS], short_names))
    sketch = Sketch(
        article=article,
        outlet=outlet,
        at=at,
        script=script,
        roundup=not ROUNDUP.isdisjoint(fold(title).casefold().replace(":", " ").split()),
        shingles=shingles,
        sketch=frozenset(shingles[:SKETCH].tolist()),
        title={short_hash(stem): weight for stem, weight in weights.items()},
        lead=frozenset([word.short for word in chain(title_words, body_words[:LEAD_WORDS])]),
        terms=terms,
        weights=unit,
        names=short_names,
        lead_names=frozenset(map(short_hash, lead_names)),
        numbers={short_hash(number): specific(number) for number in found.numbers},
        lead_numbers={short_hash(number): specific(number) for number in lead_numbers},
        dates=frozenset(map(short_hash, lead.dates | headline.dates)),
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
        dates=frozenset(lead.dates | headline.dates),
        quotes=frozenset(_quotes(text)),
        credit=_credit(credit, text),
        keys=_keys(shingles, weights, lead_names, lead_numbers),
        sketch=sketch,
    )


def specific(number: str) -> float:
    """How much a number tells: «512» or «3.5» is hardly met by chance, «7» often."""
    if "." in number or len(number) > 2:
        return 1.0
    return 0.6 if len(number) == 2 else 0.3


@dataclass(slots=True)
class _Facts:
    names: set[str]
    models: set[str]
    numbers: set[str]
    dates: set[str]


def _facts(pieces: Sequence[Chunk]) -> _Facts:
    """Names, designations (which are names too), numbers and dates.

    A capitalised word is a name unless it opens a sentence alone. Of a run («Supreme National Security Council»,
    «Ali Akbar Ahmadian») the last only, because a long title must not weigh more than a short name.
    """
    facts = _Facts(set(), set(), set(), set())
    telling = [at for at, chunk in enumerate(pieces) if chunk.telling]
    run_from = run_to = -2
    for at in telling:
        chunk = pieces[at]
        if chunk.capital:
            if run_to != at - 1 or pieces[at - 1].breaks:
                run_from = at
            run_to = at
            goes_on = not chunk.breaks and at + 1 < len(pieces) and pieces[at + 1].capital
            opens = run_from == 0 or pieces[run_from - 1].ends
            if not goes_on and not chunk.common and (run_from < at or not opens):
                facts.names.add(chunk.capital)
        if chunk.model:
            facts.models.add(chunk.model)
        if chunk.numbers or chunk.month:
            _count(pieces, at, facts)
    facts.names |= facts.models
    return facts


def _count(pieces: Sequence[Chunk], at: int, facts: _Facts) -> None:
    """Numbers and dates at one place: «10 March», «March 10»; «4 700» is one number."""
    chunk = pieces[at]
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if chunk.month:
        for day in (*(before.numbers if before else ()), *(after.numbers if after and not chunk.ends else ())):
            if day.isdigit() and int(day) <= 31:
                facts.dates.add(f"{chunk.month}-{day}")
        return
    if (before and before.month and not before.ends) or (after and after.month):
        return
    for number in chunk.numbers:
        if after and len(number) < 4 and not chunk.breaks and len(after.numbers) == 1 and len(after.numbers[0]) == 3:
            facts.numbers.add(number + after.numbers[0])
        elif not (before and len(number) == 3 and len(before.numbers) == 1 and len(before.numbers[0]) < 4):
            facts.numbers.add(number)


def _script(sample: str) -> str:
    """The script most letters of a text are in."""
    if sample.isascii():
        return "latin"
    counts = {script: len(letters.findall(sample)) for script, letters in _SCRIPTS.items()}
    return max(counts, key=lambda script: (counts[script], script))


def _shingles(words: Sequence[Word]) -> NDArray[np.uint32]:
    """Hashes of all runs of `SHINGLE` words, sorted and unique. A text shorter than that is one shingle."""
    if not words:
        return np.empty(0, np.uint32)
    hashes = np.array([word.hash for word in words], np.uint64)
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
    return short[np.concatenate(([True], short[1:] != short[:-1]))][:MOST_SHINGLES]


def _terms(title: Sequence[Word], body: Sequence[Word], names: Set[int]) -> dict[int, float]:
    """Weight times log frequency of every stem; headline words count three times, names half as much again."""
    words = [word for word in chain(body, title, title, title) if word.weight]
    times = Counter([word.short for word in words])
    common = {word.short for word in words if word.weight < 1}
    return {
        stem: _LOGS[number if number < 64 else 63] * (0.25 if stem in common else 1.0) * (1.5 if stem in names else 1.0)
        for stem, number in times.items()
    }


def _unit(vector: Mapping[int, float]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """(hashes in order, weights) of a vector, brought to length 1."""
    hashes = np.fromiter(vector, np.uint32, len(vector))
    values = np.fromiter(vector.values(), np.float32, len(vector))
    order = np.argsort(hashes)
    length = float(np.sqrt((values * values).sum())) or 1.0
    return hashes[order], rounded(values[order] / np.float32(length))


def _quotes(text: str) -> Iterable[str]:
    for match in _QUOTE.findall(text):
        words = fold(match).casefold().split()
        if len(words) >= 5:
            yield " ".join(word.strip(".,;:!?") for word in words[:12])


def _credit(given: str, text: str) -> str:
    """The wire agency a text comes from: as extracted, or «(Reuters)», «/TASS/», «By TASS» in its first words."""
    if given:
        return fold(given).casefold().strip()
    found = _CREDIT.search(fold(text[:300]).casefold()) or _CREDIT.search(fold(text[-160:]).casefold())
    return (found[1] or found[2]) if found else ""


def _keys(
    shingles: NDArray[np.uint32], title: Mapping[str, float], lead_names: set[str], lead_numbers: set[str]
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
    hashed = {feature: feature_hash(feature) for feature in ranks}
    best = sorted(ranks, key=lambda feature: (-ranks[feature], hashed[feature]))[:SALIENT]
    keys = {
        (min(hashed[a], hashed[b]) * 3 + max(hashed[a], hashed[b])) & 0xFFFFFFFFFFFFFFFF
        for a, b in combinations(best, 2)
    }
    keys.update(hashed[feature] ^ SINGLE_KEY for feature in best[:SINGLES])
    keys.update(shingles[:SKETCH].tolist())
    return tuple(sorted(key - (1 << 64) if key >= 1 << 63 else key for key in keys))
