"""What is known of a piece of text between two blanks: its words, and whether it looks like a name or a number. Pure.

Most pieces of a text were met before, so each is looked at once and numbered. A text is then a row of numbers, and
whatever is asked of all its words is one look-up in a table instead of a loop.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from monitor.commonwords import COMMON, FUNCTION, MONTHS, NUMBERS, TOLL
from monitor.same_letters import fold

LEXICON_SIZE = 100_000
"""Pieces remembered; then all are forgotten (a pure function is only computed again)."""
CAPITAL: Final = 1
"""The piece ends in a capitalised word."""
COMMON_NAME: Final = 2
"""That word is one that any news text has, so it is no name."""
BREAKS: Final = 4
"""Punctuation follows: a run of capitalised words ends here."""
ENDS: Final = 8
"""A sentence ends here."""
FACT: Final = 16
"""It has a designation, a number or a month."""
TOLL_WORD: Final = 32
"""It says that people died or were hurt."""

_TRAILING = ".,;:!?"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MODEL = re.compile(r"[^\W\d_]{1,10}-?\d{1,4}[^\W\d_]?")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"(?:19|20|13|14)\d\d")
_ENDS = re.compile(r"[.!?؟۔:…][\"'”’»)\]]*$")
_SUFFIX = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ом|ем|ах|ях|ов|ев|ам|ям|ий|ый|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ым|им"
    r"|а|я|о|е|и|ы|у|ю|ь|й)$"
)


class Word(NamedTuple):
    """One folded word."""

    hash: int
    """64 bits of BLAKE2b: the same in every process, unlike Python's own hash."""
    stem: str
    short: int
    """32-bit hash of the stem."""
    weight: float
    """0 for function words, 0.25 for words that any news text has, 1 for others."""


class Fact(NamedTuple):
    """What a piece says that can be checked."""

    model: str
    """A designation of letters and digits (S-300), folded; "" for others."""
    numbers: tuple[str, ...]
    """Thousands joined, decimals with a point; small number words as digits. Years are left out."""
    month: int
    """Number of the month it names, or 0."""


class Chunk(NamedTuple):
    """What stands between two blanks."""

    words: tuple[Word, ...]
    flags: int
    """`CAPITAL`, `COMMON_NAME`, `BREAKS`, `ENDS`, `FACT`, `TOLL_WORD`, added up."""
    capital: str
    """Stem of a capitalised word ("" for others), as a name is kept."""
    fact: Fact | None


