"""What was changed because of what people said."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("service", sa.String(12), sa.ForeignKey("services.code"), nullable=True),
        sa.Column("flow", sa.String(20), nullable=True),
        sa.Column("question", sa.String(20), nullable=True),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("easy_said", sa.Text, nullable=False),
        sa.Column("easy_did", sa.Text, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("changes")
