"""Releases: closing periods that are due, and showing their figures."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.shared import count, progress_bar, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.media.chart_layout import Size
    from bot.reporting.chart import Chart
    from bot.reporting.ledger import Release
    from bot.reporting.tables import FigureTable

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)

release = typer.Typer(
    help="Releases: figures of closed periods, suppressed where they could show who someone is, and never changed.",
    no_args_is_help=True,
)


@release.command("close")
def close_release() -> None:
    """Make every release that is due. The running program does so by itself.

    A period is due a week after the end of its month. Answers of a ward are released once there are enough of them,
    together with those of earlier periods that were too few. Late answers go into the next release.
    """

    async def close(installation: "Installation") -> "tuple[Release, ...]":
        earlier = await installation.store.releases.listed()
        await installation.housekeeping(progress).tidy()
        return (await installation.store.releases.listed())[len(earlier) :]

    with progress_bar("Counting") as progress:
        made = with_installation(close)
    for new in made:
        print(f"{new.period} is released: {new.ledger}.")
    print(f"{count(len(made), 'release')} made. To look at one: sayso release show" if made else "Nothing is due.")


@release.command("list")
def list_releases() -> None:
    """List the releases, the oldest first."""
    listed = with_installation(lambda installation: installation.store.releases.listed())
    for row in listed:
        print(f"{row.ledger:7}  {row.period}  {row.signature[:12]}")
    if not listed:
        print("There are none yet. A period is due a week after the end of its month: sayso release close")


@release.command("verify")
def verify_releases() -> None:
    """Check that every release is as it was signed."""

    async def check(installation: "Installation") -> "tuple[int, list[Release]]":
        return len(await installation.store.releases.listed()), await installation.reading.changed()

    number, changed = with_installation(check)
    if changed:
        names = ", ".join(f"{one.ledger} {one.period}" for one in changed)
        raise SaysoError(
            f"Changed since they were signed: {names}. Somebody has changed the database, or the secret is another one."
            " Restore a backup, or the secret."
        )
    print(f"{count(number, 'release')} checked: all are as they were signed.")


@release.command("show")
def show_release(
    period: Annotated[str | None, typer.Argument(help="As in “sayso release list”; the newest if omitted.")] = None,
    flow: Annotated[str, typer.Option(help="The conversation.")] = "patient",
    question: Annotated[str | None, typer.Option(help="A question, such as “overall”; all if omitted.")] = None,
    by: Annotated[str, typer.Option(help="“service”, or a group such as “learning”; everybody if omitted.")] = "",
) -> None:
    """Show the figures of a release, with the rules that they were made by."""
    from bot.usecases.releasing.tables import TableRequest, release_tables

    async def find(installation: "Installation") -> "tuple[Release, tuple[FigureTable, ...]]":
        request = TableRequest(flow=await installation.flow(flow), period=period, question=question, by=by)
        return await release_tables(installation.reading, installation.store.services, request)

    release_shown, tables = with_installation(find)
    console = Console()
    for shown in tables:
        table = Table(*shown.columns, title=f"{shown.title} – {release_shown.period}", title_justify="left")
        for row in shown.rows:
            table.add_row(*row)
        console.print(table)
    console.print(release_shown.rules)


@release.command("chart")
def chart_release(
    question: Annotated[str, typer.Argument(help="The question, such as “overall” or “rights”.")],
    *,
    out: Annotated[Path, typer.Option(help="The file to write: .html, .svg or .png.")],
    flow: Annotated[str, typer.Option(help="The conversation.")] = "patient",
    service: Annotated[str | None, typer.Option(help="The code of a ward; everybody if omitted.")] = None,
    of: Annotated[str, typer.Option(help="“good”: the share of good answers; “people”: how many answered.")] = "good",
    target: Annotated[int | None, typer.Option(help="What is aimed at, such as 80, in the chart's unit.")] = None,
    chart: Annotated[
        str | None,
        typer.Option(help="“p”, “xmr” or “run”. If omitted, p for shares and xmr for people; run below 12 figures."),
    ] = None,
    size: Annotated[
        str | None,
        typer.Option(help="“slide” (16:9), “page” or “phone”. If omitted, a slide, or a page that fits any screen."),
    ] = None,
) -> None:
    """Write a chart of a question over all releases, and print its figures.

    For example: sayso release chart rights --out rights.html --target 80

    Months without a figure are gaps. A page (.html) has the drawing, what it says in words, and the table; it can be
    sent or put on a website as it is.
    """
    from bot.media.chart_layout import Size
    from bot.reporting.chart_table import rows
    from bot.reporting.measures import ChartMeasure
    from bot.reporting.trends import ChartKind, ChartRequest

    if out.suffix not in (".html", ".svg", ".png"):
        raise SaysoError(f"{out} is neither .svg nor .png nor .html. Say with its ending which of them to write.")
    measure = _one_of(ChartMeasure, of, "There is no chart of “{}”. There are: {}.")
    kind = None if chart is None else _one_of(ChartKind, chart, "There is no {} chart. There are: {}.")
    drawn_for = None if size is None else _one_of(Size, size, "There is no size “{}”. There are: {}.")
    wanted = ChartRequest(question, measure, service, target, kind)

    async def draw(installation: "Installation") -> "Chart":
        return await (await installation.charting()).chart(flow, wanted)

    drawn = with_installation(draw)
    try:
        out.write_bytes(_drawn(drawn, out.suffix, drawn_for))
    except OSError as error:
        raise SaysoError(f"{out} cannot be written ({error.strerror}). Choose another with --out.") from None
    except LookupError as error:
        raise SaysoError(f"{out} cannot be drawn: {error}.") from None
    header, *body = rows(drawn)
    table = Table(*header, title=drawn.title, title_justify="left")
    for row in body:
        table.add_row(*row)
    console = Console()
    console.print(table)
    for sentence in (*drawn.summary, *drawn.numbered_baselines(), *drawn.notes, drawn.rule):
        console.print(sentence)


def _one_of(known: type[ChoiceT], name: str, refusal: str) -> ChoiceT:
    """Return what a name means. Raises SaysoError with the names that there are."""
    try:
        return known(name)
    except ValueError:
        raise SaysoError(refusal.format(name, ", ".join(known))) from None


def _drawn(chart: "Chart", ending: str, size: "Size | None") -> bytes:
    from bot.media.chart_layout import Size
    from bot.media.chart_page import page
    from bot.media.chart_png import png
    from bot.media.chart_svg import svg

    if ending == ".html":
        return page(chart, size).encode()
    drawing = svg(chart, size or Size.SLIDE)
    return png(drawing) if ending == ".png" else drawing.encode()
