"""A press for measuring: made-up articles of a given size, served by a process of its own over asyncio."""

from __future__ import annotations

import asyncio
import random
import re
from functools import partial
from multiprocessing.connection import Connection

from benchmarks.press_process import PressProcess

_HOST = re.compile(rb"(?im)^host: *(\S+)")
WORDS = [
    "harbour",
    "vessel",
    "minister",
    "contract",
    "delivery",
    "engine",
    "radar",
    "treaty",
    "export",
    "border",
    "committee",
    "statement",
    "official",
    "report",
    "meeting",
    "council",
    "railway",
    "corridor",
    "customs",
    "freight",
    "terminal",
    "inspection",
    "agreement",
    "pipeline",
    "budget",
    "parliament",
    "visit",
    "delegation",
    "exercise",
    "fleet",
    "satellite",
    "launch",
    "factory",
    "supply",
    "repair",
    "officer",
    "spokesman",
    "ambassador",
    "embassy",
]


SMALL = ["the", "of", "and", "to", "in", "that", "for", "on", "with", "by"]
"""Every third word of a sentence is one of these, as in English: what names a text's language looks for them."""


def article(outlet: int, number: int, kilobytes: int) -> str:
    """A page with what pages have: menu, metadata, ten to twenty paragraphs, sixty teasers, scripts; 1,100 elements."""
    chance = random.Random(outlet * 100_003 + number)

    def sentence() -> str:
        words = (chance.choice(SMALL if place % 3 == 1 else WORDS) for place in range(chance.randint(9, 24)))
        return " ".join(words).capitalize() + "."

    title = " ".join(chance.choice(WORDS) for _ in range(7)).capitalize()
    body = "".join(
        f"<p>{' '.join(sentence() for _ in range(chance.randint(2, 5)))}</p>" for _ in range(chance.randint(10, 20))
    )
    links = "".join(
        f"<li class='card'><div class='card__frame'><div class='card__media'>"
        f"<img src='/i/{place}.jpg' alt='{sentence()}'></div>"
        f"<div class='card__words'><div class='card__label'><a href='/section/{place}'>{chance.choice(WORDS)}</a>"
        f"<time datetime='2026-11-0{1 + place % 9}T06:00:00Z'>{1 + place % 9} Nov</time></div><h3 class='card__title'>"
        f"<a href='/story/{chance.randint(1, 9999)}'><span>{sentence()}</span></a></h3><button class='card__save' "
        f"type='button'><svg viewBox='0 0 24 24'><path d='M5 3h14v18l-7-5-7 5z'/></svg><span>Save</span></button>"
        f"</div></div></li>"
        for place in range(60)
    )
    head = (
        f"<meta charset='utf-8'><title>{title} - Outlet {outlet}</title>"
        f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='Outlet {outlet}'>"
        f"<meta name='description' content='{sentence()}'><meta name='author' content='Pat Quill'>"
        f"<meta property='article:published_time' content='2026-11-{1 + number % 20:02}T08:00:00+03:00'>"
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":'
        f'"{title}","datePublished":"2026-11-{1 + number % 20:02}T08:00:00+03:00","author":{{"@type":"Person","name":'
        f'"Pat Quill"}}}}</script>'
    )
    menu = "".join(f"<li><a href='/section/{place}'>{chance.choice(WORDS)}</a></li>" for place in range(80))
    page = (
        f"<!doctype html><html lang='en'><head>{head}</head><body><header><nav><ul>{menu}</ul></nav></header><main>"
        f"<article><h1>{title}</h1><div class='byline'>By Pat Quill</div>{body}</article>"
        f"<aside><ul>{links}</ul></aside>"
        f"</main><footer><p>Outlet {outlet}. All rights reserved.</p></footer>"
    )
    filler = max(0, kilobytes * 1000 - len(page) - 60)
    script = "".join(f"window.data[{place}]='{chance.getrandbits(128):032x}';" for place in range(filler // 54))
    return f"{page}<script>{script}</script></body></html>"


def feed(base: str, articles: int, newest: int | None = None) -> str:
    """RSS with every article, or only so many of the newest."""
    items = "".join(
        f"<item><title>Story {number}</title><link>{base}/story/{number}</link><guid>{base}/story/{number}</guid>"
        f"<pubDate>Fri, {1 + number % 20:02} Nov 2026 05:00:00 GMT</pubDate></item>"
        for number in range(articles - min(newest or articles, articles), articles)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>"


class LoopbackPress(PressProcess):
    """Outlets on ports of their own; ``with`` starts and ends the process.

    Each has ``/feed`` with all its articles, ``/feed/N`` with the N newest, and the pages they link to.

    Args:
        outlets: How many.
        articles: Of each.
        kilobytes: Of each page.
        latency: Seconds before each answer.
        made_on_demand: Make a page when it is asked for and forget it, for presses that are larger than memory.
    """

    def __init__(
        self,
        outlets: int,
        articles: int,
        kilobytes: int,
        latency: float,
        *,
        made_on_demand: bool = False,
    ) -> None:
        super().__init__(_serve, outlets, articles, kilobytes, latency, made_on_demand)


class _Outlet:
    """What one outlet answers."""

    def __init__(self, number: int, articles: int, kilobytes: int, *, made_on_demand: bool) -> None:
        self._number, self._articles, self._kilobytes = number, articles, kilobytes
        self._feeds: dict[tuple[str, int], bytes] = {}
        self._pages = [] if made_on_demand else [self._page(story) for story in range(articles)]

    def answer(self, host: str, path: str) -> bytes | None:
        """The answer for ``path``, with links to ``host``, by which it was asked; None where there is none."""
        _, kind, *rest = path.split("/")
        number = int(rest[0]) if rest and rest[0].isdigit() else None
        if kind == "feed":
            key = host, number or self._articles
            if key not in self._feeds:
                self._feeds[key] = _packed(feed(f"http://{host}", self._articles, key[1]), "application/rss+xml")
            return self._feeds[key]
        if kind != "story" or number is None or number >= self._articles:
            return None
        return self._pages[number] if self._pages else self._page(number)

    def _page(self, number: int) -> bytes:
        return _packed(article(self._number, number, self._kilobytes), "text/html; charset=utf-8")


def _serve(
    pipe: Connection,
    outlets: int,
    articles: int,
    kilobytes: int,
    latency: float,
    made_on_demand: bool,
) -> None:
    async def run() -> None:
        ports = []
        servers = []
        for number in range(outlets):
            outlet = _Outlet(number, articles, kilobytes, made_on_demand=made_on_demand)
            talk = partial(_Talk, outlet, latency)
            server = await asyncio.get_running_loop().create_server(talk, "127.0.0.1", 0)
            ports.append(server.sockets[0].getsockname()[1])
            servers.append(server)
        pipe.send(ports)
        await asyncio.Event().wait()

    asyncio.run(run())


def _packed(body: str, kind: str) -> bytes:
    data = body.encode()
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", f"Content-Length: {len(data)}", 'ETag: "1"', "", ""]
    return "\r\n".join(lines).encode() + data


class _Talk(asyncio.Protocol):
    """One connection. No stream, no task a request: a press is to cost little beside those that read it."""

    def __init__(self, outlet: _Outlet, latency: float) -> None:
        self._outlet, self._latency = outlet, latency
        self._heads = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *heads, self._heads = (self._heads + data).split(b"\r\n\r\n")
        for head in heads:
            asyncio.get_running_loop().call_later(self._latency, self._answer, head)

    def _answer(self, head: bytes) -> None:
        assert self._transport is not None
        if self._transport.is_closing():
            return
        answer = self._outlet.answer(_HOST.findall(head)[0].decode(), head.split(b" ", 2)[1].decode())
        if answer is None:
            answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        elif b"if-none-match" in head.lower():
            answer = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n"
        self._transport.write(answer)
