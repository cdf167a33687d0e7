"""Trying the conversations."""

from collections.abc import Container
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.cli.shared import has_database, read_conversations, with_installation
from bot.errors import SaysoError, with_faults

if TYPE_CHECKING:
    from bot.flows.library import Library
    from bot.installation import Installation


def try_(
    flow: Annotated[
        str, typer.Argument(help="Which conversation: patient, carer, co-production or welcome.")
    ] = "patient",
    *,
    easy_read: Annotated[bool, typer.Option("--easy-read", help="In easy read.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="The newest edition, live or not.")] = False,
    folder: Annotated[Path | None, typer.Option(help="The conversations in this folder.")] = None,
    locale: Annotated[str, typer.Option(help="In this language.")] = "en",
    journey: Annotated[Path | None, typer.Option(help="Replay a journey file and show where it differs.")] = None,
    record: Annotated[
        Path | None, typer.Option(help="Write the conversation, or the journey as it is now, to a file.")
    ] = None,
) -> None:
    """Try a conversation in this terminal, as respondents see it. Nothing is stored.

    For example: sayso try carer --easy-read
    """
    from bot.channels.terminal.play import TerminalChannel
    from bot.engine.ids import FlowId
    from bot.engine.wording import Register, Wording
    from bot.flows.journeys import parse_journey
    from bot.flows.library import require_library
    from bot.privacy.redaction import redact
    from bot.settings import read_settings
    from bot.usecases.authoring.rehearsal import Rehearsal

    settings = read_settings()
    recorded = None if journey is None else parse_journey(_content(journey), str(journey))
    language = locale if recorded is None else recorded.wording.locale
    if draft:
        library = with_installation(partial(_draft, unpublished={language}))
    elif folder is not None or recorded is not None or not has_database(settings.database):
        library = require_library(read_conversations(folder), unpublished={language})
    else:
        library = with_installation(lambda installation: installation.published({language}))
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


async def _draft(installation: "Installation", unpublished: "Container[str]") -> "Library":
    """Return the conversations of the newest edition. Raises SaysoError where there is none, or it has faults."""
    use = installation.publishing
    newest = await use.find(None)
    library = await use.load(newest, unpublished=unpublished)
    if library.errors:
        raise SaysoError(with_faults(f"Edition {newest.number} cannot be tried:", library.errors))
    return library


def _content(file: Path) -> bytes | None:
    """Return what is in a file; None if there is none. Raises SaysoError where it cannot be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SaysoError(f"{file} cannot be read ({error.strerror}).") from None
