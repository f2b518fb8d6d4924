"""Folding: one byte per character, so that everything the matcher treats as the same *is* the same.

``fold`` turns a text into bytes in which letters have no case, no accents and one form each, digits are ASCII, and
every run of anything else is one blank. Beside the bytes goes the index that leads back to the original, so every
span that is found can be told in code points of the text as it was given.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.compiled import extension
from monitor.letters import ARABIC_FIRST, CYRILLIC_FIRST, DELETE, EXPAND, FIRST_OTHER, JOINER, PLANE, SEP, ZWNJ, tables
from monitor.lookalikes import latin_only
from monitor.surroundings import marks

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["BLANK", "FIRST_OTHER", "SEP", "ZWNJ", "Folded", "fold", "fold_short", "native", "script_of", "span"]

BLANK: Final = b" "
_NO_LETTERS: Final = b" 0123456789"
_NATIVE_VERSION: Final = 9
"""The version of the compiled half that this file goes with."""


class Folded(NamedTuple):
    """A folded text and the way back."""

    data: bytes
    """Words of folded letters and digits, parted by single blanks; a blank at both ends."""
    origin: memoryview
    """For every byte of `data` its code point in the original; -1 and the length for the blanks at the ends."""


@cache
def native() -> ModuleType | None:
    """The compiled half, ready for use: it folds and scans as the code here does, several times faster.

    None where it was not built (no compiler when Tocsin was installed) or is not of this version.
    """
    module = extension("_native", _NATIVE_VERSION)
    if module is not None:
        known = tables()
        module.install(known.codes, marks(), latin_only(), known.expansions, CYRILLIC_FIRST, ARABIC_FIRST, FIRST_OTHER)
    return module


def fold(text: str) -> Folded:
    """Fold `text`. Never fails, whatever the characters."""
    compiled = native()
    if compiled is None:
        return fold_with_numpy(text)
    data, origin = compiled.fold(text)
    return Folded(data, memoryview(origin).cast("i"))


@cache
def _table() -> NDArray[np.uint8]:
    return np.frombuffer(tables().codes, dtype=np.uint8)


def fold_with_numpy(text: str) -> Folded:
    """`fold` where nothing was compiled."""
    table, expansions = _table(), tables().expansions
    length = len(text)
    codes: NDArray[np.unsignedinteger] = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    data = np.empty(length + 2, dtype=np.uint8)
    data[0] = data[-1] = SEP
    if len(codes) == length:
        # Every code is in the table, so nothing need be checked; indices of the machine's own width spare a copy.
        table.take(codes.astype(np.intp), out=data[1:-1], mode="clip")
    else:  # characters beyond the first plane count two there
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        data[1:-1] = table[np.where(codes > 0xFFFF, SEP, codes)]
    places = None
    if data.min() < SEP:
        data, places = _special(data, np.arange(-1, length + 1), codes, expansions)
    keep = data != SEP
    # Of a run of blanks the first stays: its place in the original is where the word before it ended.
    keep[1:] |= keep[:-1]
    keep[0] = True
    kept = keep.nonzero()[0]
    origin = kept - 1 if places is None else places[keep]
    return Folded(data[keep].tobytes(), memoryview(origin))


def _special(
    data: NDArray[np.uint8], index: NDArray[np.int64], codes: NDArray[np.unsignedinteger], expansions: dict[int, bytes]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Resolve deletions, zero-width non-joiners and characters that stand for more than one letter."""
    keep = data != DELETE
    data, index = data[keep], index[keep]
    joiners = np.flatnonzero(data == JOINER)
    if len(joiners):
        # Between Arabic letters it parts a word from its suffix, which others write apart or together; elsewhere
        # it is invisible dirt. Runs of joiners count as one.
        solid = data != JOINER
        before = np.maximum.accumulate(np.where(solid, np.arange(len(data)), 0))
        after = np.minimum.accumulate(np.where(solid, np.arange(len(data)), len(data) - 1)[::-1])[::-1]
        inside = _arabic(data[before[joiners]]) & _arabic(data[after[joiners]])
        data = data.copy()
        data[joiners] = np.where(inside, SEP, DELETE)
        keep = data != DELETE
        data, index = data[keep], index[keep]
    places = np.flatnonzero(data == EXPAND)
    if len(places):
        letters = [expansions[int(codes[at])] for at in index[places]]
        counts = np.ones(len(data), dtype=np.int64)
        counts[places] = [len(found) for found in letters]
        starts = np.cumsum(counts) - counts
        data, index = np.repeat(data, counts), np.repeat(index, counts)
        for at, found in zip(starts[places], letters, strict=True):
            data[at : at + len(found)] = np.frombuffer(found, dtype=np.uint8)
    return data, index


