"""Every edition with its state: live, published in the past, or a draft."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.ids import FlowId
from bot.usecases.publishing.edition import Edition, Publication


@dataclass(frozen=True, slots=True)
class EditionState:
    """An edition, whether it is live, and the day another replaced it. A draft is neither live nor replaced."""

    edition: Edition
    is_live: bool = False
    replaced: date | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """Every edition, the newest first, and what there is to know about the live one."""

    editions: tuple[EditionState, ...]
    live: Publication | None = None

    @property
    def unpublished(self) -> tuple[FlowId, ...]:
        """Return the conversations that are unpublished."""
        return () if self.live is None else self.live.unpublished_flows


def make_overview(editions: Sequence[Edition], publications: Sequence[Publication]) -> Overview:
    """Return the state of editions, the oldest first, from what was published, the oldest first."""
    live = publications[-1] if publications else None
    replaced = {publication.edition: following.day for publication, following in itertools.pairwise(publications)}
    states = (
        EditionState(edition, is_live=True)
        if live is not None and live.edition == edition.number
        else EditionState(edition, replaced=replaced.get(edition.number))
        for edition in reversed(editions)
    )
    return Overview(tuple(states), live)
