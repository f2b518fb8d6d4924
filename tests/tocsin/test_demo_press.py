"""The sample press: what it must offer so that a run against it proves something."""

from __future__ import annotations

import gzip
import json
import re
import socket
import unicodedata
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.fakes.ports import free_port
from tocsin.demo import PressError, SamplePress, prepare
from tocsin.demo.papers import PAPERS
from tocsin.demo.pieces import pieces

NOW = datetime(2026, 3, 9, 12, 30, 15, 250, tzinfo=UTC)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SamplePress]:
    with SamplePress(tmp_path_factory.mktemp("press"), NOW, first_port=0) as press:
        yield press


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and body, whatever the status."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_eight_outlets_in_three_languages_publish_and_a_ninth_is_down(press: SamplePress) -> None:
    assert len(press.papers()) == 8
    assert {paper.language for paper in press.papers()} == {"en", "ru", "fa"}
    down = press.origin("polyarny-telegraf")
    assert get(f"{down}/rss.xml")[0] == 500
    assert get(f"{down}/robots.txt")[0] == 404


def test_every_outlet_prints_eight_to_twelve_articles_of_forty_to_a_hundred_and_fifty_kilobytes(
    press: SamplePress,
) -> None:
    expected = press.expected()
    for paper in press.papers():
        mine = [url for url in expected if url.startswith(press.origin(paper.id) + "/")]
        assert 8 <= len(mine) <= 12, paper.id
        for url in mine:
            status, _, body = get(url)
            assert status == 200
            assert 40_000 <= len(body) <= 150_000, (url, len(body))
    assert 80 <= len(expected) <= 100


def test_a_second_start_has_the_same_addresses_and_the_same_bytes(tmp_path: Path) -> None:
    with SamplePress(tmp_path, NOW, first_port=free_port(len(PAPERS))) as press:
        first = {url: get(url)[2] for url in press.expected()}
        feed = get(f"{press.origin('caspian-courier')}/rss.xml")
    with SamplePress(tmp_path, datetime(2026, 4, 1, tzinfo=UTC)) as press:
        assert {url: get(url)[2] for url in press.expected()} == first
        again = get(f"{press.origin('caspian-courier')}/rss.xml")
    assert (again[1]["ETag"], again[2]) == (feed[1]["ETag"], feed[2])


def test_a_second_start_refuses_when_its_ports_are_taken(tmp_path: Path) -> None:
    with SamplePress(tmp_path, NOW, first_port=free_port(len(PAPERS))) as press:
        port = int(press.origin("sepidar").rpartition(":")[2])
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        with pytest.raises(PressError, match=rf"port {port} .* is taken .* delete .* to start afresh"):
            SamplePress(tmp_path, NOW)


def test_a_first_start_steps_aside_when_its_usual_ports_are_taken(tmp_path: Path) -> None:
    with (
        SamplePress(tmp_path / "one", NOW) as one,
        SamplePress(tmp_path / "two", NOW) as two,
    ):
        assert one.origin("sepidar") != two.origin("sepidar")


