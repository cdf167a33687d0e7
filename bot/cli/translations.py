"""Translations of the conversations: out to translators as a table, and in again."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import count, read_conversations
from bot.errors import SaysoError

translations = typer.Typer(help="The conversations in other languages, as tables.", no_args_is_help=True)


@translations.command("out")
def write_out(
    locale: Annotated[str, typer.Argument(help="The language, by its ISO 639 code: cy, pl, ur …")],
    *,
    easy_read: Annotated[bool, typer.Option("--easy-read", help="Its easy read.")] = False,
    out: Annotated[Path | None, typer.Option(help="The file to write; else LOCALE.csv.")] = None,
) -> None:
    """Write every text as a CSV file for translators: English, translation, and whether it is new, translated or stale.

    Only the columns “translation” and “state” are to be changed. Where a stale translation is right as it is, its state
    becomes “translated”.
    """
    from bot.engine.wording import Register, Wording
    from bot.usecases.authoring.translating import write_table

    wording = Wording(locale, Register.EASY_READ if easy_read else Register.STANDARD)
    file = out or Path(f"{wording}.csv")
    conversations = read_conversations()
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            to_do = write_table(conversations, wording, opened)
    except OSError as error:
        raise SaysoError(f"{file} cannot be written ({error.strerror}).") from None
    print(f"{file}: {count(to_do, 'text')} to translate. Take it in with: sayso translations in {file}")


@translations.command("in")
def take_in(
    file: Annotated[Path, typer.Argument(help="The CSV file, as “translations out” wrote it.")],
    *,
    over: Annotated[
        bool, typer.Option("--over", help="Overwrite words that were changed since the table was written.")
    ] = False,
) -> None:
    """Take translations in: write them into words/ of each conversation. With a fault in them, nothing is changed.

    Texts not changed in the table stay as they are in the words files. New files are not offered to people until a
    speaker of the language has checked them.
    """
    from bot.flows.files import write_files
    from bot.usecases.authoring.translating import read_table

    conversations = read_conversations()
    changed, taken = read_table(conversations, _content(file), str(file), over=over)
    write_files(changed, Path(conversations.folder))
    for result in taken:
        print(f"{result.file}: {count(result.texts, 'text')}, {result.changed} of them new or changed")
        if result.left_out:
            print(f"  left out, since the English does not have them any more: {', '.join(result.left_out)}")
    if not taken:
        raise SaysoError(f"There is not one translation in {file}. Write them in the column “translation”.")
    print("Have a look with “sayso check”, and with “sayso try --locale …”.")


def _content(file: Path) -> bytes:
    """Return what is in a table, or as much as shows that it is too large. Raises SaysoError."""
    from bot.usecases.authoring.translating import LARGEST_TABLE

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise SaysoError(f"{file} cannot be read ({error.strerror}).") from None
