"""Many rows of one table in one statement, as the driver takes them: for rows that are most of what a slice costs.

SQLAlchemy looks at every row once more, as names and values; here each column goes through its type, and that is all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.orm import Session

from crawler.database import Base


def insert_rows(session: Session, table: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows.

    Args:
        names: of the columns, which are all that have no default in the database.
        rows: their values in that order.
    """
    dialect = session.connection().dialect
    columns, marks = (", ".join(each) for each in (_quoted(dialect, names), [_mark(dialect)] * len(names)))
    statement = f"INSERT INTO {_name(dialect, table)} ({columns}) VALUES ({marks})"  # noqa: S608  (no value from outside)
    _run(session, table, statement, names, rows)


def update_rows(
    session: Session, table: type[Base], names: Sequence[str], by: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Change rows that are there.

    Args:
        names: of the columns that change.
        by: the column that says which row.
        rows: their values in that order, that of `by` last.
    """
    dialect = session.connection().dialect
    *changed, which = (f"{name} = {_mark(dialect)}" for name in _quoted(dialect, [*names, by]))
    statement = f"UPDATE {_name(dialect, table)} SET {', '.join(changed)} WHERE {which}"  # noqa: S608  (nor here)
    _run(session, table, statement, [*names, by], rows)


def _run(session: Session, table: type[Base], statement: str, names: Iterable[str], rows: Sequence[Any]) -> None:
    if not rows:
        return
    connection = session.connection()
    kinds = (table.__table__.c[name].type.dialect_impl(connection.dialect) for name in names)
    through = [kind.bind_processor(connection.dialect) for kind in kinds]
    columns = (_passed(each, values) for each, values in zip(through, zip(*rows, strict=True), strict=True))
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def _passed(through: Callable[[Any], Any] | None, values: Iterable[Any]) -> Iterable[Any]:
    return values if through is None else map(through, values)


def _name(dialect: Dialect, table: type[Base]) -> str:
    return dialect.identifier_preparer.quote(table.__tablename__)


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"


def _quoted(dialect: Dialect, names: Iterable[str]) -> list[str]:
    return [dialect.identifier_preparer.quote(name) for name in names]
