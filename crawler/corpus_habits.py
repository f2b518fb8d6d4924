"""What the texts of a folder have in common: names of sites above and behind headlines, lines that recur in them.

One text cannot tell whether the line above its headline is the name of the paper; a dozen of one folder can. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from crawler.boilerplate import candidates, is_frequent, story_marks
from crawler.date_lines import is_date_line
from crawler.headline import SEPARATOR
from crawler.lines import is_prose
from crawler.names import byline
from crawler.text import folded, line_hash
from crawler.wires import dateline_credit

HEAD_LINES = 10
_NAME_WORDS = 6
_NAMED = 3
"""So many files must have a line above their texts, or a part of their headlines, that is the name of a site."""
_BARRED = 2
"""The same for a part behind a bar, which stands in headlines for little else."""
_SHARE = {"behind": 0.3, "before": 0.5}
"""Parts behind a dash or before a colon may be a speaker or a country: in so many files they are a site."""
_MOST = 0.5
_BARS = frozenset({"|", "»", "::"})
_PREFIX = re.compile(r"([^:|]{2,60}):\s+(?=\S)")
_HEADLINE_WORDS = 2


@dataclass(frozen=True)
class Part:
    """The first or last part of a headline, which may name a site."""

    name: str
    rest: str
    """The headline without it."""
    cut: str
    """What goes with it: the name and the mark between."""
    barred: bool
    """Whether a bar stands between, which in headlines parts little else."""
    place: Literal["before", "behind"]


def part_behind(line: str) -> Part | None:
    """What stands behind the last bar or dash of a headline, if it is as short as a name."""
    cut = next(reversed(list(SEPARATOR.finditer(line))), None)
    if cut is None:
        return None
    return _part(line[cut.end() :], line[: cut.start()], line[cut.start() :], cut[0], "behind")


def part_before(line: str) -> Part | None:
    """What stands before the first bar, dash or colon of a headline, if it is as short as a name."""
    if match := _PREFIX.match(line):
        return _part(match[1], line[match.end() :], match[0], ":", "before")
    cut = SEPARATOR.search(line)
    return _part(line[: cut.start()], line[cut.end() :], line[: cut.end()], cut[0], "before") if cut else None


def _part(name: str, rest: str, cut: str, mark: str, place: Literal["before", "behind"]) -> Part | None:
    if not folded(name) or len(name.split()) > _NAME_WORDS or len(rest.split()) < _HEADLINE_WORDS:
        return None
    return Part(name.strip(), rest.strip(), cut.strip(), mark.strip() in _BARS, place)


@dataclass(frozen=True)
class Habits:
    """What is known of a folder."""

    files: int = 0
    """Texts that are no copies of one another."""
    sites: tuple[str, ...] = ()
    """Names of sites and sections, as most files write them."""
    heads: dict[str, int] = field(default_factory=dict)
    """How many files have a short line above their texts; by `crawler.text.folded`."""
    lines: dict[str, int] = field(default_factory=dict)
    """How many files have a line; by `crawler.text.line_hash`, only those that recur."""

    def recurring(self, line: str) -> int:
        """In how many files a line stands that is no part of any of them; 0 of every other line."""
        return self.lines.get(line_hash(line), 0) if self.lines and not dateline_credit(line) else 0

    def is_column(self, line: str) -> bool:
        """Whether a line that recurs above texts does so in so few that it may be the headline of a column."""
        return self.heads.get(folded(line), 0) < _MOST * self.files


class Tally:
    """Counts the lines of a folder's texts, one after the other."""

    def __init__(self) -> None:
        self._files = 0
        self._seen: set[tuple[str, ...]] = set()
        self._stories: dict[str, set[str]] = {}
        self._spelt: dict[str, str] = {}
        self._heads: Counter[str] = Counter()
        self._ends: Counter[tuple[str, bool, str]] = Counter()
        self._lines: Counter[tuple[str, bool]] = Counter()

    def add(self, lines: Sequence[str]) -> None:
        """Count one text, given as cleaned lines; a copy of one that was counted is passed over."""
        marks = tuple(story_marks(lines)) or tuple(map(line_hash, lines))
        if marks in self._seen:
            return
        self._seen.add(marks)
        self._files += 1
        head = list(_head(lines))
        for plain, line in {folded(line): line for line in head}.items():
            if plain and len(plain.split()) <= _NAME_WORDS and self._is_other_story(plain, marks):
                self._heads[plain] += 1
                self._spelt.setdefault(plain, line.strip("-–—|•· "))
        ends = {part for line in head for part in (part_behind(line), part_before(line)) if part is not None}
        self._ends.update((part.place, part.barred, folded(part.name)) for part in ends)
        for part in ends:
            self._spelt.setdefault(folded(part.name), part.name)
        self._lines.update((digest, is_prose(line)) for digest, line in candidates(lines).items())

    def _is_other_story(self, line: str, marks: Sequence[str]) -> bool:
        """Whether no text with that line shares a long line with this one: an updated story keeps its headline."""
        known = self._stories.setdefault(line, set())
        fresh = not known.intersection(marks)
        known.update(marks)
        return fresh

    def habits(self) -> Habits:
        """What the texts so far have in common."""
        names = [name for name, count in self._heads.items() if count >= _NAMED]
        for (place, barred, name), count in self._ends.items():
            needed = _BARRED if barred and place == "behind" else _NAMED
            if count >= needed and (barred or self._heads[name] > 1 or count >= _SHARE[place] * self._files):
                names.append(name)
        return Habits(
            files=self._files,
            sites=tuple(self._spelt[name] for name in dict.fromkeys(names)),
            heads={name: count for name, count in self._heads.items() if count > 1},
            lines={
                digest: count
                for (digest, prose), count in self._lines.items()
                if is_frequent(count, self._files, prose=prose)
            },
        )


def _head(lines: Sequence[str]) -> Iterator[str]:
    """The lines above the first sentence, without dates."""
    for line in lines[:HEAD_LINES]:
        if is_prose(line):
            return
        if not (is_date_line(line) or byline(line)):
            yield line
