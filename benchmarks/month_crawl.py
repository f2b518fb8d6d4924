"""As many looks as a month has, by the real crawler: memory and open files on the second day and at the end.

    python -m benchmarks.month_crawl [DAYS] [OUTLETS]

`benchmarks.month` lives through thirty days of schedule with a stand-in for the crawler; this is the other half. Rounds
follow one another at once, 48 a day, over outlets on loopback whose lists of 200 get eight new articles a day: one that
did not change is a 304, one that did is read, and its new page is fetched, read and stored, by the processes that a
daemon has. Each day is as large as its largest of four samples; memory that processes share is counted in equal parts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import func, select

from benchmarks.growing_press import LISTED, GrowingPress
from benchmarks.starting import Argument, positional
from crawler.crawl import Crawler
from crawler.database import Base, open_database, sessions
from crawler.options import CrawlOptions
from crawler.outlets import Outlet
from crawler.tables import Article, OutletRun

LOOKS_A_DAY = 48
SAMPLES = 4
ARTICLES_A_DAY = 8


@dataclass(frozen=True)
class Size:
    """Of a day, or of a moment of it."""

    crawler: float
    """MB."""
    readers: float
    """MB of all processes below the crawler's."""
    files: int
    """Open in the crawler's process."""
    processes: int

    @classmethod
    def now(cls, crawler: psutil.Process) -> Size:
        """As it is at this moment."""
        below = crawler.children(recursive=True)
        return cls(_megabytes(crawler), sum(map(_megabytes, below)), crawler.num_fds(), len(below))

    @classmethod
    def largest(cls, samples: Sequence[Size]) -> Size:
        """Each figure at its largest."""
        return cls(
            max(one.crawler for one in samples),
            max(one.readers for one in samples),
            max(one.files for one in samples),
            max(one.processes for one in samples),
        )

    def __str__(self) -> str:
        return f"crawler {self.crawler:.1f} MB, {self.processes} below it {self.readers:.1f} MB, {self.files} files"


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 1_000_000


def main(arguments: Sequence[str]) -> int:
    """Look, look again, and compare."""
    days, outlets = positional(
        __doc__,
        arguments,
        Argument("days", int, 30, "to live through"),
        Argument("outlets", int, 8, "that are watched"),
    )
    read, looks, began = 0, 0, time.monotonic()
    sizes: list[Size] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        url = f"sqlite:///{folder / 'month.sqlite'}"
        engine = open_database(url)
        Base.metadata.create_all(engine)
        options = CrawlOptions(database=url, user_agent="Tocsin/0 (+https://watch.example)", workers=1)
        with GrowingPress(outlets, None, 0, folder / "press.jsonl") as press, Crawler() as crawler:
            papers = [_outlet(number, base) for number, base in enumerate(press.bases)]
            for day in range(days):
                samples = []
                for look in range(LOOKS_A_DAY):
                    press.publish(LISTED + day * ARTICLES_A_DAY + look * ARTICLES_A_DAY // LOOKS_A_DAY)
                    report = crawler.round(papers, options)
                    failed = [one.problem for one in report.outlets if one.problem]
                    if failed or report.restarts:
                        raise SystemExit(f"a look failed: {failed or 'the crawler had to be started again'}")
                    read, looks = read + report.new, looks + len(report.outlets)
                    if (look + 1) % (LOOKS_A_DAY // SAMPLES) == 0:
                        samples.append(Size.now(_crawler()))
                sizes.append(Size.largest(samples))
                print(f"day {len(sizes):2}  {sizes[-1]}, {read} articles", file=sys.stderr, flush=True)
            child = _crawler()
            used = sum(sum(one.cpu_times()[:4]) for one in (child, *child.children(recursive=True)))
        with sessions(engine)() as session:
            written = session.scalar(select(func.count()).where(OutletRun.finished.is_not(None)))
            kept = session.scalar(select(func.count()).select_from(Article))
        engine.dispose()
    second, last = sizes[min(1, days - 1)], sizes[-1]
    print(f"days, looks, articles   {days}, {looks} ({written} written down), {read} ({kept} kept)")
    print(f"day 2                   {second}")
    print(f"last day                {last}")
    grown = (last.crawler + last.readers) / (second.crawler + second.readers) - 1
    print(f"memory, day 2 to last   {grown:+.1%}")
    print(f"CPU, wall clock         {used:.0f} s, {time.monotonic() - began:.0f} s")
    wrong = written != looks or kept != read
    return 1 if wrong or grown > 0.1 or last.files > second.files * 1.1 or last.processes > second.processes else 0


def _crawler() -> psutil.Process:
    (found,) = (child for child in psutil.Process().children() if "crawler" in child.cmdline())
    return found


def _outlet(number: int, base: str) -> Outlet:
    named = {"id": f"outlet-{number}", "name": f"Outlet {number}", "language": "en", "country": "GB"}
    return Outlet.model_validate({**named, "delay": "0s", "allow_private": True, "feeds": [f"{base}/feed"]})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
