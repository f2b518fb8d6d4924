"""Russian words: what each of a phrase is and how it declines, by the dictionary, by rule where it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Final

import pymorphy3
import pymorphy3_dicts_ru

from monitor.declension import CASES, UNCHANGED, Endings, Key, Paradigm, endings_of
from monitor.opencorpora import parses

SECOND: Final = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}
_NAMES: Final = ("Surn", "Name", "Patr")
_PROPER: Final = (*_NAMES, "Geox", "Orgn", "Trad")
_CYRILLIC_WORD: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]+(?:-[А-Яа-яЁёІіЇїЄєҐґ]+)*")


REMEMBERED: Final = 4096
"""Words whose forms are kept for the next phrase: those of a hundred thousand names would fill the memory."""
_ADJECTIVE_ENDINGS: Final = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_CAPITAL_INSIDE: Final = re.compile(r"[а-яё][А-ЯЁ]")


@cache
def _guesser() -> Any:
    """Guesses at words that the dictionary does not have. It takes a while to load."""
    # How probable a parse is decides nothing here: all that fit are taken together. Not to read it saves a third, and
    # to say where the dictionary is spares a search through everything that is installed.
    return pymorphy3.MorphAnalyzer(pymorphy3_dicts_ru.get_path(), "ru", probability_estimator_cls=None)


def _plain(word: str) -> str:
    return word.lower()


@lru_cache(maxsize=REMEMBERED)
def common_word(word: str) -> bool:
    """True where the dictionary knows `word`, in small letters, as something else than a name."""
    return any(not any(name in parse.tag for name in _PROPER) for parse in _parses(_plain(word)))


def _collect(parse: Any, *, person: bool) -> Paradigm:
    forms: dict[Key, set[str]] = {}
    name = any(kind in parse.tag for kind in _NAMES)
    for form in parse.lexeme:
        tag = form.tag
        if name and tag.gender != parse.tag.gender and tag.number == "sing":
            continue  # Путин, not Путина and her cases
        if "PRTF" in parse.tag and (tag.voice != parse.tag.voice or tag.tense != parse.tag.tense):
            continue
        case = SECOND.get(str(tag.case), str(tag.case)) if tag.case else ""
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


class Word:
    """One word of a phrase: what it is and how it declines."""

    def __init__(self, kind: str, stem: str, endings: Endings, parses: tuple[Any, ...] = ()) -> None:
        self.kind = kind  # noun, adjective, verb or fixed
        self.stem, self.endings = stem, endings
        self.parses = parses

    @property
    def paradigm(self) -> Paradigm:
        """The whole forms."""
        if not self.stem:
            return self.endings.paradigm
        return {key: tuple([self.stem + tail for tail in tails]) for key, tails in self.endings.paradigm.items()}


def _whole(kind: str, paradigm: Paradigm, parses: tuple[Any, ...] = ()) -> Word:
    return Word(kind, "", Endings(paradigm), parses)


def _fixed(word: str) -> Word:
    return Word("fixed", _plain(word), UNCHANGED)


def _noun(word: str, *, person: bool) -> Word:
    return Word("noun", *endings_of(_plain(word), person=person))


@lru_cache(maxsize=REMEMBERED)
def word_of(word: str, person: bool) -> Word:
    """A word of a phrase, as it is written there; of a `person`'s name."""
    if not _CYRILLIC_WORD.fullmatch(word):
        return _hyphenated(word, person) if "-" in word else _fixed(word)
    if len(word) > 1 and word.isupper():
        return _fixed(word)
    if _CAPITAL_INSIDE.search(word):
        # A brand written with capitals inside (МиГ) takes masculine endings.
        return _noun(word, person=False) if word[-1].lower() in "гкхбвдзлмнпрстф" else _fixed(word)
    capital = word[0].isupper()
    parsed = _parses(_plain(word))
    if parsed and capital and person and not any(map(_may_name, parsed)):
        parsed = []  # a surname that is also a common word declines as a surname, one like a plural (Салехи) not at all
    if not parsed and not person and _adjectival(word):
        guesses = _guesser().parse(_plain(word))
        parsed = [parse for parse in guesses if "ADJF" in parse.tag and parse.tag.case == "nomn"]
    if parsed:
        return _known(word, parsed, capital=capital, person=person)
    return _hyphenated(word, person) if "-" in word else _noun(word, person=person)


def _may_name(parse: Any) -> bool:
    """Whether it is the name of one person, or of something; nobody is called by a plural."""
    return parse.tag.number != "plur" and any(name in parse.tag for name in _PROPER)


def _parses(word: str) -> list[Any]:
    """All that the dictionary says `word` can be."""
    if len(word) > 1:
        return parses(word)
    return [parse for parse in _guesser().parse(word) if parse.is_known]  # initials are its own affair


def _adjectival(word: str) -> bool:
    return word.endswith(_ADJECTIVE_ENDINGS)


def _known(word: str, parses: list[Any], *, capital: bool, person: bool) -> Word:
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
        return _whole("noun", _merge(_collect(parse, person=person) for parse in nouns), tuple(nouns))
    if adjectives:
        return _whole("adjective", _merge(_collect(parse, person=person) for parse in adjectives), tuple(adjectives))
    if nouns:
        return _whole("noun", _merge(_collect(parse, person=person) for parse in nouns), tuple(nouns))
    verbs = [parse for parse in parses if "INFN" in parse.tag]
    if verbs:
        forms = {
            form.word
            for parse in verbs
            for form in parse.lexeme
            if form.tag.POS in ("INFN", "VERB") and "impr" not in form.tag
        }
        return _whole("verb", {("nomn", "sing"): tuple(sorted(forms))})
    return _fixed(word)


def _hyphenated(word: str, person: bool) -> Word:
    """«Панцирь-С1» declines its first part, «Алмаз-Антей» its last; «С-300» neither."""
    parts = word.split("-")
    if re.search(r"\d", parts[-1]) or (parts[-1].isupper() and len(parts[-1]) <= 3):
        if len(parts[0]) < 3 or not _CYRILLIC_WORD.fullmatch(parts[0]):
            return _fixed(word)
        inner = word_of(parts[0], person)
        tail = "-" + "-".join(
            parts[1:]
        )  # in capitals: where a blank stands for the dash they tell it from a preposition
        return _whole("noun", {key: tuple([form + tail for form in forms]) for key, forms in inner.paradigm.items()})
    if any(not _CYRILLIC_WORD.fullmatch(part) for part in parts):
        return _fixed(word)
    inner = word_of(parts[-1], person)
    head = "-".join(parts[:-1]).lower() + "-"
    forms = {key: {head + form for form in found} for key, found in inner.paradigm.items()}
    if len(parts) == 2:
        first = word_of(parts[0], person)
        for key, found in inner.paradigm.items():
            for left in first.paradigm.get(key, ()):
                forms[key].update(f"{left}-{right}" for right in found)
    return _whole(inner.kind, _sorted(forms))
