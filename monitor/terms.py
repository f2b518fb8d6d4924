"""A term as it is written, and the folded patterns under which the scanner looks for it.

A pattern is generous: every run of blanks, dashes and punctuation is one blank byte. What a pattern alone cannot
say (which characters may stand in a gap, which letters must be capitals) is a ``Check``, applied to what it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from operator import methodcaller
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final, Literal, NamedTuple

from monitor.checks import (
    BLANKS,
    NO_CHECK,
    SOFT,
    Case,
    Check,
    edge_symbols,
    only_letters,
    plain,
)
from monitor.forms import inflections, tongues_of
from monitor.junctures import Kind, Piece, kind_of, pieces_of, templates, with_thousands
from monitor.russian import common_word
from monitor.text import FIRST_OTHER, fold_bytes, fold_short, native
from monitor.watchlists import Query

_PLAIN_WORDS: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_OUTLINE: Final = str.maketrans(
    ascii_lowercase + ascii_uppercase + digits, "a" * len(ascii_lowercase) + "A" * len(ascii_uppercase) + "0" * 10
)
_LARGE: Final = re.compile(rf"\d{{5}}|\d[,.'’٬{BLANKS}]\d{{3}}")
_RUNS: Final = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]+")


class Term(NamedTuple):
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
    tongues: tuple[str, ...] = ()
    """Of `monitor.forms.tongues_of`."""
    proper: bool = False
    """A name that keeps its capital where the word without it is another word (Песков, Яхонт)."""
    short: bool = False
    """A short form of an entity: keeps its capital."""
    open_end: bool = False
    """A mask that ends in a number also covers the letters that follow it (Indian Su-30MKI)."""


def term_of(query: Query, languages: Sequence[str], read: Iterable[str] = ()) -> Term:
    """What all terms of one query share, without a text; `languages` are the only ones in which it is looked for. Where
    there are none, `read` are those of the outlets that are read."""
    language = languages[0] if len(languages) == 1 else ""
    tongues = tongues_of(languages or read)
    return Term("", case=query.case, without=tuple(query.without), word=True, language=language, tongues=tongues)


def needed_case(term: Term) -> Case:
    """The case rule of a term; "initial" is decided for each form."""
    text = term.text
    if term.case == "ignore" or (term.case == "auto" and text == text.lower()):
        return "ignore"
    first = text[0] if text[0].isalpha() else next(filter(str.isalpha, text), "")
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
    single = " " not in form and form.isalpha() and "а" <= form[0].lower() <= "ё"
    return "initial" if single and common_word(form) else "ignore"


def patterns(term: Term) -> dict[bytes, Check | None]:
    """All patterns of a term, each with what is asked of a place where it was seen.

    Folded: a pattern begins with a blank and ends with one unless it is a prefix. None where nothing in the term can be
    matched.
    """
    forms = inflected_forms(term)
    case = needed_case(term)
    folded = _plain_words(forms) if not term.prefix and case in ("ignore", "initial") else []
    if folded and case == "ignore" and all(folded):
        return _plain_patterns(folded)
    found: dict[bytes, Check | None] = {}
    for text, data in zip_longest(forms, folded):
        wanted = _form_case(case, term, text) if case == "initial" else case
        if data:
            if data not in found:
                found[data] = _plain_check(wanted, data.count(b" ") - 2)
        else:
            for pattern, check in _full_patterns(term, text, forms[0], wanted):
                found.setdefault(pattern, check)
    return found


def _plain_patterns(folded: list[bytes]) -> dict[bytes, Check | None]:
    """Of forms that are words of letters and may be written in any case: by far the most."""
    blanks = set(map(_blanks, folded))
    if len(blanks) == 1:
        return dict.fromkeys(folded, _plain_check("ignore", blanks.pop() - 2))
    return {data: _plain_check("ignore", _blanks(data) - 2) for data in folded}


def _plain_words(forms: list[str]) -> list[bytes]:
    """The forms folded that are words of letters parted by single blanks; empty for the others."""
    compiled = native()
    if compiled is not None:
        found: list[bytes] = compiled.plain_words(forms)
        return found
    folded = (fold_bytes(text) if _PLAIN_WORDS.fullmatch(text) else b"" for text in forms)
    return [data if len(data) > 1 and max(data) < FIRST_OTHER else b"" for data in folded]


_blanks: Final = methodcaller("count", b" ")


@cache
def _plain_check(case: Case, blanks: int) -> Check | None:
    return Check(case=case, gaps=(SOFT,) * blanks) if blanks or case != "ignore" else None


def _full_patterns(term: Term, text: str, base: str, case: Case) -> list[tuple[bytes, Check | None]]:
    if not term.prefix and _LARGE.search(text):
        text = with_thousands(text)
    tail = len(text) - len(base) if case == "capitals" and text.startswith(base) else 0
    words: tuple[bytes, ...]
    if case != "exact" and text.isascii():
        places, ways = _ascii_ways(text.translate(_OUTLINE), case, tail)
        lowered = text.lower().encode()
        words = tuple([lowered[place] for place in places])
    else:
        pieces = pieces_of(text)
        words = tuple([piece.data for piece in pieces])
        ways = _ways_of(text, base, case, tail, pieces) if pieces else []
    if ways and (term.prefix or (term.open_end and words[-1][-1:].isdigit())):
        return [((template % words)[:-1], check) for template, check in ways]
    return [(template % words, check) for template, check in ways]


_Ways = list[tuple[bytes, Check | None]]
"""Templates for the pieces of a form, and what is asked of each."""


@lru_cache(maxsize=4096)
def _ascii_ways(outline: str, case: Case, tail: int) -> tuple[list[slice], _Ways]:
    """For texts of one outline (``Aa-000`` for ``Su-035``): where the pieces stand, and `_Ways` to write them.

    Designations are many, their outlines few.
    """
    places: list[slice] = []
    pieces: list[Piece] = []
    gap: str | None = ""
    for run in _RUNS.finditer(outline):
        if run[0].isalnum():
            places.append(slice(*run.span()))
            pieces.append(Piece(run[0].lower().encode(), gap is None or not run[0][0].islower(), gap))
            gap = None
        else:
            gap = run[0]
    return places, _ways_of(outline, outline, case, tail, pieces) if pieces else []


def _ways_of(text: str, base: str, case: Case, tail: int, pieces: list[Piece]) -> _Ways:
    words = [piece.data for piece in pieces]
    shared = Check(case=case, tail=tail, number=all(map(bytes.isdigit, words)), edges=edge_symbols(text))
    exotic = any(max(word) >= FIRST_OTHER for word in words)
    if case == "exact" or exotic:
        shared = shared._replace(
            letters=only_letters(base) if case == "exact" else "", exotic=plain(text) if exotic else ""
        )
    return _checked_ways(tuple(map(kind_of, pieces)), shared)


@lru_cache(maxsize=4096)
def _checked_ways(kinds: tuple[Kind, ...], shared: Check) -> _Ways:
    """`templates` with what is asked of each: the gaps, beside what is asked of all. One object for the same."""
    checks = [(template, shared._replace(gaps=gaps)) for template, gaps in templates(kinds)]
    return [(template, None if check == NO_CHECK else _one_object(check)) for template, check in checks]


@lru_cache(maxsize=4096)
def _one_object(check: Check) -> Check:
    return check


def inflected_forms(term: Term) -> list[str]:
    """The forms of a term that count: all of them, less `without`."""
    if not term.inflect or term.prefix:
        return [term.text]
    forms = inflections(
        term.text,
        person=term.person,
        country=term.country,
        word=term.word,
        language=term.language,
        tongues=term.tongues,
    )
    if not term.without:
        return forms
    dropped = {fold_short(text) for text in term.without}
    return [form for form in forms if fold_short(form) not in dropped]
