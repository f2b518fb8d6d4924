"""What people write in queries by habits from elsewhere: where the slip stands, why it is one, what may be meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from monitor.query_bits import operand_start


class Slip(NamedTuple):
    """A slip in a query, for its author."""

    message: str
    position: int
    """In characters of the query, from 0."""
    meant: tuple[str, ...] = ()
    """Ways to write it here. They may be wrong in their turn: the caller leaves out what is not read."""


PARTS: Final = {
    **dict.fromkeys(("headline", "head", "heading", "hl", "заголовок", "тайтл", "تیتر", "عنوان"), "title"),
    **dict.fromkeys(("lead", "intro", "lp", "лид", "لید"), "lede"),
    **dict.fromkeys(("text", "content", "fulltext", "текст", "متن"), "body"),
    **dict.fromkeys(("language", "la", "язык", "زبان"), "lang"),
    **dict.fromkeys(("site", "source", "domain", "publication", "sn", "издание", "источник", "منبع"), "outlet"),
    **dict.fromkeys(("by", "byline", "автор", "نویسنده"), "author"),
}
"""What other services and languages call the parts of an article."""
LANGUAGES: Final = {
    **dict.fromkeys(("english", "eng"), "en"),
    **dict.fromkeys(("russian", "rus"), "ru"),
    **dict.fromkeys(("persian", "farsi", "fas", "per"), "fa"),
    **dict.fromkeys(("arabic", "ara"), "ar"),
    **dict.fromkeys(("ukrainian", "ukr"), "uk"),
    **dict.fromkeys(("spanish", "spa"), "es"),
    **dict.fromkeys(("portuguese", "por"), "pt"),
    **dict.fromkeys(("french", "fra", "fre"), "fr"),
    **dict.fromkeys(("german", "deu", "ger"), "de"),
}
"""Names of languages, and the two letters of each."""
_QUOTED: Final = re.compile(r"(?:(?<=^)|(?<=[\s(:=]))['‘]([^'‘’]*)['’](?=$|[\s)^])")
_WILD: Final = re.compile(r"[^\W\d_]{3,}(\*)(?!\S)")


def slip(text: str, position: int, kind: str, word: str) -> Slip | None:
    """What `word` at `position`, a token of the kind `kind` that was not expected there, shows to have been meant.

    None: nothing that is known here.
    """
    before, after = text[:position], text[position + len(word) :]
    found = re.search(r"\S+$", before.rstrip())
    last, at = (found[0], found.start()) if found else ("", 0)
    readers: tuple[Callable[[], Slip | None], ...] = (
        lambda: _weighed(text, word, position, kind),
        lambda: _single_quotes(text, last, at),
        lambda: _numbered(before, word, after, position),
        lambda: _named(before, last, kind, position, text),
        lambda: _about(before, word, after, last, position),
    )
    return next((one for read in readers if (one := read()) is not None), None)


def wild_phrase(text: str, start: int, phrase: str) -> Slip | None:
    """A phrase in quotes at `start` in which a word ends in *: that is no ending there, and would find nothing more."""
    star = _WILD.search(phrase)
    if star is None:
        return None
    words = phrase.split()
    before, after = text[:start], text[start + len(phrase) + 2 :]
    apart = (f"{before}{' ONEAR/1 '.join(words)}{after}",) if len(words) == 2 else ()
    plain = phrase.replace("*", "")
    one = (f"{before}{phrase}{after}",) if len(words) == 1 else ()
    message = "in quotes a * stands for no ending; it does behind a word without quotes"
    return Slip(message, start + 1 + star.start(1), (*one, *apart, f'{before}"{plain}"{after}'))


def _weighed(text: str, word: str, position: int, kind: str) -> Slip | None:
    """(a OR b)^2: a weight behind brackets."""
    if kind != "BOOST" or not text[:position].endswith(")"):
        return None
    start = operand_start(text, position)
    each = re.sub(r"(?<=[^\s()])(?=\s+(?:OR|AND)\s|\s*\)|$)", word, text[start:position])
    rest = text[position + len(word) :]
    meant = (f"{text[:start]}{each}{rest}", text[:position] + rest)
    message = (
        f"{word} stands behind a word, a phrase or an $entity, not behind brackets (weight: is for the whole item)"
    )
    return Slip(message, position, meant)


def _single_quotes(text: str, last: str, at: int) -> Slip | None:
    opened = re.search(r"['‘]", last)
    if opened is None or not any(one.start() == at + opened.start() for one in _QUOTED.finditer(text)):
        return None
    meant = _QUOTED.sub(lambda one: f'"{one[1]}"', text)
    return Slip("a phrase stands in double quotes", at + opened.start(), (meant,))


def _numbered(before: str, word: str, after: str, position: int) -> Slip | None:
    """SENTENCE/2: that is an operator without a number."""
    run = re.match(r"(SENTENCE|PARAGRAPH)/\d*", word + after)
    if run is None:
        return None
    rest = (word + after)[run.end() :]
    return Slip(f"{run[1]} takes no number: both stand in one", position, (f"{before}{run[1]}{rest}",))


def _named(before: str, last: str, kind: str, position: int, text: str) -> Slip | None:
    """=$entity."""
    if kind != "ENTITY" or not last.endswith("=") or not before.endswith("="):
        return None
    message = "= switches inflection off for one word or phrase; forms of an $entity are switched off by its without:"
    return Slip(message, position - 1, (before[:-1] + text[position:],))


def _about(before: str, word: str, after: str, last: str, position: int) -> Slip | None:
    """A phrase followed by ~5, as Lucene has it."""
    run = re.match(r"~(\d+)", word + after)
    if run is None or not last.endswith('"'):
        return None
    phrase = re.search(r'"(\S+)\s+(\S+)"\s*$', before)
    rest = (word + after)[run.end() :]
    near = max(1, int(run[1]))
    meant = (f"{before[: phrase.start()]}({phrase[1]} NEAR/{near} {phrase[2]}){rest}",) if phrase else ()
    return Slip("a ~ says nothing here; that words stand close together is said by NEAR", position, meant)
