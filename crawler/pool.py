"""A pool of processes for reading hostile input: each job has a wall-clock and a memory limit of its own.

A stuck or bloated worker is killed alone; the others, and the crawl, go on. Workers are started by forkserver, never
by a fork of a process that runs a reactor and threads, and are replaced after a number of jobs, so that what a
library leaks stays small.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from crawler.jobs import packed, work
from crawler.unread import ErrorKind, ExtractionError

T = TypeVar("T")

_RECYCLE_AFTER = 500
_START_SECONDS = 60.0
_KILL_SECONDS = 5.0
_MAX_FAILED_STARTS = 5


@dataclass
class _Task(Generic[T]):
    job: Callable[[], T]
    future: Future[T]


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    jobs: int = 0
    task: _Task[Any] | None = None
    deadline: float = float("inf")
    ready: bool = False


class ExtractionPool:
    """Runs picklable jobs (callables without arguments, such as a partial of `extract`) in ``workers`` processes.

    A job that takes longer than ``seconds`` or makes its worker grow past ``megabytes`` fails with an
    `ExtractionError` of kind "timeout" or "memory"; one that takes its process down, of kind "crash". Any exception a
    job raises comes out of its future. Futures are completed in the pool's own thread: callbacks must be short.
    """

    def __init__(
        self, workers: int, seconds: float = 20.0, megabytes: int = 600, recycle_after: int = _RECYCLE_AFTER
    ) -> None:
        if workers < 1:
            raise ValueError(f"a pool needs at least one worker, not {workers}")
        self._seconds = seconds
        self._megabytes = megabytes
        self._recycle_after = recycle_after
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["crawler.jobs", "crawler.preload"])
        self._lock = threading.Lock()
        self._queue: deque[_Task[Any]] = deque()
        self._closing = False
        self._failed_starts = 0
        self._wake_read, self._wake_write = os.pipe()
        self._workers = [self._start() for _ in range(workers)]
        self._thread = threading.Thread(target=self._run, name="extraction-pool", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Queue ``job``; its result, or the exception it ended with, comes in the future."""
        future: Future[T] = Future()
        with self._lock:
            if self._closing:
                raise RuntimeError("the pool is closed")
            self._queue.append(_Task(job, future))
        os.write(self._wake_write, b"x")
        return future

    def close(self) -> None:
        """Finish what is queued, then stop every worker."""
        with self._lock:
            self._closing = True
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"x")
        self._thread.join()

    def cancel(self) -> None:
        """Drop what is queued and not yet running; `close` then returns within one job's limit."""
        with self._lock:
            dropped, self._queue = list(self._queue), deque()
        for task in dropped:
            task.future.cancel()

    def __enter__(self) -> ExtractionPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # everything below runs in the pool's thread (and `_start` once in the constructor)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._megabytes, self._seconds), daemon=True)
        with _without_main():
            process.start()
        theirs.close()
        return _Worker(process, ours, deadline=time.monotonic() + _START_SECONDS)

    def _run(self) -> None:
        try:
            while True:
                self._assign()
                with self._lock:
                    done = self._closing and not self._queue
                if self._failed_starts > _MAX_FAILED_STARTS:  # starting more of them would go on for ever
                    return
                if done and not any(worker.task for worker in self._workers):
                    return
                self._wait()
        finally:
            self._fail_the_rest()
            for worker in self._workers:
                self._stop(worker)
            os.close(self._wake_read)
            os.close(self._wake_write)

    def _fail_the_rest(self) -> None:
        """Nobody waits for ever: what is left when the thread ends (only after a fault of its own) fails."""
        with self._lock:
            self._closing = True
            left, self._queue = list(self._queue), deque()
        for task in [*left, *(worker.task for worker in self._workers if worker.task)]:
            if not task.future.cancelled():
                task.future.set_exception(ExtractionError("crash", "the processes for reading pages cannot be started"))

    def _assign(self) -> None:
        for place, worker in enumerate(self._workers):
            if worker.task is not None:
                continue
            with self._lock:
                if not self._queue:
                    return
            if worker.jobs >= self._recycle_after:
                self._stop(worker)
                self._workers[place] = worker = self._start()  # noqa: PLW2901 - the loop goes on with the new one
            task = self._next()
            if task is not None:
                self._send(worker, task)

    def _next(self) -> _Task[Any] | None:
        """The next job that somebody still waits for; cancelled ones are passed over, all of them, or the thread would
        go to sleep with a queue that nothing wakes it for."""
        with self._lock:
            while self._queue:
                task = self._queue.popleft()
                if task.future.set_running_or_notify_cancel():
                    return task
        return None

    def _send(self, worker: _Worker, task: _Task[Any]) -> None:
        worker.task = task
        worker.jobs += 1
        worker.deadline = time.monotonic() + self._seconds + (0 if worker.ready else _START_SECONDS)
        try:
            worker.pipe.send_bytes(packed(task.job))
        except (OSError, ValueError):
            self._replace(worker, "crash", "the reading process was gone")
        except Exception as error:  # noqa: BLE001 - a job that cannot be pickled is its sender's error
            worker.task = None
            task.future.set_exception(error)

    def _wait(self) -> None:
        """Sleep until a result, a new job or a deadline comes, and handle it."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None or not worker.ready}
        deadline = min((worker.deadline for worker in busy.values() if worker.task), default=float("inf"))
        timeout = None if deadline == float("inf") else max(0.0, deadline - time.monotonic())
        for source in wait([*busy, self._wake_read], timeout):
            if source == self._wake_read:
                os.read(self._wake_read, 65536)
            elif isinstance(source, Connection):
                self._receive(busy[source])
        now = time.monotonic()
        for worker in list(busy.values()):
            if worker.task is not None and now >= worker.deadline:
                self._replace(worker, "timeout", f"reading it took more than {self._seconds:g} s")

    def _receive(self, worker: _Worker) -> None:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, "crash", "the reading process ended")
            return
        except Exception as error:  # noqa: BLE001 - a result that cannot be unpickled belongs to its job
            kind, value = "error", error
        if kind == "ready":
            worker.ready = True
            self._failed_starts = 0
            if worker.task is not None:
                worker.deadline = time.monotonic() + self._seconds
            return
        task, worker.task = worker.task, None
        worker.deadline = float("inf")
        if task is None:
            return
        if kind == "result":
            task.future.set_result(value)
        elif kind == "memory":
            task.future.set_exception(
                ExtractionError("memory", f"reading it took more than {self._megabytes} MB of memory")
            )
            worker.jobs = self._recycle_after  # what is left of its heap is not to be trusted
        else:
            task.future.set_exception(value)

    def _replace(self, worker: _Worker, kind: ErrorKind, message: str) -> None:
        """Put a new worker in the place of one that is stuck or gone, and fail its job."""
        if not worker.ready:
            self._failed_starts += 1
        exit_code = worker.process.exitcode
        task, worker.task = worker.task, None
        self._stop(worker, at_once=True)
        self._workers[self._workers.index(worker)] = self._start()
        if task is not None:
            detail = f" (exit code {exit_code})" if kind == "crash" and exit_code is not None else ""
            task.future.set_exception(ExtractionError(kind, message + detail))

    def _stop(self, worker: _Worker, *, at_once: bool = False) -> None:
        if not at_once:
            with contextlib.suppress(OSError, ValueError):
                worker.pipe.send_bytes(packed(None))
            worker.process.join(_KILL_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
        worker.process.join()
        worker.pipe.close()


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Let a worker start without importing the program again: the command line or a crawl is of no use to it."""
    main = sys.modules["__main__"]
    hidden = {name: vars(main)[name] for name in ("__spec__", "__file__") if name in vars(main)}
    for name in hidden:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)
