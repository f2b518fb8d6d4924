"""`tocsin run` as a process: it works on schedule, once a database, reloads, and ends cleanly."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes.ports import free_port
from tests.fakes.postgres import PostgresServer
from tests.tocsin.desk import Desk, at_work
from tests.tocsin.parts import PATIENCE, Part
from tocsin.cli import exits


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """On SQLite; on PostgreSQL where the test asks for it with `on_both`."""
    database = ""
    if getattr(request, "param", "sqlite") == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        database = server.create()
    with at_work(tmp_path, database) as desk:
        yield desk


on_both = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True)


@contextmanager
def started(desk: Desk, *arguments: str) -> Iterator[Part]:
    """A part of the product from its first line of log on; it is ended at the end, by force if need be."""
    part = desk.start(*arguments)
    try:
        part.wait_for("started")
        yield part
    finally:
        part.kill()


def wait_until_read(part: Part) -> int:
    """Wait until a round has ended and all that is new in it is screened, which goes on beside it; how many articles
    that were."""
    crawled, screened = None, 0
    for entry in part.entries():
        if entry["event"] == "crawl":
            crawled = int(entry["new"])
        elif entry["event"] == "screened":
            screened += int(entry["articles"])
        if crawled is not None and screened >= crawled:
            break
    assert crawled is not None
    return crawled


def test_it_crawls_screens_and_ends_on_sigterm_with_everything_kept(desk: Desk) -> None:
    with started(desk, "run") as part:
        crawled = wait_until_read(part)
        part.end()
        part.wait_for("stopped")
    state = desk.run("status", "--json").json()
    assert state["counts"]["articles"] == crawled
    assert state["counts"]["articles"] > 80
    assert state["counts"]["unread"] == 0


@on_both
def test_a_second_one_says_so_and_leaves(desk: Desk) -> None:
    with started(desk, "run"):
        assert "another `tocsin run`" in desk.run("run", code=exits.BUSY).err


@on_both
def test_a_kill_in_the_middle_loses_nothing_and_the_next_start_goes_on(desk: Desk) -> None:
    with started(desk, "run") as part:
        part.kill()
    with started(desk, "run") as part:
        part.wait_for("crawl")
        part.end()
    done = desk.run("once", "--json", code=None).json()
    assert done["mailed"] == 1
    counts = desk.run("status", "--json").json()["counts"]
    assert counts["articles"] > 80
    assert counts["unread"] == 0


def test_changed_yaml_is_taken_over_and_a_wrong_one_refused_with_its_place(desk: Desk) -> None:
    path = desk.config / "digests.yaml"
    good = path.read_text(encoding="utf-8")
    with started(desk, "run") as part:
        path.write_text(good + "\n# changed\n", encoding="utf-8")
        part.wait_for("configuration taken over")
        path.write_text(good.replace("at:", "att:"), encoding="utf-8")
        refused = part.wait_for("the changed configuration is refused; the last good one stays")
        assert re.search(r"digests\.yaml:\d+:\d+", str(refused["why"]))


def test_numbers_and_health_are_served_where_asked_for(desk: Desk) -> None:
    port = free_port()
    with (desk.config / "settings.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"metrics_port: {port}\n")

    def get(path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    with started(desk, "run") as part:
        # The time of a success is written down a moment after what it did is logged.
        read = re.compile(r'tocsin_last_success_timestamp_seconds\{part="read"\} 1')
        part.wait_for_all("crawl", "screened")
        part.wait_until(lambda: bool(read.search(get("/metrics")[1])))
        numbers = get("/metrics")[1]
        assert re.search(r'tocsin_articles_total\{outcome="new",outlet="gulf-ledger"\} \d', numbers)
        assert "tocsin_database_up 1.0" in numbers
        assert get("/healthz") == (200, "ok\n")
        assert get("/readyz") == (200, "ok\n")
        assert get("/nothing")[0] == 404
