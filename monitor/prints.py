"""The fingerprint of an article: what is compared when copies and rewrites of one story are looked for.

Pure and deterministic over processes: word hashes come from BLAKE2b, never from Python's seeded `hash`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import combinations
from math import log1p, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.commonwords import COMMON, FUNCTION, MONTHS, NUMBERS, ROUNDUP

SHINGLE = 4
"""Words per shingle: long enough that two texts rarely share one by chance, short enough to survive edits."""
SKETCH = 8
"""Smallest shingle hashes that become keys. Two texts of resemblance r share none with probability (1 - r)^8
(bottom-k MinHash; Broder, "On the resemblance and containment of documents", 1997)."""
SALIENT = 7
"""Distinctive features of title and lead whose pairs become keys: 21 of them."""
SINGLES = 4
"""Of these, so many become keys alone too: a short text may share no more than one name with another."""
SINGLE_KEY = 0x5EED_0000_0000_0001
"""Keeps the key of a single feature apart from shingles' and pairs' keys."""
LEAD_WORDS = 110
BODY_WORDS = 400
LEXICON_SIZE = 400_000

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_NAME = re.compile(r"(?:(?<=[^\W_] )|(?<=, ))[A-ZА-ЯЁІЇЄÀ-ÖØ-Þ][\w'-]+(?: [A-ZА-ЯЁІЇЄÀ-ÖØ-Þ][\w'-]+)*")
_MODEL = re.compile(r"(?<![\w-])[^\W\d_]{1,10}-?\d{1,4}(?!\d)[^\W\d_]?(?![\w-])")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:[, ]\d{3})+(?![\d])|(?<![\w.,-])\d+(?:[.,]\d+)?(?![\d])")
_QUOTE = re.compile(r"[“\"«„]([^“”\"«»„]{25,400})[”\"»“]")
_DATE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)? ([^\W\d_]{2,})|(?<!\w)([^\W\d_]{3,}) (\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?:19|20|13|14)\d\d")
_SUFFIX = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ом|ем|ах|ях|ов|ев|ам|ям|ий|ый|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ым|им"
    r"|а|я|о|е|и|ы|у|ю|ь|й|і|ї)$"
)
_FOLD = str.maketrans(
    {
        "ё": "е",
        "Ё": "Е",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "ئ": "ی",
        "\u200c": None,
        "\u00ad": None,
        "\u200b": None,
        "\u200f": None,
        "\u200e": None,
        "’": "'",
        "‘": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": " - ",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "٬": ",",
        "٫": ".",
        **{chr(0x0660 + d): str(d) for d in range(10)},
        **{chr(0x06F0 + d): str(d) for d in range(10)},
    }
)


class Word(NamedTuple):
    """What is known of one folded word."""

    hash: int
    stem: str
    weight: float
    """0 for function words, 0.25 for words any news text has, 1 for others."""


class _Lexicon(dict[str, Word]):
    """Words seen so far. A pure function of the word, remembered; emptied when it grows past a bound."""

    def __missing__(self, word: str) -> Word:
        if len(self) > LEXICON_SIZE:
            self.clear()
        entry = Word(int.from_bytes(blake2b(word.encode(), digest_size=8).digest()), _stem(word), _weight(word))
        self[word] = entry
        return entry


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """One article, reduced to what makes it the same story as another."""

    article: int
    outlet: str
    group: str
    """Owner; the outlet's id where none is configured."""
    at: datetime
    script: str
    words: int
    shingles: NDArray[np.uint64]
    """Sorted, unique."""
    title: Mapping[str, float]
    """Stems of the headline with their weights."""
    lead: frozenset[str]
    """Stems of headline and first words."""
    terms: Mapping[str, float]
    """Stems of headline and text, weighted and of length 1 (for a cosine)."""
    names: frozenset[str]
    lead_names: frozenset[str]
    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    dates: frozenset[str]
    """Days named in the first words, as month-day."""
    quotes: frozenset[str]
    credit: str
    """Wire agency named as the source, folded; empty where none is named."""
    roundup: bool
    keys: tuple[int, ...]
    """Signed 64-bit; articles of one story are expected to share at least one."""


_LEXICON = _Lexicon()


