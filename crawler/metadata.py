"""What a page says about its article: title, authors, dates, address, picture, section, tags, wall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit

from crawler.bylines import authors_of
from crawler.headline import headline, names_of_site
from crawler.jsonld import ArticleFacts
from crawler.landmarks import Landmarks
from crawler.nearby import headline_element
from crawler.stamps import dates_of
from crawler.text import clean_line
from crawler.urls import joined

_MAX_TITLE = 400
_MAX_TAGS = 30
_TAG_FIELDS = ("news_keywords", "parsely-tags", "sailthru.tags", "keywords")
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
    base = joined(url, marks.base) or url
    title = headline(marks, facts, sites)[:_MAX_TITLE].rstrip()
    heading = headline_element(marks, title)
    authors, agency = authors_of(marks, facts, sites, heading)
    published, modified = dates_of(marks, facts, heading, url, fetched=fetched, zone=zone, day_first=day_first)
    return Metadata(
        title=title,
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
    return joined(base, claim) if claim else ""


def _canonical(marks: Landmarks, facts: ArticleFacts, base: str, url: str) -> str:
    own_path = urlsplit(url).path
    for claim in (marks.canonical, marks.meta("og:url"), facts.url):
        address = joined(base, claim) if claim else ""
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
