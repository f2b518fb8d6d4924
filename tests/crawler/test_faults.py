"""A press on which everything goes wrong that does go wrong: after two rounds all that can be had is there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from sqlalchemy import Engine, func, select

from crawler.database import sessions
from crawler.tables import Address, Article, HostState
from tests.crawler.conftest import Crawl, article_page, only, outlet, rss
from tests.fakes.press import Answer, Asked, Press, Raw, Reply

FEED = "application/rss+xml"
CRAWL_DELAY = 0.12


def first_then(first: Answer, then: Answer) -> Callable[[Asked], Answer]:
    """Answers ``first`` once and ``then`` for ever."""
    asked: list[Asked] = []

    def answer(request: Asked) -> Answer:
        asked.append(request)
        return first if len(asked) == 1 else then

    return answer


def resets() -> Raw:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Ty")
        await writer.drain()
        writer.transport.abort()

    return Raw(speak)


def breaks_off(page: str) -> Raw:
    body = page.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head + body[: len(body) // 2])
        await writer.drain()

    return Raw(speak)


def story(name: str) -> Reply:
    return Reply(article_page(f"The {name} story of the port"))


RUSSIAN = (
    "<html><head><meta charset='utf-8'><title>Порт закрыт из-за шторма</title></head><body><article>"
    "<h1>Порт закрыт из-за шторма</h1>"
    + "<p>Капитан порта сообщил журналистам, что суда останутся у причалов до конца недели, потому что ветер усилился "
    "и волны поднялись выше трёх метров.</p>"
    * 1
    + "".join(
        f"<p>По словам очевидцев, у причала номер {number} стоят танкеры и сухогрузы, которые ждут погоды у моря.</p>"
        for number in range(1, 8)
    )
    + "</article></body></html>"
)


def test_after_two_rounds_every_article_that_can_be_had_is_stored_once(crawl: Crawl, archive: Engine) -> None:
    faults: dict[str, Callable[[Reply], Answer | Callable[[Asked], Answer]]] = {
        "plain": lambda page: page,
        "once-500": lambda page: first_then(Reply("broken", 500), page),
        "once-503": lambda page: first_then(Reply("busy", 503, headers={"Retry-After": "1"}), page),
        "once-429": lambda page: first_then(Reply("busy", 429, headers={"Retry-After": "1"}), page),
        "once-reset": lambda page: first_then(resets(), page),
        "once-truncated": lambda page: first_then(breaks_off(str(page.body)), page),
        "moved": lambda _: Reply(status=302, headers={"Location": "/at/moved-here"}),
        "gone": lambda _: Reply("gone", 410),
        "missing": lambda _: Reply("<html><title>Page not found</title><body><h1>404</h1><p>Sorry.</p></body></html>"),
        "always-500": lambda _: Reply("broken", 500),
        "pdf": lambda _: Reply(b"%PDF-1.4", content_type="application/pdf"),
    }
    with Press() as press, Press() as sick:
        for name, fault in faults.items():
            press.pages[f"/at/{name}"] = fault(story(name))
        press.pages["/at/moved-here"] = story("moved")
        press.pages["/at/charset"] = Reply(RUSSIAN.encode("cp1251"), content_type="text/html; charset=utf-8")
        press.pages["/private/one"] = story("private")
        press.pages["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\nDisallow: /private/")
        links = [(f"Item {name}", f"{press.url}/at/{name}") for name in [*faults, "charset"]]
        links.append(("Private", f"{press.url}/private/one"))
        press.pages["/feed"] = Reply(status=301, headers={"Location": "/new-feed"})
        press.pages["/new-feed"] = Reply(rss(links[:7]), content_type=FEED, validators=True)
        whole = rss(links[5:] + links[:1])
        press.pages["/cut-feed"] = Reply(whole[: whole.rindex("<link>") - 20], content_type=FEED)
        sick.pages["/robots.txt"] = first_then(Reply("down", 503, headers={"Retry-After": "1"}), Reply(""))
        sick.pages["/at/one"] = story("sick")
        sick.pages["/feed"] = Reply(rss([("Sick", f"{sick.url}/at/one")]), content_type=FEED)
        papers = [
            outlet(id="faulty", feeds=[f"{press.url}/feed", f"{press.url}/cut-feed"]),
            outlet(id="sick", feeds=[f"{sick.url}/feed"]),
        ]
        first = crawl(papers, patience=10)
        crawl(papers, patience=10)
        log, sick_log = list(press.log), list(sick.log)

    with sessions(archive)() as session:
        stored = sorted(session.scalars(select(Article.title)))
        states = {row.url.rpartition("/")[2]: row.state for row in session.scalars(select(Address))}
        assert session.scalar(select(func.count()).select_from(HostState)) == 2
    had = ["plain", "once-500", "once-503", "once-429", "once-reset", "once-truncated", "moved", "sick"]
    assert stored == sorted([*(f"The {name} story of the port" for name in had), "Порт закрыт из-за шторма"])
    assert {name: states[name] for name in ("gone", "missing", "always-500", "pdf")} == {
        "gone": "gone",
        "missing": "gone",
        "always-500": "failed",
        "pdf": "empty",
    }
    assert "has moved to" in first.outlets[0].problem
    assert "/private/one" not in {asked.path for asked in log}
    fetched = Counter(asked.path for asked in log if asked.status == 200 and asked.path.startswith("/at/"))
    assert max(fetched.values()) == 1
    assert inside_retry_after([*log], "429", "503") == inside_retry_after([*sick_log], "503") == []
    gaps = [later.at - earlier.at for earlier, later in pairwise(log)]
    assert min(gaps) >= CRAWL_DELAY


def inside_retry_after(log: list[Asked], *statuses: str) -> list[str]:
    """Paths asked within the second after an answer that asked for one."""
    told = [asked.at for asked in log if str(asked.status) in statuses]
    assert told
    return [asked.path for asked in log for at in told if at < asked.at < at + 1]


def test_a_host_that_is_sick_is_left_alone_by_the_next_process_too(crawl: Crawl) -> None:
    with Press() as press:
        press.pages["/robots.txt"] = Reply("")
        press.pages["/feed"] = Reply("later", 503, headers={"Retry-After": "3600"})
        paper = outlet(feeds=[f"{press.url}/feed"])
        assert only(crawl([paper])).errors == {"blocked": 1}
        asked = len(press.log)
        report = only(crawl([paper], patience=30))
        assert (report.requests, len(press.log)) == (0, asked)
        assert "left alone" in report.problem


def test_five_failures_in_a_row_open_the_circuit(crawl: Crawl) -> None:
    with Press() as press:
        press.pages["/robots.txt"] = Reply("")
        links = [(f"Story {number}", f"{press.url}/at/{number}") for number in range(30)]
        press.pages["/feed"] = Reply(rss(links), content_type=FEED)
        for number in range(30):
            press.pages[f"/at/{number}"] = Reply("broken", 500)
        report = only(crawl([outlet(feeds=[f"{press.url}/feed"], delay="0.01")], patience=10))
        assert len(press.log) <= 2 + 6
        assert report.errors["blocked"] == 1
        assert report.waiting >= 28
