"""From which month on the limits of charts are calculated again, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "baselines",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("flow", sa.String(20), nullable=False),
        sa.Column("question", sa.String(41), nullable=False),
        sa.Column("service", sa.String(12), sa.ForeignKey("services.code"), nullable=True),
        sa.Column("start", sa.String(7), nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("baselines")
