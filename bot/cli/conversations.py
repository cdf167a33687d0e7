"""Trying and checking the conversations."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.shared import count
from bot.errors import SaysoError


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

    recorded = None if journey is None else read_journey(journey)
    language = locale if recorded is None else recorded.wording.locale
    library = load_sound(read_settings().conversations_dir, unpublished={language})
    channel = TerminalChannel(Console(highlight=False), Rehearsal(library, redact))
    if recorded is not None:
        same = channel.replay(recorded, record)
        if not same and record is None:
            raise SaysoError(
                f"The conversation is no longer as {journey} records it. If it should be so, record it again: add"
                f" --record {journey}"
            )
        return
    register = Register.EASY_READ if easy_read else Register.STANDARD
    channel.talk(FlowId(flow), Wording(locale, register), record)


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="The conversations folder; else SAYSO_CONVERSATIONS_DIR.")
    ] = None,
) -> None:
    """Check the conversations: every fault, with its file, line and column. Exits with 1 if there are any."""
    from bot.flows.files import languages_in
    from bot.flows.library import load
    from bot.media.pictures import RenderedPictures
    from bot.settings import read_settings

    root = folder or read_settings().conversations_dir
    library = load(root, unpublished=languages_in(root))
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
        raise SaysoError(f"{count(len(library.errors) + len(broken), 'fault')} to put right.")
    print(
        "No faults." + (" DRAFT words still need to be checked by people who will read them." if library.drafts else "")
    )
