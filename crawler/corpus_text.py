"""The corpus format: one article as a plain text.

Line 1 is the headline, then a blank line, then the paragraphs, one unwrapped line each, one blank line between; UTF-8,
LF, no byte order mark, no newline at the end. `parse_corpus_text` brings texts that another extractor made to this
form and says of every line that it leaves out why. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.corpus_form import in_form, opening, plain_line
from crawler.corpus_habits import HEAD_LINES, Habits
from crawler.corpus_head import AGAIN, BYLINE, CREDIT, DATE, SITE, find_head, names_places, site_names
from crawler.date_lines import holds_date
from crawler.dates import parse_instant
from crawler.language import text_language
from crawler.leaked_markup import without_heading_mark, without_markup
from crawler.lines import behind_title, furniture_reason, is_prose, repeats_title, starts_tail
from crawler.list_marks import without_mark
from crawler.names import author_names, byline
from crawler.text import clean_line, clean_lines, count_words, folded, join_paragraphs
from crawler.wires import credit_line, dateline_credit

_REPEAT_WORDS = 8
_TITLE_WORDS = 4
_LAST_LINES, _CREDITED = 3, 12
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_SITE_TAIL = re.compile(r"\s[-–—|]\s(\S.{1,40})$")
_SIGNATURE = re.compile(
    r"\b(?:institute|agency|center|centre|news|press|times|tribune|институт|агентство|خبرگزاری|پایگاه)\b", re.I
)
_SENTENCE_END = re.compile(r"[.!…؟。:;][\"'”’»)]*$")
_LONG_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}")


@dataclass(frozen=True)
class CorpusText:
    """A text in the corpus format, and what was left out on the way there."""

    title: str
    paragraphs: tuple[str, ...]
    removed: tuple[tuple[str, str], ...] = ()
    """(line, reason), in the order of the file."""
    url: str = ""
    """The address that stood in the text."""
    date: datetime | None = None
    """The date line of the page, which is not always the date of the story."""
    credit: str = ""
    authors: tuple[str, ...] = ()
    """Named by a byline in the text."""
    note: str = ""
    """What an operator should know of the text; "" mostly."""

    @property
    def text(self) -> str:
        """The body: paragraphs parted by blank lines."""
        return join_paragraphs(self.paragraphs)


def render_corpus(title: str, text: str) -> str:
    """The content of a file of the corpus: headline, blank line, paragraphs."""
    return join_paragraphs(line for line in (clean_line(title), *clean_lines(text)) if line)


def read_corpus_text(content: str) -> CorpusText:
    """The reverse of `render_corpus`, for a text that is in the form already: nothing is left out."""
    lines = clean_lines(content)
    return CorpusText(lines[0] if lines else "", tuple(lines[1:]))


def parse_corpus_text(raw: str, sites: Sequence[str] = (), habits: Habits | None = None) -> CorpusText:
    """``raw`` in the corpus format; ``sites`` are names of outlets, which are no part of headlines.

    The headline is found where date, site and section lines stand above it or the blank line below it is missing;
    ``habits`` tells what the texts of the same folder have in common. Where there is no headline, the first words of
    the text stand for it. Lost apostrophes and other damage of the text itself stay as they are. Never raises.
    """
    return _Parser(text_lines(raw), sites, habits or Habits()).parse()


def text_lines(raw: str) -> list[str]:
    """The lines of an old text, without what is left of a page's markup."""
    return [without_heading_mark(line) for line in clean_lines(without_markup(raw))]


