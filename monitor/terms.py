"""A term as it is written, and the folded patterns under which the scanner looks for it.

A pattern is generous: every run of blanks, dashes and punctuation is one blank byte. What a pattern alone cannot
say (which characters may stand in a gap, which letters must be capitals) is a ``Check``, applied to what it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from typing import Final, Literal, NamedTuple

from monitor.checks import APOSTROPHES, NO_CHECK, SOFT, Case, Check, Gap, GapKind, hard_symbols, only_letters, plain
from monitor.forms import Form, inflected
from monitor.russian import common_word
from monitor.text import FIRST_OTHER, ZWNJ, fold_bytes, fold_character, fold_short, script

_MAX_OPTIONS: Final = 5
_PLAIN_WORDS: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


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
    word: bool = False
    """A term of a watchlist rather than a name."""
    language: str = ""
    proper: bool = False
    """A name that keeps its capital where the word without it is another word (Песков, Яхонт)."""
    short: bool = False
    """A short form of an entity: keeps its capital."""
    open_end: bool = False
    """A mask that ends in a number also covers the letters that follow it (Indian Su-30MKI)."""


class Pattern(NamedTuple):
    """One folded pattern of a term."""

    data: bytes
    """Begins with a blank; ends with one unless it is a prefix."""
    check: Check | None
    form: Form


class _Piece(NamedTuple):
    data: bytes
    capital: bool
    """Begins with a capital, or has none: the letters of a designation do, other words before a number need not."""
    gap: str | None
    """What stands before it in the written form; None where a letter meets a digit."""


def _pieces(text: str) -> list[_Piece]:
    """The words of a form, parted again where letters meet digits."""
    pieces: list[_Piece] = []
    word, first, gap = "", " ", ""
    previous: str | None = None

    def close() -> None:
        nonlocal word
        if word:
            pieces.append(_Piece(word.encode("latin-1"), not first.islower(), previous))
            word = ""

    for at, char in enumerate(text):
        folded = fold_character(char)
        if char == ZWNJ and word and text[at + 1 : at + 2].isalnum() and script(ord(word[-1])) in ("arabic", "digit"):
            folded = " "
        if folded == " ":
            close()
            gap += char
            continue
        if not folded:
            continue
        if not word:
            first, previous, gap = char, gap, ""
        elif folded[0].isdigit() != word[-1].isdigit():
            close()
            first, previous = "A", None
        word += folded
    close()
    return pieces


def _options(pieces: list[_Piece]) -> Iterator[tuple[Gap | None, ...]]:
    """Every way to write the junctures of a term: with a blank byte (and what it means) or without."""
    choices: list[tuple[Gap | None, ...]] = []
    free = 0
    for before, piece in pairwise(pieces):
        found = _juncture(before, piece)
        if len(found) > 1:
            free += 1
            if free > _MAX_OPTIONS:
                found = (None,) if piece.gap is None else (found[0] or SOFT,)
        choices.append(found)
    return product(*choices)


def _juncture(before: _Piece, piece: _Piece) -> tuple[Gap | None, ...]:
    gap = piece.gap
    to_number = not before.data[-1:].isdigit() and piece.data[:1].isdigit()
    from_number = before.data[-1:].isdigit() and not piece.data[:1].isdigit()
    hard = hard_symbols(gap) if gap is not None else ""
    kind: GapKind = "soft"
    if to_number and before.capital:
        kind = "number"
    elif from_number and gap is None:
        kind = "suffix"
    elif gap is not None and "." in gap:
        kind = "dotted"
    blank = Gap(hard, kind)
    if gap is None:
        return (None, blank) if to_number or len(piece.data) > 1 else (None,)
    if hard:
        return (blank,)
    if gap.strip() and set(gap) <= set(APOSTROPHES):
        return (Gap("", "apostrophe"), None)
    initials = gap == "." and len(before.data) == len(piece.data) == 1
    if to_number or (from_number and "-" in gap) or ZWNJ in gap or initials:
        return (blank, None)
    return (blank,)


def _needed_case(term: Term) -> Case:
    """The case rule of a term; "initial" is decided for each form."""
    text = term.text
    if term.case == "ignore" or (term.case == "auto" and text == text.lower()):
        return "ignore"
    first = next((char for char in text if char.isalpha()), "")
    if not first:
        return "ignore"
    if term.case == "exact":
        return "exact"
    if text.isupper():
        letters = [char for char in text if char.isalpha()]
        if 1 < len(letters) <= 5 and not any(map(str.isdigit, text)) and all(map(str.isupper, letters)):
            return "capitals"
    if first.isupper() and (term.short or term.proper):
        return "initial"
    return "ignore"


def _form_case(case: Case, term: Term, form: str) -> Case:
    """A name keeps its capital where the word without it is another word (Песков); short forms always do."""
    if case != "initial" or term.short:
        return case
    single = form.isalpha() and "а" <= form[0].lower() <= "ё"
    return "initial" if single and common_word(form) else "ignore"


def patterns(term: Term) -> list[Pattern]:
    """All patterns of a term, without duplicates; empty where nothing in it can be matched."""
    forms = inflected_forms(term)
    case = _needed_case(term)
    quick = not term.prefix and case in ("ignore", "initial")
    found: dict[bytes, Pattern] = {}
    for form in forms:
        text = form.text
        wanted = _form_case(case, term, text) if case == "initial" else case
        if quick and (text.isalpha() or _PLAIN_WORDS.fullmatch(text)):
            folded = fold_bytes(text)
            if len(folded) > 1 and max(folded) < FIRST_OTHER:
                if folded not in found:
                    found[folded] = Pattern(folded, _plain_check(wanted, folded.count(b" ") - 2), form)
                continue
        for pattern in _full_patterns(term, form, forms[0], wanted):
            found.setdefault(pattern.data, pattern)
    return list(found.values())


@cache
def _plain_check(case: Case, blanks: int) -> Check | None:
    return Check(case=case, gaps=(SOFT,) * blanks) if blanks or case != "ignore" else None


def _full_patterns(term: Term, form: Form, base: Form, case: Case) -> Iterator[Pattern]:
    pieces = _pieces(form.text)
    if not pieces:
        return
    for option in _options(pieces):
        data = b" " + pieces[0].data
        for gap, piece in zip(option, pieces[1:], strict=True):
            data += piece.data if gap is None else b" " + piece.data
        if not (term.prefix or (term.open_end and data[-1:].isdigit())):
            data += b" "
        gaps = tuple(gap for gap in option if gap is not None)
        yield Pattern(data, _check(form, base, gaps, data, case), form)


def inflected_forms(term: Term) -> list[Form]:
    """The forms of a term that count: all of them, less `without`."""
    if not term.inflect or term.prefix:
        return [Form(term.text, "as written")]
    forms = inflected(term.text, person=term.person, country=term.country, word=term.word, language=term.language)
    if not term.without:
        return forms
    dropped = {fold_short(text) for text in term.without}
    return [form for form in forms if fold_short(form.text) not in dropped]


def _check(form: Form, base: Form, gaps: tuple[Gap, ...], data: bytes, case: Case) -> Check | None:
    check = Check(
        case=case,
        gaps=gaps,
        letters=only_letters(base.text) if case == "exact" else "",
        tail=len(form.text) - len(base.text) if case == "capitals" and form.text.startswith(base.text) else 0,
        number=not data.strip(b" 0123456789"),
        exotic=plain(form.text) if max(data) >= FIRST_OTHER else "",
    )
    return None if check == NO_CHECK else check
