"""Reviewing comments: a sitting that reads them, the list of what was decided, and themes."""

from typing import Annotated

import typer

from bot.cli.actor import Role, actor
from bot.cli.comment_filters import MonthOption, QuestionOption, SearchOption, SideOption, WardOption, make_filter
from bot.cli.decided import list_decided, list_themes, unshow_comment
from bot.cli.keys import open_input
from bot.cli.reading import CommentReading
from bot.cli.shared import installation_between_lines
from bot.errors import SaysoError

review = typer.Typer()
review.command("list")(list_decided)
review.command("unshow")(unshow_comment)
review.command("themes")(list_themes)


@review.callback(invoke_without_command=True)
def read_comments(
    context: typer.Context,
    *,
    ward: WardOption = None,
    question: QuestionOption = None,
    month: MonthOption = None,
    side: SideOption = None,
    search: SearchOption = "",
    role: Role = None,
    decided: Annotated[
        bool, typer.Option("--decided", help="Comments that were shown, hidden or passed on, to decide otherwise.")
    ] = False,
) -> None:
    """Read the held comments, one at a time, and decide: show, hide, pass on for safeguarding, or black out words.

    For example: sayso review --ward willow --role "ward manager"

    Comments with words that may tell of harm come first, and the words are marked. At a terminal one key is enough.
    Each decision is stored at once, with your role and the day. Undo works until you quit.
    """
    if context.invoked_subcommand is not None:
        if any(context.params.values()):
            raise SaysoError(f"Write the options after “{context.invoked_subcommand}”.")
        return
    from bot.cli.sitting import Sitting
    from bot.installation import today
    from bot.usecases.ports import Unavailable
    from bot.usecases.staff.comment_view import comment_view
    from bot.usecases.staff.highlights import concern_phrases
    from bot.usecases.staff.services import service_names

    by = actor(role)
    try:
        with installation_between_lines() as (installation, runner), open_input() as typing:
            phrases = concern_phrases(runner.run(installation.published()))
            flows, store = runner.run(installation.flow_history()), installation.store
            which = runner.run(
                make_filter(installation, ward=ward, question=question, month=month, side=side, search=search)
            )
            wards = runner.run(service_names(store.services))
            sitting = Sitting(
                comments=store.review,
                themes=store.themes,
                phrases=phrases,
                actor=by,
                today=today,
                decided=decided,
                which=which,
            )
            runner.run(sitting.look())
            CommentReading(
                sitting=sitting,
                typing=typing,
                runner=runner,
                view=lambda comment: comment_view(comment, flows=flows, wards=wards, phrases=phrases),
                wards=wards,
                safeguarding=installation.safeguarding,
                today=today,
            ).read()
    except Unavailable:
        raise SaysoError(
            "The database is unavailable. Earlier decisions are stored. Try again in a minute: the comment on the"
            " screen comes again, unless your last decision was stored too."
        ) from None
