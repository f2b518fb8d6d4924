"""What is known of a piece of text between two blanks: its words, and whether it looks like a name or a number. Pure.

Most pieces of a text were met before, so each is looked at once and remembered. That makes the fingerprint of an
article several times cheaper than regular expressions over its whole text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from monitor.commonwords import COMMON, FUNCTION, MONTHS, NUMBERS

LEXICON_SIZE = 100_000
"""Pieces remembered; then all are forgotten (a pure function is only computed again)."""

_TRAILING = ".,;:!?"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MODEL = re.compile(r"[^\W\d_]{1,10}-?\d{1,4}[^\W\d_]?")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"(?:19|20|13|14)\d\d")
_ENDS = re.compile(r"[.!?؟۔:…][\"'”’»)\]]*$")
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
        "٬": ",",
        "٫": ".",
        **{chr(0x0660 + d): str(d) for d in range(10)},
        **{chr(0x06F0 + d): str(d) for d in range(10)},
    }
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


class Chunk(NamedTuple):
    """What stands between two blanks."""

    words: tuple[Word, ...]
    telling: bool
    """Whether any of the following is set: most pieces are plain words and need no further look."""
    capital: str
    """Stem of a capitalised word ("" for others), as a name is kept."""
    common: bool
    """The capitalised word is one that any news text has, so it is no name."""
    breaks: bool
    """Punctuation follows: a run of capitalised words ends here."""
    ends: bool
    """A sentence ends here."""
    model: str
    """A designation of letters and digits (S-300), folded; "" for others."""
    numbers: tuple[str, ...]
    """Thousands joined, decimals with a point; small number words as digits. Years are left out."""
    month: int
    """Number of the month it names, or 0."""


class _Lexicon(dict[str, Chunk]):
    def __missing__(self, text: str) -> Chunk:
        if len(self) > LEXICON_SIZE:
            self.clear()
        found = self[text] = _chunk(text)
        return found


_LEXICON = _Lexicon()


def chunks(text: str) -> list[Chunk]:
    """The pieces of a text, in order."""
    lexicon = _LEXICON
    return [lexicon[piece] for piece in text.split()]


def fold(text: str) -> str:
    """Letters, digits and dashes that mean the same made the same; case stays."""
    return text if text.isascii() else text.translate(_FOLD)


@lru_cache(maxsize=LEXICON_SIZE)
def feature_hash(text: str) -> int:
    """64 bits of BLAKE2b of a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


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
    if "а" <= first <= "я" or (first and first in "іїє"):
        return _SUFFIX.sub("", word)[:6] if len(word) > 4 else word
    if "\u0600" <= first <= "\u06ff":
        return (word.removeprefix("ال") if len(word) > 5 else word)[:6]
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:6]


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
    return Chunk(
        words,
        bool(name or model or numbers or month),
        stem(name) if name else "",
        lower in COMMON or lower in FUNCTION,
        bool(cased) and not folded.endswith(last),
        _ENDS.search(folded) is not None,
        model,
        numbers,
        month,
    )


def _plain(core: str, after: str) -> Chunk:
    lower = core.lower()
    word = _word(lower)
    named = core[0].isupper()
    small = NUMBERS.get(lower)
    month = MONTHS.get(lower, 0)
    return Chunk(
        (word,),
        named or small is not None or month > 0,
        word.stem if named else "",
        lower in COMMON or lower in FUNCTION,
        after != "",
        after != "" and after[-1] in ".!?:",
        "",
        (small,) if small is not None else (),
        month,
    )


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
