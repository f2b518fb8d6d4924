"""Everything fetched is hostile: each kind ends in a clear outcome within bounds, and the healthy outlet is whole."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import Engine, select

from crawler.crawl import OutletReport
from crawler.database import sessions
from crawler.outlets import Outlet
from crawler.tables import Address, Article
from tests.crawler.conftest import Crawl, article_page, outlet, rss
from tests.fakes.press import Press, Raw, Reply, self_signed

FEED = "application/rss+xml"
XML = "application/xml"
Site = Callable[[Press], Outlet]


def speaks(*pieces: bytes, forever: bytes = b"", every: float = 0.0) -> Raw:
    """Sends ``pieces``, then ``forever`` again and again."""

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
        await writer.drain()
        while forever:
            writer.write(forever)
            await writer.drain()
            await asyncio.sleep(every)

    return Raw(speak)


def one_page(name: str, page: Reply | Raw) -> tuple[str, Site]:
    """An outlet whose only article is ``page``."""

    def site(press: Press) -> Outlet:
        press.pages["/page"] = page
        press.pages["/feed"] = Reply(rss([("A story", f"{press.url}/page")]), content_type=FEED)
        return outlet(id=name, feeds=[f"{press.url}/feed"])

    return name, site


def one_list(name: str, field: str, body: Callable[[Press], Reply | Raw]) -> tuple[str, Site]:
    """An outlet whose only list is ``body``."""

    def site(press: Press) -> Outlet:
        press.pages["/list"] = body(press)
        return outlet(id=name, budget=2, **{field: [f"{press.url}/list"]})

    return name, site


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB_SIZE = 300_000_000
BOMB = gzip.compress(bytes(BOMB_SIZE), 9)
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title><link>http://a.invalid/</link></item></channel></rss>"
)
OUTSIDE = (
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    "<rss version='2.0'><channel><item><title>&x;</title><link>http://a.invalid/</link></item></channel></rss>"
)


def cycle(press: Press) -> Reply:
    other = f"<sitemapindex><sitemap><loc>{press.url}/list</loc></sitemap></sitemapindex>"
    press.pages["/other"] = Reply(other, content_type=XML)
    return Reply(f"<sitemapindex><sitemap><loc>{press.url}/other</loc></sitemap></sitemapindex>", content_type=XML)


def crowd(press: Press) -> Reply:
    return Reply(rss([(f"Entry {n}", f"{press.url}/at/{n}") for n in range(50_000)]), content_type=FEED)


def mapped(press: Press) -> Reply:
    entries = "".join(f"<url><loc>{press.url}/at/{n}</loc><lastmod>2020-01-01</lastmod></url>" for n in range(50_000))
    return Reply(f"<urlset>{entries}</urlset>", content_type=XML)


def outward(press: Press) -> Reply:
    declared = f"<!DOCTYPE rss SYSTEM '{press.url}/dtd' [<!ENTITY % p SYSTEM '{press.url}/dtd'> %p;]>"
    return Reply(declared + rss([("A story &x;", f"{press.url}/one")]), content_type=FEED)


def injected(press: Press) -> Reply:
    links = [f"{press.url}/a&#13;&#10;X-Injected: 1", f"{press.url}/b%0d%0aX-Injected: 1", f"{press.url}/c\x00d"]
    return Reply(rss([("A story", link) for link in links]), content_type=FEED)


SITES: dict[str, Site] = dict(
    [
        one_page("bomb", Reply(BOMB, headers={"Content-Encoding": "gzip"})),
        one_page("endless", speaks(OK + b"\r\n", forever=b"<p>more and more</p>" * 5_000)),
        one_page("slow", speaks(OK + b"\r\n<p>", forever=b"a", every=0.2)),
        one_page("headers", speaks(b"HTTP/1.1 200 OK\r\n", forever=b"X-More: and more\r\n" * 500)),
        one_page("long-header", speaks(OK, forever=b"X-Long: " + b"a" * 65_536)),
        one_page("declared", speaks(OK + b"Content-Length: 2147483648\r\n\r\n<p>start", forever=b" ", every=0.2)),
        one_page("half-gzip", Reply(gzip.compress(b"<p>cut</p>" * 9_000)[:200], headers={"Content-Encoding": "gzip"})),
        one_page("no-gzip", Reply(b"\x1f\x8bnonsense" * 50, headers={"Content-Encoding": "gzip"})),
        one_page("circle", Reply(status=302, headers={"Location": "/page"})),
        one_page("file", Reply(status=302, headers={"Location": "file:///etc/passwd"})),
        one_page("data", Reply(status=302, headers={"Location": "data:text/html,<h1>x</h1>"})),
        one_page("nested", Reply("<div>" * 10_000 + "deep" + "</div>" * 10_000)),
        one_page("attributes", Reply("<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x</p>")),
        one_page("nul", Reply(b"<html>\x00\x00<p>\x00</p>" * 100)),
        one_page("flood", Reply("<a href='/x'>y</a>" * 100_000)),
        one_page("garbage", speaks(b"\xff\xfe\x00nothing like HTTP\r\n\r\n")),
        one_list("laughs", "feeds", lambda _: Reply(LAUGHS, content_type=FEED)),
        one_list("outside", "feeds", lambda _: Reply(OUTSIDE, content_type=FEED)),
        one_list("outward", "feeds", outward),
        one_list("injected", "feeds", injected),
        one_page("picture", Reply(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99)),
        one_page(
            "forwarded", speaks(b"HTTP/1.1 302 Found\r\nLocation: /b\rX-Injected: 1\r\nContent-Length: 0\r\n\r\n")
        ),
        one_list("html-feed", "feeds", lambda _: Reply("<html><body><p>Welcome</p></body></html>")),
        one_list("crowd", "feeds", crowd),
        one_list("mapped", "sitemaps", mapped),
        one_list("cycle", "sitemaps", cycle),
        one_list("packed", "sitemaps", lambda _: Reply(BOMB, content_type="application/gzip")),
        one_list("links", "sections", lambda _: Reply("<a href='/x'>y</a>" * 100_000)),
        ("tls", lambda press: outlet(id="tls", feeds=[f"{press.url}/feed"])),
        ("dns", lambda _: outlet(id="dns", feeds=["http://nowhere.invalid/feed"])),
    ]
)
CROWDS = ("crowd", "mapped")
EXPECTED = {
    "bomb": "too-big",
    "endless": "too-big",
    "slow": "timeout",
    "declared": "too-big",
    "circle": "redirect",
    "file": "redirect",
    "data": "redirect",
    "tls": "tls",
    "dns": "dns",
    "html-feed": "feed",
    "packed": "sitemap",
    "picture": "media",
    "half-gzip": "truncated",
    "no-gzip": "encoding",
}


@contextmanager
def peak_memory() -> Iterator[list[int]]:
    """Watches the children that this process gets from now on (a database server of the tests is older); the list
    holds the most that one of them had, in bytes of its own. Not their sum: how many readers there are at once depends
    on when one is replaced. Nor what still runs this program: before its exec, a child's memory is its parent's."""
    seen = [0]
    over = threading.Event()
    this = psutil.Process()
    older, command = set(this.children()), this.cmdline()

    def watch() -> None:
        while not over.wait(0.1):
            for child in set(this.children()) - older:
                try:
                    family = [child, *child.children(recursive=True)]
                    sizes = [one.memory_full_info().pss for one in family if one.cmdline() != command]
                    seen[0] = max(seen[0], *sizes, 0)
                except psutil.Error:
                    continue

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def test_every_kind_of_hostile_answer_is_survived_and_the_healthy_outlet_is_complete(
    crawl: Crawl, archive: Engine, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kinds = sorted(SITES)
    with ExitStack() as stack, peak_memory() as memory:
        good = stack.enter_context(Press())
        items = [(f"Good story {number}", f"{good.url}/good/{number}") for number in range(6)]
        for number, (title, _) in enumerate(items):
            good.pages[f"/good/{number}"] = Reply(article_page(title))
        good.pages["/feed"] = Reply(rss(items), content_type=FEED)
        papers = [outlet(id="good", feeds=[f"{good.url}/feed"])]
        presses = {
            name: stack.enter_context(Press(tls=self_signed(tmp_path) if name == "tls" else None)) for name in kinds
        }
        papers += [SITES[name](presses[name]) for name in kinds]
        reports = {one.outlet: one for one in crawl(papers, seconds=8, patience=5).outlets}
        for name, most in (("cycle", 6), *((name, 3 + 2) for name in CROWDS)):
            assert len(presses[name].paths()) <= most
        assert "/dtd" not in presses["outward"].paths()
        asked = [one for press in presses.values() for one in press.log]
        assert not [one for one in asked if {"x-injected", "cookie", "authorization"} & set(one.headers)]
    assert (reports["good"].new, reports["good"].problem) == (6, "")
    assert {name: reports[name].problem for name, kind in EXPECTED.items() if kind not in reports[name].errors} == {}
    for name, report in reports.items():
        assert "internal" not in report.errors, (name, report.problem)
        assert name in {"good", "nested", "cycle", "laughs", "outside", "attributes", "flood"} or report.problem, name
    assert {reports[name].found for name in CROWDS} == {50_000}
    with sessions(archive)() as session:
        assert {session.scalars(select(Address.outlet)).all().count(name) for name in CROWDS} == {2_000}
        kept = "\n".join(article.title + article.text for article in session.scalars(select(Article)))
    assert "haha" * 20 not in kept
    assert "Traceback" not in capfd.readouterr().err
    assert 0 < memory[0] < BOMB_SIZE, "a process held a bomb whole"


def test_cookies_and_credentials_stay_where_they_are(crawl: Crawl) -> None:
    with Press() as press, Press() as other:
        press.pages["/feed"] = Reply(
            rss([("A story", f"http://somebody:secret@127.0.0.1:{press.port}/one")]),
            content_type=FEED,
            headers={"Set-Cookie": "session=1; Path=/"},
        )
        press.pages["/one"] = Reply(status=302, headers={"Location": f"{other.url}/two", "Set-Cookie": "a=b"})
        other.pages["/two"] = Reply(article_page("A story told elsewhere"))
        report: OutletReport = crawl([outlet(feeds=[f"{press.url}/feed"])]).outlets[0]
        assert report.new == 1
        for asked in [*press.log, *other.log]:
            assert not {"cookie", "authorization", "referer"} & set(asked.headers)


def test_what_a_page_says_cannot_forge_lines_of_the_log_or_of_the_archive(crawl: Crawl, archive: Engine) -> None:
    events: list[dict[str, Any]] = []
    with Press() as press:
        title = "Fine\x1b[31m\u2028{&quot;event&quot;: &quot;round&quot;}\r\nX-Forged: yes"
        press.pages["/feed"] = Reply(rss([("A story", f"{press.url}/one")]), content_type=FEED)
        press.pages["/one"] = Reply(article_page(title, words="the pier"))
        crawl([outlet(feeds=[f"{press.url}/feed"])], on_event=events.append)
    with sessions(archive)() as session:
        stored = session.scalars(select(Article.title)).one()
    assert not {"\x1b", "\u2028", "\r", "\n"} & set(stored)
    assert [event["event"] for event in events] == ["article", "outlet"]


@pytest.mark.parametrize(
    "header",
    [
        b'Content-Disposition: inline; filename="caf\xe9.html"',
        b'ETag: "\xe9\xff"',
        b"Last-Modified: \xe9",
        b"Set-Cookie: a=\xff\xfe",
    ],
)
def test_headers_in_any_encoding_cost_no_article(crawl: Crawl, header: bytes) -> None:
    def answer(body: str, kind: bytes) -> Raw:
        told = body.encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nContent-Length: %d\r\n" % len(told)
        return speaks(head + header + b"\r\nConnection: close\r\n\r\n" + told)

    with Press() as press:
        press.pages["/feed"] = answer(rss([("A story", f"{press.url}/one")]), FEED.encode())
        press.pages["/one"] = answer(article_page("A story about the pier"), b"text/html; charset=utf-8")
        reports = [crawl([outlet(feeds=[f"{press.url}/feed"])]).outlets[0] for _ in range(2)]
    assert [(one.new, one.problem) for one in reports] == [(1, ""), (0, "")]


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_list_cannot_date_an_article_into_the_far_future(crawl: Crawl, archive: Engine, kind: str) -> None:
    with Press() as press:
        link = f"{press.url}/one"
        press.pages["/one"] = Reply(article_page("A story about the pier"))
        press.pages["/feed"] = Reply(
            rss([("A story", link)], extra="<pubDate>Mon, 22 Nov 9999 06:00:00 GMT</pubDate>"), content_type=FEED
        )
        press.pages["/sitemap"] = Reply(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
            "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
            f"<url><loc>{link}</loc><news:news><news:title>A story</news:title>"
            "<news:publication_date>9999-12-31T23:59:59Z</news:publication_date></news:news></url></urlset>",
            content_type=XML,
        )
        assert crawl([outlet(**{f"{kind}s": [f"{press.url}/{kind}"]})]).outlets[0].new == 1
    with sessions(archive)() as session:
        assert session.scalars(select(Article.published)).all() == [None]


def test_a_name_that_does_not_exist_is_told_in_words(crawl: Crawl) -> None:
    problem = crawl([outlet(feeds=["http://nowhere.invalid/feed"])]).outlets[0].problem
    assert "the host name cannot be resolved: Cannot connect to host nowhere.invalid:80 [" in problem
