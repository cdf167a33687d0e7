"""Editing conversations: editions of their files, which of them people meet, and going back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.actor import Note, Role, actor, ask
from bot.cli.shared import count, read_conversations, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.usecases.publishing.edition import Edition, Publication

editions = typer.Typer(
    help="Editing conversations: pull their files, change them, push them, try them, and publish them.",
    no_args_is_help=True,
)
Number = Annotated[int | None, typer.Argument(help="The number of an edition; the newest if left out.")]


@editions.command("list")
def list_editions() -> None:
    """List the editions, the newest first, with what people meet now and what they met before."""
    listed, published = with_installation(_listed)
    now = published[-1] if published else None
    for each in reversed(listed):
        met = [publication for publication in published if publication.edition == each.number]
        state = "published" if now in met else f"published until {_until(met[-1], published)}" if met else "draft"
        print(f"{each.number:>4}  {each.day}  {each.hash[:12]}  {state:<26}  {each.by.role}: {each.by.note}")
    if now is not None and now.because:
        print(f"DRAFT: edition {now.edition} has words that nobody signed off, because {now.because}.")
    for flow in now.withdrawn if now else ():
        print(f"{flow} is unpublished. To undo: sayso conversations unpublish {flow} --undo")
    if not listed:
        print("There are none yet. The first start publishes the conversations folder: sayso run")


@editions.command("show")
def show_edition(number: Number = None) -> None:
    """Show an edition: who put it in, its files, its conversations with their revisions, and what is wrong with it."""

    async def find(installation: "Installation") -> "tuple[Edition, list[str]]":
        use = installation.publishing
        edition = await use.find(number)
        library = await use.load(edition)
        said = [f"{name}, revision {flow.revision}" for name, flow in sorted(library.flows.items())]
        said += [
            f"DRAFT {draft.file}: not signed off as it stands; its hash is {draft.hash}" for draft in library.drafts
        ]
        return edition, [*said, *map(str, library.issues)]

    edition, said = with_installation(find)
    print(f"Edition {edition.number}, {edition.day}, {edition.by.role}: {edition.by.note}")
    print(f"Hash {edition.hash}, made from edition {edition.base}" if edition.base else f"Hash {edition.hash}")
    for path, hash_ in edition.files.items():
        print(f"  {hash_[:12]}  {path}")
    for each in said:
        print(each)


@editions.command("diff")
def diff_editions(
    one: Annotated[int, typer.Argument(help="The number of an edition.")],
    other: Annotated[int | None, typer.Argument(help="Another; if left out, what people meet now.")] = None,
) -> None:
    """Show how one edition differs from another, step by step, with the words side by side.

    For example: sayso conversations diff 3 4
    """
    from bot.usecases.publishing.differences import Changed, differences

    async def find(installation: "Installation") -> "tuple[int, int, list[Changed]]":
        use = installation.publishing
        published = await installation.store.editions.publications()
        if other is None and not published:
            raise SaysoError("Nothing is published yet: name two editions.")
        pair = (published[-1].edition, one) if other is None else (one, other)
        before, after = [await use.load(await use.find(each)) for each in pair]
        return *pair, list(differences(before, after))

    before, after, found = with_installation(find)
    if not found:
        print(f"Editions {before} and {after} say the same.")
        return
    console = Console()
    table = Table("Where", "What", f"Edition {before}", f"Edition {after}", show_lines=True)
    for each in found:
        its = each.difference
        what = its.part if its.wording is None else f"{its.part}, {its.wording}"
        table.add_row(f"{each.flow} {its.where}".strip(), what, its.before or "–", its.after or "–")
    console.print(table)


@editions.command("pull")
def pull_edition(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
    *,
    edition: Annotated[int | None, typer.Option(help="The number of an edition; the newest if left out.")] = None,
) -> None:
    """Write the files of an edition into a folder, to be changed there.

    For example: sayso conversations pull words
    """
    from bot.flows.files import write_files
    from bot.usecases.publishing.edition import MARK

    if folder.exists() and any(folder.iterdir()):
        raise SaysoError(f"{folder} is not empty. Name a folder that is not there yet: nothing is written over.")

    async def find(installation: "Installation") -> "tuple[Edition, dict[str, bytes]]":
        found = await installation.publishing.find(edition)
        return found, dict(await installation.store.editions.files(found))

    found, files = with_installation(find)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files(files, folder)
        (folder / MARK).write_text(f"{found.number}\n", "utf-8")
    except OSError as error:
        raise SaysoError(f"{folder} cannot be written ({error.strerror}). Name another.") from None
    print(f"Edition {found.number} is in {folder}: {count(len(files), 'file')}.")
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
    unsigned_because: Annotated[
        str, typer.Option(help="Why words that nobody has signed off are published all the same.")
    ] = "",
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
        print("DRAFT: it has words that nobody has signed off.")


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


def _until(publication: "Publication", published: "tuple[Publication, ...]") -> str:
    return published[publication.number].day.isoformat()


async def _listed(installation: "Installation") -> "tuple[tuple[Edition, ...], tuple[Publication, ...]]":
    return await installation.store.editions.listed(), await installation.store.editions.publications()
