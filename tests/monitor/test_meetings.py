"""Articles meet under shared keys, in C as in Python."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import meetings
from monitor.meetings import CANDIDATES, CHANCE, Meetings, PlainMeetings, Row, rank
from monitor.prints import make_print
from monitor.stories import Grouper

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
needs_native = pytest.mark.skipif(meetings.native() is None, reason="the compiled half was not built here")
_KEYS = st.lists(st.integers(-4, 4) | st.sampled_from([-(1 << 63), (1 << 63) - 1]), max_size=9, unique=True)
_COMING = st.lists(st.tuples(st.integers(-2, 2), _KEYS), max_size=120)


def met(found: Meetings, before: list[tuple[int, int]], coming: list[tuple[int, list[int]]]) -> list[object]:
    """What an archive and a stream of articles lead to; half-way the oldest weeks are forgotten."""
    said: list[object] = []
    gone: list[Row] = []
    found.fill(0, before)
    for article, (week, keys) in enumerate(coming, start=1000):
        if article == 1060:
            found.forget(0)
        said.append(found.meet(week, article, tuple(keys), gone))
    return [*said, gone]


@needs_native
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(1, 99)), max_size=80, unique=True), _COMING)
def test_the_same_articles_meet_in_c_and_in_python(
    before: list[tuple[int, int]], coming: list[tuple[int, list[int]]]
) -> None:
    assert met(meetings.meetings(), before, coming) == met(PlainMeetings(), before, coming)


@needs_native
def test_a_long_stream_meets_the_same_in_c_and_in_python() -> None:
    chance = Random(4)
    coming = [(n // 700, [chance.randint(-3000, 3000) ** 3 for _ in range(4)]) for n in range(3000)]
    unique = [(week, list(dict.fromkeys(keys))) for week, keys in coming]
    assert met(meetings.meetings(), [], unique) == met(PlainMeetings(), [], unique)


@needs_native
def test_rows_that_are_none_are_refused() -> None:
    found = meetings.meetings()
    for rows in ([(1,)], [7], [(1, "two")]):
        with pytest.raises(TypeError):
            found.fill(0, rows)  # type: ignore[arg-type]
    with pytest.raises(OverflowError):
        found.meet(0, 1, (1 << 63,), [])


def test_most_shared_keys_go_first_and_chance_last() -> None:
    once = dict.fromkeys(range(100, 120), 1)
    assert rank({1: 2, 2: 3, 3: 2} | once) == [2, 3, 1, 119, 118, 117]
    assert len(rank(dict.fromkeys(range(50), 2) | once)) == CANDIDATES
    assert len(rank(once)) == CHANCE


def test_articles_of_one_day_are_looked_through_for_old_ones_only_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[datetime] = []
    monkeypatch.setattr(Grouper, "_forget", lambda _grouper, before: looks.append(before))
    grouper = Grouper(kept=10)
    for number in range(90):
        text = f"word{number} other{number} third{number}"
        grouper.add(make_print(number, f"Title {number}", text, outlet="a", at=NOON))
    assert 1 <= len(looks) <= 8
