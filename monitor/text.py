"""Folding: one byte per character, so that everything the matcher treats as the same *is* the same.

``fold`` turns a text into bytes in which letters have no case, no accents and one form each, digits are ASCII, and
every run of anything else is one blank. Beside the bytes goes the index that leads back to the original, so every
span that is found can be told in code points of the text as it was given.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

SEP: Final = 32
"""The byte between two words. A folded text begins and ends with one."""
BLANK: Final = b" "
_DELETE: Final = 0
_EXPAND: Final = 1
_ZWNJ: Final = 2
_CYRILLIC_FIRST: Final = 128
_ARABIC_FIRST: Final = 172
FIRST_OTHER: Final = 216
"""Bytes from here on stand for letters of further alphabets, several letters to a byte."""

_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщъыьэюяєіђјљњћџѓѕ"
_ARABIC: Final = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنهویڤ"
# Letters that NFKD does not take apart, or that two alphabets write differently.
_SAME: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ə": "a",
    "ґ": "г", "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "җ": "ж", "ң": "н", "һ": "х", "қ": "к", "ғ": "г", "ѝ": "и",
    "ك": "ک", "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی", "ۍ": "ی", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه",
    "ٱ": "ا", "ۆ": "و", "ۇ": "و", "ګ": "گ", "ڪ": "ک",
}  # fmt: skip
_HAMZA: Final = "\u0621"
_APOSTROPHE_LETTERS: Final = "\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ee\ua78c\uff07"
"""Marks that Unicode calls letters and writers use as apostrophes."""
_TATWEEL: Final = "\u0640"
ZWNJ: Final = "\u200c"


def _letters(char: str) -> str:
    """The letters and digits that stand for `char`, without case and accents; empty for a mere mark."""
    plain: list[str] = []
    for part in unicodedata.normalize("NFKD", char):
        kind = unicodedata.category(part)
        if kind[0] == "M" or kind == "Cf" or part in (_HAMZA, _TATWEEL):
            continue
        if kind == "Nd":
            plain.append(str(unicodedata.decimal(part)))
        else:
            folded = unicodedata.normalize("NFKD", part.casefold())
            plain += [_SAME.get(one, one) for one in folded if unicodedata.category(one)[0] != "M"]
    return "".join(plain)


def _byte(letter: str) -> int:
    if letter.isascii():
        return ord(letter) if letter.isalnum() else SEP
    if (at := _CYRILLIC.find(letter)) >= 0:
        return _CYRILLIC_FIRST + at
    if (at := _ARABIC.find(letter)) >= 0:
        return _ARABIC_FIRST + at
    if unicodedata.category(letter)[0] == "L":
        return FIRST_OTHER + ord(letter) % (256 - FIRST_OTHER)
    return SEP


def _build() -> tuple[NDArray[np.uint8], dict[int, bytes]]:
    table = np.full(0x10000, SEP, dtype=np.uint8)
    expansions: dict[int, bytes] = {}
    for code in range(0x10000):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind in ("Mn", "Me", "Cf") or char in (_HAMZA, _TATWEEL):
            table[code] = _DELETE
        elif (kind[0] == "L" and char not in _APOSTROPHE_LETTERS) or kind == "Nd":
            folded = bytes(map(_byte, _letters(char)))
            if len(folded) == 1:
                table[code] = folded[0]
            elif folded:
                table[code], expansions[code] = _EXPAND, folded
            else:
                table[code] = _DELETE
    table[ord(ZWNJ)] = _ZWNJ
    return table, expansions


@cache
def _tables() -> tuple[NDArray[np.uint8], dict[int, bytes]]:
    return _build()


class Folded(NamedTuple):
    """A folded text and the way back."""

    data: bytes
    """Words of folded letters and digits, parted by single blanks; a blank at both ends."""
    origin: NDArray[np.int64]
    """For every byte of `data` its code point in the original; -1 and the length for the blanks at the ends."""


def fold(text: str) -> Folded:
    """Fold `text`. Never fails, whatever the characters."""
    table, expansions = _tables()
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
    return Folded(data[keep].tobytes(), kept - 1 if places is None else places[keep])


def _special(
    data: NDArray[np.uint8], index: NDArray[np.int64], codes: NDArray[np.unsignedinteger], expansions: dict[int, bytes]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Resolve deletions, zero-width non-joiners and characters that stand for more than one letter."""
    keep = data != _DELETE
    data, index = data[keep], index[keep]
    joiners = np.flatnonzero(data == _ZWNJ)
    if len(joiners):
        # Between Arabic letters it parts a word from its suffix, which others write apart or together; elsewhere
        # it is invisible dirt. Runs of joiners count as one.
        solid = data != _ZWNJ
        before = np.maximum.accumulate(np.where(solid, np.arange(len(data)), 0))
        after = np.minimum.accumulate(np.where(solid, np.arange(len(data)), len(data) - 1)[::-1])[::-1]
        inside = _arabic(data[before[joiners]]) & _arabic(data[after[joiners]])
        data = data.copy()
        data[joiners] = np.where(inside, SEP, _DELETE)
        keep = data != _DELETE
        data, index = data[keep], index[keep]
    places = np.flatnonzero(data == _EXPAND)
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
    return ((data >= _ARABIC_FIRST) & (data < FIRST_OTHER)) | digits


class _Characters(dict[int, str]):
    """The folding table as `str.translate` reads it, filled as it is asked."""

    def __missing__(self, code: int) -> str:
        table, expansions = _tables()
        byte = int(table[code]) if code < len(table) else SEP
        folded = expansions[code] if byte == _EXPAND else b"" if byte < SEP else bytes((byte,))
        self[code] = folded.decode("latin-1")
        return self[code]


_CHARACTERS: Final = _Characters()


def fold_short(text: str) -> bytes:
    """`fold` for a few words, without the way back and without blanks at the ends. Faster for short texts only."""
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
    if byte < _CYRILLIC_FIRST:
        return "latin"
    if byte < _ARABIC_FIRST:
        return "cyrillic"
    return "arabic" if byte < FIRST_OTHER else "other"


def script_of(text: str) -> str:
    """The script most letters of `text` are written in; latin where there is no letter."""
    if text.isascii():
        return "latin"
    counts = Counter(script(byte) for byte in fold_short(text))
    del counts["blank"], counts["digit"]
    return counts.most_common(1)[0][0] if counts else "latin"


def latin_among_cyrillic(folded: Folded) -> list[int]:
    """Where Latin letters stand in a folded text that is mostly Cyrillic; empty for any other text."""
    data = np.frombuffer(folded.data, dtype=np.uint8)
    cyrillic = np.count_nonzero((data >= _CYRILLIC_FIRST) & (data < _ARABIC_FIRST))
    latin = (data >= 97) & (data <= 122)
    return np.flatnonzero(latin).tolist() if cyrillic > np.count_nonzero(latin) else []


def span(folded: Folded, start: int, end: int, text: str) -> tuple[int, int]:
    """The span in `text` of the folded bytes ``[start, end)``, combining marks on the last letter included."""
    first, last = int(folded.origin[start]), int(folded.origin[end - 1]) + 1
    limit = int(folded.origin[end]) if end < len(folded.origin) else len(text)
    while last < limit and unicodedata.category(text[last])[0] == "M":
        last += 1
    return first, last
