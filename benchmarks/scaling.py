"""How much more two workers of a fleet store than one, from outlets that take 50 ms to answer, and where the time goes.

    python -m benchmarks.scaling [ARTICLES-OF-EACH] [KILOBYTES]

Eight outlets on loopback without a pause (`delay: 0s`: up to four requests at a time each); a scheduler, and first one,
then two real `tocsin worker` with two jobs at a time and one extraction process each, on a PostgreSQL of its own (from
the installed binaries). The rate is that between a tenth and nine tenths of the articles, by when they were stored, and
CPU time is counted over the same stretch: starting up is left out.

Press and PostgreSQL work on the same cores, and a machine seldom gives two busy processes twice what it gives one. So
the same run also measures what it gives: a process that parses pages, alone and beside another one, before and after.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
from lxml import html
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from benchmarks.fleet import ROOT
from benchmarks.folders import write
from benchmarks.loopback import LoopbackPress, article
from crawler.database import open_database, reader, sessions
from crawler.tables import Article
from tests.fakes.postgres import PostgresServer, binaries

OUTLETS = 8
LATENCY = 0.05
PATIENCE = 400.0
"""Seconds until a run is given up."""
LOOK_SECONDS = 0.25
BURN_SECONDS = 3.0
ROLES = ("press", "PostgreSQL", "scheduler", "workers", "crawlers", "readers")


@dataclass(frozen=True)
class Found:
    """What one run showed."""

    rate: float
    """Articles a second."""
    cores: float
    """CPU seconds of all processes a second."""
    cost: dict[str, float]
    """CPU seconds an article, by role."""


def config(folder: Path, bases: Sequence[str]) -> Path:
    """A folder that watches the press."""
    stanzas = "".join(
        f"  - {{id: o{n}, name: Paper {n}, language: en, country: GB, feeds: [{base}/feed], delay: 0s,"
        " allow_private: true}\n"
        for n, base in enumerate(bases)
    )
    files = {
        "settings.yaml": "contact: https://example.org/bot\nworkers: 1\n",
        "outlets.yaml": f"outlets:\n{stanzas}",
        "watchlists/quays.yaml": "title: Quays\nmatch: [quay]\ntests: {hit: [A quay was closed.]}\n",
        "digests.yaml": 'digests:\n  - {id: d, to: desk@example.org, at: "07:30"}\n',
    }
    return write(folder, files)


def seconds(roots: dict[str, list[psutil.Process]]) -> dict[str, float]:
    """CPU seconds so far, by role. What a process that has ended used stands with the parent that waited for it."""
    used = dict.fromkeys(ROLES, 0.0)
    for role, processes in roots.items():
        for root in processes:
            tree = [(root, role)]
            while tree:
                process, name = tree.pop()
                try:
                    used[name] += sum(process.cpu_times()[:4])
                    tree += [(child, _role(child, name)) for child in process.children()]
                except psutil.NoSuchProcess:
                    continue
    return used


def _role(process: psutil.Process, parents: str) -> str:
    """A worker has a crawler, and that one processes that read pages."""
    if parents == "workers" and "crawler" in process.cmdline():
        return "crawlers"
    return "readers" if parents == "crawlers" else parents


def measure(
    folder: Path, url: str, bases: Sequence[str], others: dict[str, list[psutil.Process]], workers: int, articles: int
) -> Found:
    """One run with so many workers; `others` are counted too, by role."""
    place = config(folder / "config", bases)
    environment = {**os.environ, "TOCSIN_DATABASE": url, "TOCSIN_VAR": str(folder / "var"), "PYTHONPATH": str(ROOT)}
    engine = open_database(url)
    roots = {**others, "workers": [], "scheduler": []}
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        work = [("workers", ["worker", "--concurrency", "2"])] * workers
        for role, command in (*work, ("scheduler", ["run", "--fleet"])):
            process = subprocess.Popen(
                [sys.executable, "-m", "tocsin", *command, "--config", str(place)],
                env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.terminate)
            roots[role].append(psutil.Process(process.pid))
        end = time.monotonic() + PATIENCE
        marks = []
        for part in (articles // 10, articles * 9 // 10):
            stored = _until(engine, part, end)
            marks.append((time.monotonic(), stored, seconds(roots)))
    (began, first, before), (ended, last, after) = marks
    used = {role: after[role] - before[role] for role in ROLES}
    return Found(
        rate=(last - first) / (ended - began),
        cores=sum(used.values()) / (ended - began),
        cost={role: value / (last - first) for role, value in used.items()},
    )


def _until(engine: Engine, wanted: int, end: float) -> int:
    """Wait until so many articles are stored; how many are."""
    stored = 0
    while time.monotonic() < end:
        try:
            with sessions(reader(engine))() as session:
                stored = session.scalar(select(func.count()).select_from(Article)) or 0
        except SQLAlchemyError:
            pass  # the tables are being made
        if stored >= wanted:
            return stored
        time.sleep(LOOK_SECONDS)
    raise SystemExit(f"only {stored} of {wanted} articles were stored within {PATIENCE:.0f} s")


def _parse(page: bytes, done: Callable[[int], None]) -> None:
    end, times = time.monotonic() + BURN_SECONDS, 0
    while time.monotonic() < end:
        html.fromstring(page)
        times += 1
    done(times)


def burn(processes: int) -> float:
    """Pages a second that so many processes parse, side by side."""
    page = article(0, 0, 20).encode()
    context = multiprocessing.get_context("fork")
    said = context.SimpleQueue()
    crowd = [context.Process(target=_parse, args=(page, said.put)) for _ in range(processes)]
    for one in crowd:
        one.start()
    total: int = sum(said.get() for _ in crowd)
    for one in crowd:
        one.join()
    return total / BURN_SECONDS


def main(arguments: Sequence[str]) -> int:
    """Measure with one and with two workers."""
    each, kilobytes = (int(value) for value in (*arguments, *("180", "20")[len(arguments) :]))
    installed = binaries()
    if installed is None:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    runs = []
    alone, together = [burn(1)], [burn(2)]
    with ExitStack() as stack:
        server = PostgresServer(installed)
        stack.callback(server.close)
        for workers in (1, 2):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            with LoopbackPress(OUTLETS, each, kilobytes, LATENCY) as press:
                others = {"press": [psutil.Process(press.pid)], "PostgreSQL": [psutil.Process(server.pid)]}
                found = measure(folder, server.create(), press.bases, others, workers, OUTLETS * each)
            runs.append(found)
            parts = ", ".join(f"{role} {value * 1e3:.2f}" for role, value in found.cost.items())
            print(
                f"{workers} at work   {found.rate:6.1f} articles/s   {found.cores:.2f} cores   "
                f"{sum(found.cost.values()) * 1e3:.2f} ms of CPU each: {parts}",
                flush=True,
            )
            alone.append(burn(1))
            together.append(burn(2))
    one, two = runs
    print(f"ratio                              {two.rate / one.rate:.2f}")
    print(f"CPU an article, two against one    {sum(two.cost.values()) / sum(one.cost.values()):.2f}")
    print(f"two processes that parse, to one   {sum(together) / sum(alone):.2f}")
    return 0 if two.rate / one.rate >= 1.8 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
