"""Invented heads and bylines of news pages, each in the manner of a real system, and how exactly they are read.

A file holds one wave: pages written at one time, in the order of writing. The texts under the heads are drawn by the
generator of `tests.quality.pages`; they are not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.extract import extract
from crawler.items import Extracted
from crawler.rules import Rules
from crawler.text import folded
from tests.quality.pages.kit import LANGUAGES, Voice, paras

WAVES = ("first", "second", "third")
FETCHED = datetime.fromisoformat("2026-11-20T12:00:00+00:00")
_FIELD = re.compile(r"(url|lang|zone|title|author|date): (.*)")


@dataclass(frozen=True)
class Head:
    """One page and what a person would note down of it."""

    name: str
    url: str
    language: str
    zone: str
    title: str
    authors: tuple[str, ...]
    published: date
    """A `datetime` where the page says the time of day, aware where it says the zone."""
    html: str


@dataclass(frozen=True)
class Reading:
    """What was read of a head."""

    head: Head
    found: Extracted

    @property
    def title(self) -> bool:
        """Whether the title is exactly the one that a person would note down."""
        return self.found.title == self.head.title

    @property
    def author(self) -> bool:
        """Whether all authors were read and nobody else."""
        return sorted(map(folded, self.found.authors)) == sorted(map(folded, self.head.authors))

    @property
    def day(self) -> bool:
        """Whether the day is that on which readers saw it."""
        wanted, found = self.head.published, self.found.published
        if found is None:
            return False
        if found.tzinfo is not None and found.utcoffset() and isinstance(wanted, datetime) and wanted.tzinfo:
            return found.astimezone(wanted.tzinfo).date() == wanted.date()
        return found.date() == (wanted.date() if isinstance(wanted, datetime) else wanted)

    @property
    def instant(self) -> bool:
        """Whether the time of day is right too, where the page says it."""
        wanted, found = self.head.published, self.found.published
        if not isinstance(wanted, datetime) or found is None:
            return self.day
        return found == (wanted if wanted.tzinfo else wanted.replace(tzinfo=ZoneInfo(self.head.zone)))


def heads(wave: str) -> Iterator[Head]:
    """The pages of a wave. Raises `ValueError` for a line that fits no form."""
    text = (Path(__file__).parent / f"{wave}.txt").read_text("utf-8")
    for block in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        yield _head(block)


def _head(block: str) -> Head:
    name, *lines = block.splitlines()
    fields: dict[str, list[str]] = {}
    while lines and (match := _FIELD.fullmatch(lines[0])):
        fields.setdefault(match[1], []).append(match[2])
        del lines[0]
    html = "\n".join(lines).strip()
    if not html.startswith("<"):
        raise ValueError(f"{name}: neither a field nor markup: {html[:60]}")
    said = fields["date"][0]
    published = datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    language = fields["lang"][0]
    voice = Voice(language if language in LANGUAGES else "en", name)
    return Head(
        name=name,
        url=fields["url"][0],
        language=language,
        zone=fields["zone"][0],
        title=fields["title"][0],
        authors=tuple(fields.get("author", ())),
        published=published,
        html=html.replace("{{text}}", paras(voice, [voice.paragraph() for _ in range(7)])),
    )


def read(head: Head) -> Reading:
    """Read one page as the crawler would, with no hint but the outlet's language and zone."""
    rules = Rules(zone=head.zone)
    found = extract(head.html.encode(), head.url, rules=rules, fetched=FETCHED, languages=(head.language,))
    return Reading(head, found)
