"""A press made up by a seed: other markup, other words and other noise than the bundled one, so that what reads the
one well is not merely fitted to it."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random
from types import TracebackType
from typing import Literal

from tests.fakes.invented_words import TONGUES, Tongue
from tocsin.demo.server import HOST, Answer, PressServer, Request

ListKind = Literal["rss", "atom", "rdf", "json", "sitemap", "index", "section"]
KINDS: tuple[ListKind, ...] = ("rss", "atom", "rdf", "json", "sitemap", "index", "section")
_TAGS = ("div", "section", "main", "article")
_BODY_CLASSES = ("post-content", "article-text", "c-body", "story__body", "td-post-content", "field-item", "news-full")
_WRAP_CLASSES = ("wrapper", "l-grid", "col-md-8", "container", "sc-1x9f", "page-inner", "layout__main")


@dataclass(frozen=True)
class Printed:
    """One article and what should become of it."""

    url: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    author: str
    form: str
    """The form that makes it match the list `combat-aircraft`; "" where nothing may match."""

    @property
    def text(self) -> str:
        """Paragraphs parted by blank lines."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True)
class Style:
    """How one outlet sets its pages."""

    depth: int
    body_class: str
    paragraph: Literal["p", "div", "br"]
    title_first: bool
    suffix: str
    json_ld: Literal["none", "plain", "graph", "list"]
    open_graph: bool
    time_tag: bool
    charset: str
    noise: tuple[str, ...]


@dataclass
class RandomOutlet:
    """One invented outlet and its answers."""

    id: str
    tongue: Tongue
    kind: ListKind
    style: Style
    printed: list[Printed] = field(default_factory=list)
    site: dict[str, Answer] = field(default_factory=dict)
    origin: str = ""


class RandomPress:
    """Several outlets on loopback, the same for the same seed (ports aside). A context manager."""

    def __init__(self, seed: int, *, outlets: int = 4, articles: int = 6, now: datetime | None = None) -> None:
        self.random = Random(seed)
        self.now = (now or datetime.now(UTC)).replace(microsecond=0)
        self.log: list[Request] = []
        self._lock = threading.Lock()
        self._servers: list[PressServer] = []
        self.outlets: list[RandomOutlet] = []
        kinds = self.random.sample(KINDS, min(outlets, len(KINDS)))
        for number in range(outlets):
            tongue = self.random.choice(TONGUES)
            outlet = RandomOutlet(f"outlet-{number}", tongue, kinds[number % len(kinds)], self._style(tongue))
            server = PressServer(0, outlet.id, self._answer(outlet), self._record)
            outlet.origin = f"http://{HOST}:{server.server_port}"
            self._servers.append(server)
            self._print(outlet, articles)
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
            f"    {keys.get(o.kind, 'feeds')}: [{o.origin}/list]\n    pages: 9\n    delay: {delay}\n"
            "    allow_private: true\n"
            for o in self.outlets
        ]
        return "outlets:\n" + "\n".join(entries)

    def _record(self, request: Request) -> None:
        with self._lock:
            self.log.append(request)

    def _answer(self, outlet: RandomOutlet) -> Callable[[str], Answer]:
        missing = Answer(b"<h1>404</h1>", "text/html", self.now, 404)
        return lambda path: outlet.site.get(path) or outlet.site.get(path.partition("?")[0]) or missing

    def _style(self, tongue: Tongue) -> Style:
        pick = self.random
        return Style(
            depth=pick.randint(1, 7),
            body_class=pick.choice(_BODY_CLASSES),
            paragraph=pick.choice(("p", "p", "p", "div", "br")),
            title_first=pick.random() < 0.8,
            suffix=pick.choice((" | {}", " - {}", " — {}", " :: {}", "")),
            json_ld=pick.choice(("none", "plain", "graph", "list")),
            open_graph=pick.random() < 0.7,
            time_tag=pick.random() < 0.7,
            charset=pick.choice(("utf-8", "utf-8", tongue.old_charset)),
            noise=tuple(pick.sample(("cookies", "share", "related", "comments", "newsletter", "tags", "menu"), 5)),
        )

    def _print(self, outlet: RandomOutlet, articles: int) -> None:
        pick, tongue = self.random, outlet.tongue
        shape = pick.choice(("/{n}", "/news/{n}-{w}.html", "/{w}/{n}/", "/a/{w}-{n}"))
        for number in range(articles):
            path = shape.format(n=pick.randint(10_000, 99_999) * 10 + number, w=f"story-{pick.getrandbits(24):x}")
            form = pick.choice(tongue.forms) if pick.random() < 0.5 else ""
            paragraphs = tuple(tongue.paragraph(pick) for _ in range(pick.randint(4, 9)))
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
            text = _page(pick, outlet, article).encode(outlet.style.charset, "xmlcharrefreplace")
            outlet.site[path] = Answer(text, f"text/html; charset={outlet.style.charset}", article.published)
        outlet.site |= _lists(outlet, self.now)


