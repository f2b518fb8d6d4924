"""Spellings that mislead: characters nobody sees, and letters that only look like others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_INVISIBLE = frozenset("\u00ad\u200b\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\u061c") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Not among them: U+200C, the joiner that Persian words are written with."""
_CYRILLIC_TWINS = frozenset("ABCEHKMOPTXYaceopxy")
"""Latin letters that look exactly like Cyrillic ones."""


def same(text: str) -> str:
    """A rough common form of two spellings: case, dashes, blanks and joiners aside."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u200c", "")
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) != "Pd")


def misleading(text: str, *, cyrillic: bool = False) -> Iterator[tuple[str, str]]:
    """(code, message) for everything in `text` that an eye cannot tell; `cyrillic`: it should be in those letters."""
    hidden = next((char for char in text if char in _INVISIBLE), None)
    if hidden is not None:
        yield "invisible", f"'{text.replace(hidden, '')}' holds an invisible character (U+{ord(hidden):04X})"
    for word in _words(text):
        if len({_script(char) for char in word} - {""}) > 1:
            marked = ", ".join(f"'{char}' is {_script(char)}" for char in _minority(word))
            yield "mixed-script", f"'{word}' mixes scripts: {marked}"
    letters = {char for char in text if char.isalpha()}
    if cyrillic and letters and letters <= _CYRILLIC_TWINS:
        yield "mixed-script", f"'{text}' stands under ru: but is in Latin letters"


def _words(text: str) -> list[str]:
    return "".join(char if char.isalpha() else " " for char in text).split()


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return next(
        (script.capitalize() for script in ("LATIN", "CYRILLIC", "ARABIC", "GREEK") if name.startswith(script)), ""
    )


def _minority(word: str) -> list[str]:
    scripts = [_script(char) for char in word]
    rare = min(set(scripts) - {""}, key=scripts.count)
    return [char for char, script in zip(word, scripts, strict=True) if script == rare]
