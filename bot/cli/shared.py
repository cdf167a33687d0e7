"""What several commands need."""

import asyncio
from collections.abc import Awaitable, Callable, Container, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import Progress

from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.engine.flow import Flow
    from bot.engine.ids import FlowId
    from bot.flows.library import Library
    from bot.store.opening import Store
    from bot.usecases.export import Exporting

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


async def published(store: "Store", unpublished: "Container[str]" = ()) -> "Library":
    """Return the conversations that people meet; those of the folder where nothing was published yet.

    Of the languages in `unpublished` they also have the words that people are not offered yet.
    """
    from bot.settings import read_settings
    from bot.usecases.publish.following import published_library

    return await published_library(store.editions, read_settings().conversations_dir, unpublished=unpublished)


async def every_flow(store: "Store") -> "Mapping[FlowId, Flow]":
    """Return every conversation that answers may be to."""
    from bot.settings import read_settings
    from bot.usecases.publish.following import EveryFlow

    return await EveryFlow(store.editions, read_settings().conversations_dir)()


async def exporting(store: "Store") -> "Exporting":
    """Return what makes files and charts of releases, by the installation's rules."""
    from bot.settings import read_settings
    from bot.usecases.export import Exporting

    settings, flows = read_settings(), await every_flow(store)
    return Exporting(store.releases, store.services, store.changes, flows, settings.rules, settings.spc_rules)


async def flow_of(store: "Store", name: str) -> "Flow":
    """Return a conversation by its name. Raises SaysoError, with those there are, where there is none."""
    from bot.engine.ids import FlowId

    flows = await every_flow(store)
    if name not in flows:
        raise SaysoError(f"There is no conversation “{name}”. There are: {', '.join(sorted(flows))}.")
    return flows[FlowId(name)]


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while inside; yields what is told how many are done, of how many."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def told(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        yield told


def with_store(use: Callable[["Store"], Awaitable[ResultT]]) -> ResultT:
    """Open the installation's store, use it, and close it."""
    from bot.settings import read_settings
    from bot.store.opening import open_store

    async def used() -> ResultT:
        async with open_store(read_settings().database) as store:
            return await use(store)

    return asyncio.run(used())


@contextmanager
def store_between_lines() -> Iterator[tuple["Store", asyncio.Runner]]:
    """Yield the installation's store, and what runs work on it, for a command that waits for people in between.

    Nothing runs while it waits, so that Ctrl-C ends it there as everywhere.
    """
    from bot.settings import read_settings
    from bot.store.opening import open_store

    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        store = runner.run(stack.enter_async_context(open_store(read_settings().database)))
        try:
            yield store, runner
        finally:
            runner.run(stack.aclose())
