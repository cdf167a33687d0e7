"""Releases: closing what is due, and looking at what was released."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.cli.shared import count, flow_of, with_store
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.reporting.figures import Figure
    from bot.reporting.labels import Labels
    from bot.reporting.ledger import Release
    from bot.store.opening import Store

DRAWN_EVERY = 1000

release = typer.Typer(
    help="Releases: figures of closed periods, held back where they could show who someone is, and never changed.",
    no_args_is_help=True,
)


@release.command("close")
def close_release() -> None:
    """Make every release that is due. The running program does so by itself.

    A period is due a week after the end of its month. Answers of a ward are in a release once there are enough of
    them, together with those of earlier periods that were too few. What comes late goes into the next release.
    """
    from bot.bootstrap import close_releases
    from bot.settings import read_settings

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Counting", total=None)

        def counted(done: int, of: int) -> None:
            if done % DRAWN_EVERY == 0 or done == of:
                progress.update(task, completed=done, total=of)

        made = asyncio.run(close_releases(read_settings(), counted))
    for each in made:
        print(f"{each.period} is released.")
    print(f"{count(len(made), 'release')} made. To look at one: sayso release show" if made else "Nothing is due.")


@release.command("list")
def list_releases() -> None:
    """List the releases, the oldest first."""
    listed = with_store(lambda store: store.releases.listed())
    for each in listed:
        print(f"{each.period}  {each.digest[:12]}")
    if not listed:
        print("There are none yet. A period is due a week after the end of its month: sayso release close")


@release.command("show")
def show_release(
    period: Annotated[str | None, typer.Argument(help="As in “sayso release list”; the newest if left out.")] = None,
    flow: Annotated[str, typer.Option(help="The conversation.")] = "patient",
    question: Annotated[str | None, typer.Option(help="A question, such as “overall”; all if left out.")] = None,
    by: Annotated[
        str,
        typer.Option(help="What people are parted by, such as “service” or “service,register”; else nothing."),
    ] = "",
) -> None:
    """Show the figures of a release, with the rules by which they were made."""
    from bot.reporting.tables import tables
    from bot.settings import read_settings
    from bot.usecases.release import find_release, is_whole, labels_of

    settings = read_settings()
    flow_ = flow_of(settings.conversations_dir, flow)
    names = tuple(by.split(",")) if by else ()

    async def find(store: "Store") -> "tuple[Release, tuple[Figure, ...], Labels]":
        found = await find_release(store.releases, period)
        if not await is_whole(store.releases, found):
            raise SaysoError(
                f"The figures of {found.period} are not those that were released: somebody has changed the database."
            )
        return found, await store.releases.figures(found, flow=flow_.id), await labels_of(flow_, store.services)

    found, figures, labels = with_store(find)
    console = Console()
    for each in tables(labels, figures, settings.rules, by=names, question=question):
        table = Table(*each.columns, title=f"{each.title} – {found.period}", title_justify="left")
        for row in each.rows:
            table.add_row(*row)
        console.print(table)
    console.print(found.rules)
