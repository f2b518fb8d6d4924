"""How fast a host may be asked, by a clock of the test's own."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pace import FREE_CONCURRENCY, SICK_AFTER, Pace
from crawler.traffic import HostBlockedError, StoppedError, Traffic


def test_the_pause_runs_from_the_end_of_one_request_to_the_start_of_the_next() -> None:
    pace = Pace(delay=5)
    assert pace.has_room()
    pace.begin()
    assert not pace.has_room()
    pace.answered(103.0, 200, latency=0.1)
    assert pace.ready_at == 108.0


def test_the_longest_wish_counts() -> None:
    pace = Pace(delay=5, crawl_delay=20)
    pace.answered(0.0, 200, 0.1)
    assert pace.pause == 20
    pace.crawl_delay = 30
    assert pace.ready_at == 30  # also for the request right after robots.txt


def test_slow_answers_make_the_pause_longer_and_errors_never_shorter() -> None:
    pace = Pace(delay=1)
    pace.answered(0, 200, latency=4)
    assert pace.pause == 8
    pace.answered(10, 404, latency=0.01)
    assert pace.pause == 8
    for _ in range(20):
        pace.answered(20, 200, latency=0.01)
    assert pace.pause == 1


def test_without_a_delay_several_requests_may_be_under_way() -> None:
    pace = Pace()
    for _ in range(FREE_CONCURRENCY):
        assert pace.has_room()
        pace.begin()
    assert not pace.has_room()


def test_retry_after_is_obeyed_to_the_second() -> None:
    pace = Pace(delay=1)
    pace.answered(50, 503, 0.1, retry_after=120)
    assert pace.ready_at == 170


def test_failures_in_a_row_double_the_rest_and_open_the_circuit_and_one_success_closes_it() -> None:
    pace = Pace(delay=1)
    rests = []
    for _ in range(SICK_AFTER + 2):
        pace.blocked_until = float("-inf")
        pace.failed(0.0)
        rests.append(pace.blocked_until)
    assert rests[: SICK_AFTER - 1] == [0.5, 1, 2, 4]
    assert rests[SICK_AFTER - 1 :] == [120, 240, 480]
    pace.answered(1000.0, 200, 0.1)
    assert pace.failures == 0


@given(
    st.lists(st.tuples(st.sampled_from(["ok", "fail", "busy", "given up"]), st.floats(0, 30)), max_size=40),
    st.floats(0.1, 20),
    st.floats(0, 60),
)
def test_whatever_happens_the_next_request_never_comes_before_the_pause(
    story: list[tuple[str, float]], delay: float, crawl_delay: float
) -> None:
    pace = Pace(delay=delay, crawl_delay=crawl_delay)
    now = 0.0
    for what, took in story:
        now = max(now, pace.ready_at)
        pace.begin()
        now += took
        if what == "ok":
            pace.answered(now, 200, took)
        elif what == "busy":
            pace.answered(now, 429, took, retry_after=took)
        elif what == "fail":
            pace.failed(now)
        else:
            pace.abandoned(now)
        assert pace.ready_at - now >= max(delay, crawl_delay) - 1e-6
        assert pace.under_way == 0


class Clock:
    """A time that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def ask(traffic: Traffic, host: str, log: list[str], name: str, priority: int = 0) -> None:
    async with traffic.turn(host, priority) as turn:
        log.append(name)
        await asyncio.sleep(0)
        turn.answered(200, 0.0)


def test_lists_go_before_articles_and_a_blocked_host_holds_up_nobody_else() -> None:
    async def story() -> None:
        traffic = Traffic(Clock(), patience=10)
        log: list[str] = []
        async with traffic.turn("a") as turn, asyncio.TaskGroup() as group:
            for _ in range(FREE_CONCURRENCY - 1):
                traffic.pace("a").begin()
            for name, priority in (("article", 0), ("again", 5), ("list", 10)):
                group.create_task(ask(traffic, "a", log, name, priority))
            group.create_task(ask(traffic, "b", log, "other"))
            for _ in range(5):
                await asyncio.sleep(0)
            assert log == ["other"]
            turn.answered(200, 0.0)
            await ask(traffic, "a", log, "last")
        assert log == ["other", "list", "again", "article", "last"]

    asyncio.run(story())


def test_a_wait_beyond_patience_is_refused_at_once_for_everybody_who_waits() -> None:
    async def story() -> None:
        clock = Clock()
        traffic = Traffic(clock, patience=10)
        traffic.pace("a").blocked_until = clock.now + 11
        with pytest.raises(HostBlockedError) as refused:
            await ask(traffic, "a", [], "x")
        assert refused.value.until == clock.now + 11

    asyncio.run(story())


def test_who_gives_up_waiting_or_fails_inside_gives_the_turn_back() -> None:
    async def story() -> None:
        traffic = Traffic(Clock(), patience=10)
        for _ in range(FREE_CONCURRENCY):
            with pytest.raises(ZeroDivisionError):
                async with traffic.turn("a"):
                    raise ZeroDivisionError
        for _ in range(FREE_CONCURRENCY):
            traffic.pace("a").begin()
        waiting = asyncio.create_task(ask(traffic, "a", [], "x"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert traffic.pace("a").under_way == FREE_CONCURRENCY

    asyncio.run(story())


def test_after_a_stop_nobody_gets_a_turn() -> None:
    async def story() -> None:
        traffic = Traffic(Clock(), patience=10)
        for _ in range(FREE_CONCURRENCY):
            traffic.pace("a").begin()
        waiting = asyncio.create_task(ask(traffic, "a", [], "x"))
        await asyncio.sleep(0)
        traffic.stop()
        with pytest.raises(StoppedError):
            await waiting
        with pytest.raises(StoppedError):
            await ask(traffic, "b", [], "x")

    asyncio.run(story())
