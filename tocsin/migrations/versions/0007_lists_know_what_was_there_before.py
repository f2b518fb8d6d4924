"""A list remembers which of its entries were left alone, so that a new one among them is told from an old one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. Lists that were read before fill it when they change next."""
    op.create_table(
        "left_alone",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_left_alone")),
    )


def downgrade() -> None:
    """Drop it; the version before takes what it does not look at for old."""
    op.drop_table("left_alone")
