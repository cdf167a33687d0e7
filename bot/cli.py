"""The `sayso` command: what an installation is run and looked after with."""

import asyncio
import os
import sys
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from bot.errors import SaysoError
from bot.traces import keep_to_ourselves

if TYPE_CHECKING:
    from bot.store.opening import Store

app = typer.Typer(
    name="sayso",
    help="People in mental health hospitals, and their carers, say what their care is like.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
services = typer.Typer(help="The wards and teams that feedback is about.", no_args_is_help=True)
app.add_typer(services, name="services")
secret = typer.Typer(help="The secret that open conversations are sealed with.", no_args_is_help=True)
app.add_typer(secret, name="secret")

ResultT = TypeVar("ResultT")
Code = Annotated[str, typer.Argument(help="The service's code, as “sayso services list” shows it.")]


@app.command()
def run() -> None:
    """Start Sayso: Telegram, if there is a token, and the web address of SAYSO_LISTEN."""
    from bot.bootstrap import run as run_program
    from bot.settings import read_settings

    asyncio.run(run_program(read_settings(), lambda line: print(line, flush=True)))


@app.command("try")
def try_(
    flow: Annotated[
        str, typer.Argument(help="Which conversation: patient, carer, co-production or welcome.")
    ] = "patient",
    *,
    easy_read: Annotated[bool, typer.Option("--easy-read", help="In easy read.")] = False,
    locale: Annotated[str, typer.Option(help="In this language.")] = "en",
    journey: Annotated[Path | None, typer.Option(help="Replay a journey file and show where it differs.")] = None,
    record: Annotated[
        Path | None, typer.Option(help="Write the conversation, or the journey as it is now, to a file.")
    ] = None,
) -> None:
    """Have a conversation in this terminal. Nothing is kept.

    For example: sayso try carer --easy-read
    """
    from bot.channels.terminal.play import TerminalChannel
    from bot.engine.ids import FlowId
    from bot.engine.wording import Register, Wording
    from bot.flows.journeys import read_journey
    from bot.flows.library import load_sound
    from bot.privacy.redaction import redact
    from bot.settings import read_settings
    from bot.usecases.rehearsal import Rehearsal

    channel = TerminalChannel(
        Console(highlight=False), Rehearsal(load_sound(read_settings().conversations_dir), redact)
    )
    if journey is not None:
        same = channel.replay(read_journey(journey), record)
        if not same and record is None:
            raise SaysoError(
                f"The conversation is no longer as {journey} records it. If it should be so, record it again: add"
                f" --record {journey}"
            )
        return
    register = Register.EASY_READ if easy_read else Register.STANDARD
    channel.talk(FlowId(flow), Wording(locale, register), record)


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="The conversations folder; else SAYSO_CONVERSATIONS_DIR.")
    ] = None,
) -> None:
    """Check the conversations: every fault, with its file, line and column. Exits with 1 if there are any."""
    from bot.flows.library import load
    from bot.media.pictures import RenderedPictures
    from bot.settings import read_settings

    root = folder or read_settings().conversations_dir
    library = load(root)
    for issue in library.issues:
        print(issue)
    broken = RenderedPictures(library.pictures).broken()
    for picture in broken:
        print(f"{root.name}/common/pictures.yaml: the picture “{picture}” cannot be drawn - put a whole SVG file there")
    for name, flow in sorted(library.flows.items()):
        wordings = ", ".join(map(str, flow.words))
        print(f"{name}: {len(flow.steps)} steps in {wordings}, revision {flow.revision}")
    for draft in library.drafts:
        print(f"DRAFT {draft.file}: not signed off as it stands; its hash is {draft.hash}")
    if library.errors or broken:
        raise SaysoError(f"{_count(len(library.errors) + len(broken), 'fault')} to put right.")
    print(
        "No faults." + (" DRAFT words still need to be checked by people who will read them." if library.drafts else "")
    )


@services.command("add")
def add_service(
    name: Annotated[str, typer.Argument(help="Its name, as people know it, such as “Willow Ward”.")],
    code: Annotated[str | None, typer.Option(help="A code of your own instead of a random one.")] = None,
) -> None:
    """Add a ward or team, and show the end of the link that leads to it."""
    from bot.usecases.services import add

    added = _with_store(lambda store: add(store.services, name, code))
    print(f"{added.code}  {added.name}")
    print(
        f"The link to it: https://t.me/YOUR_BOT?start={added.code}  (add _patient or _carer to leave out “who are you”)"
    )


@services.command("list")
def list_services() -> None:
    """List the wards and teams with their codes."""
    listed = _with_store(lambda store: store.services.listed())
    for each in listed:
        print(f"{each.service.code}  {each.service.name}{'  (retired)' if each.retired else ''}")
    if not listed:
        print("There are none yet. Add one: sayso services add “Willow Ward”")


@services.command("retire")
def retire_service(code: Code) -> None:
    """Stop taking feedback about a ward or team. What was said stays. Undo: sayso services reopen."""
    from bot.usecases.services import retire

    _with_store(lambda store: retire(store.services, code, retired=True))
    print(f"{code} is retired. To undo: sayso services reopen {code}")


