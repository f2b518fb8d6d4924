"""Single tools given what they cannot use: they end, and say what, why and what to do."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from monitor.screen import ScreenReport
from tests.tocsin.desk import Desk
from tests.tocsin.folders import make
from tocsin.cli import adding, exits, running
from tocsin.cli.failures import RefusedError
from tocsin.configuration import load
from tocsin.once import Summary


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(4000))
    (tmp_path / "old-texts" / "2019").mkdir(parents=True)
    (tmp_path / "old-texts" / "2019" / "one.txt").write_text("A headline\n\nA text.")
    return Desk(make(tmp_path / "config"), tmp_path / "var")


def test_extract_ends_on_what_never_does_and_goes_on_after_each_failure(desk: Desk) -> None:
    done = desk.run("extract", "/dev/zero", "photo.png", ".", "missing.html", code=exits.PROBLEM)
    assert done.err.splitlines() == [
        "/dev/zero: more than 32 MB; that is too much for one page",
        "photo.png is no page but a PNG picture",
        ".: Is a directory",
        "missing.html: No such file or directory",
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<!doctype html><html><body><p>No feed here.</p></body></html>", "a web page stands where a feed should be"),
        ("<rss version='2.0'><channel><title>Quiet</title></channel></rss>", "the feed has no entries"),
        ("", "the feed is empty"),
    ],
)
def test_a_feed_without_entries_gives_a_message_and_no_empty_table(desk: Desk, body: str, told: str) -> None:
    (desk.config.parent / "feed.xml").write_text(body)
    done = desk.run("feed", "feed.xml", code=exits.PROBLEM)
    assert (done.out, done.err.strip()) == ("", told)
    assert desk.run("feed", "feed.xml", "--json", code=exits.PROBLEM).json()["entries"] == []


def test_a_word_that_is_no_address_is_not_asked_for_its_robots_txt(desk: Desk) -> None:
    assert "'nonsense' is no web address" in desk.run("robots", "nonsense", code=exits.PROBLEM).err


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("old-text", "there is no folder old-text; did you mean 'old-texts'?"),
        ("old-texts", "old-texts holds no .txt files; did you mean old-texts/2019?"),
    ],
)
def test_import_of_nothing_is_an_error_with_a_suggestion(desk: Desk, folder: str, told: str) -> None:
    assert told in desk.run("import", "corpus", folder, "--config", str(desk.config), code=exits.USAGE).err


def test_what_was_imported_can_be_shown_though_nothing_of_it_is_configured(desk: Desk) -> None:
    config = ("--config", str(desk.config))
    desk.run("import", "corpus", "old-texts/2019", *config)
    shown = desk.run("outlet", "show", "corpus", "--json", *config).json()
    assert (shown["state"], [one["title"] for one in shown["articles"]]) == ("not configured", ["A headline"])
    assert "there is no outlet 'corpse'" in desk.run("outlet", "show", "corpse", *config, code=exits.USAGE).err


def test_import_keeps_a_text_under_the_outlet_whose_site_it_is_of(desk: Desk) -> None:
    folder = desk.config.parent / "texts"
    folder.mkdir()
    prose = "The port authority said on Monday that two quays would be closed until the end of the week. " * 3
    (folder / "000_0123456789abcdef.txt").write_text(
        f"Two quays close\n\n{prose}\n\nhttps://gazette.example/2026/two-quays-close"
    )
    made = desk.run("import", "corpus", str(folder), "--config", str(desk.config), "--json").json()
    assert [(file["outcome"], file["outlet"]) for file in made["files"]] == [("new", "harbour-gazette")]


def test_what_another_outlet_reads_is_not_added_again(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    text = (desk.config / "outlets.yaml").read_text(encoding="utf-8")
    (desk.config / "outlets.yaml").write_text(f"{text}    sitemaps: [https://gazette.example/news.xml]\n")
    conf = load(desk.config, compiled=False)
    shared: dict[str, Any] = {
        "feeds": ["https://gazette.example/b"],
        "sitemaps": ["http://www.gazette.example/news.xml"],
    }
    adding._leave_out_what_is_read(shared, conf)
    assert shared == {"feeds": ["https://gazette.example/b"]}
    assert "already read by outlet 'harbour-gazette'; it is left out" in capsys.readouterr().err
    for known in ({"feeds": ["https://gazette.example/rss/"]}, {"sitemaps": ["https://gazette.example/news.xml"]}):
        with pytest.raises(RefusedError, match="already read by outlet 'harbour-gazette'; nothing was written"):
            adding._leave_out_what_is_read(dict(known), conf)


def test_articles_that_were_only_read_again_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    home = cast(Any, SimpleNamespace(configuration=SimpleNamespace(outlets=[])))
    running.show(Summary([], ScreenReport(screened=8, matched=5), []), home)
    assert "8 of the 8 articles read had been kept before" in capsys.readouterr().out
    running.show(Summary([], ScreenReport(), []), home)
    assert "kept before" not in capsys.readouterr().out
