"""Which of the lines read from a page are the article, and the agency that one of them credits it to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crawler.blocks import Line
from crawler.bywords import LABEL_START
from crawler.captions import Captions
from crawler.date_lines import is_date_line, is_stamp
from crawler.dates import has_clock
from crawler.left_out import Cut
from crawler.lines import (
    behind_title,
    closing_note,
    furniture_reason,
    is_player,
    is_prose,
    repeats_title,
    starts_tail,
)
from crawler.list_marks import without_mark
from crawler.metadata import Metadata
from crawler.names import author_names, byline, signature
from crawler.rules import Rules
from crawler.skips import without_skipped
from crawler.text import clean_line, count_words, folded, line_hash
from crawler.wires import credit_line, dateline_credit, is_dateline

_REPEAT_WORDS = 8
_HEAD_LINES = 6
_LABEL_WORDS = 4
_PULLED_WORDS = (5, 60)
_MOST_QUOTED = 500
_CROSSHEAD_WORDS = 9
_LAST_LINES, _NOTES_FROM = 4, 4
_BYLINE_WORDS, _SAID_OF = 12, 3
_DAY_CHARS = 40
_SIGN = re.compile(r"[^\W\d_]{2,4}")
"""A writer's short sign; capitals are asked for."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})


def article_lines(
    lines: Sequence[Line], about: Metadata, captions: Captions, rules: Rules
) -> tuple[list[str], Cut, str]:
    """The lines that belong to the article, the learnt ones that stood among them, and the agency it is credited to."""
    sites = (*about.sites, about.section)
    strip = [clean_line(text).casefold() for text in rules.strip]
    kept: list[Line] = []
    learnt: list[tuple[int, str]] = []
    seen: set[str] = set()
    credit = ""
    writers = {folded(name) for name in about.authors}
    lines = _from_first_sentence(_from_headline(without_skipped(lines), about.title))
    days = _days_of(lines)
    for place, line in enumerate(lines):
        text = without_mark(line.text)
        if starts_tail(text) and not any(_goes_on(later.text) for later in lines[place + 1 :]):
            break
        found = credit_line(text, above=place < 2 and len(lines) > _LAST_LINES)
        if found and (place >= len(lines) - 4 or place < 2):
            credit = credit or found
            continue
        plain = folded(text)
        if kept and kept[-1].tag in _HEADINGS and is_player(text):
            kept.pop()  # the title of a clip
        reason = furniture_reason(text, sites=sites, linked=line.links > 0)
        if (
            (reason and not _in_place(lines, place, reason, days))
            or (
                place < _HEAD_LINES
                and (
                    repeats_title(text, about.title)
                    or _is_byline(text, about)
                    or _above_date(lines, place)
                    or is_stamp(text)
                )
            )
            or (line.tag in _HEADINGS and plain in writers)
            or (byline(text) and (place < _HEAD_LINES or place >= len(lines) - 3))
            or plain in captions
            or any(cut and cut in text.casefold() for cut in strip)
        ):
            continue
        if rules.boilerplate and line_hash(text) in rules.boilerplate:
            learnt.append((len(kept), line.text))
            continue
        if count_words(text) > _REPEAT_WORDS:
            if plain in seen:
                continue
            seen.add(plain)
        credit = credit or (dateline_credit(text) if len(kept) < 2 else "")
        kept.append(line)
    every = kept
    kept = _without_pulled_quotes(_without_notes(kept, about))
    while kept and (kept[-1].tag in _HEADINGS or _announces(kept[-1].text)):
        kept.pop()
    stayed = set(map(id, kept))
    left_out = tuple((sum(id(line) in stayed for line in every[above:]), text) for above, text in learnt)
    return [line.text for line in kept], left_out, credit


def _announces(line: str) -> bool:
    """Whether a line of a few words announces what is gone from behind it: "Note from the author:"."""
    return line.endswith((":", "：")) and count_words(line) <= _LABEL_WORDS + 2


def _in_place(lines: Sequence[Line], place: int, reason: str, days: Sequence[int]) -> bool:
    """Whether a line that reads like furniture is part of the text where it stands: a row of numbers in a table, or a
    day in a chronology, set as a heading or one of several ``days`` that prose follows each."""
    line = lines[place]
    if reason == "counter" and line.tag in _HEADINGS:  # the years of a history
        return line.text.isdigit() and place > 0 and any(is_prose(other.text) for other in lines[place + 1 : place + 2])
    if reason == "counter":
        beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
        return line.tag == "tr" and any(other.tag == "tr" for other in beside)
    return place in days and (line.tag in _HEADINGS or len(days) > 1)


