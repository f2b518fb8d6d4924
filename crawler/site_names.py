"""What a site calls itself, out of what its pages and feeds put into their titles. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

LONGEST = 60
"""Characters; what is longer is a slogan and no name."""
_PARTING = re.compile(r"\s*[|»«›·•]\s*|\s+[-–—]\s+|:\s+")
"""What stands between the name of a site and what a page of it is about."""
_FEED_WORDS = frozenset({"rss", "rss2", "feed", "feeds", "atom", "newsfeed", "rdf", "фид", "خوراک"})
_BESIDE_FEED = frozenset({"news", "xml", "json", "full", "text", "flux", "лента", "канал", "0.92", "1.0", "2.0"})
_FEED = r"(?:rss|atom|rdf|xml|json)(?:\s*[012]\.\d+)?[\s-]*(?:news\s*)?feeds?|rss-?лента|rss(?:\s*[012]\.\d+)?"
_FEED_AT_END = re.compile(rf"[\s.,(\[]+(?:{_FEED})[)\].]*$", re.IGNORECASE)
_FEED_AT_START = re.compile(
    rf"^(?:(?:{_FEED})(?:\s+(?:of|for|from)\b)?|flux rss(?:\s+d[eu]\b)?)\s*[:.-]?\s+", re.IGNORECASE
)
_FRONT = re.compile(
    r"(?:home|front|main) ?page|home|main|start(?:seite)?|(?:page d')?accueil|inicio|portada|início|página inicial"
    r"|strona główna|ana ?sayfa|hem|etusivu|forside|головна|главная(?: страница)?|начало"
    r"|الرئيسية|الصفحة الرئيسية|صفحه اصلی|صفحه نخست|خانه|首[页頁]|ホーム",
    re.IGNORECASE,
)
_SHARED_LABELS = frozenset({"www", "com", "org", "net", "co", "ac", "gov", "edu", "info"})


def feed_name(title: str) -> str:
    """The name in the title of a feed, without the words that only say that it is one; "" where nothing is left.

    "BBC News - World" stays: one feed of several is rightly called so.
    """
    kept = title.strip()
    for part in _parts(kept):
        words = set(part.casefold().split())
        if words & _FEED_WORDS and words <= _FEED_WORDS | _BESIDE_FEED:
            kept = _without(kept, part)
    kept = _FEED_AT_START.sub("", _FEED_AT_END.sub("", kept, count=1), count=1)
    return _fitting(kept)


def page_name(title: str, host: str, feed: str = "") -> str:
    """The name in the title of a front page, which mostly has a slogan beside it; "" where nothing is left.

    Args:
        title: As in <title>.
        host: Of the page: a part that is spelt as one of its labels is the name.
        feed: Title of a feed of the site: what both titles say is the name.
    """
    parts = [part for part in _parts(title) if not _FRONT.fullmatch(part)]
    in_feed = {part.casefold() for part in _parts(feed_name(feed))}
    labels = {_letters(label) for label in host.split(".")[:-1]} - _SHARED_LABELS
    for part in parts:
        if part.casefold() in in_feed or _letters(part) in labels:
            return _fitting(part)
    return _fitting(parts[0]) if parts else ""


def _parts(title: str) -> list[str]:
    return [part for part in map(str.strip, _PARTING.split(title)) if part]


def _without(title: str, part: str) -> str:
    """``title`` without its first piece that is ``part``, and without the mark between it and the next."""
    marks = [(0, 0), *(found.span() for found in _PARTING.finditer(title)), (len(title), len(title))]
    for (before, start), (end, after) in pairwise(marks):
        if title[start:end].strip() == part:
            return title[after:] if before == 0 else title[:before] + title[end:]
    return title


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _fitting(name: str) -> str:
    """``name`` in at most `LONGEST` characters, cut between two words where there are any."""
    name = name.strip()
    if len(name) <= LONGEST:
        return name
    head = name[: LONGEST + 1].rpartition(" ")[0] or name[:LONGEST]
    return head.rstrip(" ,;:-–—|»")
