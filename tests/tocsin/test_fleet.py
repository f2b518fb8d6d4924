"""Many machines on one PostgreSQL: schedulers that hand out, workers that do, and any of them killed."""

from __future__ import annotations

import asyncio
import re
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from alerts.tables import Issue, IssueItem
from crawler.crawl import Crawler
from crawler.database import open_database, sessions
from crawler.items import Extracted
from crawler.outlets import Outlet
from crawler.store import keep
from crawler.tables import OutletRun
from monitor.tables import Unread
from tests.fakes.ports import free_port
from tests.fakes.postgres import PostgresServer
from tests.tocsin.desk import Desk, at_work
from tests.tocsin.folders import make
from tests.tocsin.parts import PATIENCE
from tests.tocsin.test_run import started
from tocsin import fleet, rota, work
from tocsin.cli import exits
from tocsin.deferring import Deferrer
from tocsin.demo.papers import PAPERS
from tocsin.metrics import Metrics
from tocsin.settings import Environment
from tocsin.ticking import Guard
from tocsin.wiring import open_house


@pytest.fixture
def desk(postgres: PostgresServer, tmp_path: Path) -> Iterator[Desk]:
    with at_work(tmp_path, postgres.create()) as desk:
        yield desk


def all_read(database: Engine) -> bool:
    """Is each outlet of the press looked at to the end, and each of its articles screened?"""
    with sessions(database)() as session:
        looked = session.scalar(select(func.count(OutletRun.outlet.distinct())).where(OutletRun.finished.is_not(None)))
        return looked == len(PAPERS) and not session.scalar(select(func.count()).select_from(Unread))


def test_a_fleet_needs_postgresql(tmp_path: Path) -> None:
    alone = Desk(tmp_path / "config", tmp_path / "var")
    alone.run("init")
    for command in (["run", "--fleet"], ["worker"]):
        assert "PostgreSQL" in alone.run(*command, code=exits.USAGE).err


def test_two_workers_and_two_schedulers_do_everything_once_though_one_of_each_is_killed(desk: Desk) -> None:
    assert desk.press is not None
    with ExitStack() as stack:
        leader = stack.enter_context(started(desk, "run", "--fleet"))
        first = stack.enter_context(started(desk, "worker"))
        standby = desk.start("run", "--fleet")
        stack.callback(standby.kill)
        first.wait_for("crawl")
        leader.kill()
        first.kill()
        second = stack.enter_context(started(desk, "worker"))
        standby.wait_for("started")
        database = open_database(desk.extra["TOCSIN_DATABASE"])
        second.wait_until(lambda: all_read(database))
        database.dispose()
        for part in (second, standby):
            part.end()
    done = desk.run("once", "--json", code=None).json()
    assert done["mailed"] == 1
    articles = desk.run("status", "--json").json()["counts"]["articles"]
    assert articles == 87
    asked = Counter(
        request.path for request in desk.press.log if request.status == 200 and request.path.endswith(".html")
    )
    assert max(asked.values()) <= 2, "a page is asked again only by the job that took over from a killed worker"


def test_an_outlet_is_deferred_once_while_it_waits(desk: Desk) -> None:
    with started(desk, "run", "--fleet") as leader:
        deferred = [leader.wait_for("deferred")["outlet"] for _ in range(9)]
        assert len(set(deferred)) == 9


def test_the_first_worker_of_a_new_database_works_tells_its_numbers_and_outlives_a_restart_of_the_server(
    desk: Desk, postgres: PostgresServer
) -> None:
    assert desk.press is not None
    outlets = desk.config / "outlets.yaml"
    often = outlets.read_text(encoding="utf-8").replace("allow_private: true", "allow_private: true\n    every: 5s")
    outlets.write_text(often, encoding="utf-8")
    port, scheduling = free_port(), free_port()
    settings = desk.config / "settings.yaml"
    alive = f"{desk.press.origin('gulf-ledger')}/alive"
    added = f"metrics_port: {scheduling}\nping: {alive}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + added, encoding="utf-8")

    def get(path: str, of: int = port) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{of}/{path}", timeout=PATIENCE) as answer:
                content: str = answer.read().decode()
        except urllib.error.HTTPError as error:
            content = f"{error.code}\n"
        return content

    with started(desk, "worker", "--metrics-port", str(port)) as worker, started(desk, "run", "--fleet") as scheduler:
        worker.wait_for_all("crawl", "screened")
        assert re.search(r"tocsin_crawl_seconds_count [1-9]", get("metrics"))
        # Successes are written down, and told to the switch, a moment after what was done is logged.
        worker.wait_until(lambda: 'tocsin_last_success_timestamp_seconds{part="crawl"}' in get("metrics"))
        for of in (port, scheduling):
            assert (get("healthz", of), get("readyz", of)) == ("ok\n", "ok\n")
        press = desk.press
        worker.wait_until(lambda: any(request.path == "/alive" for request in press.log))  # the dead man's switch
        with postgres.away():
            for of in (port, scheduling):  # a supervisor is not to kill what only waits for its database
                assert (get("healthz", of), get("readyz", of)) == ("ok\n", "503\n")
            scheduler.wait_for("the database does not answer; trying again")
            assert (get("healthz", scheduling), get("readyz", scheduling)) == ("ok\n", "503\n")
        names = re.findall(r"^  - id: (\S+)", often, re.M)
        again: set[object] = set()
        while len(again) < len(names):  # none stays with a job whose end could not be written down
            again.add(worker.wait_for("crawl")["outlet"])
        # The outlets may have been asked for before the restart: the scheduler may take a moment more.
        scheduler.wait_until(lambda: (get("healthz", scheduling), get("readyz", scheduling)) == ("ok\n", "ok\n"))
        for part in (worker, scheduler):
            part.end()


