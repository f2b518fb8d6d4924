"""Number in Spanish, French and Portuguese by the ending of a word: no dictionary is at hand. Pure.

Accents are not told apart when a text is read, so a form need not bear the right one. A rule may make a word that does
not exist: no text has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Final

_Ways = Callable[[str], list[str]]
_VOWELS: Final = "aeiouáéíóúàâêîôûäëïöüãõœæ"
_SYLLABLE: Final = re.compile(rf"[{_VOWELS}y]+")
_STRESSED: Final = str.maketrans("áéíóúâêô", "aeiouaeo")
_LINK: Final = re.compile(r"(?:d|l|qu|s|n|j|m|t|c)['’].*", re.IGNORECASE)
"""A word that begins with an elided one: what it belongs to stands before it (coup d'État)."""
_LINK_WORDS: Final = """
    a à al au aux by com con contra contre da das de del des do dos du e em en entre et for in na nas no nos of on par
    para por pour sans sem sin sobre sous sur the to y
"""
_LINKS: Final = frozenset(_LINK_WORDS.split())
"""What stands behind one of these is no part of what is counted (canal de Panamá, mise en place)."""
_MOST: Final = 8
"""Forms of one phrase in one language and number."""
_LETTERS: Final = re.compile(r"[ñãõáéíóúàèùâêîôûçœ]", re.IGNORECASE)
_OTHERS: Final = re.compile(r"[^\x00-\x7fñãõáéíóúàèùâêîôûçœëïü’‑–]", re.IGNORECASE)


def _spanish_plurals(word: str) -> list[str]:
    last, before = word[-1], word[-2:-1]
    if last in "íú":
        return [word + "es", word + "s"]
    if last in _VOWELS:
        return [word + "s"]
    if last == "z":
        return [word[:-1] + "ces"]
    if last in "sx":
        final = before in "áéíóú" or len(_SYLLABLE.findall(word)) == 1
        return [word[:-2] + before.translate(_STRESSED) + last + "es"] if final else []
    if last in "nlrdj":
        return [word[:-2] + before.translate(_STRESSED) + last + "es"]
    return [word + "es"] if last == "y" and before in _VOWELS else [word + "s"]


def _french_plurals(word: str) -> list[str]:
    if word[-1] in "sxz":
        return []
    if word.endswith(("au", "eu")):
        return [word + "x", word + "s"]
    if word.endswith("ail"):
        return [word[:-2] + "ux", word + "s"]
    return [word[:-1] + "ux", word + "s"] if word.endswith("al") else [word + "s"]


def _portuguese_plurals(word: str) -> list[str]:
    last, before = word[-1], word[-2:-1]
    if word.endswith("ão"):
        return [word[:-2] + "ões", word[:-2] + "ães", word + "s"]
    if last == "m":
        return [word[:-1] + "ns"]
    if word.endswith("il"):
        return [word[:-1] + "s", word[:-2] + "eis"]
    if last == "l" and before in "aeouéóáú":
        return [word[:-2] + {"e": "é", "o": "ó"}.get(before, before) + "is"]
    if last in "sx":
        final = before in "áéíóúâêô" or len(_SYLLABLE.findall(word)) == 1
        return [word[:-2] + before.translate(_STRESSED) + last + "es"] if final and last == "s" else []
    return [word + "es"] if last in "rz" else [word + "s"]


def _undone(endings: tuple[tuple[str, str], ...]) -> _Ways:
    """What makes the singulars of a plural: each ending of it, and what the singular has instead."""
    return lambda word: [word.removesuffix(old) + new for old, new in endings if word.endswith(old)]


_PLURALS: Final[dict[str, tuple[str, _Ways, _Ways]]] = {
    "es": (
        "Spanish",
        _spanish_plurals,
        _undone(
            (
                ("ces", "z"),
                ("ones", "ón"),
                *((f"{end}es", end) for end in "lrds"),
                *((f"{vowel}nes", f"{vowel}n") for vowel in "aeiuáéíú"),
                ("íes", "í"),
                ("yes", "y"),
                *((f"{end}s", end) for end in "aeoáéóbcfgkmpt"),
            )
        ),
    ),
    "fr": (
        "French",
        _french_plurals,
        _undone(
            (
                ("eaux", "eau"),
                ("aux", "al"),
                ("aux", "ail"),
                ("eux", "eu"),
                *((f"{end}s", end) for end in "aebcdfgklmnprtéoy"),
            )
        ),
    ),
    "pt": (
        "Portuguese",
        _portuguese_plurals,
        _undone(
            (
                ("ões", "ão"),
                ("ães", "ão"),
                ("ais", "al"),
                *((f"{vowel}is", f"{vowel}l") for vowel in "eoué"),
                ("óis", "ol"),
                ("is", "il"),
                ("ns", "m"),
                ("eis", "il"),
                ("éis", "il"),
                *((f"{end}es", end) for end in "rsz"),
                *((f"{vowel}s", vowel) for vowel in "aeoãé"),
            )
        ),
    ),
}
ROMANCE: Final = frozenset(_PLURALS)
"""The languages for which there are rules."""


def is_romance(term: str) -> bool:
    """Whether letters of a term tell that it is in one of the languages, not in which: nación, général."""
    return not term.isascii() and _LETTERS.search(term) is not None and _OTHERS.search(term) is None


def romance_forms(
    term: str, language: str, *, singular: bool = False, careful: bool = False
) -> Iterator[tuple[str, str]]:
    """The forms of a word or a phrase in the other number, each with its reason; not the term itself.

    In a phrase the words before the first that links (de, en, d'...) change together, or the first of them alone:
    huelgas generales, coups d'État, barcos piloto.

    Args:
        language: one of `ROMANCE`.
        singular: whether a plural also stands for one of what it names.
        careful: texts in English are read too: a word of one syllable keeps to what English has as well, for with
            «es» it would be another word there (plan, planes; bar, bares).
    """
    name, plurals, singulars = _PLURALS[language]
    words = term.split(" ")
    heads = next(
        (at for at, word in enumerate(words) if at and (word.lower() in _LINKS or _LINK.match(word))), len(words)
    )
    made: dict[str, str] = {}
    for ways, why in ((plurals, "plural"), (singulars, "singular")):
        if why == "singular" and not singular:
            break
        choices = [_changed(word, ways, careful=careful) for word in words[:heads]]
        if not any(choices):
            continue
        together = product(*(found or [word] for found, word in zip(choices, words, strict=False)))
        alone = [(found, *words[1:heads]) for found in choices[0]]
        for head in [*islice(together, _MOST), *alone]:
            made.setdefault(" ".join([*head, *words[heads:]]), f"{name} {why}")
    made.pop(term, None)
    yield from made.items()


def _changed(word: str, ways: _Ways, *, careful: bool) -> list[str]:
    """The other number of one word; of two with a dash the last, the first, or both."""
    if not word.isalpha():
        parts = word.split("-")
        if len(parts) != 2 or not all(part.isalpha() for part in parts):
            return []
        first, last = (_changed(part, ways, careful=careful) for part in parts)
        ends = [f"{parts[0]}-{one}" for one in last] + [f"{one}-{parts[1]}" for one in first]
        return ends + [f"{one}-{two}" for one in first for two in last]
    if len(word) < 3 or (len(word) <= 5 and word.isupper()):
        return []
    found = [_cased(one, word) for one in ways(word.lower())]
    if careful and len(_SYLLABLE.findall(word.lower().removesuffix("es"))) < 2:
        return [one for one in found if one in (word + "s", word[:-1])]
    return found


def _cased(form: str, like: str) -> str:
    if like.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form
