"""Turns fetched bytes into text, whatever the server and the page say about their charset.

Order of trust: byte order mark, valid UTF-8, the HTTP header, the page's own declaration, and a measured guess where
the declared charset gives text that no language writes. No byte is dropped: what cannot be decoded becomes U+FFFD
and is counted. Encoding labels follow the WHATWG standard (windows-1252 for iso-8859-1).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer
from w3lib.encoding import resolve_encoding

from crawler.text import REPLACEMENT

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']?([\w.:-]+)|<meta[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_UNMARKED_UTF16 = re.compile(rb"(?:[\s\x00]{0,20}?)(?:(<\x00[\w!?/]\x00)|\x00<\x00[\w!?/])")
_HEAD_BYTES = 8192
_SAMPLE_BYTES = 150_000
_GUESSES = ("cp1251", "cp1256", "koi8-r", "cp1252", "cp1250", "cp1254", "iso8859-5", "cp866")
_UNREAD = re.compile(r"<(?:script|style)\b.*?</(?:script|style)", re.DOTALL | re.IGNORECASE)
_UNREAD_END = re.compile(r"</(?:script|style)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DAMAGE = re.compile(rb"[\x80-\xff]{3}")
"""Three marked letters on end are in no Latin word."""
_FOREIGN_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]*+[^\W\d_\x00-\x7f][^\W\d_]*")
_NO_WORD = re.compile("[\x80-\x9f\u2500-\u259f\ufffd]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_FREQUENT = frozenset("оеаинтсрвлкмдпуяьызбгчй" + "اینردوهتمبلسشکيكپگفخقحعجزأإةىغصطضظذثچژآئؤء")
_INNER_CAPITAL = re.compile("[\u0430-\u045f][\u0400-\u042f]")
_MAX_WORDS = 1000
_MIN_WORDS = 4
_PLAUSIBLE = 0.45
_SURE = 0.6
_TOLERATED = 0.02


@dataclass(frozen=True)
class Decoded:
    """The text, the charset it was read in, and how many characters could not be read (U+FFFD in their place)."""

    text: str
    charset: str
    replaced: int


def decode(body: bytes | bytearray, declared: str | None = None) -> Decoded:
    """``body`` as text. ``declared`` is the charset of the HTTP header, if any. Never raises."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _read(body[len(mark) :], charset)
    head = body[:_HEAD_BYTES]
    if wide := _UNMARKED_UTF16.match(head):
        return _read(body, "utf-16-le" if wide[1] else "utf-16-be")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x1b$" not in text or _named(declared, head)[:1] != ["iso2022_jp"]:
            return Decoded(text, "utf-8", 0)
    candidates = _named(declared, head)
    for charset in candidates:
        read = _read(body, charset)
        if _accept(read):
            return _western(body, read) or read
    return _guess(body, candidates)


def _named(declared: str | None, head: bytes | bytearray) -> list[str]:
    """Charsets that the header and the page name, as Python names, in order of trust."""
    labels = [declared or ""]
    labels += [(match[1] or match[2]).decode("ascii", "ignore") for match in _DECLARED.finditer(head)]
    names: list[str] = []
    for label in labels:
        name = resolve_encoding(label) if label else None
        if name and name not in names and not name.startswith("utf-16"):
            names.append(name)
    return names


def _read(body: bytes | bytearray, charset: str) -> Decoded:
    text = body.decode(charset, "replace")
    return Decoded(text, charset, text.count(REPLACEMENT))


def _accept(read: Decoded) -> bool:
    """Whether a declared charset gives a text that some language may have written."""
    foreign = len(read.text) - len(read.text.encode("ascii", "ignore"))
    if read.replaced > max(3, _TOLERATED * foreign):
        return False
    return read.charset not in _SINGLE_BYTE or _plausibility(read.text[:_SAMPLE_BYTES]) >= _PLAUSIBLE


def _western(body: bytes | bytearray, read: Decoded) -> Decoded | None:
    """``body`` as windows-1252 where ``read`` as UTF-8 holds no foreign letter that is one, and each would be a letter
    of a Latin word: a text too short for its charset to be measured, whose declaration is wrong."""
    if read.charset != "utf-8" or len(read.text) - len(read.text.encode("ascii", "ignore")) > read.replaced:
        return None
    if _DAMAGE.search(body):
        return None
    western = _read(body, "cp1252")
    words = [match[0] for match in _FOREIGN_WORD.finditer(western.text)]
    return western if words and not western.replaced and all(_word_rating(word) == 1 for word in words) else None


_SINGLE_BYTE = frozenset(
    {*_GUESSES, "cp1253", "cp1255", "iso8859-6", "iso8859-2", "koi8-u", "iso8859-15", "mac-cyrillic"}
)


def _guess(body: bytes | bytearray, candidates: list[str]) -> Decoded:
    sample = body[:_SAMPLE_BYTES]
    names = list(dict.fromkeys([*candidates, "utf-8", *_GUESSES]))
    rated = [(_plausibility(sample.decode(name, "replace")), -place, name) for place, name in enumerate(names)]
    rating, _, charset = max(rated)
    if rating < _SURE:
        best = charset_normalizer.from_bytes(sample).best()
        if best is not None:
            charset = best.encoding
        elif candidates:
            charset = candidates[0]
    return _read(body, charset)


def _plausibility(text: str) -> float:
    """How much the words with foreign letters look like words of a language: about 0.9 for prose, below 0.3 for
    text that was read in the wrong charset. 1 where there are too few to tell."""
    closed = max((match.end() for match in _UNREAD_END.finditer(text)), default=0)  # none that is left open is sought
    plain = _TAG.sub(" ", _UNREAD.sub(" ", text[:closed]) + text[closed:])
    words = [match[0] for _, match in zip(range(_MAX_WORDS), _FOREIGN_WORD.finditer(plain), strict=False)]
    broken = len(_NO_WORD.findall(plain))
    if len(words) + broken < _MIN_WORDS:
        return 1.0
    return (sum(map(_word_rating, words)) - broken) / (len(words) + broken)


def _word_rating(word: str) -> float:
    latin = len(_LATIN.findall(word))
    if _CYRILLIC.search(word) or _ARABIC.search(word):
        if latin or _INNER_CAPITAL.search(word):
            return -1.0
        rating = sum(letter in _FREQUENT for letter in word.lower()) / len(word)
        return rating * 0.5 if word.isupper() and len(word) > 1 else rating
    if latin == len(word):
        ascii_letters = sum(letter.isascii() for letter in word)
        if len(word) == 1:
            return 0.3
        return 1.0 if ascii_letters * 2 >= len(word) and not word[1:-1].swapcase().islower() else -0.5
    return 0.6
