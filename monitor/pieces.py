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
from struct import Struct
from types import ModuleType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitor.chunks import LEXICON_SIZE, Chunk, Fact, feature_hash, look
from monitor.compiled import extension

_NATIVE_VERSION = 9


@cache
def native() -> ModuleType | None:
    """The compiled half; None where it was not built or is not of this version."""
    return extension("_pieces", _NATIVE_VERSION)


_PIECE: Final = np.dtype(
    [("known", "u8"), ("capital", "u8"), ("first", "i4"), ("count", "i4"), ("flags", "u1")], align=True
)
"""Of a piece: its hash, that of its capital's stem, number of its first word, how many words it has, and its flags."""
_WORD: Final = np.dtype([("hash", "u8"), ("feature", "u8"), ("level", "u1"), ("digit", "u1")], align=True)
"""Of a word: its hash, that of its stem, how much it tells, in quarters, and whether it begins with a digit."""
_PIECE_ROW: Final = Struct("@QQiiB")
_WORD_ROW: Final = Struct("@QQBB")
Table = NDArray[np.void]


class Lexicon:
    """Pieces met so far, numbered in order, and what is known of them and of their words, as tables.

    A piece is known by a polynomial hash of its letters (64 bits, odd base), which for all pieces of a text falls out
    of one running sum; its number stands in an open-addressing table, so that looking up a text is a handful of array
    operations and not a loop over its words.
    """

    def __init__(self) -> None:
        self.pieces: Table = np.zeros(1024, _PIECE)
        """By number of a piece; the last is of none (what an empty slot points to)."""
        self.words: Table = np.zeros(1024, _WORD)
        """By number of a word."""
        self.bytes_of_pieces, self.bytes_of_words = self.pieces.view(np.uint8).data, self.words.view(np.uint8).data
        """The same tables as rows go in, and as the compiled half takes them: numpy would describe their columns in
        every call."""
        self.capitals: list[str] = []
        """Stem of the capitalised word a piece ends in, by number of the piece."""
        self.facts: dict[int, Fact] = {}
        """Of pieces that have any."""
        self.stems: list[str] = []
        """By number of a word."""
        self._bits = 12
        self._slots: NDArray[np.int32] = self._empty()

    def __len__(self) -> int:
        return len(self.capitals)

    def read(self, text: str) -> NDArray[np.int32]:
        """The numbers of a text's pieces, in order."""
        compiled = native()
        if compiled is None:
            return self._read(text)
        numbers, missing = compiled.read(text, self._slots, self.bytes_of_pieces, self._bits, _BASE, int(_SPREAD))
        found: NDArray[np.int32] = np.frombuffer(numbers, np.int32)
        if missing:
            found = found.copy()
            new = self._number((hashed, text[start:end]) for _, start, end, hashed in missing)
            found[[at for at, *_ in missing]] = new
        return found

    def _read(self, text: str) -> NDArray[np.int32]:
        starts, ends, hashes = _pieces(text)
        slots = ((hashes * _SPREAD) >> np.uint64(64 - self._bits)).astype(np.intp)
        found, known = self._slots[slots], self.pieces["known"]
        unsure = (known[found] != hashes).nonzero()[0]
        found[unsure] = self._slots[slots[unsure] + 1]
        unsure = unsure[known[found[unsure]] != hashes[unsure]]
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
        while (number := self._slots[slot]) >= 0 and self.pieces["known"][number] != hashed:
            slot = (slot + 1) % (1 << self._bits)
        return slot

    def _empty(self) -> NDArray[np.int32]:
        """Slots without numbers; one more than are given out, so that every slot has a neighbour."""
        return np.full((1 << self._bits) + 1, -1, np.int32)

    def _enter(self, hashes: list[int], chunks: list[Chunk]) -> None:
        number, first = len(self), len(self.stems)
        words = [word for chunk in chunks for word in chunk.words]
        while number + len(chunks) >= len(self.pieces):
            self.pieces = _doubled(self.pieces)
            self.bytes_of_pieces = self.pieces.view(np.uint8).data
        while first + len(words) > len(self.words):
            self.words = _doubled(self.words)
            self.bytes_of_words = self.words.view(np.uint8).data
        starts = accumulate([len(chunk.words) for chunk in chunks], initial=first)
        for at, (hashed, chunk, start) in enumerate(zip(hashes, chunks, starts, strict=False), start=number):
            known = (hashed, feature_hash(chunk.capital), start, len(chunk.words), chunk.flags)
            _PIECE_ROW.pack_into(self.bytes_of_pieces, at * _PIECE.itemsize, *known)
        for at, word in enumerate(words, start=first):
            level = int(4 * word.weight)
            row = (word.hash, word.feature, level, word.stem[:1].isdigit())
            _WORD_ROW.pack_into(self.bytes_of_words, at * _WORD.itemsize, *row)
        self.capitals += [chunk.capital for chunk in chunks]
        self.stems += [word.stem for word in words]
        self.facts.update((number + at, chunk.fact) for at, chunk in enumerate(chunks) if chunk.fact is not None)
        if 8 * len(self) > len(self._slots):
            while 8 * len(self) > 1 << self._bits:
                self._bits += 1
            self._slots = self._empty()
            number = 0
        compiled = native()
        if compiled is not None:
            compiled.enter(self._slots, self.bytes_of_pieces, self._bits, int(_SPREAD), number, len(self))
            return
        for each, hashed in enumerate(self.pieces["known"][number : len(self)].tolist(), start=number):
            self._slots[self._slot(hashed)] = each

    def words_of(self, pieces: NDArray[np.int32]) -> NDArray[np.int32]:
        """The numbers of their words, in order."""
        counts, first = self.pieces["count"][pieces], self.pieces["first"][pieces]
        if (counts == 1).all():
            return first
        ends = counts.cumsum()
        return np.repeat(first - ends + counts, counts) + np.arange(ends[-1], dtype=np.int32)


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


def _doubled(table: Table) -> Table:
    return np.concatenate((table, np.zeros_like(table)))
