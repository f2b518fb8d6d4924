"""Russian inflection: every case of a noun phrase or name, by pymorphy3, by rule for unknown words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any, Final

import pymorphy3

from monitor.declension import CASES, Key, Paradigm, by_ending, unchanged

_SECOND: Final = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}
_NAMES: Final = ("Surn", "Name", "Patr")
_PROPER: Final = (*_NAMES, "Geox", "Orgn", "Trad")
_CYRILLIC_WORD: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]+(?:-[А-Яа-яЁёІіЇїЄєҐґ]+)*")


_REMEMBERED: Final = 4096
"""Words whose forms are kept for the next phrase: those of a hundred thousand names would fill the memory."""
_ADJECTIVE_ENDINGS: Final = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_CYRILLIC: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
_CAPITAL_INSIDE: Final = re.compile(r"[а-яё][А-ЯЁ]")


@cache
def _analyzer() -> Any:
    # How probable a parse is decides nothing here: all that fit are taken together. Not to read it saves a third.
    return pymorphy3.MorphAnalyzer(probability_estimator_cls=None)


def _plain(word: str) -> str:
    return word.lower()


@lru_cache(maxsize=_REMEMBERED)
def common_word(word: str) -> bool:
    """True where the dictionary knows `word`, in small letters, as something else than a name."""
    analyzer = _analyzer()
    if not analyzer.word_is_known(_plain(word)):
        return False
    return any(
        not any(name in parse.tag for name in _PROPER) for parse in analyzer.parse(_plain(word)) if parse.is_known
    )


def _collect(parse: Any, *, person: bool) -> Paradigm:
    forms: dict[Key, set[str]] = {}
    name = any(kind in parse.tag for kind in _NAMES)
    for form in parse.lexeme:
        tag = form.tag
        if name and tag.gender != parse.tag.gender and tag.number == "sing":
            continue  # Путин, not Путина and her cases
        if "PRTF" in parse.tag and (tag.voice != parse.tag.voice or tag.tense != parse.tag.tense):
            continue
        case = _SECOND.get(str(tag.case), str(tag.case)) if tag.case else ""
        number = str(tag.number or "sing")
        if case not in CASES or (person and number == "plur" and any(name in tag for name in _NAMES)):
            continue
        forms.setdefault((case, number), set()).add(form.word)
    return _sorted(forms)


def _sorted(forms: dict[Key, set[str]]) -> Paradigm:
    return {key: tuple(sorted(words)) for key, words in forms.items()}


def _merge(paradigms: Iterable[Paradigm]) -> Paradigm:
    paradigms = list(paradigms)
    if len(paradigms) == 1:
        return paradigms[0]
    merged: dict[Key, set[str]] = {}
    for paradigm in paradigms:
        for key, words in paradigm.items():
            merged.setdefault(key, set()).update(words)
    return _sorted(merged)


class _Word:
    """One word of a phrase: what it is and how it declines."""

    def __init__(self, kind: str, paradigm: Paradigm, parses: tuple[Any, ...] = ()) -> None:
        self.kind = kind  # noun, adjective, verb or fixed
        self.paradigm = paradigm
        self.parses = parses


@lru_cache(maxsize=_REMEMBERED)
def _word(word: str, person: bool) -> _Word:
    if not _CYRILLIC_WORD.fullmatch(word):
        return _hyphenated(word, person) if "-" in word else _Word("fixed", unchanged(_plain(word)))
    if len(word) > 1 and word.isupper():
        return _Word("fixed", unchanged(_plain(word)))
    if _CAPITAL_INSIDE.search(word):
        # A brand written with capitals inside (МиГ) takes masculine endings.
        return (
            _Word("noun", by_ending(_plain(word), person=False))
            if word[-1].lower() in "гкхбвдзлмнпрстф"
            else _Word("fixed", unchanged(_plain(word)))
        )
    capital = word[0].isupper()
    if not _analyzer().word_is_known(_plain(word)) and (person or not _adjectival(word)):
        return _hyphenated(word, person) if "-" in word else _Word("noun", by_ending(_plain(word), person=person))
    guesses = _analyzer().parse(_plain(word))
    parses = [parse for parse in guesses if parse.is_known]
    if capital and person and not any(any(name in parse.tag for name in _PROPER) for parse in parses):
        parses = []  # a surname that is also a common word declines as a surname
    if parses:
        return _known(word, parses, capital=capital, person=person)
    adjectives = [parse for parse in guesses if "ADJF" in parse.tag and parse.tag.case == "nomn"]
    if adjectives and not person:
        return _known(word, adjectives, capital=capital, person=person)
    if "-" in word:
        return _hyphenated(word, person)
    return _Word("noun", by_ending(_plain(word), person=person))


def _adjectival(word: str) -> bool:
    return word.endswith(_ADJECTIVE_ENDINGS)


def _known(word: str, parses: list[Any], *, capital: bool, person: bool) -> _Word:
    def nominative(parse: Any, kind: str) -> bool:
        return kind in parse.tag and parse.tag.case == "nomn"

    nouns = [parse for parse in parses if nominative(parse, "NOUN")]
    if capital and nouns:
        if person:
            nouns = [parse for parse in nouns if any(name in parse.tag for name in _NAMES)] or nouns
        proper = [parse for parse in nouns if any(name in parse.tag for name in _PROPER)]
        nouns = proper or nouns
    singular = [parse for parse in nouns if parse.tag.number == "sing"]
    nouns = singular or nouns
    adjectives = [parse for parse in parses if nominative(parse, "ADJF") or nominative(parse, "PRTF")]
    if nouns and not (adjectives and _adjectival(word)):
        return _Word("noun", _merge(_collect(parse, person=person) for parse in nouns), tuple(nouns))
    if adjectives:
        return _Word("adjective", _merge(_collect(parse, person=person) for parse in adjectives), tuple(adjectives))
    if nouns:
        return _Word("noun", _merge(_collect(parse, person=person) for parse in nouns), tuple(nouns))
    verbs = [parse for parse in parses if "INFN" in parse.tag]
    if verbs:
        forms = {
            form.word
            for parse in verbs
            for form in parse.lexeme
            if form.tag.POS in ("INFN", "VERB") and "impr" not in form.tag
        }
        return _Word("verb", {("nomn", "sing"): tuple(sorted(forms))})
    return _Word("fixed", unchanged(_plain(word)))


def _hyphenated(word: str, person: bool) -> _Word:
    """«Панцирь-С1» declines its first part, «Алмаз-Антей» its last; «С-300» neither."""
    parts = word.split("-")
    if re.search(r"\d", parts[-1]) or (parts[-1].isupper() and len(parts[-1]) <= 3):
        if len(parts[0]) < 3 or not _CYRILLIC_WORD.fullmatch(parts[0]):
            return _Word("fixed", unchanged(_plain(word)))
        inner = _word(parts[0], person)
        tail = "-" + "-".join(parts[1:]).lower()
        return _Word("noun", {key: tuple([form + tail for form in forms]) for key, forms in inner.paradigm.items()})
    if any(not _CYRILLIC_WORD.fullmatch(part) for part in parts):
        return _Word("fixed", unchanged(_plain(word)))
    inner = _word(parts[-1], person)
    head = "-".join(parts[:-1]).lower() + "-"
    forms = {key: {head + form for form in found} for key, found in inner.paradigm.items()}
    if len(parts) == 2:
        first = _word(parts[0], person)
        for key, found in inner.paradigm.items():
            for left in first.paradigm.get(key, ()):
                forms[key].update(f"{left}-{right}" for right in found)
    return _Word(inner.kind, _sorted(forms))


def _agreeing(adjective: _Word, noun: _Word, key: Key) -> tuple[str, ...]:
    """The forms of `adjective` that can stand before `noun` in this case and number."""
    case, number = key
    genders = {str(parse.tag.gender) for parse in noun.parses} - {"None", "ms-f"}
    if not adjective.parses or number == "plur" or not genders:
        return adjective.paradigm.get(key, ())
    found = {
        form.word
        for parse in adjective.parses
        for form in parse.lexeme
        if form.tag.POS == parse.tag.POS
        and (form.tag.voice, form.tag.tense) == (parse.tag.voice, parse.tag.tense)
        and form.tag.case
        and _SECOND.get(str(form.tag.case), str(form.tag.case)) == case
        and str(form.tag.number) == number
        and str(form.tag.gender) in genders
    }
    return tuple(sorted(found))


def russian_forms(phrase: str, *, person: bool = False) -> dict[str, str]:
    """Every inflected form of a Russian word or phrase given in the nominative, and the reason it is one.

    `person`: the words are a name, so each declines in the singular, unknown ones by their ending. Otherwise the
    first noun and the adjectives before it decline together and what follows it stays. Forms are in small letters,
    except the phrase itself.
    """
    words = phrase.split()
    forms: dict[str, str] = {phrase: "as written"}
    if not _CYRILLIC.search(phrase):
        return forms
    parsed = [_word(word.strip("«»\"'()"), person) for word in words]
    if person:
        _name_forms(forms, words, parsed)
        return forms
    head = next((at for at, word in enumerate(parsed) if word.kind == "noun"), None)
    if head is None:
        head = next((at for at, word in enumerate(parsed) if word.kind in ("adjective", "verb")), None)
        if head is None:
            return forms
    written, lowered = phrase.lower(), [(word.lower(),) for word in words]
    plural_name = words[0][:1].isupper() and len(words) > 1 and bool(parsed[head].parses)
    plural_name = plural_name and all(parse.tag.number == "plur" for parse in parsed[head].parses)
    for key in parsed[head].paradigm:
        if plural_name and key[1] == "sing":
            continue  # «Вертолёты России» is a company, «вертолёт России» is not
        row: list[tuple[str, ...]] = []
        for at, word in enumerate(parsed):
            if at == head:
                row.append(word.paradigm[key])
            elif at < head and word.kind == "adjective":
                row.append(_agreeing(word, parsed[head], key))
            else:
                row.append(lowered[at])
        reason = _REASONS[key] if parsed[head].kind != "verb" else "Russian verb form"
        _combine(forms, written, row, reason)
        if head + 1 == len(words) - 1 and words[-1][:1].isupper() and parsed[-1].kind in ("noun", "adjective"):
            # «порт Оля» may decline its name too, «космодрома Восточного».
            if parsed[-1].kind == "adjective":
                row[-1] = _agreeing(parsed[-1], parsed[head], key)
            else:
                row[-1] = parsed[-1].paradigm.get(key, ()) if key[1] == "sing" else ()
            _combine(forms, written, row, _REASONS[key])
    return forms


def _name_forms(forms: dict[str, str], words: list[str], parsed: list[_Word]) -> None:
    """A name declines whole, or in its last word alone, or (with foreign particles) in its first word alone."""
    plain, written = [(word.lower(),) for word in words], next(iter(forms)).lower()
    for key in sorted({key for word in parsed if word.kind == "noun" for key in word.paradigm}):
        if key[1] == "sing":
            declined = [word.paradigm.get(key, ()) for word in parsed]
            _combine(forms, written, declined, _REASONS[key])
            if len(words) > 1:
                _combine(forms, written, [*plain[:-1], declined[-1]], _REASONS[key])
            if len(words) > 2:
                _combine(forms, written, [declined[0], *plain[1:]], _REASONS[key])


_CASE_NAMES: Final = {
    "nomn": "nominative", "gent": "genitive", "datv": "dative", "accs": "accusative", "ablt": "instrumental",
    "loct": "prepositional",
}  # fmt: skip


_REASONS: Final = {
    (case, number): f"Russian {name}, {'singular' if number == 'sing' else 'plural'}"
    for case, name in _CASE_NAMES.items()
    for number in ("sing", "plur")
}


def _combine(forms: dict[str, str], written: str, row: Sequence[tuple[str, ...]], why: str) -> None:
    if len(row) == 2:
        joined: Iterable[str] = [f"{first} {second}" for first in row[0] for second in row[1]]
    else:
        joined = map(" ".join, product(*row))
    for form in joined:
        if form != written and form not in forms:
            forms[form] = why
