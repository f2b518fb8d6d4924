"""Russian inflection: every case of a noun phrase or name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from operator import add
from typing import Any, Final, NamedTuple

from monitor.declension import Endings, Key
from monitor.russian import REMEMBERED, SECOND, word_of

_CYRILLIC: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")


class _Part(NamedTuple):
    """A word of a phrase, less its stem."""

    kind: str
    endings: Endings
    own: str
    """What follows the stem in the phrase as it was given."""
    capital: bool
    parses: tuple[Any, ...] = ()


def _agreeing(adjective: _Part, noun: _Part, key: Key) -> tuple[str, ...]:
    """The forms of `adjective` that can stand before `noun` in this case and number."""
    case, number = key
    genders = {str(parse.tag.gender) for parse in noun.parses} - {"None", "ms-f"}
    if not adjective.parses or number == "plur" or not genders:
        return adjective.endings.paradigm.get(key, ())
    found = {
        form.word
        for parse in adjective.parses
        for form in parse.lexeme
        if form.tag.POS == parse.tag.POS
        and (form.tag.voice, form.tag.tense) == (parse.tag.voice, parse.tag.tense)
        and form.tag.case
        and SECOND.get(str(form.tag.case), str(form.tag.case)) == case
        and str(form.tag.number) == number
        and str(form.tag.gender) in genders
    }
    return tuple(sorted(found))


class Inflected(NamedTuple):
    """A phrase in all its forms."""

    forms: list[str]
    """In small letters, except the phrase itself, which comes first."""
    reasons: tuple[str, ...]
    """For each why it is one."""


def russian_forms(phrase: str, *, person: bool = False) -> Inflected:
    """Every inflected form of a Russian word or phrase given in the nominative, and the reason it is one.

    `person`: the words are a name, so each declines in the singular, unknown ones by their ending. Otherwise the
    first noun and the adjectives before it decline together and what follows it stays.
    """
    if not _CYRILLIC.search(phrase):
        return Inflected([phrase], (_WRITTEN,))
    stems: list[str] = []
    parts: list[_Part] = []
    ruled = True
    for word in phrase.split():
        one, lowered = word_of(word.strip("«»\"'()"), person), word.lower()
        whole = one.parses or not lowered.startswith(one.stem)
        endings = Endings(one.paradigm) if whole and one.stem else one.endings
        stem = "" if whole else one.stem
        ruled = ruled and bool(stem)
        stems.append(stem)
        parts.append(_Part(one.kind, endings, lowered[len(stem) :], word[:1].isupper(), one.parses))
    tails, reasons = (_ways if ruled else _ways.__wrapped__)(tuple(parts), person)
    if len(stems) == 2:
        first, second = stems
        return Inflected([phrase, *[f"{first}{one} {second}{other}" for one, other in tails]], reasons)
    return Inflected([phrase, *[" ".join(map(add, stems, one)) for one in tails]], reasons)


@lru_cache(maxsize=REMEMBERED)
def _ways(parts: tuple[_Part, ...], person: bool) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """What follows the stems in every form but the one given, and why; that one's reason first.

    Remembered for words that decline by rule: there are few rules, and names without number.
    """
    found: dict[tuple[str, ...], str] = {}
    if person:
        _name_forms(found, parts)
    else:
        _phrase_forms(found, parts)
    found.pop(tuple([part.own for part in parts]), None)
    return list(found), (_WRITTEN, *found.values())


def _phrase_forms(found: dict[tuple[str, ...], str], parts: Sequence[_Part]) -> None:
    head = next((at for at, part in enumerate(parts) if part.kind == "noun"), None)
    if head is None:
        head = next((at for at, part in enumerate(parts) if part.kind in ("adjective", "verb")), None)
        if head is None:
            return
    noun, last = parts[head], parts[-1]
    plural_name = parts[0].capital and len(parts) > 1 and bool(noun.parses)
    plural_name = plural_name and all(parse.tag.number == "plur" for parse in noun.parses)
    for key, forms in noun.endings.paradigm.items():
        if plural_name and key[1] == "sing":
            continue  # «Вертолёты России» is a company, «вертолёт России» is not
        row: list[tuple[str, ...]] = []
        for at, part in enumerate(parts):
            if at == head:
                row.append(forms)
            elif at < head and part.kind == "adjective":
                row.append(_agreeing(part, noun, key))
            else:
                row.append((part.own,))
        reason = _REASONS[key] if noun.kind != "verb" else "Russian verb form"
        _combine(found, row, reason)
        if head + 2 == len(parts) and last.capital and last.kind in ("noun", "adjective"):
            # «порт Оля» may decline its name too, «космодрома Восточного».
            if last.kind == "adjective":
                row[-1] = _agreeing(last, noun, key)
            else:
                row[-1] = last.endings.paradigm.get(key, ()) if key[1] == "sing" else ()
            _combine(found, row, _REASONS[key])


def _name_forms(found: dict[tuple[str, ...], str], parts: Sequence[_Part]) -> None:
    """A name declines whole, or in its last word alone, or (with foreign particles) in its first word alone."""
    plain = [(part.own,) for part in parts]
    for key in sorted({key for part in parts if part.kind == "noun" for key in part.endings.paradigm}):
        if key[1] == "sing":
            declined = [part.endings.paradigm.get(key, ()) for part in parts]
            _combine(found, declined, _REASONS[key])
            if len(parts) > 1:
                _combine(found, [*plain[:-1], declined[-1]], _REASONS[key])
            if len(parts) > 2:
                _combine(found, [declined[0], *plain[1:]], _REASONS[key])


def _combine(found: dict[tuple[str, ...], str], row: Sequence[tuple[str, ...]], why: str) -> None:
    for form in product(*row):
        found.setdefault(form, why)


_WRITTEN: Final = "as written"
_CASE_NAMES: Final = {
    "nomn": "nominative", "gent": "genitive", "datv": "dative", "accs": "accusative", "ablt": "instrumental",
    "loct": "prepositional",
}  # fmt: skip
_REASONS: Final = {
    (case, number): f"Russian {name}, {'singular' if number == 'sing' else 'plural'}"
    for case, name in _CASE_NAMES.items()
    for number in ("sing", "plur")
}
