"""How much more two workers of a fleet store than one, from outlets that take 50 ms to answer.

    python -m benchmarks.scaling [ARTICLES-OF-EACH] [KILOBYTES]

Eight outlets on loopback, one request at a time each, without a pause; a scheduler, and first one, then two real
`tocsin worker` with two jobs at a time and one extraction process each, on a PostgreSQL of its own (from the installed
binaries). The rate is that between a tenth and nine tenths of the articles, by when they were stored: starting up is
left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import psutil
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from benchmarks.fleet import ROOT
from benchmarks.folders import write
from benchmarks.loopback import LoopbackPress
from crawler.database import open_database, reader, sessions
from crawler.tables import Article
from tests.fakes.postgres import PostgresServer, binaries

OUTLETS = 8
LATENCY = 0.05
PATIENCE = 400.0
"""Seconds until a run is given up."""


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


def rate(folder: Path, url: str, bases: Sequence[str], workers: int, articles: int) -> tuple[float, float]:
    """Articles a second with so many workers, and CPU seconds of all processes for each article."""
    place = config(folder / "config", bases)
    environment = {**os.environ, "TOCSIN_DATABASE": url, "TOCSIN_VAR": str(folder / "var"), "PYTHONPATH": str(ROOT)}
    engine = open_database(url)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        processes = []
        for command in (*[["worker", "--concurrency", "2"]] * workers, ["run", "--fleet"]):
            process = subprocess.Popen(
                [sys.executable, "-m", "tocsin", *command, "--config", str(place)],
                env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.terminate)
            processes.append(psutil.Process(process.pid))
        end = time.monotonic() + PATIENCE
        stored = 0
        while stored < articles and time.monotonic() < end:
            time.sleep(0.5)
            try:
                with sessions(reader(engine))() as session:
                    stored = session.scalar(select(func.count()).select_from(Article)) or 0
            except SQLAlchemyError:
                continue  # the tables are being made
        used = sum(
            sum(one.cpu_times()[:2]) for process in processes for one in (process, *process.children(recursive=True))
        )
        with sessions(reader(engine))() as session:
            times = sorted(at.timestamp() for at in session.scalars(select(Article.fetched)))
    if len(times) < articles:
        raise SystemExit(f"only {len(times)} of {articles} articles were stored within {PATIENCE:.0f} s")
    first, last = len(times) // 10, len(times) * 9 // 10
    return (last - first) / (times[last] - times[first]), used / articles


def main(arguments: Sequence[str]) -> int:
    """Measure with one and with two workers."""
    each, kilobytes = (int(value) for value in (*arguments, *("180", "20")[len(arguments) :]))
    found = binaries()
    if found is None:
        raise SystemExit("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    rates = []
    with ExitStack() as stack:
        server = PostgresServer(found)
        stack.callback(server.close)
        for workers in (1, 2):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            with LoopbackPress(OUTLETS, each, kilobytes, LATENCY) as press:
                found_rate, cost = rate(folder, server.create(), press.bases, workers, OUTLETS * each)
            rates.append(found_rate)
            print(f"{workers} at work   {found_rate:6.1f} articles/s   {cost * 1e3:.1f} ms of CPU each", flush=True)
    print(f"ratio       {rates[1] / rates[0]:.2f}")
    return 0 if rates[1] / rates[0] >= 1.8 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
