"""All articles that can be met under one key stand in one row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from struct import iter_unpack, pack
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ROWS = 10_000
"""Written together."""
_BEFORE = sa.table("story_key", sa.column("week"), sa.column("key"), sa.column("article_id"))
_AFTER = sa.table("story_meeting", sa.column("week"), sa.column("key"), sa.column("articles", sa.LargeBinary()))


def upgrade() -> None:
    """Make the new table and bring over what stands in the old one: what the last weeks' articles are met by."""
    op.create_table(
        "story_meeting",
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("articles", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("week", "key", name=op.f("pk_story_meeting")),
        sqlite_with_rowid=False,
    )
    under = groupby(_read(_BEFORE), key=lambda row: (row.week, row.key))
    met = ((place, [row.article_id for row in rows]) for place, rows in under)
    packed = ((*place, pack(f"<{len(articles)}I", *articles)) for place, articles in met)
    _write(_AFTER, ({"week": week, "key": key, "articles": articles} for week, key, articles in packed))
    op.drop_table("story_key")


def downgrade() -> None:
    """Bring them back."""
    op.create_table(
        "story_key",
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("week", "key", "article_id", name=op.f("pk_story_key")),
        sqlite_with_rowid=False,
    )
    every = ((row, article) for row in _read(_AFTER) for (article,) in iter_unpack("<I", row.articles))
    _write(_BEFORE, ({"week": row.week, "key": row.key, "article_id": article} for row, article in every))
    op.drop_table("story_meeting")


def _read(table: sa.TableClause) -> Iterator[Any]:
    """Its rows in order of their keys, some at a time."""
    rows = sa.select(table).order_by(*(column for column in table.c if column.name != "articles"))
    return iter(op.get_bind().execute(rows.execution_options(yield_per=_ROWS)))


def _write(table: sa.TableClause, rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, _ROWS)):
        op.get_bind().execute(sa.insert(table), some)
