"""Rounds with a plan: corrections, ranges of dates, quiet rounds, archives on disk, and PostgreSQL."""

from __future__ import annotations

import io
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select, update
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.crawl import Crawler, CrawlOptions
from crawler.database import sessions
from crawler.tables import Address, Article, Revision
from tests.crawler.conftest import AGENT, Crawl, article_page, only, outlet, rss
from tests.fakes.press import Asked, Press, Reply

FEED = "application/rss+xml"
NOW = datetime.now(UTC)


def test_a_round_without_news_asks_each_list_once_conditionally_and_nothing_else(crawl: Crawl) -> None:
    with Press() as press:
        site = press.url
        story = ("Cranes arrive at the new pier", f"{site}/2026/11/20/cranes-arrive-at-pier")
        press.pages["/2026/11/20/cranes-arrive-at-pier"] = Reply(article_page(story[0]))
        press.pages["/feed"] = Reply(rss([story]), content_type=FEED, validators=True)
        press.pages["/plain-feed"] = Reply(rss([story]), content_type=FEED)  # no validators: known by its content
        file = f"<urlset><url><loc>{story[1]}</loc></url></urlset>"
        press.pages["/dated.xml"] = Reply(file, content_type="application/xml")
        day = (NOW - timedelta(days=3)).date()
        index = f"<sitemapindex><sitemap><loc>{site}/dated.xml</loc><lastmod>{day}</lastmod></sitemap></sitemapindex>"
        press.pages["/index.xml"] = Reply(index, content_type="application/xml", validators=True)
        press.pages["/list"] = Reply(f"<a href='{story[1]}'>{story[0]}</a><a rel=next href='/list?page=2'>2</a>")
        press.pages["/list?page=2"] = Reply("<p>no more</p>")
        paper = outlet(
            feeds=[f"{site}/feed", f"{site}/plain-feed"],
            sitemaps=[f"{site}/index.xml"],
            sections=[f"{site}/list"],
            pages=3,
        )
        assert only(crawl([paper])).new == 1
        for _ in range(2):
            press.log.clear()
            report = only(crawl([paper]))
            assert (report.found, report.fetched, report.unchanged, report.errors) == (0, 0, 4, {})
            assert Counter(press.paths(without_robots=False)) == Counter(
                ["/feed", "/plain-feed", "/index.xml", "/list"]
            )
            answers = {asked.path: asked.status for asked in press.log}
            assert (answers["/feed"], answers["/index.xml"]) == (304, 304)


def test_a_page_is_looked_at_again_only_by_the_plan_and_a_correction_becomes_a_revision(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as press:
        press.pages["/a"] = Reply(article_page("Bridge opens on Monday"))
        press.pages["/feed"] = Reply(rss([("Bridge opens on Monday", f"{press.url}/a")]), content_type=FEED)
        paper = outlet(feeds=[f"{press.url}/feed"], revisit=["1h", "6h"])
        begun = datetime.now(UTC)
        crawl([paper])
        assert only(crawl([paper])).fetched == 0
        ended = datetime.now(UTC)
        with sessions(archive)() as session:
            planned = session.scalars(select(Address.next_at)).one()
            assert planned is not None
            assert begun + timedelta(minutes=55) < planned < ended + timedelta(minutes=65)
            session.execute(update(Address).values(next_at=NOW))
            session.commit()
        press.pages["/a"] = Reply(article_page("Bridge opens on Tuesday", words="Correction: it is Tuesday"))
        second = only(crawl([paper]))
        assert (second.fetched, second.new, second.changed) == (1, 0, 1)
        with sessions(archive)() as session:
            assert session.scalars(select(Revision.title).order_by(Revision.number)).all() == [
                "Bridge opens on Monday",
                "Bridge opens on Tuesday",
            ]
            session.execute(update(Address).values(next_at=NOW))
            session.commit()
        press.pages["/a"] = Reply("gone", 500)
        assert only(crawl([paper])).errors == {"http-500": 1}
    with sessions(archive)() as session:
        assert session.scalars(select(Address.state)).all() == ["kept"]


def test_a_backfill_reads_the_dated_sitemaps_of_its_range_and_no_other_articles(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:

        def of_day(asked: Asked) -> Reply:
            day = asked.path.removeprefix("/map/")
            links = [f"<url><loc>{press.url}/{day}/{n}</loc><lastmod>{day}</lastmod></url>" for n in range(2)]
            older = f"<url><loc>{press.url}/older</loc><lastmod>2020-01-01</lastmod></url>"
            return Reply(f"<urlset>{''.join(links)}{older}</urlset>", content_type="application/xml")

        for day in range(1, 31):
            press.pages[f"/map/2026-04-{day:02}"] = of_day
            for number in range(2):
                press.pages[f"/2026-04-{day:02}/{number}"] = Reply(article_page(f"Story {number} of 2026-04-{day:02}"))
        paper = outlet(sitemaps=[f"{press.url}/map/{{yyyy}}-{{mm}}-{{dd}}"], country="NO")  # days as of UTC
        since, until = datetime(2026, 4, 3, tzinfo=UTC), datetime(2026, 4, 5, 23, tzinfo=UTC)
        report = only(crawl([paper], since=since, until=until))
        assert (report.new, report.errors) == (6, {})
        maps = [path for path in press.paths() if path.startswith("/map/")]
        assert maps == ["/map/2026-04-05", "/map/2026-04-04", "/map/2026-04-03"]
        assert "/older" not in press.paths()
        press.log.clear()
        assert only(crawl([paper])).errors == {}  # today's and yesterday's do not exist yet: no fault
        assert len(press.paths()) == 2


def write_warc(path: Path, pages: list[tuple[str, str]]) -> None:
    with path.open("ab") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in pages:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body.encode()), http_headers=headers)
            writer.write_record(record)


