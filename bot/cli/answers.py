"""What was said: exports, backups, and putting one back."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.cli.shared import count, with_store

DRAWN_EVERY = 1000
"""Rows between two updates of the progress bar: each takes longer than writing a row."""


def export(
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")],
) -> None:
    """Write what was said as CSV files: submissions, comments and a data dictionary.

    The files are raw: small numbers stand in them, and comments that nobody has read. Keep them where only the QI
    team can open them. Answers from a ward are in them once 5 have come from it, or the month is closed.
    """
    from bot.flows.library import load_sound
    from bot.settings import read_settings
    from bot.usecases.export import export as write

    library = load_sound(read_settings().conversations_dir)
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Writing", total=None)

        def written(done: int, of: int) -> None:
            if done % DRAWN_EVERY == 0 or done == of:
                progress.update(task, completed=done, total=of)

        exported = with_store(
            lambda store: write(
                store.submissions, store.services, flows=library.flows.values(), out=out, progress=written
            )
        )
    submissions, comments = count(exported.submissions, "submission"), count(exported.comments, "comment")
    print(f"Written to {exported.folder}: {submissions} and {comments}.")
    print("The files are raw: keep them where only the QI team can open them. Answers that still wait are not in them.")


def backup(out: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]) -> None:
    """Write a backup of the database while Sayso runs. Open conversations are left out.

    For example: sayso backup /srv/backups/sayso-monday.db

    Keep it apart from the secret, and delete old ones: a backup still holds what was taken back since.
    """
    from bot.settings import read_settings
    from bot.store.backup import back_up

    with Console(stderr=True).status("Writing the backup"):
        back_up(read_settings().database, out)
    print(f"Written to {out}. Keep it apart from the secret: sayso restore {out} puts it back.")


def restore(file: Annotated[Path, typer.Argument(help="A backup that “sayso backup” wrote.")]) -> None:
    """Put a backup in the place of the database. Stop Sayso first. The database before is set aside.

    Whoever is in the middle of a conversation starts again. What was taken back after the backup was made is there
    again, and the same words take it back.
    """
    from bot.settings import read_settings
    from bot.store.backup import restore as put_back

    with Console(stderr=True).status("Putting the backup back"):
        before = put_back(read_settings().database, file)
    print(f"{file} is the database now.")
    if before is not None:
        print(f"The one before is {before}. To undo: sayso restore {before}. Delete it once all is well.")


def move(
    to: Annotated[
        str, typer.Option(help="The new database: postgresql://user:password@host/sayso, with nothing in it.")
    ],
) -> None:
    """Copy everything from SQLite to PostgreSQL. Stop Sayso first; the old database stays as it is.

    Afterwards set SAYSO_DATABASE_URL to the new one, keep the secret, and start Sayso. To undo, set it back.
    """
    from bot.settings import read_settings
    from bot.store.moving import move as copy

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Copying", total=None)

        def copied(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        rows = asyncio.run(copy(read_settings().database, to, copied))
    print(f"{count(rows, 'row')} copied. Set SAYSO_DATABASE_URL to the new database, and start Sayso.")
