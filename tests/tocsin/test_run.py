"""`tocsin run` as a process: it works on schedule, once a database, reloads, and ends cleanly."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.postgres import PostgresServer, free_port
from tests.tocsin.desk import Desk
from tocsin.cli import exits
from tocsin.demo import prepare


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """On SQLite; on PostgreSQL where the test asks for it with `on_both`."""
    extra = {}
    if getattr(request, "param", "sqlite") == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        extra["TOCSIN_DATABASE"] = server.create()
    with prepare(tmp_path, datetime.now(UTC), first_port=0) as demo:
        yield Desk(demo.config, tmp_path, demo.press, extra)


on_both = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True)


@contextmanager
def running(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """`tocsin run` from its first line of log on; it is ended at the end, by force if need be."""
    process = desk.start("run")
    try:
        wait_for(process, "started")
        yield process
    finally:
        process.kill()
        process.communicate()


Entry = dict[str, Any]


def entries(process: subprocess.Popen[str]) -> Iterator[Entry]:
    """The lines of the log as they come; it is a failure that they end."""
    assert process.stderr is not None
    seen = []
    for line in process.stderr:
        seen.append(line)
        yield json.loads(line)
    pytest.fail(f"the log ends:\n{''.join(seen)}")


def wait_for(process: subprocess.Popen[str], event: str, **facts: object) -> Entry:
    """Read the log until an event comes. What came before it is gone: see `wait_for_all` for parts that run beside."""
    return next(
        entry
        for entry in entries(process)
        if entry["event"] == event and all(entry.get(name) == value for name, value in facts.items())
    )


def wait_for_all(process: subprocess.Popen[str], *events: str) -> dict[str, Entry]:
    """Read the log until each of these events has come, in whatever order; gives the first of each."""
    found: dict[str, Entry] = {}
    for entry in entries(process):
        if entry["event"] in events:
            found.setdefault(entry["event"], entry)
        if len(found) == len(events):
            break
    return found


def wait_until_read(process: subprocess.Popen[str]) -> int:
    """Read the log until a round has ended and all that is new in it is screened, which goes on beside it; how many
    articles that were."""
    crawled, screened = None, 0
    for entry in entries(process):
        if entry["event"] == "crawl":
            crawled = int(entry["new"])
        elif entry["event"] == "screened":
            screened += int(entry["articles"])
        if crawled is not None and screened >= crawled:
            break
    assert crawled is not None
    return crawled


def test_it_crawls_screens_and_ends_on_sigterm_with_everything_kept(desk: Desk) -> None:
    with running(desk) as process:
        crawled = wait_until_read(process)
        process.send_signal(signal.SIGTERM)
        wait_for(process, "stopped")
        assert process.wait(60) == exits.OK
    state = desk.run("status", "--json").json()
    assert state["counts"]["articles"] == crawled
    assert state["counts"]["articles"] > 80
    assert state["counts"]["unread"] == 0


@on_both
def test_a_second_one_says_so_and_leaves(desk: Desk) -> None:
    with running(desk):
        assert "another `tocsin run`" in desk.run("run", code=exits.BUSY).err


@on_both
def test_a_kill_in_the_middle_loses_nothing_and_the_next_start_goes_on(desk: Desk) -> None:
    with running(desk) as process:
        process.kill()
    with running(desk) as process:
        wait_for(process, "crawl")
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    done = desk.run("once", "--json", code=None).json()
    assert done["mailed"] == 1
    counts = desk.run("status", "--json").json()["counts"]
    assert counts["articles"] > 80
    assert counts["unread"] == 0


def test_changed_yaml_is_taken_over_and_a_wrong_one_refused_with_its_place(desk: Desk) -> None:
    path = desk.config / "digests.yaml"
    good = path.read_text(encoding="utf-8")
    with running(desk) as process:
        path.write_text(good + "\n# changed\n", encoding="utf-8")
        wait_for(process, "configuration taken over")
        path.write_text(good.replace("at:", "att:"), encoding="utf-8")
        refused = wait_for(process, "the changed configuration is refused; the last good one stays")
        assert re.search(r"digests\.yaml:\d+:\d+", str(refused["why"]))


def test_numbers_and_health_are_served_where_asked_for(desk: Desk) -> None:
    port = free_port()
    with (desk.config / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"metrics_port: {port}\n")

    def get(path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    with running(desk) as process:
        wait_for_all(process, "crawl", "screened")
        numbers = get("/metrics")[1]
        assert re.search(r'tocsin_articles_total\{outcome="new",outlet="gulf-ledger"\} \d', numbers)
        assert "tocsin_database_up 1.0" in numbers
        assert re.search(r'tocsin_last_success_timestamp_seconds\{part="read"\} 1', numbers)
        assert get("/healthz") == (200, "ok\n")
        assert get("/readyz") == (200, "ok\n")
        assert get("/nothing")[0] == 404
