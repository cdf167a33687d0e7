"""Backups: a copy of all permanent data, made while Sayso runs and restored while it does not.

Open conversations are omitted: they expire after two days, and a backup would keep them longer.
"""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Table

from bot.errors import SaysoError
from bot.store.migrating import HEAD
from bot.store.opening import open_database, open_store
from bot.store.sqlite import SqliteDatabase
from bot.store.tables import metadata, sessions

BEFORE = "before-restore"
"""The suffix of the database that a restore replaces."""


def back_up(database: str, out: Path) -> None:
    """Write a backup of the database at this URL to a new file. Raises SaysoError if that fails."""
    source = _file_of(database)
    _prepare(database)
    if out.exists():
        raise SaysoError(f"{out} already exists, and a backup never overwrites another. Choose another name.")
    unfinished = out.with_name(f".{out.name}-{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600)
        _copy_rows(source, unfinished)
        os.link(unfinished, out)
    except (OSError, sqlite3.Error) as error:
        raise SaysoError(f"The backup cannot be written to {out} ({error}). Choose a folder with room.") from None
    finally:
        _remove(unfinished)


def restore(database: str, backup: Path) -> Path | None:
    """Replace the database at this URL with a backup; return the new path of the previous one, if there was one.

    Raises SaysoError, changing nothing, if the file is not a backup or the database is in use.
    """
    target = _file_of(database)
    _check(backup)
    unfinished = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, unfinished)
        unfinished.chmod(0o600)
        previous = _rename(target) if target.exists() else None
        unfinished.replace(target)
    except OSError as error:
        raise SaysoError(f"The backup cannot replace {target} ({error.strerror}).") from None
    finally:
        _remove(unfinished)
    _prepare(database)
    return previous


def _file_of(database: str) -> Path:
    opened = open_database(database)
    if not isinstance(opened, SqliteDatabase):
        raise SaysoError(
            "PostgreSQL makes its own backups: use pg_dump with --exclude-table-data=sessions, which omits open"
            " conversations, and pg_restore."
        )
    return opened.file


def _prepare(database: str) -> None:
    """Create or migrate a database."""

    async def prepared() -> None:
        async with open_store(database):
            pass

    asyncio.run(prepared())


def _copy_rows(source: Path, out: Path) -> None:
    _prepare(f"sqlite:///{out}")
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS backup", (str(out),))
        connection.execute("BEGIN")
        for table in (table for table in metadata.sorted_tables if table is not sessions):
            connection.execute(_insert_from(table))
        connection.execute("COMMIT")
        connection.execute("PRAGMA backup.journal_mode = DELETE")


def _insert_from(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT INTO backup.{table.name} ({columns}) SELECT {columns} FROM main.{table.name}"  # noqa: S608 - our names


def _check(backup: Path) -> None:
    """Raise SaysoError unless the file is a complete backup that this version can use."""
    if not backup.is_file():
        raise SaysoError(f"There is no backup {backup}. Nothing was changed.")
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (health,) = connection.execute("PRAGMA integrity_check").fetchone()
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError):
        health, version = "", ""
    if health != "ok":
        raise SaysoError(f"{backup} is not a complete backup of Sayso. Nothing was changed. Try an earlier one.")
    if version > HEAD:
        raise SaysoError(f"A newer Sayso made the backup {backup}. Nothing was changed. Install the newest version.")


def _rename(database: Path) -> Path:
    """Checkpoint and rename a database that is not in use; return its new path."""
    try:
        with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        raise SaysoError(f"{database} is in use. Stop Sayso, then restore. Nothing was changed.") from None
    except sqlite3.DatabaseError:
        pass  # It is damaged, which may be the reason for the restore: it is renamed as it is.
    number = 1
    while (renamed := database.with_name(f"{database.name}.{BEFORE}-{number}")).exists():
        number += 1
    database.replace(renamed)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(database.name + ending).replace(renamed.with_name(renamed.name + ending))
    return renamed


def _remove(file: Path) -> None:
    for path in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        with suppress(OSError):
            path.unlink()
