"""A list that has moved for good remembers where it is to be found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what has moved is learnt at the next look."""
    op.add_column("source_state", sa.Column("moved_to", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("source_state", "moved_to")
