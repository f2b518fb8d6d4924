from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from crawler.outlets import Outlet
from crawler.tables import OutletRun
from monitor.health import Look, OutletHealth, Ward, judge, outlet_health
from tests.monitor.archive import outlet

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)


def run(at: datetime, new: int = 0, **more: Any) -> Look:
    values: dict[str, Any] = {
        "started": at,
        "ended": True,
        "found": new,
        "fetched": new,
        "new": new,
        "changed": 0,
        "unchanged": 0 if new else 1,
        "errors": {},
        "problem": "",
        "words": 400 * new,
        "dated": new,
    }
    return Look(**(values | more))


def row(look: Look, outlet: str = "gazette") -> OutletRun:
    values = look._asdict()
    finished = look.started if values.pop("ended") else None
    return OutletRun(round="r", outlet=outlet, finished=finished, **values)


def month(volume: Callable[[datetime], int], days: int = 28) -> list[Look]:
    """A run an hour."""
    return [run(at, volume(at)) for at in (START + HOUR * hour for hour in range(24 * days))]


def daytime(at: datetime) -> int:
    """Two articles an hour from eight to seventeen, none at night and at the weekend."""
    return 2 if 8 <= at.hour < 18 and at.weekday() < 5 else 0


def state(runs: list[Look], of: Outlet | None = None) -> OutletHealth:
    return judge(of or outlet("gazette"), runs)


def test_an_outlet_with_its_usual_rhythm_is_healthy_at_every_hour_of_the_week() -> None:
    runs = month(daytime)
    for end in range(24 * 21, 24 * 28):
        assert state(runs[: end + 1]).state == "healthy", runs[end].started


def test_an_outlet_that_stops_on_a_working_day_is_silent_since_its_last_article() -> None:
    stops = datetime(2026, 3, 24, 12, tzinfo=UTC)
    runs = [run(r.started, r.new if r.started <= stops else 0) for r in month(daytime)]
    by_hour = [r for r in runs if r.started <= stops + HOUR]
    assert state(by_hour).state == "healthy"
    health = state([r for r in runs if r.started <= stops + 4 * HOUR])
    assert (health.state, health.since) == ("silent", stops)
    assert "24 Mar 12:00" in health.detail


def test_answers_of_304_for_a_week_are_silence_and_an_empty_feed_is_no_failure() -> None:
    runs = month(daytime, 21) + [run(START + timedelta(days=21) + HOUR * h) for h in range(24 * 7)]
    assert state(runs).state == "silent"
    empty = [*month(daytime, 21), run(START + timedelta(days=21), found=0, unchanged=0)]
    assert state(empty).state == "healthy"


def test_a_day_far_below_the_usual_volume_is_silence_too() -> None:
    runs = month(lambda at: 4, 20)
    thin = START + timedelta(days=20)
    runs += [run(thin + HOUR * hour, 1 if hour % 2 else 0) for hour in range(24)]
    health = state(runs)
    assert health.state == "silent"
    assert "12 new in 24 hours; 96 a day are usual" in health.detail


def test_one_failed_look_is_named_as_one_and_two_are_a_failure_since_the_first() -> None:
    runs = month(daytime, 14)
    broken: dict[str, Any] = {
        "found": 0,
        "fetched": 0,
        "unchanged": 0,
        "errors": {"http-500": 1},
        "problem": "HTTP 500 from the feed",
    }
    first = START + timedelta(days=14)
    runs.append(run(first, **broken))
    once = "its last look brought nothing: HTTP 500 from the feed"
    assert state(runs) == OutletHealth("gazette", "failed once", first, once)
    runs.append(run(first + HOUR, **broken))
    assert state(runs) == OutletHealth("gazette", "failing", first, "HTTP 500 from the feed (2 times in a row)")
    runs.append(run(first + 2 * HOUR, 2))
    assert state(runs).state == "healthy"


def test_an_outlet_that_fails_at_its_very_first_look_is_failing_at_once() -> None:
    broken = run(START, found=0, fetched=0, unchanged=0, errors={"http-500": 1}, problem="HTTP 500 from the feed")
    assert state([broken]) == OutletHealth("gazette", "failing", START, "HTTP 500 from the feed")


def test_the_very_first_look_that_fails_is_a_failure() -> None:
    only = run(START, found=0, unchanged=0, errors={"dns": 1}, problem="no such host")
    assert state([only]).state == "failing"


def test_an_outlet_without_history_is_new() -> None:
    assert state([]).state == "new"
    broken = run(START + timedelta(days=1), found=0, unchanged=0, errors={"dns": 1}, problem="no such host")
    assert state([run(START, 3), broken]).state == "failed once"
    assert state(month(daytime, 3)).state == "new"


