"""Feed lists of other readers: read whatever they write, and write what they can read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.outlets import Outlet
from tests.tocsin.desk import Desk
from tests.tocsin.folders import make
from tocsin.configuration import load
from tocsin.editing import add_outlets
from tocsin.opml import OpmlError, Subscription, as_outlets, read_opml
from tocsin.opml_out import not_carried, write_opml

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
    listed = read_opml(MIXED)
    assert listed.feeds == [
        Subscription("Quay Post", "https://quay.example/rss", "https://www.quay.example/", "", ("Harbour news",)),
        Subscription(
            "Quay Post, ships", "https://quay.example/ships.xml", "https://quay.example", "", ("Harbour news",)
        ),
        Subscription("Гавань", "http://gavan.example/rss", "", "ru", ("Harbour news", "Deep")),
        Subscription("Quay Post", "https://other.example/rss"),
    ]
    assert listed.skipped == [
        "line 9, 'again': https://quay.example/rss is listed above",
        "line 10, 'no address': no xmlUrl",
        "line 10, 'bad': 'javascript:alert(1)' is no web address",
        "line 10, 'local': 'file:///etc/passwd' is no web address",
    ]
    assert listed.told == ["line 6, 'Гавань': feed://gavan.example/rss is taken as http://gavan.example/rss"]


def test_capitals_do_not_matter() -> None:
    shouted = b"<OPML><BODY><OUTLINE TEXT='Quay' XMLURL='https://quay.example/rss'/></BODY></OPML>"
    assert read_opml(shouted).feeds == [Subscription("Quay", "https://quay.example/rss")]


def test_feeds_of_one_site_become_one_outlet_with_an_id_that_is_free() -> None:
    outlets = as_outlets(read_opml(MIXED).feeds, language="en", country="NO", taken={"quay-post"})
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
    add_outlets(folder, as_outlets(read_opml(MIXED).feeds, language="en", country="NO", taken={"harbour-gazette"}))
    outlets = load(folder).outlets
    again = read_opml(write_opml(outlets, now=NOW)).feeds
    assert [one.feed for one in again] == [feed.url for outlet in outlets for feed in outlet.feeds]
    assert {one.title for one in again} == {"Harbour Gazette", "Quay Post", "Гавань"}
    assert [one.language for one in again if one.title == "Гавань"] == ["ru"]


def feeds_by_outlet(*subscriptions: Subscription) -> dict[str, int]:
    made = as_outlets(subscriptions, language="en", country="GB")
    return {f"{outlet['name']} ({outlet['language']})": len(outlet["feeds"]) for outlet in made}


def test_strangers_on_one_host_stay_apart() -> None:
    alice = Subscription("Alice on ports", "https://b.example/alice/rss", "https://b.example/alice", "en")
    bob = Subscription("Bobs Hafenblog", "https://b.example/bob/rss", "https://b.example/bob", "de")
    apart = {"Alice on ports (en)": 1, "Bobs Hafenblog (de)": 1}
    assert feeds_by_outlet(alice, bob) == apart
    assert feeds_by_outlet(replace(alice, site=""), replace(bob, site="")) == apart
    assert feeds_by_outlet(replace(alice, site="https://b.example/"), replace(bob, site="https://b.example/")) == apart
    assert feeds_by_outlet(alice, bob, replace(bob, feed="https://b.example/bob/notes")) == apart | {
        "Bobs Hafenblog (de)": 2
    }


def test_feeds_without_a_site_go_by_the_outlets_part_of_their_names() -> None:
    def quay(title: str, feed: str, site: str = "") -> Subscription:
        return Subscription(title, f"https://quay.example/{feed}", site)

    assert feeds_by_outlet(quay("Quay Post – ships", "1"), quay("Quay Post | cranes", "2"), quay("Tides", "3")) == {
        "Quay Post – ships (en)": 2,
        "Tides (en)": 1,
    }
    assert feeds_by_outlet(quay("Quay Post", "1"), quay("Quay Post: ships", "2", "https://quay.example/ships")) == {
        "Quay Post (en)": 2
    }


def test_the_same_outlets_come_back_from_our_own_list(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        outlets="""\
        outlets:
          - {id: one, name: Press, language: en, country: NO, feeds: ["http://127.0.0.1:9101/rss.xml"], tags: [a b, c]}
          - {id: two, name: Press, language: de, country: GB, feeds: ["http://127.0.0.1:9102/rss.xml"]}
          - {id: six, name: Hafen, language: de, country: DE, feeds: ["http://127.0.0.1:9103/1", "http://x.example/2"]}
          - {id: last, name: Tides, language: en, country: DE, feeds: ["http://127.0.0.1:9103/3"]}
        """,
    )
    outlets = load(folder).outlets
    back = as_outlets(read_opml(write_opml(outlets, now=NOW)).feeds, language="fr", country="FR", status="on")
    assert [Outlet.model_validate(one) for one in back] == list(outlets)


def test_what_does_not_come_back_is_told(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        outlets="""\
        outlets:
          - {id: a, name: A, language: en, country: NO, feeds: ["http://a.example/1"], note: ask Ida, tags: [x]}
          - {id: b, name: B, language: en, country: NO, feeds: [{url: "http://b.example/1", every: 2h}], delay: 20s}
          - {id: c, name: C, language: en, country: NO, sitemaps: ["http://c.example/1"]}
          - {id: d, name: D, language: en, country: NO, feeds: ["http://d.example/1"], status: test, render: browser}
          - {id: e, name: E, language: en, country: NO, feeds: ["http://e.example/1"], status: test, render: browser}
        """,
    )
    outlets = load(folder).outlets
    assert list(not_carried(outlets)) == [
        "left out, as they have no feed: c",
        "does not come back from OPML: delay, every of a feed (of b)",
        "does not come back from OPML: render (of d, e)",
        "comes back on trial (status: test): a, b",
    ]
    first, *_ = as_outlets(read_opml(write_opml(outlets, now=NOW)).feeds, language="fr", country="FR", status="on")
    assert Outlet.model_validate(first) == outlets[0]
    done = Desk(folder, tmp_path / "var").run("opml", "export", "--config", str(folder))
    assert "left out, as they have no feed: c" in done.err
    assert done.out.startswith("<?xml")
    settings = folder / "settings.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nallow_private: yes\n", encoding="utf-8")
    done = Desk(folder, tmp_path / "var").run("opml", "export", "--config", str(folder))
    assert "allow_private" not in done.err, "the outlets do not say so themselves"


@pytest.mark.parametrize(
    ("damaged", "read"),
    [
        (MIXED.replace(b"/></outline>\n", b"/>\n"), "all 7 feeds in it were read"),
        (MIXED[: MIXED.index(b'<outline text="again"')], "all 4 feeds in it were read"),
        (MIXED.replace(b"&amp;", b"&nbsp;"), "all 7 feeds in it were read"),
        (
            MIXED.replace(b'<outline text="Quay Post" xmlUrl', b'<outline text="Quay Post xmlUrl'),
            "1 of the 7 feeds in it could not be read",
        ),
    ],
    ids=["tags", "end", "entity", "quotes"],
)
def test_a_damaged_file_is_read_as_far_as_it_goes_and_told(damaged: bytes, read: str) -> None:
    listed = read_opml(damaged)
    assert "https://quay.example/rss" in [one.feed for one in listed.feeds]
    assert listed.told[0].startswith("the file is damaged (")
    assert read in listed.told[0]


def test_folders_and_categories_of_other_readers_become_tags_in_any_letters() -> None:
    raw = """<opml><body><outline text="Новости порта"><outline text="Quay » Feed" category="/World/Far East,/Ports"
        xmlUrl="https://quay.example/rss"/></outline></body></opml>""".encode()
    (outlet,) = as_outlets(read_opml(raw).feeds, language="en", country="NO")
    assert (outlet["name"], outlet["id"]) == ("Quay", "quay")
    assert outlet["tags"] == ["новости порта", "world", "far-east", "ports"]


def test_the_command_tells_what_it_left_out(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_bytes(MIXED)
    desk = Desk(make(tmp_path / "config"), tmp_path / "var")
    done = desk.run("opml", "import", str(file), "--language", "en", "--country", "GB")
    assert done.out.startswith("3 outlets added to")
    assert "left out: line 10, 'bad': 'javascript:alert(1)' is no web address" in done.err
    file.write_bytes(MIXED.replace(b"other.example", b"third.example"))
    again = desk.run("opml", "import", str(file), "--language", "en", "--country", "GB")
    assert again.out.startswith("1 outlet added to")
    assert "3 feeds were there already" in again.out


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
        found = read_opml(hostile).feeds
    except OpmlError:
        return
    assert not any("root" in one.title for one in found)


@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<opml>{text}</opml>".encode()))
@example(raw=b"<:x")
@example(raw=b"<opml:x>")
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
