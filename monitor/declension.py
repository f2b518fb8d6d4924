"""How Russian nouns and names decline that no dictionary knows: by their ending."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

Key = tuple[str, str]
"""Case and number of a form: ("gent", "sing")."""
Paradigm = dict[Key, tuple[str, ...]]
"""The forms for each case and number, sorted."""

CASES: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")


class _Rule(NamedTuple):
    ending: re.Pattern[str]
    last: str
    """The letters it may end in: only rules for the last letter of a word are tried on it."""
    person: bool | None
    """For names of people only, for other words only, or (None) for both."""
    cut: int
    """Letters of the ending that the forms replace."""
    singular: str
    """Endings in the order of `CASES`; alternatives are parted by a slash."""
    plural: str = ""


def _rule(  # noqa: PLR0917  (a row of the table below)
    before: str, last: str, person: bool | None, cut: int, singular: str, plural: str = ""
) -> _Rule:
    return _Rule(re.compile(f"{before}[{last}]$"), last, person, cut, singular, plural)


_RULES: Final = (
    _rule("[оеё]", "в", True, 0, " а у а ым е"),
    _rule("[иы]", "н", True, 0, " а у а ым е"),
    _rule("[сц]ки", "й", True, 2, "ий ого ому ого им ом"),
    _rule("", "жшчщ", None, 0, " а у а/ ем е", "и ей ам ей ами ах"),
    _rule("", "ц", None, 0, " а у а/ ем е", "ы ов ам ов ами ах"),
    _rule("", "гкх", None, 0, " а у а/ ом е", "и ов ам ов/и ами ах"),
    _rule("", "бвдзлмнпрстф", None, 0, " а у а/ ом е", "ы ов ам ов/ы ами ах"),
    _rule("и", "й", None, 1, "й я ю я/й ем и/е"),
    _rule("", "й", None, 1, "й я ю я/й ем е", "и ев ям ев/и ями ях"),
    _rule("", "ь", True, 1, "ь я ю я ем е"),
    _rule("", "ь", False, 1, "ь я/и ю/и я/ь ем/ью е/и", "и ей ям ей/и ями ях"),
    _rule("[гкх]", "а", None, 1, "а и е у ой е", "и  ам и ами ах"),
    _rule("[жшчщ]", "а", None, 1, "а и е у ей е", "и  ам и ами ах"),
    _rule("ц", "а", None, 1, "а ы е у ей е", "ы  ам ы ами ах"),
    _rule("", "а", None, 1, "а ы е у ой е", "ы  ам ы ами ах"),
    _rule("и", "я", None, 1, "я и и ю ей и"),
    _rule("", "я", None, 1, "я и е ю ей е"),
    _rule("[^аеёиоуыэюя]", "ы", False, 1, " а у а ом е", "ы ов ам ы/ов ами ах"),
)


@cache
def _rules_for(letter: str) -> tuple[_Rule, ...]:
    return tuple(rule for rule in _RULES if letter in rule.last)


class Endings:
    """What words of one kind end in; compared by identity, for there is one object for all words that decline alike."""

    def __init__(self, paradigm: Paradigm) -> None:
        self.paradigm = paradigm


@cache
def _endings(rule: _Rule, person: bool) -> Endings:
    """The endings for each case and number; a `person`'s name has no plural."""
    numbers = [("sing", rule.singular)] + ([("plur", rule.plural)] if rule.plural and not person else [])
    return Endings(
        {
            (case, number): tuple(sorted(one.split("/")))
            for number, endings in numbers
            for case, one in zip(CASES, endings.split(" "), strict=True)
        }
    )


UNCHANGED: Final = Endings({(case, number): ("",) for case in CASES for number in ("sing", "plur")})
"""Of a word that does not decline."""


def endings_of(word: str, *, person: bool) -> tuple[str, Endings]:
    """The stem of a noun in small letters that no dictionary knows, and what follows it in each case.

    A `person`'s name has no plural here.
    """
    for rule in _rules_for(word[-1:]):
        if (rule.person is None or rule.person == person) and len(word) > 2 and rule.ending.search(word):
            return (word[: -rule.cut] if rule.cut else word), _endings(rule, person)
    return word, UNCHANGED
