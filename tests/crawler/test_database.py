from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import DateTime, Engine, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from crawler.database import Utc, database_url, sessions
from crawler.tables import HostState


def test_an_instant_comes_back_in_utc_whatever_zone_it_came_in(session: Session) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    session.add(HostState(host="press.example", blocked_until=datetime(2026, 3, 1, 7, 30, tzinfo=tehran)))
    session.commit()
    session.expire_all()
    assert session.scalars(select(HostState)).one().blocked_until == datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "at", [datetime(2026, 3, 1, 4, 0, tzinfo=UTC), datetime(999, 12, 31, 23, 59, 59, 7, tzinfo=UTC)]
)
def test_sqlite_keeps_an_instant_as_the_library_would_write_it(at: datetime) -> None:
    dialect = sqlite.dialect()
    ours = Utc().dialect_impl(dialect).bind_processor(dialect)
    theirs = DateTime(timezone=True).dialect_impl(dialect).bind_processor(dialect)
    assert ours is not None and theirs is not None
    assert ours(at) == theirs(at.replace(tzinfo=None))
    assert ours(None) is None


def test_a_naive_instant_is_refused(session: Session) -> None:
    session.add(HostState(host="press.example", blocked_until=datetime(2026, 3, 1)))  # noqa: DTZ001 (that is the point)
    with pytest.raises(StatementError, match="no time zone"):
        session.commit()


def test_four_writers_lose_no_update(engine: Engine) -> None:
    make = sessions(engine)
    with make.begin() as session:
        session.add(HostState(host="press.example", failures=0))

    def count() -> None:
        for _ in range(25):
            with make.begin() as session:
                row = session.get_one(HostState, "press.example", with_for_update=True)
                session.execute(update(HostState).values(failures=row.failures + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with make() as session:
        assert session.get_one(HostState, "press.example").failures == 100


def test_a_postgresql_address_means_the_installed_driver() -> None:
    assert database_url("postgresql://u:p@db/tocsin").drivername == "postgresql+psycopg"
    assert database_url("postgres://u:p@db/tocsin").drivername == "postgresql+psycopg"
