"""Outlets that are read from WARC files: what is damaged is told by name, and what a killed round left is kept."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select

from crawler.addresses import claim
from crawler.database import sessions
from crawler.items import Entry
from crawler.options import left_of
from crawler.standing import standings
from crawler.tables import Address, Article
from tests.crawler.conftest import Crawl, article_page, only, outlet
from tests.crawler.test_plans import write_warc
from tests.fakes.press import Press, Reply

SITE = "https://paper.example/news"
NOW = datetime.now(UTC)


def test_damage_is_told_by_name_and_place_once_and_a_file_that_breaks_off_once_nobody_writes_to_it(
    crawl: Crawl, archive: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "own.warc.gz"
    write_warc(file, [(f"{SITE}/{n}", article_page(f"Archived story {n}")) for n in range(6)])
    whole = file.read_bytes()
    third = [found.start() for found in re.finditer(rb"\x1f\x8b\x08", whole)][2] + 60
    file.write_bytes(whole[:third] + bytes(20) + whole[third + 20 : -20])
    paper = outlet(warcs=[str(file)])
    first = only(crawl([paper]))
    assert (first.new, first.errors) == (4, {"warc": 1})
    assert first.problem.startswith(f"{file} is damaged at octet ")
    assert "was read again" in first.problem
    assert only(crawl([paper])).problem == "", "it may still be being written"
    os.utime(file, (NOW.timestamp() - 7200, NOW.timestamp() - 7200))
    late = only(crawl([paper]))
    assert f"{file} breaks off within the record that begins at octet" in late.problem
    assert only(crawl([paper])).problem == "", "it is told once, and status goes on to name it"
    with sessions(archive)() as session:
        (stands,) = standings(session, [paper], {})[paper.id]
    assert stands.trouble == late.problem
    with Press() as press:
        press.pages["/a.warc.gz"] = Reply(file.read_bytes(), content_type="application/gzip")
        remote = only(crawl([outlet(id="remote", warcs=[f"{press.url}/a.warc.gz"])]))
        assert (remote.errors, remote.found) == ({"warc": 2}, 4)
        assert f"{press.url}/a.warc.gz breaks off" in remote.problem
        (damage,) = remote.further
        assert damage.startswith(f"{press.url}/a.warc.gz is damaged at octet ")
        assert list(left_of(remote)) == [f"remote: {damage}"]


def test_what_a_killed_round_found_in_a_file_is_kept_from_the_file(
    crawl: Crawl, archive: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "own.warc"
    write_warc(file, [(f"{SITE}/{n}", article_page(f"Archived story {n}")) for n in range(3)])
    with sessions(archive).begin() as session:
        claim(session, "harbour", [Entry(link=f"{SITE}/{n}") for n in range(2)], now=NOW)
    report = only(crawl([outlet(warcs=[str(file)])]))
    assert (report.new, report.requests, report.waiting, report.problem) == (3, 0, 0, "")
    with sessions(archive)() as session:
        assert set(session.scalars(select(Address.state))) == {"kept"}


def test_a_range_reads_a_file_anew_and_takes_nothing_from_the_next_round(crawl: Crawl, tmp_path: Path) -> None:
    file = tmp_path / "own.warc.gz"
    write_warc(file, [(f"https://paper.example/{day}/x", article_page(day)) for day in ("2026/03/01", "2026/05/01")])
    paper = outlet(warcs=[str(file)])
    assert only(crawl([paper], since=datetime(2026, 4, 1, tzinfo=UTC), until=NOW)).new == 1
    assert only(crawl([paper])).new == 1
    assert only(crawl([paper], since=datetime(2026, 1, 1, tzinfo=UTC))).found == 2


def test_twins_for_telephones_in_one_file_are_one_article(crawl: Crawl, archive: Engine, tmp_path: Path) -> None:
    file = tmp_path / "own.warc.gz"
    head = f"<link rel=canonical href='{SITE}/cranes-arrive'>"
    told = ("Cranes arrive at pier", "the pier")
    page = article_page(told[0], words=told[1], head=head)
    twins = [f"{SITE}/cranes-arrive", "https://m.paper.example/news/cranes-arrive", f"{SITE}/cranes-arrive/amp"]
    write_warc(file, [(url, page) for url in twins])
    assert only(crawl([outlet(warcs=[str(file)])])).new == 1
    with sessions(archive)() as session:
        assert session.scalars(select(Article.url)).all() == [f"{SITE}/cranes-arrive"]
