"""When an article came out and when it was changed last: all that a page says of it, weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.boxes import readers_part
from crawler.changes import is_of_change, named_as_change, statements, tells_of_change, told
from crawler.dates import date_in_url, has_clock, parse_instant
from crawler.elements import element_text
from crawler.jsonld import ArticleFacts
from crawler.landmarks import Landmarks
from crawler.nearby import BEHIND, around_headline, beside, near_headline
from crawler.text import clean_line
from crawler.zones import as_readers_see

_TIME_FIELDS = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "pubdate"),
    *(
        "publishdate",
        "publish_date",
        "publish-date",
        "article:published",
        "dc.date",
        "dc.date.issued",
        "dcterms.issued",
    ),
    *("dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "article.published", "article.created"),
    *("cxenseparse:recs:publishtime", "citation_publication_date", "citation_date", "mediator_published_time", "ptime"),
    *("originalpublicationdate", "article_date_original", "rnews:datepublished", "vr:published_time", "displaydate"),
)
_CHANGE_FIELDS = (
    *("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified"),
    *("dcterms.modified", "article.updated", "article:modified", "article:modified_date", "lastmod", "revised"),
)
_HEADLINE, _CLOSE = 20, 2
_DIGIT = re.compile(r"\d")
_EITHER_WAY = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{4}(?!\d)")
_TIMED = re.compile(r"date|time", re.IGNORECASE)
_DATED = frozenset(
    {"datetime", "time", "timestamp", "date", "data-timestamp", "data-time", "data-date", "data-datetime", "data-unix"}
    | {"data-published", "data-utc", "data-epoch", "unixtime"}
)
_BEFORE = 15


def dates_of(
    marks: Landmarks,
    facts: ArticleFacts,
    heading: HtmlElement | None,
    url: str,
    *,
    fetched: datetime | None = None,
    zone: tzinfo = UTC,
    day_first: bool = True,
) -> tuple[datetime | None, datetime | None]:
    """When the article was published and when it was changed (aware; None where the page does not say).

    Facts weigh more than what is visible, a time of day more than a day, the outlet's own zone more than UTC. ``zone``
    is meant where a date names none; ``heading`` shows the headline.
    """
    aside = partial(beside, around=around_headline(heading))
    read = _DateReader(fetched, zone, day_first)
    below = _below(marks)
    published = read.best(_published(marks, facts, below, aside))
    if published is None or published.time() == datetime.min.time():
        shown = read.best(_date_lines(marks, heading, below, aside))
        published = shown if shown and (published is None or shown.date() == published.date()) else published
    published = published or read.best(_attributes(marks, heading, below))
    if published:
        lines = _shown_days(marks, heading, below, aside)
        seen = ((instant, has_clock(line)) for line in lines if (instant := read.best([line])))
        published = as_readers_see(published, zone, date_in_url(url), seen)
    else:
        published = date_in_url(url)
    modified = read.best(_modified(marks, facts, below)) or read.best(_changed_lines(marks, heading, below, aside))
    if published and modified and modified < published - timedelta(minutes=5):
        modified = None
    return published, modified


def _shown_days(
    marks: Landmarks, heading: HtmlElement | None, below: frozenset[HtmlElement], aside: Callable[[HtmlElement], bool]
) -> Iterator[str]:
    """What lines near the headline that hold nothing but dates and names say of the day of issue."""
    place = marks.places.get(heading) if heading is not None else None
    for element, text in near_headline(heading, place, BEHIND):
        if _DIGIT.search(text) and element not in below and not aside(element):
            yield from (part for changed, part in told(text) if not changed)


class _DateReader:
    """Picks the most exact of several statements of one date."""

    def __init__(self, fetched: datetime | None, zone: tzinfo, day_first: bool) -> None:
        self._parse = partial(parse_instant, fetched=fetched, zone=zone, day_first=day_first)
        self._fixed = partial(self._parse, zone=UTC)

    def best(self, statements: Iterable[str]) -> datetime | None:
        """The first readable date; where it lacks a time of day, a later one of about the same day that has it; where
        it is given in UTC or without a zone, the same moment in the outlet's own zone if that is given too."""
        day: datetime | None = None
        universal: datetime | None = None
        for statement in statements:
            instant = self._parse(statement)
            if instant is None:
                continue
            if universal is not None:
                same = abs(instant - universal) < timedelta(minutes=1)
                alike = instant.replace(tzinfo=None) == universal.replace(tzinfo=None)
                # A bare clock beside a stated UTC is that UTC once more; only a zone that is written can correct one.
                if instant.utcoffset() and (same or (alike and self._fixed(statement) == instant)):
                    return instant
            elif day is None and (has_clock(statement) or instant.time() != datetime.min.time()):
                if instant.utcoffset():
                    return instant
                universal = instant
            elif day is None:
                day = instant
            elif has_clock(statement) and abs(instant - day) <= timedelta(hours=38):
                return instant
        return universal or day


def _below(marks: Landmarks) -> frozenset[HtmlElement]:
    """What stands under the heading of the readers' part: its dates are those of comments."""
    label = readers_part(marks)
    if label is None:
        return frozenset()
    above = set(takewhile(lambda element: element is not label, label.getroottree().iter()))
    return frozenset(element for element in label.getroottree().iter() if element not in above)