def test_the_jobs_of_a_dead_worker_are_done_by_others_also_where_the_next_one_waits_already(
    postgres: PostgresServer,
) -> None:
    engine = open_database(postgres.create())
    fleet.prepare(engine)

    async def kill_and_rescue() -> list[tuple[str | None, str | None, int]]:
        app = fleet.working(engine.url)
        async with app.open_async():
            manager = app.job_manager
            worker = await manager.register_worker()
            jobs = [
                app.configure_task("tocsin:crawl", lock=name, queueing_lock=name, queue="crawl") for name in ("a", "b")
            ]
            for job in jobs:
                await job.defer_async(outlet="any")
                assert await manager.fetch_job(queues=None, worker_id=worker)
            await jobs[0].defer_async(outlet="any")  # fell due again while the dead worker still holds it
            with engine.begin() as connection:
                connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))
            await app.configure_task("tocsin:rescue", queue="rescue").defer_async()
            await app.run_worker_async(queues=["rescue"], wait=False, delete_jobs="always")
            return [(job.lock, job.status, job.attempts) for job in await manager.list_jobs_async()]

    assert sorted(asyncio.run(kill_and_rescue())) == [("a", "todo", 0), ("b", "todo", 1)]
    engine.dispose()


def test_an_issue_whose_leader_and_worker_die_after_its_slot_is_made_once_and_tells_what_was_committed_meanwhile(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    slot = datetime(2026, 10, 20, 7, 30, tzinfo=UTC)
    now = [slot - timedelta(hours=1)]
    variables = Environment(var=tmp_path / "var", database=postgres.create())
    house = open_house(make(tmp_path / "config", settings="contact: https://example.org/bot\n"), variables)
    fleet.prepare(house.engine)

    def find(number: int, at: datetime) -> None:
        with sessions(house.engine).begin() as session:
            page = Extracted(f"Port Authority notice {number}", f"The Port Authority closed quay {number}.")
            keep(session, "harbour-gazette", page, url=f"https://gazette.example/{number}", fetched=at)
        work.read(house, now=at)

    def lead() -> None:
        with fleet.scheduling(house.engine.url) as app:
            Deferrer(house, app, clock=lambda: now[0]).compose()

    async def work_on() -> None:
        app = fleet.working(house.engine.url)
        guard = Guard("worker", lambda: now[0])
        shop = fleet.Workshop(lambda: house, Crawler(), lambda: now[0], guard, Metrics())
        async with app.open_async():
            await app.configure_task("tocsin:rescue", queue="rescue").defer_async()
            await app.run_worker_async(wait=False, delete_jobs="always", additional_context={"workshop": shop})

    async def take_and_die() -> None:
        app = fleet.working(house.engine.url)
        async with app.open_async():
            worker = await app.job_manager.register_worker()
            job = await app.job_manager.fetch_job(queues=None, worker_id=worker)
            assert job is not None
            assert job.task_kwargs == {"digest": "morning"}

    find(1, now[0])
    lead()
    now[0] = slot + timedelta(seconds=1)
    lead()  # puts the job into the queue, and is killed
    asyncio.run(take_and_die())
    find(2, slot - timedelta(seconds=1))  # committed after the slot, with a time before it
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))
    now[0] = slot + timedelta(minutes=2)
    lead()  # the next leader asks for it again
    for _ in range(2):  # the first one rescues the job, or makes the issue and leaves the rescued one nothing to do
        asyncio.run(work_on())
    with sessions(house.engine)() as session:
        (issue,) = session.scalars(select(Issue))
        assert (issue.slot, issue.articles) == (slot, 2)
        assert session.scalar(select(func.count()).select_from(IssueItem)) == 2
    lead()
    with fleet.scheduling(house.engine.url) as app:
        assert not [job for job in app.job_manager.list_jobs() if job.queue == "compose"]
    house.engine.dispose()


def test_outlets_of_one_host_are_never_looked_at_from_two_machines_at_once() -> None:
    both = [
        Outlet.model_validate({"id": name, "name": name, "language": "en", "country": "GB", **sources})
        for name, sources in (
            ("news", {"feeds": ["https://Paper.example:8443/news.xml"]}),
            ("sport", {"sections": ["https://paper.example:8443/sport/"]}),
            ("archive", {"warcs": ["old/paper.warc.gz"]}),
        )
    ]
    assert [rota.host(outlet) for outlet in both] == ["paper.example:8443", "paper.example:8443", "archive"]
