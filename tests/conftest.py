"""Parts that every room's tests use: real databases, never patched ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import alerts.tables  # noqa: F401
import crawler.tables  # noqa: F401
import monitor.tables  # noqa: F401  (all three register their tables with Base.metadata)
from crawler.database import Base, open_database, sessions
from tests.fakes.postgres import PostgresServer, binaries

# How long an example takes says nothing on a shared machine.
settings.register_profile("tocsin", deadline=None)
settings.load_profile("tocsin")


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
