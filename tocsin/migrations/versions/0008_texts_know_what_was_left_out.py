"""A text knows which learnt lines were left out of it, so that they can be put back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Of texts that were stored before nobody knows what was left out."""
    op.add_column("revision", sa.Column("left_out", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop it; what was left out stays out."""
    op.drop_column("revision", "left_out")
