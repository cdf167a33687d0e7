"""Databases as earlier versions left them, made again from their dumps, and what an upgrade must find in them."""

import gzip
import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg

DATA = Path(__file__).parent.parent / "data" / "upgrades"
VERSIONS = ("32c9ce7", "558f612", "871c299", "595dd1d")
"""The commits whose databases are kept, the oldest first."""

WITH_EDITIONS = ("871c299", "595dd1d")
"""Those that kept the conversations as editions."""

CLOCK_AT = """
import datetime

class Moved(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds={seconds})

datetime.datetime = Moved
"""
"""What Python runs first, to have the time of day be so many seconds from what it is."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a version left behind: its database, and who was where in which conversation."""

    version: str
    kind: str
    manifest: dict[str, Any]

    @property
    def made(self) -> datetime:
        """Return when it was made, to the hour."""
        return datetime.fromisoformat(self.manifest["made"])

    @property
    def people(self) -> dict[str, dict[str, Any]]:
        """Return everybody by name: their chat, their session, and the screen that they saw last."""
        people: dict[str, dict[str, Any]] = self.manifest["people"]
        return people

    async def restore(self, url: str, *, now: datetime | None = None) -> None:
        """Make the database again at the URL of an empty one of its kind.

        `sessions.expires` moves with the time from when it was made to `now`, the present if it is not given; nothing
        else is changed.
        """
        dump = gzip.decompress((DATA / self.version / f"{self.kind}.sql.gz").read_bytes()).decode()
        hours = round(((now or datetime.now(UTC)) - self.made).total_seconds() // 3600)
        moving = f"UPDATE sessions SET expires = expires + {hours}"  # noqa: S608 - a number of ours
        if self.kind == "sqlite":
            _restore_sqlite(Path(url.removeprefix("sqlite:///")), dump, moving)
        else:
            await _restore_postgresql(url, dump, moving)

    def put_clock_back(self, folder: Path) -> None:
        """Have programs that look in a folder before they look for Sayso run in the hour in which this was made.

        What waits, codes and editions in use depend on the day, so that tests would otherwise fail a month later.
        """
        seconds = (self.made + timedelta(minutes=30) - datetime.now(UTC)).total_seconds()
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(CLOCK_AT.format(seconds=seconds), "utf-8")


def left_by(version: str, kind: str) -> Left:
    """Return what a version left behind in a database of a kind, `sqlite` or `postgresql`."""
    return Left(version, kind, json.loads((DATA / version / f"{kind}.json").read_text("utf-8")))


def _restore_sqlite(file: Path, dump: str, moving: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    made = sqlite3.connect(file)
    made.executescript(dump)
    made.execute(moving)
    made.commit()
    made.close()


async def _restore_postgresql(url: str, dump: str, moving: str) -> None:
    made = await asyncpg.connect(url)
    await made.execute(dump)
    await made.execute("RESET search_path")
    await made.execute(moving)
    await made.close()
