"""What a channel adds to the running program."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass

from starlette.routing import BaseRoute

from bot.flows.library import Library

Job = Callable[[asyncio.Event], Coroutine[None, None, None]]
"""Runs until the event is set."""


async def _nothing_to_reload(_: Library) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """Routes to serve, jobs to run, and what to do when conversations are published."""

    routes: tuple[BaseRoute, ...] = ()
    jobs: tuple[Job, ...] = ()
    reload: Callable[[Library], Awaitable[None]] = _nothing_to_reload
