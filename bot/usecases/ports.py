"""What the use cases need from outside, as protocols. The store, the media and the tests' fakes fit them."""

from collections.abc import Awaitable, Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""The time now, with its zone."""


def whole_hour(clock: Clock) -> int:
    """Return the whole hours since 1970: no time is kept or remembered any finer."""
    return int(clock().timestamp()) // 3600


Sleep = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

RandomBytes = Callable[[int], bytes]
"""So many unpredictable bytes."""


class Stale(Exception):  # noqa: N818 - it says what the turn was made from
    """Another process took a turn of the same person meanwhile: nothing was kept, and the turn is to be taken again."""


class Unavailable(Exception):  # noqa: N818 - it says how the database is
    """The database cannot be asked just now. Whether it kept what it was given is not known: look again, later."""
