"""A press made up by a seed: other markup, other words and other noise than the bundled one, so that what reads the
one well is not merely fitted to it."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random
from types import TracebackType
from typing import Literal

from tests.fakes.invented_words import TONGUES, Tongue
from tests.fakes.random_pages import Printed, Style, page, random_style
from tocsin.demo.server import HOST, Answer, PressServer, Request

ListKind = Literal["rss", "atom", "rdf", "json", "sitemap", "index", "section"]
KINDS: tuple[ListKind, ...] = ("rss", "atom", "rdf", "json", "sitemap", "index", "section")
XML = '<?xml version="1.0" encoding="utf-8"?>'


@dataclass
class RandomOutlet:
    """One invented outlet."""

    id: str
    tongue: Tongue
    kind: ListKind
    style: Style
    origin: str
    prefix: str
    """Path below which all of it stands, "" where the host is its own."""
    printed: list[Printed] = field(default_factory=list)


class RandomPress:
    """Several outlets on loopback, the same for the same seed (ports aside). A context manager.

    Args:
        seed: Decides everything else.
        outlets: How many.
        articles: Of each.
        one_host: All on one port, told apart by path; else each has a port of its own.
    """

    def __init__(self, seed: int, *, outlets: int = 4, articles: int = 6, one_host: bool = False) -> None:
        self.random = Random(seed)
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.log: list[Request] = []
        self._lock = threading.Lock()
        self._sites: dict[str, dict[str, Answer]] = {}
        self._servers: list[PressServer] = []
        self.outlets: list[RandomOutlet] = []
        kinds = self.random.sample(KINDS, min(outlets, len(KINDS)))
        for number in range(outlets):
            tongue = self.random.choice(TONGUES)
            prefix = f"/{number}" if one_host else ""
            host = self._host("press" if one_host else f"outlet-{number}")
            style = random_style(self.random, tongue)
            outlet = RandomOutlet(f"outlet-{number}", tongue, kinds[number % len(kinds)], style, host, prefix)
            self._print(outlet, articles, self._sites[outlet.origin])
            self.outlets.append(outlet)

    def __enter__(self) -> RandomPress:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def printed(self) -> list[Printed]:
        """Every article of every outlet."""
        return [article for outlet in self.outlets for article in outlet.printed]

    def outlets_yaml(self, delay: str = "50ms") -> str:
        """An outlets.yaml that watches this press."""
        keys = {"sitemap": "sitemaps", "index": "sitemaps", "section": "sections"}
        entries = [
            f"  - id: {o.id}\n    name: {o.tongue.site}\n"
            f"    language: {o.tongue.code}\n    country: {o.tongue.country}\n"
            f"    {keys.get(o.kind, 'feeds')}: [{o.origin}{o.prefix}/list]\n    pages: 9\n    delay: {delay}\n"
            "    allow_private: true\n"
            for o in self.outlets
        ]
        return "outlets:\n" + "\n".join(entries)

    def _host(self, name: str) -> str:
        if name == "press" and self._servers:
            return next(iter(self._sites))
        site: dict[str, Answer] = {}
        missing = Answer(b"<h1>404</h1>", "text/html", self.now, 404)

        def answer(path: str) -> Answer:
            return site.get(path) or site.get(path.partition("?")[0]) or missing

        server = PressServer(0, name, answer, self._record)
        self._servers.append(server)
        origin = f"http://{HOST}:{server.server_port}"
        self._sites[origin] = site
        return origin

    def _record(self, request: Request) -> None:
        with self._lock:
            self.log.append(request)

    def _print(self, outlet: RandomOutlet, articles: int, site: dict[str, Answer]) -> None:
        pick, tongue, style = self.random, outlet.tongue, outlet.style
        shape = pick.choice(("/{n}", "/news/{n}-{w}.html", "/{w}/{n}/", "/a/{w}-{n}"))
        for number in range(articles):
            path = outlet.prefix + shape.format(
                n=pick.randint(10_000, 99_999) * 10 + number, w=f"story-{pick.getrandbits(24):x}"
            )
            form = pick.choice(tongue.forms) if pick.random() < 0.5 else ""
            written = (tongue.paragraph(pick) for _ in range(pick.randint(4, 9)))
            paragraphs = tuple(dict.fromkeys(written))  # no line twice: the corpus format keeps it once
            if form:
                paragraphs = (*paragraphs[:1], tongue.telling.format(form), *paragraphs[1:])
            article = Printed(
                url=outlet.origin + path,
                title=tongue.title(pick),
                paragraphs=paragraphs,
                published=self.now - timedelta(minutes=pick.randint(5, 4000)),
                author=pick.choice(tongue.authors),
                form=form,
            )
            outlet.printed.append(article)
            text = page(pick, tongue, style, article).encode(style.charset, "xmlcharrefreplace")
            site[path] = Answer(text, style.content_type, article.published)
        site |= lists(outlet, self.now)


def lists(outlet: RandomOutlet, now: datetime) -> dict[str, Answer]:
    """The outlet's list of articles, and what belongs to it, by path."""
    top = outlet.prefix + "/list"

    def answer(text: str, kind: str) -> Answer:
        return Answer(text.encode(), kind, now)

    match outlet.kind:
        case "rss":
            return {top: answer(_rss(outlet), "text/xml")}
        case "rdf":
            return {top: answer(_rdf(outlet), "application/rdf+xml")}
        case "atom":
            return {top: answer(_atom(outlet), "application/atom+xml")}
        case "json":
            return {top: answer(_json_feed(outlet), "application/json")}
        case "sitemap":
            return {top: answer(_sitemap(_links(outlet)), "application/xml")}
        case "index":
            links = _links(outlet)
            half = len(links) // 2
            parts = {f"{outlet.prefix}/s1.xml.gz": links[:half], f"{outlet.prefix}/s2.xml.gz": links[half:]}
            where = "".join(f"<sitemap><loc>{outlet.origin}{path}</loc></sitemap>" for path in parts)
            index = f'{XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{where}</sitemapindex>'
            packed = {
                path: Answer(gzip.compress(_sitemap(part).encode(), mtime=0), "application/gzip", now)
                for path, part in parts.items()
            }
            return {top: answer(index, "application/xml"), **packed}
        case "section":
            pages = _section(outlet, top)
            return {path: answer(text, "text/html; charset=utf-8") for path, text in pages.items()}