@services.command("reopen")
def reopen_service(code: Code) -> None:
    """Take feedback about a retired ward or team again."""
    from bot.usecases.services import retire

    _with_store(lambda store: retire(store.services, code, retired=False))
    print(f"{code} is open again.")


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")],
) -> None:
    """Write what was said as CSV files: submissions, comments and a data dictionary.

    The files are raw: small numbers stand in them, and comments that nobody has read. Keep them where only the QI
    team can open them. Answers from a ward are in them once 5 have come from it, or the month is closed.
    """
    from bot.flows.library import load_sound
    from bot.settings import read_settings
    from bot.usecases.export import export as write

    library = load_sound(read_settings().conversations_dir)
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Writing", total=None)

        def written(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        exported = _with_store(
            lambda store: write(
                store.submissions, store.services, flows=library.flows.values(), out=out, progress=written
            )
        )
    submissions, comments = _count(exported.submissions, "submission"), _count(exported.comments, "comment")
    print(f"Written to {exported.folder}: {submissions} and {comments}.")
    print("The files are raw: keep them where only the QI team can open them. Answers that still wait are not in them.")


@app.command()
def backup(out: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]) -> None:
    """Write a backup of the database while Sayso runs. Open conversations are left out.

    For example: sayso backup /srv/backups/sayso-monday.db

    Keep it apart from the secret, and delete old ones: a backup still holds what was taken back since.
    """
    from bot.settings import read_settings
    from bot.store.backup import back_up

    with Console(stderr=True).status("Writing the backup"):
        back_up(read_settings().database, out)
    print(f"Written to {out}. Keep it apart from the secret: sayso restore {out} puts it back.")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup that “sayso backup” wrote.")]) -> None:
    """Put a backup in the place of the database. Stop Sayso first. The database before is set aside.

    Whoever is in the middle of a conversation starts again. What was taken back after the backup was made is there
    again, and the same words take it back.
    """
    from bot.settings import read_settings
    from bot.store.backup import restore as put_back

    with Console(stderr=True).status("Putting the backup back"):
        before = put_back(read_settings().database, file)
    print(f"{file} is the database now.")
    if before is not None:
        print(f"The one before is {before}. To undo: sayso restore {before}. Delete it once all is well.")


@secret.command("rotate")
def rotate_secret() -> None:
    """Put a new secret in the place of the present one. Conversations that are open go on.

    The one before is kept in the same file for as long as something can lie in the database that needs it. Where
    SAYSO_SECRET is set, change it there, and set SAYSO_SECRET_BEFORE to what it was for 40 days.
    """
    import secrets
    from datetime import UTC, datetime

    from bot.settings import read_settings
    from bot.store.secret import FILE, rotate

    settings = read_settings()
    if settings.secret is not None:
        raise SaysoError(
            "The secret is set with SAYSO_SECRET. Change it there, and set SAYSO_SECRET_BEFORE to what it was for 40"
            " days, so that what is open goes on."
        )
    until = rotate(settings.data_dir, secrets.token_bytes, datetime.now(UTC).date())
    print(f"A new secret is in {settings.data_dir / FILE}. Restart Sayso, and keep a new copy of the file.")
    print(f"The one before stays in it until {until}, so conversations that are open go on.")


@app.command()
def redact() -> None:
    """Read lines and print each as it would be kept, to try sentences of your own. Nothing is kept.

    For example: echo "My nurse Sarah rang 07700 900123" | sayso redact

    Lines are read until the end of the input (Ctrl-D). Empty lines stay. It finds most of what shows who
    someone is, and never all of it.
    """
    from bot.privacy.redaction import LONGEST, RULES_ALONE, TooMuchToSearch, names_by_model, redacted_text

    if not names_by_model():
        print(f"sayso: {RULES_ALONE}", file=sys.stderr)
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise SaysoError(
                f"Line {number} is not UTF-8 text. Save the file as UTF-8, or set your terminal to it, and try again."
            ) from None
        too_long = SaysoError(f"Line {number} is too long to be searched. Cut it into several lines.")
        if len(text) > LONGEST:
            raise too_long
        try:
            print(redacted_text(text) if text else "", flush=True)
        except TooMuchToSearch:
            raise too_long from None


@app.command()
def settings() -> None:
    """Show every setting with what it is for, as it stands in .env.example."""
    from bot.settings import example

    print(example(), end="")


def main() -> None:
    """Run the command. What goes wrong is told in a paragraph; nobody is shown a traceback."""
    keep_to_ourselves()
    try:
        app()
    except SaysoError as error:
        sys.exit(_told(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the last place where it can be told kindly
        sys.exit(_told(f"Something went wrong inside Sayso ({_place(error)}). Nothing that was kept is lost."))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _place(error: Exception) -> str:
    """Return the type of an error and where it arose, without the words and values in it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "bot" in Path(frame.filename).parts] or frames
    return f"{type(error).__name__}, {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _told(what: str) -> int:
    print(f"sayso: {what}", file=sys.stderr)
    return 1


def _with_store(use: Callable[["Store"], Awaitable[ResultT]]) -> ResultT:
    from bot.settings import read_settings
    from bot.store.opening import open_store

    async def used() -> ResultT:
        async with open_store(read_settings().database) as store:
            return await use(store)

    return asyncio.run(used())
