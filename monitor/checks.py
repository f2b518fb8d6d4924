"""What a pattern alone cannot say: which characters may stand in its gaps, which letters must be capitals."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, NamedTuple

Case = Literal["ignore", "exact", "capitals", "initial"]
APOSTROPHES: Final = "'’‘ʼʻ`´′ʹ＇"
_DASHES: Final = "-‐‑‒–—―−﹣－־\u0640"
"""Among them the Persian stretch of a letter, which between two blanks is a dash («نظامی ـ فنی»)."""
_QUOTES: Final = '"“”„‟«»‹›「」' + APOSTROPHES
_SOFT: Final = re.compile(
    rf"[\s{re.escape(_DASHES)}{re.escape(_QUOTES)}№\u0300-\u036f\u0600-\u061b\u064b-\u065f\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff_*]+"
)
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_SINGLE_WORDS: Final = frozenset("авкосуияАВКОСУИЯaiAI")
_SOFT_INSIDE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

COUNTED: Final = re.compile(
    r"[\s%°-]*(?:%|percent\b|per cent\b|kilomet|km\b|met(?:er|re)s?\b|miles?\b|kg\b|tons?\b|tonnes?\b"
    r"|million|billion|thousand|hundred|people\b|persons\b|men\b|women\b|soldiers|troops|civilians|others?\b|more\b"
    r"|years?\b|days?\b|hours?\b|minutes?\b|times\b|dollars|rubles|roubles|euros|of (?:them|which|whom)"
    r"|км\b|м\b|кг\b|тонн|процент|тысяч|тыс\b|млн\b|млрд\b|человек|солдат|военн|друг|лет\b|год(?:а|ов)?\b|дн(?:я|ей)\b"
    r"|раз\b|час|минут|доллар|рубл|евро"
    r"|کیلومتر|متر|نفر|درصد|میلیون|میلیارد|هزار|روز|ساعت|دقیقه|سال|تن\b|مورد|بار\b|کشته|زخمی|شهید|کشور|شهر|استان"
    r"|تومان|ریال|دلار|یورو|روبل)(?!\u200c?ها)"
)
"""What makes the number before it a count and no name («شاهد ۱۳۶ مورد», «Shahed-129 and 191 people»). What Persian
counts has no plural: «اس ۳۰۰ سال‌ها» is no three hundred years."""
GapKind = Literal["soft", "dotted", "apostrophe", "number", "abbreviation", "suffix", "capital", "thousands"]
BLANKS: Final = " \u00a0\u2007\u2009\u202f"
"""That part the thousands of a number."""
LINE_MAY_BREAK: Final = "\u2007"
"""Stands between the thousands of a number that were parted by a blank."""
_THOUSANDS: Final = ",.'’٬" + BLANKS
"""What parts the thousands of a number in one press or another."""


class Gap(NamedTuple):
    """What must stand in the original at one blank of a pattern."""

    hard: str = ""
    """Symbols that must be there, in order; everything else must be blanks, dashes and quotes."""
    kind: GapKind = "soft"
    """dotted: a full stop may stand there (Brig. Gen.); number: between letters and digits; abbreviation: the
    same after a full stop (No. 10), which may stand there or not; suffix: between digits and letters (S-300 VM);
    capital: before one letter set off by a dash (Панцирь-С); thousands: between the groups of digits of a large
    number, where `hard` says how the term has them."""


SOFT: Final = Gap()


class Check(NamedTuple):
    """What is tested in the original text once a pattern was found."""

    case: Case = "ignore"
    gaps: tuple[Gap, ...] = ()
    """One for every blank inside the pattern, in order."""
    letters: str = ""
    """For case=exact: the letters as they must be."""
    tail: int = 0
    """Letters at the end that inflection added, free of the case rule."""
    number: bool = False
    """The form is digits only: no decimals, no thousands."""
    exotic: str = ""
    """Letters outside the folding table, compared as they are."""
    edges: tuple[str, str] = ("", "")
    """Symbols that must stand directly before and after the form ($100, C++)."""


NO_CHECK: Final = Check()


def is_plain(check: Check | None) -> bool:
    """True where a check asks for nothing but blanks and dashes between the words."""
    return check is None or (check.case == "ignore" and check[2:] == NO_CHECK[2:] and set(check.gaps) <= {SOFT})


def only_letters(text: str) -> str:
    """The letters of `text` in their case, composed; marks and invisible characters left out."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


