"""Where a site lists its articles: asked for by people who add an outlet, and answered in the crawler's process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from lxml import etree

from crawler.charset import decode
from crawler.guard import cut_attribute_floods, cut_tag_floods
from crawler.text import clean_line
from crawler.urls import absolute, canonical, fold, same_site

Kind = Literal["feed", "sitemap", "section"]
FEED_PATHS = ("/feed", "/rss.xml", "/rss", "/feed.xml", "/atom.xml")
SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml", "/sitemap_index.xml")
FRESH = timedelta(days=60)
"""A list whose newest entry is older may have been left behind: the next one is opened too."""
_LONGEST_TITLE = 300
_TWO_LETTERS = re.compile("[A-Za-z]{2}(?![A-Za-z])")
_FEW_CHARS = 200
"""Of text on a page that a script has yet to draw."""
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_XML_TYPES = ("application/xml", "text/xml")
_NAMED_FEED = re.compile(r"\b(?:rss|feed|atom)\b", re.IGNORECASE)
_FEED_LINK = re.compile(r"(?:^|[/._=-])(?:rss\d?|feeds?|atom)(?:$|[/._?=-])|\.rss$|\.rdf$", re.IGNORECASE)
_COMMENTS = re.compile(r"comment", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A list that was opened and read."""

    url: str
    kind: Kind
    title: str = ""
    entries: int = 0
    """Articles listed; of a sitemap index, files."""
    newest: datetime | None = None
    whole_text: bool = False
    """The feed carries the whole text of its articles."""
    index: bool = False
    """A sitemap of sitemaps."""
    news: bool = False
    """A sitemap that tells headlines: of news, not of every page the site has."""

    @property
    def lives(self) -> bool:
        """It lists something that is not long past."""
        return bool(self.entries) and (self.newest is None or datetime.now(UTC) - self.newest < FRESH)


@dataclass(frozen=True)
class Sample:
    """An article of the best list, as it would be kept."""

    url: str
    title: str
    text: str
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    problem: str = ""
    """Why nothing could be read, "" otherwise."""


@dataclass(frozen=True)
class Discovery:
    """What was found on a site, the best first."""

    url: str
    """Where the given address ended."""
    name: str = ""
    language: str = ""
    feeds: tuple[Candidate, ...] = ()
    sitemaps: tuple[Candidate, ...] = ()
    sections: tuple[Candidate, ...] = ()
    samples: tuple[Sample, ...] = ()
    crawl_delay: float = 0.0
    """Seconds that robots.txt asks for."""
    problems: tuple[str, ...] = ()
    unopened: tuple[str, ...] = ()
    """Addresses that the site names as further feeds and sitemaps; they were not asked."""
    scripted: bool = False
    """The page holds next to no text before its scripts have run."""

    @property
    def chosen(self) -> dict[str, Candidate]:
        """What an outlet should read; see `chosen`."""
        return chosen(self.feeds, self.sitemaps, self.sections)


@dataclass(frozen=True)
class Front:
    """What the page at the given address says about its site."""

    name: str = ""
    """What it calls the site, apart from its title."""
    title: str = ""
    language: str = ""
    scripted: bool = False
    feeds: tuple[str, ...] = ()
    """Declared (autodiscovery) before merely linked, of each the shortest first."""
    sitemaps: tuple[str, ...] = ()


