"""A sitemap index that answers "not modified" still leads to its sitemaps: they are remembered with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and forget validators, so that each list is read once more and its children are learnt."""
    op.add_column("source_state", sa.Column("children", sa.JSON(), nullable=True))
    op.execute("UPDATE source_state SET etag = NULL, last_modified = NULL, digest = NULL")


def downgrade() -> None:
    """Drop it."""
    op.drop_column("source_state", "children")
