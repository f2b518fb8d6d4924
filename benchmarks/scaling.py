"""How much more two workers of a fleet store than one, from outlets that take 50 ms to answer, and where the time goes.

    python -m benchmarks.scaling [KILOBYTES]

A scheduler, and first one, then two real `tocsin worker` with one extraction process each, on a PostgreSQL of its own
(from the installed binaries), read outlets on loopback in two ways. *Politely*, as every outlet with a `delay:` is
read: one request at a time, and a pause of twice its answering time. And *without a pause* (`delay: 0s`): four at a
time. The first says how a fleet grows; in the second, one worker alone keeps more than one of two cores busy.

Articles and CPU time are counted from when every worker has read for a while to when four fifths of the articles are
stored: starting up, and the last outlets for which no second worker is needed, are left out.

Press and PostgreSQL work on the same cores, and a machine seldom gives two busy processes twice what it gives one. So
the same run also measures what it gives: a process that parses pages, alone and beside another one.
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
from benchmarks.starting import Argument, own_postgres, positional
from crawler.database import open_database, reader, sessions
from crawler.tables import Article
from tests.fakes.postgres import PostgresServer

LATENCY = 0.05
PATIENCE = 400.0
"""Seconds until a run is given up."""
LOOK_SECONDS = 0.25
WARM_SECONDS = 0.5
"""A worker is at work when its reading process has used so much CPU time."""
BURN_SECONDS = 3.0
ROLES = ("press", "PostgreSQL", "scheduler", "workers", "crawlers", "readers")


@dataclass(frozen=True)
class Way:
    """How outlets are read."""

    name: str
    outlets: int
    articles: int
    """Of each outlet."""
    delay: str
    jobs: int
    """Outlets that a worker looks at at a time."""


WAYS = (Way("politely", 48, 40, "10ms", 8), Way("without a pause", 16, 250, "0s", 2))


@dataclass(frozen=True)
class Found:
    """What one run showed."""

    rate: float
    """Articles a second."""
    cores: float
    """CPU seconds of all processes a second."""
    cost: dict[str, float]
    """CPU seconds an article, by role."""


def config(folder: Path, bases: Sequence[str], delay: str) -> Path:
    """A folder that watches the press."""
    stanzas = "".join(
        f"  - {{id: o{n}, name: Paper {n}, language: en, country: GB, feeds: [{base}/feed],"
        f" delay: {delay}, allow_private: true}}\n"
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


def started(stack: ExitStack, command: Sequence[str], config: Path, url: str, var: Path) -> subprocess.Popen[bytes]:
    """A Tocsin process with the database at `url`, which is ended when `stack` is closed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tocsin", *command, "--config", str(config)],
        env={**os.environ, "TOCSIN_DATABASE": url, "TOCSIN_VAR": str(var), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def measure(
    folder: Path, url: str, bases: Sequence[str], others: dict[str, list[psutil.Process]], workers: int, way: Way
) -> Found:
    """One run with so many workers; `others` are counted too, by role."""
    place = config(folder / "config", bases, way.delay)
    articles = way.outlets * way.articles
    engine = open_database(url)
    roots = {**others, "workers": [], "scheduler": []}
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        work = [("workers", ["worker", "--concurrency", str(way.jobs)])] * workers
        for role, command in (*work, ("scheduler", ["run", "--fleet"])):
            roots[role].append(psutil.Process(started(stack, command, place, url, folder / "var").pid))
        end = time.monotonic() + PATIENCE
        while not all(_reads(worker) for worker in roots["workers"]):
            if time.monotonic() > end:
                raise SystemExit(f"not all workers were at work within {PATIENCE:.0f} s")
            time.sleep(LOOK_SECONDS)
        marks = []
        for part in (1, articles * 4 // 5):
            stored = _until(engine, part, end)
            marks.append((time.monotonic(), stored, seconds(roots)))
    (began, first, before), (ended, last, after) = marks
    if first > articles * 2 // 5:
        raise SystemExit(
            f"{first} of {articles} articles were stored when all workers were at work: measure more of them"
        )
    used = {role: after[role] - before[role] for role in ROLES}
    return Found(
        rate=(last - first) / (ended - began),
        cores=sum(used.values()) / (ended - began),
        cost={role: value / (last - first) for role, value in used.items()},
    )


def _reads(worker: psutil.Process) -> bool:
    """Whether a process that only reads pages (its grandparent is the crawler) has begun to work."""
    try:
        servers = [server for crawler in worker.children() for server in crawler.children()]
        used = [sum(page_reader.cpu_times()[:2]) for server in servers for page_reader in server.children()]
    except psutil.NoSuchProcess:
        return False
    return max(used, default=0.0) > WARM_SECONDS


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


def ratio(server: PostgresServer, way: Way, kilobytes: int) -> float:
    """What two workers store in the time in which one stores an article; says what both runs showed."""
    runs = []
    for workers in (1, 2):
        with (
            tempfile.TemporaryDirectory() as folder,
            LoopbackPress(way.outlets, way.articles, kilobytes, LATENCY) as press,
        ):
            others = {"press": [psutil.Process(press.pid)], "PostgreSQL": [psutil.Process(server.pid)]}
            found = measure(Path(folder), server.create(), press.bases, others, workers, way)
        runs.append(found)
        parts = ", ".join(f"{role} {value * 1e3:.2f}" for role, value in found.cost.items())
        print(
            f"{way.name}, {workers} at work: {found.rate:.1f} articles/s, {found.cores:.2f} cores, "
            f"{sum(found.cost.values()) * 1e3:.2f} ms of CPU each: {parts}",
            flush=True,
        )
    one, two = runs
    return two.rate / one.rate


def main(arguments: Sequence[str]) -> int:
    """Measure with one and with two workers."""
    (kilobytes,) = positional(__doc__, arguments, Argument("kilobytes", int, 20, "the size of a page"))
    machine, ratios = [], []
    with ExitStack() as stack:
        server = own_postgres(stack)
        for way in WAYS:
            machine.append(burn(2) / burn(1))
            ratios.append(ratio(server, way, kilobytes))
    for way, found in zip(WAYS, ratios, strict=True):
        print(f"two workers, to one, {way.name:<15}   {found:.2f}")
    print(f"two processes that parse, to one       {sum(machine) / len(machine):.2f}")
    return 0 if ratios[0] >= 1.8 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
