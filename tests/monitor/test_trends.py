from __future__ import annotations

from datetime import date, timedelta
from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawler.database import reader, sessions
from monitor.screen import screen
from monitor.trends import burst, entity_trends, first_pairs, poisson_tail, sparkline, watchlist_trends
from tests.monitor.archive import NOON, WordRules, outlet, publish

DAY = NOON.date()


@given(st.integers(1, 60), st.floats(0.1, 40))
def test_the_tail_is_one_minus_the_terms_below(count: int, expected: float) -> None:
    below = sum(exp(-expected) * expected**i / factorial(i) for i in range(count))
    assert poisson_tail(count, expected) == pytest.approx(1 - below, abs=1e-9)


def test_the_tail_holds_far_out_and_for_large_counts() -> None:
    assert 0 < poisson_tail(100, 5) < 1e-70
    assert poisson_tail(5000, 5000) == pytest.approx(0.5, abs=0.01)
    assert poisson_tail(0, 3) == 1
    assert poisson_tail(3, 0) == 0


def test_a_weekday_that_is_always_busy_is_no_burst() -> None:
    history = [30 if day % 7 == 0 else 2 for day in range(28)]  # today is the weekday of history[0]
    assert not burst(32, history).is_burst
    history_of_a_quiet_day = [*history[1:], 2]
    assert burst(32, history_of_a_quiet_day).is_burst


def test_what_was_never_met_bursts_only_from_three_articles_on() -> None:
    assert not burst(2, [0] * 28).is_burst
    assert burst(3, [0] * 28).is_burst
    assert not burst(130, [100] * 28).is_burst


def test_a_sparkline_has_a_block_for_every_value() -> None:
    assert sparkline([0, 1, 4, 8]) == "▁▂▅█"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


def test_counts_by_day_medians_and_first_mentions(engine: Engine, session: Session) -> None:
    for back in range(1, 15):
        publish(session, "Port news", f"The tanker {back} and captain Orlov left.", at=NOON - timedelta(days=back))
    for number in range(5):
        publish(session, f"Alarm {number}", "Two tanker crews met Captain Orlov and Zarif.", at=NOON)
    publish(session, "Old", "Zahedi spoke of nothing.", at=NOON - timedelta(days=300))
    publish(session, "Back", "Zahedi spoke again.", at=NOON)
    rules = WordRules({"ships": "tanker", "planes": "glider"}, ("Orlov", "Zarif", "Zahedi"))
    screen(engine, rules, [outlet("gazette")], now=NOON)
    with sessions(reader(engine))() as look:
        ships, planes = watchlist_trends(look, DAY, ["ships", "planes"])
        assert (ships.count, ships.median, ships.history[-3:]) == (5, 1.0, (1, 1, 1))
        assert ships.burst.is_burst
        assert not ships.first_ever
        assert len(ships.spark) == 15
        assert (planes.count, planes.median, planes.first_ever) == (0, 0.0, False)
        entities = {trend.id: trend for trend in entity_trends(look, DAY)}
        assert entities["orlov"].count == entities["zarif"].count == 5
        assert entities["zarif"].first_ever
        assert not entities["orlov"].first_ever
        assert not entities["zahedi"].first_ever
        pairs = first_pairs(look, DAY)
        assert [(pair.one, pair.other) for pair in pairs] == [("orlov", "zarif")]
        assert first_pairs(look, DAY, leave_out=["orlov"]) == []
        assert first_pairs(look, DAY + timedelta(days=1)) == []


def test_a_digest_made_again_shows_the_same_counts(engine: Engine, session: Session) -> None:
    rules = WordRules({"ships": "tanker"})
    publish(session, "1", "tanker")
    screen(engine, rules, [], now=NOON)
    publish(session, "2", "tanker")
    screen(engine, rules, [], now=NOON + timedelta(hours=1))
    with sessions(reader(engine))() as look:
        assert watchlist_trends(look, DAY, ["ships"])[0].count == 2
        assert watchlist_trends(look, DAY, ["ships"], until=NOON + timedelta(minutes=1))[0].count == 1
        assert watchlist_trends(look, date(2026, 3, 9), ["ships"])[0].count == 0
