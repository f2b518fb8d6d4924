"""Every form in which a term may stand in a text, generated once when the lists are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from monitor.entities import LANGUAGE_FIELDS, Entity
from monitor.romance import ROMANCE, is_romance, romance_forms
from monitor.russian_phrases import Inflected, russian_forms
from monitor.text import ZWNJ, fold_short, script_of
from monitor.ukrainian import ukrainian_forms

_UKRAINIAN_ONLY: Final = re.compile(r"[іїєґІЇЄҐ]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_HISSING: Final = ("ss", "x", "ch", "sh", "z", "us", "is")
_NUMBERED: Final = re.compile(r"(.*[^\W\d_]{4,})([\s-]\d+)")
_CONSONANT_Y: Final = re.compile(r"[^aeiou\W\d_]y$")
_NO_SINGULAR: Final = frozenset(
    [
        "arms",
        "news",
        "customs",
        "headquarters",
        "series",
        "species",
        "means",
        "forces",
        "goods",
        "remains",
        "works",
        "politics",
        "economics",
        "physics",
        "affairs",
        "communications",
        "logistics",
        "troops",
        "talks",
        "relations",
        "states",
        "nations",
    ]
)
"""Plurals whose singular is another thing."""
_ARABIC_PREFIXES: Final = ("و", "ف", "ب", "ک", "ل", "ال", "وال", "فال", "بال", "کال", "لل", "ول", "وب")
_BEFORE_NAMES: Final = ("و", "ف", "ب", "ک", "ل")
"""Written together with a person's full name in Arabic, which Persian papers quote: no other word results."""
_LONG_NAME: Final = 5
"""Letters from which on a country's name is no other word where a hasty «و» is written together with it."""
_VOWEL_END: Final = "اوهیآ"


class Form(NamedTuple):
    """One form and why it counts."""

    text: str
    why: str


def english_forms(term: str, *, singular: bool = False) -> list[Form]:
    """The plural of the last word, and the possessive that has lost its apostrophe (Irans).

    `singular`: a term written in the plural also stands for one of them (warplanes, warplane).
    """
    forms = [Form(term, "as written")]
    last = term[-1:].lower()
    if not last.isalnum() or (last.isdigit() and not _LETTER.search(term)):
        return forms
    if last in "xhsz" and term.lower().endswith(_HISSING):
        forms.append(Form(term + "es", "English plural"))
    elif last == "s":
        if singular and (one := _singular(term)):
            forms.append(Form(one, "English singular"))
        return forms
    else:
        forms.append(Form(term + "s", "English plural, or possessive without its apostrophe"))
        if last == "y" and _CONSONANT_Y.search(term.lower()):
            forms.append(Form(term[:-1] + "ies", "English plural"))
    if last.isdigit() and (numbered := _NUMBERED.fullmatch(term)):
        forms.append(Form(f"{numbered[1]}s{numbered[2]}", "English plural before a number"))
    return forms


def _singular(term: str) -> str:
    """The singular of a regular English plural, empty where `term` has none of its own meaning (arms)."""
    word = re.search(r"[^\W\d_]+$", term)
    if word is None or len(word[0]) < 4 or word[0].lower() in _NO_SINGULAR or word[0].isupper():
        return ""
    if word[0].lower().endswith("ies") and len(word[0]) > 4:
        return term[:-3] + "y"
    if re.search(r"(?:ss|x|ch|sh|z)es$", word[0], re.IGNORECASE):
        return term[:-2]
    return term[:-1]


