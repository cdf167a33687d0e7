"""The server's clock, which a test may put forward."""

import time


class Clock:
    """The time of day as the server has it: real, plus what the test added."""

    def __init__(self) -> None:
        self._added = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self._added

    def advance(self, seconds: float) -> None:
        """Let this much time have passed at once."""
        self._added += seconds