def _days_of(lines: Sequence[Line]) -> list[int]:
    """The places of lines below the first prose that are but a day, with prose or its heading under them."""
    found = []
    first = next((place for place, line in enumerate(lines) if is_prose(line.text)), len(lines))
    for place in range(first + 1, min(len(lines), _MOST_QUOTED)):
        line = lines[place]
        if len(line.text) > _DAY_CHARS or line.links > 0 or not is_date_line(line.text) or has_clock(line.text):
            continue
        if any(is_prose(other.text) for other in lines[place + 1 : place + 3]):
            found.append(place)
    return found


def _goes_on(line: str) -> bool:
    return is_prose(line) and not closing_note(line)


def _without_pulled_quotes(lines: list[Line]) -> list[Line]:
    """Lines without those below the first two that are set apart and only repeat words of a paragraph."""
    if len(lines) > _MOST_QUOTED:
        return lines  # no article; looking for each line in all others would take its square
    whole = "\n".join(folded(line.text) for line in lines)
    usual = Counter(line.tag for line in lines).most_common(1)
    return [
        line
        for place, line in enumerate(lines)
        if place < 2
        or line.tag in {"p", "li", usual[0][0]}
        or (line.tag in _HEADINGS and count_words(line.text) <= _CROSSHEAD_WORDS)
        or not _PULLED_WORDS[0] <= count_words(line.text) <= _PULLED_WORDS[1]
        or whole.count(folded(line.text)) < 2
    ]


def _without_notes(lines: list[Line], about: Metadata) -> list[Line]:
    """Lines without those among the last few that tell of the authors or only name them."""
    if len(lines) < _NOTES_FROM:
        return lines
    if (
        _SIGN.fullmatch(lines[-1].text)
        and lines[-1].text.isupper()
        and lines[-1].tag not in {"li", "tr"}
        and is_prose(lines[-2].text)
    ):
        lines = lines[:-1]
    return [
        line
        for place, line in enumerate(lines)
        if place < len(lines) - _LAST_LINES
        or not (closing_note(line.text, about.authors) or _is_byline(line.text, about))
    ]


def _from_headline(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """Lines below the headline, where it stands near the top under nothing but a kicker, a section or a date."""
    for place, line in enumerate(lines[: _HEAD_LINES + 2]):
        if is_prose(line.text) and not behind_title(line.text, title):
            return lines
        if rest := behind_title(line.text, title):
            return [replace(line, text=rest), *lines[place + 1 :]]
        if repeats_title(line.text, title):
            following = lines[place + 1 : place + 2]
            rest = behind_title(following[0].text, title) if following else ""
            return [replace(following[0], text=rest), *lines[place + 2 :]] if rest else lines[place + 1 :]
    return lines


def _from_first_sentence(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the labels above the first sentence: names, places and sections that stand alone."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if is_prose(line.text) or line.tag in _HEADINGS or count_words(line.text) > _LABEL_WORDS:
            return lines[place:] if place < len(lines) - 1 else lines
        if line.text[-1] in ".!?…؟:—–。！？：۔" or is_dateline(line.text):  # which may be a line of its own
            return lines[place:]
    return lines


def _above_date(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is but a name with the date of the page under it, as bylines are set."""
    return place + 1 < len(lines) and signature(lines[place].text) and is_date_line(lines[place + 1].text)


def _is_said(text: str, about: Metadata) -> bool:
    """Whether a line that names an author is a sentence: a question in an interview, or "I, Jo Hale, was there." """
    if text.endswith(("?", "!")):
        return True
    words = [word for word in folded(text).split() if word in text]  # those without a capital
    opens = any(text.startswith(name) for name in about.authors) or bool(LABEL_START.match(text))
    return text.endswith(".") and len(words) >= _SAID_OF and not opens


def _is_byline(text: str, about: Metadata) -> bool:
    """Whether a line near the top only names the authors that are known anyway."""
    if not about.authors or count_words(text) > _BYLINE_WORDS or _is_said(text, about):
        return False
    if any(text.startswith(name) and is_date_line(text.removeprefix(name)) for name in about.authors):
        return True
    names, _ = author_names([text], about.sites)
    known = {folded(name) for name in about.authors}
    return bool(names) and all(folded(name) in known for name in names)
