from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.outlets import Outlet
from tocsin import rota

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def outlet(id_: str = "gazette", **more: object) -> Outlet:
    fields = {"id": id_, "name": id_, "language": "en", "country": "GB", "feeds": ["https://press.example/rss"], **more}
    return Outlet.model_validate(fields)


def test_an_outlet_never_looked_at_is_due() -> None:
    assert rota.due([outlet()], {}, NOON) == [outlet()]


def test_an_outlet_is_due_exactly_when_its_span_is_over() -> None:
    half_hour = outlet(every="30m")
    assert not rota.is_due(half_hour, NOON - timedelta(minutes=29, seconds=59), NOON)
    assert rota.is_due(half_hour, NOON - timedelta(minutes=30), NOON)


def test_a_source_that_asks_for_more_makes_the_outlet_due_more_often() -> None:
    quick = outlet(every="30m", feeds=[{"url": "https://press.example/rss", "every": "5m"}])
    assert rota.is_due(quick, NOON - timedelta(minutes=5), NOON)


def test_an_outlet_that_is_off_is_never_due_and_one_in_test_is() -> None:
    assert rota.due([outlet(status="off"), outlet("trial", status="test")], {}, NOON) == [
        outlet("trial", status="test")
    ]


def test_a_clock_that_was_set_back_does_not_silence_an_outlet() -> None:
    assert rota.is_due(outlet(), NOON + timedelta(hours=1), NOON)


def test_the_longest_neglected_outlet_comes_first() -> None:
    a, b, c = outlet("a"), outlet("b"), outlet("c")
    last = {"a": NOON - timedelta(hours=1), "b": NOON - timedelta(hours=3)}
    assert rota.due([a, b, c], last, NOON) == [c, b, a]


@given(st.integers(1, 10_000), st.integers(0, 20_000))
def test_whatever_the_span_due_means_that_it_has_passed(every: int, ago: int) -> None:
    due = rota.is_due(outlet(every=f"{every}s"), NOON - timedelta(seconds=ago), NOON)
    assert due == (ago >= every)
