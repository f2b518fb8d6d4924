"""JSON lines: one object a line on stdin, one object a line on stdout, in order; a bad line costs only itself.

A line that cannot be worked on is answered by `{"id", "error"}`. The run goes on, and ends with exit code 1.
"""

from __future__ import annotations

import json
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Final

import typer

from crawler.json_lines import batches, record
from tocsin.cli import exits, output, streams
from tocsin.cli.failures import RefusedError

Record = dict[str, Any]
Work = Callable[[Record], str]
"""Makes of a record the fields of its answer: JSON without the brackets around it."""
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode
_TOGETHER: Final = 128
"""Lines that are handed to a process at once: of articles, about half a megabyte."""
_LOOK_AGAIN: Final = 0.05
"""Seconds."""
_AHEAD: Final = 4
"""Such portions in work per process: enough to keep all of them busy, few enough to keep memory flat."""


def transform(work: Work, workers: int) -> None:
    """Read stdin, write what `work` makes of each record, in order, with the record's id in front.

    What comes line by line is answered line by line; what comes faster is worked on by several processes.

    Args:
        work: raises ValueError for a record that cannot be worked on; that gives `{"id", "error"}`. It is called in
            processes that are copies of this one.
        workers: how many of them; with 1 there is none.

    Raises:
        RefusedError: nobody can read the answers, or a process was killed.
        typer.Exit: some lines could not be worked on.
    """
    failed = 0
    for answers, bad in _alone(work) if workers == 1 else _together(work, workers):
        _write(answers)
        failed += bad
    _end(failed)


def put(answers: Generator[str, None, int]) -> None:
    """Write each answer as it comes. The generator returns how many lines failed.

    Raises:
        RefusedError: nobody can read them.
        typer.Exit: some did.
    """
    failed = 0

    def through() -> Iterator[str]:
        nonlocal failed
        failed = yield from answers

    for answer in through():
        _write(f"{answer}\n")
    _end(failed)


def _write(answers: str) -> None:
    if answers and streams.was_closed(1):
        raise RefusedError("stdout is closed, so nobody can read the answers; to drop them write > /dev/null")
    sys.stdout.write(answers)
    sys.stdout.flush()


def _end(failed: int) -> None:
    if failed:
        output.note(f'{failed} {"line" if failed == 1 else "lines"} failed; each is answered by its "error".')
        raise typer.Exit(exits.PROBLEM)


def _portions() -> Iterator[tuple[int, list[bytes]]]:
    """The lines of stdin, those that are there already together, with the number of the first."""
    number = 1
    for lines in batches(sys.stdin.buffer):
        for start in range(0, len(lines), _TOGETHER):
            yield number + start, lines[start : start + _TOGETHER]
        number += len(lines)


def _answered(work: Work, first: int, lines: list[bytes]) -> tuple[str, int]:
    """The answers to some lines, and how many of them could not be worked on."""
    answers: list[str] = []
    failed = 0
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        name = None
        try:
            asked = record(line, number)
            name = asked["id"]
            answer = work(asked)
        except ValueError as error:
            answer = f'"error": {_ENCODE(str(error))}'
            failed += 1
        answers.append(f'{{"id": {_ENCODE(name)}, {answer}}}\n')
    return "".join(answers), failed


def _alone(work: Work) -> Iterator[tuple[str, int]]:
    for first, lines in _portions():
        yield _answered(work, first, lines)


def _together(work: Work, workers: int) -> Iterator[tuple[str, int]]:
    pending: deque[tuple[int, Future[tuple[str, int]]]] = deque()
    waited = 1
    copies = ProcessPoolExecutor(workers, get_context("fork"), _begin, (work,))
    try:
        for first, lines in _portions():
            waited = pending[0][0] if pending else first
            pending.append((first, copies.submit(_in_copy, first, lines)))
            while pending and (len(pending) >= _AHEAD * workers or not _more_is_there()):
                waited = pending[0][0]
                yield pending.popleft()[1].result()
        while pending:
            waited = pending[0][0]
            yield pending.popleft()[1].result()
    except BrokenProcessPool:
        raise RefusedError(
            f"a process that worked on lines was killed (out of memory?): line {waited} and those after it are not "
            "answered; give them again, with fewer --workers where memory is short",
            code=exits.MACHINE,
        ) from None
    finally:
        copies.shutdown(cancel_futures=True)


def lines_and_pauses() -> Iterator[bytes | None]:
    """The lines of stdin, and None every now and then while the next ones are not there."""
    for lines in batches(sys.stdin.buffer):
        yield from lines
        while not _more_is_there(_LOOK_AGAIN):
            yield None


def _more_is_there(within: float = 0) -> bool:
    """Whether reading on would not have to wait, or not longer than ``within`` seconds."""
    return bool(select.select([sys.stdin.fileno()], [], [], within)[0])


_work: Work


def _begin(work: Work) -> None:
    """In a new process: remember what to do, and leave Ctrl-C to the parent."""
    global _work  # noqa: PLW0603 (how a pool hands something to its processes that cannot be pickled)
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_copy(first: int, lines: list[bytes]) -> tuple[str, int]:
    return _answered(_work, first, lines)
