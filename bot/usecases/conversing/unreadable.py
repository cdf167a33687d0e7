"""How many rows could not be read: nothing in them is shown or lost, and whoever runs Sayso must know."""

from dataclasses import dataclass


@dataclass(slots=True)
class Unreadable:
    """`sessions` counts those met since the start; `set_aside` and `waiting` are how many are stored now."""

    sessions: int = 0
    set_aside: int = 0
    waiting: int = 0
