"""The log of what staff did, and who decided last about each comment."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "staff_log",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("comments", sa.Column("decided_role", sa.String(80), nullable=True))
    op.add_column("comments", sa.Column("decided_when", sa.String(10), nullable=True))


def downgrade() -> None:
    op.drop_column("comments", "decided_when")
    op.drop_column("comments", "decided_role")
    op.drop_table("staff_log")
