"""How each outlet of the sample press sets its pages: eight layouts that share no markup around the article."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random

from tocsin.demo import noise
from tocsin.demo.noise import WORDS, Words
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


def _list(page: Page, tag: str, cls: str, texts: Sequence[str]) -> str:
    return f"<ul class='{cls}'>" + "".join(f"<{tag}>{page.link(t)}</{tag}>" for t in texts) + "</ul>"


def _blocks(
    blocks: Sequence[Block], paragraph: str = "<p>{}</p>", between: dict[int, str] | None = None, h2: str = "h2"
) -> str:
    out: list[str] = []
    for number, block in enumerate(blocks):
        text = escape(block.text, quote=False)
        if block.kind == "li":
            opened = number > 0 and blocks[number - 1].kind == "li"
            closed = number + 1 < len(blocks) and blocks[number + 1].kind == "li"
            out.append(f"{'' if opened else '<ul>'}<li>{text}</li>{'' if closed else '</ul>'}")
        elif block.kind == "quote":
            out.append(f"<blockquote><p>{text}</p></blockquote>")
        elif block.kind == "h2":
            out.append(f"<{h2}>{text}</{h2}>")
        else:
            out.append(paragraph.format(text))
        out.append((between or {}).get(number, ""))
    return "\n".join(out)


def _figure(page: Page, cls: str = "media") -> str:
    caption = page.random.choice(page.words.captions)
    return (
        f'<figure class="{cls}"><picture><source srcset="{page.origin}/img/{page.piece.slug[-6:]}.webp 2x">'
        f'<img src="{page.origin}/img/{page.piece.slug[-6:]}.jpg" alt="{escape(caption)}" width="1200" height="675">'
        f"</picture><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _comments(page: Page, cls: str = "comments") -> str:
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


def _share(page: Page, cls: str = "share-buttons") -> str:
    links = "".join(f'<li><a href="#s" rel="nofollow">{escape(label)}</a></li>' for label in page.words.share)
    return f'<ul class="{cls}">{links}</ul>'


def _newsletter(page: Page, cls: str = "newsletter-signup") -> str:
    words = page.words
    return (
        f'<aside class="{cls}"><p>{escape(words.newsletter)}</p><form><input type="email" name="e">'
        f"<button>{escape(words.subscribe)}</button></form></aside>"
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _json_ld(page: Page, kind: str = "NewsArticle") -> str:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "mainEntityOfPage": {"@type": "WebPage", "@id": page.url},
        "headline": page.piece.title,
        "description": page.piece.lead,
        "datePublished": _iso(page.published),
        "dateModified": _iso(page.modified),
        "articleSection": page.piece.section,
        "image": [f"{page.origin}/img/{page.piece.slug[-6:]}.jpg"],
        "author": [{"@type": "Person", "name": page.piece.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": page.paper.name},
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _open_graph(page: Page) -> str:
    pairs = {
        "og:type": "article",
        "og:title": page.piece.title,
        "og:description": page.piece.lead,
        "og:url": page.url,
        "og:site_name": page.paper.name,
        "og:image": f"{page.origin}/img/{page.piece.slug[-6:]}.jpg",
        "article:published_time": _iso(page.published),
        "article:modified_time": _iso(page.modified),
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
        f'<nav class="main-nav">{_list(page, "li", "menu", words.menu)}</nav></header>\n{body}\n'
        f'<footer class="site-footer"><nav>{_list(page, "li", "footer-menu", words.menu)}</nav>'
        f'<p class="legal">© {escape(paper.name)}. {escape(words.rights)}</p><p>{escape(words.invented)}</p></footer>'
        f"{noise.script(page.random, words, scripts)}</body></html>"
    )


def courier(page: Page) -> str:
    """Standfirst of its own, figure, pull of related headlines inside the text."""
    piece, words = page.piece, page.words
    inline = f'<aside class="related-inline"><h4>{words.related}</h4>{_list(page, "li", "r", page.picks(2))}</aside>'
    credit = f'<span class="agency">{escape(piece.credit)}</span>' if piece.credit else ""
    body = (
        f'<main><article class="story"><header><a class="kicker" href="/s">{escape(piece.section)}</a>'
        f'<h1>{escape(piece.title)}</h1><p class="standfirst">{escape(piece.lead, quote=False)}</p>'
        f'<div class="byline">{words.by} <a rel="author" href="/a">{escape(piece.author)}</a> {credit}'
        f'<time datetime="{_iso(page.published)}">{page.published:%d %B %Y, %H:%M}</time></div></header>'
        f'{_share(page)}{_figure(page)}<div class="story-body">'
        f"{_blocks(piece.blocks[1:], between={1: inline, 2: _newsletter(page)})}</div></article>"
        f'<aside class="rail"><h3>{words.most_read}</h3>{_list(page, "li", "most", page.picks(8))}</aside></main>'
        f"{_comments(page)}"
    )
    head = f'<link rel="canonical" href="{page.url}">{_open_graph(page)}{_json_ld(page)}'
    return frame(page, head, body, title=f"{piece.title} | {page.paper.name}", weight=(24, 30, 30))


def wire(page: Page) -> str:
    """A plain agency page without class names that mean anything."""
    piece = page.piece
    body = (
        f'<div class="x1"><div class="x2"><h1 class="x3">{escape(piece.title)}</h1>'
        f'<div class="x4">By {escape(piece.author)} · {page.published:%B %d, %Y %H:%M} UTC</div>'
        f'<div class="x5">{_blocks(piece.blocks)}</div></div><div class="x6">{_list(page, "li", "x7", page.picks(6))}'
        f"</div></div>"
    )
    head = f'<link rel="canonical" href="{page.url}">{_open_graph(page)}'
    return frame(page, head, body, title=f"{piece.title} - {page.paper.name}", weight=(16, 16, 20))


def ledger(page: Page) -> str:
    """Deep div soup with advertisements between the paragraphs."""
    piece, words = page.piece, page.words
    ad = f'<div class="ad-slot" data-slot="{page.random.getrandbits(24)}"><span>{words.advertisement}</span></div>'
    credit = f'<div class="source-line">Source: {escape(piece.credit)}</div>' if piece.credit else ""
    body = (
        f'<div class="page"><div class="grid"><div class="col-8"><div class="crumbs">{page.link("Home")} › '
        f'{page.link(piece.section)}</div><h1 class="hl">{escape(piece.title)}</h1><div class="meta">'
        f'<span class="author-name">{escape(piece.author)}</span>'
        f'<span class="date">{page.published:%d/%m/%Y %H:%M}</span></div>'
        f'{_figure(page, "lead-art")}<div class="article__content" itemprop="articleBody">'
        f"{_blocks(piece.blocks, paragraph='<div class=para><p>{}</p></div>', between={1: ad, 3: ad})}</div>{credit}"
        f'<div class="tags">{page.link(piece.section)}{page.link("Gulf")}</div></div>'
        f'<div class="col-4"><h3>{words.most_read}'
        f"</h3>{_list(page, 'li', 'mr', page.picks(9))}{_newsletter(page, 'promo')}</div></div></div>"
        f"<section class='more'><h3>{words.related}</h3>{_list(page, 'h4', 'cards', page.picks(6))}</section>"
    )
    head = f'<link rel="canonical" href="{page.url}">{_open_graph(page)}{_json_ld(page, "ReportageNewsArticle")}'
    return frame(page, head, body, title=f"{piece.title} — {page.paper.name}", weight=(40, 60, 42))


def relative(page: Page, started: datetime) -> str:
    """The age of an article as this outlet writes it: '3 hours ago'."""
    hours = round((started - page.published).total_seconds() / 3600)
    if hours < 24:
        return f"{hours} hour{'s' * (hours != 1)} ago"
    return f"{hours // 24} day{'s' * (hours >= 48)} ago"


def review(page: Page, started: datetime) -> str:
    """No metadata for machines at all; the date only as 'n hours ago'."""
    piece, words = page.piece, page.words
    body = (
        f'<section class="wrap"><p class="eyebrow">{escape(piece.section)}</p><h1>{escape(piece.title)}</h1>'
        f'<p class="post-meta">By <span class="author">{escape(piece.author)}</span>, '
        f'<span class="posted-on">{relative(page, started)}</span></p>{_share(page, "social")}'
        f'<div class="entry-content">{_blocks(piece.blocks, h2="h3")}</div>'
        f'<p class="tags-links">Filed under: {page.link(piece.section)}</p></section>'
        f'<div class="related-posts"><h3>{words.related}</h3>{_list(page, "li", "rp", page.picks(4))}</div>'
        f"{_comments(page, 'comments-area')}{_newsletter(page, 'mc4wp-form')}"
    )
    return frame(page, "", body, title=f"{piece.title} – {page.paper.name}", weight=(30, 24, 12))


def vestnik(page: Page) -> str:
    """An old portal in windows-1251: tables for layout, bold lead."""
    piece, words = page.piece, page.words
    lead, rest = piece.blocks[0], piece.blocks[1:]
    body = (
        f'<table width="100%"><tr><td class="left">{_list(page, "li", "lm", words.menu)}</td><td class="center">'
        f'<div class="news-detail"><h1>{escape(piece.title)}</h1><span class="news-date-time">'
        f'{page.published:%d.%m.%Y %H:%M}</span><div class="news-text"><p><b>{escape(lead.text, quote=False)}</b></p>'
        f'{_blocks(rest)}</div><div class="news-author">{words.by} {escape(piece.author)}</div></div>'
        f"{_share(page, 'ya-share2')}"
        f'<div class="also"><h3>{words.related}</h3>{_list(page, "li", "al", page.picks(5))}</div></td>'
        f'<td class="right"><h3>{words.most_read}</h3>{_list(page, "li", "pop", page.picks(7))}</td></tr></table>'
        f"{_comments(page, 'reviews-block')}"
    )
    head = f'<link rel="canonical" href="{page.url}">{_open_graph(page)}'
    return frame(page, head, body, title=f"{piece.title} - {page.paper.name}", weight=(22, 20, 16))


def reporter(page: Page) -> str:
    """A modern page with microdata, an AMP twin and a 'read also' line between paragraphs."""
    piece, words = page.piece, page.words
    also = f'<div class="read-also">{words.related}: {page.link(page.picks(1)[0])}</div>'
    text = _blocks(piece.blocks, '<p class="article-body__p">{}</p>', {1: also, 2: _newsletter(page)})
    body = (
        f'<div id="app"><article itemscope itemtype="https://schema.org/NewsArticle"><div class="article-header">'
        f'<h1 itemprop="headline" class="article-header__title">{escape(piece.title)}</h1>'
        f'<div class="article-header__meta">'
        f'<span itemprop="author">{escape(piece.author)}</span><time itemprop="datePublished" '
        f'datetime="{_iso(page.published)}">{page.published:%H:%M, %d.%m.%Y}</time></div></div>{_figure(page, "hero")}'
        f'<div class="article-body" itemprop="articleBody">'
        f"{text}</div>{_share(page, 'article-share')}</article><div class='feed-next'><h2>{words.most_read}</h2>"
        f"{_list(page, 'h3', 'next', page.picks(8))}</div></div>"
    )
    amp = f'<link rel="amphtml" href="{page.origin}/amp{page.paper.article.format(slug=piece.slug)}">'
    head = f'<link rel="canonical" href="{page.url}">{amp}{_open_graph(page)}{_json_ld(page)}'
    return frame(page, head, body, title=f"{piece.title} | {page.paper.name}", weight=(36, 48, 60))


def amp(page: Page) -> str:
    """The same article for phones; its canonical address is the other page."""
    piece = page.piece
    body = f"<main><h1>{escape(piece.title)}</h1>{_blocks(piece.blocks)}</main>"
    head = f'<link rel="canonical" href="{page.url}">{_json_ld(page)}'
    return frame(page, head, body, title=piece.title, weight=(40, 4, 2)).replace("<html ", "<html ⚡ ", 1)


def rooznegar(page: Page) -> str:
    """A right-to-left portal: overline, lead in a box, code of the news, short link."""
    piece, words = page.piece, page.words
    lead, rest = piece.blocks[0], piece.blocks[1:]
    body = (
        f'<div class="container"><div class="news-box"><div class="rutitr">{escape(piece.section)}</div>'
        f'<h1 class="title">{escape(piece.title)}</h1><div class="news-info"><span>کد خبر: {piece.slug}</span>'
        f'<time datetime="{_iso(page.published)}">{page.published:%Y/%m/%d - %H:%M}</time><span class="reporter">'
        f'{words.by} {escape(piece.author)}</span></div><div class="lead">{escape(lead.text, quote=False)}</div>'
        f'{_figure(page, "news-img")}<div class="body" itemprop="articleBody">{_blocks(rest)}</div>'
        f'<div class="short-link"><label>پیوند کوتاه</label><input value="{page.origin}/x/{piece.slug}"></div>'
        f"{_share(page, 'socials')}</div><aside class='side'><h3>{words.most_read}</h3>"
        f"{_list(page, 'li', 'side-list', page.picks(8))}</aside></div>{_comments(page, 'user-comments')}"
    )
    head = f'<link rel="canonical" href="{page.url}">{_open_graph(page)}{_json_ld(page)}'
    return frame(page, head, body, title=f"{page.paper.name} - {piece.title}", weight=(28, 36, 24))


def sepidar(page: Page) -> str:
    """Line breaks instead of paragraphs, as old editors write."""
    piece, words = page.piece, page.words
    text = "<br><br>\n".join(escape(block.text, quote=False) for block in piece.blocks)
    body = (
        f'<div class="main-content"><article id="post"><h1 class="entry-title">{escape(piece.title)}</h1>'
        f'<div class="entry-meta">{page.published:%Y-%m-%d %H:%M} · {escape(piece.author)}</div>'
        f"{_figure(page, 'thumb')}"
        f'<div class="item-text">{text}</div></article>{_newsletter(page, "khabarname")}'
        f'<div class="related-news"><h3>{words.related}</h3>{_list(page, "li", "rel", page.picks(6))}</div></div>'
    )
    head = f'<link rel="canonical" href="{page.url}">{_json_ld(page)}'
    return frame(page, head, body, title=f"{piece.title} | {page.paper.name}", weight=(34, 30, 36))


LAYOUTS: dict[str, Callable[[Page, datetime], str]] = {
    "caspian-courier": lambda page, _: courier(page),
    "meridian-wire": lambda page, _: wire(page),
    "gulf-ledger": lambda page, _: ledger(page),
    "northgate-review": review,
    "volzhsky-vestnik": lambda page, _: vestnik(page),
    "nevsky-reporter": lambda page, _: reporter(page),
    "rooznegar": lambda page, _: rooznegar(page),
    "sepidar": lambda page, _: sepidar(page),
}


def page_of(paper: Paper, origin: str, piece: Piece, published: datetime, modified: datetime) -> Page:
    """What the layouts need for one article; the noise is the same at every call."""
    return Page(
        paper=paper,
        origin=origin,
        piece=piece,
        url=origin + paper.article.format(slug=piece.slug),
        published=published,
        modified=modified,
        random=Random(f"{paper.id}/{piece.slug}"),  # noqa: S311  (decoration, not secrecy)
        words=WORDS[paper.language],
    )
