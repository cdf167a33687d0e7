"""A look into the program's database from outside, as somebody would have it who has the file and the secret."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.privacy.sealing import Sealer
from bot.privacy.waiting import from_json
from bot.store.secret import secret_from_setting
from tests import taken
from tests.program import SECRET, database_of


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return every row of a table."""
    return taken.rows(database_of(folder), table)


def submissions(folder: Path) -> list[dict[str, Any]]:
    """Return every submission, also those that wait."""
    waiting = [asdict(submission) for submission, _ in _waiting(folder)]
    return [*waiting, *rows(folder, "submissions")]


def comments(folder: Path) -> list[dict[str, Any]]:
    """Return every comment, also those that wait."""
    return [*(asdict(comment) for _, comments in _waiting(folder) for comment in comments), *rows(folder, "comments")]


def texts(folder: Path) -> list[str]:
    """Return the words of every comment."""
    return [comment["text"] for comment in comments(folder)]


def answers(folder: Path) -> list[dict[str, list[str] | None]]:
    """Return the answers of every submission."""
    return [
        {step: None if given is None else list(given) for step, given in submission["answers"].items()}
        for submission in submissions(folder)
    ]


def _waiting(folder: Path) -> list[Any]:
    kept = folder / "data" / "secret"
    secret = bytes.fromhex(kept.read_text("ascii").split()[0]) if kept.is_file() else secret_from_setting(SECRET)
    return [from_json(Sealer(secret).open_waiting(row["sealed"])) for row in rows(folder, "waiting")]
