"""Ukrainian inflection by the ending of a word: no dictionary is at hand."""

from __future__ import annotations

import re
from typing import Final

_UKRAINIAN: Final = (
    (re.compile(r"ь$"), ("ь", "я", "ю", "ем", "ем", "еві", "і", "ю", "и", "ей", "ям", "ями", "ях", "ьом")),
    (re.compile(r"(?:[гкх])а$"), ("а", "и", "у", "ою", "и", "", "ам", "ами", "ах")),
    (re.compile(r"ія$"), ("ія", "ії", "ію", "ією", "ій", "іям", "іями", "іях")),
    (re.compile(r"я$"), ("я", "і", "ю", "ею", "ь", "ям", "ями", "ях")),
    (re.compile(r"а$"), ("а", "и", "і", "у", "ою", "", "ам", "ами", "ах")),
    (re.compile(r"о$"), ("о", "а", "у", "ом", "і", "ам", "ами", "ах")),
    (re.compile(r"и$"), ("и", "ів", "ам", "ами", "ах")),
    (re.compile(r"і$"), ("і", "ів", "ей", "ям", "ями", "ях")),
    (re.compile(r"(?<=[бвгґджзйклмнпрстфхцчшщ])$"),
     ("", "а", "у", "ом", "ові", "ем", "еві", "і", "и", "ів", "ам", "ами", "ах")),
)  # fmt: skip


def ukrainian_forms(phrase: str) -> dict[str, str]:
    """Forms of a Ukrainian word by its ending (the first word of a phrase, or the part before a number)."""
    forms = {phrase: "as written"}
    found = re.match(r"([А-ЯҐЄІЇа-яґєії]{3,})(.*)$", phrase, re.DOTALL)
    if found is None or found[1].isupper():
        return forms
    word, rest = found[1].lower(), found[2]
    for pattern, endings in _UKRAINIAN:
        if hit := pattern.search(word):
            # A lookbehind matches before the end of the word; the other patterns name the ending itself.
            tail = {"(?:[гкх])а$": 1, "ія$": 2}.get(pattern.pattern, len(hit[0]))
            stem = word[: len(word) - tail]
            for ending in endings:
                forms.setdefault(stem + ending + rest, "Ukrainian case")
            break
    return forms