def read_front(body: bytes, url: str, charset: str | None = None) -> Front:
    """What the page at ``url`` says about its site; never raises on broken markup."""
    markup = cut_tag_floods(cut_attribute_floods(decode(body, charset).text))
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Front()
    if root is None:
        return Front()
    stated = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    base = absolute(stated, url) or url if stated else url
    declared: list[str] = []
    linked: list[str] = []
    sitemaps: list[str] = []
    for element in root.iter("link", "a"):
        link = absolute(element.get("href") or "", base)
        if link is None:
            continue
        if element.tag == "link":
            kind = (element.get("type") or "").partition(";")[0].strip().lower()
            named = f"{element.get('title')} {link}"
            if (kind in _FEED_TYPES or (kind in _XML_TYPES and _NAMED_FEED.search(named))) and not _COMMENTS.search(
                named
            ):
                declared.append(link)
            elif "sitemap" in (element.get("rel") or "").lower().split():
                sitemaps.append(link)
        elif same_site(link, url) and _FEED_LINK.search(_local(link)) and not _COMMENTS.search(link):
            linked.append(link)
    heading = next(root.iter("title"), None)  # pictures in the page have titles of their own
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Front(
        _meta(root, "og:site_name") or _meta(root, "application-name"),
        clean_line("".join(heading.itertext()))[:_LONGEST_TITLE] if heading is not None else "",
        stated[:2].lower() if _TWO_LETTERS.match(stated) else "",
        _is_yet_to_be_drawn(root),
        _unique([*sorted(declared, key=_depth), *sorted(linked, key=_depth)]),
        _unique(sitemaps),
    )


def best_first(found: list[Candidate]) -> tuple[Candidate, ...]:
    """Lists with the freshest and the most articles first; each list once, as some have several addresses."""
    alike: dict[tuple[str, int, datetime | None, str], Candidate] = {}
    for candidate in found:
        key = (candidate.kind, candidate.entries, candidate.newest, candidate.title)
        alike.setdefault(key if candidate.entries else (candidate.url, 0, None, ""), candidate)

    def rank(one: Candidate) -> tuple[int, bool, int]:
        return (-one.newest.date().toordinal() if one.newest else 0, one.index, -one.entries)

    return tuple(sorted(alike.values(), key=rank))


def chosen(
    feeds: Sequence[Candidate], sitemaps: Sequence[Candidate], sections: Sequence[Candidate]
) -> dict[str, Candidate]:
    """By setting of an outlet, the lists that are worth asking again and again; each argument has the best first.

    A feed, and beside it a news sitemap, which has room for more; else a sitemap that tells what is new; else a page
    that people read; else whatever there is.
    """
    living = [one for one in feeds if one.lives]
    telling = [one for one in sitemaps if one.lives and one.newest is not None]
    news = [one for one in telling if one.news]
    if living:
        return {"feeds": living[0], **({"sitemaps": news[0]} if news else {})}
    ranked = [("sitemaps", news), ("sitemaps", telling), ("sections", sections), ("sitemaps", sitemaps)]
    return next(({name: found[0]} for name, found in (*ranked, ("feeds", feeds)) if found), {})


def to_json(discovery: Discovery) -> dict[str, Any]:
    """As plain values; times in ISO 8601."""
    return dict(_plain(asdict(discovery)))


def from_json(raw: dict[str, Any]) -> Discovery:
    """The reverse of `to_json`."""
    lists = {
        name: tuple(Candidate(**{**one, "newest": _instant(one["newest"])}) for one in raw[name])
        for name in ("feeds", "sitemaps", "sections")
    }
    samples = tuple(
        Sample(**{**one, "published": _instant(one["published"]), "authors": tuple(one["authors"])})
        for one in raw["samples"]
    )
    return Discovery(**{**raw, **lists, "samples": samples, **{k: tuple(raw[k]) for k in ("problems", "unopened")}})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _meta(root: etree._Element, name: str) -> str:
    for element in root.iter("meta"):
        if name in {element.get("property"), element.get("name")}:
            return clean_line(element.get("content") or "")[:120]
    return ""


def _is_yet_to_be_drawn(root: etree._Element) -> bool:
    """Whether a page has scripts and next to no text."""
    shown = root.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return next(root.iter("script"), None) is not None and sum(len(text.strip()) for text in shown) < _FEW_CHARS


def _depth(link: str) -> int:
    """How long the path of a feed is: that of the whole site is seldom longer than that of a part of it."""
    parts = urlsplit(link)
    return len([piece for piece in parts.path.split("/") if piece]) + bool(parts.query)


def _local(link: str) -> str:
    """Path and query of ``link``."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _unique(links: list[str]) -> tuple[str, ...]:
    chosen: dict[str, str] = {}
    for link in links:
        chosen.setdefault(fold(canonical(link) or link), link)
    return tuple(chosen.values())
