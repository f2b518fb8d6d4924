"""The process pool: limits per job, sick workers replaced, the rest goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from crawler.extract import extract
from crawler.feeds import parse_feed
from crawler.items import Extracted
from crawler.jobs import work
from crawler.pool import ExtractionPool
from crawler.unread import ExtractionError

PROSE = "The two navies trained together for a week off the northern port, an official told reporters there. "


def page(number: int) -> Callable[[], Extracted]:
    html = f"<html><body><h1>Drill number {number}</h1><article><p>{PROSE}</p><p>{PROSE * 2}</p></article></body>"
    return partial(extract, html.encode(), f"https://one.test/{number}")


@dataclass(frozen=True)
class Loop:
    """Never ends."""

    def __call__(self) -> int:
        while True:
            pass


@dataclass(frozen=True)
class Waits:
    """Takes until somebody writes to the pipe at `path`."""

    path: str

    def __call__(self) -> int:
        return len(Path(self.path).read_bytes())


@dataclass(frozen=True)
class Hog:
    """Takes memory without end."""

    def __call__(self) -> int:
        kept: list[bytes] = []
        while True:
            kept.append(b"x" * 50_000_000)


@dataclass(frozen=True)
class Die:
    """Takes its process down."""

    def __call__(self) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0


@dataclass(frozen=True)
class Fail:
    """Raises."""

    def __call__(self) -> int:
        raise LookupError("no such thing")


@dataclass(frozen=True)
class Pid:
    """Says which process it runs in."""

    def __call__(self) -> int:
        return os.getpid()


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractionPool]:
    with ExtractionPool(2, seconds=120, megabytes=300) as pool:
        yield pool


def test_pages_come_back_each_with_its_own_text(pool: ExtractionPool) -> None:
    futures = [pool.submit(page(number)) for number in range(20)]
    assert [future.result(300).title for future in futures] == [f"Drill number {number}" for number in range(20)]


def test_a_feed_is_read_in_the_pool_too(pool: ExtractionPool) -> None:
    body = b"<rss version='2.0'><channel><item><title>One</title><link>https://a.test/1</link></item></channel></rss>"
    assert (
        pool.submit(partial(parse_feed, body, "https://a.test/rss")).result(300).entries[0].link == "https://a.test/1"
    )


def test_a_stuck_page_is_ended_and_the_pages_beside_it_are_read() -> None:
    with ExtractionPool(2, seconds=6) as pool:
        stuck = [pool.submit(Loop()) for _ in range(2)]
        rest = [pool.submit(page(number)) for number in range(5)]
        for future in stuck:
            with pytest.raises(ExtractionError) as error:
                future.result(300)
            assert error.value.kind == "timeout"
        assert all(isinstance(future.result(300), Extracted) for future in rest)


def test_a_page_that_eats_memory_fails_alone(pool: ExtractionPool) -> None:
    hog, good = pool.submit(Hog()), pool.submit(page(1))
    with pytest.raises(ExtractionError) as error:
        hog.result(300)
    assert error.value.kind == "memory"
    assert good.result(300).title == "Drill number 1"


def test_a_page_that_takes_its_process_down_fails_alone(pool: ExtractionPool) -> None:
    dead, good = pool.submit(Die()), pool.submit(page(2))
    with pytest.raises(ExtractionError) as error:
        dead.result(300)
    assert error.value.kind == "crash"
    assert good.result(300).title == "Drill number 2"


def test_what_a_job_raises_comes_out_of_its_future(pool: ExtractionPool) -> None:
    with pytest.raises(LookupError, match="no such thing"):
        pool.submit(Fail()).result(300)
    with pytest.raises(ExtractionError) as error:
        pool.submit(partial(extract, b"", "https://one.test/empty")).result(300)
    assert error.value.kind == "empty"


def test_workers_are_replaced_after_their_share_of_jobs() -> None:
    with ExtractionPool(1, recycle_after=2) as pool:
        pids = [pool.submit(Pid()).result(300) for _ in range(5)]
    assert len(set(pids)) == 3


def test_closing_finishes_what_is_queued_and_refuses_more() -> None:
    pool = ExtractionPool(1)
    futures = [pool.submit(page(number)) for number in range(3)]
    pool.close()
    assert [future.result(0).title for future in futures] == ["Drill number 0", "Drill number 1", "Drill number 2"]
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(page(9))


def test_cancelling_drops_what_has_not_begun() -> None:
    with ExtractionPool(1, seconds=1) as pool:
        running, waiting = pool.submit(Loop()), [pool.submit(page(number)) for number in range(3)]
        pool.cancel()
        assert all(future.cancelled() for future in waiting)
    assert running.cancelled() or isinstance(running.exception(0), ExtractionError)


def test_jobs_that_nobody_waits_for_any_more_do_not_keep_the_pool_from_closing(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pool = ExtractionPool(1, seconds=120)
    first = pool.submit(Waits(str(pipe)))
    forgotten = [pool.submit(page(number)) for number in range(1, 20)]
    for future in forgotten:
        future.cancel()
    pipe.write_bytes(b"go")
    assert first.result(300) == 2
    pool.close()
    assert all(future.cancelled() for future in forgotten)


def test_a_worker_whose_pool_was_killed_ends_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    ours.close()
    worker = context.Process(target=work, args=(theirs, 1_000, 5.0))
    worker.start()
    worker.join(300)
    assert (worker.exitcode, capfd.readouterr().err) == (0, "")
