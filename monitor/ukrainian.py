"""Ukrainian inflection by the ending of a word: no dictionary is at hand."""

from __future__ import annotations

import re
from itertools import product
from math import prod
from typing import Final

_UKRAINIAN: Final = (
    (re.compile(r"ь$"), ("ь", "я", "ю", "ем", "ем", "еві", "і", "ю", "и", "ей", "ям", "ями", "ях", "ьом")),
    (re.compile(r"(?:[гкх])а$"), ("а", "и", "у", "ою", "и", "", "ам", "ами", "ах")),
    (re.compile(r"(?:[жчшщ])а$"), ("а", "і", "у", "ею", "", "ам", "ами", "ах")),
    (re.compile(r"ія$"), ("ія", "ії", "ію", "ією", "ій", "іям", "іями", "іях")),
    (re.compile(r"я$"), ("я", "і", "ю", "ею", "ь", "ям", "ями", "ях")),
    (re.compile(r"а$"), ("а", "и", "і", "у", "ою", "", "ам", "ами", "ах")),
    (re.compile(r"о$"), ("о", "а", "у", "ом", "і", "ам", "ами", "ах")),
    (re.compile(r"и$"), ("и", "ів", "ам", "ами", "ах")),
    (re.compile(r"і$"), ("і", "ів", "ей", "ям", "ями", "ях")),
    (re.compile(r"(?<=[бвгґджзйклмнпрстфхцчшщ])$"),
     ("", "а", "у", "ом", "ові", "ем", "еві", "і", "и", "ів", "ам", "ами", "ах")),
)  # fmt: skip


_ADJECTIVE: Final = re.compile(r"([а-яґєії]+?(?:[сцз]ьк|[оеєиї]в|н))(ий|а|е|і)")
_PLURAL: Final = ("і", "их", "им", "ими")
_SINGULAR: Final = {
    "ий": ("ий", "ого", "ому", "им", "ім"),
    "а": ("а", "ої", "ій", "у", "ою"),
    "е": ("е", "ого", "ому", "им", "ім"),
    "і": (),
}
_MOST: Final = 400
"""Of a phrase with more forms only the first word is declined."""


def ukrainian_forms(phrase: str, *, person: bool = False) -> dict[str, str]:
    """Forms of a Ukrainian word by its ending, and of a phrase: an adjective with its noun, each part of a `person`'s
    name, else the first word. A part before a number is declined like a word. Which endings belong together is not
    told apart: no text has the rest."""
    forms = {phrase: "as written"}
    words = phrase.split(" ")
    adjectives = 0
    while not person and adjectives < len(words) - 1 and _ADJECTIVE.fullmatch(words[adjectives].lower()):
        adjectives += 1
    declined = len(words) if person else adjectives + 1
    choices = [_cases(word) for word in words[adjectives:declined]]
    if adjectives:
        parts = [found for word in words[:adjectives] if (found := _ADJECTIVE.fullmatch(word.lower()))]
        endings = (*_SINGULAR[parts[-1][2]], *_PLURAL)
        choices.insert(0, [" ".join(part[1] + ending for part in parts) for ending in endings])
    if prod(map(len, choices)) > _MOST:
        choices, declined = [_cases(words[0])], 1
    for chosen in product(*choices):
        forms.setdefault(" ".join([*chosen, *words[declined:]]), "Ukrainian case")
    return forms


def _cases(word: str) -> list[str]:
    """The forms of one word, or of what stands before its number; the word alone where it does not decline."""
    found = re.match(r"([А-ЯҐЄІЇа-яґєії]{3,})(.*)$", word, re.DOTALL)
    if found is None or found[1].isupper():
        return [word]
    bare, rest = found[1].lower(), found[2]
    if adjective := re.fullmatch(r"(.+[сцз]ьк)(ий|а|е)", bare):
        return [adjective[1] + ending + rest for ending in (*_SINGULAR[adjective[2]], *_PLURAL)]
    for pattern, endings in _UKRAINIAN:
        if hit := pattern.search(bare):
            # A lookbehind matches before the end of the word; the other patterns name the ending itself.
            tail = {"(?:[гкх])а$": 1, "(?:[жчшщ])а$": 1, "ія$": 2}.get(pattern.pattern, len(hit[0]))
            stem = bare[: len(bare) - tail]
            return list(dict.fromkeys(stem + ending + rest for ending in endings))
    return [word]
