"""The history of the tables: every command that opens the database first brings it up to the present form.

`python -m tocsin.migrations revision "what changes"` writes the next step from the difference between the tables in
the code and the steps that exist.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from crawler.database import reader

HEAD = "0010"
"""The newest step. Kept here so that an up-to-date database costs one query and no import of Alembic."""
FOLDER = Path(__file__).parent
_LOCK = 0x746F6373
"""Key of the PostgreSQL advisory lock that two starting processes queue at; the letters 'tocs'."""


class MigrationError(Exception):
    """The database has a form this version does not know; the message says what to do."""


def version(engine: Engine) -> str | None:
    """The step the database stands at; None for a database without any of our tables."""
    with reader(engine).connect() as connection:
        return _version(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    value: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return value


def upgrade(engine: Engine) -> bool:
    """Bring the database to the present form, in one transaction; True if anything had to be done.

    Safe when several processes start at once: one works, the others wait and find it done.

    Raises:
        MigrationError: the database was written by a newer version.
    """
    if version(engine) == HEAD:
        return False
    with engine.begin() as connection:  # on SQLite this is BEGIN IMMEDIATE: the lock itself
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if _version(connection) == HEAD:
            return False
        from tocsin.migrations import steps  # slow to import, rarely needed

        steps.upgrade(connection)
    return True
