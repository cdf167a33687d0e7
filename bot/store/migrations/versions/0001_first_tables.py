"""Sessions, services, submissions, comments and the pictures a channel already holds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("key", sa.LargeBinary(32), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sessions_expires", "sessions", ["expires"])
    op.create_table(
        "services",
        sa.Column("code", sa.String(12), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("flow", sa.String(20), nullable=False),
        sa.Column("revision", sa.String(16), nullable=False),
        sa.Column("locale", sa.String(12), nullable=False),
        sa.Column("register", sa.String(12), nullable=False),
        sa.Column("channel", sa.String(12), nullable=False),
        sa.Column("service", sa.String(12), sa.ForeignKey("services.code"), nullable=True),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("flow", sa.String(20), nullable=False),
        sa.Column("question", sa.String(20), nullable=False),
        sa.Column("service", sa.String(12), sa.ForeignKey("services.code"), nullable=True),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("fft", sa.String(20), nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String(6), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sent_pictures",
        sa.Column("account", sa.String(32), primary_key=True),
        sa.Column("picture", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(255), nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("sent_pictures", "comments", "submissions", "services", "sessions"):
        op.drop_table(table)