def test_shorter_texts_and_lost_dates_are_degraded_since_they_began() -> None:
    runs = month(daytime, 16)
    change = datetime(2026, 3, 18, 8, tzinfo=UTC)
    short = [run(change + HOUR * h, 2, words=160) for h in range(5)]
    health = state(runs + short)
    assert health.state == "degraded"
    assert health.detail == "texts of 80 words, 400 were usual"
    assert health.since is not None
    assert health.since == change
    undated = [run(change + HOUR * h, 2, dated=0) for h in range(5)]
    assert state(runs + undated).detail == "0% of articles with a date, 100% were usual"


def test_expect_overrides_the_habits() -> None:
    wants = outlet("gazette", expect="5 per day")
    runs = month(lambda at: 1 if at.hour in {8, 9, 10} else 0, 10)
    assert state(runs).state == "healthy"
    health = state(runs, wants)
    assert (health.state, health.detail) == ("silent", "3 new in the last day, expected 5 per day")
    assert state(runs, outlet("gazette", expect="20 per week")).state == "healthy"


def test_while_the_monitor_was_down_nobody_was_silent() -> None:
    assert state(month(daytime, 16)).state == "healthy"  # judged at its last run, whatever the clock says now


def test_the_database_is_read_for_all_outlets_that_are_not_off(engine: Engine, session: Session) -> None:
    session.add_all(map(row, month(daytime, 14)))
    session.add(row(run(START), "closed"))
    session.commit()
    with sessions(reader(engine))() as look:
        found = outlet_health(
            look,
            [outlet("gazette"), outlet("closed", status="off"), outlet("unseen")],
            START + timedelta(days=14),
        )
    assert [(health.outlet, health.state) for health in found] == [("gazette", "healthy"), ("unseen", "new")]


def test_a_look_that_is_under_way_says_nothing_yet_and_one_that_was_cut_off_is_a_failure(session: Session) -> None:
    broken = [run(START + HOUR * h, found=0, unchanged=0, problem="no such host", errors={"dns": 1}) for h in (0, 1)]
    under_way = row(run(START + 2 * HOUR, unchanged=0, ended=False))
    session.add_all([*map(row, broken), under_way])
    now = START + timedelta(days=1)
    assert outlet_health(session, [outlet("gazette")], now)[0].detail == "no such host (2 times in a row)"
    session.add(row(run(START + 3 * HOUR, unchanged=0, ended=False)))
    assert outlet_health(session, [outlet("gazette")], now)[0].detail == "the look was cut off (3 times in a row)"
    session.add(row(run(START + 4 * HOUR)))
    assert outlet_health(session, [outlet("gazette")], now)[0].state == "new"


@pytest.mark.parametrize("problem", ["", "the crawler was stopped"])
def test_a_look_that_our_own_end_cut_short_says_nothing_of_the_outlet(session: Session, problem: str) -> None:
    nothing: dict[str, Any] = {"found": 0, "unchanged": 0}
    stopped: dict[str, Any] = {**nothing, "problem": problem, "errors": {"stopped": 1}}
    session.add_all(row(run(START + HOUR * h, problem="down", errors={"http-500": 1}, **nothing)) for h in (0, 1))
    session.add_all(row(run(START + HOUR * h, 3), "well") for h in (0, 1))
    for name in ("gazette", "well", "young"):
        session.add_all(row(run(START + HOUR * h, **stopped), name) for h in (2, 3))
    found = outlet_health(session, [outlet("gazette"), outlet("well"), outlet("young")], START + 4 * HOUR)
    assert [one.state for one in found] == ["failing", "new", "new"]
    assert found[0].detail == "down (2 times in a row)"
    session.add(row(run(START + 4 * HOUR, **nothing)))  # an empty feed: it answers
    assert outlet_health(session, [outlet("gazette")], START + 5 * HOUR)[0].state == "new"


def test_a_ward_says_what_the_database_says_and_reads_again_only_what_was_looked_at(session: Session) -> None:
    session.add_all(map(row, month(daytime, 14)))
    session.add_all(row(look, "quiet") for look in month(lambda at: 0, 14))
    both, now = [outlet("gazette"), outlet("quiet")], START + timedelta(days=20)
    ward = Ward()
    assert ward.health(session, both, now) == outlet_health(session, both, now)
    session.execute(delete(OutletRun).where(OutletRun.outlet == "gazette", OutletRun.new > 0))
    assert ward.health(session, both, now)[0].state == "healthy", "nobody looked since"
    session.add(row(run(START + timedelta(days=14))))
    assert ward.health(session, both, now) == outlet_health(session, both, now)
    assert ward.health(session, both, now)[0].state == "silent"


def test_a_ward_judges_anew_an_outlet_whose_configuration_changed(session: Session) -> None:
    session.add_all(map(row, month(lambda at: 1 if at.hour in {8, 9, 10} else 0, 10)))
    ward, now = Ward(), START + timedelta(days=10)
    assert ward.health(session, [outlet("gazette")], now)[0].state == "healthy"
    assert ward.health(session, [outlet("gazette", expect="5 per day")], now)[0].state == "silent"
