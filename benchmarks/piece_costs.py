"""What one piece of each kind costs: an article, a look, a job, a page; bytes of the database and CPU seconds."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from sqlalchemy import Engine, func, insert, select, text

from benchmarks.folders import write
from benchmarks.growing_press import GrowingPress
from benchmarks.loopback import WORDS, article
from benchmarks.scaling import seconds, started
from crawler.database import open_database, reader, sessions
from crawler.extract import extract
from crawler.items import Extracted
from crawler.outlets import Outlet
from crawler.runs import last_begun, last_known
from crawler.store import keep
from crawler.tables import Address, OutletRun
from crawler.urls import fold
from monitor.health import outlet_health
from monitor.tables import Match
from tests.fakes.postgres import PostgresServer
from tocsin import fleet, rota, work
from tocsin.settings import Environment
from tocsin.wiring import House, open_house

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LOOKS_A_DAY = 48
SETTINGS = "contact: https://example.org/bot\nworkers: 1\n"
LIST = "title: Quays\nmatch: [quay]\ntests: {hit: [A quay was closed.]}\n"
DIGEST = 'digests:\n  - {id: d, to: desk@example.org, at: "07:30"}\n'


@dataclass(frozen=True)
class Measured:
    """Costs of one piece of each kind."""

    article_sqlite: float
    """Bytes of an article with its revision, address, screening and all indexes."""
    article_postgresql: float
    look_sqlite: float
    """Bytes of the row of a look, with its index."""
    look_postgresql: float
    screening: float
    """Seconds for an article: matching, mentions, stories, marks, on PostgreSQL."""
    extraction: float
    """Seconds for a page of 82 kB."""
    due: float
    """Seconds to find the due ones of all outlets."""
    health: float
    """Seconds to judge an outlet with four weeks of looks."""
    deferred: float
    """Seconds to put a job into the queue, the server's included."""
    done: float
    """Seconds to take and finish a job that does nothing, the server's included."""
    scheduler: int
    """Connections to the database."""
    worker: int


def config(folder: Path, outlets: Sequence[str]) -> Path:
    """A folder that watches these bases."""
    stanzas = "".join(
        f"  - {{id: o{n}, name: Paper {n}, language: en, country: GB, feeds: [{base}/feed], every: 3s,"
        " delay: 50ms, allow_private: true}\n"
        for n, base in enumerate(outlets)
    )
    files = {
        "settings.yaml": SETTINGS,
        "outlets.yaml": f"outlets:\n{stanzas}",
        "watchlists/quays.yaml": LIST,
        "digests.yaml": DIGEST,
    }
    return write(folder, files)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes in this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def size(engine: Engine) -> int:
    """Bytes of the database with its indexes."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM FULL"))
            return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        pages = int(connection.scalar(text("PRAGMA page_count")) or 0)
        return pages * int(connection.scalar(text("PRAGMA page_size")) or 0)


def fill(house: House, sample: int) -> tuple[float, float]:
    """Store and screen `sample` articles; bytes and seconds of screening for each."""
    chance = random.Random(3)
    before = size(house.engine)
    with sessions(house.engine).begin() as session:
        for number in range(sample):
            words = chance.choices(WORDS, k=420)
            if number % 10 == 0:
                words[30] = f"quay {number}"
            lines = "\n\n".join(" ".join(words[at : at + 60]).capitalize() + "." for at in range(0, 420, 60))
            page = Extracted(f"{' '.join(words[:8]).capitalize()} {number}", lines, published=NOW)
            url = f"https://paper.example/2026/03/01/{'-'.join(words[:8])}-{number}"
            kept = keep(session, "o0", page, url=url, fetched=NOW)
            hints = {"title": page.title, "published": NOW.isoformat(), "guid": url}
            address = {"url": url, "fold": fold(url), "outlet": "o0", "state": "kept", "found": NOW, "hints": hints}
            session.add(Address(**address, article_id=kept.article_id))
    seconds = cpu(lambda: work.read(house, now=NOW))
    with sessions(house.engine)() as session:
        assert session.scalar(select(func.count()).select_from(Match)) == sample // 10
    return (size(house.engine) - before) / sample, seconds / sample


def look_bytes(engine: Engine, rows: int = 20_000) -> float:
    """Bytes of the row of a look."""
    before = size(engine)
    with sessions(engine).begin() as session:
        session.execute(insert(OutletRun), looks(rows // 50, 50))
    return (size(engine) - before) / rows


def looks(outlets: int, each: int) -> list[dict[str, object]]:
    """Rows of looks, half an hour apart."""
    return [
        {"round": "r" * 32, "outlet": f"outlet-{outlet:06}", "started": at, "finished": at, "found": 30, "new": 2}
        for at in (NOW + timedelta(minutes=30 * number) for number in range(each))
        for outlet in range(outlets)
    ]


def outlets_of(count: int) -> list[Outlet]:
    """Models of so many outlets."""
    plain = {"language": "en", "country": "GB", "feeds": ["https://paper.example/rss"]}
    return [
        Outlet.model_validate({"id": f"outlet-{number:06}", "name": f"Paper {number}", **plain})
        for number in range(count)
    ]


def due_and_health(url: str, outlets: int) -> tuple[float, float]:
    """Seconds to find the due ones of `outlets`, and to judge one with four weeks of looks."""
    engine = open_database(url)
    models = outlets_of(outlets)
    with sessions(engine).begin() as session:
        session.execute(insert(OutletRun), looks(outlets, 10))
        long = [{**row, "outlet": f"long-{row['outlet']}"} for row in looks(20, 28 * LOOKS_A_DAY)]
        session.execute(insert(OutletRun), long)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    now = NOW + timedelta(days=28)
    with sessions(reader(engine))() as session:
        due = cpu(lambda: (rota.due(models, last_begun(session, now), now), last_known(session, now)))
        some = [outlet.model_copy(update={"id": f"long-{outlet.id}"}) for outlet in models[:20]]
        health = cpu(lambda: outlet_health(session, some, now)) / 20
    engine.dispose()
    return due, health


def queue_speed(engine: Engine, server: PostgresServer, jobs: int = 1000) -> tuple[float, float]:
    """CPU seconds, the server's included, to put a job into the queue, and to take and finish one that does nothing."""
    fleet.prepare(engine)

    def defer() -> None:
        with fleet.scheduling(engine.url) as app:
            for number in range(jobs):
                fleet.defer(app, "nothing", lock=f"n{number}")

    async def nothing() -> None:
        await asyncio.sleep(0)

    async def serve() -> None:
        busy = fleet.working(engine.url)
        busy.task(name="tocsin:nothing")(nothing)
        async with busy.open_async():
            await busy.run_worker_async(concurrency=4, wait=False, delete_jobs="always", install_signal_handlers=False)

    return both(server, defer) / jobs, both(server, lambda: asyncio.run(serve())) / jobs


