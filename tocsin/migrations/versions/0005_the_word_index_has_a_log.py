"""The word index belongs to the schema, and a log tells what came into it, so that what is derived can catch up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both, and log what the index holds already; without an index, have every article read again."""
    op.create_table(
        "indexed",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("outlet", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_indexed")),
    )
    op.create_index(
        "ix_article_closed",
        "article",
        ["id"],
        sqlite_where=sa.text("closed IS NOT NULL"),
        postgresql_where=sa.text("closed IS NOT NULL"),
    )
    postgresql = op.get_bind().dialect.name == "postgresql"
    if not sa.inspect(op.get_bind()).has_table("word_index"):
        op.execute("DELETE FROM screening")
    if postgresql:
        op.execute("CREATE TABLE IF NOT EXISTS word_index (id bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX IF NOT EXISTS ix_word_index_words ON word_index USING gin (words)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5(words, content='', detail=none, columnsize=0, "
            "tokenize='unicode61 remove_diacritics 0')"
        )
    stamp = "floor(random() * 9e18)::bigint" if postgresql else "abs(random() / 2)"
    at = "coalesce(a.published, a.first_seen)"
    if postgresql:
        at = f"(extract(epoch FROM {at}) * 1000000)::bigint"
    else:
        at = f"CAST(strftime('%s', {at}) AS INTEGER) * 1000000 + CAST(substr({at}, 21, 6) AS INTEGER)"
    op.execute(
        "INSERT INTO indexed (article_id, revision, stamp, outlet, language, at) "  # noqa: S608  (no value from outside)
        f"SELECT a.id, s.revision, {stamp}, a.outlet, a.language, {at} "
        "FROM screening s JOIN article a ON a.id = s.article_id ORDER BY a.id"
    )


def downgrade() -> None:
    """Drop both; the version before makes its own index, of the articles that it screens: of all."""
    op.execute("DELETE FROM screening")
    op.execute("DROP TABLE IF EXISTS word_index")
    op.drop_index("ix_article_closed", "article")
    op.drop_table("indexed")
