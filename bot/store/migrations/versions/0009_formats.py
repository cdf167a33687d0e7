"""The format of the files of each edition; those that exist are of format 0."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("editions", sa.Column("format", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("editions", "format")
