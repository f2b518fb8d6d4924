"""Feeds of every kind, broken and hostile ones included."""

from __future__ import annotations

import io
import json
from calendar import timegm
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.feed_json import MAX_ENTRIES
from crawler.feeds import parse_feed

URL = "https://wire.test/feeds/all.xml"
NOW = datetime(2026, 6, 1, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Wire</title><link>/</link><language>en-gb</language>
<item><title>Ferry &amp;amp; &lt;b&gt;tug&lt;/b&gt;</title><link>../news/1?a=1&amp;b=2</link><guid>g-1</guid>
<pubDate>Mon, 04 May 2026 15:04:05 +0330</pubDate><dc:creator>Ann Roe</dc:creator>
<description>&lt;p&gt;Two  boats&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>
<media:content url="x.jpg"><media:title>A picture</media:title></media:content></item>
<item><title>Second</title><guid>https://wire.test/news/2</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.test/a/" xml:lang="ru"><title>A</title>
<entry><title type="html">&lt;i>Паром&lt;/i></title><id>urn:1</id><link rel="self" href="self"/><link href="../y"/>
<updated>2026-01-01T00:00:00Z</updated><author><name>Боб</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>привет</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel><item rdf:about="https://wire.test/1">
<title>t</title><link>https://wire.test/1</link><dc:date>2026-01-01T00:00:00+03:00</dc:date></item></rdf:RDF>"""
OLD = """<rss version="0.91"><channel><title>Old</title><item><title>One</title><link>http://wire.test/o</link></item>
</channel></rss>"""


def test_rss_with_full_text_gives_every_fact() -> None:
    feed = parse_feed(RSS.encode(), URL)
    first, second = feed.entries
    assert (first.link, first.id, first.title) == ("https://wire.test/news/1?a=1&b=2", "g-1", "Ferry & tug")
    assert first.published == datetime(2026, 5, 4, 11, 34, 5, tzinfo=UTC)
    assert (first.summary, first.content, first.authors) == ("Two boats", "<p>The whole text.</p>", ("Ann Roe",))
    assert (first.language, feed.title, feed.link) == ("en", "Wire", "https://wire.test/")
    assert second.link == "https://wire.test/news/2"
    assert feed.problems == ()


def test_atom_links_are_resolved_against_its_own_base() -> None:
    (entry,) = parse_feed(ATOM.encode(), URL).entries
    assert (entry.link, entry.title, entry.language) == ("https://base.test/y", "Паром", "ru")
    assert entry.published == datetime(2026, 1, 1, tzinfo=UTC)
    assert "привет" in entry.content


@pytest.mark.parametrize(("body", "link"), [(RDF, "https://wire.test/1"), (OLD, "http://wire.test/o")])
def test_older_formats_are_read(body: str, link: str) -> None:
    assert [entry.link for entry in parse_feed(body.encode(), URL).entries] == [link]


def test_json_feeds_of_both_versions_are_read_and_wrong_types_passed_over() -> None:
    items = [
        {
            "id": 1,
            "url": "/q",
            "content_text": "a\nb",
            "authors": [{"name": "Zed"}],
            "date_published": "2026-01-01T00:00:00+02:00",
        },
        {"id": "2", "url": "/r", "author": {"name": "Old"}, "content_html": "<p>x</p>", "title": None, "tags": 5},
        "nonsense",
        {"id": ["a"], "url": 7},
    ]
    feed = parse_feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode(), URL)
    assert [entry.link for entry in feed.entries] == ["https://wire.test/q", "https://wire.test/r"]
    assert feed.entries[0].published == datetime(2025, 12, 31, 22, tzinfo=UTC)
    assert (feed.entries[0].content, feed.entries[0].authors) == ("<p>a</p><p>b</p>", ("Zed",))
    assert (feed.entries[1].authors, feed.entries[1].content) == (("Old",), "<p>x</p>")


def test_the_same_guid_with_a_new_link_and_the_reverse_are_both_kept() -> None:
    items = "".join(
        f"<item><title>t</title><guid isPermaLink='false'>{guid}</guid><link>{link}</link></item>"
        for guid, link in [("g", "http://a.test/1"), ("g", "http://a.test/2"), ("h", "http://a.test/2")]
    )
    entries = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL).entries
    assert [(entry.id, entry.link[-1]) for entry in entries] == [("g", "1"), ("g", "2"), ("h", "2")]


