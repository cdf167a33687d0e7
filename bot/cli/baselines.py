"""Baselines: from which month on the limits of a question's charts are calculated again."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.actor import Note, Role, actor
from bot.cli.shared import with_installation

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.reporting.baseline import Baseline

baseline = typer.Typer(
    help="Where the limits of charts are calculated again. They stay as they are unless somebody decides so.",
    no_args_is_help=True,
)


@baseline.command("set")
def set_(
    question: Annotated[str, typer.Argument(help="The question, such as “overall” or “rights”.")],
    *,
    start: Annotated[str, typer.Option("--from", help="The first month of the new limits, such as 2026-04.")],
    because: Annotated[str, typer.Option(help="Why, in a few words. Every chart of it shows them.")],
    flow: Annotated[str, typer.Option(help="The conversation.")] = "patient",
    ward: Annotated[str | None, typer.Option(help="The code of a ward; without it, the chart of all wards.")] = None,
    role: Role = None,
    note: Note = "",
) -> None:
    """Calculate the limits of a question's charts again from a month on.

    Do so once a chart has shown a lasting change, and you know what made it: from then on, the new level is the usual
    one. A change alone is no reason, and “you said, we did” moves no limits.
    """
    from bot.installation import today
    from bot.usecases.releasing.baselines import BaselineDraft, set_baseline

    draft = BaselineDraft(flow=flow, question=question, start=start, because=because, ward=ward)
    by = actor(role, note)

    async def set_it(installation: "Installation") -> "Baseline":
        return await set_baseline(
            installation.store.baselines,
            installation.store.services,
            draft,
            flows=await installation.flow_history(),
            actor=by,
            today=today(),
        )

    added = with_installation(set_it)
    print(f"Charts have new limits from {added.start} on. To undo: sayso baseline remove {added.id}")


@baseline.command("list")
def list_baselines() -> None:
    """List the baselines, by question and month."""
    listed = with_installation(lambda installation: installation.store.baselines.listed())
    for row in listed:
        print(f"{row.id}  {row.flow}.{row.question}  {row.service or 'all wards'}  {row.start}  {row.because}")
    if not listed:
        print("There are none: every chart has the limits of its first figures.")


@baseline.command("remove")
def remove(
    baseline_id: Annotated[str, typer.Argument(metavar="ID", help="As “sayso baseline list” shows it.")],
    *,
    role: Role = None,
    note: Note = "",
) -> None:
    """Remove a baseline: charts have the limits of before."""
    from bot.installation import today
    from bot.usecases.releasing.baselines import remove_baseline

    by = actor(role, note)
    with_installation(
        lambda installation: remove_baseline(installation.store.baselines, baseline_id, actor=by, today=today())
    )
    print(f"{baseline_id} is removed. Charts have the limits of before.")
