"""The beat that Tocsin ships with: it passes its own check, and its ids are those that readers know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.configuration import Report, check

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="module")
def report() -> Report:
    return check(CONFIG)


def test_the_beat_has_no_error_and_all_its_lists_pass_their_tests(report: Report) -> None:
    assert [problem.show() for problem in report.errors] == []
    assert report.tests >= 39


def test_its_only_warnings_are_facts_that_wait_for_an_expert(report: Report) -> None:
    assert {problem.code for problem in report.warnings} == {"unchecked"}


def test_it_has_the_lists_and_queries_that_digests_and_feedback_refer_to(report: Report) -> None:
    assert report.configuration is not None
    lists = {watchlist.id: {query.id for query in watchlist.match} for watchlist in report.configuration.watchlists}
    assert set(lists) == {
        "00-shortest-example",
        "air-defence",
        "caspian-logistics",
        "combat-aircraft",
        "cooperation-diplomacy",
        "drones-missiles",
        "embargo-sanctions",
        "ground-naval",
        "nuclear-space",
    }
    assert {"s300-contract", "s300-delivery", "s300-any", "manpads"} <= lists["air-defence"]
    assert {"shahed", "shahed-iran", "alabuga", "makers", "kashan-training"} <= lists["drones-missiles"]


def test_every_list_that_sends_says_what_it_means_in_both_directions(report: Report) -> None:
    assert report.configuration is not None
    for watchlist in report.configuration.watchlists:
        assert watchlist.tests.hit, watchlist.id
        assert watchlist.tests.miss, watchlist.id


def test_no_mail_leaves_by_accident(report: Report) -> None:
    assert report.configuration is not None
    assert report.configuration.settings.mail_server == ""
