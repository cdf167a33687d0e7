"""What use cases of several kinds refuse."""

from dataclasses import dataclass

from bot.errors import Problem


@dataclass(eq=False)
class NoSuchConversation(Problem):
    """There is no conversation of this name, only those `known`."""

    flow: str
    known: tuple[str, ...]
