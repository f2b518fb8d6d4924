"""Texts as rows of numbers: every piece between two blanks is looked at once, numbered, and kept in tables.

Whatever is asked of all the words of a text is then one look-up in a table instead of a loop. Where `monitor._pieces`
was built it does what is done here for every piece, several times faster.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from secrets import randbits
from types import ModuleType
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from monitor.chunks import LEXICON_SIZE, Chunk, Fact, feature_hash, look
from monitor.compiled import extension

_NATIVE_VERSION = 5


@cache
def native() -> ModuleType | None:
    """The compiled half; None where it was not built or is not of this version."""
    return extension("_pieces", _NATIVE_VERSION)


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
        self.capital: NDArray[np.uint64] = np.zeros(1024, np.uint64)
        """Its hash."""
        self.facts: dict[int, Fact] = {}
        """Of pieces that have any."""
        self.first: NDArray[np.int32] = np.zeros(1024, np.int32)
        """Number of its first word."""
        self.count: NDArray[np.int32] = np.zeros(1024, np.int32)
        """Of its words."""
        self.stems: list[str] = []
        """By number of a word, as the following."""
        self.hash: NDArray[np.uint64] = np.zeros(1024, np.uint64)
        self.feature: NDArray[np.uint64] = np.zeros(1024, np.uint64)
        """Hash of its stem."""
        self.level: NDArray[np.uint8] = np.zeros(1024, np.uint8)
        """How much a word tells, in quarters."""
        self._bits = 12
        self._slots: NDArray[np.int32] = self._empty()
        self._known: NDArray[np.uint64] = np.zeros(1024, np.uint64)
        """Hash of a piece, by its number; the last is of none (what an empty slot points to)."""

    def __len__(self) -> int:
        return len(self.capitals)

    def read(self, text: str) -> NDArray[np.int32]:
        """The numbers of a text's pieces, in order."""
        compiled = native()
        if compiled is None:
            return self._read(text)
        numbers, missing = compiled.read(text, self._slots, self._known, self._bits, _BASE, int(_SPREAD))
        found: NDArray[np.int32] = np.frombuffer(numbers, np.int32)
        if missing:
            found = found.copy()
            new = self._number((hashed, text[start:end]) for _, start, end, hashed in missing)
            found[[at for at, *_ in missing]] = new
        return found

    def _read(self, text: str) -> NDArray[np.int32]:
        starts, ends, hashes = _pieces(text)
        slots = ((hashes * _SPREAD) >> np.uint64(64 - self._bits)).astype(np.intp)
        found = self._slots[slots]
        unsure = (self._known[found] != hashes).nonzero()[0]
        found[unsure] = self._slots[slots[unsure] + 1]
        unsure = unsure[self._known[found[unsure]] != hashes[unsure]]
        found[unsure] = [self._slots[self._slot(hashed)] for hashed in hashes[unsure].tolist()]
        new = unsure[found[unsure] < 0]
        places = zip(starts[new].tolist(), ends[new].tolist(), hashes[new].tolist(), strict=True)
        found[new] = self._number((hashed, text[start:end]) for start, end, hashed in places)
        return found

    def _number(self, pieces: Iterable[tuple[int, str]]) -> list[int]:
        """Of pieces with their hashes, which were not met before; they are looked at and entered."""
        numbers: list[int] = []
        new: dict[int, int] = {}
        chunks: list[Chunk] = []
        for hashed, piece in pieces:
            number = new.get(hashed, -1)
            if number < 0:
                number = new[hashed] = len(self) + len(chunks)
                chunks.append(look(piece))
            numbers.append(number)
        self._enter(list(new), chunks)
        return numbers

    def _slot(self, hashed: int) -> int:
        """Where a hash stands, or would stand."""
        slot = (hashed * int(_SPREAD) & _MASK) >> (64 - self._bits)
        while (number := self._slots[slot]) >= 0 and self._known[number] != hashed:
            slot = (slot + 1) % (1 << self._bits)
        return slot

    def _empty(self) -> NDArray[np.int32]:
        """Slots without numbers; one more than are given out, so that every slot has a neighbour."""
        return np.full((1 << self._bits) + 1, -1, np.int32)

    def _enter(self, hashes: list[int], chunks: list[Chunk]) -> None:
        number, first = len(self), len(self.stems)
        words = [word for chunk in chunks for word in chunk.words]
        while number + len(chunks) >= len(self.flags):
            self.flags, self._known = _doubled(self.flags), _doubled(self._known)
            self.capital = _doubled(self.capital)
            self.first, self.count = _doubled(self.first), _doubled(self.count)
        while first + len(words) > len(self.hash):
            self.hash, self.feature, self.level = _doubled(self.hash), _doubled(self.feature), _doubled(self.level)
        self.capitals += [chunk.capital for chunk in chunks]
        self.stems += [word.stem for word in words]
        self.facts.update((number + at, chunk.fact) for at, chunk in enumerate(chunks) if chunk.fact is not None)
        counts = [len(chunk.words) for chunk in chunks]
        pieces, theirs = slice(number, number + len(chunks)), slice(first, first + len(words))
        self._known[pieces] = hashes
        self.flags[pieces] = [chunk.flags for chunk in chunks]
        self.capital[pieces] = [feature_hash(chunk.capital) for chunk in chunks]
        self.count[pieces] = counts
        self.first[pieces] = list(accumulate(counts, initial=first))[:-1]
        self.hash[theirs] = [word.hash for word in words]
        self.feature[theirs] = [word.feature for word in words]
        self.level[theirs] = [int(4 * word.weight) for word in words]
        if 8 * len(self) > len(self._slots):
            while 8 * len(self) > 1 << self._bits:
                self._bits += 1
            self._slots = self._empty()
            number = 0
        compiled = native()
        if compiled is not None:
            compiled.enter(self._slots, self._known, self._bits, int(_SPREAD), number, len(self))
            return
        for each, hashed in enumerate(self._known[number : len(self)].tolist(), start=number):
            self._slots[self._slot(hashed)] = each

    def words_of(self, pieces: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers of their words, in order."""
        counts = self.count[pieces]
        if (counts == 1).all():
            return self.first[pieces]
        ends = counts.cumsum()
        return np.repeat(self.first[pieces] - ends + counts, counts) + np.arange(ends[-1], dtype=np.int32)


_BASE: Final = randbits(61) << 3 | 5
"""Another in every process, so that no page can be written whose pieces all fall into one slot. No number leaves it."""
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
