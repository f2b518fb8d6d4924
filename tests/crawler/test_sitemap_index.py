"""An index and its files over several rounds: asked conditionally, and nothing new in a file is missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.sitemaps import settled
from tests.crawler.conftest import Crawl, article_page, only, outlet
from tests.fakes.press import Press, Reply

XML = "application/xml"
TODAY = datetime.now(UTC).date()


def file_of(press: Press, *names: str) -> Reply:
    for name in names:
        press.pages[f"/2026/11/20/{name}"] = Reply(article_page(f"Cranes of the pier {name}"))
    urls = "".join(f"<url><loc>{press.url}/2026/11/20/{name}</loc></url>" for name in names)
    return Reply(f"<urlset>{urls}</urlset>", content_type=XML, validators=True)


def index_of(press: Press, files: dict[str, str]) -> Reply:
    children = "".join(
        f"<sitemap><loc>{press.url}{path}</loc>{f'<lastmod>{stamp}</lastmod>' if stamp else ''}</sitemap>"
        for path, stamp in files.items()
    )
    return Reply(f"<sitemapindex>{children}</sitemapindex>", content_type=XML, validators=True)


@pytest.mark.parametrize("stamp", ["", f"{TODAY}", f"{TODAY}T00:00:00+00:00"], ids=["none", "day", "midnight"])
def test_a_file_that_grows_is_read_though_its_index_stays_the_same(crawl: Crawl, stamp: str) -> None:
    with Press() as press:
        press.pages["/index.xml"] = index_of(press, {"/a.xml": stamp})
        press.pages["/a.xml"] = file_of(press, "arrival-of-the-first-one")
        paper = outlet(sitemaps=[f"{press.url}/index.xml"])
        assert only(crawl([paper])).new == 1

        press.log.clear()
        assert only(crawl([paper])).new == 0
        assert [(asked.path, asked.status) for asked in press.log] == [("/index.xml", 304), ("/a.xml", 304)]

        press.pages["/a.xml"] = file_of(press, "arrival-of-the-first-one", "arrival-of-the-next-one")
        press.log.clear()
        assert only(crawl([paper])).new == 1
        assert [asked.status for asked in press.log] == [304, 200, 200]


def test_a_file_that_is_missing_or_broken_does_not_hide_those_after_it(crawl: Crawl) -> None:
    with Press() as press:
        files = {"/gone.xml": "2026-11-03T10:00:00Z", "/broken.xml": "2026-11-02T10:00:00Z", "/a.xml": ""}
        press.pages["/index.xml"] = index_of(press, files)
        press.pages["/broken.xml"] = Reply("no sitemap at all", content_type=XML)
        press.pages["/a.xml"] = file_of(press, "arrival-of-the-first-one")
        paper = outlet(sitemaps=[f"{press.url}/index.xml"])
        report = only(crawl([paper]))
        assert report.new == 1
        assert {"http-404", "sitemap"} <= report.errors.keys()

        press.pages["/gone.xml"] = file_of(press, "departure-of-the-other-one")
        assert only(crawl([paper])).new == 1, "what failed is asked again under the same date"


@pytest.mark.parametrize(
    ("stamp", "hours", "same"),
    [
        ("2026-11-20T08:30:00Z", 9, True),
        ("2026-11-20T08:30+00:00", 9, True),
        ("2026-11-20", 20, False),
        ("2026-11-20", 35, False),  # it is still that day somewhere
        ("2026-11-20", 37, True),
        ("2026-11-20T00:00:00+03:00", 20, False),
        ("2026-11-20T00:00:00Z", 37, True),
        ("2026-11", 900, False),
        ("2026-13-45", 900, False),
        ("9999-12-31", 900, False),
        ("9999-12-31T00:00:00-12:00", 900, False),
        ("yesterday", 900, False),
    ],
)
def test_a_date_vouches_for_a_file_once_it_is_over(stamp: str, hours: int, same: bool) -> None:
    assert settled(stamp, datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hours)) is same
    assert not settled(stamp, None)
