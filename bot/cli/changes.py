"""“You said, we did”: what was changed because of what people said."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.actor import Note, Role, actor
from bot.cli.shared import with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.engine.flow import Change
    from bot.installation import Installation

changes = typer.Typer(help="What was changed because of what people said, for them to read.", no_args_is_help=True)

ChangeId = Annotated[str, typer.Argument(help="The change's id, as “sayso changes list” shows it.")]


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
    role: Role = None,
    note: Note = "",
) -> None:
    """Show people a change: at the end of a conversation, and when they ask with /changes.

    Do not write names, or anything that shows who said it. At a terminal, you are asked for words that are missing.
    """
    from bot.engine.flow import SaidAndDid
    from bot.engine.wording import Register
    from bot.flows.files import Files, read_files
    from bot.installation import today
    from bot.settings import read_settings
    from bot.usecases.staff.changes import ChangeDraft, add, warnings
    from bot.writing.list_reader import read_lists

    standard = SaidAndDid(_ask_unless("People said", said), _ask_unless("We did", did))
    easy_read = [_ask_unless("People said, in easy read", easy_said), _ask_unless("We did, in easy read", easy_did)]
    words = {Register.STANDARD: standard, Register.EASY_READ: SaidAndDid(*easy_read)}
    draft = ChangeDraft(words=words, ward=ward, question=question, month=month)
    by = actor(role, note)

    async def add_(installation: "Installation") -> "Change":
        return await add(
            installation.store.changes,
            installation.store.services,
            draft,
            library=await installation.published(),
            actor=by,
            today=today(),
        )

    folder = read_settings().conversations_dir
    lists, _ = read_lists(read_files(folder) if folder.is_dir() else Files({}))
    added = with_installation(add_)
    for warning in warnings(added, lists):
        print(f"sayso: easy read: {warning}", file=sys.stderr)
    print(f"People are shown {added.id} from now on. To undo: sayso changes retire {added.id}")


@changes.command("list")
def list_changes() -> None:
    """List the changes, retired ones too, the newest first."""
    listed = with_installation(lambda installation: installation.store.changes.listed())
    for row in listed:
        _print(row.change, retired=row.retired)
    if not listed:
        print("There are none yet. Add one: sayso changes add")


@changes.command("retire")
def retire_change(change: ChangeId, *, role: Role = None, note: Note = "") -> None:
    """Stop showing people a change. To undo: sayso changes reopen ID."""
    _retire(change, retired=True, role=role, note=note)
    print(f"{change} is retired. To undo: sayso changes reopen {change}")


@changes.command("reopen")
def reopen_change(change: ChangeId, *, role: Role = None, note: Note = "") -> None:
    """Show people a retired change again."""
    _retire(change, retired=False, role=role, note=note)
    print(f"{change} is open again.")


def _retire(change: str, *, retired: bool, role: str | None, note: str) -> None:
    from bot.installation import today
    from bot.usecases.staff.changes import retire

    by = actor(role, note)
    with_installation(
        lambda installation: retire(installation.store.changes, change, retired=retired, actor=by, today=today())
    )


def _ask_unless(what: str, given: str | None) -> str:
    """Return what is given as an option; at a terminal, ask for what is not."""
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
