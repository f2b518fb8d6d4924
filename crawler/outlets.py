"""The shape of ``outlets.yaml``: where to look for articles, and how politely."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from crawler.shapes import Duration, Id, Shape, ShortForm, Status, Texts


class Source(ShortForm):
    """One address that lists articles. A plain string is the same as ``url:``."""

    short_field: ClassVar[str] = "url"

    url: str
    """Where the list is."""
    every: Duration | None = None
    """How often to look at this address. Default: the outlet's `every`."""
    note: str = ""


class Expect(ShortForm):
    """How much this outlet normally publishes, written as `5 per day` or `20 per week`."""

    short_field: ClassVar[str] = "volume"

    volume: Annotated[str, Field(pattern=r"^\d+ per (hour|day|week)$", examples=["5 per day"])]

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
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$", examples=["en", "ru", "fa"])]
    """Main language, two letters (ISO 639-1)."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["IR", "RU"])]
    """Two capitals (ISO 3166-1)."""
    feeds: list[Source] = []
    """RSS, Atom, RDF or JSON Feed."""
    sitemaps: list[Source] = []
    """News sitemaps or sitemap indexes, gzip or not. {yyyy} {mm} {dd} are filled in with today and yesterday."""
    sections: list[Source] = []
    """Pages that list articles, for sites without a feed."""
    warcs: list[Source] = []
    """WARC files (file paths or addresses), for example of the Common Crawl news set or one's own."""
    every: Duration = 1800
    """How often to look. Default 30m."""
    delay: Duration = 5
    """Pause between two requests to this site. Never below the site's own Crawl-delay."""
    articles: str | None = None
    """Pattern of article addresses, e.g. https://tass.com/*/{digits}. Default: found from the page."""
    pages: Annotated[int, Field(ge=1, le=50)] = 1
    """How many pages of a section to follow (pagination) while they bring something new."""
    budget: Annotated[int, Field(ge=1)] = 300
    """At most this many article pages a round; the rest waits for the next round."""
    tags: Texts = []
    assume: Texts = []
    """Country entities every article here is taken to mention (a home paper rarely names its own country), e.g.
    [iran]."""
    group: str = ""
    """Publisher. Outlets of one group count as one voice when stories are grouped."""
    fulltext: Literal["auto", "feed", "page", "none"] = "auto"
    """Where the text is: feed = in the feed, page = on the article page, none = keep title and lead only, auto =
    the page, or the feed where it holds the whole text."""
    body: str | None = None
    """CSS selector of the article text, only if the automatic extraction is wrong."""
    strip: Texts = []
    """Lines to cut (captions, 'Subscribe', disclaimers): a line that is or contains one of these short texts is
    dropped."""
    revisit: list[Duration] = []
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
                f"outlet '{self.id}' has no feeds, sitemaps, sections or warcs: nothing says where its articles are"
            )
        return self


class Outlets(Shape):
    """The whole of ``outlets.yaml``."""

    outlets: list[Outlet]