def make_print(
    article: int,
    title: str,
    text: str,
    *,
    outlet: str,
    at: datetime,
    group: str = "",
    credit: str = "",
    entities: Iterable[str] = (),
) -> Print:
    """The fingerprint of one article.

    Args:
        article: its number; given back as it is.
        title, text: as stored (paragraphs parted by blank lines).
        outlet: outlet id; `group`: its owner, if configured.
        at: publication (or first sight), aware.
        credit: wire agency the extraction found; where empty, the first words of the text are looked at.
        entities: ids of entities found in it that tell events apart (no countries): they count as names in scripts
            without capitals, where names cannot be told from other words.
    """
    title, text = _fold(title), _fold(text)
    body_words = _WORD.findall(text.casefold())
    title_words = _WORD.findall(title.casefold())
    lead_end = _lead_end(text)
    lead = text[:lead_end]
    models = {match.replace("-", "").casefold() for match in _MODEL.findall(f"{title} {text}")}
    names = _names(text) | models
    title_stems = {_LEXICON[word].stem for word in title_words}
    lead_names = _names(lead)
    lead_names |= {name for name in names if name in title_stems}
    lead_names |= {match.replace("-", "").casefold() for match in _MODEL.findall(f"{title} {lead}")}
    script = _script(title + lead)
    if script == "arabic":
        tagged = {f"${entity}" for entity in entities}
        names |= tagged
        lead_names |= tagged
    dates = _dates(f"{title} {lead}".casefold())
    shingles = _shingles(body_words)
    title_weights = _weights(title_words, names)
    lead_stems = title_stems | {_LEXICON[word].stem for word in body_words[:LEAD_WORDS]}
    return Print(
        article=article,
        outlet=outlet,
        group=group or outlet,
        at=at,
        script=script,
        words=len(body_words),
        shingles=shingles,
        title=title_weights,
        lead=frozenset(lead_stems),
        terms=_unit(_counts(title_words, body_words[:BODY_WORDS], names)),
        names=frozenset(names),
        lead_names=frozenset(lead_names),
        numbers=frozenset(_numbers(text, body_words)),
        lead_numbers=frozenset(_numbers(f"{title} . {lead}", [*title_words, *body_words[:LEAD_WORDS]])),
        dates=dates,
        quotes=frozenset(_quotes(text)),
        credit=_credit(credit, text),
        roundup=not ROUNDUP.isdisjoint(title_words),
        keys=_keys(shingles, title_weights, lead_names, _numbers(f"{title} . {lead}", ())),
    )


def stem_of(word: str) -> str:
    """The stem under which `make_print` keeps a name."""
    return _LEXICON[_fold(word).casefold()].stem


def _names(text: str) -> set[str]:
    """Stems of capitalised words inside sentences; of a run of them («Supreme National Security Council», «Ali Akbar
    Ahmadian») the last only, because a long title must not weigh more than a short name."""
    last = {run.rsplit(" ", 1)[-1].casefold() for run in _NAME.findall(text)}
    return {_LEXICON[name].stem for name in last if name not in COMMON and name not in FUNCTION}


def _fold(text: str) -> str:
    return text if text.isascii() else text.translate(_FOLD)


def _lead_end(text: str) -> int:
    """Where the first words of a text end: at a space after about `LEAD_WORDS` words."""
    end = LEAD_WORDS * 6
    if len(text) <= end:
        return len(text)
    space = text.find(" ", end)
    return len(text) if space < 0 else space


def _stem(word: str) -> str:
    """A crude stem: endings cut, six letters kept. It only has to bring forms of one word together most of the time."""
    if word[0].isdigit():
        return word
    word = word.removesuffix("'s").replace("-", "").replace("'", "")
    first = word[:1]
    if "а" <= first <= "я" or first in "іїє":
        return _SUFFIX.sub("", word)[:6] if len(word) > 4 else word
    if "\u0600" <= first <= "\u06ff":
        word = word.removeprefix("ال") if len(word) > 5 else word
        return word[:6]
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:6]


def _weight(word: str) -> float:
    if word in FUNCTION or (len(word) < 3 and not word[0].isdigit()):
        return 0.0
    if word in COMMON or _YEAR.fullmatch(word):
        return 0.25
    return 1.0


def _script(sample: str) -> str:
    counts = Counter(
        "cyrillic" if "\u0400" <= char <= "\u052f" else "arabic" if "\u0600" <= char <= "\u06ff" else "latin"
        for char in sample[:400]
        if char.isalpha()
    )
    return max(counts, key=lambda script: (counts[script], script)) if counts else "latin"


def _shingles(words: list[str]) -> NDArray[np.uint64]:
    """Hashes of all runs of `SHINGLE` words, sorted and unique. A text shorter than that is one shingle."""
    if not words:
        return np.empty(0, np.uint64)
    hashes = np.array([_LEXICON[word].hash for word in words], np.uint64)
    if len(hashes) < SHINGLE:
        hashes = np.pad(hashes, (0, SHINGLE - len(hashes)))
    mixed = hashes[: len(hashes) - SHINGLE + 1].copy()
    for step in range(1, SHINGLE):
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed += hashes[step : len(hashes) - SHINGLE + 1 + step]
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)


