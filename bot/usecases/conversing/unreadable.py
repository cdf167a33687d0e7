"""How many rows could not be read: nothing in them is shown or lost, and whoever runs Sayso must know."""

from dataclasses import dataclass


@dataclass(slots=True)
class Unreadable:
    """`sessions` counts those met since the start, `waiting` is how many are in the waiting room now."""

    sessions: int = 0
    waiting: int = 0
