"""What sitemaps and listing pages say."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.links import Pattern, find_links, is_taxonomy
from crawler.sitemaps import MAX_ENTRIES, days_of, instant, parse_sitemap

SITE = "https://news.example/"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url>
    <loc> https://news.example/a/1 </loc><lastmod>2026-11-20T10:00:00+03:30</lastmod>
    <image:image><image:loc>https://img.example/1.jpg</image:loc><image:title>Not the title</image:title></image:image>
    <n:news><n:publication><n:name>News</n:name><n:language>fa</n:language></n:publication>
      <n:publication_date>2026-11-20T09:30:00+03:30</n:publication_date><n:title>Ships &amp; trains</n:title></n:news>
  </url>
  <url><loc>/relative</loc></url>
  <url><loc>javascript:alert(1)</loc></url>
</urlset>"""


def test_a_news_sitemap_gives_addresses_dates_titles_and_languages() -> None:
    for body in (NEWS.encode(), gzip.compress(NEWS.encode()), gzip.compress(gzip.compress(NEWS.encode()))):
        read = parse_sitemap(body, SITE)
        first, second = read.entries
        assert (first.link, first.title, first.language) == ("https://news.example/a/1", "Ships & trains", "fa")
        assert first.published == datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
        assert first.modified == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
        assert (second.link, second.published, read.problem) == ("https://news.example/relative", None, "")


def test_a_news_sitemap_that_forgets_to_declare_its_prefix_is_read_all_the_same() -> None:
    body = NEWS.replace('xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"', "")
    body = body.replace('xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"', "")
    assert parse_sitemap(body.encode(), SITE).entries == parse_sitemap(NEWS.encode(), SITE).entries


def test_an_index_gives_files_and_their_dates() -> None:
    index = f"<sitemapindex><sitemap><loc>{SITE}1.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>"
    read = parse_sitemap(index.encode(), SITE)
    assert [(child.url, child.stamp) for child in read.children] == [(f"{SITE}1.xml", "2026-11-01")]


def test_a_list_of_addresses_is_a_sitemap_too() -> None:
    read = parse_sitemap(b"https://news.example/a\nhttps://news.example/b\n", SITE)
    assert [entry.link for entry in read.entries] == ["https://news.example/a", "https://news.example/b"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html><body>Not found</body></html>", "no sitemap"),
        (b"", "no sitemap"),
        (b"\x1f\x8bbroken", "broken gzip"),
        pytest.param(gzip.compress(bytes(70_000_000), mtime=0), "more than 64 MB", id="large"),
        (
            b"<!DOCTYPE u [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>",
            "entities",
        ),
    ],
)
def test_what_is_none_says_so(body: bytes, problem: str) -> None:
    read = parse_sitemap(body, SITE)
    assert (read.entries, read.children) == ((), ())
    assert problem in read.problem


def test_a_sitemap_that_breaks_off_gives_what_came_before() -> None:
    cut = gzip.compress(NEWS.encode())[:-30]
    assert parse_sitemap(cut, SITE).entries[0].title == "Ships & trains"
    many = b"<urlset>" + b"<url><loc>https://news.example/%d</loc></url>" * 3 % (1, 2, 3)
    assert len(parse_sitemap(many, SITE).entries) == 3


def test_more_addresses_than_the_protocol_allows_are_not_read() -> None:
    body = "<urlset>" + "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(MAX_ENTRIES + 5))
    read = parse_sitemap(body.encode(), SITE)
    assert len(read.entries) == MAX_ENTRIES
    assert "more than" in read.problem


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(body: bytes) -> None:
    parse_sitemap(b"<urlset><url><loc>" + body, SITE)
    find_links(b"<a href='" + body, SITE)


def test_dates_in_an_address_are_today_and_yesterday_or_a_range() -> None:
    assert days_of("https://a.example/{yyyy}/{mm}/{dd}.xml", date(2026, 1, 1)) == [
        "https://a.example/2026/01/01.xml",
        "https://a.example/2025/12/31.xml",
    ]
    assert days_of("https://a.example/{yyyymmdd}", date(2026, 3, 9), date(2026, 2, 27), date(2026, 3, 1)) == [
        "https://a.example/20260301",
        "https://a.example/20260228",
        "https://a.example/20260227",
    ]
    assert days_of("https://a.example/{yyyy}-{mm}", date(2026, 3, 9)) == ["https://a.example/2026-03"]
    assert days_of("https://a.example/all.xml", date(2026, 3, 9)) == ["https://a.example/all.xml"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-02", datetime(2026, 11, 2, tzinfo=UTC)),
        ("2026-11-02T01:00:00.5Z", datetime(2026, 11, 2, 1, 0, 0, 500_000, tzinfo=UTC)),
        ("soon", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2026-13-45", None),
        ("9999-12-31", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("1970-01-01", None),
    ],
)
def test_dates_of_sitemaps(text: str, expected: datetime | None) -> None:
    assert instant(text) == expected


@pytest.mark.parametrize(
    ("pattern", "url", "matches"),
    [
        ("https://tass.example/*/{digits}", "http://www.tass.example/defense/1234567?utm_source=x", True),
        ("https://tass.example/*/{digits}", "https://tass.example/defense/about", False),
        ("https://tass.example/*/{digits}", "https://other.example/defense/1", False),
        ("https://s.example/{yyyymmdd}/*.html", "https://s.example/20261120/a-story-1.html", True),
        ("https://s.example/{yyyymmdd}/*.html", "https://s.example/2026112/a.html", False),
        ("https://s.example/{yyyy}/{mm}/{dd}/*", "https://s.example/2026/11/20/a/b/", True),
        ("/news/*", "https://any.example/news/a", True),
        ("/news/*", "https://any.example/about", False),
        ("https://s.example/article.php?id={digits}", "https://s.example/article.php?id=55", True),
        ("https://s.example/article.php?id={digits}", "https://s.example/article.php", False),
        ("https://s.example/a.b", "https://s.example/aXb", False),
        ("https://s.example/*", "mailto:x", False),
    ],
)
def test_the_language_of_article_patterns(pattern: str, url: str, matches: bool) -> None:
    assert Pattern(pattern).matches(url) is matches


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", True),
        ("tag/ships/", True),
        ("en/category/world", True),
        ("author/pat", True),
        ("?p=12", False),
        ("tagline-of-the-year", False),
        ("world/ships-leave", False),
    ],
)
def test_pages_that_are_plainly_no_articles(path: str, expected: bool) -> None:
    assert is_taxonomy(SITE + path) is expected


