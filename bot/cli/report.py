"""The report: is it getting better, for whom is it not, and what do people say."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.shared import with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.engine.ids import PictureId
    from bot.flows.pictures import PictureSource
    from bot.installation import Installation
    from bot.reporting.equity import Equity
    from bot.reporting.labels import Labels
    from bot.reporting.report import Report

    Pictures = Mapping[PictureId, PictureSource]

report = typer.Typer(help="A report of everything that was released: better or worse, for whom, and what people say.")

FlowOption = Annotated[str, typer.Option(help="The conversation.")]


@report.callback(invoke_without_command=True)
def write_report(
    context: typer.Context,
    *,
    out: Annotated[Path | None, typer.Option(help="The file to write: .html or .docx.")] = None,
    ward: Annotated[str | None, typer.Option(help="The code of a ward; all together if omitted.")] = None,
    flow: FlowOption = "patient",
    easy_read: Annotated[bool, typer.Option("--easy-read", help="In easy read, with pictures.")] = False,
) -> None:
    """Write a report of a conversation, of all wards together or one.

    For example: sayso report --ward CODE --out report.html

    It says first when the last figure is from, and reads what was released and nothing else. A page (.html) loads no
    other file and prints on A4.
    """
    if context.invoked_subcommand is not None:
        return
    from bot.reporting.report_words import in_short, recency

    if out is None:
        raise SaysoError("Say which file to write, such as: sayso report --out report.html")
    if out.suffix not in (".html", ".docx"):
        raise SaysoError(f"{out} is neither .html nor .docx. Say with its ending which of them to write.")
    made, file = _made(flow, ward, out.suffix, is_easy_read=easy_read)
    try:
        out.write_bytes(file)
    except OSError as error:
        raise SaysoError(f"{out} cannot be written ({error.strerror}). Choose another with --out.") from None
    for sentence in (recency(made), *in_short(made)):
        print(sentence)


def _made(flow: str, ward: str | None, ending: str, *, is_easy_read: bool) -> "tuple[Report, bytes]":
    """Return a report, and its file. Raises Problem, and SaysoError where it cannot be drawn."""
    from bot.engine.wording import Register
    from bot.usecases.releasing.reporting import ReportRequest

    request = ReportRequest(flow, ward, Register.EASY_READ if is_easy_read else Register.STANDARD)

    async def make(installation: "Installation") -> "tuple[Report, Pictures]":
        pictures = (await installation.published()).pictures if is_easy_read else {}
        return await (await installation.reporting()).report(request), pictures

    made, pictures = with_installation(make)
    try:
        if is_easy_read:
            return made, _easy_read(made, pictures, ending)
        return made, _standard(made, ending)
    except LookupError as error:
        raise SaysoError(f"The report cannot be drawn: {error}.") from None


def _standard(made: "Report", ending: str) -> bytes:
    if ending == ".docx":
        from bot.media.report_docx import report_docx

        return report_docx(made)
    from bot.media.report_page import report_page

    return report_page(made).encode()


def _easy_read(made: "Report", pictures: "Pictures", ending: str) -> bytes:
    from bot.media.easy_report_page import easy_report_page

    if ending == ".docx":
        from bot.media.pictures import RenderedPictures
        from bot.media.report_docx import easy_report_docx

        return easy_report_docx(made, RenderedPictures(pictures).draw)
    return easy_report_page(made, pictures).encode()


@report.command("groups")
def show_groups(
    *,
    flow: FlowOption = "patient",
    question: Annotated[str | None, typer.Option(help="A question, such as “overall”; all if omitted.")] = None,
) -> None:
    """Show for whom it is not as good: the last 12 months by groups of people, all wards together.

    For example: sayso report groups --question rights
    """
    from bot.reporting.equity import claim_in_words
    from bot.reporting.report_tables import groups_tables
    from bot.usecases.releasing.reporting import GroupsRequest

    async def compare(installation: "Installation") -> "tuple[Labels, Equity | None]":
        return await (await installation.reporting()).groups(GroupsRequest(flow, question))

    labels, equity = with_installation(compare)
    if equity is None or not equity.comparisons:
        print("Groups cannot be compared: in the last 12 months too few people answered in two of them.")
        return
    console = Console()
    for content in groups_tables(equity, labels):
        shown = Table(*content.columns, title=content.title, title_justify="left")
        for row in content.rows:
            shown.add_row(*row)
        console.print(shown)
    for claim in equity.claims:
        console.print(claim_in_words(claim, labels))
    if not equity.claims:
        console.print("No group is shown to differ from everybody else.")
    for rule in equity.rules:
        console.print(rule)