class Lexicon:
    """Pieces met so far, numbered in order, and what is known of them and of their words, as tables.

    A piece is known by a polynomial hash of its letters (64 bits, odd base), which for all pieces of a text falls out
    of one running sum; its number stands in an open-addressing table, so that looking up a text is a handful of array
    operations and not a loop over its words.
    """

    def __init__(self) -> None:
        self.flags: NDArray[np.uint8] = np.zeros(1024, np.uint8)
        """By number of a piece."""
        self.capitals: list[str] = []
        """Stem of the capitalised word a piece ends in, by number of the piece."""
        self.facts: dict[int, Fact] = {}
        """Of pieces that have any."""
        self._first: NDArray[np.int32] = np.zeros(1024, np.int32)
        self._count: NDArray[np.int32] = np.zeros(1024, np.int32)
        self.stems: list[str] = []
        """By number of a word, as the following."""
        self.hash: NDArray[np.uint64] = np.zeros(1024, np.uint64)
        self.short: NDArray[np.uint32] = np.zeros(1024, np.uint32)
        self.weight: NDArray[np.float32] = np.zeros(1024, np.float32)
        self._bits = 12
        self._slots: NDArray[np.int32] = self._empty()
        self._known: NDArray[np.uint64] = np.zeros(1024, np.uint64)
        """Hash of a piece, by its number; the last is of none (what an empty slot points to)."""

    def __len__(self) -> int:
        return len(self.capitals)

    def read(self, text: str) -> NDArray[np.int32]:
        """The numbers of a text's pieces, in order."""
        starts, ends, hashes = _pieces(text)
        slots = ((hashes * _SPREAD) >> np.uint64(64 - self._bits)).astype(np.intp)
        found = self._slots[slots]
        unsure = (self._known[found] != hashes).nonzero()[0]
        found[unsure] = self._slots[slots[unsure] + 1]
        unsure = unsure[self._known[found[unsure]] != hashes[unsure]]
        for at, hashed in zip(unsure.tolist(), hashes[unsure].tolist(), strict=True):
            found[at] = self._number(hashed, text[starts[at] : ends[at]])
        return found

    def _number(self, hashed: int, piece: str) -> int:
        slot = self._slot(hashed)
        number = int(self._slots[slot])
        if number >= 0:
            return number
        number = self._slots[slot] = len(self)
        self._enter(hashed, _chunk(piece))
        return number

    def _slot(self, hashed: int) -> int:
        """Where a hash stands, or would stand."""
        slot = (hashed * int(_SPREAD) & _MASK) >> (64 - self._bits)
        while (number := self._slots[slot]) >= 0 and self._known[number] != hashed:
            slot = (slot + 1) % (1 << self._bits)
        return slot

    def _empty(self) -> NDArray[np.int32]:
        """Slots without numbers; one more than are given out, so that every slot has a neighbour."""
        return np.full((1 << self._bits) + 1, -1, np.int32)

    def _enter(self, hashed: int, chunk: Chunk) -> None:
        number, first = len(self), len(self.stems)
        if number + 1 == len(self.flags):
            self.flags, self._known = _doubled(self.flags), _doubled(self._known)
            self._first, self._count = _doubled(self._first), _doubled(self._count)
        if first + len(chunk.words) > len(self.hash):
            self.hash, self.short, self.weight = _doubled(self.hash), _doubled(self.short), _doubled(self.weight)
        self.capitals.append(chunk.capital)
        self._known[number] = hashed
        self.flags[number], self._first[number], self._count[number] = chunk.flags, first, len(chunk.words)
        if chunk.fact is not None:
            self.facts[number] = chunk.fact
        for at, word in enumerate(chunk.words, start=first):
            self.stems.append(word.stem)
            self.hash[at], self.short[at], self.weight[at] = word.hash, word.short, word.weight
        if 8 * number > len(self._slots):
            self._bits += 1
            self._slots = self._empty()
            for known, each in enumerate(self._known[: number + 1].tolist()):
                self._slots[self._slot(each)] = known

    def count_words(self, pieces: NDArray[np.int32]) -> int:
        """How many words they have together."""
        return int(self._count[pieces].sum())

    def words_of(self, pieces: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers of their words, in order."""
        counts = self._count[pieces]
        if (counts == 1).all():
            return self._first[pieces]
        ends = counts.cumsum()
        return np.repeat(self._first[pieces] - ends + counts, counts) + np.arange(ends[-1], dtype=np.int32)


_BASE: Final = 0x9E3779B97F4A7C15
_MASK: Final = 0xFFFFFFFFFFFFFFFF
_SPREAD: Final = np.uint64(0xBF58476D1CE4E5B9)
_BLANKS: Final = np.zeros(0x3002, np.bool_)
_BLANKS[[number for number in range(0x3002) if chr(number).isspace()]] = True


class _Powers:
    """The powers of the base and of its inverse, as many as the longest text so far has letters."""

    def __init__(self) -> None:
        self.up: NDArray[np.uint64] = np.ones(1, np.uint64)
        self.down: NDArray[np.uint64] = np.ones(1, np.uint64)

    def reach(self, length: int) -> None:
        if length > len(self.up):
            size = max(1 << 14, 2 * length)
            self.up, self.down = _powers(_BASE, size), _powers(pow(_BASE, -1, 1 << 64), size)


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return factors.cumprod()


def _pieces(text: str) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint64]]:
    """(where the pieces between blanks begin, where they end, their hashes)."""
    if text.isascii():
        letters = np.frombuffer(text.encode(), np.uint8)
        blank = _BLANKS[letters]
    else:
        letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        blank = _BLANKS[np.minimum(letters, len(_BLANKS) - 1)]
    walls = np.ones(len(blank) + 2, np.bool_)
    walls[1:-1] = blank
    edges = (walls[1:] != walls[:-1]).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    _OWN.powers.reach(len(letters))
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(letters * _OWN.powers.up[: len(letters)], out=sums[1:])
    return starts, ends, (sums[ends] - sums[starts]) * _OWN.powers.down[starts]


_T = TypeVar("_T", bound=np.generic)


class _Own(threading.local):
    """Numbers are given one after the other, so every thread has tables of its own."""

    def __init__(self) -> None:
        self.lexicon = Lexicon()
        self.powers = _Powers()


_OWN = _Own()


def lexicon() -> Lexicon:
    """The tables of this thread. Ask anew for every text, and drop its numbers with it: full tables are begun again."""
    if len(_OWN.lexicon) > LEXICON_SIZE:
        _OWN.lexicon = Lexicon()
    return _OWN.lexicon


def _doubled(table: NDArray[_T]) -> NDArray[_T]:
    return np.concatenate((table, np.zeros_like(table)))


@lru_cache(maxsize=LEXICON_SIZE)
def feature_hash(text: str) -> int:
    """64 bits of BLAKE2b of a text: the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


@lru_cache(maxsize=LEXICON_SIZE)
def short_hash(text: str) -> int:
    """32 bits of BLAKE2b of a text."""
    return feature_hash(text) & 0xFFFFFFFF


def stem(word: str) -> str:
    """A crude stem: endings cut, six letters kept. It only has to bring forms of one word together most of the time."""
    word = fold(word).casefold()
    if word[:1].isdigit():
        return word
    word = word.removesuffix("'s").replace("-", "").replace("'", "")
    first = word[:1]
    if "а" <= first <= "я":
        return _SUFFIX.sub("", word)[:6] if len(word) > 4 else word
    if "\u0600" <= first <= "\u06ff":
        return (word.removeprefix("ال") if len(word) > 5 else word)[:6]
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:6]


