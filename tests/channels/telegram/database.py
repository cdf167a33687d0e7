"""A look into the program's database from outside, as somebody would have it who has the file and the secret."""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.privacy.sealing import Sealer
from bot.privacy.waiting import from_json
from bot.store.secret import secret_from_setting
from tests.program import SECRET


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return every row of a table."""
    with closing(sqlite3.connect(folder / "data" / "sayso.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - our own names


def submissions(folder: Path) -> list[dict[str, Any]]:
    """Return every submission, also those that wait."""
    waiting = [asdict(submission) for submission, _ in _waiting(folder)]
    return [*waiting, *(row | {"answers": json.loads(row["answers"])} for row in rows(folder, "submissions"))]


def comments(folder: Path) -> list[dict[str, Any]]:
    """Return every comment, also those that wait."""
    return [*(asdict(comment) for _, said in _waiting(folder) for comment in said), *rows(folder, "comments")]


def answers(folder: Path) -> list[dict[str, list[str] | None]]:
    """Return the answers of every submission."""
    return [
        {step: None if given is None else list(given) for step, given in each["answers"].items()}
        for each in submissions(folder)
    ]


def _waiting(folder: Path) -> list[Any]:
    kept = folder / "data" / "secret"
    secret = bytes.fromhex(kept.read_text("ascii").split()[0]) if kept.is_file() else secret_from_setting(SECRET)
    return [from_json(Sealer(secret).open_waiting(row["sealed"])) for row in rows(folder, "waiting")]
