"""Single questions: discovery, feeds, robots.txt, pages, asked of a press on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

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
        found = discover(crawler, press.url, OPTIONS, allow_private=True, delay=0)
        assert "/comments.xml" not in press.paths()
    assert (found.name, found.language) == ("The Ferry News", "en")
    assert [(one.url, one.entries) for one in found.feeds] == [(f"{press.url}/all.xml", 5)]
    assert found.sitemaps == ()
    assert found.unopened == (f"{press.url}/broken/feed/", f"{press.url}/map.xml")
    assert [(one.url, one.entries) for one in found.sections] == [(f"{press.url}/", 5)]
    assert [sample.title for sample in found.samples] == [title for title, _ in stories[:3]]
    assert "harbour master" in found.samples[0].text
    assert list(found.chosen) == ["feeds"]
    assert press.paths() == ["/", "/all.xml", *(link.removeprefix(press.url) for _, link in stories[:3])]


def test_a_site_that_names_nothing_is_asked_at_the_usual_places(crawler: Crawler) -> None:
    with Press() as press:
        press.pages["/"] = Reply("<title>Plain</title><p>Nothing here</p>")
        press.pages["/rss.xml"] = Reply(rss([("One", f"{press.url}/one")]), content_type=FEED)
        found = discover(crawler, press.url, OPTIONS, allow_private=True, delay=0)
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
            path: discover(crawler, press.url + path, OPTIONS, allow_private=True, delay=0)
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
        site = discover(crawler, press.url, OPTIONS, allow_private=True, delay=0)
    assert [(one.index, one.entries) for one in site.sitemaps] == [(True, 1)]
    assert [sample.title for sample in site.samples] == ["The ferry strike goes on"]


def test_a_feed_is_called_as_it_calls_itself(crawler: Crawler) -> None:
    with Press() as press:
        link = f"{press.url}/2026/11/20/the-ferry-strike-goes-on"
        press.pages["/2026/11/20/the-ferry-strike-goes-on"] = Reply(article_page("The ferry strike goes on"))
        entries = [("The ferry strike goes on", link)]
        entry = f"<title>The ferry strike goes on</title><link href='{link}'/><id>1</id>"
        item = f"<item rdf:about='{link}'><title>The ferry strike goes on</title><link>{link}</link></item>"
        press.pages["/rss"] = Reply(rss(entries).replace("<channel>", "<channel><title>Quay &#187; Feed</title>"))
        press.pages["/atom"] = Reply(
            f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Tides - World</title><entry>{entry}</entry></feed>"
        )
        press.pages["/rdf"] = Reply(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            f"<channel rdf:about='x'><title>Gulls</title></channel>{item}</rdf:RDF>"
        )
        press.pages["/json"] = Reply(
            '{"version": "https://jsonfeed.org/version/1.1", "title": "Cranes RSS Feed", "items": '
            f'[{{"id": "1", "url": "{link}", "title": "The ferry strike goes on"}}]}}'
        )
        names = {
            path: discover(crawler, press.url + path, OPTIONS, allow_private=True, delay=0).name
            for path in ("/rss", "/atom", "/rdf", "/json")
        }
    assert names == {"/rss": "Quay", "/atom": "Tides - World", "/rdf": "Gulls", "/json": "Cranes"}


def test_a_site_is_asked_at_its_own_pace_and_each_question_is_told(crawler: Crawler) -> None:
    told: list[tuple[str, float]] = []
    with Press() as press:
        press.pages["/robots.txt"] = Reply(
            f"Crawl-delay: 9\nSitemap: {press.url}/all.xml\nSitemap: {press.url}/news.xml\nUser-agent: *\n"
            "Crawl-delay: 0.2\n"
        )
        press.pages["/"] = Reply("<title>Tidewater</title><p>Nothing here</p>")
        page = f"{press.url}/2026/11/20/the-ferry-strike-goes-on"
        press.pages["/2026/11/20/the-ferry-strike-goes-on"] = Reply(article_page("The ferry strike goes on"))
        press.pages["/news.xml"] = Reply(
            "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
            f"<url><loc>{page}</loc><news:news><news:publication_date>{datetime.now(UTC).isoformat()}"
            "</news:publication_date><news:title>The ferry strike goes on</news:title></news:news></url></urlset>"
        )
        found = discover(
            crawler,
            press.url,
            OPTIONS,
            allow_private=True,
            delay=0,
            on_event=lambda event: told.append((event["url"].removeprefix(press.url), event["pause"])),
        )
        times = [asked.at for asked in press.log]
    assert told == [("/", 0.2), ("/news.xml", 0.2), ("/2026/11/20/the-ferry-strike-goes-on", 0.2)]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(times))
    assert [one.url for one in found.chosen.values()] == [f"{press.url}/news.xml"]
    assert found.unopened == (f"{press.url}/all.xml",)


def test_a_feed_that_is_empty_or_long_past_gives_way_to_the_page_that_people_read(crawler: Crawler) -> None:
    old = rss([("Old", "https://a.example/1")]).replace("<item>", "<item><pubDate>2 Mar 2011 10:00:00 GMT</pubDate>")
    declared = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
    links = "".join(
        f"<a href='/2026/11/0{n}/the-ferry-strike-week-{n}'>The ferry strike, week {n}</a>" for n in (1, 2, 3)
    )
    with Press() as press:
        press.pages["/"] = Reply(f"<html lang='en'>{declared}<title>Quay</title>{links}")
        press.pages["/feed.xml"] = Reply(old, content_type=FEED)
        past = discover(crawler, press.url, OPTIONS, allow_private=True, delay=0)
        press.pages["/"] = Reply(f"<html lang='en'>{declared}<title>Quay</title><script>draw()</script>")
        press.pages["/feed.xml"] = Reply(rss([]).replace("<channel>", "<channel><title>Quay</title>"))
        empty = discover(crawler, press.url, OPTIONS, allow_private=True, delay=0)
    assert {kind: one.url.removeprefix(press.url) for kind, one in past.chosen.items()} == {"sections": "/"}
    assert {kind: one.url.removeprefix(press.url) for kind, one in empty.chosen.items()} == {"feeds": "/feed.xml"}
    assert (past.scripted, empty.scripted) == (False, True)


def test_a_site_that_wants_to_be_left_alone_costs_what_comes_after_only(crawler: Crawler) -> None:
    with Press() as press:
        links = [(f"Ferry {number}", f"{press.url}/2026/11/20/ferry-{number}") for number in range(3)]
        press.pages["/feed"] = Reply(rss(links), content_type=FEED)
        press.pages["/2026/11/20/ferry-0"] = Reply("busy", status=429, headers={"Retry-After": "900"})
        found = discover(crawler, f"{press.url}/feed", OPTIONS, allow_private=True, delay=0)
    assert [one.entries for one in found.feeds] == [3]
    assert all("left alone for now" in sample.problem for sample in found.samples)
    with Press() as press:
        press.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 90")
        with pytest.raises(AskError, match=r"asks for 90 s between two requests.*`delay: 90s`"):
            discover(crawler, press.url, OPTIONS, allow_private=True, delay=0)
        assert press.paths() == []


def test_an_address_without_a_scheme_is_asked_by_http_where_https_is_not_spoken(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Press() as press:
        press.pages["/feed"] = Reply(rss([("One", f"{press.url}/one")]), content_type=FEED)
        bare = press.url.removeprefix("http://")
        monkeypatch.setattr(crawler, "ask", without_https(crawler.ask))
        found = discover(crawler, f"{bare}/feed", OPTIONS, allow_private=True, delay=0)
        assert [one.url for one in found.feeds] == [f"{press.url}/feed"]
        with pytest.raises(AskError, match="https is not spoken here"):
            discover(crawler, f"https://{bare}/feed", OPTIONS, allow_private=True, delay=0)


def without_https(ask: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """A site that has no port for https: to wait until a real one has timed out takes half a minute."""

    def asked(question: str, url: str, *rest: Any, **options: Any) -> dict[str, Any]:
        if url.startswith("https:"):
            raise AskError("https is not spoken here")
        return ask(question, url, *rest, **options)

    return asked


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


def test_a_folder_named_like_a_package_of_ours_where_the_command_is_run_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "crawler").mkdir()
    (tmp_path / "crawler" / "__main__.py").write_text("raise SystemExit('not ours')")
    (tmp_path / "crawler" / "__init__.py").write_text("")
    monkeypatch.chdir(tmp_path)
    with Press() as press, Crawler() as one:
        press.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /closed")
        assert not ask_robots(one, f"{press.url}/closed", OPTIONS, allow_private=True).allowed
