"""The database itself queues what is unread, so that screening need not look for it in the archive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the queue and what fills it, and put in what no ruleset has read until now."""
    op.create_table(
        "unread",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_unread_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_unread")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("LOCK TABLE article IN SHARE ROW EXCLUSIVE MODE")  # nothing may come between here and the trigger
        op.execute(
            "CREATE OR REPLACE FUNCTION article_is_unread() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "INSERT INTO unread (article_id) VALUES (NEW.id) ON CONFLICT DO NOTHING; RETURN NULL; END $$"
        )
        op.execute(
            "CREATE TRIGGER article_is_unread AFTER INSERT OR UPDATE OF revision ON article "
            "FOR EACH ROW EXECUTE FUNCTION article_is_unread()"
        )
    else:
        op.execute(
            "CREATE TRIGGER new_is_unread AFTER INSERT ON article "
            "BEGIN INSERT OR IGNORE INTO unread (article_id) VALUES (NEW.id); END"
        )
        op.execute(
            "CREATE TRIGGER changed_is_unread AFTER UPDATE OF revision ON article "
            "BEGIN INSERT OR IGNORE INTO unread (article_id) VALUES (NEW.id); END"
        )
    op.execute(
        "INSERT INTO unread (article_id) SELECT a.id FROM article a LEFT JOIN screening s ON s.article_id = a.id "
        "WHERE a.closed IS NULL AND (s.article_id IS NULL OR s.revision <> a.revision)"
    )
    op.drop_index("ix_screening_ruleset", "screening")
    op.create_index("ix_screening_ruleset", "screening", ["ruleset", "article_id"])


def downgrade() -> None:
    """Drop all of it; the version before compares the archive with what was screened."""
    op.drop_index("ix_screening_ruleset", "screening")
    op.create_index("ix_screening_ruleset", "screening", ["ruleset"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS article_is_unread() CASCADE")
    else:
        op.execute("DROP TRIGGER IF EXISTS new_is_unread")
        op.execute("DROP TRIGGER IF EXISTS changed_is_unread")
    op.drop_table("unread")
