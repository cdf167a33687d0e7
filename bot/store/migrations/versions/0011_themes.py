"""Themes that the QI team makes, and those of each comment."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "themes",
        sa.Column("name", sa.String(30), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.add_column("comments", sa.Column("themes", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    # Only a newer version knows this state; an older one would neither list such a comment nor release it.
    op.execute("UPDATE comments SET state = 'held' WHERE state = 'passed'")
    op.drop_column("comments", "themes")
    op.drop_table("themes")
