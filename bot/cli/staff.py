"""API tokens for programs of the QI team."""

import secrets
from typing import Annotated

import typer

from bot.cli.actor import Note, Role, actor
from bot.cli.shared import with_installation
from bot.errors import SaysoError

staff = typer.Typer(help="API tokens, with which programs of the QI team fetch releases.", no_args_is_help=True)


@staff.command("token")
def add_token(
    name: Annotated[str, typer.Argument(help="What it is for, such as “Power BI”.")],
    scope: Annotated[list[str], typer.Option(help="figures, records (single people) or comments; repeat for several.")],
    *,
    role: Role = None,
    note: Note = "",
) -> None:
    """Make a token and show it, once. docs/api.md says how programs use it.

    For example: sayso staff token "Power BI" --scope figures --role "QI lead"
    """
    from bot.installation import today
    from bot.usecases.staff.tokens import Scope, make_token

    unknown = [name for name in scope if name not in [*Scope]]
    if unknown:
        raise SaysoError(f"There is no scope “{unknown[0]}”. There are: {', '.join(Scope)}.")
    by, scopes = actor(role, note), [*map(Scope, scope)]
    token = with_installation(
        lambda installation: make_token(
            installation.store.tokens, name, scopes, secrets.token_bytes, actor=by, today=today()
        )
    )
    print(token)
    print(f'Keep it where you keep passwords: it is not shown again. To undo: sayso staff revoke "{name}"')


@staff.command("list")
def list_tokens() -> None:
    """List the tokens by name, with what each lets its holder fetch."""
    listed = with_installation(lambda installation: installation.store.tokens.listed())
    for token in listed:
        print(f"{token.name}  {', '.join(sorted(token.scopes))}")
    if not listed:
        print('There are none yet. Make one: sayso staff token "Power BI" --scope figures')


@staff.command("revoke")
def revoke(
    name: Annotated[str, typer.Argument(help="The token's name, as “sayso staff list” shows it.")],
    *,
    role: Role = None,
    note: Note = "",
) -> None:
    """Make a token useless, at once."""
    from bot.installation import today
    from bot.usecases.staff.tokens import revoke_token

    by = actor(role, note)
    with_installation(lambda installation: revoke_token(installation.store.tokens, name, actor=by, today=today()))
    print(f"{name} is revoked.")
