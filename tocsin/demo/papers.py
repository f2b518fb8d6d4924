"""The outlets of the sample press: names, addresses, and how each one publishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ru", "fa"]


@dataclass(frozen=True)
class Paper:
    """One invented outlet. `article` and `sources` are paths on its own host; `{slug}` is the article's."""

    id: str
    name: str
    language: Language
    country: str
    article: str
    sources: tuple[tuple[Literal["feeds", "sitemaps", "sections"], str], ...]
    settings: tuple[tuple[str, str], ...] = ()
    """Further lines of its entry in outlets.yaml, as YAML text."""
    charset: str = "utf-8"
    tracking: str = ""
    """What its lists append to article addresses."""
    robots: str | None = "User-agent: *\nAllow: /\n"
    """robots.txt, or None where there is none."""
    broken: bool = False
    """Answers 500 to everything but robots.txt (404)."""


PAPERS: tuple[Paper, ...] = (
    Paper(
        "caspian-courier", "Caspian Courier", "en", "AZ", "/news/{slug}",
        (("feeds", "/rss.xml"),), (("tags", "[independent]"),),
        tracking="?utm_source=rss&utm_medium=feed&utm_campaign=all",
        robots="User-agent: *\nDisallow: /search\nDisallow: /account/\n",
    ),
    Paper(
        "meridian-wire", "Meridian Wire", "en", "GB", "/article/{slug}",
        (("feeds", "/feed.atom"),), (("tags", "[wire]"), ("fulltext", "feed")), robots=None,
    ),
    Paper(
        "gulf-ledger", "Gulf Ledger", "en", "AE", "/{slug}.html",
        (("sitemaps", "/sitemap_index.xml"),), (("tags", "[business]"),),
        robots="User-agent: *\nDisallow: /subscribers/\nCrawl-delay: 0.1\n\nSitemap: {origin}/sitemap_index.xml\n",
    ),
    Paper(
        "northgate-review", "Northgate Defence Review", "en", "GB", "/story/{slug}",
        (("sections", "/news/"),), (("pages", "5"), ("tags", "[think-tank]"), ("articles", "{origin}/story/*")),
    ),
    Paper(
        "volzhsky-vestnik", "Волжский вестник", "ru", "RU", "/news/{slug}.html",
        (("feeds", "/rss"),), (("tags", "[regional]"),), charset="windows-1251",
    ),
    Paper(
        "nevsky-reporter", "Невский репортёр", "ru", "RU", "/news/{slug}/",
        (("feeds", "/feed.json"), ("sections", "/")), (("tags", "[independent]"), ("articles", "{origin}/news/*/")),
        tracking="?from=feed&yclid=48151623",
    ),
    Paper(
        "rooznegar", "روزنگار", "fa", "IR", "/fa/news/{slug}",
        (("feeds", "/fa/rss/latest"),), (("tags", "[daily]"), ("assume", "[iran]")),
    ),
    Paper(
        "sepidar", "سپیدار", "fa", "IR", "/{slug}",
        (("sitemaps", "/news-sitemap.xml"),), (("assume", "[iran]"),),
    ),
    Paper(
        "polyarny-telegraf", "Полярный телеграф", "ru", "RU", "/{slug}", (("feeds", "/rss.xml"),), broken=True,
    ),
)  # fmt: skip
