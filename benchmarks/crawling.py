"""The crawler as the daemon uses it, with an eye on what its processes cost."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
from sqlalchemy import func, select

from crawler.crawl import Crawler, CrawlOptions
from crawler.database import Base, open_database, sessions
from crawler.outlets import Outlet
from crawler.tables import Article

CRAWLER, READERS = "crawler", "readers"


@dataclass(frozen=True)
class Figures:
    """What one contestant did: articles kept, in how many seconds, at how many seconds of CPU in all its processes."""

    kept: int
    seconds: float
    cpu: float
    parts: dict[str, float] = field(default_factory=dict)
    """CPU seconds by kind of process, where known."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.kept / self.seconds if self.kept else 0.0

    @property
    def per_cpu(self) -> float:
        """Articles for each second of CPU."""
        return self.kept / self.cpu if self.kept else 0.0


@dataclass(frozen=True)
class Quiet:
    """A round without news, for each feed: requests of any kind, and CPU time of the crawler's main process."""

    requests: float
    milliseconds: float


class Crawl:
    """One crawler process that lives on between rounds, and its database; a context manager.

    Args:
        folder: For the database.
        warm: Base address of an outlet that is crawled at the start, and not counted: it starts the processes.
        bases: Of the outlets to crawl.
        budget: Pages of each outlet in one round.
    """

    def __init__(self, folder: Path, warm: str, bases: list[str], *, budget: int) -> None:
        url = f"sqlite:///{folder / 'bench.sqlite'}"
        self._engine = open_database(url)
        Base.metadata.create_all(self._engine)
        self._warm, *self._outlets = [_outlet(number, base, budget) for number, base in enumerate([warm, *bases])]
        self._options = CrawlOptions(database=url, user_agent="Tocsin/0 (+https://watch.example)", languages=("en",))
        self._crawler = Crawler()

    def __enter__(self) -> Self:
        self._crawler.round([self._warm], self._options)
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._crawler.close()
        self._engine.dispose()

    def everything(self) -> Figures:
        """Crawl the outlets once. What is reported as new must be in the database."""
        stored, before, began = self._stored(), self._cpu(), time.perf_counter()
        report = self._crawler.round(self._outlets, self._options)
        seconds, after = time.perf_counter() - began, self._cpu()
        assert self._stored() - stored == report.new, f"{report.new} reported, {self._stored() - stored} stored"
        parts = {kind: after[kind] - before[kind] for kind in after}
        return Figures(report.new, seconds, sum(parts.values()), parts)

    def quiet(self, rounds: int) -> Quiet:
        """Rounds of outlets that have nothing new."""
        before, requests = self._cpu()[CRAWLER], 0
        for _ in range(rounds):
            report = self._crawler.round(self._outlets, self._options)
            assert report.new == 0, "there was news"
            requests += sum(outlet.requests for outlet in report.outlets)
        feeds = rounds * len(self._outlets)
        return Quiet(requests / feeds, 1000 * (self._cpu()[CRAWLER] - before) / feeds)

    def memory(self) -> tuple[float, float]:
        """MB that the crawler's process and those that read pages have in memory now; what they share is counted in
        equal parts."""
        process = self._process()
        readers = sum(_megabytes(child) for child in process.children(recursive=True))
        return _megabytes(process), readers

    def _process(self) -> psutil.Process:
        child = self._crawler._child
        assert child is not None
        return psutil.Process(child._process.pid)

    def _cpu(self) -> dict[str, float]:
        process = self._process()
        own = process.cpu_times()
        readers = sum(sum(child.cpu_times()[:4]) for child in process.children(recursive=True))
        return {CRAWLER: own.user + own.system, READERS: readers}

    def _stored(self) -> int:
        with sessions(self._engine)() as session:
            return session.scalar(select(func.count()).select_from(Article)) or 0


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 1_000_000


def _outlet(number: int, base: str, budget: int) -> Outlet:
    named = {"id": f"outlet-{number}", "name": f"Outlet {number}", "language": "en", "country": "US"}
    pace = {"delay": "0", "budget": budget, "allow_private": True}
    return Outlet.model_validate({**named, **pace, "feeds": [f"{base}/feed"]})
