"""How fast articles join stories, and whether that depends on the archive.

    python -m benchmarks.stories                                 # archives of 10,000 and 100,000: half a minute
    python -m benchmarks.stories --archives 10000 100000 1000000 # 3-4 minutes and 3 GB of disk
    python -m benchmarks.stories --postgresql                    # in a server of its own, from the installed binaries

Into each archive, whose prints lie there already, the same articles of 4 kB come in order of time and join (as if
every one matched a watchlist), fingerprint and database included, in slices as screening does it. CPU seconds are
those of this process, in joining and committing only, and with PostgreSQL those of the server's process that works for
it, shown beside them. One thread.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from benchmarks import archive
from benchmarks.starting import own_postgres
from crawler.database import Base, open_database, sessions
from crawler.tables import Article
from monitor.meetings import pack
from monitor.screen import SLICE
from monitor.story_meetings import write_meetings
from monitor.story_store import StoryBook
from monitor.tables import StorySketch
from tests.fakes.postgres import PostgresServer

PER_DAY = 2_000
"""Matched articles a day, in the archive and afterwards."""
KEYS = 27
"""Of one print."""
SEED = 11


class Rate(NamedTuple):
    """How it went with one archive."""

    archive: int
    joined: int
    wall: float
    """Seconds."""
    cpu: float
    """Seconds."""
    server: float
    """Seconds of CPU of the server's process."""


def main() -> None:
    """Fill a database for each size, let articles join, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archives", type=int, nargs="+", default=[10_000, 100_000], help="prints that lie there")
    parser.add_argument("--joining", type=int, default=7_200, help="articles that come; the first third is warm-up")
    parser.add_argument("--postgresql", action="store_true", help="measure with PostgreSQL instead of SQLite")
    options = parser.parse_args()
    rows = list(archive.articles(options.joining, per_day=PER_DAY))
    print(f"{'archive':>10}{'joined':>8}{'per second':>12}{'per CPU second':>16}{'of the first':>14}{'server':>8}")
    first: Rate | None = None
    with ExitStack() as stack:
        server: PostgresServer | None = None
        if options.postgresql:
            server = own_postgres(stack)
        for size in options.archives:
            with tempfile.TemporaryDirectory() as folder:
                rate = measure(
                    server.create() if server else f"sqlite:///{Path(folder) / 'archive.sqlite'}", size, rows
                )
            first = first or rate
            share = (rate.joined / rate.cpu) / (first.joined / first.cpu)
            print(
                f"{rate.archive:>10}{rate.joined:>8}{rate.joined / rate.wall:>12.0f}{rate.joined / rate.cpu:>16.0f}"
                f"{share:>13.2f}x{rate.server:>7.2f}s",
                flush=True,
            )


def measure(url: str, size: int, rows: list[dict[str, object]]) -> Rate:
    """Let `rows` join an archive of `size` prints in an empty database; the first third is not counted."""
    engine = open_database(url)
    Base.metadata.create_all(engine)
    fill(engine, size, before=archive.START)
    book = StoryBook(())
    wall = cpu = server = 0.0
    counted = 0
    for at in range(0, len(rows), SLICE):
        coming = rows[at : at + SLICE]
        with engine.begin() as connection:
            connection.execute(insert(Article), coming)
        with sessions(engine).begin() as session:
            articles = session.scalars(select(Article).order_by(Article.id.desc()).limit(len(coming))).all()
            backend = _backend(session)
            began, used, served = time.perf_counter(), time.process_time(), _cpu_of(backend)
            book.join(session, articles, {}, now=archive.START, prints=book.prints(session, articles, {}))
            session.commit()
            if at >= len(rows) // 3:
                wall, cpu = wall + time.perf_counter() - began, cpu + time.process_time() - used
                server += _cpu_of(backend) - served
                counted += len(articles)
    engine.dispose()
    return Rate(size, counted, wall, cpu, server)


def _backend(session: Session) -> int:
    """Number of the server's process that works for a session; 0 for SQLite, which works in ours."""
    return session.scalar(select(func.pg_backend_pid())) or 0 if session.get_bind().dialect.name == "postgresql" else 0


def _cpu_of(process: int) -> float:
    if not process:
        return 0.0
    values = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def fill(engine: Engine, size: int, *, before: datetime) -> None:
    """Write keys and (empty) sketches of `size` articles, which are not there themselves, that came before a time, week
    by week."""
    chance = np.random.default_rng(SEED)
    weekly = 7 * PER_DAY
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        postgres = engine.dialect.name == "postgresql"
        driver.execute("SET session_replication_role = replica" if postgres else "PRAGMA foreign_keys=OFF")
        if postgres:
            driver.commit()
        for written in range(0, size, weekly):
            count = min(weekly, size - written)
            at = before - timedelta(weeks=written // weekly)
            week = int(at.timestamp() // 604800)
            numbers = np.arange(10_000_000 + written, 10_000_000 + written + count)
            keys = chance.integers(-(1 << 63), (1 << 63) - 1, count * KEYS)
            order = keys.argsort()
            every = zip(keys[order].tolist(), np.repeat(numbers, KEYS)[order].tolist(), strict=True)
            met = [(week, key, pack([article])) for key, article in every]
            sketches = [{"article_id": n, "outlet": "o", "at": at, "data": b"\0"} for n in numbers.tolist()]
            with Session(connection) as session:
                write_meetings(session, met)
                session.execute(insert(StorySketch), sketches)
                session.commit()
        driver.execute("SET session_replication_role = origin" if postgres else "PRAGMA foreign_keys=ON")
        if postgres:
            driver.commit()


if __name__ == "__main__":
    main()
