"""What can be made of a list's entry alone, without the page behind it. Pure."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.corpus_form import in_form, plain_line
from crawler.items import Entry, Extracted
from crawler.lines import furniture_reason, repeats_title
from crawler.text import clean_line, clean_lines, count_words, folded, join_paragraphs

WHOLE_WORDS = 150
"""A feed's text of fewer words is taken for a teaser; so is one that says that it goes on."""
_LEAD_WORDS, _SAME_WORDS = 90, 8
_GOES_ON = ("...", "…", "[…]", "[...]", "read more", "continue reading", "читать далее", "подробнее", "ادامه مطلب")


def entry_of(hints: dict[str, Any]) -> Entry:
    """The entry that was remembered as `crawler.tables.Address.hints`."""
    published = hints.get("published")
    return Entry(
        link=hints.get("link", ""),
        id=hints.get("id", ""),
        title=hints.get("title", ""),
        published=datetime.fromisoformat(published) if published else None,
        summary=hints.get("summary", ""),
        content=hints.get("content", ""),
        authors=tuple(hints.get("authors", ())),
    )


def holds_whole_text(entry: Entry) -> bool:
    """Whether the feed seems to carry the whole article and not a teaser."""
    plain = clean_line(_without_markup(entry.content)).lower()
    if len(plain.split()) < WHOLE_WORDS:
        return False
    return not any(mark in plain[-80:] for mark in _GOES_ON)


def page_of(entry: Entry) -> str:
    """The text that a feed carries as a page of its own, for the extraction."""
    title = html.escape(entry.title)
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{entry.content}</article></body></html>"


def lead_of(entry: Entry) -> str:
    """The standfirst that a feed gives beside a text: its description, where this is short and says something else
    than how the text begins; else ""."""
    lead = clean_line(entry.summary)
    said, text = folded(lead.rstrip(" .…[]")), folded(_without_markup(entry.content))
    if not said or count_words(lead) > _LEAD_WORDS or text.startswith(said) or said.startswith(text):
        return ""
    if (
        repeats_title(lead, entry.title)
        or furniture_reason(lead)
        or any(lead.lower().endswith(one) for one in _GOES_ON)
    ):
        return ""
    begins = " ".join(said.split()[:_SAME_WORDS])
    return "" if count_words(begins) == _SAME_WORDS and text.startswith(begins) else lead


def lead_only(entry: Entry, language: str) -> Extracted:
    """Title and lead as the list gives them, for outlets whose text is not to be had."""
    title = plain_line(clean_line(entry.title))
    summary = _without_markup(entry.summary or entry.content)
    lines = [line for line in clean_lines(summary) if not furniture_reason(line)]
    lines = in_form(title, lines, entry.language or language)
    return Extracted(
        title=title,
        text=join_paragraphs(lines),
        standfirst=" ".join(lines),
        authors=entry.authors,
        published=entry.published,
        language=entry.language or language,
        confidence=0.3,
    )


def completed(extracted: Extracted, entry: Entry, language: str, *, from_feed: bool = False) -> Extracted:
    """``extracted`` with what only the list knew: title, date, authors, and the standfirst of a text that came
    ``from_feed``; the outlet's language where none was found."""
    return replace(
        extracted,
        standfirst=extracted.standfirst or (lead_of(entry) if from_feed else ""),
        title=extracted.title or clean_line(entry.title),
        published=extracted.published or entry.published,
        authors=extracted.authors or entry.authors,
        language=extracted.language or entry.language or language,
    )


def _without_markup(text: str) -> str:
    """``text`` with its tags cut out; linear."""
    if "<" not in text:
        return html.unescape(text)
    kept: list[str] = []
    for number, piece in enumerate(text.split("<")):
        kept.append(piece if number == 0 else piece.partition(">")[2])
    return html.unescape(" ".join(kept))
