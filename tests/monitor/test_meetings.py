"""Articles meet under shared keys, in C as in Python."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import meetings
from monitor.meetings import CANDIDATES, CHANCE, Meetings, PlainMeetings, rank
from monitor.prints import make_print
from monitor.stories import Grouper

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
needs_native = pytest.mark.skipif(meetings.native() is None, reason="the compiled half was not built here")
_KEYS = st.lists(st.integers(-4, 4) | st.sampled_from([-(1 << 63), (1 << 63) - 1]), max_size=9, unique=True)
_COMING = st.lists(st.tuples(st.integers(-2, 2), _KEYS), max_size=120)


def met(found: Meetings, before: dict[int, list[int]], coming: list[tuple[int, list[int]]]) -> list[object]:
    """What an archive and a stream of articles lead to, and is stored then; half-way the oldest weeks are forgotten."""
    said: list[object] = []
    found.fill(0, [(key, meetings.pack(articles)) for key, articles in before.items()])
    for article, (week, keys) in enumerate(coming, start=1000):
        if article == 1060:
            found.forget(0)
        said.append(found.meet(week, article, tuple(keys)))
    entered = {(week, key) for week, keys in coming for key in keys if len(coming) <= 60 or week >= 0}
    return [*said, *(found.stored(week, [key]) for week, key in sorted(entered))]


@needs_native
@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.integers(-4, 4), st.lists(st.integers(1, 99), max_size=30, unique=True)), _COMING)
def test_the_same_articles_meet_in_c_and_in_python(
    before: dict[int, list[int]], coming: list[tuple[int, list[int]]]
) -> None:
    assert met(meetings.meetings(), before, coming) == met(PlainMeetings(), before, coming)


@needs_native
def test_a_long_stream_meets_the_same_in_c_and_in_python() -> None:
    chance = Random(4)
    coming = [(n // 700, [chance.randint(-3000, 3000) ** 3 for _ in range(4)]) for n in range(3000)]
    unique = [(week, list(dict.fromkeys(keys))) for week, keys in coming]
    assert met(meetings.meetings(), {}, unique) == met(PlainMeetings(), {}, unique)


@needs_native
def test_rows_that_are_none_are_refused() -> None:
    found = meetings.meetings()
    for rows in ([(1,)], [7], [(1, "two")], [(1, 2)]):
        with pytest.raises(TypeError):
            found.fill(0, rows)  # type: ignore[arg-type]
    with pytest.raises(OverflowError):
        found.meet(0, 1, (1 << 63,))


@needs_native
@pytest.mark.parametrize("article", [-1, 1 << 32])
def test_a_number_that_would_not_come_back_as_it_is_is_refused(article: int) -> None:
    for found in (meetings.meetings(), PlainMeetings()):
        with pytest.raises(OverflowError, match="32 bits"):
            found.meet(0, article, (1, 2))


@needs_native
def test_what_is_stored_is_what_a_later_slice_starts_from() -> None:
    for make in (meetings.meetings, PlainMeetings):
        first, later = make(), make()
        for article in (30, *range(1, 30)):  # what came first is pushed out first, also where its number is the highest
            first.meet(7, article, (-5, article))
        rows = first.stored(7, [-5, 3, 99])
        assert [(week, key, list(np.frombuffer(packed, "<u4"))) for week, key, packed in rows] == [
            (7, -5, list(range(6, 30))),
            (7, 3, [3]),
            (7, 99, []),
        ]
        later.fill(7, [(key, packed) for _, key, packed in rows])
        assert later.meet(7, 31, (-5,)) == first.meet(7, 31, (-5,)) == [29, 28, 27]


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