_TOLL: Final = frozenset(map(stem, TOLL))


def _chunk(text: str) -> Chunk:
    core = text.rstrip(_TRAILING)
    if core.isascii() and core.isalpha():  # most pieces, without a regular expression
        return _plain(core, text[len(core) :])
    folded = fold(text)
    cased = _WORD.findall(folded)
    words = tuple(_word(word.casefold()) for word in cased)
    name = next((word for word in reversed(cased) if word[0].isupper()), "")
    lower = name.casefold().removesuffix("'s")
    last = cased[-1] if cased else ""
    model = next((word for word in cased if _MODEL.fullmatch(word)), "").replace("-", "").casefold()
    numbers = _numbers(folded) if not model else ()
    small = NUMBERS.get(last.casefold())
    if small is not None:
        numbers = (*numbers, small)
    month = MONTHS.get(last.casefold(), 0)
    fact = Fact(model, numbers, month) if model or numbers or month else None
    return Chunk(
        words,
        (CAPITAL if name else 0)
        | (COMMON_NAME if month or lower in COMMON or lower in FUNCTION else 0)
        | (BREAKS if cased and not folded.endswith(last) else 0)
        | (ENDS if _ENDS.search(folded) else 0)
        | (FACT if fact else 0)
        | (TOLL_WORD if any(word.stem in _TOLL for word in words) else 0),
        stem(name) if name else "",
        fact,
    )


def _plain(core: str, after: str) -> Chunk:
    lower = core.lower()
    word = _word(lower)
    named = core[0].isupper()
    small = NUMBERS.get(lower)
    month = MONTHS.get(lower, 0)
    fact = Fact("", (small,) if small is not None else (), month) if small is not None or month else None
    return Chunk(
        (word,),
        (CAPITAL if named else 0)
        | (COMMON_NAME if month or (word.weight < 1 and (lower in COMMON or lower in FUNCTION)) else 0)
        | (BREAKS if after else 0)
        | (ENDS if after and after[-1] in ".!?:" else 0)
        | (FACT if fact else 0)
        | (TOLL_WORD if word.stem in _TOLL else 0),
        word.stem if named else "",
        fact,
    )


@lru_cache(maxsize=LEXICON_SIZE)
def _word(word: str) -> Word:
    found = stem(word)
    return Word(feature_hash(word), found, short_hash(found), _weight(word))


def _weight(word: str) -> float:
    if word in FUNCTION or (len(word) < 3 and not word[0].isdigit()):
        return 0.0
    return 0.25 if word in COMMON or _YEAR.fullmatch(word) else 1.0


def _numbers(text: str) -> tuple[str, ...]:
    found = []
    for match in _NUMBER.findall(text):
        number = match.replace(",", "") if _THOUSANDS.fullmatch(match) else match.replace(",", ".")
        number = number.lstrip("0") or "0"
        if not _YEAR.fullmatch(number):
            found.append(number)
    return tuple(found)
