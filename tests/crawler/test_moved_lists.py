"""A list that has moved for good is asked for where it is, and at its own address again where that comes to nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from crawler.database import sessions
from crawler.tables import SourceState
from tests.crawler.conftest import Crawl, article_page, only, outlet, rss
from tests.fakes.press import Press, Reply

FEED = "application/rss+xml"


def forward(target: str, status: int = 301) -> Reply:
    return Reply("moved", status=status, headers={"Location": target})


def publish(press: Press, path: str, *titles: str) -> None:
    """A feed at ``path``, and its articles."""
    for title in titles:
        press.pages[f"/{title}"] = Reply(article_page(f"The {title} leaves the quay"))
    press.pages[path] = Reply(
        rss([(title, f"{press.url}/{title}") for title in titles]), content_type=FEED, validators=True
    )


def remembered(archive: Engine) -> str | None:
    with sessions(archive)() as session:
        return session.scalars(select(SourceState.moved_to)).one()


@pytest.mark.parametrize("status", [301, 308])
def test_a_feed_that_has_moved_is_told_once_and_costs_one_request_a_round(
    crawl: Crawl, archive: Engine, status: int
) -> None:
    with Press() as press:
        press.pages["/old"] = forward("/new", status)
        publish(press, "/new", "ferry")
        paper = outlet(feeds=[f"{press.url}/old"])
        first = only(crawl([paper]))
        assert (first.new, first.errors) == (1, {"moved": 1})
        assert first.problem == f"{press.url}/old has moved to {press.url}/new: change it in outlets.yaml"
        press.log.clear()
        quiet = only(crawl([paper]))
        assert [(asked.path, asked.status) for asked in press.log] == [("/new", 304)]
        assert (quiet.requests, quiet.unchanged, quiet.problem) == (1, 1, "")
        publish(press, "/new", "ferry", "tug")
        assert only(crawl([paper])).new == 1
        assert "/old" not in [asked.path for asked in press.log]
    assert remembered(archive) == f"{press.url}/new"


def test_what_moves_on_is_followed(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        press.pages |= {"/old": forward("/new"), "/new": forward("/newest")}
        publish(press, "/newest", "ferry")
        paper = outlet(feeds=[f"{press.url}/old"])
        crawl([paper])
        assert remembered(archive) == f"{press.url}/newest"
        press.pages["/newest"] = forward("/last")
        publish(press, "/last", "ferry", "tug")
        report = only(crawl([paper]))
    assert (report.new, report.errors) == (1, {"moved": 1})
    assert remembered(archive) == f"{press.url}/last"


def test_only_the_part_of_a_way_that_lasts_is_remembered(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        press.pages |= {"/old": forward("/new"), "/new": forward("/today", 302), "/today": forward("/monday")}
        publish(press, "/monday", "ferry")
        assert only(crawl([outlet(feeds=[f"{press.url}/old"])])).new == 1
    assert remembered(archive) == f"{press.url}/new"


@pytest.mark.parametrize(
    "now", [Reply("gone", 404), Reply("<html><p>Under construction</p></html>")], ids=["gone", "page"]
)
def test_where_the_new_address_comes_to_nothing_the_next_look_begins_at_the_old_one(
    crawl: Crawl, archive: Engine, now: Reply
) -> None:
    with Press() as press:
        press.pages["/old"] = forward("/new")
        publish(press, "/new", "ferry")
        paper = outlet(feeds=[f"{press.url}/old"])
        crawl([paper])
        press.pages["/new"] = now
        publish(press, "/old", "ferry", "tug")  # they have taken it back
        assert only(crawl([paper])).new == 0
        assert remembered(archive) is None
        report = only(crawl([paper]))
    assert (report.new, report.problem) == (1, "")


def test_a_move_to_what_is_no_feed_is_not_believed(crawl: Crawl, archive: Engine) -> None:
    with Press() as press:
        press.pages["/old"] = forward("/wall")
        press.pages["/wall"] = Reply("<html><p>Please accept our cookies</p></html>")
        paper = outlet(feeds=[f"{press.url}/old"])
        crawl([paper])
        assert remembered(archive) is None
        publish(press, "/old", "ferry")
        assert only(crawl([paper])).new == 1


def test_a_list_on_another_site_is_asked_for_at_its_own_address_each_time_and_told_once(
    crawl: Crawl, archive: Engine
) -> None:
    with Press() as press, Press() as other:
        press.pages["/feed"] = forward(f"{other.url}/feed")
        publish(other, "/feed", "ferry")
        paper = outlet(feeds=[f"{press.url}/feed"])
        first = only(crawl([paper]))
        assert (first.new, first.errors) == (1, {"moved": 1})
        assert remembered(archive) == f"{other.url}/feed"
        assert "/robots.txt" in [asked.path for asked in other.log]
        press.log.clear()
        quiet = only(crawl([paper]))
        assert (quiet.unchanged, quiet.problem) == (1, "")
        assert "/feed" in [asked.path for asked in press.log]
        other.log.clear()
        publish(press, "/feed", "ferry", "tug")  # the intruder is gone, his site goes on
        assert only(crawl([paper])).new == 2
        assert not other.log
    assert remembered(archive) is None