def both(server: PostgresServer, work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes in this process and in the database server."""

    def used() -> float:
        return seconds({"PostgreSQL": [psutil.Process(server.pid)]})["PostgreSQL"]

    before = used()
    own = cpu(work)
    return own + used() - before


def connections(folder: Path, url: str) -> tuple[int, int]:
    """The most connections that one scheduler and one worker were seen to hold while they crawl."""
    engine = open_database(url)
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    most = []
    with GrowingPress(12, 5.0, 0.02, folder / "log") as press, ExitStack() as stack:
        place = config(folder / "config", press.bases)
        for command in (["run", "--fleet"], ["worker"]):
            started(stack, command, place, url, folder / "var")
            highest = 0
            for _ in range(200):
                time.sleep(0.1)
                with engine.connect() as connection:
                    highest = max(highest, int(connection.scalar(asked) or 0))
            most.append(highest)
    engine.dispose()
    return most[0], most[1] - most[0]


def measure(folder: Path, server: PostgresServer, outlets: int, sample: int) -> Measured:
    """Everything that is measured."""
    place = config(folder / "plain", ["https://paper.example"])
    lite = open_house(place, Environment(var=folder / "lite", database=f"sqlite:///{folder}/lite.sqlite"))
    post = open_house(place, Environment(var=folder / "post", database=server.create()))
    article_lite, _ = fill(lite, sample)
    article_post, screening = fill(post, sample)
    pages = [article(1, number, 82).encode() for number in range(20)]
    extract(pages[0], "https://paper.example/0")
    extraction = cpu(lambda: [extract(page, f"https://paper.example/{n}") for n, page in enumerate(pages)]) / 20
    look_lite, look_post = look_bytes(lite.engine), look_bytes(post.engine)
    fresh = server.create()
    open_house(place, Environment(var=folder / "fresh", database=fresh)).engine.dispose()
    due, health = due_and_health(fresh, outlets)
    deferred, done = queue_speed(post.engine, server)
    scheduler, worker = connections(folder, server.create())
    for house in (lite, post):
        house.engine.dispose()
    return Measured(
        article_lite, article_post, look_lite, look_post, screening, extraction, due, health, deferred, done,
        scheduler, worker,
    )  # fmt: skip
