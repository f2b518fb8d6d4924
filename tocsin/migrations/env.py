"""Run by Alembic: the steps happen on the connection, and in the transaction, that the caller hands in."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from crawler.database import Utc
from tocsin.migrations.steps import included, tables


def _frozen(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Steps name plain SQL types: what our own types mean may change later, a step never does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Utc) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables(),
    compare_type=True,
    compare_server_default=True,
    # No batch mode: it drops and makes a SQLite table anew, and with foreign keys on that deletes every row below it.
    render_as_batch=False,
    render_item=_frozen,
    include_object=included,
)
with context.begin_transaction():
    context.run_migrations()