def _published(
    marks: Landmarks, facts: ArticleFacts, below: frozenset[HtmlElement], aside: Callable[[HtmlElement], bool]
) -> Iterator[str]:
    doubtful = bool(_EITHER_WAY.search(facts.published))  # 04/03/2024: anything exact is asked first
    if facts.published and not doubtful:
        yield facts.published
    for name in _TIME_FIELDS:
        yield from marks.metas.get(name, ())
    if doubtful:
        yield facts.published
    times = [element for element in marks.times if element not in below] if below else marks.times
    dates = [element for element in marks.dates if element not in below] if below else marks.dates
    for element in _first_visible(times, is_of_change, _of_teaser, _of_masthead, aside):
        yield element.get("datetime") or ""
        yield element_text(element)
    for element in times[:10]:  # themes call the only date they print the one of the update
        if is_of_change(element) and not aside(element):
            yield element.get("datetime") or ""
    for element in _first_visible(dates, named_as_change, _of_teaser, _of_masthead, aside):
        yield element.get("content") or element.get("datetime") or element.get("title") or ""
        yield from (part for changed, part in statements(element_text(element)[:200]) if not changed)


def _attributes(marks: Landmarks, heading: HtmlElement | None, below: frozenset[HtmlElement]) -> Iterator[str]:
    """Dates in attributes of elements near the headline, which a script writes out for readers."""
    place = marks.places.get(heading) if heading is not None else None
    if heading is None or place is None:
        return
    for element in islice(heading.getroottree().getroot().iter("*"), max(0, place - _BEFORE), place + BEHIND):
        if element not in below and _TIMED.search(f"{element.tag} {element.get('class') or ''}"):
            yield from (value for name, value in element.items() if name in _DATED and _DIGIT.search(value))


def _date_lines(
    marks: Landmarks, top: HtmlElement | None, below: frozenset[HtmlElement], aside: Callable[[HtmlElement], bool]
) -> list[str]:
    """Lines on the page that are nothing but a date, or a date and names, those nearest to the headline first: the
    last resort. Those that tell of a change come behind, and those at the top of the page, apart from
    the headline: there many print what day it is."""
    top = top if top is not None else next(iter([*marks.titles, *marks.holders]), None)
    if top is None:
        return []
    found: list[tuple[bool, bool, int, str]] = []
    close = {one for one in islice(top.iterancestors(), _CLOSE) if one.tag not in {"body", "html"}}
    heading = 0
    for place, element in enumerate(top.getroottree().iter()):
        if element is top:
            heading = place
        for text in (element.text, element.tail):
            if not text or not 5 < len(text.strip()) <= 120 or not _DIGIT.search(text):
                continue
            parts = told(clean_line(text))
            if parts and element not in below and not aside(element):
                above = not heading and close.isdisjoint(element.iterancestors())
                found += [(changed, above, place, part) for changed, part in parts]
    return [text for *_, text in sorted(found, key=lambda one: (one[0], one[1], abs(one[2] - heading)))[:5]]


def _changed_lines(
    marks: Landmarks, heading: HtmlElement | None, below: frozenset[HtmlElement], aside: Callable[[HtmlElement], bool]
) -> Iterator[str]:
    """What lines near the headline that nothing marks as dates say of a change."""
    place = marks.places.get(heading) if heading is not None else None
    for element, text in near_headline(heading, place, BEHIND):
        if _DIGIT.search(text) and tells_of_change(text) and element not in below and not aside(element):
            yield from (part for changed, part in told(text) if changed)


def _modified(marks: Landmarks, facts: ArticleFacts, below: frozenset[HtmlElement]) -> Iterator[str]:
    if facts.modified:
        yield facts.modified
    for name in _CHANGE_FIELDS:
        yield from marks.metas.get(name, ())
    for element in [*marks.times[:40], *marks.dates[:40]]:
        if element in below:
            continue
        if is_of_change(element):
            yield element.get("datetime") or element.get("content") or ""
            yield element_text(element)[:120]
        elif tells_of_change(text := element_text(element)[:200]):
            yield from (part for changed, part in statements(text) if changed)


_MASTHEAD = re.compile(
    r"masthead|top[_-]?bar|site[_-]?header|header[_-]?top|top[_-]?date|current[_-]?(?:date|time)", re.I
)
"""Names of the top of a page, where many print what day it is."""


def _of_masthead(element: HtmlElement) -> bool:
    """Whether a date stands in the top of the page, apart from the article."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"article", "main"} or one.find(".//h1") is not None:
            return False
        if _MASTHEAD.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return True
    return False


def _of_teaser(element: HtmlElement) -> bool:
    """Whether a date stands in a link that holds a headline besides: it is that of another article."""
    link = next(element.iterancestors("a"), None)
    return link is not None and len(element_text(link, 400)) > len(element_text(element, 400)) + _HEADLINE


def _first_visible(elements: Sequence[HtmlElement], *skip: Callable[[HtmlElement], bool]) -> Iterator[HtmlElement]:
    return islice((element for element in elements[:40] if not any(skipped(element) for skipped in skip)), 8)