def _arabic(data: NDArray[np.uint8]) -> NDArray[np.bool_]:
    digits = (data >= 48) & (data <= 57)
    return ((data >= ARABIC_FIRST) & (data < FIRST_OTHER)) | digits


class _Characters(dict[int, str]):
    """The folding table as `str.translate` reads it, filled as it is asked."""

    def __missing__(self, code: int) -> str:
        table, expansions = tables()
        byte = table[code] if code < PLANE else SEP
        folded = expansions[code] if byte == EXPAND else b"" if byte < SEP else bytes((byte,))
        self[code] = folded.decode("latin-1")
        return self[code]


_CHARACTERS: Final = _Characters()


def fold_bytes(text: str) -> bytes:
    """`fold` without the way back."""
    compiled = native()
    if compiled is None:
        words = fold_short(text)
        return b" %b " % words if words else BLANK
    data: bytes = compiled.fold(text)[0]
    return data


def fold_short(text: str) -> bytes:
    """`fold` for a few words, without the way back and without blanks at the ends."""
    if native() is not None:
        return fold_bytes(text).strip(BLANK)
    if ZWNJ in text:
        return fold(text).data.strip(BLANK)
    return b" ".join(word for word in text.translate(_CHARACTERS).encode("latin-1").split(BLANK) if word)


def fold_character(char: str) -> str:
    """What `char` alone folds to, as Latin-1: a blank, a letter or digit, several, or nothing."""
    return _CHARACTERS[ord(char)]


def script(byte: int) -> str:
    """The script of a folded byte: latin, cyrillic, arabic, digit, blank or other."""
    if byte == SEP:
        return "blank"
    if byte < 58:
        return "digit"
    if byte < CYRILLIC_FIRST:
        return "latin"
    if byte < ARABIC_FIRST:
        return "cyrillic"
    return "arabic" if byte < FIRST_OTHER else "other"


def script_of(text: str) -> str:
    """The script most letters of `text` are written in; latin where there is no letter."""
    if text.isascii():
        return "latin"
    letters = fold_short(text).translate(None, _NO_LETTERS)
    if not letters:
        return "latin"
    first, last = script(min(letters)), script(max(letters))
    return first if first == last else Counter(map(script, letters)).most_common(1)[0][0]


def mixed(data: bytes) -> bool:
    """Whether a folded text is mostly Cyrillic and has Latin letters all the same."""
    if data.isascii():
        return False
    letters = np.frombuffer(data, dtype=np.uint8)
    latin = np.count_nonzero((letters >= 97) & (letters <= 122))
    cyrillic = np.count_nonzero((letters >= CYRILLIC_FIRST) & (letters < ARABIC_FIRST))
    return bool(cyrillic > latin > 0)


def span(folded: Folded, start: int, end: int, text: str) -> tuple[int, int]:
    """The span in `text` of the folded bytes ``[start, end)``, combining marks on the last letter included."""
    first, last = folded.origin[start], folded.origin[end - 1] + 1
    limit = folded.origin[end] if end < len(folded.origin) else len(text)
    while last < limit and unicodedata.category(text[last])[0] == "M":
        last += 1
    return first, last
