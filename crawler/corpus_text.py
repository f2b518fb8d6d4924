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

from crawler.date_lines import is_date_line
from crawler.dates import parse_instant
from crawler.lines import furniture_reason, is_prose, repeats_title, starts_tail
from crawler.text import clean_line, clean_lines, count_words, folded, join_paragraphs
from crawler.wires import credit_line, dateline_credit

_HEAD_LINES = 10
_REPEAT_WORDS = 8
_SITE_LINE = re.compile(r"^[-–—|•]\s*(\S.{0,40})$")
_SECTIONS = re.compile(
    r"world|politics|news|economy|business|society|science|sports?|culture|opinion|analysis|defen[cs]e|military|iran"
    r"|russia|middle east|international|nation(?:al)?|asia|europe|africa|americas?|tech(?:nology)?|energy|nuclear"
    r"|interviews?|features?|latest|home|breaking news|world news|в мире|политика|общество|экономика|армия|мнения"
    r"|россия|происшествия|культура|спорт|наука|سیاسی|جهان|بین الملل|اقتصادی|اجتماعی|فرهنگی|ورزشی|دفاعی|سیاست خارجی",
    re.IGNORECASE,
)
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

    @property
    def text(self) -> str:
        """The body: paragraphs parted by blank lines."""
        return join_paragraphs(self.paragraphs)


def render_corpus(title: str, text: str) -> str:
    """The content of a file of the corpus: headline, blank line, paragraphs."""
    return f"{clean_line(title)}\n\n{join_paragraphs(clean_lines(text))}"


def read_corpus_text(content: str) -> CorpusText:
    """The reverse of `render_corpus`, for a text that is in the form already: nothing is left out."""
    lines = clean_lines(content)
    return CorpusText(lines[0] if lines else "", tuple(lines[1:]))


def parse_corpus_text(raw: str, sites: Sequence[str] = ()) -> CorpusText:
    """``raw`` in the corpus format; ``sites`` are names of outlets, which are no part of headlines.

    The headline is found where date, site and section lines stand above it or the blank line below it is missing.
    Lost apostrophes and other damage of the text itself stay as they are. Never raises.
    """
    return _Parser(clean_lines(raw), sites).parse()


class _Parser:
    def __init__(self, lines: list[str], sites: Sequence[str]) -> None:
        self._lines = lines
        self._sites = [*sites, *(match[1] for line in lines[:_HEAD_LINES] if (match := _SITE_LINE.match(line)))]
        self._removed: list[tuple[str, str]] = []
        self._url = ""
        self._date: datetime | None = None
        self._credit = ""

    def parse(self) -> CorpusText:
        title, rest = self._headline()
        kept: list[str] = []
        seen: set[str] = set()
        for place, line in enumerate(rest):
            if starts_tail(line) and not any(is_prose(later) for later in rest[place + 1 :]):
                for later in rest[place:]:
                    self._drop(later, furniture_reason(later) or "below the article: comments, related articles")
                break
            reason = self._reason(line, title, place, len(rest))
            plain = folded(line)
            if not reason and count_words(line) > _REPEAT_WORDS:
                reason = "repeats a line above" if plain in seen else ""
                seen.add(plain)
            if reason:
                self._drop(line, reason)
            else:
                kept.append(line)
        self._unsign(kept)
        credit = self._credit or next((name for line in kept[:2] if (name := dateline_credit(line))), "")
        return CorpusText(title, tuple(kept), tuple(self._removed), self._url, self._date, credit)

    def _headline(self) -> tuple[str, list[str]]:
        """The headline and the lines below it."""
        for place, line in enumerate(self._lines[:_HEAD_LINES]):
            reason = furniture_reason(line, sites=self._sites)
            if not reason and (_SITE_LINE.match(line) or _SECTIONS.fullmatch(line)):
                reason = "name of the site or section"
            if not reason:
                return self._trimmed(line), self._lines[place + 1 :]
            self._drop(line, reason)
        # all of the first lines look like furniture: then the first one is the headline after all
        self._removed.clear()
        self._url, self._date = "", None
        return (self._lines[0], self._lines[1:]) if self._lines else ("", [])

    def _trimmed(self, title: str) -> str:
        """The headline once and without the site's name."""
        half = len(title) // 2
        for cut in (half, half + 1):
            if half > 10 and title[:cut].strip() == title[cut:].strip():
                self._drop(title[cut:].strip(), "repeats the headline")
                title = title[:cut].strip()
        match = _SITE_TAIL.search(title)
        if match and self._names_site(match[1]):
            self._drop(match[0].strip(), "name of the site or section")
            title = title[: match.start()]
        return title

    def _reason(self, line: str, title: str, place: int, count: int) -> str:
        if place < _HEAD_LINES and repeats_title(line, title):
            return "repeats the headline"
        if credit := credit_line(line):
            if place >= count - 12 or place < 2:
                self._credit = self._credit or credit
                return "wire credit, kept as a fact of its own"
            return ""
        reason = furniture_reason(line, sites=self._sites)
        if reason:
            return reason
        match = _SITE_TAIL.search(line)
        if match and self._names_site(match[1]):
            return "caption or alternative text of a picture"
        if self._is_foreign_headline(line):
            return "signature of the outlet" if _SIGNATURE.search(line) else "headline of another article"
        return ""

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
        elif self._date is None and is_date_line(line):
            self._date = parse_instant(line)
