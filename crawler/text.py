"""The line rules of the corpus format: what one line of kept text may consist of.

Every room's text passes through here once, on its way in, so that nothing downstream (matching, mail headers, the
text files) meets a control character, an invisible one or a second kind of blank. All functions are pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

REPLACEMENT = "\ufffd"
"""Stands for what could not be decoded; it is kept, so that nobody takes a damaged text for a whole one."""
_ZWNJ = "\u200c"
_RANGES = (
    *((0, 0x3170), (0xD800, 0xE000), (0xFDD0, 0xFDF0), (0xFE00, 0x10000), (0x13430, 0x13460), (0x1BCA0, 0x1BCA4)),
    *((0x1D173, 0x1D17B), (0xE0000, 0xE1000)),
    *((plane + 0xFFFE, plane + 0x10000) for plane in range(0x10000, 0x110000, 0x10000)),
)
"""Where characters to fold may stand; scanning these instead of all of Unicode keeps the import at milliseconds."""
_VISIBLE_FORMATS = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2}
_UNSEEN = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)}


def _fold(code: int) -> str | None:
    """What one character becomes: a space, nothing, the replacement character, or itself."""
    char = chr(code)
    category = unicodedata.category(char)
    if category in {"Zs", "Zl", "Zp"} or code == 0x85 or 0x09 <= code <= 0x0D or 0x1C <= code <= 0x1F:
        return " "
    if code in _UNSEEN or (category in {"Cc", "Cf"} and code not in _VISIBLE_FORMATS and char != _ZWNJ):
        return None
    if category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return REPLACEMENT  # lone surrogates and non-characters: broken input, must stay visible
    return char


_FOLD = {code: new for first, end in _RANGES for code in range(first, end) if (new := _fold(code)) != chr(code)}
_ODD = re.compile("[" + "".join(f"\\U{code:08x}" for code in sorted(_FOLD)) + "]")
_ARABIC = (
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
)
_STRAY_ZWNJ = re.compile(f"(?<![{_ARABIC}]){_ZWNJ}+|{_ZWNJ}+(?![{_ARABIC}{_ZWNJ}])")
_ZWNJ_RUN = re.compile(f"{_ZWNJ}{{2,}}")
_LINE_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_NO_WORD = str.maketrans({code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "_'-")})
_LOOSE = re.compile(r"(?<!\w)['-]|['-](?!\w)")
"""Hyphens and apostrophes that join no two parts of a word."""
_LONG = 2_000
_LONG_WORD = 9
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""No line of an article is longer; what is gets no place in the memory for lines, which is then bounded."""


def clean_line(text: str) -> str:
    """``text`` as one line of the corpus format.

    NFC; every Unicode space, tab and line break becomes one U+0020, runs collapsed, none at the ends; soft hyphens,
    zero-width, bidirectional, control and other invisible characters go, except ZWNJ between two letters of the
    Arabic script (Persian words need it); lone surrogates and non-characters become U+FFFD. Idempotent.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    if _ODD.search(text):
        text = text.translate(_FOLD)
    text = unicodedata.normalize("NFC", text)
    if _ZWNJ in text:
        text = unicodedata.normalize("NFC", _ZWNJ_RUN.sub(_ZWNJ, _STRAY_ZWNJ.sub("", text)))
    return " ".join(text.split())


def clean_lines(text: str) -> list[str]:
    """The non-empty lines of ``text``, each cleaned by `clean_line`; any kind of line break parts them."""
    return [line for raw in _LINE_BREAK.split(text) if (line := clean_line(raw))]


def join_paragraphs(lines: Iterable[str]) -> str:
    """Lines as the body of the corpus format: one blank line between, none at the ends."""
    return "\n\n".join(lines)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a kept text, the reverse of `join_paragraphs`."""
    return [line for line in text.split("\n") if line]


def count_words(text: str) -> int:
    """How many words ``text`` has; a hyphenated or apostrophised word counts once, and two characters of Chinese or
    Japanese, which put no spaces, count as one."""
    return _count_words(text) if len(text) <= _LONG else _words_in(text)


@lru_cache(maxsize=1_024)
def _count_words(text: str) -> int:
    """`count_words`, remembered: the steps of reading a page ask the same of the same few lines."""
    if text.isascii():
        plain = folded(text)
        return plain.count(" ") + 1 if plain else 0
    return _words_in(text)


def _words_in(text: str) -> int:
    words = len(_WORD.findall(text))
    if words * _LONG_WORD < len(text):
        words += len(_UNSPACED.findall(text)) // 2
    return words


def folded(text: str) -> str:
    """``text`` for comparing lines: case, punctuation and spaces do not count; numbers do."""
    return _folded(text) if len(text) <= _LONG else " ".join(_WORD.findall(text.casefold()))


def says(text: str, plain: str) -> bool:
    """Whether ``text`` is ``plain`` when it is folded; for many texts of which most differ in their first letter."""
    first = text.lstrip()[:1]
    if first.isalnum() and first.casefold()[:1] != plain[:1]:
        return False
    return folded(text) == plain


@lru_cache(maxsize=1_024)
def _folded(text: str) -> str:
    """`folded`, remembered; where there is only ASCII, without a search for words, at a third of the cost."""
    if not text.isascii():
        return " ".join(_WORD.findall(text.casefold()))
    plain = text.lower().translate(_NO_WORD)
    if "'" in plain or "-" in plain:
        plain = _LOOSE.sub(" ", plain)
    return " ".join(plain.split())


def line_hash(line: str) -> str:
    """32 hex digits that are equal for lines that differ only in case, punctuation and spaces."""
    return blake2b(folded(line).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
