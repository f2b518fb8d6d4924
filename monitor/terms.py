"""A term as it is written, and the folded patterns under which the scanner looks for it.

A pattern is generous: every run of blanks, dashes and punctuation is one blank byte. What a pattern alone cannot
say (which characters may stand in a gap, which letters must be capitals) is a ``Check``, applied to what it found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final, Literal, NamedTuple

from monitor.forms import Form, inflected
from monitor.russian import common_word
from monitor.text import BLANK, SEP, fold, script, span

Case = Literal["ignore", "exact", "capitals", "initial"]
_APOSTROPHES: Final = "'’‘ʼʻ`´′ʹ＇"
_DASHES: Final = "-‐‑‒–—―−﹣－־"
_QUOTES: Final = '"“”„‟«»‹›「」' + _APOSTROPHES
_SOFT: Final = re.compile(
    rf"[\s{re.escape(_DASHES)}{re.escape(_QUOTES)}№\u0600-\u061b\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff_*]+"
)
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_SINGLE_WORDS: Final = frozenset("авкосуияАВКОСУИЯaiAI")
_MAX_OPTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Term:
    """One phrase to look for, with everything that decides what it matches."""

    text: str
    inflect: bool = True
    prefix: bool = False
    """Matches every word that begins so."""
    case: Literal["auto", "ignore", "exact"] = "auto"
    without: tuple[str, ...] = ()
    person: bool = False
    country: bool = False
    language: str = ""
    short: bool = False
    """A short form of an entity: keeps its capital."""
    open_end: bool = False
    """A mask that ends in a number also covers the letters that follow it (Indian Su-30MKI)."""


_GapKind = Literal["soft", "dotted", "apostrophe", "number", "suffix"]


class Gap(NamedTuple):
    """What must stand in the original between two parts of a pattern."""

    at: int
    """Where the blank byte is, counted from the start of the pattern."""
    hard: str
    """Symbols that must be there, in order; everything else must be blanks, dashes and quotes."""
    kind: _GapKind
    """dotted: a full stop may stand there (Brig. Gen.); number: between letters and digits; suffix: between digits
    and letters (S-300 VM)."""


class Check(NamedTuple):
    """What is tested in the original text once a pattern was found."""

    case: Case = "ignore"
    gaps: tuple[Gap, ...] = ()
    letters: str = ""
    """For case=exact: the letters as they must be."""
    tail: int = 0
    """Letters at the end that inflection added, free of the case rule."""
    number: bool = False
    """The form is digits only: no decimals, no thousands."""
    exotic: str = ""
    """Letters outside the folding table, compared as they are."""


class Pattern(NamedTuple):
    """One folded pattern of a term."""

    data: bytes
    """Begins with a blank; ends with one unless it is a prefix."""
    check: Check | None
    form: Form


class _Piece(NamedTuple):
    data: bytes
    capital: bool
    """Begins with a capital: the letters of a designation do, other words before a number need not."""
    gap: str | None
    """What stands before it in the written form; None where a letter meets a digit."""


def _pieces(text: str) -> list[_Piece]:
    folded = fold(text)
    pieces: list[_Piece] = []
    position, previous_end = 1, 0
    for word in folded.data.split():
        start = folded.data.index(word, position)
        first, last = span(folded, start, start + len(word), text)
        gap: str | None = text[previous_end:first]
        for part in re.findall(rb"[0-9]+|[^0-9]+", word):
            pieces.append(_Piece(part, text[first].isupper() or gap is None, gap))
            gap = None
        position, previous_end = start + len(word), last
    return pieces


def _hard(gap: str) -> str:
    return _SOFT.sub("", gap).replace(".", "")


def _options(pieces: list[_Piece]) -> Iterator[tuple[Gap | None, ...]]:
    """Every way to write the junctures of a term: with a blank byte (and what it means) or without."""
    choices: list[list[Gap | None]] = []
    free = 0
    for before, piece in pairwise(pieces):
        left, right = before.data[-1], piece.data[0]
        to_number = script(left) != "digit" and script(right) == "digit"
        from_number = script(left) == "digit" and script(right) != "digit"
        hard = _hard(piece.gap) if piece.gap is not None else ""
        dotted = piece.gap is not None and "." in piece.gap
        kind: _GapKind = "soft"
        if to_number and before.capital:
            kind = "number"
        elif from_number and piece.gap is None:
            kind = "suffix"
        elif dotted:
            kind = "dotted"
        soft = Gap(0, hard, kind)
        found: list[Gap | None]
        if piece.gap is None:
            long = to_number or len(piece.data) > 1
            found = [None, soft] if long and free < _MAX_OPTIONS else [None]
        elif hard:
            found = [soft]
        elif piece.gap.strip() and set(piece.gap) <= set(_APOSTROPHES):
            found = [Gap(0, "", "apostrophe"), None]
        elif (
            to_number
            or (from_number and "-" in piece.gap)
            or "\u200c" in piece.gap
            or (piece.gap == "." and len(before.data) == len(piece.data) == 1)
        ):
            found = [soft, None] if free < _MAX_OPTIONS else [soft]
        else:
            found = [soft]
        free += len(found) > 1
        choices.append(found)
    return product(*choices)


def _needed_case(term: Term, form: Form) -> Case:
    letters = [char for char in term.text if char.isalpha()]
    if term.case == "ignore" or not letters:
        return "ignore"
    if term.case == "exact":
        return "exact"
    cased = [char for char in letters if char.lower() != char.upper()]
    if len(cased) == len(letters) <= 5 and all(map(str.isupper, cased)) and not any(map(str.isdigit, term.text)):
        return "capitals" if len(letters) > 1 else "exact"
    first = cased[0].isupper() if cased else False
    if first and (term.short or (term.person and " " not in form.text and "-" not in form.text and _common(form.text))):
        return "initial"
    return "ignore"


def _common(word: str) -> bool:
    return "а" <= word[0].lower() <= "ё" and common_word(word)


def patterns(term: Term) -> list[Pattern]:
    """All patterns of a term, without duplicates; empty where nothing in it can be matched."""
    forms = inflected_forms(term)
    found: dict[tuple[bytes, Check | None], Pattern] = {}
    for form in forms:
        pieces = _pieces(form.text)
        if not pieces:
            continue
        for option in _options(pieces):
            data = bytearray(BLANK)
            gaps: list[Gap] = []
            for number, piece in enumerate(pieces):
                gap = option[number - 1] if number else None
                if gap is not None:
                    gaps.append(gap._replace(at=len(data)))
                    data.append(SEP)
                data += piece.data
            ends_in_digit = script(data[-1]) == "digit"
            if not (term.prefix or (term.open_end and ends_in_digit)):
                data.append(SEP)
            check = _check(term, form, forms[0], tuple(gaps), bytes(data))
            found.setdefault((bytes(data), check), Pattern(bytes(data), check, form))
    return list(found.values())


def inflected_forms(term: Term) -> list[Form]:
    """The forms of a term that count: all of them, less `without`."""
    if not term.inflect or term.prefix:
        return [Form(term.text, "as written")]
    dropped = {fold(text).data for text in term.without}
    forms = inflected(term.text, person=term.person, country=term.country, language=term.language)
    return [form for form in forms if fold(form.text).data not in dropped]


def _check(term: Term, form: Form, base: Form, gaps: tuple[Gap, ...], data: bytes) -> Check | None:
    case = _needed_case(term, form)
    exotic = plain(form.text) if any(script(byte) == "other" for byte in data) else ""
    check = Check(
        case=case,
        gaps=gaps,
        letters=only_letters(base.text) if case == "exact" else "",
        tail=len(form.text) - len(base.text) if case == "capitals" and form.text.startswith(base.text) else 0,
        number=all(byte < 58 for byte in data),
        exotic=exotic,
    )
    return None if check == Check() else check


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
        return between.strip(_SOFT_INSIDE) != "" and set(between.strip(_SOFT_INSIDE)) <= set(_APOSTROPHES)
    rest = _SOFT.sub("", between)
    if gap.hard:
        return rest.replace(".", "") == gap.hard and not _PARAGRAPH.search(between)
    if rest and not (rest == "." and gap.kind == "dotted"):
        return False
    if between and set(between) <= set(_APOSTROPHES):
        return False
    if "\n" in between and _PARAGRAPH.search(between):
        return False
    if gap.kind == "number" and not any(dash in between for dash in _DASHES):
        # «с 300 бойцами» is no С-300, and a sentence may begin with «С 300 …».
        letters = [char for char in before if char.isalpha()]
        if 0 < len(letters) <= 3 and letters[0].lower() != letters[0].upper():
            return letters[0].isupper() and not (sentence_start and before in _SINGLE_WORDS)
    if gap.kind == "suffix" and not any(dash in between for dash in _DASHES):
        return not any(char.islower() for char in after)
    return True


_SOFT_INSIDE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


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
