"""The waiting room, versions of sessions, and hashes of the codes that take answers back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "waiting",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("service", sa.String(12), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("withdraw", sa.LargeBinary(16), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_waiting_service", "waiting", ["service"])
    op.create_index("ix_waiting_withdraw", "waiting", ["withdraw"])
    op.add_column("sessions", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    for table in ("submissions", "comments"):
        op.add_column(table, sa.Column("withdraw", sa.LargeBinary(16), nullable=True))
        op.create_index(f"ix_{table}_withdraw", table, ["withdraw"])


def downgrade() -> None:
    for table in ("submissions", "comments"):
        op.drop_index(f"ix_{table}_withdraw", table)
        op.drop_column(table, "withdraw")
    op.drop_column("sessions", "version")
    op.drop_table("waiting")
