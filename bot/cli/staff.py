"""What staff are given: tokens by which their programs fetch what was released."""

import secrets
from typing import Annotated

import typer

from bot.cli.shared import with_installation
from bot.errors import SaysoError

staff = typer.Typer(help="Tokens by which programs of the QI team fetch what was released.", no_args_is_help=True)


@staff.command("token")
def add_token(
    name: Annotated[str, typer.Argument(help="What it is for, such as “Power BI”.")],
    scope: Annotated[
        list[str], typer.Option(help="figures, records (single people) or comments; several if given again.")
    ],
) -> None:
    """Make a token and show it, once. docs/api.md says how programs use it.

    For example: sayso staff token "Power BI" --scope figures
    """
    from bot.usecases.staff.tokens import Scope, make_token

    known = [*Scope]
    for each in scope:
        if each not in known:
            raise SaysoError(f"There is no scope “{each}”. There are: {', '.join(known)}.")
    token = with_installation(
        lambda installation: make_token(
            installation.store.tokens, name, [Scope(each) for each in scope], secrets.token_bytes
        )
    )
    print(token)
    print(f'Keep it where you keep passwords: it is not shown again. To undo: sayso staff revoke "{name}"')


@staff.command("list")
def list_tokens() -> None:
    """List the tokens by name, with what each lets its holder fetch."""
    listed = with_installation(lambda installation: installation.store.tokens.listed())
    for each in listed:
        print(f"{each.name}  {', '.join(sorted(each.scopes))}")
    if not listed:
        print('There are none yet. Make one: sayso staff token "Power BI" --scope figures')


@staff.command("revoke")
def revoke(name: Annotated[str, typer.Argument(help="The token's name, as “sayso staff list” shows it.")]) -> None:
    """Make a token useless, at once."""
    from bot.usecases.staff.tokens import revoke_token

    with_installation(lambda installation: revoke_token(installation.store.tokens, name))
    print(f"{name} is revoked.")
