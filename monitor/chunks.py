"""What is known of a piece of text between two blanks: its words, and if it looks like a name, number or day. Pure.

Most pieces of a text were met before, so each is looked at once and then kept in tables (`monitor.pieces`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from monitor import concepts
from monitor.commonwords import COMMON, FUNCTION, MONTHS, NUMBERS, TOLL
from monitor.daywords import DAYS, GROWTH, THOUSAND
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
GROWS: Final = 64
"""It says that a count grew."""

_TRAILING = ".,;:!?"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MODEL = re.compile(r"([^\W\d_]{1,10})-?(\d{1,4}[^\W\d_]?)")
_NUMBER = re.compile(r"(?<![\w.,-])(?!\d?\d:\d\d(?!\d))(?<!\d:)\d+(?:[.,]\d+)*(?!\d)")
_DIALLED = re.compile(r"\d+(?:-\d+){2,}")
"""Telephone numbers and dates like 2026-03-10: no counts of anything."""
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_YEAR = re.compile(r"(?:19|20|13|14)\d\d")
_ENDS = re.compile(r"[.!?؟۔:…][\"'”’»)\]]*$")
_SUFFIX = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ими|ой|ей|ом|ем|ах|ях|ам|ям|ий|ая|яя|ое|ее|ие|их|ую|юю|им"
    r"|ею|ою|ии|ию|а|я|о|е|и|у|ю|й)$"
)
_FAMILY = re.compile(r"(?<=...)(?:[оеи]в|(?:[оеи]в)?[сц]к)$")
"""What is left of surnames and of adjectives made of places: Терехов and Терехова, Казань and казанский."""
_ARABIC = re.compile(r"^(?:وال|بال|فال|لل|ال)(?=...)|(?<=...)(?:هایی|های|ها|ات|ین|ون|یه|ی|ه)$")
"""The article with what clings to it, and the endings of number and belonging, Arabic and Persian."""
_EAST_SLAVIC = str.maketrans({"ы": "и", "э": "е", "ь": "", "ъ": ""})
"""What Ukrainian and Russian write differently in one name, beyond `monitor.same_letters`."""
_LATIN = re.compile(r"schtsch|shch|dsch|tsch|sch|tch|dzh|ch|kh|gh|ck|ph|th|zh|dj|ou|oo|ee|ie|[cjqwxyz]")
_SOFT_C = re.compile("c(?=[eiy])")
_SAME_SOUND = (
    {"schtsch": "sh", "shch": "sh", "sch": "sh", "zh": "sh", "dsch": "i", "dzh": "i", "dj": "i", "j": "i", "y": "i"}
    | {"tsch": "h", "tch": "h", "ch": "h", "kh": "h", "gh": "k", "ck": "k", "q": "k", "c": "k", "x": "ks", "z": "s"}
    | {"ph": "f", "th": "t", "w": "v", "ou": "u", "oo": "u", "ee": "i", "ie": "i"}
)
"""How English, German and French spell one sound of a Russian or Persian name: Kharkov and Charkow, Qalibaf and
Ghalibaf, Pezeshkian and Peseschkian."""
_TWICE = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """One folded word."""

    hash: int
    """64 bits of BLAKE2b: the same in every process, unlike Python's own hash."""
    stem: str
    feature: int
    """The same of the stem."""
    weight: float
    """0 for function words, 0.25 or 0.5 for words that news often has, 1 for others."""


class Fact(NamedTuple):
    """What a piece says that can be checked."""

    model: str
    """A designation of letters and digits (S-300), folded; "" for others."""
    numbers: tuple[str, ...]
    """Thousands joined, decimals with a point; small number words as digits. Years are left out."""
    month: int
    """Number of the month it names, or 0."""
    day: int
    """Number of the weekday it names, `YESTERDAY`, or 0."""
    thousand: bool
    """Whether it means thousands of the number before."""


class Chunk(NamedTuple):
    """What stands between two blanks."""

    words: tuple[Word, ...]
    flags: int
    """`CAPITAL`, `COMMON_NAME`, `BREAKS`, `ENDS`, `FACT`, `TOLL_WORD`, `GROWS`, added up."""
    capital: str
    """Stem of a capitalised word ("" for others), as a name is kept."""
    fact: Fact | None


class _Hashes(dict[str, int]):
    """Asked for a hundred times an article: a dictionary answers faster than a cache that keeps an order."""

    def __missing__(self, text: str) -> int:
        if len(self) >= LEXICON_SIZE:
            self.clear()
        found = self[text] = int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
        return found


feature_hash: Final[Callable[[str], int]] = _Hashes().__getitem__
"""64 bits of BLAKE2b of a text: the same in every process. A sketch keeps the lower 32 of them."""


def stem(word: str) -> str:
    """A crude stem: endings cut, six letters kept. It only has to bring forms of one word together most of the time."""
    word = fold(word).casefold()
    if word[:1].isdigit():
        return word
    word = word.removesuffix("'s").replace("-", "").replace("'", "")
    first = word[:1]
    if "а" <= first <= "я":
        word = word.translate(_EAST_SLAVIC)
        return _FAMILY.sub("", _SUFFIX.sub("", word))[:6] if len(word) > 4 else word
    if "\u0600" <= first <= "\u06ff":
        return (_ARABIC.sub("", word) if len(word) > 4 else word)[:6]
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _sound(word)[:6]


