"""A reading process from inside: it takes jobs until it is told to end, within limits of its own."""

from __future__ import annotations

import contextlib
import pickle
import resource
import signal
from collections.abc import Sequence
from datetime import datetime
from multiprocessing.connection import Connection

import psutil

from crawler.items import Extracted
from crawler.memory import give_back, resident
from crawler.unread import ExtractionError


def work(pipe: Connection, megabytes: int, seconds: float) -> None:
    """A worker: takes jobs until it gets None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pool's business
    _limit_memory(megabytes)
    with contextlib.suppress(OSError):  # a pool that was killed meanwhile: the wait for a job ends at once
        pipe.send_bytes(packed(("ready", None)))
    least = resident()
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if job is None:
            return
        signal.setitimer(signal.ITIMER_REAL, 3 * seconds)  # ends a stuck worker even if the pool itself was killed
        try:
            answer = ("result", job())
        except MemoryError:
            answer = ("memory", None)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the job
            answer = ("error", error)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send_bytes(packed(answer))
        except MemoryError:
            pipe.send_bytes(packed(("memory", None)))
        except OSError:  # the pool was killed: nobody waits for the answer
            return
        except Exception as error:  # noqa: BLE001 - an exception that cannot be pickled is told in words
            pipe.send_bytes(packed(("error", ExtractionError("crash", f"{type(error).__name__}: {error}"))))
        del job, answer
        least = give_back(least)


def read_page(
    html: bytes | str,
    url: str,
    *,
    charset: str | None = None,
    fetched: datetime | None = None,
    languages: Sequence[str] = (),
) -> Extracted:
    """`crawler.extract.extract` as a job of those who only wait for it: what it needs is loaded in the reader alone.

    Raises:
        ExtractionError: as there.
    """
    from crawler.extract import extract  # noqa: PLC0415 - loaded in the reader, or in the server it is forked from

    return extract(html, url, charset=charset, fetched=fetched, languages=languages)


def packed(value: object) -> bytes:
    """``value`` for the pipe; `Connection.send` would make a pickler that knows of sockets and locks each time."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _limit_memory(megabytes: int) -> None:
    """Let allocation fail once this process has grown by ``megabytes`` (address space, as libxml2's memory is C's)."""
    limit = psutil.Process().memory_info().vms + megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or limit <= hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
