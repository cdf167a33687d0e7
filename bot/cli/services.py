"""The wards and teams that feedback is about."""

from typing import Annotated

import typer

from bot.cli.actor import Note, Role, actor
from bot.cli.shared import with_installation

services = typer.Typer(help="The wards and teams that feedback is about.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The service's code, as “sayso services list” shows it.")]


@services.command("add")
def add_service(
    name: Annotated[str, typer.Argument(help="Its name, as people know it, such as “Willow Ward”.")],
    code: Annotated[str | None, typer.Option(help="A code of your own instead of a random one.")] = None,
    *,
    role: Role = None,
    note: Note = "",
) -> None:
    """Add a ward or team, and show the end of its link."""
    from bot.installation import today
    from bot.usecases.staff.services import add

    by = actor(role, note)
    added = with_installation(
        lambda installation: add(installation.store.services, name, code, actor=by, today=today())
    )
    print(f"{added.code}  {added.name}")
    print(
        f"The link to it: https://t.me/YOUR_BOT?start={added.code}  (add _patient or _carer to leave out “who are you”)"
    )


@services.command("list")
def list_services() -> None:
    """List the wards and teams with their codes."""
    listed = with_installation(lambda installation: installation.store.services.listed())
    for row in listed:
        print(f"{row.service.code}  {row.service.name}{'  (retired)' if row.retired else ''}")
    if not listed:
        print('There are none yet. Add one: sayso services add "Willow Ward"')


@services.command("retire")
def retire_service(code: Code, *, role: Role = None, note: Note = "") -> None:
    """Stop taking feedback about a ward or team. Earlier answers stay. To undo: sayso services reopen CODE."""
    _retire(code, retired=True, role=role, note=note)
    print(f"{code} is retired. To undo: sayso services reopen {code}")


@services.command("reopen")
def reopen_service(code: Code, *, role: Role = None, note: Note = "") -> None:
    """Take feedback about a retired ward or team again."""
    _retire(code, retired=False, role=role, note=note)
    print(f"{code} is open again.")


def _retire(code: str, *, retired: bool, role: str | None, note: str) -> None:
    from bot.installation import today
    from bot.usecases.staff.services import retire

    by = actor(role, note)
    with_installation(
        lambda installation: retire(installation.store.services, code, retired=retired, actor=by, today=today())
    )
