"""How fast articles join stories, and whether that depends on the archive.

    python -m benchmarks.stories                                 # archives of 10,000 and 100,000: 1-2 minutes
    python -m benchmarks.stories --archives 10000 100000 1000000 # 3-4 minutes and 3 GB of disk

Into each archive, whose prints lie there already, the same articles of 4 kB come in order of time and join (as if
every one matched a watchlist), fingerprint and database included, in slices as screening does it. CPU seconds are
those of this process, in joining and committing only. One thread.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine, insert, select

from benchmarks import archive
from crawler.database import Base, open_database, sessions
from crawler.tables import Article
from monitor.story_store import StoryBook
from monitor.tables import StorySketch

SLICE = 200
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


def main() -> None:
    """Fill a database for each size, let articles join, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archives", type=int, nargs="+", default=[10_000, 100_000], help="prints that lie there")
    parser.add_argument("--joining", type=int, default=6_000, help="articles that come; the first third is warm-up")
    options = parser.parse_args()
    rows = list(archive.articles(options.joining, per_day=PER_DAY))
    print(f"{'archive':>10}{'joined':>8}{'per second':>12}{'per CPU second':>16}{'of the first':>14}")
    first: Rate | None = None
    for size in options.archives:
        rate = measure(size, rows)
        first = first or rate
        share = (rate.joined / rate.cpu) / (first.joined / first.cpu)
        print(
            f"{rate.archive:>10}{rate.joined:>8}{rate.joined / rate.wall:>12.0f}{rate.joined / rate.cpu:>16.0f}"
            f"{share:>13.2f}x",
            flush=True,
        )


def measure(size: int, rows: list[dict[str, object]]) -> Rate:
    """Let `rows` join an archive of `size` prints; the first third is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'archive.sqlite'}")
        Base.metadata.create_all(engine)
        fill(engine, size, before=archive.START)
        book = StoryBook(())
        wall = cpu = 0.0
        counted = 0
        for at in range(0, len(rows), SLICE):
            with engine.begin() as connection:
                connection.execute(insert(Article), rows[at : at + SLICE])
            with sessions(engine).begin() as session:
                articles = session.scalars(select(Article).order_by(Article.id.desc()).limit(SLICE)).all()
                began, used = time.perf_counter(), time.process_time()
                book.join(session, articles, {}, now=archive.START)
                session.commit()
                if at >= len(rows) // 3:
                    wall, cpu = wall + time.perf_counter() - began, cpu + time.process_time() - used
                    counted += len(articles)
        engine.dispose()
    return Rate(size, counted, wall, cpu)


def fill(engine: Engine, size: int, *, before: datetime) -> None:
    """Write keys and (empty) sketches of `size` articles that came before a time, week by week."""
    chance = np.random.default_rng(SEED)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        weekly = 7 * PER_DAY
        written = 0
        while written < size:
            count = min(weekly, size - written)
            at = before - timedelta(weeks=written // weekly)
            week = int(at.timestamp() // 604800)
            numbers = np.arange(10_000_000 + written, 10_000_000 + written + count)
            keys = chance.integers(-(1 << 63), (1 << 63) - 1, count * KEYS)
            order = keys.argsort()
            every = zip(keys[order].tolist(), np.repeat(numbers, KEYS)[order].tolist(), strict=True)
            driver.execute("BEGIN")
            driver.executemany(
                "INSERT INTO story_key (week, key, article_id) VALUES (?, ?, ?)", ((week, *row) for row in every)
            )
            driver.execute("COMMIT")
            sketches = [{"article_id": n, "outlet": "o", "at": at, "data": b"\0"} for n in numbers.tolist()]
            connection.execute(insert(StorySketch), sketches)
            connection.commit()
            written += count
        driver.execute("PRAGMA foreign_keys=ON")


if __name__ == "__main__":
    main()
