"""Outlets of one `group` are one voice: a digest names them together, and they do not lift a story twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from alerts.facts import Facts
from alerts.selection import Candidate, MatchRow, StoryState, select
from alerts.telling import Teller
from crawler.outlets import Outlet

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _outlet(id: str, name: str, group: str = "") -> Outlet:
    return Outlet(id=id, name=name, language="en", country="GB", feeds=["https://news.example/feed"], group=group)


FACTS = Facts(
    tuple(
        _outlet(name.lower(), name, group)
        for name, group in (("Gull", "lee"), ("Tern", "lee"), ("Pier", "bay"), ("Quay", "bay"), ("Mast", ""))
    ),
    (),
)


def _row(story: int, outlet: str) -> MatchRow:
    return MatchRow(
        match_id=story,
        article_id=story,
        story_id=story,
        watchlist="ports",
        score=3.0,
        threshold=1.0,
        parts=(),
        revision=1,
        found=NOON,
        outlet=outlet,
        title="Crane falls",
        url="https://news.example/crane",
        language="en",
        at=NOON,
    )


def _told(outlets: tuple[str, ...]) -> tuple[Candidate, ...]:
    stories = {1: StoryState(1, 1, "", 1, outlets), 2: StoryState(2, 1, "", 2, ("gull", "mast", "pier"))}
    return select([_row(1, "gull"), _row(2, "gull")], stories, {}, publisher=FACTS.publisher).stories


def test_outlets_of_one_publisher_are_one_entry_and_those_of_the_outlet_shown_come_last() -> None:
    (one,) = [told for told in _told(("tern", "pier", "quay", "mast")) if told.lead.story_id == 1]
    teller = Teller(FACTS, ZoneInfo("UTC"), {}, {})
    assert teller.tell(one).also_outlets == ("Pier + Quay", "Mast", "Tern (same publisher)")


def test_two_outlets_of_one_publisher_do_not_outrank_two_publishers() -> None:
    assert [told.lead.story_id for told in _told(("gull", "pier", "quay"))] == [2, 1]


def test_an_outlet_on_trial_is_not_named() -> None:
    (one,) = [told for told in _told(("mast", "pier")) if told.lead.story_id == 1]
    trial = replace(FACTS, outlets=tuple(_on_trial(outlet, "pier") for outlet in FACTS.outlets))
    assert Teller(trial, ZoneInfo("UTC"), {}, {}).tell(one).also_outlets == ("Mast",)


def _on_trial(outlet: Outlet, id: str) -> Outlet:
    return outlet.model_copy(update={"status": "test"}) if outlet.id == id else outlet