def _links(outlet: RandomOutlet) -> list[tuple[str, Printed]]:
    """The addresses as the outlet lists them; by its quirks some are relative, dead, or there in two spellings."""
    quirks = outlet.style.quirks
    relative = "relative-links" in quirks and outlet.kind not in {"sitemap", "index"}
    links = []
    for number, article in enumerate(outlet.printed):
        url = article.url.removeprefix(outlet.origin) if relative else article.url
        if "listed-twice" in quirks and number % 2:
            links.append((f"{url}?utm_campaign=b#comments", article))
        links.append((url, article))
    if "dead-links" in quirks:
        links.insert(1, (f"{outlet.origin}{outlet.prefix}/gone/1234567-was-here.html", outlet.printed[0]))
    return links


def _items(outlet: RandomOutlet) -> str:
    full = "full-text-in-feed" in outlet.style.quirks
    return "".join(
        f"<item><title>{escape(a.title)}</title><link>{escape(url)}</link><pubDate>{format_datetime(a.published)}</pubDate>"
        f"<dc:creator>{escape(a.author)}</dc:creator><description>{escape(a.paragraphs[0])}</description>"
        + (
            f"<content:encoded><![CDATA[{''.join(f'<p>{escape(p)}</p>' for p in a.paragraphs)}]]></content:encoded>"
            * full
        )
        + "</item>"
        for url, a in _links(outlet)
    )


def _rss(outlet: RandomOutlet) -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    link = f"{outlet.origin}{outlet.prefix}/"
    return (
        f'{XML}<rss version="2.0" {space}><channel><title>x</title><link>{link}</link>{_items(outlet)}</channel></rss>'
    )


def _rdf(outlet: RandomOutlet) -> str:
    space = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    channel = f"<channel><title>x</title><link>{outlet.origin}</link></channel>"
    return f"{XML}<rdf:RDF {space}>{channel}{_items(outlet)}</rdf:RDF>"


def _atom(outlet: RandomOutlet) -> str:
    entries = "".join(
        f'<entry><id>{escape(url)}</id><title>{escape(a.title)}</title><link href="{escape(url)}"/>'
        f"<updated>{a.published.isoformat()}</updated><summary>{escape(a.paragraphs[0])}</summary></entry>"
        for url, a in _links(outlet)
    )
    return f'{XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'


def _json_feed(outlet: RandomOutlet) -> str:
    items = [{"id": url, "url": url, "title": a.title, "content_text": a.paragraphs[0]} for url, a in _links(outlet)]
    return json.dumps({"version": "https://jsonfeed.org/version/1", "title": "x", "items": items})


def _sitemap(links: Sequence[tuple[str, Printed]]) -> str:
    urls = "".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{a.published.isoformat()}</lastmod></url>" for url, a in links
    )
    return f'{XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _section(outlet: RandomOutlet, top: str) -> dict[str, str]:
    links = _links(outlet)
    pages = [links[at : at + 3] for at in range(0, len(links), 3)]
    out: dict[str, str] = {}
    for number, part in enumerate(pages, 1):
        cards = "".join(f'<h3><a href="{escape(url)}">{escape(a.title)}</a></h3>' for url, a in part)
        onward = f'<a rel="next" href="{top}?page={number + 1}">›</a>' if number < len(pages) else ""
        menu = outlet.tongue.noise("menu", Random(number), outlet.origin)
        out[top if number == 1 else f"{top}?page={number}"] = f"<html><body>{menu}{cards}{onward}</body></html>"
    return out
