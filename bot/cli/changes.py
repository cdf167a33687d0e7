"""What people are told was changed because of what they said."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.engine.flow import Change
    from bot.installation import Installation

changes = typer.Typer(help="What was changed because of what people said, for them to read.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="The change's id, as “sayso changes list” shows it.")]


@changes.command("add")
def add_change(
    *,
    said: Annotated[str | None, typer.Option(help="What people said.")] = None,
    did: Annotated[str | None, typer.Option(help="What was done about it.")] = None,
    easy_said: Annotated[str | None, typer.Option(help="What people said, in easy read.")] = None,
    easy_did: Annotated[str | None, typer.Option(help="What was done about it, in easy read.")] = None,
    ward: Annotated[str | None, typer.Option(help="The code of the ward it concerns; without it, all wards.")] = None,
    question: Annotated[str | None, typer.Option(help="The question it goes back to, such as patient.rights.")] = None,
    month: Annotated[str | None, typer.Option(help="When it was changed, such as 2026-05; without it, now.")] = None,
) -> None:
    """Tell people of a change: at the end of a conversation, and when they ask with /changes.

    Do not write names, or anything that shows who said it. At a terminal, words that are left out are asked for.
    """
    from datetime import UTC, datetime

    from bot.engine.flow import SaidAndDid
    from bot.engine.wording import Register
    from bot.flows.files import Files, read_files
    from bot.settings import read_settings
    from bot.usecases.staff.changes import Written, add, warnings
    from bot.writing.list_reader import read_lists

    standard = SaidAndDid(_asked("People said", said), _asked("We did", did))
    easy = SaidAndDid(_asked("People said, in easy read", easy_said), _asked("We did, in easy read", easy_did))
    written = Written(
        words={Register.STANDARD: standard, Register.EASY_READ: easy}, ward=ward, question=question, month=month
    )
    today = datetime.now(UTC).date()

    async def add_(installation: "Installation") -> "Change":
        return await add(
            installation.store.changes,
            installation.store.services,
            written,
            library=await installation.published(),
            today=today,
        )

    folder = read_settings().conversations_dir
    lists, _ = read_lists(read_files(folder) if folder.is_dir() else Files({}))
    added = with_installation(add_)
    for warning in warnings(added, lists):
        print(f"sayso: easy read: {warning}", file=sys.stderr)
    print(f"People are told of {added.id} from now on. To undo: sayso changes retire {added.id}")


@changes.command("list")
def list_changes() -> None:
    """List what people are or were told, the newest first."""
    listed = with_installation(lambda installation: installation.store.changes.listed())
    for each in listed:
        _print(each.change, retired=each.retired)
    if not listed:
        print("There are none yet. Add one: sayso changes add")


@changes.command("retire")
def retire_change(change: Id) -> None:
    """Stop telling people of a change. To undo: sayso changes reopen ID."""
    from bot.usecases.staff.changes import retire

    with_installation(lambda installation: retire(installation.store.changes, change, retired=True))
    print(f"{change} is retired. To undo: sayso changes reopen {change}")


@changes.command("reopen")
def reopen_change(change: Id) -> None:
    """Tell people of a retired change again."""
    from bot.usecases.staff.changes import retire

    with_installation(lambda installation: retire(installation.store.changes, change, retired=False))
    print(f"{change} is open again.")


def _asked(what: str, given: str | None) -> str:
    """Return what is given; at a terminal, ask for what is not."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise SaysoError("Say what people said and what was done: --said, --did, --easy-said and --easy-did.")
    try:
        return input(f"{what}: ")
    except EOFError:
        return ""


def _print(change: "Change", *, retired: bool) -> None:
    about = [change.month, change.service or "all wards"]
    about += [f"{change.flow}.{change.question}"] if change.question is not None else []
    print(f"{change.id}  {'  '.join(about)}{'  (retired)' if retired else ''}")
    for register, words in change.words.items():
        print(f"    {register}: {_in_a_line(words.said)} → {_in_a_line(words.did)}")


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
