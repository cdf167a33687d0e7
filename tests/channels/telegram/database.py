"""A look into the program's database from outside, as somebody who has the file would have it."""

import json
import sqlite3
from pathlib import Path
from typing import Any


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return every row of a table."""
    with sqlite3.connect(folder / "data" / "sayso.db") as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - our own names
    connection.close()
    return found


def answers(folder: Path) -> list[dict[str, list[str] | None]]:
    """Return the answers of every submission."""
    return [json.loads(row["answers"]) for row in rows(folder, "submissions")]
