"""A round for a range of dates leads back to the date, whatever was read before, and says where it could not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from crawler.database import sessions
from crawler.items import Entry
from crawler.outlets import Outlet
from crawler.reach import WayBack, dated, named_days, outside
from crawler.tables import Article
from tests.crawler.conftest import Crawl, article_page, only, outlet, rss
from tests.fakes.press import Press, Reply

FEED, XML = "application/rss+xml", "application/xml"
NOW = datetime.now(UTC)
TODAY = NOW.date()


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


def since(back: int) -> datetime:
    return datetime(day(back).year, day(back).month, day(back).day, tzinfo=UTC)


def story(press: Press, back: int, *, in_address: bool = True, in_page: bool = True) -> tuple[str, str]:
    """Title and address of an article that came out so many days ago."""
    told = f"{day(back):%Y/%m/%d}/" if in_address else f"news/{back}/"
    path = f"/{told}cranes-arrive-at-pier-number-{back}"
    head = f"<meta property='article:published_time' content='{day(back)}T08:00:00Z'>" if in_page else ""
    press.pages[path] = Reply(article_page(f"Cranes arrive at pier {back}", words=f"pier {back}", head=head))
    return f"Cranes arrive at pier {back}", press.url + path


def section(press: Press, pages: int, *, each: int = 2, **of_story: bool) -> None:
    """A section of so many pages, an article a day."""
    for number in range(pages):
        links = [story(press, number * each + place, **of_story) for place in range(each)]
        body = "".join(f"<p><a href='{link}'>{title} for the week</a></p>" for title, link in links)
        older = f"<a rel=next href='/list?page={number + 2}'>older</a>" if number + 1 < pages else ""
        path = f"/list?page={number + 1}" if number else "/list"
        press.pages[path] = Reply(f"<main>{body}{older}</main>", validators=True)


def lists(press: Press) -> list[str]:
    return [path for path in press.paths() if path.startswith(("/list", "/feed", "/map"))]


@pytest.mark.parametrize("in_address", [True, False])
def test_a_section_leads_back_to_the_date_whatever_pages_and_a_304_say(
    crawl: Crawl, archive: Engine, in_address: bool
) -> None:
    with Press() as press:
        section(press, 6, in_address=in_address)
        paper = outlet(sections=[f"{press.url}/list"])
        assert only(crawl([paper])).new == 2
        press.log.clear()
        report = only(crawl([paper], since=since(5)))
        assert (report.new, report.errors, report.back, report.short) == (5 if in_address else 6, {}, [], False)
        assert "/list?page=6" not in lists(press), "a page before is older than the date"
        press.log.clear()
        assert only(crawl([paper])).requests == 1
        assert [asked.status for asked in press.log] == [304]


def test_a_section_that_ends_before_the_date_is_named(crawl: Crawl) -> None:
    with Press() as press:
        section(press, 2)
        report = only(crawl([outlet(sections=[f"{press.url}/list"])], since=since(60)))
        assert (report.new, report.short) == (4, True)
        (note,) = report.back
        assert note == (
            f"{press.url}/list was followed back to {day(3)} only, not to {day(60)}: "
            f"{press.url}/list?page=2 names no older page"
        )


def test_a_page_of_a_section_that_fails_is_named_and_what_came_before_is_kept(crawl: Crawl) -> None:
    fails = {
        "gone": (Reply("", 404), "is not there (HTTP 404)"),
        "sick": (Reply("", 403), "HTTP 403"),
        "empty": (Reply("<p>Sorry</p>"), "lists nothing that the pages before it did not"),
    }
    with Press() as press:
        papers: list[Outlet] = []
        for name, (reply, _) in fails.items():
            press.pages[f"/{name}"] = Reply(
                f"<p><a href='{story(press, len(papers))[1]}'>Cranes arrive at the pier</a></p>"
                f"<a rel=next href='/{name}?page=2'>older</a>"
            )
            press.pages[f"/{name}?page=2"] = reply
            papers.append(outlet(id=name, sections=[f"{press.url}/{name}"]))
        for report in crawl(papers, since=since(60)).outlets:
            assert (report.new, report.short) == (1, True)
            assert f"{press.url}/{report.outlet}?page=2" in report.back[0]
            assert fails[report.outlet][1] in report.back[0]


def test_pages_that_lead_in_a_circle_or_repeat_themselves_end(crawl: Crawl) -> None:
    with Press() as press:
        section(press, 3)
        first = press.pages["/list"]
        assert isinstance(first, Reply)
        press.pages["/list?page=3"] = Reply(f"{first.body!s}<a rel=next href='/list?page=4'>older</a>")
        press.pages["/list?page=4"] = Reply(f"{first.body!s}<a rel=next href='/list?page=5'>older</a>")
        report = only(crawl([outlet(sections=[f"{press.url}/list"])], since=since(60)))
        assert (lists(press), report.new) == (["/list", "/list?page=2", "/list?page=3"], 4)
        press.log.clear()
        press.pages["/list?page=3"] = Reply(
            f"<a href='{story(press, 9)[1]}'>A ship comes home</a><a rel=next href=/list>"
        )
        report = only(crawl([outlet(sections=[f"{press.url}/list"])], since=since(60)))
        assert "was met before" in report.back[0]


def test_where_nothing_is_dated_before_it_is_fetched_the_budget_ends_a_round_and_the_next_goes_on(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as press:
        section(press, 6, in_address=False)
        paper = outlet(sections=[f"{press.url}/list"], budget=3)
        reports = [only(crawl([paper], since=since(7))) for _ in range(3)]
        assert [report.short for report in reports] == [True, True, False]
        assert "`budget`" in reports[0].back[0]
        assert "/list?page=6" not in press.paths(), "page five is all before the date"
        with sessions(archive)() as session:
            dates = session.scalars(select(Article.published).order_by(Article.published)).all()
        assert {moment.date() for moment in dates if moment} >= {day(back) for back in range(8)}


def test_dates_beside_the_links_end_the_way_back_and_spare_what_is_newer_than_the_range(crawl: Crawl) -> None:
    with Press() as press:
        for number in range(4):
            cards = ""
            for back in (2 * number, 2 * number + 1):
                title, link = story(press, back, in_address=False)
                cards += (
                    f"<div><a href='{link}'><img alt=''></a><h3><a href='{link}'>{title} for the week</a></h3>"
                    f"<span><time datetime='{day(back)}T08:00:00Z'>a while ago</time></span></div>"
                )
            press.pages[f"/list?page={number + 1}" if number else "/list"] = Reply(
                f"<header><time datetime='{TODAY}'>Today</time></header><main>{cards}"
                f"<a rel=next href='/list?page={number + 2}'>older</a></main>"
            )
        paper = outlet(sections=[f"{press.url}/list"])
        report = only(crawl([paper], since=since(3), until=since(1)))
        assert (report.new, report.back) == (2, [])
        assert len(lists(press)) == 3
        press.log.clear()
        assert only(crawl([paper])).new == 2, "what is newer than the range is not taken for read"


def older_pages(press: Press, kind: str, back: int) -> None:
    """A feed in pages of two, an article a day from ``back`` days ago, that names its older pages."""
    for number in range(6):
        items = [(*story(press, old, in_address=False), day(old)) for old in (back + 2 * number, back + 2 * number + 1)]
        older = f"{press.url}/feed-{kind}?page={number + 2}"
        if kind == "json":
            entries = ",".join(f'{{"url":"{u}","title":"{t}","date_published":"{d}T08:00:00Z"}}' for t, u, d in items)
            body = f'{{"version":"https://jsonfeed.org/version/1","next_url":"{older}","items":[{entries}]}}'
        elif kind == "atom":
            entries = "".join(
                f"<entry><title>{t}</title><link href='{u}'/><updated>{d}T08:00:00Z</updated></entry>"
                for t, u, d in items
            )
            body = (
                f"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='/nonsense'/>"
                f"<link rel='prev-archive' href='{older}'/>{entries}</feed>"
            )
        else:
            entries = "".join(
                f"<item><title>{t}</title><link>{u}</link><pubDate>{d:%a, %d %b %Y} 08:00:00 GMT</pubDate></item>"
                for t, u, d in items
            )
            body = (
                "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><title>N</title>"
                f"<a:link rel='next' href='{older}'/>{entries}</channel></rss>"
            )
        path = f"/feed-{kind}?page={number + 1}" if number else f"/feed-{kind}"
        press.pages[path] = Reply(body, content_type=FEED, validators=True)


def test_a_feed_that_names_its_older_pages_is_followed_only_back_to_a_date(crawl: Crawl) -> None:
    with Press() as press:
        kinds = {"rss": 0, "atom": 100, "json": 200}
        for kind, back in kinds.items():
            older_pages(press, kind, back)
        papers = [outlet(id=kind, feeds=[f"{press.url}/feed-{kind}"]) for kind in kinds]
        assert [one.new for one in crawl(papers).outlets] == [2, 2, 2]
        for paper, back in zip(papers, kinds.values(), strict=True):
            press.log.clear()
            report = only(crawl([paper], since=since(back + 5)))
            assert (report.new, report.back, report.errors) == (4, [], {})
            assert len(lists(press)) == 4


def test_a_feed_without_older_pages_is_named_and_no_fault_beside_a_sitemap_that_leads_back(crawl: Crawl) -> None:
    with Press() as press:
        stories = [story(press, back) for back in range(40)]
        press.pages["/feed"] = Reply(rss(stories[:2]), content_type=FEED, validators=True)
        press.pages["/map.xml"] = Reply(
            "<urlset>" + "".join(f"<url><loc>{link}</loc></url>" for _, link in stories) + "</urlset>", content_type=XML
        )
        feeds = [f"{press.url}/feed"]
        alone = only(crawl([outlet(feeds=feeds)], since=since(30)))
        assert (alone.new, alone.short, "names no older page" in alone.back[0]) == (2, True, True)
        both = only(crawl([outlet(feeds=feeds, sitemaps=[f"{press.url}/map.xml"])], since=since(30)))
        assert (both.new, both.short, len(both.back)) == (30, False, 1)


def test_files_of_an_index_are_read_again_back_to_the_date_and_no_further(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        named = ""
        for back in range(0, 300, 2):
            links = [story(press, back + more, in_address=False)[1] for more in range(2)]
            dates = [f"{day(back + more)}T08:00:00Z" for more in range(2)]
            press.pages[f"/map/{back}.xml"] = Reply(
                "<urlset>"
                + "".join(f"<url><loc>{u}</loc><lastmod>{d}</lastmod></url>" for u, d in zip(links, dates, strict=True))
                + "</urlset>",
                content_type=XML,
            )
            named += f"<sitemap><loc>{press.url}/map/{back}.xml</loc><lastmod>{dates[0]}</lastmod></sitemap>"
        press.pages["/map.xml"] = Reply(f"<sitemapindex>{named}</sitemapindex>", content_type=XML, validators=True)
        paper = outlet(sitemaps=[f"{press.url}/map.xml"], fulltext="none", budget=1)
        for back, files in ((9, 5), (259, 130)):
            press.log.clear()
            report = only(crawl([paper], since=since(back)))
            assert len(lists(press)) - 1 in {files, files + 1}
            assert (report.found, report.back) == (back + 1, [])


def test_days_of_a_dated_sitemap_that_are_no_longer_there_are_told(crawl: Crawl) -> None:
    with Press() as press:
        for back in range(4):
            body = f"<urlset><url><loc>{story(press, back)[1]}</loc></url></urlset>"
            press.pages[f"/map/{day(back)}"] = Reply(body, content_type=XML)
        press.pages[f"/map/{day(-1)}"] = press.pages[f"/map/{day(0)}"]  # asked for where midnight (UTC) has passed
        paper = outlet(sitemaps=[f"{press.url}/map/{{yyyy}}-{{mm}}-{{dd}}"], country="NO")
        report = only(crawl([paper], since=since(3)))
        assert (report.new, report.back) == (4, [])
        report = only(crawl([paper], since=since(29)))
        assert "only, not to" in report.back[0]
        assert re.search(r"\b26 of the 3[01] addresses asked for are not there \(HTTP 404\)", report.back[0])


def test_thousands_are_written_down_at_once_and_fetched_round_by_round(crawl: Crawl, archive: Engine) -> None:
    links = [f"/old/{number}-{number}-cranes" for number in range(4_100)]
    with Press() as press:
        press.pages["/map.xml"] = Reply(
            "<urlset>" + "".join(f"<url><loc>{press.url}{path}</loc></url>" for path in links) + "</urlset>",
            content_type=XML,
            validators=True,
        )
        paper = outlet(sitemaps=[f"{press.url}/map.xml"], budget=2)
        first = only(crawl([paper]))
        assert first.older == 2_100
        report = only(crawl([paper], since=since(30)))
        assert (report.found, report.waiting) == (4_100, 4_096)
        assert (report.short, "dates nothing" in report.back[0]) == (False, True)
        assert only(crawl([paper])).older == 0


def named() -> Iterator[tuple[str, tuple[str, str] | None]]:
    yield "https://a.example/2026/03/09/x", ("2026-03-09", "2026-03-10")
    yield "https://a.example/news/2026-03-09-x", ("2026-03-09", "2026-03-10")
    yield "https://a.example/20260309/x", ("2026-03-09", "2026-03-10")
    yield "https://a.example/2026/02/x", ("2026-02-01", "2026-03-01")
    yield "https://a.example/2026/02/31/x", ("2026-02-28", "2026-03-01")
    for path in ("202603", "20260309", "2026", "2026/x", "id-20260309", "2026/13/01/x"):
        yield f"https://a.example/{path}", None


@pytest.mark.parametrize(("link", "days"), list(named()))
def test_an_address_names_a_day_or_a_month_only_where_it_is_plain(link: str, days: tuple[str, str] | None) -> None:
    expected = tuple(datetime.fromisoformat(f"{one}T00:00Z") for one in days) if days else None
    assert named_days(link) == expected


def test_a_mere_day_is_of_the_range_wherever_its_zone_may_be() -> None:
    midnight = datetime(2026, 10, 1, tzinfo=UTC)
    begin, end = midnight + timedelta(hours=5), datetime(2026, 11, 1, 5, tzinfo=UTC)  # October in New York
    assert not outside(Entry("x", published=midnight), begin, end)
    assert not outside(Entry("https://a.example/2026/10/01/x"), begin, end)
    assert not outside(Entry("https://a.example/2026/10/31/x", modified=datetime(2026, 12, 1, tzinfo=UTC)), begin, end)
    assert outside(Entry("https://a.example/2019/05/03/x", modified=end - timedelta(days=2)), begin, end)
    assert outside(Entry("https://a.example/2026/11/03/x"), begin, end)
    assert outside(Entry("x", published=midnight - timedelta(minutes=1)), begin, end)
    assert dated(Entry("https://a.example/plain")) is None


def test_the_date_is_told_as_it_was_given_in_the_zone_of_the_readers() -> None:
    way = WayBack(datetime(2026, 8, 31, 21, tzinfo=UTC), NOW)  # September begins in Helsinki
    way.saw("https://a.example/list", [datetime(2026, 10, 14, 9, tzinfo=UTC)])
    way.ended("https://a.example/list", "it names no older page")
    (note,), _ = way.told(ZoneInfo("Europe/Helsinki"))
    assert (
        note == "https://a.example/list was followed back to 2026-10-14 only, not to 2026-09-01: it names no older page"
    )


def test_one_pinned_article_does_not_make_a_list_lead_back() -> None:
    way = WayBack(since(30), NOW)
    recent = [NOW - timedelta(hours=hour) for hour in range(19)]
    way.saw("https://a.example/feed", [*recent, NOW - timedelta(days=900)])
    way.ended("https://a.example/feed", "it names no older page")
    assert not way.leads_past("https://a.example/feed", [NOW - timedelta(days=900)], 20)
    assert way.told()[1]