class _Parser:
    def __init__(self, lines: list[str], sites: Sequence[str], habits: Habits) -> None:
        self._lines = lines
        self._sites = [*sites, *habits.sites, *site_names(lines)]
        self._habits = habits
        self._removed: list[tuple[str, str]] = []
        self._url = ""
        self._date: datetime | None = None
        self._credit = ""
        self._authors: tuple[str, ...] = ()

    def parse(self) -> CorpusText:
        head = find_head(self._lines, self._sites, self._habits)
        for line, reason in head.removed:
            self._drop(line, reason)
        self._sites += head.sites
        title = plain_line(head.title)
        kept = self._body(title, head.rest, unheaded=head.is_opening)
        credit = self._credit or next((name for line in kept[:2] if (name := dateline_credit(line))), "")
        unheaded = head.is_opening or not title
        if kept and not title:
            title, kept = opening(kept)
        note = "it had no headline; its first words stand for it" if unheaded else ""
        return CorpusText(title, tuple(kept), tuple(self._removed), self._url, self._date, credit, self._authors, note)

    def _body(self, title: str, rest: list[str], *, unheaded: bool) -> list[str]:
        kept: list[str] = []
        title = "" if unheaded else title
        seen = {folded(title)}
        started = False
        for place, raw in enumerate(rest):
            if starts_tail(raw) and not any(is_prose(later) for later in rest[place + 1 :]):
                for later in rest[place:]:
                    self._drop(later, furniture_reason(later) or "below the article: comments, related articles")
                break
            line = without_mark(raw)
            reason = furniture_reason(raw, sites=self._sites) if line != raw else ""
            started = started or is_prose(line)
            reason = reason or self._reason(line, title, place, len(rest), started=started)
            plain = folded(line)
            if not reason and count_words(line) > _REPEAT_WORDS:
                reason = "repeats a line above" if plain in seen else ""
                seen.add(plain)
            if reason:
                self._drop(raw, reason)
            else:
                kept.append(line)
        self._unsign(kept)
        if title and kept and (sentence := behind_title(kept[0], title)):
            self._drop(title, AGAIN)
            kept[0] = sentence
        return in_form(title, kept, text_language("", join_paragraphs(kept)))

    def _reason(self, line: str, title: str, place: int, count: int, *, started: bool) -> str:
        """Why a line below the headline is no part of the text; "" where it is. ``started``: below a sentence."""
        if repeats_title(line, title) and (place < HEAD_LINES or self._is_title(line, title)):
            return AGAIN
        if credit_line(line):
            return CREDIT if place < 2 or place >= count - _CREDITED else ""
        if byline(line) and (place < HEAD_LINES or place >= count - _LAST_LINES):
            return BYLINE
        if reason := furniture_reason(line, sites=self._sites):
            return reason
        if not started and names_places(line, self._sites):
            return SITE
        match = _SITE_TAIL.search(line)
        if match and self._names_site(match[1]):
            return "caption or alternative text of a picture"
        if files := self._habits.recurring(line):
            return f"recurs in {files} files of the folder"
        if self._is_foreign_headline(line):
            return "signature of the outlet" if _SIGNATURE.search(line) else "headline of another article"
        return ""

    def _is_title(self, line: str, title: str) -> bool:
        """Whether a line far below is the headline and no subheading that is worded alike."""
        return count_words(title) >= _TITLE_WORDS and folded(line) == folded(title)

    def _is_foreign_headline(self, line: str) -> bool:
        """Whether a line inside the text is set like a headline: no sentence, too long for a subheading."""
        words = _LONG_WORD.findall(line)
        capitals = sum(word[0].isupper() for word in words)
        return (
            count_words(line) >= 7
            and len(words) >= 4
            and capitals >= 0.8 * len(words)
            and not _SENTENCE_END.search(line)
        )

    def _names_site(self, name: str) -> bool:
        plain = folded(name)
        return any(plain == folded(site) for site in self._sites)

    def _unsign(self, kept: list[str]) -> None:
        """Take off the outlet's signature under the text."""
        while len(kept) > 2 and count_words(kept[-1]) <= 12 and not _SENTENCE_END.search(kept[-1]):
            if not _SIGNATURE.search(kept[-1]) or not is_prose(kept[-2]):
                return
            self._drop(kept.pop(), "signature of the outlet")

    def _drop(self, line: str, reason: str) -> None:
        self._removed.append((line, reason))
        if match := _ADDRESS.fullmatch(line):
            self._url = self._url or match[0]
        elif self._date is None and reason in {SITE, DATE} and holds_date(line):
            self._date = parse_instant(line)
        elif reason == CREDIT:
            self._credit = self._credit or credit_line(line)
        elif reason == BYLINE:
            self._authors = self._authors or author_names([line], self._sites)[0]