def _sound(word: str) -> str:
    if not word.isascii():
        word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return _TWICE.sub(r"\1", _LATIN.sub(_spelling, _SOFT_C.sub("s", word)))


def _spelling(found: re.Match[str]) -> str:
    return _SAME_SOUND[found[0]]


def _meant(word: str) -> str:
    """What a folded word means, or else its stem."""
    return concepts.meaning(word) or stem(word)


def _no_name(word: str, stands_for: str) -> bool:
    """Whether a capital makes no name of it: a German noun, or what any news text has."""
    meant = stands_for.startswith(concepts.SIGN) and stands_for not in concepts.places()
    return meant or word in COMMON or word in FUNCTION


_TOLL: Final = frozenset(map(_meant, TOLL))


def look(text: str) -> Chunk:
    core = text.rstrip(_TRAILING)
    if core.isascii():  # most pieces, without a regular expression
        if core.isalpha():
            return _plain(core, text[len(core) :])
        if core.isdigit():
            return _plain_number(core, text[len(core) :])
    folded = fold(text)
    cased = _WORD.findall(folded)
    words = tuple(_word(word.casefold()) for word in cased)
    name = next((word for word in reversed(cased) if word[0].isupper()), "")
    lower = name.casefold().removesuffix("'s")
    named = _meant(lower) if name else ""
    last = cased[-1] if cased else ""
    model = _model(cased)
    numbers = _numbers(folded) if not model else ()
    small = NUMBERS.get(last.casefold())
    if small is not None:
        numbers = (*numbers, small)
    month = MONTHS.get(last.casefold(), 0)
    day = DAYS.get(last.casefold().removesuffix("'s"), 0)
    thousand = last.casefold() in THOUSAND
    fact = Fact(model, numbers, month, day, thousand) if model or numbers or month or day or thousand else None
    return Chunk(
        words,
        (CAPITAL if name else 0)
        | (COMMON_NAME if month or _no_name(lower, named) else 0)
        | (BREAKS if cased and not folded.endswith(last) else 0)
        | (ENDS if _ENDS.search(folded) else 0)
        | (FACT if fact else 0)
        | (TOLL_WORD if any(word.stem in _TOLL for word in words) else 0)
        | (GROWS if last.casefold() in GROWTH else 0),
        named,
        fact,
    )


def _model(words: Sequence[str]) -> str:
    """The first designation of letters and digits; letters that are a word may be declined («Омского-131»)."""
    found = next((match for word in words if (match := _MODEL.fullmatch(word))), None)
    if found is None:
        return ""
    return (found[1] if len(found[1]) < 5 else stem(found[1])).casefold() + found[2].casefold()


def _plain(core: str, after: str) -> Chunk:
    lower = core.lower()
    word = _word(lower)
    named = core[0].isupper()
    small = NUMBERS.get(lower)
    month = MONTHS.get(lower, 0)
    day = DAYS.get(lower, 0)
    thousand = lower in THOUSAND
    numbers = (small,) if small is not None else ()
    fact = Fact("", numbers, month, day, thousand) if numbers or month or day or thousand else None
    return Chunk(
        (word,),
        (CAPITAL if named else 0)
        | (COMMON_NAME if month or (named and _no_name(lower, word.stem)) else 0)
        | (BREAKS if after else 0)
        | (ENDS if after and after[-1] in ".!?:" else 0)
        | (FACT if fact else 0)
        | (TOLL_WORD if word.stem in _TOLL else 0)
        | (GROWS if lower in GROWTH else 0),
        word.stem if named else "",
        fact,
    )


def _plain_number(core: str, after: str) -> Chunk:
    number = core.lstrip("0") or "0"
    fact = Fact("", (number,), 0, 0, thousand=False) if not _YEAR.fullmatch(number) else None
    ends = ENDS if after and after[-1] in ".!?:" else 0
    return Chunk((_word(core),), (BREAKS if after else 0) | ends | (FACT if fact else 0), "", fact)


@lru_cache(maxsize=LEXICON_SIZE)
def _word(word: str) -> Word:
    found = _meant(word)
    return Word(feature_hash(word), found, feature_hash(found), _weight(word, found))


def _weight(word: str, stands_for: str) -> float:
    if word in FUNCTION or (len(word) < 3 and not word[0].isdigit()):
        return 0.0
    if _YEAR.fullmatch(word) or (word in COMMON and not stands_for.startswith(concepts.SIGN)):
        return 0.25
    return concepts.frequent().get(stands_for, 4) / 4


def _numbers(text: str) -> tuple[str, ...]:
    found = []
    for match in _NUMBER.findall(_DIALLED.sub("", text)):
        number = match.replace(",", "") if _THOUSANDS.fullmatch(match) else match.replace(",", ".")
        number = number.lstrip("0") or "0"
        if not _YEAR.fullmatch(number):
            found.append(number)
    return tuple(found)
