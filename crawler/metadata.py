"""What a page says about its article: title, authors, dates, address, picture, section, tags, wall."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import takewhile
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.boxes import readers_part
from crawler.bylines import PARTS, authors_of, beside
from crawler.dates import date_in_url, has_clock, is_date_line, parse_instant
from crawler.headline import headline, names_of_site
from crawler.jsonld import ArticleFacts
from crawler.sweep import Landmarks, element_text
from crawler.text import clean_line

_MAX_TITLE = 400
_MAX_TAGS = 30
_TIME_FIELDS = (
    *("article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish_date"),
    *(
        "publish-date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "parsely-pub-date",
        "sailthru.date",
    ),
    *(
        "article.published",
        "cxenseparse:recs:publishtime",
        "citation_publication_date",
        "mediator_published_time",
        "ptime",
    ),
)
_CHANGE_FIELDS = (
    *(
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
        "article.updated",
    ),
)
_TAG_FIELDS = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_CHANGED = re.compile(r"modif|updat|edit|revis|обновл|измен|به ?روز|ویرایش", re.IGNORECASE)
_HOME = re.compile(r"^/?(?:index\.\w+)?$")


@dataclass(frozen=True)
class Metadata:
    """The facts of one page, cleaned; "" , () or None where it does not say."""

    title: str
    sites: tuple[str, ...]
    """Names the site calls itself."""
    description: str
    authors: tuple[str, ...]
    agency: str
    published: datetime | None
    modified: datetime | None
    language: str
    canonical_url: str
    image: str
    section: str
    tags: tuple[str, ...]
    paywall: bool


def read_metadata(
    marks: Landmarks,
    facts: ArticleFacts | None,
    url: str,
    *,
    site_names: Sequence[str] = (),
    fetched: datetime | None = None,
    zone: tzinfo = UTC,
    day_first: bool = True,
) -> Metadata:
    """Weigh what JSON-LD, meta elements and the visible page say; ``zone`` is meant where a date names none."""
    facts = facts or ArticleFacts()
    sites = names_of_site(marks, facts, url, site_names)
    base = _join(url, marks.base) or url
    authors, agency = authors_of(marks, facts, sites)
    read = _DateReader(fetched, zone, day_first)
    below = _below(marks)
    published = read.best(_published(marks, facts, below))
    if published is None or published.time() == datetime.min.time():
        shown = read.best(_date_lines(marks, below))
        published = shown if shown and (published is None or shown.date() == published.date()) else published
    published = published or date_in_url(url)
    modified = read.best(_modified(marks, facts, below))
    if published and modified and modified < published - timedelta(minutes=5):
        modified = None
    return Metadata(
        title=headline(marks, facts, sites)[:_MAX_TITLE].rstrip(),
        sites=sites,
        description=clean_line(marks.meta("og:description", "description", "twitter:description") or facts.description),
        authors=authors,
        agency=agency,
        published=published,
        modified=modified,
        language=(marks.language or marks.meta("og:locale", "content-language") or facts.language)[:2].lower(),
        canonical_url=_canonical(marks, facts, base, url),
        image=_image(marks, facts, base),
        section=clean_line(marks.meta("article:section") or facts.section)[:100].rstrip(),
        tags=_tags(marks, facts),
        paywall=facts.paywall or marks.meta("article:content_tier").lower() in {"locked", "metered"},
    )


def _image(marks: Landmarks, facts: ArticleFacts, base: str) -> str:
    claim = marks.meta("og:image", "og:image:url", "twitter:image", "twitter:image:src") or facts.image
    claim = claim or marks.meta("image", "thumbnail", "thumbnailurl") or marks.image
    return _join(base, claim) if claim else ""


class _DateReader:
    """Picks the most exact of several statements of one date."""

    def __init__(self, fetched: datetime | None, zone: tzinfo, day_first: bool) -> None:
        self._parse: Callable[[str], datetime | None] = lambda text: parse_instant(
            text, fetched=fetched, zone=zone, day_first=day_first
        )

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
                if instant.utcoffset() and (same or instant.replace(tzinfo=None) == universal.replace(tzinfo=None)):
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


def _published(marks: Landmarks, facts: ArticleFacts, below: frozenset[HtmlElement]) -> Iterator[str]:
    if facts.published:
        yield facts.published
    for name in _TIME_FIELDS:
        yield from marks.metas.get(name, ())
    times = [element for element in marks.times if element not in below] if below else marks.times
    dates = [element for element in marks.dates if element not in below] if below else marks.dates
    for element in _first_visible(times, _changed):
        yield element.get("datetime") or ""
        yield element_text(element)
    for element in times[:10]:  # themes call the only date they print the one of the update
        if _changed(element) and not beside(element):
            yield element.get("datetime") or ""
    for element in _first_visible(dates, _changed):
        yield element.get("content") or element.get("datetime") or element.get("title") or ""
        yield element_text(element)[:120]


def _date_lines(marks: Landmarks, below: frozenset[HtmlElement]) -> list[str]:
    """Lines on the page that are nothing but a date, those nearest to the headline first: the last resort."""
    top = next(iter([*marks.headings, *marks.titles, *marks.holders]), None)
    if top is None:
        return []
    found: list[tuple[int, str]] = []
    heading = 0
    for place, element in enumerate(top.getroottree().iter()):
        if element is top:
            heading = place
        found += [
            (place, part)
            for text in (element.text, element.tail)
            if text and 5 < len(text.strip()) <= 120
            for part in PARTS.split(clean_line(text))
            if is_date_line(part) and element not in below and not beside(element)
        ]
    return [text for _, text in sorted(found, key=lambda one: abs(one[0] - heading))[:5]]


def _modified(marks: Landmarks, facts: ArticleFacts, below: frozenset[HtmlElement]) -> Iterator[str]:
    if facts.modified:
        yield facts.modified
    for name in _CHANGE_FIELDS:
        yield from marks.metas.get(name, ())
    for element in [*marks.times[:40], *marks.dates[:40]]:
        if element not in below and _changed(element):
            yield element.get("datetime") or element.get("content") or ""
            yield element_text(element)[:120]


def _changed(element: HtmlElement) -> bool:
    """Whether a date says of itself that it is the one of a correction."""
    names = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
    before = (element.getparent().text or "")[-40:] if element.getparent() is not None else ""
    return bool(_CHANGED.search(f"{names} {before} {(element.text or '')[:30]}")) and "publish" not in names.lower()


def _first_visible(elements: Sequence[HtmlElement], skip: Callable[[HtmlElement], bool]) -> list[HtmlElement]:
    return [element for element in elements[:40] if not skip(element) and not beside(element)][:8]


def _canonical(marks: Landmarks, facts: ArticleFacts, base: str, url: str) -> str:
    own_path = urlsplit(url).path
    for claim in (marks.canonical, marks.meta("og:url"), facts.url):
        address = _join(base, claim) if claim else ""
        if address and not (
            _HOME.match(urlsplit(address).path) and not urlsplit(address).query and not _HOME.match(own_path)
        ):
            return address
    return ""


def _tags(marks: Landmarks, facts: ArticleFacts) -> tuple[str, ...]:
    claims = [*marks.metas.get("article:tag", ()), *facts.keywords]
    for name in _TAG_FIELDS:
        claims = claims or list(marks.metas.get(name, ()))[:2]
    tags = [part for claim in claims for part in re.split(r"[,;،]", claim)] if len(claims) < 3 else claims
    lines = [line for tag in tags or marks.tags if 0 < len(line := clean_line(tag)) <= 80]
    return tuple(dict.fromkeys(lines))[:_MAX_TAGS]


def _join(base: str, address: str) -> str:
    """``address`` as an absolute http(s) address, "" where it is none."""
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in {"http", "https"} and parts.hostname else ""
