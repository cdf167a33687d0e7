"""Migrating a database: all migrations beside this module, or none."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import SaysoError

HEAD = "0012"
"""The newest migration."""


def is_up_to_date(connection: Connection) -> bool:
    """Tell whether every migration has been applied."""
    return _version(connection) == HEAD


def migrate(connection: Connection, label: str) -> None:
    """Apply the missing migrations, in a transaction that makes other processes wait.

    Raises SaysoError, naming the database by its `label`, if a newer program wrote it.
    """
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise SaysoError(
            f"A newer Sayso wrote the database {label}. Install the newest version, or"
            " point SAYSO_DATABASE_URL at another database."
        )
    # Alembic takes a third of a second to import, and most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _version(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version
