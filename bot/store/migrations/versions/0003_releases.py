"""Releases: their figures, and which submissions and comments went out with which."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("period", sa.String(8), nullable=False, unique=True),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figures",
        sa.Column("release", sa.Integer, sa.ForeignKey("releases.number"), primary_key=True),
        sa.Column("flow", sa.String(20), primary_key=True),
        sa.Column("question", sa.String(41), primary_key=True),
        sa.Column("by", sa.String(80), primary_key=True),
        sa.Column("group", sa.String(80), primary_key=True),
        sa.Column("since", sa.String(8), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    for table in ("submissions", "comments"):
        with op.batch_alter_table(table, table_kwargs={"sqlite_with_rowid": False}) as changing:
            changing.add_column(sa.Column("release", sa.Integer, nullable=True))
            changing.create_foreign_key(f"fk_{table}_release", "releases", ["release"], ["number"])
            changing.create_index(f"ix_{table}_release", ["release"])


def downgrade() -> None:
    for table in ("submissions", "comments"):
        with op.batch_alter_table(table, table_kwargs={"sqlite_with_rowid": False}) as changing:
            changing.drop_index(f"ix_{table}_release")
            changing.drop_column("release")
    op.drop_table("figures")
    op.drop_table("releases")
