"""The wards and teams that feedback is about."""

from typing import Annotated

import typer

from bot.cli.shared import with_installation

services = typer.Typer(help="The wards and teams that feedback is about.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The service's code, as “sayso services list” shows it.")]


@services.command("add")
def add_service(
    name: Annotated[str, typer.Argument(help="Its name, as people know it, such as “Willow Ward”.")],
    code: Annotated[str | None, typer.Option(help="A code of your own instead of a random one.")] = None,
) -> None:
    """Add a ward or team, and show the end of the link that leads to it."""
    from bot.usecases.staff.services import add

    added = with_installation(lambda installation: add(installation.store.services, name, code))
    print(f"{added.code}  {added.name}")
    print(
        f"The link to it: https://t.me/YOUR_BOT?start={added.code}  (add _patient or _carer to leave out “who are you”)"
    )


@services.command("list")
def list_services() -> None:
    """List the wards and teams with their codes."""
    listed = with_installation(lambda installation: installation.store.services.listed())
    for each in listed:
        print(f"{each.service.code}  {each.service.name}{'  (retired)' if each.retired else ''}")
    if not listed:
        print('There are none yet. Add one: sayso services add "Willow Ward"')


@services.command("retire")
def retire_service(code: Code) -> None:
    """Stop taking feedback about a ward or team. What was said stays. To undo: sayso services reopen CODE."""
    from bot.usecases.staff.services import retire

    with_installation(lambda installation: retire(installation.store.services, code, retired=True))
    print(f"{code} is retired. To undo: sayso services reopen {code}")


@services.command("reopen")
def reopen_service(code: Code) -> None:
    """Take feedback about a retired ward or team again."""
    from bot.usecases.staff.services import retire

    with_installation(lambda installation: retire(installation.store.services, code, retired=False))
    print(f"{code} is open again.")
