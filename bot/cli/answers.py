"""Exports, backups, restoring and moving."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.cli.shared import count, progress_bar, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation


def export(
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")],
    period: Annotated[str | None, typer.Option(help="Only what was released for it; all if omitted.")] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", help="Which file, as below; repeat for several. Figures if omitted."),
    ] = None,
) -> None:
    """Write files of releases: figures, and records and comments of single people for the QI team.

    For example: sayso export --period 2026-03 --format figures --format xlsx --out march

    figures, figures-parquet: counts by ward and by group. xlsx: figures and records as a workbook. wide, parquet:
    records, a row a person. long: a row an answer, with datapackage.json. fft: the Friends and Family Test, to hand in.
    comments, dashboard: comments that a reviewer has shown (sayso review).
    """
    from bot.usecases.releasing.formats import Format

    chosen = [_format(name, [*Format]) for name in format_ or [Format.FIGURES]]

    async def export_(installation: "Installation") -> tuple[str, ...]:
        return await (await installation.exporting()).export(period, [*map(Format, chosen)], out, written)

    with progress_bar("Writing") as written:
        names = with_installation(export_)
    print(f"Written to {out}: {', '.join(names)}.")


def _format(wanted: str, known: list[str]) -> str:
    if wanted not in known:
        raise SaysoError(f"There is no format “{wanted}”. There are: {', '.join(known)}.")
    return wanted


def backup(out: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]) -> None:
    """Write a backup of the database while Sayso runs. Open conversations are left out.

    For example: sayso backup /srv/backups/sayso-monday.db

    Keep it apart from the secret, and delete old ones: a backup still holds answers that were withdrawn since.
    """
    from bot.settings import read_settings
    from bot.store.backup import back_up

    with Console(stderr=True).status("Writing the backup"):
        back_up(read_settings().database, out)
    print(f"Written to {out}. Keep it apart from the secret. To restore it: sayso restore {out}")


def restore(file: Annotated[Path, typer.Argument(help="A backup that “sayso backup” wrote.")]) -> None:
    """Replace the database with a backup. Stop Sayso first. The previous database is set aside.

    People in the middle of a conversation start again. Answers that were withdrawn after the backup was made are there
    again, and the same words withdraw them.
    """
    from bot.settings import read_settings
    from bot.store.backup import restore as put_back

    with Console(stderr=True).status("Putting the backup back"):
        previous = put_back(read_settings().database, file)
    print(f"{file} is the database now.")
    if previous is not None:
        print(f"The previous one is {previous}. To undo: sayso restore {previous}. Delete it once all is well.")


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