def test_a_section_page_is_read_by_what_articles_look_like() -> None:
    page = """<base href='https://news.example/en/'><nav><a href='/en/politics'>Politics</a></nav>
      <a href='2026/11/20/port-reopens-after-storm'><img src=x></a>
      <a href='2026/11/20/port-reopens-after-storm'>Port reopens after the storm</a>
      <a href='/en/story/ships-wait-for-weather-to-turn?utm_source=home'>Ships wait for the weather to turn at sea</a>
      <a href='/en/tag/ships'>ships</a><a href='/privacy-policy-here'>Privacy</a><a href='/x-2026-11-20.pdf'>PDF</a>
      <a href='https://elsewhere.example/2026/11/20/other-news-here'>Other news from elsewhere</a>
      <a href='/en/2026/11/19/a-third-one'>A third story</a> <a href='/en/visit'>Plan your visit to us</a>
      <a href='?page=2'>2</a> <a href='?page=3'>3</a>"""
    links = find_links(page.encode(), "https://news.example/en/")
    assert [(entry.link, entry.title) for entry in links.entries] == [
        ("https://news.example/en/2026/11/20/port-reopens-after-storm", "Port reopens after the storm"),
        (
            "https://news.example/en/story/ships-wait-for-weather-to-turn?utm_source=home",
            "Ships wait for the weather to turn at sea",
        ),
        ("https://news.example/en/2026/11/19/a-third-one", "A third story"),
    ]
    assert links.following == "https://news.example/en/?page=2"


def test_where_addresses_tell_nothing_headlines_do() -> None:
    page = """<nav><a href='/about'>All about this paper</a></nav><a href='/s/1'>Grain ship runs aground</a>
      <a href='/read.php?id=2'>Tugs set out at once</a><a href='/s'>All</a><a href='/tag/ships'>More about ships</a>"""
    links = find_links(page.encode(), "https://news.example/")
    assert [entry.link for entry in links.entries] == ["https://news.example/s/1", "https://news.example/read.php?id=2"]


@pytest.mark.parametrize(
    "link",
    [
        "<link rel='next' href='/list?page=2'>",
        "<a rel='nofollow next' href='/list?page=2'>&gt;</a>",
        "<a href='/list?page=2'>Next »</a>",
        "<a href='/list?page=2'>Следующая</a>",
        "<a class='pager-next' href='/list?page=2'>x</a>",
        "<a href='/list?page=2'>2</a><a href='/list?page=9'>9</a>",
    ],
)
def test_the_next_page_of_a_list_is_found(link: str) -> None:
    assert find_links(link.encode(), "https://news.example/list").following == "https://news.example/list?page=2"


def test_persian_pages_in_their_own_charset_are_read() -> None:
    page = "<a href='/news/12345'>گزارش تازه از بندر</a>".encode("cp1256", "replace")
    (entry,) = find_links(page, "https://news.example/", "windows-1256").entries
    assert entry.title.startswith("گزارش")


@pytest.mark.parametrize(
    "odd",
    [
        "<urlset><url><loc>https://news.example/1?a=1&b=2</loc></url></urlset>",
        "<urlset><url><loc><![CDATA[https://news.example/1?a=1&b=2]]></loc></url></urlset>",
        "<br />\n<b>Warning</b>: bad\n<?xml version='1.0'?><urlset><url><loc>/1?a=1&amp;b=2</loc></url></urlset>",
        "\ufeff <?xml version='1.0'?><s:urlset xmlns:s='x'><s:url><s:loc>\n/1?a=1&amp;b=2 </s:loc></s:url></s:urlset>",
        "<URLSET><URL><LOC>/1?a=1&amp;b=2</LOC></URL></URLSET><script>x</script>",
    ],
)
def test_sitemaps_as_they_are_met_in_the_wild(odd: str) -> None:
    assert [entry.link for entry in parse_sitemap(odd.encode(), SITE).entries] == ["https://news.example/1?a=1&b=2"]
