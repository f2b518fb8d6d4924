"""How a random press sets an article: the page of one style, with everything around the text that pages have."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random
from typing import Literal
from urllib.parse import urlsplit

from tests.fakes.invented_words import Tongue

Quirk = Literal[
    "foreign-canonical", "relative-links", "charset-in-header", "charset-in-page", "rich-text", "full-text-in-feed",
    "dead-links", "listed-twice", "standfirst",
]  # fmt: skip
QUIRKS: tuple[Quirk, ...] = Quirk.__args__  # type: ignore[attr-defined]
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
    quirks: frozenset[Quirk]

    @property
    def content_type(self) -> str:
        """Of its pages."""
        return "text/html" if "charset-in-page" in self.quirks else f"text/html; charset={self.charset}"


def random_style(pick: Random, tongue: Tongue) -> Style:
    """A style for an outlet that writes in `tongue`."""
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
        quirks=frozenset(quirk for quirk in QUIRKS if pick.random() < 0.35),
    )


def paragraphs_html(pick: Random, paragraphs: tuple[str, ...], style: Style) -> str:
    """The text as markup; with the quirk `rich-text` some of it is subheads, lists, quotations, bold and links."""
    if style.paragraph == "br":
        return "<br><br>".join(escape(text) for text in paragraphs)
    out = []
    for number, text in enumerate(paragraphs):
        html, tag = escape(text), style.paragraph
        if "rich-text" in style.quirks and number:
            head, _, tail = html.partition(" ")
            html = pick.choice((f"<strong>{head}</strong> {tail}", f'<a href="/tag/x">{head}</a> {tail}', html))
            html = pick.choice((html, html.replace(" ", "&nbsp;", 1)))
            kind = pick.choice(("quote", "list", "plain", "plain"))
            if kind == "quote":
                html, tag = f"<p>{html}</p>", "blockquote"  # type: ignore[assignment]
            elif kind == "list":
                out.append(f"<ul><li>{html}</li></ul>")
                continue
        out.append(f"<{tag}>{html}</{tag}>")
    return "\n".join(out)


def page(pick: Random, tongue: Tongue, style: Style, article: Printed) -> str:
    """The whole page."""
    parts = urlsplit(article.url)
    noise = {name: tongue.noise(name, pick, f"{parts.scheme}://{parts.netloc}") for name in style.noise}
    heading = f"<h1>{escape(article.title)}</h1>"
    stamp = article.published.isoformat()
    when = f'<time datetime="{stamp}">{article.published:%d.%m.%Y %H:%M} UTC</time>' if style.time_tag else ""
    byline = f'<p class="byline"><span class="author">{escape(article.author)}</span> {when}</p>'
    paragraphs = article.paragraphs
    if "standfirst" in style.quirks:
        byline = f'<p class="standfirst">{escape(paragraphs[0])}</p>{byline}'
        paragraphs = paragraphs[1:]
    text = paragraphs_html(pick, paragraphs, style)
    body = f'{byline}{noise.get("share", "")}<div class="{style.body_class}">{text}</div>'
    inner = heading + body if style.title_first else body
    for _ in range(style.depth):
        tag = pick.choice(("div", "section"))
        inner = f'<{tag} class="{pick.choice(_WRAP_CLASSES)}">{inner}</{tag}>'
    if not style.title_first:
        inner = f"<header>{heading}</header>{inner}"
    before = "".join(noise.get(name, "") for name in ("menu", "cookies"))
    after = "".join(noise.get(name, "") for name in ("tags", "related", "comments", "newsletter"))
    declared = "" if "charset-in-header" in style.quirks else f'<meta charset="{style.charset}">'
    return (
        f'<!DOCTYPE html><html lang="{tongue.code}"><head>{declared}{_head(tongue, style, article)}'
        f"<style>{'.x{color:red}' * pick.randint(50, 900)}</style></head><body>{before}{inner}{after}"
        f"<footer><p>© {escape(tongue.site)}</p></footer></body></html>"
    )


def _head(tongue: Tongue, style: Style, article: Printed) -> str:
    stamp = article.published.isoformat()
    address = article.url
    if "foreign-canonical" in style.quirks:
        address = f"https://www.paper-{tongue.code}.example{urlsplit(article.url).path}"
    head = [f"<title>{escape(article.title)}{escape(style.suffix.format(tongue.site))}</title>"]
    head.append(f'<link rel="canonical" href="{address}">')
    if style.open_graph:
        for name, value in (("og:title", article.title), ("og:site_name", tongue.site), ("og:type", "article")):
            head.append(f'<meta property="{name}" content="{escape(value)}">')
        head.append(
            f'<meta property="article:published_time" content="{stamp}"><meta property="og:url" content="{address}">'
        )
    head.append(_json_ld(style, article, tongue))
    if not (style.open_graph or style.time_tag or style.json_ld != "none"):
        head.append(f'<meta name="date" content="{stamp}">')
    return "".join(head)


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
