"""A list remembers how much of it was left alone; an address keeps the number its feed gives it, to be found by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_HINTS: sa.ColumnClause[str] = sa.column("hints")
_ADDRESS = sa.table("address", sa.column("url"), sa.column("guid"))


def upgrade() -> None:
    """Add the columns, and take over the numbers that feeds gave so far."""
    op.add_column("source_state", sa.Column("older", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("address", sa.Column("guid", sa.Text(), nullable=True))
    number = sa.func.json_extract(_HINTS, "$.id")
    if op.get_bind().dialect.name == "postgresql":
        number = sa.func.json_extract_path_text(_HINTS, "id")
    fits = sa.and_(number.is_not(None), number != _ADDRESS.c.url, sa.func.length(number) <= 200)
    op.execute(sa.update(_ADDRESS).values(guid=number).where(fits))
    op.create_index("ix_address_guid", "address", ["outlet", "guid"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_address_guid", "address")
    op.drop_column("address", "guid")
    op.drop_column("source_state", "older")
