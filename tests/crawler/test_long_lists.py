"""Lists longer than one round takes: nothing new is lost, what was there before us is told, and articles that move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from crawler.addresses import claim, moved_article, settle_kept
from crawler.database import sessions
from crawler.items import Entry, Extracted
from crawler.listing import PACKET, pack, read_feed, read_sitemap, unpack
from crawler.store import keep
from crawler.tables import Address, Article, SourceState
from tests.crawler.conftest import Crawl, article_page, only, outlet, rss
from tests.fakes.press import Press, Reply

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://news.example"
FEED = "application/rss+xml"


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(-5, 5000)), max_size=80), st.booleans())
def test_a_packed_list_holds_each_link_once_newest_first(listed: list[tuple[int, int | None]], archive: bool) -> None:
    entries = [
        Entry(link=f"{SITE}/{link}", published=None if days is None else NOW - timedelta(days=days))
        for link, days in listed
    ]
    packed = pack(entries, NOW, archive=archive)
    unpacked = [entry for packet in packed.packets for entry in unpack(packet)]
    assert {entry.link for entry in unpacked} == {entry.link for entry in entries}
    assert packed.count == len(unpacked)
    dates = [entry.published for entry in unpacked]
    assert dates == sorted((date for date in dates if date), reverse=True) + [None] * dates.count(None)


def test_of_an_undated_archive_both_ends_are_looked_at_and_the_middle_is_old() -> None:
    entries = [Entry(link=f"{SITE}/{number}") for number in range(3 * PACKET)]
    listing = pack(entries, NOW, archive=True)
    first, second, _ = map(unpack, listing.packets)
    assert (first[0].link, first[-1].link, second[0].link) == (f"{SITE}/0", f"{SITE}/5999", f"{SITE}/1000")
    assert not listing.may_be_new(second[0], None, NOW)
    assert pack(entries, NOW).may_be_new(second[0], NOW, NOW)


@pytest.mark.parametrize(
    ("dated", "read_before", "new"),
    [(1, None, True), (3, None, False), (9, 10, True), (11, 10, True), (13, 10, False)],
)
def test_what_came_since_the_last_reading_is_new_wherever_it_stands(
    dated: int, read_before: int | None, new: bool
) -> None:
    entry = Entry(link=f"{SITE}/a", modified=NOW - timedelta(days=dated))
    before = None if read_before is None else NOW - timedelta(days=read_before)
    assert pack([entry], NOW).may_be_new(entry, before, NOW) is new


def test_the_address_dates_what_a_sitemap_does_not() -> None:
    links = [f"{SITE}/2026/11/19/a", f"{SITE}/2026/10/b", f"{SITE}/about-us-2", f"{SITE}/2026/11/c"]
    body = "<urlset>" + "".join(f"<url><loc>{link}</loc></url>" for link in links) + "</urlset>"
    read = read_sitemap(body.encode(), SITE, "", NOW, None)
    assert [entry.link[21:] for entry in unpack(read.listing.packets[0])] == [
        "2026/11/c",
        "2026/11/19/a",
        "2026/10/b",
        "about-us-2",
    ]


def test_far_future_dates_do_not_push_the_news_out() -> None:
    far = "".join(
        f"<item><link>{SITE}/far/{n}</link><pubDate>Mon, 22 Nov 9999 06:00:00 GMT</pubDate></item>"
        for n in range(PACKET)
    )
    near = f"<item><link>{SITE}/now</link><pubDate>{NOW:%a, %d %b %Y %T GMT}</pubDate></item>"
    body = f"<rss version='2.0'><channel>{far}{near}</channel></rss>"
    assert unpack(read_feed(body.encode(), SITE, "", NOW).listing.packets[0])[0].link == f"{SITE}/now"


def test_more_new_entries_than_one_round_takes_are_taken_by_the_next_rounds(crawl: Crawl, archive: Engine) -> None:
    count = 2 * PACKET + 10
    with Press() as press:
        press.pages["/feed"] = Reply(
            rss([(f"Entry {n}", f"{press.url}/at/{n}") for n in range(count)]), content_type=FEED, validators=True
        )
        press.pages["/map.xml"] = Reply(
            "<urlset>"
            + "".join(
                f"<url><loc>{press.url}/old/{n}</loc><lastmod>2020-01-01</lastmod></url>" for n in range(PACKET + 7)
            )
            + "</urlset>",
            content_type="application/xml",
        )
        paper = outlet(feeds=[f"{press.url}/feed"], sitemaps=[f"{press.url}/map.xml"], budget=1)
        reports = [only(crawl([paper])) for _ in range(4)]
        asked = press.paths().count("/feed")
    assert [report.postponed for report in reports] == [1, 1, 0, 0]
    assert [report.older for report in reports] == [7, 0, 0, 0]
    assert (reports[0].found, reports[3].found, asked) == (count + PACKET + 7, 0, 4)
    with sessions(archive)() as session:
        addresses = session.scalars(select(Address.url)).all()
        assert sum("/at/" in url for url in addresses) == count
        assert sum("/old/" in url for url in addresses) == PACKET
        assert sorted(session.scalars(select(SourceState.older))) == [0, 7]


def test_what_is_added_in_the_middle_of_a_long_undated_sitemap_is_found(crawl: Crawl, archive: Engine) -> None:
    old = [f"/a/{n}" for n in range(2 * PACKET)]

    def found(press: Press, paths: list[str]) -> set[str]:
        locations = "".join(f"<url><loc>{press.url}{path}</loc></url>" for path in paths)
        press.pages["/map.xml"] = Reply(f"<urlset>{locations}</urlset>", content_type="application/xml")
        report = only(crawl([outlet(sitemaps=[f"{press.url}/map.xml"], budget=1)]))
        assert report.found == len(paths)
        with sessions(archive)() as session:
            return {url.removeprefix(press.url) for url in session.scalars(select(Address.url))}

    with Press() as press:
        at_first = found(press, old)
        assert at_first == {*old[: PACKET // 2], *old[-PACKET // 2 :]}
        longer = [*old[:PACKET], "/a/new-one", "/a/new-two", *old[PACKET:]]
        assert found(press, longer) == {*at_first, "/a/new-one", "/a/new-two"}
        assert found(press, [*longer, "/a/last"]) == {*at_first, "/a/new-one", "/a/new-two", "/a/last"}
        anew = [path.replace("/a/", "/articles/") for path in longer]
        rewritten = found(press, anew)  # the same articles under other addresses are no news
        assert len(rewritten) == len(at_first) + 3 + PACKET


def test_a_sitemap_that_was_taken_whole_and_grows_past_a_packet_hides_nothing(crawl: Crawl, archive: Engine) -> None:
    paths = [f"/a/{n}" for n in range(PACKET)]
    with Press() as press:
        paper = outlet(sitemaps=[f"{press.url}/map.xml"], budget=1)
        for grown in (paths, [*paths[: PACKET // 2], "/a/x", "/a/y", "/a/z", *paths[PACKET // 2 :]]):
            locations = "".join(f"<url><loc>{press.url}{path}</loc></url>" for path in grown)
            press.pages["/map.xml"] = Reply(f"<urlset>{locations}</urlset>", content_type="application/xml")
            crawl([paper])
    with sessions(archive)() as session:
        assert len(session.scalars(select(Address.url)).all()) == PACKET + 3


def entry(guid: str, link: str) -> str:
    return (
        f"<rss version='2.0'><channel><item><title>The harbour closes</title><link>{link}</link>"
        f"<guid isPermaLink='false'>{guid}</guid></item></channel></rss>"
    )


def test_an_article_whose_slug_changes_under_the_same_guid_stays_one(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        paper = outlet(feeds=[f"{press.url}/feed"])
        for slug, words in (("harbor-closes", "the pier"), ("harbour-closes", "the pier and the old crane")):
            press.pages["/feed"] = Reply(entry("p=77", f"{press.url}/{slug}"), content_type=FEED)
            press.pages[f"/{slug}"] = Reply(article_page(f"{slug.title()} for a week", words=words))
            report = only(crawl([paper]))
            assert report.problem == ""
        assert (report.new, report.changed) == (0, 1)
        press.pages["/feed"] = Reply(entry("p=78", f"{press.url}/harbour-closes"), content_type=FEED)
        again = only(crawl([paper]))
        assert (again.new, again.changed, again.fetched) == (0, 0, 0)  # the same link under a new number
    with sessions(archive)() as session:
        (article,) = session.scalars(select(Article)).all()
        assert (article.url, article.revision) == (f"{press.url}/harbour-closes", 2)


@pytest.mark.parametrize("again", ["Another headline altogether", "The harbour closes for a week"])
def test_a_number_that_a_feed_gives_twice_makes_two_articles_one_only_where_they_are(
    archive: Engine, again: str
) -> None:
    texts = ["One text about a harbour. " * 9, "Quite different words of grain and rails. " * 9]
    ids = set()
    with sessions(archive).begin() as session:
        for number, title in enumerate(("The harbour closes for a week", again)):
            (task,) = claim(session, "harbour", [Entry(link=f"{SITE}/{number}", id="7")], now=NOW).tasks
            read = Extracted(title=title, text=texts[number])
            moved = moved_article(session, "harbour", task)
            kept = keep(session, "harbour", read, url=task.url, fetched=NOW, moved=moved)
            settle_kept(session, task, kept.article_id, next_at=None)
            ids.add(kept.article_id)
    assert len(ids) == (2 if again.startswith("Another") else 1)
