"""Editing conversations: pulling, pushing, publishing and rolling back editions of their files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.actor import Note, Role, actor, ask
from bot.cli.shared import count, read_conversations, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.flows.library import Library
    from bot.installation import Installation
    from bot.usecases.publishing.edition import Edition, Publication

editions = typer.Typer(
    help="Edit conversations: pull their files, change them, push them, try them, and publish them.",
    no_args_is_help=True,
)
Number = Annotated[int | None, typer.Argument(help="The number of an edition; the newest if left out.")]


@editions.command("list")
def list_editions() -> None:
    """List the editions, the newest first: which is live, which were published before, and which are drafts."""
    overview = with_installation(lambda installation: installation.publishing.overview())
    for state in overview.editions:
        edition, by = state.edition, state.edition.by
        words = "published" if state.is_live else f"published until {state.replaced}" if state.replaced else "draft"
        print(f"{edition.number:>4}  {edition.day}  {edition.hash[:12]}  {words:<26}  {by.role}: {by.note}")
    if overview.live is not None and overview.live.because:
        print(f"DRAFT: edition {overview.live.edition} has words without a sign-off, because {overview.live.because}.")
    for flow in overview.unpublished:
        print(f"{flow} is unpublished. To undo: sayso conversations unpublish {flow} --undo")
    if not overview.editions:
        print("There are none yet. The first start publishes the conversations folder: sayso run")


@editions.command("show")
def show_edition(number: Number = None) -> None:
    """Show an edition: who pushed it, its files, its conversations with their revisions, and its errors."""

    async def find(installation: "Installation") -> "tuple[Edition, Library]":
        edition = await installation.publishing.find(number)
        return edition, await installation.publishing.load(edition)

    edition, library = with_installation(find)
    print(f"Edition {edition.number}, {edition.day}, {edition.by.role}: {edition.by.note}")
    print(f"Hash {edition.hash}, made from edition {edition.base}" if edition.base else f"Hash {edition.hash}")
    for path, hash_ in edition.files.items():
        print(f"  {hash_[:12]}  {path}")
    for name, flow in sorted(library.flows.items()):
        print(f"{name}, revision {flow.revision}")
    for draft in library.drafts:
        print(f"DRAFT {draft.file}: not signed off as it is; its hash is {draft.hash}")
    for issue in library.issues:
        print(issue)


@editions.command("diff")
def diff_editions(
    one: Annotated[int, typer.Argument(help="The number of an edition.")],
    other: Annotated[int | None, typer.Argument(help="Another; if left out, the live one.")] = None,
) -> None:
    """Show how one edition differs from another, step by step, with the words side by side.

    For example: sayso conversations diff 3 4
    """
    comparison = with_installation(lambda installation: installation.publishing.compare(one, other))
    earlier, later = comparison.earlier, comparison.later
    if not comparison.differences:
        print(f"Editions {earlier} and {later} say the same.")
        return
    table = Table("Where", "What", f"Edition {earlier}", f"Edition {later}", show_lines=True)
    for listed in comparison.differences:
        difference = listed.difference
        what = difference.part if difference.wording is None else f"{difference.part}, {difference.wording}"
        where = f"{listed.flow} {difference.where}".strip()
        table.add_row(where, what, difference.old or "–", difference.new or "–")
    Console().print(table)


@editions.command("pull")
def pull_edition(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")],
    *,
    edition: Annotated[int | None, typer.Option(help="The number of an edition; the newest if left out.")] = None,
) -> None:
    """Write the files of an edition into a folder, to change them there.

    For example: sayso conversations pull words
    """
    from bot.flows.files import write_files
    from bot.usecases.publishing.edition import MARK

    if folder.exists() and any(folder.iterdir()):
        raise SaysoError(f"{folder} is not empty. Name a new folder, so that nothing is overwritten.")

    async def find(installation: "Installation") -> "tuple[Edition, dict[str, bytes]]":
        pulled = await installation.publishing.find(edition)
        return pulled, dict(await installation.publishing.files(pulled))

    pulled, files = with_installation(find)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files(files, folder)
        (folder / MARK).write_text(f"{pulled.number}\n", "utf-8")
    except OSError as error:
        raise SaysoError(f"{folder} cannot be written ({error.strerror}). Name another.") from None
    print(f"Edition {pulled.number} is in {folder}: {count(len(files), 'file')}.")
    print(f"Change them. To check them: sayso check {folder}")
    print(f"To push them: sayso conversations push {folder}")


@editions.command("push")
def push_edition(
    folder: Annotated[Path, typer.Argument(help="The folder that was pulled and changed.")],
    *,
    role: Role = None,
    note: Annotated[
        str | None, typer.Option(help="What you changed, in a few words. In a terminal you are asked for it.")
    ] = None,
    over: Annotated[
        bool, typer.Option("--over", help="Even if somebody has pushed since you pulled; their edition is kept.")
    ] = False,
) -> None:
    """Push a folder as a new edition. It is a draft until it is published.

    For example: sayso conversations push words --role "ward manager" --note "Shorter words about rights"
    """
    from bot.usecases.publishing.edition import MARK
    from bot.writing.check import check

    files = read_conversations(folder)
    about = ask(note, "What you changed, in a few words", option='--note "Shorter words about rights"')
    by, mark = actor(role, about), folder / MARK
    edition = with_installation(
        lambda installation: installation.publishing.push(files, by, base=_base(mark), over=over)
    )
    mark.write_text(f"{edition.number}\n", "utf-8")
    faults = check(files).errors
    print(f"That is edition {edition.number} now.")
    if faults:
        print(f"It has {count(len(faults), 'error')}, so it cannot be published yet. See: sayso check {folder}")
    else:
        print("To try it: sayso try --draft")
        print("To publish it: sayso conversations publish")


@editions.command("publish")
def publish_edition(
    number: Number = None,
    *,
    role: Role = None,
    note: Note = "",
    unsigned_because: Annotated[str, typer.Option(help="Why words that are not signed off are published.")] = "",
) -> None:
    """Publish an edition. People already in a conversation finish it with the wording they started with.

    For example: sayso conversations publish --role "ward manager" --note "Agreed with the patients' council"
    """
    by = actor(role, note)
    publication = with_installation(
        lambda installation: installation.publishing.publish(number, by, because=unsigned_because)
    )
    _print_published(publication)
    if publication.because:
        print("DRAFT: some of its words are not signed off.")


@editions.command("rollback")
def roll_back_edition(
    number: Annotated[
        int | None, typer.Argument(help="An edition that was published once; if left out, the one published before.")
    ] = None,
    *,
    role: Role = None,
    note: Note = "",
) -> None:
    """Publish again what was published before.

    For example: sayso conversations rollback --role "ward manager" --note "The new words confused people"
    """
    by = actor(role, note)
    _print_published(with_installation(lambda installation: installation.publishing.roll_back(number, by)))


@editions.command("unpublish")
def unpublish_conversation(
    flow: Annotated[str, typer.Argument(help="The conversation, such as carer.")],
    *,
    role: Role = None,
    note: Note = "",
    undo: Annotated[bool, typer.Option("--undo", help="Publish it again.")] = False,
) -> None:
    """Unpublish one conversation: nobody can start it, and people already in it hear so at their next tap.

    For example: sayso conversations unpublish carer --role "ward manager"
    """
    by = actor(role, note)
    with_installation(lambda installation: installation.publishing.unpublish(flow, by, undo=undo))
    if undo:
        print(f"{flow} is published again, within seconds.")
    else:
        print(f"{flow} is unpublished, within seconds. To undo: sayso conversations unpublish {flow} --undo")


def _print_published(publication: "Publication") -> None:
    print(f"Edition {publication.edition} is published, and live within seconds.")
    print("To roll back: sayso conversations rollback")


def _base(mark: Path) -> int | None:
    try:
        return int(mark.read_text("utf-8"))
    except (OSError, ValueError):
        return None
