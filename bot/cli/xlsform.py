"""Conversations as XLSForm workbooks, for people who work with forms in a spreadsheet."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import count, read_conversations
from bot.errors import SaysoError, with_faults

if TYPE_CHECKING:
    from bot.flows.sources import Sources

xlsform = typer.Typer(help="Conversations as XLSForm workbooks, out and in.", no_args_is_help=True)

ConversationsFolder = Annotated[
    Path | None, typer.Option(help="The folder of the conversations; else SAYSO_CONVERSATIONS_DIR.")
]


@xlsform.command("out")
def write_out(
    flow: Annotated[str, typer.Argument(help="Which conversation, such as patient.")],
    *,
    out: Annotated[Path, typer.Option(help="The workbook to write, such as patient.xlsx.")],
    folder: ConversationsFolder = None,
) -> None:
    """Write a conversation as an XLSForm workbook, and list what other programs do not follow.

    For example: sayso xlsform out patient --out patient.xlsx
    """
    from bot.xlsform.conversion import export_workbook

    if out.exists():
        raise SaysoError(f"{out} is there already. Choose another name with --out.")
    exported = export_workbook(_read(folder), flow, out)
    _list("Only for Sayso, or not carried:", exported.issues)
    _list("This would not come back the same:", exported.differences)
    print(f"{flow} is written to {out}.")


@xlsform.command("in")
def read_in(
    workbook: Annotated[Path, typer.Argument(help="The workbook to read.")],
    *,
    flow: Annotated[str | None, typer.Option(help="The conversation's name; else the form's id.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write; else the conversation's own, among the others.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite an existing conversation.")] = False,
    folder: ConversationsFolder = None,
) -> None:
    """Convert an XLSForm workbook to a conversation, and list what was not converted and what changed.

    For example: sayso xlsform in patient.xlsx
    """
    from bot.xlsform.conversion import import_workbook
    from bot.xlsform.saving import save_import

    conversations = _read(folder)
    imported = import_workbook(conversations, workbook, flow)
    _list("Not converted, or only in part:", [issue for issue in imported.issues if issue not in imported.errors])
    if imported.files is None:
        _list("To fix:", imported.errors)
        raise SaysoError(f"{count(len(imported.errors), 'fault')} to fix in {workbook.name}. Nothing was written.")
    _list(f"Differences from the present conversation “{imported.name}”:", imported.differences)
    target = out or Path(conversations.files.folder) / imported.name
    made = save_import(conversations, imported, target, replace=replace)
    if not made:
        print(f"{target} says the same already. Nothing was written.")
        return
    print(f"Written in {target}: {', '.join(made)}. Next: sayso check {conversations.files.folder}")


def _read(root: Path | None) -> "Sources":
    """Return the conversations of a folder as they are read. Raises SaysoError where a file cannot be."""
    from bot.flows.sources import read_sources

    sources = read_sources(read_conversations(root))
    if sources.issues:
        raise SaysoError(with_faults("The conversations cannot be read:", sources.issues, see=": run “sayso check”."))
    return sources


def _list(title: str, items: Iterable[object]) -> None:
    lines = [f"  {item}" for item in items]
    if lines:
        print("\n".join([title, *lines]))
