"""The headline of an old text: what stands above it, behind it, or in its place. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from crawler.attribution import is_attributed
from crawler.corpus_form import is_two_sentences, opening
from crawler.corpus_habits import HEAD_LINES, Habits, Part, part_before, part_behind
from crawler.date_lines import without_dates
from crawler.lines import furniture_reason, is_prose
from crawler.names import byline, signature
from crawler.text import count_words, folded
from crawler.wires import credit_line, dateline_credit

SITE = "name of the site or section"
DATE = "date of the page"
BYLINE = "byline, kept as a fact of its own"
CREDIT = "wire credit, kept as a fact of its own"
ABOVE = "label above the headline"
AGAIN = "repeats the headline"
_SITE_LINE = re.compile(r"^[-–—|]\s*(\S.{0,40})$")
_SECTIONS = re.compile(
    r"world|politics|news|economy|business|society|science|sports?|culture|opinion|analysis|defen[cs]e|military|iran"
    r"|russia|middle east|international|nation(?:al)?|asia|europe|africa|americas?|tech(?:nology)?|energy|nuclear"
    r"|interviews?|features?|latest|home|breaking news|world news|в мире|политика|общество|экономика|армия|мнения"
    r"|россия|происшествия|культура|спорт|наука|سیاسی|جهان|بین الملل|اقتصادی|اجتماعی|فرهنگی|ورزشی|دفاعی|سیاست خارجی",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s*(?:[»›>/|•·]|::)\s*")
_TRAIL_BEFORE = re.compile(r"(?:[^\s>›»]+(?: [^\s>›»]+){0,3}\s[>›»]\s)+(?=\S+(?:\s\S+){3})")
"""The way to a page before its headline: "Home > World > ...\"."""
_ENDED = re.compile(r"[.!?…؟。;][\"'”’»)]*$")
_PROSE_WORDS, _LONG_WORDS = 20, 35
_SITE_WORDS, _SURE_WORDS = 4, 4


@dataclass
class Head:
    """What was found at the beginning of a text."""

    title: str
    rest: list[str]
    """The lines below the headline."""
    removed: list[tuple[str, str]] = field(default_factory=list)
    """(line, reason)"""
    sites: list[str] = field(default_factory=list)
    """Names that were cut from the headline."""
    is_opening: bool = False
    """Whether there was no headline, and the first words of the text stand for it."""


def site_names(lines: Sequence[str]) -> list[str]:
    """Names of sites that a text sets apart above its headline ("- Sputnik International"), or puts into it too."""
    head = lines[:HEAD_LINES]
    parts = [part.name for line in head for part in (part_behind(line), part_before(line)) if part is not None]
    shown = {folded(line) for line in head}
    above = takewhile(lambda line: not _opens_text(line), head)
    apart = [match[1] for line in above if (match := _SITE_LINE.match(line)) and not _ENDED.search(line)]
    return [*apart, *(name for name in parts if folded(name) in shown)]


def find_head(lines: Sequence[str], sites: Sequence[str], habits: Habits) -> Head:
    """The headline of the cleaned ``lines``; ``sites`` are names that are no part of it."""
    found = Head("", [])
    places: list[int] = []
    for place, line in enumerate(lines[:HEAD_LINES]):
        if reason := _reason(line, sites):
            found.removed.append((line, reason))
        elif _opens_text(line):
            break
        elif signature(line) and not places:
            found.removed.append((line, BYLINE))
        else:
            places.append(place)
    chosen = _likeliest(lines, places)
    if chosen is None:
        return _without_headline(lines, found, habits)
    above = dict(found.removed)
    found.removed = [(line, above.get(line, ABOVE)) for line in lines[:chosen]]
    found.rest = list(lines[chosen + 1 :])
    _trim(lines[chosen], lines, sites, found)
    return found


def _reason(line: str, sites: Sequence[str]) -> str:
    """Why a line above the text is no headline; "" where it may be one."""
    if reason := furniture_reason(line, sites=sites):
        return reason
    if (_SITE_LINE.match(line) and not _ENDED.search(line)) or names_places(line, sites):
        return SITE
    if byline(line):
        return BYLINE
    return CREDIT if credit_line(line) else ""


