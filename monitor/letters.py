"""What every character folds to: one byte for a letter or digit, whatever its case, accents and writing."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

SEP: Final = 32
"""The byte between two words. A folded text begins and ends with one."""
DELETE: Final = 0
EXPAND: Final = 1
JOINER: Final = 2
"""Below a blank stand no letters but what is to be done: nothing is there, several letters are, or it depends."""
PLANE: Final = 0x10000
"""Characters with a place in the table; those beyond are blanks."""
CYRILLIC_FIRST: Final = 128
ARABIC_FIRST: Final = 172
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


_IDEOGRAPHS: Final = (range(0x3400, 0x4DC0), range(0x4E00, 0x9FFD))
"""Almost half of the plane, each a letter that stands for itself."""
_SYLLABLES: Final = range(0xAC00, 0xD7A4)
"""Korean: each is a first letter, a vowel, and maybe a last letter, in every combination (Unicode 3.12)."""
_KNOWN: Final = {letter: CYRILLIC_FIRST + at for at, letter in enumerate(_CYRILLIC)} | {
    letter: ARABIC_FIRST + at for at, letter in enumerate(_ARABIC)
}


def _byte(letter: str) -> int:
    if letter.isascii():
        return ord(letter) if letter.isalnum() else SEP
    if letter in _KNOWN:
        return _KNOWN[letter]
    return FIRST_OTHER + ord(letter) % (256 - FIRST_OTHER) if unicodedata.category(letter)[0] == "L" else SEP


class _Parts(dict[str, bytes]):
    """The letters and digits, without case and accents, of each character that others are taken apart into."""

    def __missing__(self, part: str) -> bytes:
        kind = unicodedata.category(part)
        if kind[0] == "M" or kind == "Cf" or part in (_HAMZA, _TATWEEL):
            found = b""
        elif kind == "Nd":
            found = b"%d" % unicodedata.decimal(part)
        else:
            folded = unicodedata.normalize("NFKD", part.casefold())
            plain = [_SAME.get(one, one) for one in folded if unicodedata.category(one)[0] != "M"]
            found = bytes(map(_byte, "".join(plain)))
        self[part] = found
        return found


def _add_syllables(table: bytearray, expansions: dict[int, bytes], parts: _Parts) -> None:
    firsts, vowels = ([parts[chr(first + at)] for at in range(count)] for first, count in ((0x1100, 19), (0x1161, 21)))
    lasts = [b"", *(parts[chr(0x11A8 + at)] for at in range(27))]
    open_ones = [first + vowel for first in firsts for vowel in vowels]
    made = [syllable + last for syllable in open_ones for last in lasts]
    table[_SYLLABLES.start : _SYLLABLES.stop] = bytes([EXPAND]) * len(made)
    expansions.update(zip(_SYLLABLES, made, strict=True))


_LETTERS: Final = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd"))
_NOT_THERE: Final = frozenset(("Mn", "Me", "Cf"))


class Tables(NamedTuple):
    """How to fold every character of the first plane."""

    codes: bytes
    """By code the byte, or what is to be done."""
    expansions: dict[int, bytes]
    """The letters of those that stand for several."""


@cache
def tables() -> Tables:
    """Made once in a process. By far most letters stand for themselves, which is seen at once."""
    table, parts = bytearray([SEP]) * PLANE, _Parts()
    expansions: dict[int, bytes] = {}
    special = {*_SAME, *_KNOWN, _HAMZA}
    for block in _IDEOGRAPHS:
        table[block.start : block.stop] = bytes([FIRST_OTHER + code % (256 - FIRST_OTHER) for code in block])
    _add_syllables(table, expansions, parts)
    others = (range(0x3400), range(0x4DC0, 0x4E00), range(0x9FFD, 0xAC00), range(0xD7A4, 0xD800), range(0xF900, PLANE))
    codes = list(chain.from_iterable(others))
    chars = list(map(chr, codes))
    for code, char, kind in zip(codes, chars, map(unicodedata.category, chars), strict=True):
        if kind in _NOT_THERE:
            table[code] = DELETE
        elif kind in _LETTERS:
            apart = unicodedata.normalize("NFKD", char)
            if kind == "Lo" and apart == char == char.casefold() and char not in special:
                table[code] = FIRST_OTHER + code % (256 - FIRST_OTHER)
                continue
            if char in _APOSTROPHE_LETTERS:
                continue
            folded = b"".join([parts[part] for part in apart])
            if len(folded) == 1:
                table[code] = folded[0]
            elif folded:
                table[code], expansions[code] = EXPAND, folded
            else:
                table[code] = DELETE
    table[ord(_HAMZA)] = table[ord(_TATWEEL)] = DELETE
    table[ord(ZWNJ)] = JOINER
    return Tables(bytes(table), expansions)