def plain(text: str) -> str:
    """Letters and digits of `text` without case and accents, words parted by one blank."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in decomposed if unicodedata.category(char)[0] != "M")
    return " ".join(re.findall(r"\w+", kept))


def gap_holds(gap: Gap, between: str, before: str, after: str, *, sentence_start: bool) -> bool:
    """Whether the characters `between` two parts may stand there.

    `before` and `after` are the original words on either side; `sentence_start` says that `before` opens a sentence.
    """
    if gap.kind == "apostrophe":
        return between.strip(_SOFT_INSIDE) != "" and set(between.strip(_SOFT_INSIDE)) <= set(APOSTROPHES)
    if gap.kind == "thousands":
        if len(between) == 1 and between in _THOUSANDS:
            return True
        return gap.hard == LINE_MAY_BREAK and between.isspace() and not _PARAGRAPH.search(between)
    rest = _SOFT.sub("", between)
    if gap.hard:
        return rest.replace(".", "") == gap.hard and not _PARAGRAPH.search(between)
    if rest and not (rest == "." and gap.kind in ("dotted", "abbreviation")):
        return False
    if between and set(between) <= set(APOSTROPHES):
        return False
    if "\n" in between and _PARAGRAPH.search(between):
        return False
    if gap.kind == "abbreviation" and rest:
        return len(before) > 1 or before.isupper()  # «с. 300» is a page
    if gap.kind in ("number", "abbreviation") and not any(dash in between for dash in _DASHES):
        # «с 300 бойцами» is no С-300, and a sentence may begin with «С 300 …».
        letters = [char for char in before if char.isalpha()]
        if 0 < len(letters) <= 3 and letters[0].lower() != letters[0].upper():
            return letters[0].isupper() and not (sentence_start and before in _SINGLE_WORDS)
    if gap.kind == "suffix" and not any(dash in between for dash in _DASHES):
        return not any(char.islower() for char in after)
    if gap.kind == "capital" and not any(dash in between for dash in _DASHES):
        return not after[:1].islower()  # «панцирь с трещиной»
    return True


def case_holds(check: Check, found: str) -> bool:
    """Whether the case of the form `found` is what the term asks for."""
    if check.case == "capitals":
        core = found[: len(found) - check.tail] if check.tail else found
        return core == core.upper()
    if check.case == "initial":
        first = next((char for char in found if char.isalpha()), "")
        return not first.islower()
    if check.case == "exact":
        letters = only_letters(found)
        same = 0
        for one, other in zip(letters.casefold(), check.letters.casefold(), strict=False):
            if one != other:
                break
            same += 1
        return letters[:same] == check.letters[:same]
    return True


def edge_symbols(text: str) -> tuple[str, str]:
    """The symbols at the beginning and at the end of a term that are a part of it.

    Punctuation, dashes and trade marks are not, nor is a symbol that a blank parts from a word («⚡ strike»).
    """
    if text[:1].isalnum() and text[-1:].isalnum():
        return "", ""
    first = last = 0
    while first < len(text) and _is_edge(text[first]):
        first += 1
    while last < len(text) - first and _is_edge(text[-1 - last]):
        last += 1
    before, after = text[:first], text[len(text) - last :]
    if before.endswith(" ") and not text[first].isdigit():
        before = ""
    if after.startswith(" ") and not text[-1 - last].isdigit():
        after = ""
    return before.strip(), after.strip()


def _is_edge(char: str) -> bool:
    return char in "#%‰@& " or (unicodedata.category(char) in ("Sc", "Sm", "So") and char not in "№©®™℠")


def with_edges(edges: tuple[str, str], text: str, first: int, stop: int) -> tuple[int, int] | None:
    """``text[first:stop]`` and the symbols `edges` around it; None where they do not stand there.

    A number may be parted from its sign by a blank («50 %»); a sign repeated once more is another («C++» is no C+).
    """
    before, after = edges
    if before:
        if text[first].isdigit() and first and text[first - 1] in " \u00a0\u202f":
            first -= 1
        if not text.endswith(before, 0, first):
            return None
        first -= len(before)
    if after:
        if text[stop - 1].isdigit() and text[stop : stop + 1] in (" ", "\u00a0", "\u202f"):
            stop += 1
        if not text.startswith(after, stop):
            return None
        stop += len(after)
        following = text[stop : stop + 1]
        if following == after[-1] or following.isalpha():
            return None
    return first, stop


def hard_symbols(gap: str) -> str:
    """The symbols of a written gap that must stand in the text too."""
    return _SOFT.sub("", gap).replace(".", "")
