"""The options that say which comments a command is about."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.usecases.staff.comment_filter import CommentFilter

WardOption = Annotated[str | None, typer.Option(help="Only comments about this ward, by its code.")]
QuestionOption = Annotated[
    str | None, typer.Option(help="Only answers to this question, such as patient.good, or good in every conversation.")
]
MonthOption = Annotated[str | None, typer.Option(help="Only comments of this month, such as 2026-03.")]
SideOption = Annotated[
    str | None,
    typer.Option("--side", help="Only with a Friends and Family answer that is positive, or not-positive."),
]
SearchOption = Annotated[str, typer.Option(help="Only comments with these words.")]
ThemeOption = Annotated[str | None, typer.Option(help="Only comments with this theme.")]


async def make_filter(
    installation: "Installation",
    *,
    ward: str | None,
    question: str | None,
    month: str | None,
    side: str | None,
    search: str,
    theme: str | None = None,
) -> "CommentFilter":
    """Return the filter that these options say. Raises Problem and SaysoError for what cannot be used."""
    from bot.engine.flow import ServiceCode
    from bot.installation import today
    from bot.privacy.side import Side
    from bot.usecases.staff.comment_filter import CommentFilter, check_month, find_question
    from bot.usecases.staff.services import find_service

    if side is not None and side not in [*Side]:
        raise SaysoError(f"There is no side “{side}”. There are: {', '.join(Side)}.")
    if ward is not None:
        await find_service(installation.store.services, ward)
    flow, step = (None, None) if question is None else find_question(question, await installation.flow_history())
    return CommentFilter(
        ward=None if ward is None else ServiceCode(ward),
        flow=flow,
        question=step,
        month=None if month is None else check_month(month, f"{today():%Y-%m}"),
        side=None if side is None else Side(side),
        theme=theme,
        search=search,
    )
