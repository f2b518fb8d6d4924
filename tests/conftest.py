"""Parts that every room's tests use: real databases, never patched ones."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import alerts.tables  # noqa: F401
import crawler.tables  # noqa: F401
import monitor.tables  # noqa: F401  (all three register their tables with Base.metadata)
from crawler.database import Base, open_database, sessions
from tests.fakes.postgres import PostgresServer, binaries

# How long an example takes, or to think of one, says nothing on a shared machine. Where the variable CI is set,
# hypothesis tries the same examples in each run (its own profile for that, on which this one builds): a change is not
# refused for what it did not touch.
settings.register_profile("tocsin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tocsin")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Hold a test to its `cpu_seconds`: what costs too much fails, and what other programs take does not count."""
    limit = item.get_closest_marker("cpu_seconds")
    if limit is None:
        return (yield)
    (seconds,) = limit.args

    def over(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"took more than {seconds} s of CPU time")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server; skips where none is installed, unless TOCSIN_TEST_POSTGRES=required."""
    found = binaries()
    if found is None:
        if os.environ.get("TOCSIN_TEST_POSTGRES") == "required":
            pytest.fail("PostgreSQL is not installed, and TOCSIN_TEST_POSTGRES=required")
        pytest.skip("PostgreSQL is not installed")
    server = PostgresServer(found)
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tocsin.sqlite'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database that has every table and no row."""
    engine = open_database(database_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on `engine`."""
    with sessions(engine)() as session:
        yield session
