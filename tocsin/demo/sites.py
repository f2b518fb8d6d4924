"""What each outlet of the sample press answers at each of its addresses: pages, feeds, sitemaps, sections, robots."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from random import Random

from tocsin.demo import layouts
from tocsin.demo.furniture import Page, frame
from tocsin.demo.layouts import LAYOUTS, page_of
from tocsin.demo.noise import WORDS
from tocsin.demo.papers import Paper
from tocsin.demo.pieces import Piece, pieces
from tocsin.demo.server import Answer

PER_SECTION_PAGE = 4
XML = '<?xml version="1.0" encoding="{}"?>\n'


@dataclass(frozen=True)
class Listed:
    """An article as a list shows it."""

    piece: Piece
    page: Page
    link: str
    """Canonical address with whatever the outlet's lists append to it."""


def listed(paper: Paper, origin: str, started: datetime, edition: int) -> list[Listed]:
    """The articles an outlet carries at this edition (0: as first printed; from 1: corrected), newest first."""
    out = []
    for first in pieces(paper.id):
        if first.late and edition == 0:
            continue
        corrected = first.revised is not None and edition > 0
        piece = first.revised if corrected and first.revised is not None else first
        published = piece.published(started)
        page = page_of(paper, origin, piece, published, started if corrected else published)
        out.append(Listed(piece, page, page.url + paper.tracking))
    return out


def build(paper: Paper, origin: str, started: datetime, edition: int) -> dict[str, Answer]:
    """Every address of an outlet (path, and query where it matters) and its answer."""
    articles = listed(paper, origin, started, edition)
    newest = max(entry.page.modified for entry in articles)
    charset = paper.charset
    site: dict[str, Answer] = {}

    def put(path: str, text: str, kind: str, modified: datetime = newest) -> None:
        site[path] = Answer(text.encode(charset, "xmlcharrefreplace"), f"{kind}; charset={charset}", modified)

    for entry in articles:
        path = paper.article.format(slug=entry.piece.slug)
        put(path, LAYOUTS[paper.id](entry.page, started), "text/html", entry.page.modified)
        if paper.id == "nevsky-reporter":
            fresh = page_of(paper, origin, entry.piece, entry.page.published, entry.page.modified)
            put(f"/amp{path}", layouts.amp(fresh), "text/html", entry.page.modified)
    put("/", _home(paper, origin, articles), "text/html")
    if paper.robots is not None:
        put("/robots.txt", paper.robots.format(origin=origin), "text/plain")
    match paper.id:
        case "caspian-courier" | "volzhsky-vestnik" | "rooznegar":
            put(paper.sources[0][1], rss(paper, origin, articles), "application/rss+xml")
        case "meridian-wire":
            put("/feed.atom", atom(paper, origin, articles), "application/atom+xml")
        case "nevsky-reporter":
            put("/feed.json", json_feed(paper, origin, articles), "application/feed+json")
        case "gulf-ledger":
            half = len(articles) // 2
            for name, part in (("news", articles[:half]), ("older", articles[half:])):
                packed = gzip.compress(news_sitemap(paper, part).encode(), mtime=0)
                site[f"/sitemaps/{name}.xml.gz"] = Answer(packed, "application/x-gzip", newest)
            put("/sitemap_index.xml", sitemap_index(origin, ("news", "older"), newest), "application/xml")
        case "sepidar":
            put("/news-sitemap.xml", news_sitemap(paper, articles), "application/xml")
        case "northgate-review":
            site |= sections(paper, origin, articles, newest)
    return site


def rss(paper: Paper, origin: str, articles: Sequence[Listed]) -> str:
    """RSS 2.0 with leads only."""
    items = "".join(
        f"<item><title>{escape(e.piece.title)}</title><link>{escape(e.link)}</link>"
        f'<guid isPermaLink="false">{paper.id}-{e.piece.slug}</guid>'
        f"<pubDate>{format_datetime(e.page.published)}</pubDate>"
        f"<category>{escape(e.piece.section)}</category><dc:creator>{escape(e.piece.author)}</dc:creator>"
        f"<description><![CDATA[<p>{escape(e.piece.lead, quote=False)}</p>]]></description></item>"
        for e in articles
    )
    return (
        f'{XML.format(paper.charset)}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(paper.name)}</title><link>{origin}/</link><language>{paper.language}</language>"
        f"<description>{escape(WORDS[paper.language].invented)}</description>{items}</channel></rss>"
    )