def persian_forms(term: str, *, name: bool = False, adjective: bool = False) -> list[Form]:
    """Plurals, the indefinite and the linking ی where they are written together with the word.

    Suffixes after a zero-width non-joiner or a blank need no form: there the word itself ends. A person's `name`
    takes no joined suffix (دهقانی is somebody else than دهقان).
    """
    forms = [Form(term, "as written")]
    words = term.split(" ")
    if name or not words[-1]:
        return forms
    last = term[-1]
    if last.isdigit():
        if re.search(r"[^\W\d_]", term):  # a designation; a bare number has no plural
            forms += [Form(term + "ها", "Persian plural"), Form(term + "های", "Persian plural, linked")]
    else:
        forms.append(Form(term + "ها", "Persian plural"))
        forms.append(Form(term + "های", "Persian plural, linked"))
        forms.append(Form(term + "هایی", "Persian plural, indefinite"))
        if last not in _VOWEL_END:
            forms.append(Form(term + "ی", "Persian indefinite or adjective"))
        elif last in "او":
            forms.append(Form(term + "ی", "Persian linking ی"))
            forms.append(Form(term + "یی", "Persian indefinite"))
        elif adjective and last == "ی":
            forms.append(Form(term + "ان", "Persian plural of people"))
    if len(words) > 1 and re.fullmatch(r"[\u0621-\u06d3\u200c]+", words[0]):
        rest = " " + " ".join(words[1:])
        forms.append(Form(words[0] + ZWNJ + "های" + rest, "Persian plural inside the phrase"))
        if words[0][-1] == "ه":
            forms.append(Form(words[0] + ZWNJ + "ی" + rest, "Persian linking ی"))
        elif words[0][-1] in "او":
            forms.append(Form(words[0] + "ی" + rest, "Persian linking ی"))
    return forms


def arabic_forms(term: str) -> list[Form]:
    """The article and the one-letter words that are written together with the first word."""
    forms = [Form(term, "as written")]
    if term.startswith("ال"):
        forms += [Form(prefix + term, f"Arabic prefix {prefix}") for prefix in ("و", "ف", "ب", "ک", "وب")]
        return forms + [Form(prefix + term[2:], f"Arabic prefix {prefix}") for prefix in ("لل", "ولل")]
    return forms + [Form(prefix + term, f"Arabic prefix {prefix}") for prefix in _ARABIC_PREFIXES]


def _with_article(term: str) -> list[Form]:
    """The forms with an article of an Arabic term that was written without: of each word (the attribute agrees with its
    noun), or of the last alone (the noun before it is in the construct state), joined to what stands before them."""
    words = term.split(" ")
    if any(word.startswith("ال") for word in words) or any(len(word) < 3 or not word.isalpha() for word in words):
        return []
    definite = " ".join("ال" + word for word in words)
    forms = [Form(start + definite, "Arabic article") for start in ("", "و", "ف", "ب", "ک")]
    forms.append(Form("لل" + definite.removeprefix("ال"), "Arabic article"))
    if len(words) > 1:
        forms.append(Form(" ".join([*words[:-1], "ال" + words[-1]]), "Arabic article"))
    return forms


_ARABIC_LETTER: Final = re.compile(r"ة|إ")
_ARABIC_ARTICLE: Final = re.compile(r"\bال\w{2}")
"""A few Persian words begin like that too (الماس), so it decides nothing alone."""
_PERSIAN_LETTER: Final = re.compile(r"[پچژگکی\u200c]")
"""Letters and the joiner that an Arabic keyboard has not."""


def _arabic_script(term: str, *, person: bool, country: bool, word: bool, language: str) -> list[Form]:
    """Arabic forms of a term that is known or seen to be Arabic, Persian ones of one that is not known to be Arabic.

    What could be either, in a watchlist, also gets the forms with the Arabic article: with those that are written to a
    bare word (و، ب، ل) it would be another word in Persian often enough, with the article it never is.
    """
    persian = language == "fa" or (not language and _PERSIAN_LETTER.search(term) is not None)
    arabic = language == "ar" or (not persian and _ARABIC_LETTER.search(term) is not None)
    forms = [] if arabic else persian_forms(term, name=person, adjective=country)
    if person and not arabic and " " in term:
        forms += [Form(prefix + term, f"Arabic prefix {prefix}") for prefix in _BEFORE_NAMES]
    elif country and not arabic and len(term) >= _LONG_NAME:
        forms.append(Form("و" + term, "written together with و"))
    if arabic or (not persian and _ARABIC_ARTICLE.search(term)):
        forms += arabic_forms(term)
    if word and not persian:
        forms += _with_article(term)
    return list({form.text: form for form in reversed(forms)}.values())[::-1]


