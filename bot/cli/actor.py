"""Who runs a command, by role: given as an option, or asked for in a terminal."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.usecases.actor import Actor

Role = Annotated[
    str | None,
    typer.Option(help="Your role, never your name, such as: ward manager. In a terminal you are asked for it."),
]
Note = Annotated[str, typer.Option(help="Why, in a few words.")]


def actor(role: str | None, note: str = "") -> "Actor":
    """Return who runs the command. Raises BadRole, and SaysoError where there is no role and nobody to ask."""
    from bot.usecases.actor import make_actor

    return make_actor(ask(role, "Your role, such as ward manager (no names)", option='--role "ward manager"'), note)


def ask(value: str | None, question: str, *, option: str) -> str:
    """Return the value of an option, asking for it in a terminal. Elsewhere raises SaysoError, naming the option."""
    if value is not None:
        return value
    if not sys.stdin.isatty():
        raise SaysoError(f"This needs one more option: {option}")
    answer: str = typer.prompt(question)
    return answer
