"""Editions of the conversations' files, what was published, and which revisions the answers of a release are to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "texts",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("base", sa.Integer, nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publications",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), nullable=False),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("releases", sa.Column("revisions", sa.JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("releases", "revisions")
    for table in ("publications", "editions", "texts"):
        op.drop_table(table)
