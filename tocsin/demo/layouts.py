"""How each outlet of the sample press sets its pages: eight layouts that share no markup around the article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape
from random import Random

from tocsin.demo.furniture import (
    Page,
    blocks,
    comments,
    figure,
    frame,
    iso,
    items,
    json_ld,
    newsletter,
    open_graph,
    share,
)
from tocsin.demo.noise import WORDS
from tocsin.demo.papers import Paper
from tocsin.demo.pieces import Piece


def courier(page: Page) -> str:
    """Standfirst of its own, figure, pull of related headlines inside the text."""
    piece, words = page.piece, page.words
    inline = f'<aside class="related-inline"><h4>{words.related}</h4>{items(page, "li", "r", page.picks(2))}</aside>'
    credit = f'<span class="agency">{escape(piece.credit)}</span>' if piece.credit else ""
    body = (
        f'<main><article class="story"><header><a class="kicker" href="/s">{escape(piece.section)}</a>'
        f'<h1>{escape(piece.title)}</h1><p class="standfirst">{escape(piece.lead, quote=False)}</p>'
        f'<div class="byline">{words.by} <a rel="author" href="/a">{escape(piece.author)}</a> {credit}'
        f'<time datetime="{iso(page.published)}">{page.published:%d %B %Y, %H:%M}</time></div></header>'
        f'{share(page)}{figure(page)}<div class="story-body">'
        f"{blocks(piece.blocks[1:], between={1: inline, 2: newsletter(page)})}</div></article>"
        f'<aside class="rail"><h3>{words.most_read}</h3>{items(page, "li", "most", page.picks(8))}</aside></main>'
        f"{comments(page)}"
    )
    head = f'<link rel="canonical" href="{page.url}">{open_graph(page)}{json_ld(page)}'
    return frame(page, head, body, title=f"{piece.title} | {page.paper.name}", weight=(24, 30, 30))


def wire(page: Page) -> str:
    """A plain agency page without class names that mean anything."""
    piece = page.piece
    body = (
        f'<div class="x1"><div class="x2"><h1 class="x3">{escape(piece.title)}</h1>'
        f'<div class="x4">By {escape(piece.author)} · {page.published:%B %d, %Y %H:%M} UTC</div>'
        f'<div class="x5">{blocks(piece.blocks)}</div></div><div class="x6">{items(page, "li", "x7", page.picks(6))}'
        f"</div></div>"
    )
    head = f'<link rel="canonical" href="{page.url}">{open_graph(page)}'
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
        f'{figure(page, "lead-art")}<div class="article__content" itemprop="articleBody">'
        f"{blocks(piece.blocks, paragraph='<div class=para><p>{}</p></div>', between={1: ad, 3: ad})}</div>{credit}"
        f'<div class="tags">{page.link(piece.section)}{page.link("Gulf")}</div></div>'
        f'<div class="col-4"><h3>{words.most_read}'
        f"</h3>{items(page, 'li', 'mr', page.picks(9))}{newsletter(page, 'promo')}</div></div></div>"
        f"<section class='more'><h3>{words.related}</h3>{items(page, 'h4', 'cards', page.picks(6))}</section>"
    )
    head = f'<link rel="canonical" href="{page.url}">{open_graph(page)}{json_ld(page, "ReportageNewsArticle")}'
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
        f'<span class="posted-on">{relative(page, started)}</span></p>{share(page, "social")}'
        f'<div class="entry-content">{blocks(piece.blocks, h2="h3")}</div>'
        f'<p class="tags-links">Filed under: {page.link(piece.section)}</p></section>'
        f'<div class="related-posts"><h3>{words.related}</h3>{items(page, "li", "rp", page.picks(4))}</div>'
        f"{comments(page, 'comments-area')}{newsletter(page, 'mc4wp-form')}"
    )
    return frame(page, "", body, title=f"{piece.title} – {page.paper.name}", weight=(30, 24, 12))


def vestnik(page: Page) -> str:
    """An old portal in windows-1251: tables for layout, bold lead."""
    piece, words = page.piece, page.words
    lead, rest = piece.blocks[0], piece.blocks[1:]
    body = (
        f'<table width="100%"><tr><td class="left">{items(page, "li", "lm", words.menu)}</td><td class="center">'
        f'<div class="news-detail"><h1>{escape(piece.title)}</h1><span class="news-date-time">'
        f'{page.published:%d.%m.%Y %H:%M}</span><div class="news-text"><p><b>{escape(lead.text, quote=False)}</b></p>'
        f'{blocks(rest)}</div><div class="news-author">{words.by} {escape(piece.author)}</div></div>'
        f"{share(page, 'ya-share2')}"
        f'<div class="also"><h3>{words.related}</h3>{items(page, "li", "al", page.picks(5))}</div></td>'
        f'<td class="right"><h3>{words.most_read}</h3>{items(page, "li", "pop", page.picks(7))}</td></tr></table>'
        f"{comments(page, 'reviews-block')}"
    )
    head = f'<link rel="canonical" href="{page.url}">{open_graph(page)}'
    return frame(page, head, body, title=f"{piece.title} - {page.paper.name}", weight=(22, 20, 16))


def reporter(page: Page) -> str:
    """A modern page with microdata, an AMP twin and a 'read also' line between paragraphs."""
    piece, words = page.piece, page.words
    also = f'<div class="read-also">{words.related}: {page.link(page.picks(1)[0])}</div>'
    text = blocks(piece.blocks, '<p class="article-body__p">{}</p>', {1: also, 2: newsletter(page)})
    body = (
        f'<div id="app"><article itemscope itemtype="https://schema.org/NewsArticle"><div class="article-header">'
        f'<h1 itemprop="headline" class="article-header__title">{escape(piece.title)}</h1>'
        f'<div class="article-header__meta">'
        f'<span itemprop="author">{escape(piece.author)}</span><time itemprop="datePublished" '
        f'datetime="{iso(page.published)}">{page.published:%H:%M, %d.%m.%Y}</time></div></div>{figure(page, "hero")}'
        f'<div class="article-body" itemprop="articleBody">'
        f"{text}</div>{share(page, 'article-share')}</article><div class='feed-next'><h2>{words.most_read}</h2>"
        f"{items(page, 'h3', 'next', page.picks(8))}</div></div>"
    )
    amp = f'<link rel="amphtml" href="{page.origin}/amp{page.paper.article.format(slug=piece.slug)}">'
    head = f'<link rel="canonical" href="{page.url}">{amp}{open_graph(page)}{json_ld(page)}'
    return frame(page, head, body, title=f"{piece.title} | {page.paper.name}", weight=(36, 48, 60))


def amp(page: Page) -> str:
    """The same article for phones; its canonical address is the other page."""
    piece = page.piece
    body = f"<main><h1>{escape(piece.title)}</h1>{blocks(piece.blocks)}</main>"
    head = f'<link rel="canonical" href="{page.url}">{json_ld(page)}'
    return frame(page, head, body, title=piece.title, weight=(40, 4, 2)).replace("<html ", "<html ⚡ ", 1)


def rooznegar(page: Page) -> str:
    """A right-to-left portal: overline, lead in a box, code of the news, short link."""
    piece, words = page.piece, page.words
    lead, rest = piece.blocks[0], piece.blocks[1:]
    body = (
        f'<div class="container"><div class="news-box"><div class="rutitr">{escape(piece.section)}</div>'
        f'<h1 class="title">{escape(piece.title)}</h1><div class="news-info"><span>کد خبر: {piece.slug}</span>'
        f'<time datetime="{iso(page.published)}">{page.published:%Y/%m/%d - %H:%M}</time><span class="reporter">'
        f'{words.by} {escape(piece.author)}</span></div><div class="lead">{escape(lead.text, quote=False)}</div>'
        f'{figure(page, "news-img")}<div class="body" itemprop="articleBody">{blocks(rest)}</div>'
        f'<div class="short-link"><label>پیوند کوتاه</label><input value="{page.origin}/x/{piece.slug}"></div>'
        f"{share(page, 'socials')}</div><aside class='side'><h3>{words.most_read}</h3>"
        f"{items(page, 'li', 'side-list', page.picks(8))}</aside></div>{comments(page, 'user-comments')}"
    )
    head = f'<link rel="canonical" href="{page.url}">{open_graph(page)}{json_ld(page)}'
    return frame(page, head, body, title=f"{page.paper.name} - {piece.title}", weight=(28, 36, 24))


def sepidar(page: Page) -> str:
    """Line breaks instead of paragraphs, as old editors write."""
    piece, words = page.piece, page.words
    text = "<br><br>\n".join(escape(block.text, quote=False) for block in piece.blocks)
    body = (
        f'<div class="main-content"><article id="post"><h1 class="entry-title">{escape(piece.title)}</h1>'
        f'<div class="entry-meta">{page.published:%Y-%m-%d %H:%M} · {escape(piece.author)}</div>'
        f"{figure(page, 'thumb')}"
        f'<div class="item-text">{text}</div></article>{newsletter(page, "khabarname")}'
        f'<div class="related-news"><h3>{words.related}</h3>{items(page, "li", "rel", page.picks(6))}</div></div>'
    )
    head = f'<link rel="canonical" href="{page.url}">{json_ld(page)}'
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
