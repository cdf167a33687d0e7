"""Releases: closing what is due, and looking at what was released."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.shared import count, progress_bar, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.reporting.chart import Chart
    from bot.reporting.figures import Figure
    from bot.reporting.labels import Labels
    from bot.reporting.ledger import Release

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

    async def close(installation: "Installation") -> "tuple[Release, ...]":
        before = await installation.store.releases.listed()
        await installation.housekeeping(progress).tidy()
        return (await installation.store.releases.listed())[len(before) :]

    with progress_bar("Counting") as progress:
        made = with_installation(close)
    for each in made:
        print(f"{each.period} is released.")
    print(f"{count(len(made), 'release')} made. To look at one: sayso release show" if made else "Nothing is due.")


@release.command("list")
def list_releases() -> None:
    """List the releases, the oldest first."""
    listed = with_installation(lambda installation: installation.store.releases.listed())
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
    from bot.usecases.releasing.release import find_release, labels_of, whole_figures

    settings = read_settings()
    names = tuple(by.split(",")) if by else ()

    async def find(installation: "Installation") -> "tuple[Release, list[Figure], Labels]":
        flow_, found = await installation.flow(flow), await find_release(installation.store.releases, period)
        figures = [each for each in await whole_figures(installation.store.releases, found) if each.flow == flow_.id]
        return found, figures, await labels_of(flow_, installation.store.services)

    found, figures, labels = with_installation(find)
    console = Console()
    for each in tables(labels, figures, settings.rules, by=names, question=question):
        table = Table(*each.columns, title=f"{each.title} – {found.period}", title_justify="left")
        for row in each.rows:
            table.add_row(*row)
        console.print(table)
    console.print(found.rules)


@release.command("chart")
def chart_release(
    question: Annotated[str, typer.Argument(help="The question, such as “overall” or “rights”.")],
    *,
    out: Annotated[Path, typer.Option(help="The file to write: .html, .svg or .png.")],
    flow: Annotated[str, typer.Option(help="The conversation.")] = "patient",
    service: Annotated[str | None, typer.Option(help="The code of a ward; everybody if left out.")] = None,
    of: Annotated[str, typer.Option(help="“good”: the share of good answers; “people”: how many answered.")] = "good",
    target: Annotated[int | None, typer.Option(help="What is aimed at, such as 80, in the chart's unit.")] = None,
) -> None:
    """Write a chart of a question over all releases, and print its figures.

    For example: sayso release chart rights --out rights.html --target 80

    With 12 figures or more it has limits; with fewer it is a run chart. Where figures are held back, there is a gap.
    A page (.html) has the drawing, what it says in words, and the table; it can be sent or put on a website as it is.
    """
    from bot.reporting.chart import rows
    from bot.reporting.measures import Of
    from bot.reporting.trends import Wanted

    if out.suffix not in (".html", ".svg", ".png"):
        raise SaysoError(f"{out} is neither .svg nor .png nor .html. Say with its ending which of them to write.")
    if of not in [*Of]:
        raise SaysoError(f"There is no chart of “{of}”. There are: {', '.join(Of)}.")
    wanted = Wanted(question, Of(of), service, target)

    async def draw(installation: "Installation") -> "Chart":
        return await (await installation.exporting()).chart(flow, wanted)

    chart = with_installation(draw)
    try:
        out.write_bytes(_drawn(chart, out.suffix))
    except OSError as error:
        raise SaysoError(f"{out} cannot be written ({error.strerror}). Choose another with --out.") from None
    except LookupError as error:
        raise SaysoError(f"{out} cannot be drawn: {error}.") from None
    header, *body = rows(chart)
    table = Table(*header, title=chart.heading(), title_justify="left")
    for row in body:
        table.add_row(*row)
    console = Console()
    console.print(table)
    for said in (*chart.summary, *chart.notes, chart.rule):
        console.print(said)


def _drawn(chart: "Chart", ending: str) -> bytes:
    from bot.media.chart_page import page
    from bot.media.chart_png import png
    from bot.media.chart_svg import svg

    if ending == ".png":
        return png(svg(chart))
    return (page(chart) if ending == ".html" else svg(chart)).encode()
