"""Feed lists of other readers: read whatever they write, and write what they can read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tocsin.folders import make
from tocsin.configuration import load
from tocsin.editing import add_outlets
from tocsin.opml import OpmlError, Subscription, as_outlets, read_opml, write_opml

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
MIXED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>mine</title></head><body>
  <outline text="Harbour news">
    <outline text="Quays &amp; cranes" title="Quay Post" type="rss" xmlUrl="https://quay.example/rss" htmlUrl="https://www.quay.example/"/>
    <outline text="Quay Post, ships" type="rss" xmlUrl="https://quay.example/ships.xml" htmlUrl="https://quay.example"/>
    <outline text="Deep"><outline text="Гавань" language="ru-RU" xmlUrl="feed://gavan.example/rss"/></outline>
  </outline>
  <outline text="Quay Post" xmlUrl="https://other.example/rss"/>
  <outline text="again" xmlUrl="https://quay.example/rss"/>
  <outline text="no address"/><outline text="bad" xmlUrl="javascript:alert(1)"/><outline text="local" xmlUrl="file:///etc/passwd"/>
</body></opml>
""".encode()


def test_every_usable_feed_is_read_once_with_its_folders() -> None:
    assert read_opml(MIXED) == [
        Subscription("Quay Post", "https://quay.example/rss", "https://www.quay.example/", "", ("Harbour news",)),
        Subscription(
            "Quay Post, ships", "https://quay.example/ships.xml", "https://quay.example", "", ("Harbour news",)
        ),
        Subscription("Гавань", "http://gavan.example/rss", "", "ru", ("Harbour news", "Deep")),
        Subscription("Quay Post", "https://other.example/rss"),
    ]


def test_capitals_do_not_matter() -> None:
    shouted = b"<OPML><BODY><OUTLINE TEXT='Quay' XMLURL='https://quay.example/rss'/></BODY></OPML>"
    assert read_opml(shouted) == [Subscription("Quay", "https://quay.example/rss")]


def test_feeds_of_one_site_become_one_outlet_with_an_id_that_is_free() -> None:
    outlets = as_outlets(read_opml(MIXED), language="en", country="NO", taken={"quay-post"})
    assert outlets == [
        {
            "id": "quay-post-2",
            "name": "Quay Post",
            "language": "en",
            "country": "NO",
            "feeds": ["https://quay.example/rss", "https://quay.example/ships.xml"],
            "tags": ["harbour-news"],
            "status": "test",
        },
        {
            "id": "gavan",
            "name": "Гавань",
            "language": "ru",
            "country": "NO",
            "feeds": ["http://gavan.example/rss"],
            "tags": ["harbour-news", "deep"],
            "status": "test",
        },
        {
            "id": "quay-post-3",
            "name": "Quay Post",
            "language": "en",
            "country": "NO",
            "feeds": ["https://other.example/rss"],
            "status": "test",
        },
    ]


def test_imported_outlets_can_be_written_loaded_and_exported_again(tmp_path: Path) -> None:
    folder = make(tmp_path)
    add_outlets(folder, as_outlets(read_opml(MIXED), language="en", country="NO", taken={"harbour-gazette"}))
    outlets = load(folder).outlets
    again = read_opml(write_opml(outlets, now=NOW))
    assert [one.feed for one in again] == [feed.url for outlet in outlets for feed in outlet.feeds]
    assert {one.title for one in again} == {"Harbour Gazette", "Quay Post", "Гавань"}
    assert [one.language for one in again if one.title == "Гавань"] == ["ru"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "this is no OPML file"),
        (b"not xml", "this is no OPML file"),
        (b"<html><body/></html>", "does not begin with <opml>"),
        (b"<opml><body><outline text='x'/></body></opml>", "holds no feed"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(OpmlError, match=message):
        read_opml(raw)


def test_entities_of_the_file_are_neither_expanded_nor_fetched() -> None:
    hostile = b"""<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <opml><body><outline text="&f;" xmlUrl="https://a.example/rss"/><outline xmlUrl="https://b.example/&b;"/></body></opml>"""
    try:
        found = read_opml(hostile)
    except OpmlError:
        return
    assert not any("root" in one.title for one in found)


@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<opml>{text}</opml>".encode()))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    try:
        read_opml(raw)
    except OpmlError as error:
        assert str(error)


@given(title=st.text(), folder=st.text())
def test_any_title_makes_an_outlet_that_loads(title: str, folder: str) -> None:
    one = Subscription(title or "x", "https://a.example/rss", "", "", (folder,))
    (outlet,) = as_outlets([one], language="en", country="NO")
    assert 0 < len(outlet["id"]) <= 60
    assert outlet["id"].strip("-") == outlet["id"]
