"""The crawler from outside: rounds against a press on loopback, with the real process, pool and database."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from typing import Any

import psutil
import pytest
from sqlalchemy import Engine, func, select

from crawler.crawl import Crawler, CrawlOptions
from crawler.database import sessions
from crawler.tables import Address, Article, HostState, OutletRun, Revision, SourceState
from tests.crawler.conftest import AGENT, Crawl, article_page, only, outlet, rss
from tests.fakes.press import Asked, Press, Reply

FEED = "application/rss+xml"


def publish(press: Press, count: int, *, first: int = 1, **reply: Any) -> list[tuple[str, str]]:
    """Put ``count`` articles on the press; their titles and addresses."""
    items = []
    for number in range(first, first + count):
        title = f"Tanker number {number} leaves the harbour"
        press.pages[f"/news/tanker-{number}"] = Reply(article_page(title), **reply)
        items.append((title, f"{press.url}/news/tanker-{number}"))
    return items


def addresses(engine: Engine) -> dict[str, str]:
    """Path -> state of every address."""
    with sessions(engine)() as session:
        return {row.url.partition("//")[2].partition("/")[2]: row.state for row in session.scalars(select(Address))}


def titles(engine: Engine) -> list[str]:
    with sessions(engine)() as session:
        return sorted(session.scalars(select(Article.title)))


def test_every_article_is_kept_once_and_a_round_without_news_costs_one_conditional_request(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as press:
        items = publish(press, 4)
        press.pages["/feed"] = Reply(rss(items), content_type=FEED, validators=True)
        paper = outlet(feeds=[f"{press.url}/feed"])
        first = only(crawl([paper]))
        assert (first.found, first.fetched, first.new, first.requests, first.problem) == (4, 4, 4, 6, "")
        assert press.paths(without_robots=False)[0] == "/robots.txt"
        assert sorted(press.paths()) == ["/feed", *(f"/news/tanker-{number}" for number in range(1, 5))]
        assert {asked.headers["user-agent"] for asked in press.log} == {AGENT}

        press.log.clear()
        second = only(crawl([paper]))
        assert (second.new, second.unchanged, second.requests) == (0, 1, 1)
        assert [(asked.path, asked.status) for asked in press.log] == [("/feed", 304)]

        more = publish(press, 1, first=5)
        press.pages["/feed"] = Reply(rss(more + items), content_type=FEED, validators=True)
        press.log.clear()
        third = only(crawl([paper]))
        assert (third.new, press.paths()) == (1, ["/feed", "/news/tanker-5"])
    assert len(titles(archive)) == 5
    with sessions(archive)() as session:
        runs = session.scalars(select(OutletRun).order_by(OutletRun.id)).all()
        assert [run.new for run in runs] == [4, 0, 1]
        assert all(run.finished for run in runs)
        assert runs[0].words > 100
        assert session.scalar(select(func.count()).select_from(Revision)) == 5


def test_sitemaps_sections_and_redirects_lead_to_one_row_per_article(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        items = publish(press, 6)
        site = press.url
        news = "".join(f"<url><loc>{link}?utm_source=map</loc></url>" for _, link in items[:3])
        index = f"<sitemapindex><sitemap><loc>{site}/news.xml.gz</loc></sitemap></sitemapindex>"
        press.pages["/index.xml"] = Reply(index, content_type="application/xml")
        press.pages["/news.xml.gz"] = Reply(
            gzip.compress(f"<urlset>{news}</urlset>".encode()), content_type="application/octet-stream"
        )
        links = [f"<a href='{link}#top'>{title}</a>" for title, link in items]
        press.pages["/harbour"] = Reply(" ".join(links[2:4]) + "<a rel='next' href='/harbour?page=2'>2</a>")
        press.pages["/harbour?page=2"] = Reply(" ".join(links[4:]) + "<a rel='next' href='/harbour?page=3'>3</a>")
        press.pages["/harbour?page=3"] = Reply("<a rel='next' href='/harbour?page=4'>4</a>")
        press.pages["/old/6"] = Reply(status=301, headers={"Location": "/news/tanker-6"})
        press.pages["/feed"] = Reply(rss([*items[:1], ("Six", f"{site}/old/6")]), content_type=FEED)
        paper = outlet(
            feeds=[f"{site}/feed"],
            sitemaps=[f"{site}/index.xml"],
            sections=[f"{site}/harbour"],
            articles=f"{site}/news/*",
            pages=3,
        )
        report = only(crawl([paper]))
        assert (report.new, report.errors) == (6, {})
        assert "/harbour?page=4" not in press.paths()
        assert len([path for path in press.paths() if path.startswith("/news/")]) in {6, 7}  # one may be met twice
        again = only(crawl([paper]))
        assert (again.new, again.fetched) == (0, 0)
    assert len(titles(archive)) == 6


def test_the_page_names_its_canonical_address_and_twins_are_not_fetched(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        canonical = f"{press.url}/news/the-real-one"
        head = f"<link rel='canonical' href='{canonical}'>"
        press.pages["/news/the-copy?id=1"] = Reply(article_page("A ship comes home", head=head))
        press.pages["/news/the-real-one"] = Reply(article_page("A ship comes home", head=head))
        feed = [("A ship comes home", f"{press.url}/news/the-copy?id=1")]
        press.pages["/feed"] = Reply(rss(feed), content_type=FEED)
        paper = outlet(feeds=[f"{press.url}/feed"])
        crawl([paper])
        press.pages["/feed"] = Reply(rss([("Again", canonical + "/?utm_medium=x"), *feed]), content_type=FEED)
        report = only(crawl([paper]))
        assert (report.new, report.fetched) == (0, 0)
    with sessions(archive)() as session:
        assert session.scalars(select(Article.url)).all() == [canonical]


def test_robots_is_obeyed_and_asked_once_a_day(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        items = publish(press, 2)
        press.pages["/private/one"] = Reply(article_page("Not for robots"))
        press.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /private/", content_type="text/plain")
        feed = [*items, ("Not for robots", f"{press.url}/private/one")]
        press.pages["/feed"] = Reply(rss(feed), content_type=FEED, validators=True)
        paper = outlet(feeds=[f"{press.url}/feed"])
        report = only(crawl([paper]))
        assert (report.new, report.errors) == (2, {"robots": 1})
        assert "Disallow: /private/ (line 2)" in report.problem
        crawl([paper], patience=30)  # another process: it knows robots.txt from the database
        assert [asked.path for asked in press.log].count("/robots.txt") == 1
        assert "/private/one" not in press.paths()
    assert addresses(archive)["private/one"] == "refused"


def test_a_robots_txt_that_fails_forbids_everything_until_it_answers(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        items = publish(press, 1)
        press.pages["/feed"] = Reply(rss(items), content_type=FEED)
        press.pages["/robots.txt"] = Reply("down", status=500)
        paper = outlet(feeds=[f"{press.url}/feed"])
        report = only(crawl([paper]))
        assert (report.new, press.paths()) == (0, [])
        assert "robots.txt" in report.problem
        press.pages["/robots.txt"] = Reply("", content_type="text/plain")
        assert only(crawl([paper])).new == 1


def test_an_outlet_that_hangs_does_not_delay_another_and_private_addresses_are_refused(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as slow, Press() as good, Press() as inside:
        slow.pages["/feed"] = Reply("never", delay=600)
        good.pages["/feed"] = Reply(rss(publish(good, 3)), content_type=FEED)
        papers = [
            outlet(id="slow", feeds=[f"{slow.url}/feed"]),
            outlet(id="good", feeds=[f"{good.url}/feed"]),
            outlet(id="shut", feeds=[f"http://localhost:{inside.port}/feed"], allow_private=False),
        ]
        done: list[str] = []

        def watch(event: dict[str, Any]) -> None:
            if event["event"] == "outlet":
                done.append(event["outlet"])
                if set(done) == {"good", "shut"}:
                    slow.pages["/feed"] = Reply("")
                    slow.hang_up()  # let go of the one that hangs

        report = crawl(papers, on_event=watch)
        by_id = {one.outlet: one for one in report.outlets}
        assert done[-1] == "slow"
        assert by_id["good"].new == 3
        assert list(by_id["shut"].errors) == ["private"]
        assert "allow_private" in by_id["shut"].problem
        assert inside.connections == 0


def test_the_budget_of_a_round_leaves_the_rest_for_the_next(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply(rss(publish(press, 5)), content_type=FEED, validators=True)
        paper = outlet(feeds=[f"{press.url}/feed"], budget=3)
        first, second = only(crawl([paper])), only(crawl([paper]))
        assert (first.new, first.waiting, second.new, second.waiting) == (3, 2, 2, 0)
    assert len(titles(archive)) == 5


def test_full_text_in_the_feed_needs_no_page(crawl: Crawl, archive: Engine) -> None:
    text = "".join(f"<p>Sentence {number} of a long story about grain and ships.</p>" for number in range(40))
    with Press() as press:
        extra = f"<description>Short.</description><content:encoded><![CDATA[{text}]]></content:encoded>"
        feed = rss([("Grain for the south", f"{press.url}/news/grain")], extra).replace(
            "<rss ", "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        )
        press.pages["/feed"] = Reply(feed, content_type=FEED)
        crawl([outlet(feeds=[f"{press.url}/feed"])])
        assert press.paths() == ["/feed"]
    with sessions(archive)() as session:
        article = session.scalars(select(Article)).one()
        assert (article.origin, article.title) == ("feed", "Grain for the south")
        assert "Sentence 39" in article.text


def test_a_process_that_is_killed_is_started_again_and_nothing_is_lost(sqlite_url: str, archive: Engine) -> None:
    with Press() as press, Crawler() as crawler:
        items = publish(press, 8)
        killed: list[int] = []

        def page(asked: Asked) -> Reply:
            if asked.path.endswith("-5") and not killed:
                killed.append(crawler._child._process.pid)  # type: ignore[union-attr]
                os.kill(killed[0], signal.SIGKILL)
            return Reply(article_page(f"Ship {asked.path[-1]} leaves"))

        for number in range(1, 9):
            press.pages[f"/news/tanker-{number}"] = page
        press.pages["/feed"] = Reply(rss(items), content_type=FEED, validators=True)
        paper = outlet(feeds=[f"{press.url}/feed"])
        options = CrawlOptions(database=sqlite_url, user_agent=AGENT, workers=1)
        report = crawler.round([paper], options)
        assert (report.restarts, killed != []) == (1, True)
    assert len(titles(archive)) == 8
    with sessions(archive)() as session:
        assert session.scalar(select(func.count()).select_from(OutletRun).where(OutletRun.finished.is_(None))) == 1


def test_a_stop_in_the_middle_keeps_what_was_found_for_the_next_time(sqlite_url: str, archive: Engine) -> None:
    options = CrawlOptions(database=sqlite_url, user_agent=AGENT, workers=1)
    with Press() as press:
        items = publish(press, 24)  # the first twenty are stored together
        press.pages["/feed"] = Reply(rss(items), content_type=FEED, validators=True)
        healthy = press.pages["/news/tanker-23"]
        press.pages["/news/tanker-23"] = Reply("never", delay=600)
        paper = outlet(feeds=[f"{press.url}/feed"], delay="0.01")
        crawler = Crawler()
        closer: list[threading.Thread] = []

        def stop(event: dict[str, Any]) -> None:
            if event["event"] == "article" and event["url"].endswith("-22"):
                closer.append(threading.Thread(target=crawler.close))
                closer[0].start()

        report = only(crawler.round([paper], options, stop))
        closer[0].join()
        assert (report.new, report.problem) == (22, "the crawler was stopped")
        states = addresses(archive)
        assert sorted(states.values()) == ["found"] * 2 + ["kept"] * 22
        press.pages["/news/tanker-23"] = healthy
        with Crawler() as other:
            rest = only(other.round([paper], options))
        assert (rest.new, rest.unchanged, rest.waiting) == (2, 1, 0)


def test_two_outlets_on_one_host_share_its_pace(crawl: Crawl) -> None:
    with Press() as press:
        items = publish(press, 6)
        press.pages["/one"] = Reply(rss(items[:3]), content_type=FEED)
        press.pages["/two"] = Reply(rss(items[3:]), content_type=FEED)
        papers = [
            outlet(id="one", feeds=[f"{press.url}/one"], delay="0.15"),
            outlet(id="two", feeds=[f"{press.url}/two"], delay="0"),
        ]
        crawl(papers)
        gaps = [later.at - earlier.at for earlier, later in pairwise(press.log)]
        assert len(press.log) == 9
        assert min(gaps[1:]) >= 0.15


@pytest.mark.parametrize("status", ["off"])
def test_an_outlet_that_is_off_is_not_looked_at(crawl: Crawl, status: str) -> None:
    assert crawl([outlet(feeds=["http://127.0.0.1:9/feed"], status=status)]).outlets == []


def test_what_a_feed_and_a_host_said_is_remembered(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply("<html>no feed</html>", validators=True)
        report = only(crawl([outlet(feeds=[f"{press.url}/feed"])]))
        assert report.errors == {"feed": 1}
        with sessions(archive)() as session:
            state = session.scalars(select(SourceState)).one()
            assert (state.etag, state.error != "") == (None, True)
            known = session.scalars(select(HostState)).one()
            assert (known.robots_status, known.last_request is not None) == (404, True)


PARENT = """
import sys
from crawler.crawl import Crawler, CrawlOptions
from crawler.outlets import Outlet
paper = {"id": "slow", "name": "S", "language": "en", "country": "IR", "feeds": [sys.argv[2]], "allow_private": True}
with Crawler() as crawler:
    crawler.round([Outlet.model_validate(paper)], CrawlOptions(database=sys.argv[1], user_agent="T/0 (+x)", workers=1))
"""


def test_the_process_does_not_outlive_its_parent(sqlite_url: str) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply("never", delay=600)
        parent = subprocess.Popen([sys.executable, "-c", PARENT, sqlite_url, f"{press.url}/feed"])
        while "/feed" not in press.paths():
            assert parent.poll() is None
            time.sleep(0.02)
        family = psutil.Process(parent.pid).children(recursive=True)
        parent.kill()
        parent.wait()
        _, alive = psutil.wait_procs(family, timeout=120)
        assert (len(family) >= 3, alive) == (True, [])


def test_a_crawl_that_keeps_nothing_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    with Press() as press, Crawler() as crawler:
        items = publish(press, 1)
        press.pages["/feed"] = Reply(rss(items), content_type=FEED)
        options = CrawlOptions(database="sqlite://", user_agent=AGENT, workers=1)
        assert crawler.round([outlet(feeds=[f"{press.url}/feed"])], options).outlets[0].new == 1
    assert capfd.readouterr().err == ""
