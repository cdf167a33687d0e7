"""Closing: periods that are due are entered in the ledgers: wards first, then groups, then records."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from bot.privacy.disclosure.periods import end_of, quarters
from bot.privacy.sealing import Sealer
from bot.reporting.ledger import Release
from bot.usecases.ports import Stale
from bot.usecases.releasing.entering import Entering
from bot.usecases.releasing.group_closing import GroupClosing
from bot.usecases.releasing.ports import Progress, no_progress
from bot.usecases.releasing.ward_closing import WardClosing

_MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Closing:
    """Closes whatever is due."""

    entering: Entering
    sealer: Sealer
    chance: Random

    async def close(self, closed_month: str, progress: Progress = no_progress) -> tuple[Release, ...]:
        """Make every release that is due, and return them. Nothing of `closed_month` can be withdrawn any more."""
        wards, groups = WardClosing(self.entering, self.sealer), GroupClosing(self.entering, self.chance)
        made: list[Release] = []
        while (release := await _retried(partial(wards.close, closed_month, progress))) is not None:
            made.append(release)
        if not made:
            return ()
        for quarter in quarters(end_of(made[0].period), closed_month):
            if (grouped := await _retried(partial(groups.close, quarter))) is not None:
                made.append(grouped)
                if (recorded := await _retried(partial(groups.close_records, grouped.period))) is not None:
                    made.append(recorded)
        return tuple(made)


async def _retried(close: Callable[[], Awaitable[Release | None]]) -> Release | None:
    for _ in range(_MOST_TRIES - 1):
        try:
            return await close()
        except Stale:
            continue
    return await close()