def inflected(
    term: str,
    *,
    person: bool = False,
    country: bool = False,
    word: bool = False,
    language: str = "",
    tongues: Sequence[str] = (),
) -> list[Form]:
    """All forms of `term`, itself first. The script decides the language; `language` (uk, fa, ar, es ...) is a hint.

    `person` and `country` are names of such; `word` is a term of a watchlist rather than a name. `tongues` are what
    `tongues_of` makes of the languages in which the term is looked for.
    """
    found = _declined(term, person=person, language=language)
    if found is not None:
        return [Form(text, why) for text, why in zip(found.forms, found.reasons, strict=True)]
    return _others(term, person=person, country=country, word=word, language=language, tongues=tongues)


def inflections(
    term: str, *, person: bool, country: bool, word: bool, language: str, tongues: Sequence[str] = ()
) -> list[str]:
    """`inflected` without the reasons."""
    found = _declined(term, person=person, language=language)
    if found is not None:
        return found.forms
    made = _others(term, person=person, country=country, word=word, language=language, tongues=tongues)
    return [form.text for form in made]


def tongues_of(languages: Iterable[str]) -> tuple[str, ...]:
    """Of the languages that are read those whose rules a term in Latin letters follows: "en" for all but Spanish,
    French and Portuguese. Empty where none of these three is read, or nothing is known: then English alone."""
    found = {one if one in ROMANCE else "en" for one in languages}
    return tuple(sorted(found)) if found - {"en"} else ()


def _declined(term: str, *, person: bool, language: str) -> Inflected | None:
    """The forms of a Cyrillic term, each with its reason; None for others."""
    if script_of(term) != "cyrillic":
        return None
    if language == "uk" or _UKRAINIAN_ONLY.search(term):
        forms = ukrainian_forms(term, person=person)
        return Inflected(list(forms), tuple(forms.values()))
    return russian_forms(term, person=person)


def _others(term: str, *, person: bool, country: bool, word: bool, language: str, tongues: Sequence[str]) -> list[Form]:
    script = script_of(term)
    if script == "arabic":
        return _arabic_script(term, person=person, country=country, word=word, language=language)
    if script == "latin":
        return _latin_script(term, person=person, word=word, tongues=(language,) if language in ROMANCE else tongues)
    return [Form(term, "as written")]


def _latin_script(term: str, *, person: bool, word: bool, tongues: Sequence[str]) -> list[Form]:
    """English forms, and those of the other `tongues`. Where no language is known, letters such as ñ or ç tell that it
    may be any of the three. A person's name has no plural."""
    english = not tongues or "en" in tongues
    forms = english_forms(term, singular=word) if english else [Form(term, "as written")]
    if person or not (tongues or is_romance(term)):
        return forms
    found = {form.text: form for form in forms}
    for language in tongues or sorted(ROMANCE):
        if language in ROMANCE:
            for text, why in romance_forms(term, language, singular=word, careful=english):
                found.setdefault(text, Form(text, why))
    return list(found.values())


def forms_of(term: str | Entity, language: str = "", tongues: Sequence[str] = ()) -> list[Form]:
    """What `tocsin forms` lists: every form of a term, or of every name of an entity, without duplicates.

    Forms named by the entity's `without` are left out. A term that begins with ``=`` has only itself. `language` (of
    a term) and `tongues` as in `inflected`.
    """
    if isinstance(term, str):
        return (
            [Form(term[1:], "as written")]
            if term.startswith("=")
            else inflected(term, word=True, language=language, tongues=tongues)
        )
    person, country = term.type == "person", term.type == "country"
    found: dict[str, Form] = {}
    dropped = {fold_short(text) for text in term.without}
    for alias, spoken in aliases(term):
        for form in inflected(alias, person=person, country=country, language=spoken, tongues=tongues):
            found.setdefault(form.text.casefold(), form)
    for alias in term.short:
        for text, why in inflected(alias, person=person, country=country, tongues=tongues):
            found.setdefault(text.casefold(), Form(text, f"{why}; a short form, counts only in company"))
    return [form for form in found.values() if fold_short(form.text) not in dropped]


def aliases(entity: Entity) -> list[tuple[str, str]]:
    """The full names of an entity, each with a hint of its language ("uk", "fa", "ar", "es", "fr", "pt" or "")."""
    names = [(name, "") for name in (entity.name, *entity.also, *entity.ru)]  # Russian is what Cyrillic is taken for
    names += [(name, key) for key in LANGUAGE_FIELDS[1:] for name in getattr(entity, key)]
    return list(dict.fromkeys(names))
