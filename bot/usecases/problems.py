"""What use cases of several kinds refuse."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.errors import Problem


@dataclass(eq=False)
class NoSuchConversation(Problem):
    """There is no conversation of this name, only those `known`."""

    flow: str
    known: tuple[str, ...]


def find_flow(flows: Mapping[FlowId, Flow], name: str) -> Flow:
    """Return the conversation of this name. Raises NoSuchConversation."""
    if name not in flows:
        raise NoSuchConversation(name, tuple(sorted(flows)))
    return flows[FlowId(name)]
