"""What a page says about its article: title, authors, dates, address, picture, section, tags, wall."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.dates import date_in_url, has_clock, is_date_line, parse_instant
from crawler.jsonld import ArticleFacts
from crawler.marks import Mark, marks_of
from crawler.names import author_names, signature
from crawler.sweep import Landmarks
from crawler.text import clean_line, folded

_SEPARATOR = re.compile(r"\s+[|\-–—:»·•/]+\s+|\s*[|»]\s*|\s*::\s*")
_SITE_PREFIX = re.compile(r"([^:|]{2,60})\s?:\s+(?=\S+\s\S+)")
_PARTS = re.compile(r"\s*[|·•—–]\s*|\s+/\s+|\s{2,}")
_NEAR = 40
_SITE_WORDS = 5
_JOINTS = re.compile(r"(?:by|and|und|et|y|e|ve|и|та|von|par|por|di|in|at|&|with|,|\.|\W+)", re.IGNORECASE)
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
_AUTHOR_FIELDS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "mediator_author",
)
_TAG_FIELDS = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_CHANGED = re.compile(r"modif|updat|edit|revis|обновл|измен|به ?روز|ویرایش", re.IGNORECASE)
_PICTURE = re.compile(r"image|photo|media|picture|caption|credit", re.IGNORECASE)
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
    sites = _site_names(marks, facts, url, site_names)
    base = _join(url, marks.base) or url
    authors, agency = _authors(marks, facts, sites)
    read = _DateReader(fetched, zone, day_first)
    published = read.best(_published(marks, facts)) or read.best(_date_lines(marks)) or date_in_url(url)
    modified = read.best(_modified(marks, facts))
    if published and modified and modified < published - timedelta(minutes=5):
        modified = None
    return Metadata(
        title=_title(marks, facts, sites)[:_MAX_TITLE].rstrip(),
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


def _site_names(marks: Landmarks, facts: ArticleFacts, url: str, given: Sequence[str]) -> tuple[str, ...]:
    host = urlsplit(url).hostname or ""
    labels = host.removeprefix("www.").split(".")
    names = [*given, *marks.metas.get("og:site_name", []), *marks.metas.get("application-name", []), facts.publisher]
    parts = _SEPARATOR.split(marks.title)
    shown = {folded(_text(heading)) for heading in marks.headings[:3]} | {folded(marks.meta("og:title"))}
    if len(parts) > 1 and folded(parts[0]) in shown:
        names += [part for part in parts[1:] if len(part.split()) <= _SITE_WORDS]
    names += [host.removeprefix("www."), *(labels[-2:-1] if len(labels) > 1 else [])]
    return tuple(dict.fromkeys(name for name in names if name))


def _title(marks: Landmarks, facts: ArticleFacts, sites: Sequence[str]) -> str:
    """The headline as readers see it, without the site's name."""
    headings = [line for heading in marks.headings[:20] if (line := _text(heading)) and not _is_site(line, sites)]
    claims = [facts.headline, marks.meta("og:title"), marks.meta("twitter:title"), marks.title]
    claims = [line for claim in claims if (line := clean_line(claim)) and not _is_site(line, sites)]
    claims = _without_kicker(claims)
    for claim in claims:
        parts = {folded(part) for part in _cuts(claim)}
        for heading in headings:
            if folded(heading) in parts:
                return heading
    if claims and any(folded(_text(element)) == folded(claims[0]) for element in marks.titles[:40]):
        return claims[0]
    for heading in headings:  # a headline that the claims shorten or word a little differently
        if any(alike(heading, claim) for claim in claims):
            return heading
    if not claims:
        return headings[0] if headings else ""
    return _without_site(claims[0], sites)


def _without_kicker(claims: list[str]) -> list[str]:
    """``claims`` with the shorter first where the first is another behind a kicker ("Rail: The night train ...")."""
    for other in claims[1:]:
        head = claims[0].removesuffix(other) if claims else ""
        if head != (claims[0] if claims else "") and head.rstrip().endswith(":") and len(other.split()) >= 3:
            return [other, *claims]
    return claims


def _cuts(title: str) -> Iterator[str]:
    """``title`` and what is left of it when it is cut at each separator."""
    yield title
    for match in _SEPARATOR.finditer(title):
        yield title[: match.start()]
        yield title[match.end() :]


def alike(heading: str, claim: str) -> bool:
    """Whether two headlines share so many words that they are one, worded a little differently."""
    left, right = set(folded(heading).split()), set(folded(claim).split())
    return len(left) >= 3 and len(left & right) >= 0.6 * min(len(left), len(right)) and len(right) >= 3


def _is_site(line: str, sites: Sequence[str]) -> bool:
    plain = folded(line).replace(" ", "")
    return any(plain == folded(site).replace(" ", "") for site in sites)


def _without_site(title: str, sites: Sequence[str]) -> str:
    """``title`` up to the part that names the site, or from it on where that stands first."""
    start = 0
    if (prefix := _SITE_PREFIX.match(title)) and _names_site(prefix[1], sites):
        start = prefix.end()
    for match in _SEPARATOR.finditer(title, start):
        if start == 0 and _names_site(title[: match.start()], sites):
            start = match.end()
            continue
        rest = _SEPARATOR.split(title[match.end() :])
        if any(_names_site(part, sites) for part in rest[:2]) and len(title[start : match.start()].split()) >= 2:
            return title[start : match.start()]
    return title[start:]


