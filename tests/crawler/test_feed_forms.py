"""Forms that feeds take against their specifications: namespaces, links, authors, texts, charsets."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest

from crawler.feeds import parse_feed
from crawler.items import Entry

URL = "https://wire.test/feeds/all.xml"
DC = "http://purl.org/dc/elements/1.1/"


def entries_of(items: str, root: str = "<rss version='2.0'><channel>") -> tuple[Entry, ...]:
    name = "rss" if root.startswith("<rss") else "feed"
    end = f"</channel></{name}>" if "channel" in root else f"</{name}>"
    return parse_feed(f"{root}{items}{end}".encode(), URL).entries


@pytest.mark.parametrize(
    "space",
    [
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss/rss.html",
        "https://any.example/ns",
        "http://search.yahoo.com/mrss/",
        "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "http://www.w3.org/2005/Atom",
    ],
)
def test_the_namespace_of_the_feed_itself_is_that_of_its_entries_whatever_it_is(space: str) -> None:
    item = "<item><title>t</title><link>/a</link><media:title>P</media:title><pubDate>2026-05-04</pubDate></item>"
    media = "xmlns:media='http://search.yahoo.com/mrss/'"
    for root in (f"<rss xmlns='{space}' {media}><channel>", f"<rss {media}><channel xmlns='{space}'>"):
        (entry,) = entries_of(item, root)
        assert (entry.link, entry.title) == ("https://wire.test/a", "t")
        assert entry.published == datetime(2026, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize("space", ["http://www.w3.org/2005/Atom/", "http://www.w3.org/2007/app", "https://a.example"])
@pytest.mark.parametrize("prefix", ["", "a:"])
def test_an_atom_feed_in_a_namespace_of_its_own_is_read(space: str, prefix: str) -> None:
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    a = prefix
    entry = f"<{a}entry><{a}title>t</{a}title><{a}link href='/a'/></{a}entry>"
    body = f"<{a}feed {declared}='{space}'><{a}title>T</{a}title>{entry}</{a}feed>"
    feed = parse_feed(body.encode(), URL)
    assert [(entry.link, entry.title) for entry in feed.entries] == [("https://wire.test/a", "t")]
    assert feed.title == "T"


def test_entries_without_anything_to_read_are_a_problem_that_is_told() -> None:
    feed = parse_feed(b"<rss><channel><item><other>1</other></item></channel></rss>", URL)
    assert "none could be read" in feed.problems[0]
    feed = parse_feed(b'{"items": [{"colour": "red"}, {"id": "7"}]}', URL)
    assert (feed.entries, feed.problems) == ((), ("the feed has entries, but none could be read",))


@pytest.mark.parametrize(
    ("links", "link"),
    [
        ("<link>/a</link><atom:link href='/rss/a'/>", "/a"),
        ("<link>/a</link><link>/amp/a</link>", "/a"),
        ("<link>/a</link><atom:link rel='alternate' hreflang='de' href='/de/a'/>", "/a"),
        ("<link hreflang='fr' href='/fr/a'/><link href='/a'/>", "/a"),
        ("<link href='/a' type='text/html;charset=utf-8'/>", "/a"),
        ("<link href='/a.json' type='application/json'/><link href='/a' type='text/html; charset=UTF-8'/>", "/a"),
        ("<link>javascript:open()</link><atom:link href='/a'/>", "/a"),
        ("<guid>/a</guid>", "/a"),
    ],
)
def test_of_several_links_the_article_s_own_is_taken(links: str, link: str) -> None:
    root = "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
    for broken in ("", "<description>A & B <br> C</description>"):
        (entry,) = entries_of(f"<item><title>t</title>{links}{broken}</item>", root)
        assert entry.link == f"https://wire.test{link}", broken


def test_a_link_of_rss_wins_over_one_of_atom_before_it() -> None:
    root = "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
    (entry,) = entries_of("<item><title>t</title><atom:link href='/rss/a'/><link>/a</link></item>", root)
    assert entry.link == "https://wire.test/a"


@pytest.mark.parametrize(
    "stated",
    ["<guid>12345</guid>", "<id>12345</id>", "<id>e.org/12345</id><link href=''/>", "<guid>www.e.org/d</guid>"],
)
def test_no_address_is_made_of_an_id_that_is_none(stated: str) -> None:
    for broken in ("", "<description>A & B <br> C</description>"):
        (entry,) = entries_of(f"<item><title>t</title>{stated}{broken}</item>")
        assert entry.link == ""
    (entry,) = parse_feed(b'{"items": [{"id": "12345", "title": "t"}]}', URL).entries
    assert entry.link == ""


def test_a_link_that_begins_with_www_is_of_that_host() -> None:
    (entry,) = entries_of("<item><title>t</title><link>www.e.example/d</link></item>")
    assert entry.link == "https://www.e.example/d"


@pytest.mark.parametrize("space", [DC.replace("http:", "https:"), DC.rstrip("/"), "https://other.example/dc"])
def test_modules_are_known_however_their_address_is_written(space: str) -> None:
    item = "<item><dc:title>Titled</dc:title><dc:creator>Ann Roe</dc:creator><dc:date>2026-05-04</dc:date></item>"
    (entry,) = entries_of(item, f"<rss xmlns:dc='{space}'><channel>")
    assert (entry.title, entry.authors) == ("Titled", ("Ann Roe",))
    assert entry.published == datetime(2026, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("space", "name"),
    [
        ("content='http://purl.org/rss/1.0/modules/content'", "content:encoded"),
        ("yandex='http://news.yandex.ru'", "yandex:full-text"),
        ("turbo='http://turbo.yandex.ru'", "turbo:content"),
    ],
)
def test_texts_are_found_in_every_module_that_carries_them(space: str, name: str) -> None:
    item = f"<item><title>t</title><{name}>The whole text.</{name}><description>Short</description></item>"
    (entry,) = entries_of(item, f"<rss xmlns:{space}><channel>")
    assert (entry.content, entry.summary) == ("The whole text.", "Short")


def test_an_entry_that_names_nobody_is_by_whom_its_feed_names() -> None:
    entry = "<entry><title>t</title>{}</entry>"
    author = "<author><name>{}</name></author>"
    root = "<feed xmlns='http://www.w3.org/2005/Atom'>"
    items = author.format("Ann Roe") + entry.format("") + entry.format(author.format("Bo Li"))
    assert [one.authors for one in entries_of(items, root)] == [("Ann Roe",), ("Bo Li",)]
    feed = {"authors": [{"name": "Ann Roe"}], "items": [{"title": "t"}, {"title": "u", "author": {"name": "Bo Li"}}]}
    assert [one.authors for one in parse_feed(json.dumps(feed).encode(), URL).entries] == [("Ann Roe",), ("Bo Li",)]


def test_the_author_of_a_show_stands_in_only_where_there_is_no_other() -> None:
    root = f"<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:dc='{DC}'><channel>"
    show, person = "<itunes:author>Show</itunes:author>", "<dc:creator>Ann Roe</dc:creator>"
    for item, authors in ((show + person, ("Ann Roe",)), (person + show, ("Ann Roe",)), (show, ("Show",))):
        assert entries_of(f"<item><title>t</title>{item}</item>", root)[0].authors == authors


def test_an_entry_within_a_text_is_none() -> None:
    inner = "<entry><title>inner</title><link href='/in'/></entry>"
    content = f"<content type='application/xml'>{inner}</content>"
    items = f"<entry><title>t</title>{content}</entry><entry><title>u</title></entry>"
    assert [one.title for one in entries_of(items, "<feed xmlns='http://www.w3.org/2005/Atom'>")] == ["t", "u"]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Use of &lt;video&gt; grows", "Use of <video> grows"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&lt;b&gt;Fish&lt;/b&gt;", "Fish"),
        ("1 &lt; 2", "1 < 2"),
    ],
)
def test_a_title_that_is_said_to_be_text_keeps_its_angles(title: str, read: str) -> None:
    items = f"<entry><title type='text'>{title}</title></entry>"
    assert entries_of(items, "<feed xmlns='http://www.w3.org/2005/Atom'>")[0].title == read


@pytest.mark.parametrize("date", [1777881600, 1777881600000, 1777881600.0, "1777881600"])
def test_a_json_feed_may_give_a_date_as_a_number(date: object) -> None:
    (entry,) = parse_feed(json.dumps({"items": [{"title": "t", "date_published": date}]}).encode(), URL).entries
    assert entry.published == datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize("date", ["1e400", "-1e400", "NaN", "true", "1" + "0" * 5000])
def test_a_number_that_is_no_date_is_none(date: str) -> None:
    for feed in [parse_feed(f'{{"items": [{{"title": "t", "date_published": {date}}}]}}'.encode(), URL)]:
        assert [entry.published for entry in feed.entries] in ([None], [])


@pytest.mark.parametrize("title", ["Grüße", "Señor Núñez", "Über Öl"])
def test_a_short_feed_in_latin_letters_that_says_utf_8_and_is_not(title: str) -> None:
    text = f"<?xml version='1.0' encoding='UTF-8'?><rss><channel><item><title>{title}</title></item></channel></rss>"
    feed = parse_feed(text.encode("cp1252"), URL)
    assert ([entry.title for entry in feed.entries], feed.problems) == ([title], ())


def test_a_text_in_utf_8_that_was_cut_within_a_letter_stays_utf_8() -> None:
    text = (
        "<?xml version='1.0' encoding='UTF-8'?><rss><channel><item><title>Straße, Grüße</title></item></channel></rss>"
    )
    read = parse_feed(text.encode().replace("ü".encode(), b"\xc3"), URL).entries[0].title
    assert "Straße" in read


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("Mon, May 4 2026 10:00:00 +0200", 8),
        ("Mon, 04 May 2026 10:00:00 GMT+0300", 7),
        ("Mon, 04 May 2026 10:00:00 GMT+3", 7),
        ("Mon, 04 May 2026 10:00:00 UTC+2", 8),
        ("Mon, 04 May 2026 10:00:00 UTC +0200", 8),
        ("Mon, 04 May 2026 10:00:00 (UTC-02:00)", 12),
        ("Mon, 04 May 2026 10:00:00 +03", 7),
        ("Mon, 04 May 2026 10:00:00 +3", 7),
        ("Mon, 04 May 2026 10:00:00 -0500 (EST)", 15),
        ("Mon, 04 May 2026 10:00:00 Europe/Moscow", 7),
        ("Mon May 04 2026 10:00:00 GMT+0300 (Moscow Standard Time)", 7),
        ("2026-05-04T10:00:00+02:00[Europe/Berlin]", 8),
        ("2026-05-04 10:00:00 America/New_York", 14),
        ("2026-05-04T10:00:00 Europe/Nowhere", 10),
        ("2026-05-04T10:00:00-05", 15),
        ("04 May 2026 10:00 PM", 22),
        ("04 May 2026 12:00 AM", 0),
        ("May 4, 2026 01:30:00 p.m. +0200", 11),
        ("2026-05-04 10:00 am", 10),
    ],
)
def test_zones_and_halves_of_the_day_are_heeded_however_they_are_written(date: str, hour: int) -> None:
    (entry,) = entries_of(f"<item><title>t</title><pubDate>{date}</pubDate></item>")
    assert entry.published is not None
    assert entry.published.replace(minute=0) == datetime(2026, 5, 4, hour, tzinfo=UTC)


@pytest.mark.parametrize("tag", ["<b>", "<item>"])
def test_of_a_broken_feed_feedparser_is_given_no_more_than_it_reads_soon(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    parse = feedparser.parse

    def watched(body: io.BytesIO, **options: bool) -> Any:
        text = body.getvalue()
        given.append(max(len(text) // 1024, text.count(b"<") // 40))
        return parse(io.BytesIO(b"<rss><channel><item><title>t</title></item></channel></rss>"), **options)

    monkeypatch.setattr(feedparser, "parse", watched)
    for body in (f"<rss><channel><item>{tag * 100_000}", f"<rss><channel><item>{'x' * 3_000_000}</b>"):
        assert "in its first part only" in " ".join(parse_feed(body.encode(), URL).problems)
    assert len(given) == 2
    assert max(given) <= 1024


def test_a_long_broken_feed_is_cut_between_entries_and_read_on_by_another_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[bytes] = []
    parse = feedparser.parse

    def watched(body: io.BytesIO, **options: bool) -> Any:
        given.append(body.getvalue())
        return parse(body, **options)

    monkeypatch.setattr("crawler.feeds._LENIENT_TAGS", 400)
    monkeypatch.setattr(feedparser, "parse", watched)
    item = "<item><title>Ann &amp; Bo</title><link>/{}</link><description>one<br>two</description></item>"
    feed = parse_feed(f"<rss><channel>{''.join(map(item.format, range(110)))}".encode(), URL)
    assert [entry.title for entry in feed.entries] == ["Ann & Bo"] * 110
    assert given[0].endswith(b"</item>")
    assert 70 < given[0].count(b"<item>") < 110


@pytest.mark.parametrize(
    "item",
    [
        '<item rdf:about="https://wire.test/a"><title>t</title><link>https://wire.test/a</link></item>',
        '<item rdf:about="tag:wire.test,2026:1"><title>t</title><link>https://wire.test/a</link></item>',
        '<item rdf:about=" https://wire.test/b "><title>t</title><link>https://wire.test/a</link></item>',
    ],
)
def test_an_item_of_rdf_is_called_what_it_is_about(item: str) -> None:
    spaces = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
    body = f"<rdf:RDF {spaces}><channel rdf:about='https://wire.test/'><title>T</title></channel>{item}</rdf:RDF>"
    (entry,) = parse_feed(body.encode(), URL).entries
    (theirs,) = feedparser.parse(io.BytesIO(body.encode())).entries
    assert entry.id == theirs.id.strip()
    assert entry.link == "https://wire.test/a"
