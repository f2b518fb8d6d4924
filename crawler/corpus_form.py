"""The last touch on lines that are an article: what the corpus format has none of goes from within them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.leaked_markup import without_addresses, without_tags
from crawler.list_marks import without_list_dashes, without_mark
from crawler.text import clean_line, count_words, folded

_REPEAT_WORDS = 8
_OPENING_WORDS, _OPENING_CHARS = 12, 160
_INNER_END = re.compile(r"\w{2}[.!?…؟][\"'”’»)]*(?=\s+[^\W\d_a-zа-яё])")


def in_form(title: str, lines: Sequence[str], language: str) -> list[str]:
    """``lines`` without the marks of lists and the addresses in them, and without those of more than eight words that
    stand above already, be it as the headline; ``language`` is ISO 639-1 or ""."""
    plain = [cleaned for line in lines if (cleaned := plain_line(line))]
    kept: list[str] = []
    seen = {folded(title)}
    for line in without_list_dashes(plain, language):
        if count_words(line) > _REPEAT_WORDS:
            words = folded(line)
            if words in seen:
                continue
            seen.add(words)
        kept.append(line)
    return kept


def plain_line(line: str) -> str:
    """``line`` without the mark of a list before it, and without markup and addresses in it."""
    if "<" in line or "&" in line:
        line = clean_line(without_tags(line))
    return without_mark(without_addresses(line))


def opening(lines: Sequence[str]) -> tuple[str, list[str]]:
    """What stands for the headline of a text without one, and the text: its first sentence where this is a short
    paragraph of its own, else the first words of it, which the text keeps."""
    first, rest = lines[0], list(lines)
    match = _INNER_END.search(first)
    sentence = first[: match.end()] if match else first
    words = sentence.split()
    most = min(_OPENING_WORDS, max(1, len(words) // 2)) if first == sentence and len(rest) == 1 else _OPENING_WORDS
    if len(words) > most or len(sentence) > _OPENING_CHARS or len(rest) == 1:
        return " ".join(words[:most])[:_OPENING_CHARS].rstrip(" ,;:–—-") + "…", rest
    return sentence, rest[1:] if sentence == first else rest


def is_two_sentences(line: str) -> bool:
    """Whether a sentence ends within ``line`` and another begins."""
    return _INNER_END.search(line) is not None
