"""What several commands need."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from bot.flows.files import Files
    from bot.installation import Installation
    from bot.settings import Settings

ResultT = TypeVar("ResultT")


def count(number: int, what: str) -> str:
    """Return a number with its noun.

    >>> count(1, "fault"), count(2, "fault")
    ('1 fault', '2 faults')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def has_database(url: str) -> bool:
    """Tell whether there is a database already. One that is not a file of this machine is taken to be there."""
    kind, _, file = url.partition("///")
    return kind != "sqlite:" or Path(file).exists()


def read_conversations(folder: Path | None = None) -> "Files":
    """Read the conversations of a folder, or else of the one in the settings. Raises SaysoError."""
    from bot.flows.files import read_files
    from bot.settings import read_settings

    return read_files(folder or read_settings().conversations_dir)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar; yields the function that updates it with the number done and the total."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def update(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield update


def with_installation(use: Callable[["Installation"], Awaitable[ResultT]]) -> ResultT:
    """Open the installation, use it, and close it."""
    from bot.installation import open_installation

    async def opened() -> ResultT:
        async with open_installation(_settings()) as installation:
            return await use(installation)

    return asyncio.run(opened())


@contextmanager
def installation_between_lines() -> Iterator[tuple["Installation", asyncio.Runner]]:
    """Yield the installation, and what runs its use cases, for a command that waits for people in between.

    Nothing runs while it waits, so that Ctrl-C ends it there as everywhere.
    """
    from bot.installation import open_installation

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        installation = runner.run(stack.enter_async_context(open_installation(_settings())))
        try:
            yield installation, runner
        finally:
            runner.run(stack.aclose())


def _settings() -> "Settings":
    """Read the settings, and have warnings and errors logged. What a command does it prints itself."""
    from bot.logs import set_up_logs
    from bot.settings import read_settings

    settings = read_settings()
    set_up_logs("warning", settings.secrets)
    return settings
