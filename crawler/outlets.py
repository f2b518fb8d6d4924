"""The shape of ``outlets.yaml``: where to look for articles, and how politely."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal
from urllib.parse import unquote, urlsplit

from cssselect import SelectorError
from cssselect import parse as parse_selector
from pydantic import AfterValidator, Field, model_validator

from crawler.shapes import (
    Country,
    Duration,
    Id,
    Language,
    OneOrMany,
    Shape,
    ShortForm,
    Span,
    Status,
    Texts,
    Url,
    Written,
    web_address,
)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
DATE_PLACEHOLDERS = ("yyyy", "mm", "dd", "yyyymmdd")
"""What an address of a sitemap or section may hold in braces: it is filled in with the day."""
PATTERN_PLACEHOLDERS = (*DATE_PLACEHOLDERS, "digits")
"""What `articles` may hold in braces."""


def _placeholders(value: str, allowed: tuple[str, ...]) -> None:
    for name in _PLACEHOLDER.findall(value):
        if name not in allowed:
            raise ValueError(f"{{{name}}} is not known; use {', '.join(f'{{{word}}}' for word in allowed)}")
    if re.search(r"[{}]", _PLACEHOLDER.sub("", value)):
        raise ValueError("a { or } stands alone")


def _listing(value: str) -> str:
    _placeholders(value, DATE_PLACEHOLDERS)
    return value


def _pattern(value: str) -> str:
    _placeholders(value, PATTERN_PLACEHOLDERS)
    if not re.match(r"https?://[^/\s*{}]+/|/", value):
        raise ValueError("write a whole address with * where anything may stand, e.g. https://tass.com/*/{digits}")
    if re.search(r"\s", value):
        raise ValueError("a pattern of addresses holds no blanks")
    return value


def _selector(value: str) -> str:
    try:
        parse_selector(value)
    except SelectorError as error:
        raise ValueError(f"this is no CSS selector: {error}") from None
    return value


Interval = Annotated[Span, Field(ge=1)]
"""A pause between two looks: a second at least, always with its unit."""


def _warc(value: str) -> str:
    scheme, found, _ = value.partition("://")
    if re.match(r"file:", value, re.IGNORECASE):
        raise ValueError(f"write the path of the file alone: {unquote(urlsplit(value).path) or '/data/news.warc.gz'}")
    if not found:
        if "*" in value:
            raise ValueError("each WARC file is named by itself, * is not filled in")
        return value
    if scheme.lower() not in {"http", "https"}:
        raise ValueError(f"{scheme}:// is not read; write the path of a file, or an address with https:// or http://")
    return web_address(value)


class Source(ShortForm):
    """One address that lists articles. A plain string is the same as ``url:``."""

    short_field: ClassVar[str] = "url"

    url: Annotated[Url, AfterValidator(_listing)]
    """Where the list is."""
    every: Interval | None = None
    """How often to look at this address. Default: the outlet's `every`."""
    note: str = ""


class WarcSource(Source):
    """One WARC file: a path (relative to the folder that Tocsin runs in) or an address."""

    url: Annotated[str, AfterValidator(_warc)]
    """Where the file is."""


class Expect(ShortForm):
    """How much this outlet normally publishes, written as `5 per day` or `20 per week`."""

    short_field: ClassVar[str] = "volume"

    volume: Annotated[
        str, Written(r"\d{1,6} per (hour|day|week)", "write what is normal as 5 per day", ("5 per day", "20 per week"))
    ]

    @property
    def per_day(self) -> float:
        """Articles per day."""
        number, _, unit = self.volume.split()
        return int(number) * {"hour": 24.0, "day": 1.0, "week": 1 / 7}[unit]


class Outlet(Shape):
    """One publication."""

    id: Id
    name: str
    """As readers see it in the digest."""
    language: Language
    """Main language, two letters (ISO 639-1)."""
    country: Country
    """Two capitals (ISO 3166-1)."""
    feeds: Annotated[list[Source], OneOrMany()] = []
    """RSS, Atom, RDF or JSON Feed."""
    sitemaps: Annotated[list[Source], OneOrMany()] = []
    """News sitemaps or sitemap indexes, gzip or not. {yyyy} {mm} {dd} are filled in with today and yesterday."""
    sections: Annotated[list[Source], OneOrMany()] = []
    """Pages that list articles, for sites without a feed."""
    warcs: Annotated[list[WarcSource], OneOrMany()] = []
    """WARC files (file paths or addresses), for example of the Common Crawl news set or one's own."""
    every: Interval = 1800
    """How often to look. Default 30m."""
    delay: Duration = 5
    """Pause between two requests to this site. Never below the site's own Crawl-delay."""
    articles: Annotated[str, AfterValidator(_pattern)] | None = None
    """Pattern of article addresses, e.g. https://tass.com/*/{digits}. Default: found from the page."""
    pages: Annotated[int, Field(ge=1, le=50)] = 1
    """How many pages of a section to follow (pagination) while they bring something new. A round that goes back to a
    date (`tocsin crawl ID --since DATE`) follows as many as it takes."""
    budget: Annotated[int, Field(ge=1)] = 300
    """At most this many article pages a round; the rest waits for the next round."""
    tags: Texts = []
    assume: Texts = []
    """Country entities every article here is taken to mention (a home paper rarely names its own country), e.g.
    [iran]."""
    group: str = ""
    """Publisher. Outlets of one group count as one voice where a digest says who else has a story."""
    fulltext: Literal["auto", "feed", "page", "none"] = "auto"
    """Where the text is: feed = in the feed, page = on the article page, none = keep title and lead only, auto =
    the page, or the feed where it holds the whole text."""
    body: Annotated[str, AfterValidator(_selector)] | None = None
    """CSS selector of the article text, only if the automatic extraction is wrong."""
    strip: Texts = []
    """Lines to cut (captions, 'Subscribe', disclaimers): a line that is or contains one of these short texts is
    dropped."""
    revisit: Annotated[list[Span], OneOrMany()] = []
    """Ages at which an article is fetched again to catch corrections, e.g. [1h, 6h, 24h]. Default: never."""
    render: Literal["none", "browser"] = "none"
    """browser = draw the page with the system's Chromium first (needs the extra `tocsin[browser]`)."""
    expect: Expect | None = None
    """What volume is normal, e.g. `5 per day`; less is reported as silence."""
    allow_private: bool = False
    """Allow addresses of private networks and loopback. Only for tests and intranets."""
    status: Status = "on"
    """on, test (crawl and count, never mail) or off."""
    note: str = ""

    @model_validator(mode="after")
    def _has_source(self) -> Outlet:
        if not (self.feeds or self.sitemaps or self.sections or self.warcs):
            raise ValueError(
                f"outlet '{self.id}' has no feeds, sitemaps, sections or warcs: nothing says where its articles are; "
                "write feeds: [https://…], or let `tocsin outlet add URL` find them"
            )
        return self


class Outlets(Shape):
    """The whole of ``outlets.yaml``."""

    outlets: list[Outlet]
