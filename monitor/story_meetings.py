"""The table of keys under which articles meet. A slice of articles is one statement a week in, and one out.

An article has some thirty keys, so these rows are most of what joining costs: they pass the driver as plain tuples.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, LargeBinary, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from monitor.meetings import Row
from monitor.tables import StoryMeeting

_SQLITE_SELECT = """
    SELECT story_meeting.key, story_meeting.articles FROM json_each(?) AS wanted
    CROSS JOIN story_meeting ON story_meeting.week = ? AND story_meeting.key = wanted.value
"""
_SQLITE_INSERT = "INSERT OR REPLACE INTO story_meeting (week, key, articles) VALUES (?, ?, ?)"


def _postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def read_meetings(session: Session, week: int, keys: Sequence[int]) -> list[tuple[int, bytes]]:
    """(key, its articles as of `Row`) of those of `keys` that articles of one week have; in order is fastest.

    All keys travel as one parameter, so that a slice is one statement a week on both databases.
    """
    in_week = StoryMeeting.week == week
    connection = session.connection()
    if not connection.execute(select(StoryMeeting.week).where(in_week).limit(1)).all():
        return []
    if _postgres(session):
        listed = select(func.unnest(bindparam(None, list(keys), ARRAY(BigInteger))))
        statement = select(StoryMeeting.key, StoryMeeting.articles).where(in_week, StoryMeeting.key.in_(listed))
        result = connection.execute(statement)
    else:
        result = connection.exec_driver_sql(_SQLITE_SELECT, (str(keys), week))
    found = result.cursor.fetchall()  # thousands: the driver's own tuples, without a row object each
    result.close()
    return list(found)


def write_meetings(session: Session, rows: Sequence[Row]) -> None:
    """Put rows in the place of those that stand under their keys; in order of the key is fastest."""
    if not rows:
        return
    connection = session.connection()
    if _postgres(session):
        weeks, keys, articles = zip(*rows, strict=True)
        kinds = (BigInteger, BigInteger, LargeBinary)
        columns = (
            func.unnest(bindparam(None, list(values), ARRAY(kind)))
            for values, kind in zip((weeks, keys, articles), kinds, strict=True)
        )
        statement = insert(StoryMeeting).from_select(["week", "key", "articles"], select(*columns))
        newest = {"articles": statement.excluded.articles}
        connection.execute(statement.on_conflict_do_update(index_elements=["week", "key"], set_=newest))
    else:
        connection.exec_driver_sql(_SQLITE_INSERT, list(rows))