def atom(paper: Paper, origin: str, articles: Sequence[Listed]) -> str:
    """Atom (RFC 4287) with the full text as escaped HTML."""
    entries = []
    for e in articles:
        content = "".join(f"<p>{escape(block.text, quote=False)}</p>" for block in e.piece.blocks)
        entries.append(
            f"<entry><id>urn:sample:{paper.id}:{e.piece.slug}</id><title>{escape(e.piece.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{escape(e.link)}"/>'
            f"<author><name>{escape(e.piece.author)}</name>"
            f"</author><published>{e.page.published.isoformat()}</published>"
            f"<updated>{e.page.modified.isoformat()}</updated>"
            f'<summary>{escape(e.piece.lead)}</summary><content type="html">{escape(content)}</content></entry>'
        )
    newest = max(e.page.modified for e in articles)
    return (
        f'{XML.format(paper.charset)}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{paper.language}">'
        f"<id>urn:sample:{paper.id}</id><title>{escape(paper.name)}</title><updated>{newest.isoformat()}</updated>"
        f'<link rel="self" href="{origin}/feed.atom"/>{"".join(entries)}</feed>'
    )


def json_feed(paper: Paper, origin: str, articles: Sequence[Listed]) -> str:
    """JSON Feed 1.1."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": paper.name,
            "home_page_url": f"{origin}/",
            "language": paper.language,
            "items": [
                {
                    "id": e.piece.slug,
                    "url": e.link,
                    "title": e.piece.title,
                    "summary": e.piece.lead,
                    "date_published": e.page.published.isoformat(),
                    "authors": [{"name": e.piece.author}],
                }
                for e in articles
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def news_sitemap(paper: Paper, articles: Sequence[Listed]) -> str:
    """A sitemap with Google's news extension."""
    urls = "".join(
        f"<url><loc>{escape(e.page.url)}</loc><news:news><news:publication><news:name>{escape(paper.name)}</news:name>"
        f"<news:language>{paper.language}</news:language></news:publication>"
        f"<news:publication_date>{e.page.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(e.piece.title)}</news:title></news:news></url>"
        for e in articles
    )
    return (
        f'{XML.format("utf-8")}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


def sitemap_index(origin: str, names: Sequence[str], newest: datetime) -> str:
    """An index of gzipped sitemaps."""
    parts = "".join(
        f"<sitemap><loc>{origin}/sitemaps/{name}.xml.gz</loc><lastmod>{newest.isoformat()}</lastmod></sitemap>"
        for name in names
    )
    return (
        f'{XML.format("utf-8")}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'
    )


def _cards(articles: Sequence[Listed], query: str = "") -> str:
    return "".join(
        f'<div class="card"><h2><a href="{escape(e.page.url.removeprefix(e.page.origin) + query)}">'
        f"{escape(e.piece.title)}</a></h2><p>{escape(e.piece.lead)}</p></div>"
        for e in articles
    )


def sections(paper: Paper, origin: str, articles: Sequence[Listed], newest: datetime) -> dict[str, Answer]:
    """A section page and what its pagination leads to."""
    out: dict[str, Answer] = {}
    pages = [articles[at : at + PER_SECTION_PAGE] for at in range(0, len(articles), PER_SECTION_PAGE)]
    for number, part in enumerate(pages, 1):
        path = "/news/" if number == 1 else f"/news/page/{number}/"
        links = "".join(
            f'<a class="page-numbers" href="/news/page/{n}/">{n}</a>' for n in range(1, len(pages) + 1) if n != number
        )
        forward = f'<a class="next" rel="next" href="/news/page/{number + 1}/">Older</a>' if number < len(pages) else ""
        body = f'<main>{_cards(part)}<nav class="pagination">{links}{forward}</nav></main>'
        text = frame(_front(paper, origin, path), "", body, title=f"News – {paper.name}", weight=(20, 10, 8))
        out[path] = Answer(text.encode(), "text/html; charset=utf-8", newest)
    return out


def _front(paper: Paper, origin: str, path: str) -> Page:
    """A page that is no article, for the frame around it."""
    first = pieces(paper.id)[0]
    page = page_of(paper, origin, first, datetime.min, datetime.min)  # noqa: DTZ901  (never shown)
    return Page(
        paper=paper, origin=origin, piece=first, url=origin + path, published=page.published, modified=page.modified,
        random=Random(f"{paper.id}{path}"),  # noqa: S311  (decoration)
        words=page.words,
    )  # fmt: skip


def _home(paper: Paper, origin: str, articles: Sequence[Listed]) -> str:
    """The home page: names its feed, shows every article; one outlet links some of them by their AMP twins."""
    kinds = {"feed.atom": "application/atom+xml", "feed.json": "application/feed+json"}
    alternates = "".join(
        f'<link rel="alternate" type="{kinds.get(path.strip("/"), "application/rss+xml")}" href="{path}">'
        for kind, path in paper.sources
        if kind == "feeds"
    )
    cards = _cards([e for e in articles if not e.piece.forbidden], "?from=main" if paper.tracking else "")
    if paper.id == "nevsky-reporter":
        twin = articles[0]
        cards += (
            f'<a class="amp" href="/amp{paper.article.format(slug=twin.piece.slug)}">{escape(twin.piece.title)}</a>'
        )
    return frame(_front(paper, origin, "/"), alternates, f"<main>{cards}</main>", title=paper.name, weight=(20, 10, 8))
