"""The table of keys by which articles meet. A slice of articles is one statement a week in, and one out.

An article has some thirty keys, so these rows are most of what joining costs: they pass the driver as plain tuples.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import BigInteger, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from monitor.meetings import Row
from monitor.tables import StoryKey

_SQLITE_SELECT = """
    SELECT story_key.key, story_key.article_id FROM json_each(?) AS wanted
    CROSS JOIN story_key ON story_key.week = ? AND story_key.key = wanted.value
"""
_SQLITE_INSERT = "INSERT INTO story_key (week, key, article_id) VALUES (?, ?, ?)"
_SQLITE_DELETE = "DELETE FROM story_key WHERE week = ? AND key = ? AND article_id = ?"
_POSTGRES_DELETE = "DELETE FROM story_key WHERE week = %s AND key = %s AND article_id = %s"


def _postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def read_keys(session: Session, week: int, keys: Collection[int]) -> list[tuple[int, int]]:
    """(key, article) of the articles of one week that have any of `keys`.

    All keys travel as one parameter, so that a slice is one statement a week on both databases.
    """
    in_week = StoryKey.week == week
    connection = session.connection()
    if not connection.execute(select(StoryKey.week).where(in_week).limit(1)).all():
        return []
    ordered = sorted(keys)
    if _postgres(session):
        listed = select(func.unnest(bindparam(None, ordered, ARRAY(BigInteger))))
        statement = select(StoryKey.key, StoryKey.article_id).where(in_week, StoryKey.key.in_(listed))
        result = connection.execute(statement)
    else:
        result = connection.exec_driver_sql(_SQLITE_SELECT, (str(ordered), week))
    found = result.cursor.fetchall()  # thousands: the driver's own tuples, without a row object each
    result.close()
    return list(found)


def write_keys(session: Session, rows: Sequence[Row]) -> None:
    """Add keys that are not there yet; in order of the key is fastest."""
    if not rows:
        return
    connection = session.connection()
    if _postgres(session):
        weeks, keys, articles = zip(*rows, strict=True)
        columns = (func.unnest(bindparam(None, list(values), ARRAY(BigInteger))) for values in (weeks, keys, articles))
        connection.execute(insert(StoryKey).from_select(["week", "key", "article_id"], select(*columns)))
    else:
        connection.exec_driver_sql(_SQLITE_INSERT, list(rows))


def drop_keys(session: Session, rows: Sequence[Row]) -> None:
    """Take keys away; those that are not there are no error."""
    if rows:
        statement = _POSTGRES_DELETE if _postgres(session) else _SQLITE_DELETE
        session.connection().exec_driver_sql(statement, list(rows))
