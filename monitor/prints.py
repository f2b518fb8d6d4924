"""The fingerprint of an article: what is compared when copies and rewrites of one story are looked for.

Pure, and the same in every process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from monitor.chunks import feature_hash
from monitor.daywords import YESTERDAY
from monitor.fingerprint import Marks, fingerprint
from monitor.outline import Extent
from monitor.pieces import lexicon
from monitor.roundups import comments, tells_of_many
from monitor.sketch import Sketch, flags
from monitor.telling import headline, quotes, told
from monitor.tongues import tongue

ROUNDUP_WORDS = 40
"""A shorter text has no room for many events, whatever its headline says («In brief: ferry grounds»)."""

_EXTENT = Extent()
_SCRIPTS = {
    "arabic": re.compile("[\u0600-\u06ff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """One article, reduced to what makes it the same story as another, and to the facts it tells."""

    article: int
    outlet: str
    at: datetime
    words: int
    names: Set[str]
    lead_names: Set[str]
    numbers: Set[str]
    lead_numbers: Set[str]
    dates: Set[str]
    """Days named in the first words, as month-day."""
    quotes: Set[str]
    keys: tuple[int, ...]
    """Signed 64-bit; articles of one story are expected to share at least one."""
    sketch: Sketch
    """What is compared."""


def make_print(
    article: int,
    title: str,
    text: str,
    *,
    outlet: str,
    at: datetime,
    entities: Iterable[str] = (),
) -> Print:
    """The fingerprint of one article.

    Args:
        article: its number; given back as it is.
        title, text: as stored (paragraphs parted by blank lines).
        outlet: outlet id.
        at: publication (or first sight), aware.
        entities: ids of entities found in it that tell events apart (no countries): they count as names in scripts
            without capitals, where names cannot be told from other words.
    """
    known = lexicon()
    pieces = known.read(f"{title}\n{text}")
    split = len(title.split())
    head, body = pieces[:split], pieces[split:]
    above = headline(known, head)
    found, lead = told(known, body, _EXTENT.lead)
    script = _script(title + text[:200])
    tagged = {f"${entity}" for entity in entities} if script == "arabic" else set()
    others, lead_others = found.models | above.models | tagged, lead.models | above.models | tagged
    lead_numbers, dates = lead.numbers | above.numbers, lead.dates | above.dates
    many = tells_of_many(title) and len(known.words_of(body)) >= ROUNDUP_WORDS
    made = fingerprint(
        known,
        pieces,
        split,
        Marks(
            found.named,
            found.lead_named,
            _features(others),
            _features(lead_others),
            [feature_hash(number) for number in lead_numbers if len(number) > 1],
            (
                (_features(found.numbers), [specific(number) for number in found.numbers]),
                (_features(lead_numbers), [specific(number) for number in lead_numbers]),
                (_features(found.tolls | above.tolls),),
                (_features(dates),),
                (list(_days(lead.days | above.days, at)),),
            ),
            flags(
                script=script,
                tongue=tongue(text or title, script),
                roundup=many,
                grew=lead.grew or above.grew,
                comments=comments(title),
            ),
        ),
        _EXTENT,
    )
    names = found.names | others
    return Print(
        article=article,
        outlet=outlet,
        at=at,
        words=made.words,
        names=names,
        lead_names=lead.names | lead_others | names.intersection([known.stems[word] for word in made.above]),
        numbers=found.numbers,
        lead_numbers=lead_numbers,
        dates=dates,
        quotes=frozenset(quotes(text)),
        keys=made.keys,
        sketch=Sketch(made.packed, article=article, outlet=outlet, at=at),
    )


def _features(texts: Iterable[str]) -> list[int]:
    return list(map(feature_hash, texts))


def _days(named: Set[str], at: datetime) -> frozenset[int]:
    """Days since 0001-01-01 that a text of that day names, without those to come; a weekday is the nearest of its name.
    Its own day where it names none."""
    today = at.astimezone(UTC).toordinal()
    days: set[int] = set()
    for name in named:
        month, _, day = name.partition("-")
        if day:
            days.update(_nearest(int(month), int(day), at))
        elif int(name) == YESTERDAY:
            days.add(today - 1)
        else:
            days.add(today + (int(name) - today + 3) % 7 - 3)
    return frozenset(day for day in days if day <= today) or frozenset((today,))


def _nearest(month: int, day: int, at: datetime) -> Iterable[int]:
    """A day of the year that lies nearest; nothing for the Persian calendar's months and for no day at all."""
    found: list[int] = []
    for year in (at.year - 1, at.year, at.year + 1):
        with suppress(ValueError):
            found.append(date(year, month, day).toordinal())
    return sorted(found, key=lambda each: abs(each - at.toordinal()))[:1]


def specific(number: str) -> int:
    """How much a number tells, in thousandths: «512» or «3.5» is hardly met by chance, «7» often."""
    if len(number) > 2 or "." in number:
        return 1000
    return 600 if len(number) == 2 else 300


def _script(sample: str) -> str:
    """The script most letters of a text are in."""
    if sample.isascii():
        return "latin"
    counts = {script: len(letters.findall(sample)) for script, letters in _SCRIPTS.items()}
    return max(counts, key=lambda script: (counts[script], script))
