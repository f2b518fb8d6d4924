"""How fast articles join stories, and whether that depends on the archive.

    python -m benchmarks.stories --archive 100000

Every article joins (as if every one matched a watchlist), fingerprint and database included, in slices as screening
does it. The rate is printed for every tenth of the archive: it should not fall. CPU seconds are those of this process;
on a PostgreSQL URL the server's are not counted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from benchmarks import archive
from crawler.database import Base, open_database, sessions
from crawler.tables import Article
from monitor.story_store import StoryBook
from monitor.tables import Story, StoryArticle, StoryKey

SLICE = 200


def main() -> None:
    """Fill a database, let its articles join, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=int, default=20_000, help="articles in all")
    parser.add_argument("--per-day", type=int, default=2_000, help="matched articles a day; keys are kept by week")
    parser.add_argument("--database", help="URL of an empty database (default: SQLite in a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(options.database or f"sqlite:///{Path(folder) / 'archive.sqlite'}")
        Base.metadata.create_all(engine)
        archive.fill(engine, options.archive, options.per_day)
        print(f"{'articles':>10}{'per second':>12}{'per CPU second':>16}{'stories':>10}{'keys':>10}")
        book = StoryBook(())
        last = 0
        for _ in range(10):
            wall, cpu, count = time.perf_counter(), time.process_time(), 0
            while count < options.archive / 10:
                with sessions(engine).begin() as session:
                    rows = session.scalars(
                        select(Article).where(Article.id > last).order_by(Article.id).limit(SLICE)
                    ).all()
                    if not rows:
                        break
                    book.join(session, rows, {}, now=archive.START)
                last, count = rows[-1].id, count + len(rows)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            with sessions(engine)() as session:
                stories = session.scalar(select(func.count()).select_from(Story))
                keys = session.scalar(select(func.count()).select_from(StoryKey))
                joined = session.scalar(select(func.count()).select_from(StoryArticle))
            print(f"{joined:>10}{count / wall:>12.0f}{count / cpu:>16.0f}{stories:>10}{keys:>10}", flush=True)
        engine.dispose()


if __name__ == "__main__":
    main()