def _weights(words: Iterable[str], names: set[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words:
        entry = _LEXICON[word]
        if entry.weight:
            found[entry.stem] = entry.weight * (1.5 if entry.stem in names else 1.0)
    return found


def _counts(title: list[str], body: list[str], names: set[str]) -> dict[str, float]:
    """Weight times log frequency of every stem; headline words count three times."""
    counted: Counter[str] = Counter(body)
    for word in title:
        counted[word] += 3
    stems: dict[str, float] = {}
    weights: dict[str, float] = {}
    for word, times in counted.items():
        entry = _LEXICON[word]
        if entry.weight:
            stems[entry.stem] = stems.get(entry.stem, 0) + times
            weights[entry.stem] = min(entry.weight, weights.get(entry.stem, 1.0))
    return {stem: log1p(times) * weights[stem] * (1.5 if stem in names else 1.0) for stem, times in stems.items()}


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(value * value for value in vector.values()))
    return {stem: value / length for stem, value in vector.items()} if length else {}


def _numbers(text: str, words: Iterable[str]) -> set[str]:
    """Numbers as facts: thousands joined, decimals with a point, small number words as digits; years left out."""
    found = set()
    for match in _NUMBER.findall(text):
        number = match.replace(" ", "")
        if re.fullmatch(r"\d{1,3}(,\d{3})+", number):
            number = number.replace(",", "")
        number = number.replace(",", ".").lstrip("0") or "0"
        if not _YEAR.fullmatch(number):
            found.add(number)
    found.update(NUMBERS[word] for word in words if word in NUMBERS)
    return found


def _dates(text: str) -> frozenset[str]:
    found = set()
    for day, month, month_first, day_second in _DATE.findall(text):
        number = MONTHS.get(month or month_first)
        if number is not None:
            found.add(f"{number}-{int(day or day_second)}")
    return frozenset(found)


def _quotes(text: str) -> Iterable[str]:
    for match in _QUOTE.findall(text):
        words = _WORD.findall(match.casefold())
        if len(words) >= 5:
            yield " ".join(words[:12])


_AGENCIES = (
    "reuters|associated press|afp|dpa|tass|ria novosti|interfax|xinhua|bloomberg|anadolu|irna|isna|mehr|tasnim|fars|"
    "ukrinform|unian|тасс|риа новости|интерфакс|рейтер|укринформ|ایرنا|ایسنا|تسنیم|فارس|مهر|رویترز|تاس|اینترفاکس"
)
_CREDIT = re.compile(
    rf"[(/\[]\s*({_AGENCIES}|ap)\s*[)/\]]|^(?:by|via|source:)\s+(?:itar-)?({_AGENCIES})\b", re.MULTILINE
)


def _credit(given: str, text: str) -> str:
    """The wire agency a text comes from: as extracted, or «(Reuters)», «/TASS/», «By TASS» in its first words."""
    if given:
        return _fold(given).casefold().strip()
    head = text[:300].casefold()
    found = _CREDIT.search(head) or _CREDIT.search(text[-160:].casefold())
    return (found[1] or found[2]) if found else ""


def _keys(
    shingles: NDArray[np.uint64], title: Mapping[str, float], lead_names: set[str], lead_numbers: set[str]
) -> tuple[int, ...]:
    """Bottom-k of the shingles, and all pairs of the most distinctive features of headline and lead.

    Ties are broken by hash, so that two articles with many features pick the same ones.
    """
    smallest = shingles[:SKETCH].astype(np.int64).tolist()
    ranks = {stem: weight for stem, weight in title.items() if weight >= 1}
    for name in lead_names:
        ranks[name] = ranks.get(name, 0.0) + 2.0
    for number in lead_numbers:
        if len(number) > 1:
            ranks[number] = ranks.get(number, 0.0) + 1.2
    hashed = {feature: _LEXICON[feature].hash for feature in ranks}
    best = sorted(ranks, key=lambda feature: (-ranks[feature], hashed[feature]))[:SALIENT]
    pairs = {
        (min(hashed[a], hashed[b]) * 3 + max(hashed[a], hashed[b])) & 0xFFFFFFFFFFFFFFFF
        for a, b in combinations(best, 2)
    }
    pairs.update(hashed[feature] ^ SINGLE_KEY for feature in best[:SINGLES])
    return tuple(sorted({*smallest, *(pair - (1 << 64) if pair >= 1 << 63 else pair for pair in pairs)}))