def _names_site(part: str, sites: Sequence[str]) -> bool:
    plain = folded(part).replace(" ", "")
    return bool(plain) and any(
        plain == name or (len(name) >= 4 and name in plain and len(plain) <= 3 * len(name))
        for site in sites
        if (name := folded(site).replace(" ", ""))
    )


def _authors(marks: Landmarks, facts: ArticleFacts, sites: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The first source that names people wins; an agency named anywhere is the credit."""
    agency = ""
    marked = [
        element
        for element in marks.authors[:40]
        if not _PICTURE.search(element.get("class") or "") and not _beside(element)
    ]
    visible = [line for element in marked if (line := _named_in(element)) and len(line) <= 120]
    visible = [line for line in visible if all(map(signature, line.split("; ")))] or visible
    fields = [value for name in _AUTHOR_FIELDS for value in marks.metas.get(name, ())]
    for source in (facts.authors, fields, _innermost(marked), visible[:4], marks.bylines[:2]):
        names, found = author_names(source, sites)
        agency = agency or found
        if names:
            return names, agency
    houses = [name for name in facts.agencies if not _is_outlet(name, marks, sites)]
    for source in (_beside_dates(marks), houses):
        names, found = author_names(source, sites)
        agency = agency or found
        if names:
            return names, agency
    return (), agency


def _named_in(element: HtmlElement) -> str:
    """The names in an element: its texts parted, unless they are the parts of one name."""
    parts = [line for text in element.itertext() if (line := clean_line(text[:200])) and not _JOINTS.fullmatch(line)]
    parts = [part for part in parts if signature(part)] or parts
    return ("; " if any(" " in part for part in parts) else " ").join(parts[:8])


def _is_outlet(name: str, marks: Landmarks, sites: Sequence[str]) -> bool:
    """Whether an organisation that signs is the outlet itself."""
    parts = {folded(part) for part in _SEPARATOR.split(marks.title)}
    plain = folded(name)
    return plain in parts or any(plain in folded(site) or (folded(site) and folded(site) in plain) for site in sites)


def _beside_dates(marks: Landmarks) -> list[str]:
    """Names that share a line with a date below the headline: "17 February 2026, 07:45 | Jo Hale"."""
    if not marks.headings:
        return []
    heading = marks.headings[0]
    place = marks.places[heading]
    for text in _texts(heading, place):
        parts = [part for part in _PARTS.split(text) if part]
        names = [part for part in parts if signature(part)]
        if len(parts) > 1 and names and any(is_date_line(part) for part in parts):
            return names
    return []


def _texts(heading: HtmlElement, place: int) -> Iterator[str]:
    """Short texts of the elements around a heading."""
    for number, element in enumerate(heading.getroottree().getroot().iter()):
        if number > place + _NEAR:
            return
        if number >= place - _NEAR // 2:
            yield from (line for text in (element.text, element.tail) if text and len(line := clean_line(text)) <= 120)


def _beside(element: HtmlElement) -> bool:
    """Whether an element stands in comments, related articles or the like."""
    return any(
        parent.tag in {"aside", "nav", "footer"} or Mark.ASIDE in marks_of(parent.attrib)
        for parent in element.iterancestors()
        if parent.tag not in {"body", "html", "main"}
    )


def _innermost(elements: Iterable[HtmlElement]) -> list[str]:
    """Names in links to authors and in elements that are marked as a name."""
    return [
        line
        for element in elements
        if (element.get("rel") == "author" or "name" in (element.get("itemprop") or "")) and (line := _text(element))
    ][:10]


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


def _published(marks: Landmarks, facts: ArticleFacts) -> Iterator[str]:
    if facts.published:
        yield facts.published
    for name in _TIME_FIELDS:
        yield from marks.metas.get(name, ())
    for element in _first_visible(marks.times, _changed):
        yield element.get("datetime") or ""
        yield _text(element)
    for element in marks.times[:10]:  # themes call the only date they print the one of the update
        if _changed(element) and not _beside(element):
            yield element.get("datetime") or ""
    for element in _first_visible(marks.dates, _changed):
        yield element.get("content") or element.get("datetime") or element.get("title") or ""
        yield _text(element)[:120]


def _date_lines(marks: Landmarks) -> list[str]:
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
            for part in _PARTS.split(clean_line(text))
            if is_date_line(part) and not _beside(element)
        ]
    return [text for _, text in sorted(found, key=lambda one: abs(one[0] - heading))[:5]]


def _modified(marks: Landmarks, facts: ArticleFacts) -> Iterator[str]:
    if facts.modified:
        yield facts.modified
    for name in _CHANGE_FIELDS:
        yield from marks.metas.get(name, ())
    for element in [*marks.times[:40], *marks.dates[:40]]:
        if _changed(element):
            yield element.get("datetime") or element.get("content") or ""
            yield _text(element)[:120]


def _changed(element: HtmlElement) -> bool:
    """Whether a date says of itself that it is the one of a correction."""
    names = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
    before = (element.getparent().text or "")[-40:] if element.getparent() is not None else ""
    return bool(_CHANGED.search(f"{names} {before} {(element.text or '')[:30]}")) and "publish" not in names.lower()


def _first_visible(elements: Sequence[HtmlElement], skip: Callable[[HtmlElement], bool]) -> list[HtmlElement]:
    return [element for element in elements[:40] if not skip(element) and not _beside(element)][:8]


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


def _text(element: HtmlElement) -> str:
    return clean_line(" ".join(element.itertext())[:2000])
