"""Alembic's side of the migrations: run the steps, go back, write the next one, compare."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData

import alerts.tables  # noqa: F401
import crawler.tables  # noqa: F401
import monitor.tables  # noqa: F401  (all three register their tables)
from crawler.database import Base
from tocsin.migrations import FOLDER, MigrationError, _version


def tables() -> MetaData:
    """The tables of all rooms as the code has them."""
    return Base.metadata


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made in memory: the wheel needs no file beside the steps."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def head() -> str | None:
    """The newest step in the folder."""
    return ScriptDirectory.from_config(config()).get_current_head()


def upgrade(connection: Connection) -> None:
    """Run every step the database has not seen, inside the connection's transaction.

    Raises:
        MigrationError: the database stands at a step that this version does not have.
    """
    try:
        command.upgrade(config(connection), "head")
    except CommandError as error:
        raise MigrationError(
            f"the database stands at step {_version(connection)}, which this version of Tocsin does not know: it was "
            "written by a newer one. Install that version, or restore a backup."
        ) from error


def downgrade(connection: Connection, to: str) -> None:
    """Go back to step `to` ("base" = no tables), inside the connection's transaction."""
    command.downgrade(config(connection), to)


def difference(connection: Connection) -> list[Any]:
    """What autogeneration would change: empty when the steps give exactly the tables of the code."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True, "include_object": included}
    )
    return list(compare_metadata(context, tables()))


def included(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Whether an object of the database is ours: the task queue and full-text shadow tables keep their own house."""
    return not (kind == "table" and name is not None and name.startswith(("procrastinate_", "word_index")))
