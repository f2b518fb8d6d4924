"""What is called a burst: far more than chance, weekday and the usual ups and downs explain."""

from __future__ import annotations

from math import exp, factorial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.bursts import RHYTHM, days, draw
from monitor.surprise import HISTORY, burst, tail

counts = st.lists(st.integers(0, 30), min_size=HISTORY, max_size=HISTORY)


@given(st.integers(1, 60), st.floats(0.1, 40))
def test_the_tail_is_one_minus_the_terms_below(count: int, expected: float) -> None:
    below = sum(exp(-expected) * expected**i / factorial(i) for i in range(count))
    assert tail(count, expected) == pytest.approx(1 - below, abs=1e-9)


def test_the_tail_holds_far_out_and_for_large_counts() -> None:
    assert 0 < tail(100, 5) < 1e-70
    assert tail(5000, 5000) == pytest.approx(0.5, abs=0.01)
    assert tail(5000, 5000, 3.0) == pytest.approx(0.5, abs=0.01)
    assert tail(0, 3) == 1
    assert tail(3, 0) == 0


@given(st.floats(0.2, 20), st.floats(1.1, 6))
def test_the_wider_tail_is_that_of_a_law_with_this_mean_and_variance(mean: float, dispersion: float) -> None:
    # E[X] is the sum of all tails, E[X^2] the sum of (2i - 1) times each.
    tails = [tail(i, mean, dispersion) for i in range(1, 400)]
    assert sum(tails) == pytest.approx(mean, rel=1e-3)
    square = sum((2 * i - 1) * one for i, one in enumerate(tails, 1))
    assert square - mean**2 == pytest.approx(dispersion * mean, rel=2e-2)


def test_a_weekday_that_is_always_busy_is_no_burst() -> None:
    history = [30 if day % 7 == 0 else 2 for day in range(28)]  # today is the weekday of history[0]
    assert not burst(32, [history]).is_burst
    assert burst(32, [[*history[1:], 2]]).is_burst


def test_a_monday_after_a_quiet_weekend_is_no_burst_and_a_loud_one_is() -> None:
    weeks = [12, 11, 13, 12, 10, 3, 2] * 4
    assert not burst(13, [weeks]).is_burst
    assert not burst(16, [weeks]).is_burst
    assert burst(36, [weeks]).is_burst
    saturday = weeks[5:] + weeks[:5]
    assert burst(16, [saturday]).is_burst, "on a Monday it is not"


def test_what_was_never_met_bursts_only_from_three_articles_on() -> None:
    assert not burst(2, [[0] * 28]).is_burst
    assert burst(3, [[0] * 28]).is_burst
    assert not burst(130, [[100] * 28]).is_burst


def test_among_hundreds_each_has_to_surprise_more() -> None:
    assert not burst(3, [[0] * 28], among=300).is_burst
    assert burst(4, [[0] * 28], among=300).is_burst


def test_what_always_goes_up_and_down_has_to_rise_further() -> None:
    steady, wild = [10] * 28, [0, 0, 30, 0, 10, 25, 5] * 3 + [30, 0, 0, 5, 0, 10, 25]
    assert burst(26, [steady]).is_burst
    assert not burst(26, [wild]).is_burst
    assert burst(90, [wild]).is_burst


def test_a_slow_rise_is_no_burst() -> None:
    rise = [round(10 * 1.03**day) for day in range(60)]
    assert not any(burst(rise[day], [rise[day - 28 : day]]).is_burst for day in range(28, 60))


def test_days_that_were_not_read_say_nothing() -> None:
    steady = [10] * 28
    holed = [None if 20 <= day < 25 else 10 for day in range(28)]
    assert burst(10, [holed]).expected == pytest.approx(burst(10, [steady]).expected)
    zeros = [0 if 4 <= day < 28 else 10 for day in range(28)]
    assert burst(10, [zeros]).expected < 5


@given(counts, counts, st.integers(0, 60))
def test_two_outlets_expect_what_both_together_expect(one: list[int], other: list[int], count: int) -> None:
    both = [a + b for a, b in zip(one, other, strict=True)]
    assert burst(count, [one, other]).p == pytest.approx(burst(count, [both]).p)


@given(counts, st.integers(0, 60))
def test_more_articles_are_never_less_of_a_burst(history: list[int], count: int) -> None:
    fewer, more = burst(count, [history]), burst(count + 1, [history])
    assert more.p <= fewer.p
    assert more.is_burst or not fewer.is_burst


@pytest.mark.parametrize(("dispersion", "most"), [(1, 0.02), (3, 0.10)])
def test_quiet_weeks_hardly_ever_raise_an_alarm(dispersion: int, most: float) -> None:
    """Six days in ten weeks of hundreds would already be too many; `benchmarks.bursts` has the exact shares."""
    chance = Random(20260301)
    alarms = 0
    for _ in range(300):
        drawn = days(chance, 6.0, dispersion, HISTORY + 7)
        week = range(HISTORY, HISTORY + 7)
        alarms += any(burst(drawn[day], [drawn[day - HISTORY : day]]).is_burst for day in week)
    assert alarms / 300 <= most


@pytest.mark.parametrize("dispersion", [1, 3])
def test_the_draws_have_the_mean_and_variance_they_are_to_have(dispersion: int) -> None:
    chance = Random(7)
    drawn = [draw(chance, 40.0, dispersion) for _ in range(4000)]
    mean = sum(drawn) / len(drawn)
    variance = sum((one - mean) ** 2 for one in drawn) / len(drawn)
    assert mean == pytest.approx(40, rel=0.03)
    assert variance == pytest.approx(40 * dispersion, rel=0.12)
    assert sum(RHYTHM) == pytest.approx(7)