def _page(pick: Random, outlet: RandomOutlet, article: Printed) -> str:
    style, tongue = outlet.style, outlet.tongue
    noise = {name: tongue.noise(name, pick, outlet.origin) for name in style.noise}
    heading = f"<h1>{escape(article.title)}</h1>"
    stamp = article.published.isoformat()
    when = f'<time datetime="{stamp}">{article.published:%d.%m.%Y %H:%M}</time>' if style.time_tag else ""
    byline = f'<p class="byline"><span class="author">{escape(article.author)}</span> {when}</p>'
    if style.paragraph == "br":
        text = "<br><br>".join(escape(p) for p in article.paragraphs)
    else:
        text = "\n".join(f"<{style.paragraph}>{escape(p)}</{style.paragraph}>" for p in article.paragraphs)
    body = f'{byline}{noise.get("share", "")}<div class="{style.body_class}">{text}</div>'
    inner = heading + body if style.title_first else body
    for _ in range(style.depth):
        tag = pick.choice(_TAGS[:2])
        inner = f'<{tag} class="{pick.choice(_WRAP_CLASSES)}">{inner}</{tag}>'
    if not style.title_first:
        inner = f"<header>{heading}</header>{inner}"
    head = [f"<title>{escape(article.title)}{escape(style.suffix.format(tongue.site))}</title>"]
    head.append(f'<link rel="canonical" href="{article.url}">')
    if style.open_graph:
        for name, value in (("og:title", article.title), ("og:site_name", tongue.site), ("og:type", "article")):
            head.append(f'<meta property="{name}" content="{escape(value)}">')
        head.append(f'<meta property="article:published_time" content="{stamp}">')
    head.append(_json_ld(style, article, tongue))
    if not (style.open_graph or style.time_tag or style.json_ld != "none"):
        head.append(f'<meta name="date" content="{stamp}">')
    before = "".join(noise.get(name, "") for name in ("menu", "cookies"))
    after = "".join(noise.get(name, "") for name in ("tags", "related", "comments", "newsletter"))
    return (
        f'<!DOCTYPE html><html lang="{tongue.code}"><head><meta charset="{style.charset}">{"".join(head)}'
        f"<style>{'.x{color:red}' * pick.randint(50, 900)}</style></head><body>{before}{inner}{after}"
        f"<footer><p>© {escape(tongue.site)}</p></footer></body></html>"
    )


def _json_ld(style: Style, article: Printed, tongue: Tongue) -> str:
    if style.json_ld == "none":
        return ""
    node: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "author": {"@type": "Person", "name": article.author},
        "publisher": {"@type": "Organization", "name": tongue.site},
    }
    whole: object = {"@context": "https://schema.org", **node}
    if style.json_ld == "graph":
        whole = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": tongue.site}, node]}
    elif style.json_ld == "list":
        whole = [{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": []}, whole]
    return f'<script type="application/ld+json">{json.dumps(whole, ensure_ascii=False)}</script>'


def _lists(outlet: RandomOutlet, now: datetime) -> dict[str, Answer]:
    printed, origin = outlet.printed, outlet.origin
    xml = '<?xml version="1.0" encoding="utf-8"?>'

    def answer(text: str, kind: str) -> Answer:
        return Answer(text.encode(), kind, now)

    def sitemap(part: Sequence[Printed]) -> str:
        urls = "".join(
            f"<url><loc>{escape(a.url)}</loc><lastmod>{a.published.isoformat()}</lastmod></url>" for a in part
        )
        return f'{xml}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    match outlet.kind:
        case "rss" | "rdf":
            items = "".join(
                f"<item><title>{escape(a.title)}</title><link>{escape(a.url)}?utm_source=x</link>"
                f"<pubDate>{format_datetime(a.published)}</pubDate><description>{escape(a.paragraphs[0])}</description></item>"
                for a in printed
            )
            if outlet.kind == "rdf":
                space = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
                feed = (
                    f"{xml}<rdf:RDF {space}><channel><title>x</title><link>{origin}</link></channel>{items}</rdf:RDF>"
                )
                return {"/list": answer(feed, "application/rdf+xml")}
            return {
                "/list": answer(f'{xml}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>', "text/xml")
            }
        case "atom":
            items = "".join(
                f'<entry><id>{escape(a.url)}</id><title>{escape(a.title)}</title><link href="{escape(a.url)}"/>'
                f"<updated>{a.published.isoformat()}</updated><summary>{escape(a.paragraphs[0])}</summary></entry>"
                for a in printed
            )
            feed = f'{xml}<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{items}</feed>'
            return {"/list": answer(feed, "application/atom+xml")}
        case "json":
            entries = [{"id": a.url, "url": a.url, "title": a.title, "content_text": a.paragraphs[0]} for a in printed]
            feed = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "x", "items": entries})
            return {"/list": answer(feed, "application/json")}
        case "sitemap":
            return {"/list": answer(sitemap(printed), "application/xml")}
        case "index":
            half = len(printed) // 2
            parts = {"/s1.xml.gz": printed[:half], "/s2.xml.gz": printed[half:]}
            locations = "".join(f"<sitemap><loc>{origin}{path}</loc></sitemap>" for path in parts)
            index = f'{xml}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</sitemapindex>'
            packed = {
                path: Answer(gzip.compress(sitemap(part).encode(), mtime=0), "application/gzip", now)
                for path, part in parts.items()
            }
            return {"/list": answer(index, "application/xml"), **packed}
        case "section":
            pages = [printed[at : at + 2] for at in range(0, len(printed), 2)]
            out: dict[str, Answer] = {}
            for number, part in enumerate(pages, 1):
                cards = "".join(f'<h3><a href="{escape(a.url)}">{escape(a.title)}</a></h3>' for a in part)
                onward = f'<a rel="next" href="/list?page={number + 1}">›</a>' if number < len(pages) else ""
                key = "/list" if number == 1 else f"/list?page={number}"
                menu = outlet.tongue.noise("menu", Random(number), origin)
                out[key] = answer(f"<html><body>{menu}{cards}{onward}</body></html>", "text/html; charset=utf-8")
            return out
