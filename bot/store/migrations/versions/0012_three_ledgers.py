"""Three ledgers of signed releases. They begin again: what was released under other rules cannot be carried over."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_COUNTED = ("submissions", "comments")
_LATER = ("groups_release", "records_release")


def upgrade() -> None:
    for table in _COUNTED:
        op.execute(f"UPDATE {table} SET release = NULL")  # noqa: S608 - our own tables
    op.drop_table("figures")
    _with_new_releases(
        sa.Column("ledger", sa.String(8), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column("revisions", sa.JSON, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("records", sa.JSON, nullable=False),
        sa.UniqueConstraint("ledger", "period"),
    )
    op.create_table(
        "figures",
        *_of_a_release(),
        sa.Column("question", sa.String(41), primary_key=True),
        sa.Column("by", sa.String(20), primary_key=True),
        sa.Column("group", sa.String(40), primary_key=True),
        sa.Column("since", sa.String(8), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("share", sa.JSON, nullable=True),
        sa.Column("answers", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "records",
        *_of_a_release(),
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("rows", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("submissions", table_kwargs={"sqlite_with_rowid": False}) as changing:
        for name in _LATER:
            changing.add_column(sa.Column(name, sa.Integer, nullable=True))
            changing.create_foreign_key(f"fk_submissions_{name}", "releases", [name], ["number"])
            changing.create_index(f"ix_submissions_{name}", [name])
    # What was in clear cannot be sealed without the secret, and is not told.
    with op.batch_alter_table("comments", table_kwargs={"sqlite_with_rowid": False}) as changing:
        changing.drop_column("fft")
        changing.add_column(sa.Column("sealed_fft", sa.LargeBinary, nullable=True))
        changing.add_column(sa.Column("side", sa.String(12), nullable=True))


def downgrade() -> None:
    for table in _COUNTED:
        op.execute(f"UPDATE {table} SET release = NULL")  # noqa: S608 - our own tables
    with op.batch_alter_table("submissions", table_kwargs={"sqlite_with_rowid": False}) as changing:
        for name in _LATER:
            changing.drop_index(f"ix_submissions_{name}")
            changing.drop_column(name)
    with op.batch_alter_table("comments", table_kwargs={"sqlite_with_rowid": False}) as changing:
        changing.drop_column("side")
        changing.drop_column("sealed_fft")
        changing.add_column(sa.Column("fft", sa.String(20), nullable=True))
    op.drop_table("records")
    op.drop_table("figures")
    _with_new_releases(
        sa.Column("period", sa.String(8), nullable=False, unique=True),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("revisions", sa.JSON, nullable=False, server_default="{}"),
        sa.Column("parts", sa.JSON, nullable=False, server_default="[]"),
    )
    op.create_table(
        "figures",
        *_of_a_release(),
        sa.Column("question", sa.String(41), primary_key=True),
        sa.Column("by", sa.String(80), primary_key=True),
        sa.Column("group", sa.String(80), primary_key=True),
        sa.Column("since", sa.String(8), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )


def _with_new_releases(*columns: sa.schema.SchemaItem) -> None:
    """Replace the table of releases, which others refer to."""
    names = [] if op.get_bind().dialect.name == "sqlite" else [(f"fk_{table}_release", table) for table in _COUNTED]
    for name, table in names:
        op.drop_constraint(name, table, type_="foreignkey")
    op.drop_table("releases")
    number = sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)
    op.create_table("releases", number, *columns, sqlite_with_rowid=False)
    for name, table in names:
        op.create_foreign_key(name, table, "releases", ["release"], ["number"])


def _of_a_release() -> tuple[sa.Column[int], sa.Column[str]]:
    return (
        sa.Column("release", sa.Integer, sa.ForeignKey("releases.number"), primary_key=True),
        sa.Column("flow", sa.String(20), primary_key=True),
    )