def test_a_warc_file_is_read_without_the_network_and_followed_as_it_grows(
    crawl: Crawl, archive: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "news.warc.gz"
    stories = [(f"https://paper.example/news/{n}", article_page(f"Archived story {n}")) for n in range(60)]
    write_warc(file, [*stories[:50], ("https://paper.example/about", article_page("About us"))])
    paper = outlet(warcs=[str(file)], articles="https://paper.example/news/*", allow_private=False)
    first = only(crawl([paper]))
    assert (first.new, first.requests, first.errors) == (50, 0, {})
    assert only(crawl([paper])).found == 0
    write_warc(file, stories[45:])
    assert only(crawl([paper])).new == 10
    with sessions(archive)() as session:
        assert set(session.scalars(select(Article.origin))) == {"warc"}
    gone = only(crawl([outlet(id="none", warcs=[str(tmp_path / "none.warc")])]))
    assert gone.errors == {"warc": 1}


def test_raw_pages_are_kept_as_warc_and_can_be_read_again(crawl: Crawl, tmp_path: Path, archive: Engine) -> None:
    raw = tmp_path / "raw"
    with Press() as press:
        press.pages["/a"] = Reply(article_page("Kept as it came"))
        press.pages["/feed"] = Reply(rss([("x", f"{press.url}/a")]), content_type=FEED)
        crawl([outlet(feeds=[f"{press.url}/feed"])], raw_dir=raw)
    (file,) = raw.iterdir()
    with sessions(archive)() as session:
        session.execute(update(Address).values(url="moved", fold="moved"))
        session.commit()
    report = only(crawl([outlet(id="again", warcs=[str(file)])]))
    assert (report.found, report.new) == (1, 0)


def test_the_same_on_any_database(database_url: str, engine: Engine) -> None:
    with Press() as press, Crawler() as crawler:
        stories = [(f"Story {n} from the quay", f"{press.url}/{n}") for n in range(5)]
        for title, link in stories:
            press.pages[link.removeprefix(press.url)] = Reply(article_page(title))
        press.pages["/feed"] = Reply(rss(stories), content_type=FEED, validators=True)
        options = CrawlOptions(database=database_url, user_agent=AGENT, workers=1)
        paper = outlet(feeds=[f"{press.url}/feed"])
        first, second = only(crawler.round([paper], options)), only(crawler.round([paper], options))
        assert (first.new, second.unchanged, second.requests) == (5, 1, 1)
    with sessions(engine)() as session:
        assert len(session.scalars(select(Article)).all()) == 5


def test_a_round_that_hangs_does_not_hold_up_a_later_round(crawl: Crawl) -> None:
    with Press() as slow, Press() as good:
        slow.pages["/feed"] = Reply("never", delay=600)
        good.pages["/feed"] = Reply(rss([("x", f"{good.url}/a")]), content_type=FEED)
        good.pages["/a"] = Reply(article_page("News from the quay"))
        slow_paper, good_paper = outlet(id="slow", feeds=[f"{slow.url}/feed"]), outlet(feeds=[f"{good.url}/feed"])
        with ThreadPoolExecutor(1) as threads:
            hanging = threads.submit(crawl, [slow_paper])
            while "/feed" not in slow.paths():
                assert not hanging.done()
                time.sleep(0.02)
            both = {one.outlet: one for one in crawl([slow_paper, good_paper]).outlets}
            assert not hanging.done()
            slow.pages["/feed"] = Reply(rss([]), content_type=FEED)
            slow.hang_up()
            assert only(hanging.result()).outlet == "slow"
    assert (both["harbour"].new, "earlier round" in both["slow"].problem) == (1, True)


def test_a_list_with_a_rhythm_of_its_own_is_left_alone_in_between(crawl: Crawl) -> None:
    with Press() as press:
        press.pages["/often"] = press.pages["/seldom"] = Reply(rss([]), content_type=FEED)
        paper = outlet(feeds=[f"{press.url}/often", {"url": f"{press.url}/seldom", "every": "6h"}])
        crawl([paper])
        crawl([paper])
        assert Counter(press.paths()) == Counter({"/often": 2, "/seldom": 1})


def test_a_warc_file_on_the_web_is_fetched_in_pieces(crawl: Crawl, archive: Engine, tmp_path: Path) -> None:
    file = tmp_path / "news.warc.gz"
    write_warc(file, [(f"https://paper.example/news/{n}", article_page(f"Story {n}")) for n in range(60)])
    body = file.read_bytes()

    def part(asked: Asked) -> Reply:
        start = int(asked.headers["range"].removeprefix("bytes=").partition("-")[0])
        piece = body[start : start + 5_000]
        told = {"Content-Range": f"bytes {start}-{start + len(piece) - 1}/{len(body)}", "ETag": '"1"'}
        return Reply(piece, status=206, headers=told, content_type="application/gzip")

    with Press() as press:
        press.pages["/news.warc.gz"] = part
        report = only(crawl([outlet(warcs=[f"{press.url}/news.warc.gz"], articles="https://paper.example/news/*")]))
        assert len(press.paths()) == -(-len(body) // 5_000) > 2
        press.pages["/huge.warc.gz"] = Reply(
            b"x", status=206, headers={"Content-Range": f"bytes 0-0/{10**13}"}, content_type="application/gzip"
        )
        huge = only(crawl([outlet(warcs=[f"{press.url}/huge.warc.gz"])]))
    assert (report.new, report.problem) == (60, "")
    assert "at most 4294967296 are read" in huge.problem
