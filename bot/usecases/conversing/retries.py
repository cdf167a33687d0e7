"""Retries: at once where another process was faster, later where the database is unavailable."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot.usecases.ports import Sleep, Stale, Unavailable

_MOST_TRIES = 5
_PAUSES = (0.1, 0.4, 1.0, 2.0, 4.0)
"""Seconds between tries while the database is unavailable."""

ResultT = TypeVar("ResultT")

log = structlog.get_logger(__name__)


async def with_retries(sleep: Sleep, action: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """Return what the action returns. Raises Stale and Unavailable after the last try.

    An action that was stored although it seemed to fail runs again, so it must recognise by its token what it stored.
    """
    pauses, tries = iter(_PAUSES), 1
    while True:
        try:
            return await action()
        except Stale:
            tries += 1
            if tries > _MOST_TRIES:
                raise
        except Unavailable as error:
            pause = next(pauses, None)
            if pause is None:
                raise
            if pause == _PAUSES[0]:
                log.warning("the database is unavailable, trying again", error=str(error))
            await sleep(pause)
