"""Single questions: discovery, feeds, robots.txt, pages, asked of a press on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.ask import ask_feed, ask_page, ask_robots, discover
from crawler.crawl import AskError, Crawler, CrawlOptions
from tests.crawler.conftest import AGENT, article_page, rss
from tests.fakes.press import Press, Reply

OPTIONS = CrawlOptions(user_agent=AGENT, workers=1)
FEED = "application/rss+xml"


@pytest.fixture(scope="module")
def crawler() -> Iterator[Crawler]:
    with Crawler() as one:
        yield one


def test_a_site_tells_its_feeds_sitemaps_and_sections_with_samples(crawler: Crawler) -> None:
    with Press() as press:
        stories = [
            (f"The ferry strike enters week {number}", f"{press.url}/2026/11/0{number}/ferry-strike-week-{number}")
            for number in range(1, 6)
        ]
        for title, link in stories:
            press.pages[link.removeprefix(press.url)] = Reply(article_page(title))
        links = "".join(f"<a href='{link}'>{title}</a>" for title, link in stories)
        press.pages["/"] = Reply(
            "<html lang='en-GB'><head><title>Home</title><meta property='og:site_name' content='The Ferry News'>"
            "<link rel='alternate' type='application/rss+xml' href='/all.xml'>"
            "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments.xml'>"
            f"</head><body>{links}<a href='/broken/feed/'>Feed</a></body></html>"
        )
        press.pages["/all.xml"] = Reply(rss(stories), content_type=FEED)
        press.pages["/broken/feed/"] = Reply("oops", status=500)
        press.pages["/robots.txt"] = Reply(f"Sitemap: {press.url}/map.xml\nUser-agent: *\nAllow: /")
        press.pages["/map.xml"] = Reply(
            "<urlset>" + "".join(f"<url><loc>{link}</loc></url>" for _, link in stories[:2]) + "</urlset>"
        )
        found = discover(crawler, press.url, OPTIONS, allow_private=True)
        assert "/comments.xml" not in press.paths()
    assert (found.name, found.language) == ("The Ferry News", "en")
    assert [(one.url, one.entries) for one in found.feeds] == [(f"{press.url}/all.xml", 5)]
    assert [(one.url, one.entries) for one in found.sitemaps] == [(f"{press.url}/map.xml", 2)]
    assert [(one.url, one.entries) for one in found.sections] == [(f"{press.url}/", 5)]
    assert [sample.title for sample in found.samples] == [title for title, _ in stories[:3]]
    assert "harbour master" in found.samples[0].text
    assert any("/broken/feed/" in problem for problem in found.problems)


def test_a_site_that_names_nothing_is_asked_at_the_usual_places(crawler: Crawler) -> None:
    with Press() as press:
        press.pages["/"] = Reply("<title>Plain</title><p>Nothing here</p>")
        press.pages["/rss.xml"] = Reply(rss([("One", f"{press.url}/one")]), content_type=FEED)
        found = discover(crawler, press.url, OPTIONS, allow_private=True)
    assert [one.url for one in found.feeds] == [f"{press.url}/rss.xml"]
    assert found.sections == ()


def test_odd_sites_are_seen_through(crawler: Crawler) -> None:
    """A base address, a declared feed that has died beside a living one, and an index of files in robots.txt."""
    with Press() as press:
        link = f"{press.url}/2026/11/20/the-ferry-strike-goes-on"
        press.pages["/2026/11/20/the-ferry-strike-goes-on"] = Reply(article_page("The ferry strike goes on"))
        declared = "<link rel='alternate' type='application/rss+xml' href='{}'>"
        press.pages["/based"] = Reply(f"<html lang='en'><base href='/blog/'>{declared.format('rss')}")
        press.pages["/blog/rss"] = Reply(rss([("One", link)]), content_type="text/html")
        press.pages["/dead"] = Reply(f"<html lang='en'>{declared.format('/gone')}")
        press.pages["/gone"] = Reply("<html><body>Sorry</body></html>")
        press.pages["/feed"] = Reply(rss([("One", link)]), content_type=FEED)
        press.pages["/linked"] = Reply("<html lang='en'><a href='/export/rss2/index.xml'>RSS</a>")
        press.pages["/export/rss2/index.xml"] = Reply(rss([("One", link)]), content_type=FEED)
        found = {
            path: discover(crawler, press.url + path, OPTIONS, allow_private=True)
            for path in ("/based", "/dead", "/linked")
        }
    assert {path: [one.url.removeprefix(press.url) for one in site.feeds] for path, site in found.items()} == {
        "/based": ["/blog/rss"],
        "/dead": ["/feed"],
        "/linked": ["/export/rss2/index.xml"],
    }
    with Press() as press:
        press.pages["/2026/11/20/the-ferry-strike-goes-on"] = Reply(article_page("The ferry strike goes on"))
        press.pages["/"] = Reply("<html lang='en'><title>Index</title>")
        press.pages["/robots.txt"] = Reply(f"Sitemap: {press.url}/index.xml")
        press.pages["/index.xml"] = Reply(
            f"<sitemapindex><sitemap><loc>{press.url}/1.xml</loc></sitemap></sitemapindex>"
        )
        page = f"{press.url}/2026/11/20/the-ferry-strike-goes-on"
        press.pages["/1.xml"] = Reply(f"<urlset><url><loc>{page}</loc></url></urlset>")
        site = discover(crawler, press.url, OPTIONS, allow_private=True)
    assert [(one.index, one.entries) for one in site.sitemaps] == [(True, 1)]
    assert [sample.title for sample in site.samples] == ["The ferry strike goes on"]


def test_robots_answers_with_rule_and_pace(crawler: Crawler) -> None:
    with Press() as press:
        press.pages["/robots.txt"] = Reply("User-agent: Tocsin\nCrawl-delay: 7\nDisallow: /shut")
        shut = ask_robots(crawler, f"{press.url}/shut/door", OPTIONS, allow_private=True)
        open_ = ask_robots(crawler, f"{press.url}/open", OPTIONS, allow_private=True)
    assert (shut.allowed, shut.reason, shut.crawl_delay) == (False, "robots.txt, Disallow: /shut (line 3)", 7)
    assert (open_.allowed, open_.group) == (True, "tocsin")


def test_a_feed_and_a_page_come_as_the_crawler_sees_them(crawler: Crawler) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply(rss([("A &amp; B", f"{press.url}/a")]), content_type=FEED)
        press.pages["/page"] = Reply("привет".encode("cp1251"), content_type="text/html; charset=windows-1251")
        feed = ask_feed(crawler, f"{press.url}/feed", OPTIONS, allow_private=True)
        page = ask_page(crawler, f"{press.url}/page", OPTIONS, allow_private=True)
    assert [(entry.title, entry.link) for entry in feed.entries] == [("A & B", f"{press.url}/a")]
    assert (page.body, page.charset) == ("привет".encode("cp1251"), "windows-1251")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/", "allow_private"),
        ("file:///etc/passwd", "no web address"),
        ("http://[::ffff:127.0.0.1]/", "allow_private"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(crawler: Crawler, url: str, said: str) -> None:
    with pytest.raises(AskError, match=said):
        ask_robots_or_feed(crawler, url)


def ask_robots_or_feed(crawler: Crawler, url: str) -> None:
    ask_feed(crawler, url, OPTIONS)