def names_places(line: str, sites: Sequence[str]) -> bool:
    """Whether a line holds nothing but names of sites and sections ("Home > World > Asia") and a date perhaps."""
    rest, _ = without_dates(line)
    parts = [part for piece in rest.split(";") for part in _TRAIL.split(piece.strip(" ,.|–—-")) if part]
    return bool(parts) and all(_is_place(part, sites) for part in parts)


def _is_place(part: str, sites: Sequence[str]) -> bool:
    return bool(_SECTIONS.fullmatch(part)) or _is_site(part, sites)


def _is_site(part: str, sites: Sequence[str]) -> bool:
    plain = folded(part)
    return plain != "" and any(plain == folded(site) for site in sites)


def _opens_text(line: str) -> bool:
    """Whether a line is a paragraph and no headline."""
    if dateline_credit(line) or count_words(line) > _LONG_WORDS:
        return True
    return is_prose(line) and (count_words(line) > _PROSE_WORDS or is_attributed(line) or is_two_sentences(line))


def _likeliest(lines: Sequence[str], places: Sequence[int]) -> int | None:
    """Which of the lines above the text is its headline: one that stands there again, with nothing but labels above
    it, else the first."""
    told = Counter(plain for line in lines for plain in {folded(line), folded(_without_tail(line))})
    for place in places:
        plain = folded(_without_tail(lines[place]))
        if (
            told[plain] > 1
            and len(plain.split()) >= _SURE_WORDS
            and (lines[place][-1] in "?؟" or not _ENDED.search(lines[place]))
        ):
            return place
        if count_words(lines[place]) > _SITE_WORDS:
            break
    return next(iter(places), None)


def _without_tail(line: str) -> str:
    """``line`` up to its last part, where this may name a site."""
    part = part_behind(line)
    return part.rest if part is not None else line


def _trim(title: str, lines: Sequence[str], sites: Sequence[str], found: Head) -> None:
    """Note the headline once, without names of sites and sections before and behind it."""
    half = len(title) // 2
    for cut in (half, half + 1):
        if half > 10 and title[:cut].strip() == title[cut:].strip():
            found.removed.append((title[cut:].strip(), AGAIN))
            title = title[:cut].strip()
    if trail := _TRAIL_BEFORE.match(title):
        found.removed.append((trail[0].strip(), SITE))
        title = title[trail.end() :]
    others = Counter(map(folded, lines))
    while (part := _name_in(title, others, sites, further=bool(found.sites))) is not None:
        found.removed.append((part.cut, SITE))
        found.sites.append(part.name)
        title = part.rest
    found.title = title


def _name_in(title: str, others: Counter[str], sites: Sequence[str], *, further: bool) -> Part | None:
    """The last or first part of a headline if it names a site, or a section where a site was named behind it."""
    behind, before = part_behind(title), part_before(title)
    if behind is not None and (
        _is_site(behind.name, sites) or (further and _SECTIONS.fullmatch(behind.name)) or _shows(behind, others)
    ):
        return behind
    return before if before is not None and _is_site(before.name, sites) else None


def _shows(part: Part, others: Counter[str]) -> bool:
    """Whether the last part of a headline names a site by what else stands in the text, or by the bar before it."""
    if len(part.name.split()) > _SITE_WORDS:
        return False
    sure = len(part.rest.split()) >= _SURE_WORDS
    return others[folded(part.name)] > 0 or (sure and (part.barred or others[folded(part.rest)] > 0))


def _without_headline(lines: Sequence[str], found: Head, habits: Habits) -> Head:
    """A text that has none: the name of its column stands for it, or the first words of its first sentence; where all
    of the first lines look like furniture, the first one."""
    below = list(lines[len(found.removed) :])
    column = next((line for line, why in found.removed if why == SITE and _is_column(line, habits)), "")
    if column:
        found.removed = [pair for pair in found.removed if pair[0] != column]
        found.title, found.rest = column, below
    elif any(map(is_prose, below)):
        found.title, found.rest = opening(below)
        found.is_opening = True
    else:
        found.title, found.rest, found.removed = next(iter(lines), ""), list(lines[1:]), []
    return found


def _is_column(line: str, habits: Habits) -> bool:
    return bool(habits.files) and not _SECTIONS.fullmatch(line) and habits.is_column(line)