@pytest.mark.parametrize("fault", ["&nbsp;", "& Co", "AT&T", "<br>", "\x0b", "</wrong>", "<unclosed"])
def test_a_fault_in_one_title_loses_no_entry_behind_it(fault: str) -> None:
    items = "".join(
        f"<item><title>Number {n} {fault if n == 2 else ''}</title><link>http://a.test/{n}</link></item>"
        for n in range(6)
    )
    feed = parse_feed(f"<rss version='2.0'><channel><title>x &lt; y</title>{items}</channel></rss>".encode(), URL)
    links = {entry.link for entry in feed.entries}
    assert {f"http://a.test/{n}" for n in (0, 1, 3, 4, 5)} <= links
    assert fault == "\x0b" or feed.problems


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("&#xD800;", "Number  told"),
        ("&#0;", "Number  told"),
        ("&#xFFFF;", "Number  told"),
        ("&#99999999999;", "Number  told"),
        ("&#x1F600;", "Number 😀 told"),
        ("&#55357;&#56832;", "Number 😀 told"),
        ("&#xD83D;&#xDE00;", "Number 😀 told"),
    ],
)
def test_a_character_that_does_not_exist_costs_no_entry(number: str, title: str) -> None:
    items = "".join(f"<item><title>{t}</title><link>http://a.test/{t[0]}</link></item>" for t in ("One", "Two"))
    odd = f"<item><title>Number {number} told</title><link>http://a.test/n</link></item>"
    feed = parse_feed(f"<rss version='2.0'><channel>{odd}{items}</channel></rss>".encode(), URL)
    assert [entry.title for entry in feed.entries] == [" ".join(title.split()), "One", "Two"]


def test_a_feed_cut_off_in_the_middle_gives_what_came() -> None:
    body = RSS.encode()
    assert [entry.title for entry in parse_feed(body[: body.index(b"<item><title>Second")], URL).entries] == [
        "Ferry & tug"
    ]


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", None])
def test_lying_charsets_do_not_spoil_titles(charset: str, declared: str | None) -> None:
    title = "Паром из Астрахани пришёл в порт Энзели с грузом запасных частей"
    text = (
        f"<rss version='2.0'><channel><item><title>{title}</title><link>http://a.test/1</link></item></channel></rss>"
    )
    kind = f"text/xml; charset={declared}" if declared else None
    assert [entry.title for entry in parse_feed(text.encode(charset), URL, kind).entries] == [title]


def test_a_web_page_in_the_place_of_a_feed_is_reported() -> None:
    for page in ("<!doctype html><title>Not found</title>", "<!-- x --><HTML><body>moved</body>", "<div>captcha</div>"):
        feed = parse_feed(page.encode(), URL, "text/html")
        assert feed.entries == ()
        assert "web page" in feed.problems[0]


@pytest.mark.parametrize("body", [b"", b"   ", b"{}", b"[1]", b"{", b"plain words", b"<feed", b"\x00\x00", b"<rss/>"])
def test_what_is_no_feed_gives_no_entry_and_says_why(body: bytes) -> None:
    feed = parse_feed(body, URL)
    assert feed.entries == ()
    assert feed.problems or body == b"<rss/>"


@pytest.mark.cpu_seconds(20)
def test_entity_bombs_and_external_entities_are_harmless(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    for declared, used in (
        (bomb, "&l11;"),
        (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;"),
        (f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;', ""),
    ):
        body = f"<!DOCTYPE rss [{declared}]><rss version='2.0'><channel><item><title>A{used}</title><link>http://a.test/1</link></item></channel></rss>"
        feed = parse_feed(body.encode(), URL)
        assert feed.entries[0].link == "http://a.test/1"
        assert len(feed.entries[0].title) < 100
        assert "hidden" not in feed.entries[0].title


@pytest.mark.cpu_seconds(60)
def test_huge_feeds_are_bounded() -> None:
    items = b"".join(b"<item><title>t</title><link>http://a.test/%d</link></item>" % n for n in range(MAX_ENTRIES + 50))
    feed = parse_feed(b"<rss version='2.0'><channel>" + items + b"</channel></rss>", URL)
    assert len(feed.entries) == MAX_ENTRIES
    assert "only the first" in feed.problems[0]
    assert parse_feed(b"<rss>" + b" " * 40_000_000, URL).entries == ()


@pytest.mark.cpu_seconds(20)
def test_floods_of_attributes_and_depth_cost_little() -> None:
    flood = " ".join(f'a{n}="x"' for n in range(60_000))
    link = "<link>http://a.test/1</link>"
    for item in (
        f"<item {flood}><title>t</title>{link}</item>",
        f"<item><title>t</title>{link}<description>{'<a>' * 50_000}</description></item>",
    ):
        feed = parse_feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), URL)
        assert feed.entries[0].link == "http://a.test/1"


def test_nonsense_dates_are_left_out() -> None:
    dates = [
        "Fri, 32 Foo 2026 99:00:00 GMT",
        "0000-00-00",
        "yesterday-ish",
        "2099-01-01T00:00:00Z",
        "1601-01-01T00:00:00Z",
    ]
    items = "".join(
        f"<item><title>t</title><link>http://a.test/1</link><pubDate>{date}</pubDate></item>" for date in dates
    )
    entries = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL, now=NOW).entries
    assert [entry.published for entry in entries] == [None] * len(dates)


