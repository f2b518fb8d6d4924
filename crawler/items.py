"""What flows between the crawler's parts: plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.left_out import Cut


@dataclass(frozen=True)
class Extracted:
    """One article as read from a page or a feed entry."""

    title: str
    text: str
    """Corpus format without the headline: paragraphs of one line each, parted by one blank line."""
    standfirst: str = ""
    """Lead under the headline; where it is visible on the page it is also the first paragraph of `text`."""
    authors: tuple[str, ...] = ()
    credit: str = ""
    """Wire agency named as the source ("Reuters", "TASS")."""
    published: datetime | None = None
    """Aware, in the zone that the page states, so that its day is the one readers see."""
    modified: datetime | None = None
    """Aware, in the zone that the page states."""
    language: str = ""
    """ISO 639-1, "" where unknown."""
    canonical_url: str = ""
    """Address the page gives as its own; "" where it gives none."""
    image: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    paywall: bool = False
    confidence: float = 1.0
    """How sure the extraction is, 0 to 1."""
    truncated: bool = False
    """Whether the page is so large that its end was not read: text may be missing."""
    left_out: Cut = ()
    """Learnt lines that stood in the text."""


@dataclass(frozen=True)
class Entry:
    """One entry of a feed, news sitemap or section page."""

    link: str
    """Absolute address; "" where the entry has none."""
    id: str = ""
    """GUID as given; not always an address, not always unique."""
    title: str = ""
    published: datetime | None = None
    """Aware, UTC; None where absent or unreadable."""
    summary: str = ""
    """Plain text."""
    content: str = ""
    """HTML of the whole text where the feed carries it."""
    authors: tuple[str, ...] = ()
    language: str = ""
    modified: datetime | None = None
    """When the list says that it was changed last: aware, UTC."""
