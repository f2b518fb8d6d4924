"""One engine for SQLite and PostgreSQL, with the settings without which either loses data or time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 60
"""How long a writer waits for another one before it reports 'database is locked'."""
CACHE = 16_000
"""Kilobytes of an SQLite file that a connection may keep in memory: the keys by which the articles of two weeks meet
are read and written at random places, and with the default of 2 MB most of them are fetched anew each time."""
LOG_PAGES = 4_000
"""Pages of 4 kB that are written to SQLite's log before they are brought into the file: one that several transactions
change is then brought in once."""


class Base(DeclarativeBase):
    """Base of the tables of every room; names are fixed so that migrations are the same on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Utc(TypeDecorator[datetime]):
    """An instant. Goes in aware (any zone), is stored in UTC, comes out aware in UTC; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; instants are stored in UTC")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """SQLite's text is written here: the library's own way takes three times as long, and every row has some."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)

        def text(value: datetime | None) -> str | None:
            stored = self.process_bind_param(value, dialect)
            return None if stored is None else stored.isoformat(" ", "microseconds")

        return text

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def database_url(text: str) -> URL:
    """The SQLAlchemy URL of ``text``; ``postgres://`` and ``postgresql://`` mean the psycopg 3 driver.

    Raises:
        sqlalchemy.exc.ArgumentError: ``text`` is no database URL.
    """
    url = make_url(text)
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


def open_database(url: str | URL) -> Engine:
    """An engine for ``url``; tables are the business of the migrations.

    SQLite: write-ahead log, foreign keys on, full sync (what was committed survives a power cut), and every
    transaction begins as a writer (`BEGIN IMMEDIATE`): a read that later writes would else fail with "database is
    locked" or, in the driver's default mode, lose updates silently.
    """
    url = database_url(str(url)) if isinstance(url, str) else url
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def reader(engine: Engine) -> Engine:
    """The same database for a transaction that only reads: on SQLite it does not wait for a writer."""
    return engine.execution_options(reads_only=True)


def _sqlite_begin(connection: Connection) -> None:
    only_reads = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _sqlite_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    raw: Any = connection
    raw.isolation_level = None  # the driver must not begin transactions of its own
    cursor = raw.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        f"cache_size=-{CACHE}",
        f"wal_autocheckpoint={LOG_PAGES}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def sessions(engine: Engine) -> sessionmaker[Session]:
    """A factory of sessions on ``engine``; objects stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)
