"""What the pages of the sample press have in common: the article they set, and what stands in and around it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random

from tocsin.demo import noise
from tocsin.demo.noise import Words
from tocsin.demo.papers import Paper
from tocsin.demo.pieces import Block, Piece


@dataclass(frozen=True)
class Page:
    """What a layout needs to know of the article it sets."""

    paper: Paper
    origin: str
    piece: Piece
    url: str
    """Canonical address."""
    published: datetime
    modified: datetime
    random: Random
    words: Words

    def link(self, text: str) -> str:
        """A link to somewhere else on the site."""
        return f'<a href="{self.origin}/tag/{self.random.getrandbits(24):x}">{escape(text)}</a>'

    def picks(self, number: int) -> list[str]:
        """Headlines of other pages."""
        return self.random.sample(self.words.headlines, number)


def items(page: Page, tag: str, cls: str, texts: Sequence[str]) -> str:
    """Links to somewhere else on the site, as a list."""
    return f"<ul class='{cls}'>" + "".join(f"<{tag}>{page.link(t)}</{tag}>" for t in texts) + "</ul>"


def blocks(
    told: Sequence[Block], paragraph: str = "<p>{}</p>", between: dict[int, str] | None = None, h2: str = "h2"
) -> str:
    """The text as markup: `between` puts something behind a block by its number; `h2` is the tag of subheadings."""
    out: list[str] = []
    for number, block in enumerate(told):
        text = escape(block.text, quote=False)
        if block.kind == "li":
            opened = number > 0 and told[number - 1].kind == "li"
            closed = number + 1 < len(told) and told[number + 1].kind == "li"
            out.append(f"{'' if opened else '<ul>'}<li>{text}</li>{'' if closed else '</ul>'}")
        elif block.kind == "quote":
            out.append(f"<blockquote><p>{text}</p></blockquote>")
        elif block.kind == "h2":
            out.append(f"<{h2}>{text}</{h2}>")
        else:
            out.append(paragraph.format(text))
        out.append((between or {}).get(number, ""))
    return "\n".join(out)


def figure(page: Page, cls: str = "media") -> str:
    """A picture with its caption."""
    caption = page.random.choice(page.words.captions)
    return (
        f'<figure class="{cls}"><picture><source srcset="{page.origin}/img/{page.piece.slug[-6:]}.webp 2x">'
        f'<img src="{page.origin}/img/{page.piece.slug[-6:]}.jpg" alt="{escape(caption)}" width="1200" height="675">'
        f"</picture><figcaption>{escape(caption)}</figcaption></figure>"
    )


def comments(page: Page, cls: str = "comments") -> str:
    """What readers wrote, and a form."""
    words = page.words
    remarks = "".join(
        f'<li class="comment" id="c{number}"><b class="comment-author">{escape(page.random.choice(words.readers))}</b>'
        f'<div class="comment-body"><p>{escape(text)}</p></div>'
        f'<a href="#reply">↩</a> <span>+{page.random.randint(0, 40)}</span></li>'
        for number, text in enumerate(page.random.sample(words.opinions, 6))
    )
    return (
        f'<section id="comments" class="{cls}"><h3>{words.comments} (6)</h3><ol>{remarks}</ol>'
        f'<form action="/account/login"><label>{words.login}<textarea name="t"></textarea></label></form></section>'
    )


def share(page: Page, cls: str = "share-buttons") -> str:
    """Buttons."""
    links = "".join(f'<li><a href="#s" rel="nofollow">{escape(label)}</a></li>' for label in page.words.share)
    return f'<ul class="{cls}">{links}</ul>'


def newsletter(page: Page, cls: str = "newsletter-signup") -> str:
    """A box that asks for an address."""
    words = page.words
    return (
        f'<aside class="{cls}"><p>{escape(words.newsletter)}</p><form><input type="email" name="e">'
        f"<button>{escape(words.subscribe)}</button></form></aside>"
    )


def iso(moment: datetime) -> str:
    """An instant for machines."""
    return moment.isoformat(timespec="seconds")


def json_ld(page: Page, kind: str = "NewsArticle") -> str:
    """Metadata by schema.org."""
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "mainEntityOfPage": {"@type": "WebPage", "@id": page.url},
        "headline": page.piece.title,
        "description": page.piece.lead,
        "datePublished": iso(page.published),
        "dateModified": iso(page.modified),
        "articleSection": page.piece.section,
        "image": [f"{page.origin}/img/{page.piece.slug[-6:]}.jpg"],
        "author": [{"@type": "Person", "name": page.piece.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": page.paper.name},
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def open_graph(page: Page) -> str:
    """Metadata by Open Graph."""
    pairs = {
        "og:type": "article",
        "og:title": page.piece.title,
        "og:description": page.piece.lead,
        "og:url": page.url,
        "og:site_name": page.paper.name,
        "og:image": f"{page.origin}/img/{page.piece.slug[-6:]}.jpg",
        "article:published_time": iso(page.published),
        "article:modified_time": iso(page.modified),
        "article:section": page.piece.section,
        "article:author": page.piece.author,
    }
    return "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in pairs.items())


def frame(page: Page, head: str, body: str, *, title: str, weight: tuple[int, int, int]) -> str:
    """A whole page: `head` and `body` between the site's furniture. `weight`: kB of styles, icons, kB of script."""
    words, paper = page.words, page.paper
    direction = "rtl" if paper.language == "fa" else "ltr"
    styles, icons, scripts = weight
    return (
        f'<!doctype html>\n<html lang="{paper.language}" dir="{direction}"><head><meta charset="{paper.charset}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>{head}'
        f"<style>{noise.css(page.random, styles)}</style></head>\n<body>{noise.svg(page.random, icons)}"
        f'<div id="cookie-banner" class="cookie-consent" role="dialog"><p>{escape(words.cookies)}</p>'
        f"<button>{escape(words.accept)}</button></div>"
        f'<header class="site-header"><a class="logo" href="/">{escape(paper.name)}</a>'
        f'<nav class="main-nav">{items(page, "li", "menu", words.menu)}</nav></header>\n{body}\n'
        f'<footer class="site-footer"><nav>{items(page, "li", "footer-menu", words.menu)}</nav>'
        f'<p class="legal">© {escape(paper.name)}. {escape(words.rights)}</p><p>{escape(words.invented)}</p></footer>'
        f"{noise.script(page.random, words, scripts)}</body></html>"
    )
