"""Editing conversations: editions of their files, which of them people meet, and going back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.shared import count, with_installation
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.installation import Installation
    from bot.usecases.actor import Actor
    from bot.usecases.publishing.edition import Edition, Publication

editions = typer.Typer(
    help="Editing conversations: pull their files, change them, push them, try them, and publish them.",
    no_args_is_help=True,
)
Role = Annotated[str, typer.Option(help="Who you are, by your role and never by name, such as “ward manager”.")]
Note = Annotated[str, typer.Option(help="What this is about, in a few words.")]
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
        print(f"{flow} is taken away. To give it back: sayso conversations withdraw {flow} --undo")
    if not listed:
        print("There are none yet: sayso run puts the files of the conversations folder in, and publishes them.")


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
    from bot.usecases.publishing.edition import MARK, write_files

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
    print(f"Change them, then: sayso check {folder} and sayso conversations push {folder}")


@editions.command("push")
def push_edition(
    folder: Annotated[Path, typer.Argument(help="The folder that was pulled and changed.")],
    *,
    role: Role,
    note: Note,
    over: Annotated[
        bool, typer.Option("--over", help="Although somebody else put an edition in since; theirs stays in the list.")
    ] = False,
) -> None:
    """Put files in as a new edition. People do not meet it before it is published.

    For example: sayso conversations push words --role "ward manager" --note "Shorter words about rights"
    """
    from bot.usecases.publishing.edition import MARK, check_files, read_files

    files = read_files(folder)
    by, mark = _by(role, note), folder / MARK

    async def push(installation: "Installation") -> "Edition":
        listed = await installation.store.editions.listed()
        base = (listed[-1].number if listed else None) if over else _base(mark)
        return await installation.publishing.push(files, by, base=base)

    edition = with_installation(push)
    mark.write_text(f"{edition.number}\n", "utf-8")
    faults = check_files(files).errors
    print(f"That is edition {edition.number} now.")
    if faults:
        print(f"It has {count(len(faults), 'fault')}, so it cannot be published yet: sayso check {folder}")
    else:
        print("To try it: sayso try --draft. To have people meet it: sayso conversations publish")


@editions.command("publish")
def publish_edition(
    number: Number = None,
    *,
    role: Role,
    note: Note = "",
    unsigned_because: Annotated[
        str, typer.Option(help="Why words that nobody has signed off are published all the same.")
    ] = "",
) -> None:
    """Have people meet an edition. Who is part way through a conversation finishes it in the words they began with.

    For example: sayso conversations publish --role "ward manager" --note "Agreed with the patients' council"
    """
    by = _by(role, note)
    made = with_installation(lambda installation: installation.publishing.publish(number, by, because=unsigned_because))
    _tell(made)
    if made.because:
        print("DRAFT: it has words that nobody has signed off.")


@editions.command("rollback")
def roll_back_edition(number: Number = None, *, role: Role, note: Note = "") -> None:
    """Have people meet again what they met before; with a number, an edition that was published once.

    For example: sayso conversations rollback --role "ward manager" --note "The new words confused people"
    """
    _tell(with_installation(lambda installation: installation.publishing.roll_back(number, _by(role, note))))


@editions.command("withdraw")
def withdraw_conversation(
    flow: Annotated[str, typer.Argument(help="The conversation, such as carer.")],
    *,
    role: Role,
    note: Note = "",
    undo: Annotated[bool, typer.Option("--undo", help="Give it back.")] = False,
) -> None:
    """Take a conversation away: nobody can begin it, and who is in it is told so at their next tap.

    For example: sayso conversations withdraw carer --role "ward manager"
    """
    with_installation(lambda installation: installation.publishing.withdraw(flow, _by(role, note), undo=undo))
    if undo:
        print(f"{flow} is given back: people can have it again within seconds.")
    else:
        print(f"{flow} is taken away within seconds. To undo: sayso conversations withdraw {flow} --undo")


def _tell(made: "Publication") -> None:
    print(f"Edition {made.edition} is published: people meet it within seconds.")
    print("To go back: sayso conversations rollback")


def _by(role: str, note: str) -> "Actor":
    from bot.usecases.actor import Actor

    if not role.strip() or len(role) > 80:  # noqa: PLR2004 - as wide as its column
        raise SaysoError("Say who you are by your role, in at most 80 letters: --role “ward manager”. No names.")
    return Actor(role.strip(), note.strip())


def _base(mark: Path) -> int | None:
    try:
        return int(mark.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _until(publication: "Publication", published: "tuple[Publication, ...]") -> str:
    return published[publication.number].day.isoformat()


async def _listed(installation: "Installation") -> "tuple[tuple[Edition, ...], tuple[Publication, ...]]":
    return await installation.store.editions.listed(), await installation.store.editions.publications()