@pytest.mark.parametrize("date", ["9999-12-31T23:59:59-12:00", "9999-12-31T24:00:00Z", "Fri, 31 Dec 9999 23:59:59 GMT"])
@pytest.mark.parametrize("now", [NOW, None])
def test_the_last_day_of_the_calendar_is_no_date(date: str, now: datetime | None) -> None:
    body = f"<rss version='2.0'><channel><item><title>t</title><pubDate>{date}</pubDate></item></channel></rss>"
    assert parse_feed(body.encode(), URL, now=now).entries[0].published is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.test", "http://"]
)
def test_links_that_are_no_web_addresses_are_dropped(link: str) -> None:
    body = f"<rss version='2.0'><channel><item><title>t</title><link>{link}</link></item></channel></rss>"
    assert parse_feed(body.encode(), URL).entries[0].link == ""


def test_control_characters_never_reach_a_title() -> None:
    body = "<rss version='2.0'><channel><item><title>a&#x2028;b&#10;c&#133;d</title><link>http://a.test/1</link></item></channel></rss>"
    assert parse_feed(body.encode(), URL).entries[0].title.isprintable()


@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 200))
def test_a_damaged_feed_never_raises(noise: bytes, place: int, cut: int) -> None:
    for whole in (RSS.encode(), ATOM.encode()):
        parse_feed(whole[:place] + noise + whole[place + cut :], URL)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda part: (
            st.lists(part)
            | st.dictionaries(st.sampled_from(["items", "id", "url", "authors", "content_html", "version"]), part)
        ),
    )
)
def test_any_json_never_raises(value: object) -> None:
    parse_feed(json.dumps({"items": value}).encode(), URL)
    parse_feed(json.dumps({"items": [value]}).encode(), URL)


def test_the_number_of_an_entry_is_no_date() -> None:
    items = "".join(
        f"<item><link>https://a.example/{n}</link><guid isPermaLink='false'>{n}</guid></item>" for n in (1, 12, 2019)
    )
    read = parse_feed(
        f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode(), "https://a.example/"
    )
    assert [entry.published for entry in read.entries] == [None, None, None]


@pytest.mark.parametrize("body", [RSS, ATOM, RDF, OLD])
def test_titles_links_and_dates_are_those_that_feedparser_gives(body: str) -> None:
    theirs = feedparser.parse(io.BytesIO(body.encode()), response_headers={"content-location": URL})
    ours = parse_feed(body.encode(), URL).entries
    for mine, other in zip(ours, theirs.entries, strict=True):
        assert mine.link == other.link
        when = other.get("published_parsed") or other.get("updated_parsed")
        assert mine.published == (datetime.fromtimestamp(timegm(when), UTC) if when else None)
        assert mine.title in {other.title, "Ferry & tug", "Паром"}


def test_every_author_of_an_entry_is_named() -> None:
    people = "<author><name>Ann Roe</name></author>\n<author><name>Бо Ли</name><uri>http://x</uri></author>"
    body = f"<entry><title>a</title><link href='/1'/>{people}</entry><entry><title>b</title><link href='/2'/></entry>"
    first, second = parse_feed(f"<feed xmlns='http://www.w3.org/2005/Atom'>{body}</feed>".encode(), URL).entries
    assert (first.authors, second.authors) == (("Ann Roe", "Бо Ли"), ())
    dc = "<dc:creator>Ann Roe</dc:creator><dc:creator>Bo Li</dc:creator>"
    rss = RSS.replace("<dc:creator>Ann Roe</dc:creator>", dc).encode()
    assert parse_feed(rss, URL).entries[0].authors == ("Ann Roe", "Bo Li")


@pytest.mark.cpu_seconds(60)
def test_numbers_of_entries_are_not_guessed_at_for_dates() -> None:
    """A library that guesses dates in two hundred languages would take longer than a reader may."""
    items = "".join(f"<item><title>t</title><link>/{n}</link><guid>number:{n}</guid></item>" for n in range(50_000))
    entries = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL).entries
    assert len(entries) == 50_000
    assert entries[2019].published is None
