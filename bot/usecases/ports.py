"""What the use cases need from outside, as protocols. The store, the media and the tests' fakes fit them."""

from collections.abc import Awaitable, Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""The time now, with its zone."""


def whole_hour(clock: Clock) -> int:
    """Return the whole hours since 1970: no time is kept or remembered any finer."""
    return int(clock().timestamp()) // 3600


Sleep = Callable[[float], Awaitable[None]]
"""Waits for a number of seconds."""

RandomBytes = Callable[[int], bytes]
"""A number of unpredictable bytes."""


class Stale(Exception):  # noqa: N818 - it says what the turn was made from
    """Another process changed the same row first. Nothing was written; start again from what is there now."""


class Unavailable(Exception):  # noqa: N818 - it says how the database is
    """The database is unavailable. Whether the last write was committed is unknown: read again, later."""
