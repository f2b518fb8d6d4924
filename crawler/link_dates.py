"""When an article came out, by the date that a listing page shows beside its link. Pure."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from lxml import etree

from crawler.sitemaps import instant
from crawler.text import clean_line

_LEVELS = 4
"""From a link up to the card that it stands in."""
_LINKS = 12
"""Links of one card: picture, headline, author, section, tags."""
_HEADLINE = 3
"""Words that a link has which may be another article's."""


def shown_date(anchor: etree._Element) -> datetime | None:
    """The `<time datetime>` of the card that ``anchor`` stands in; None where none, or more than one, can be meant."""
    own = anchor.get("href")
    card: etree._Element | None = anchor
    for _ in range(_LEVELS + 1):
        if card is None or card.tag in {"body", "html", "main"}:
            return None
        links = list(islice(card.iter("a"), _LINKS + 1))
        if len(links) > _LINKS or any(_is_other(link, own) for link in links):
            return None
        times = [stated for time in islice(card.iter("time"), 2) if (stated := time.get("datetime"))]
        if times:
            return instant(times[0]) if len(times) == 1 else None
        card = card.getparent()
    return None


def _is_other(link: etree._Element, own: str | None) -> bool:
    """Whether ``link`` may lead to another article than ``own``."""
    return link.get("href") != own and len(clean_line(" ".join(link.itertext())[:200]).split()) >= _HEADLINE