@pytest.mark.parametrize("path", ["/rss.xml", "/news/sturgeon-counts-fall-again"])
def test_an_unchanged_address_is_answered_with_304_by_either_validator(press: SamplePress, path: str) -> None:
    url = press.origin("caspian-courier") + path
    _, headers, _ = get(url)
    assert get(url, If_None_Match=headers["ETag"])[0] == 304
    assert get(url, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    status, _, body = get(url, If_Modified_Since=headers["Last-Modified"])
    assert (status, body) == (304, b"")


def test_pages_are_compressed_when_asked(press: SamplePress) -> None:
    url = f"{press.origin('gulf-ledger')}/s-400-talks-air-show.html"
    _, headers, packed = get(url, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == get(url)[2]
    assert len(packed) < len(get(url)[2])


def test_one_outlet_writes_windows_1251_in_pages_and_feed(press: SamplePress) -> None:
    origin = press.origin("volzhsky-vestnik")
    _, headers, body = get(f"{origin}/news/20414.html")
    assert headers["Content-Type"] == "text/html; charset=windows-1251"
    assert "«Герань-2» собирают" in body.decode("cp1251")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert get(f"{origin}/rss")[2].startswith(b'<?xml version="1.0" encoding="windows-1251"?>')


def test_the_feeds_are_rss_atom_with_full_text_and_json_feed(press: SamplePress) -> None:
    rss = ET.fromstring(get(f"{press.origin('rooznegar')}/fa/rss/latest")[2])
    assert len(rss.findall("channel/item")) == 11
    atom = ET.fromstring(get(f"{press.origin('meridian-wire')}/feed.atom")[2])
    space = {"a": "http://www.w3.org/2005/Atom"}
    texts = {
        e.findtext("a:title", "", space): e.findtext("a:content", "", space) for e in atom.findall("a:entry", space)
    }
    assert texts["Grain prices ease as rain reaches southern plains"].endswith("by the end of the season.</p>")
    feed = json.loads(get(f"{press.origin('nevsky-reporter')}/feed.json")[2])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all("?from=feed&yclid=" in item["url"] for item in feed["items"])


def test_the_sitemap_index_leads_to_gzipped_news_sitemaps_with_every_article(press: SamplePress) -> None:
    origin = press.origin("gulf-ledger")
    parts = re.findall(r"<loc>(.*?)</loc>", get(f"{origin}/sitemap_index.xml")[2].decode())
    assert len(parts) == 2
    found = [url for part in parts for url in re.findall(r"<loc>(.*?)</loc>", gzip.decompress(get(part)[2]).decode())]
    assert len(found) == 11
    assert f"{origin}/subscribers/defence-budget-leak.html" in found
    assert "Disallow: /subscribers/" in get(f"{origin}/robots.txt")[2].decode()


def test_the_section_page_leads_on_to_older_articles(press: SamplePress) -> None:
    origin = press.origin("northgate-review")
    pages = [get(f"{origin}{path}")[2].decode() for path in ("/news/", "/news/page/2/", "/news/page/3/")]
    links = [set(re.findall(r'<h2><a href="(/story/[^"]+)"', page)) for page in pages]
    assert [len(found) for found in links] == [4, 4, 3]
    assert 'rel="next" href="/news/page/2/"' in pages[0]
    assert 'rel="next"' not in pages[2]


def test_the_review_gives_its_dates_only_as_hours_ago(press: SamplePress) -> None:
    page = get(f"{press.origin('northgate-review')}/story/1041-su-35-simulators-arrive")[2].decode()
    assert '<span class="posted-on">2 hours ago</span>' in page
    assert "2026" not in page


def test_an_amp_twin_names_the_page_it_copies(press: SamplePress) -> None:
    origin = press.origin("nevsky-reporter")
    home = get(f"{origin}/")[2].decode()
    twin = re.findall(r'class="amp" href="(/amp/[^"]+)"', home)[0]
    page = get(origin + twin)[2].decode()
    assert f'<link rel="canonical" href="{origin}{twin.removeprefix("/amp")}">' in page


def test_pages_carry_their_canonical_address_and_their_text_once_in_the_body(press: SamplePress) -> None:
    for paper in press.papers():
        for piece in pieces(paper.id):
            url = press.address(paper.id, piece.slug)
            if piece.late:
                continue
            page = get(url)[2].decode(paper.charset)
            assert paper.id == "northgate-review" or f'<link rel="canonical" href="{url}">' in page
            body = page.partition("<body>")[2]
            assert all(body.count(block.text.replace("&", "&amp;")) == 1 for block in piece.blocks), url


def test_the_next_edition_corrects_one_article_and_adds_one(tmp_path: Path) -> None:
    with SamplePress(tmp_path, NOW, first_port=0) as press:
        origin = press.origin("caspian-courier")
        url, feed = f"{origin}/news/alabuga-parts-broker", f"{origin}/rss.xml"
        before, listed = get(url), get(feed)
        press.advance()
        after = get(url, If_None_Match=before[1]["ETag"])
        assert after[0] == 200
        assert "sold 1,900 small" in before[2].decode()
        assert "sold 2,300 small" in after[2].decode()
        assert "s-400-radar-crate-at-olya" not in listed[2].decode()
        assert "s-400-radar-crate-at-olya" in get(feed)[2].decode()
        assert get(f"{origin}/news/s-400-radar-crate-at-olya")[0] == 200


def test_the_log_has_every_request(press: SamplePress) -> None:
    url = f"{press.origin('sepidar')}/news-sitemap.xml?x=1"
    _, headers, _ = get(url, User_Agent="Probe/1")
    get(url, If_None_Match=headers["ETag"])
    first, second = press.log[-2:]
    assert (first.outlet, first.method, first.path, first.status) == ("sepidar", "GET", "/news-sitemap.xml?x=1", 200)
    assert (first.agent, first.conditional) == ("Probe/1", False)
    assert (second.status, second.conditional) == (304, True)
    assert first.at <= second.at


def test_one_story_is_carried_by_four_outlets_in_copies_that_differ() -> None:
    copies = [
        piece
        for paper in PAPERS
        if not paper.broken and paper.language == "en"
        for piece in pieces(paper.id)
        if "Two full-motion simulators" in piece.text
    ]
    assert len({piece.outlet for piece in copies}) == 4
    assert len({piece.text for piece in copies}) == 4


def test_expected_texts_are_in_the_corpus_format() -> None:
    for paper in PAPERS:
        for piece in () if paper.broken else pieces(paper.id):
            text = piece.expected()
            title, blank, *body = text.split("\n")
            assert title.strip() == title and title and blank == ""
            assert body[0::2] and all(body[0::2]) and not any(body[1::2])
            assert unicodedata.normalize("NFC", text) == text
            assert not re.search(r"[ \t]{2}|[\u00a0\u00ad\u200b\u2028\ufeff]|[ \t]\n|\r", text)


def test_every_match_that_is_expected_can_be_seen_in_the_text() -> None:
    lists: set[str] = set()
    silent = 0
    for paper in PAPERS:
        for piece in () if paper.broken else pieces(paper.id):
            silent += not piece.matches
            for match in piece.matches:
                lists.add(match.watchlist)
                assert match.form in piece.title or match.form in piece.text, (piece.slug, match)
    assert len(lists) == 6
    assert silent >= 30, "the press must print plenty that no list may catch"


def test_preparing_keeps_what_was_edited_and_fresh_throws_it_away(tmp_path: Path) -> None:
    with prepare(tmp_path, NOW, first_port=free_port(len(PAPERS))) as demo:
        digests = demo.config / "digests.yaml"
        digests.write_text("digests: []\n")
    with prepare(tmp_path, NOW) as demo:
        assert digests.read_text() == "digests: []\n"
    with prepare(tmp_path, NOW, fresh=True, first_port=0) as demo:
        assert "demo-desk" in digests.read_text()
        assert f"{demo.press.origin('sepidar')}/news-sitemap.xml" in (demo.config / "outlets.yaml").read_text()
