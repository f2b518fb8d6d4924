"""The one thread of the crawler that talks to the database; many small pieces of work share a transaction."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from crawler.database import sessions

T = TypeVar("T")
Work = Callable[[Session], Any]
BATCH = 64
"""Pieces of work in one transaction at most; a commit waits for the disk, so it is shared."""
LINGER = 0.05
"""Seconds that work which nobody hurries for waits for more to share its commit with."""


@dataclass(frozen=True)
class _Piece:
    work: Work
    future: Future[Any]
    hurry: bool


def not_stored(error: DBAPIError | OSError) -> str:
    """For people: a full disk, a lock, a server that went away. What was found is found again by the next look."""
    why = str(error.orig).partition("\n")[0] if isinstance(error, DBAPIError) else error.strerror or str(error)
    return f"what was found could not be stored: {why}"


class Writer:
    """Runs functions of a session one after the other, off the event loop.

    A result is handed over only after its transaction was committed: what a caller has seen as done stays done. A
    piece of work that fails is rolled back alone; work may therefore be called twice, and must do nothing but use its
    session. Use as a context manager; leaving it waits for what was handed in.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sessions = sessions(engine)
        self._queue: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._queue.put(None)
        self._thread.join()

    def submit(self, work: Callable[[Session], T], *, hurry: bool = True) -> Future[T]:
        """Queue ``work``; its future is done when its transaction is committed, or failed.

        Without ``hurry`` it may wait for `LINGER` seconds, which saves most of the commits where many articles come in
        side by side.
        """
        future: Future[T] = Future()
        self._queue.put(_Piece(work, future, hurry))
        return future

    async def run(self, work: Callable[[Session], T], *, hurry: bool = True) -> T:
        """The same for coroutines. Raises what ``work`` or the commit raised."""
        done = asyncio.wrap_future(self.submit(work, hurry=hurry))
        done.add_done_callback(_noticed)
        return await asyncio.shield(done)

    def _serve(self) -> None:
        running = True
        while running:
            batch: list[tuple[Work, Future[Any]]] = []
            latest = float("inf")
            piece = self._queue.get()
            while piece is not None:
                batch.append((piece.work, piece.future))
                latest = min(latest, time.monotonic() + (0 if piece.hurry else LINGER))
                if len(batch) == BATCH:
                    break
                try:
                    piece = self._queue.get(timeout=max(0.0, latest - time.monotonic()))
                except queue.Empty:
                    break
            running = piece is not None
            if batch:
                self._commit(batch)
        self._engine.dispose()  # SQLite in memory is closed by the thread that opened it, or by nobody

    def _commit(self, batch: list[tuple[Work, Future[Any]]]) -> None:
        """All of ``batch`` in one transaction; where one fails, each in its own savepoint, so that it fails alone."""
        try:
            with self._sessions() as session:
                results = []
                for work, _ in batch:
                    results.append(work(session))
                    session.flush()
                    session.expunge_all()  # the next piece of work must see the rows as they are
                session.commit()
        except Exception:  # noqa: BLE001  (whichever it was: found out and handed over below)
            self._commit_apart(batch)
            return
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)

    def _commit_apart(self, batch: list[tuple[Work, Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        try:
            with self._sessions() as session:
                for work, future in batch:
                    try:
                        done.append((future, _one(session, work)))
                    except Exception as error:  # noqa: BLE001  (handed to the caller)
                        future.set_exception(error)
                session.commit()
        except Exception as error:  # noqa: BLE001  (handed to every caller of the batch)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for future, result in done:
            future.set_result(result)


def _noticed(done: asyncio.Future[Any]) -> None:
    """Who waited may have been cancelled since: a failure that nobody asks for is no news for the log."""
    if not done.cancelled():
        done.exception()


def _one(session: Session, work: Work) -> Any:
    """``work`` in a savepoint; once more where another process was quicker to write the same row."""
    try:
        with session.begin_nested():
            return work(session)
    except IntegrityError:
        with session.begin_nested():
            return work(session)
