"""Looking for what a code takes back. What is found is deleted with the turn that asked for it, all or nothing."""

import asyncio
from dataclasses import dataclass

from bot.engine.inputs import Withdrawn
from bot.engine.session import Pane
from bot.privacy.withdrawal import CodeHashes, Withdrawals, read_codes
from bot.usecases.conversing.inbound import Given, RawText, Withdraw
from bot.usecases.conversing.ports import Codes
from bot.usecases.conversing.respondent_state import GUESSES_A_DAY, RespondentState


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the engine is told, if it was a code; what it takes back; and how many guesses were wrong."""

    told: Withdrawn | None = None
    found: CodeHashes | None = None
    guesses: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """The use case, with everything it needs from outside."""

    codes: Codes
    withdrawals: Withdrawals

    async def look_up(self, held: RespondentState | None, given: Given) -> LookedUp:
        """Take four words from the list for a code wherever they are written, and anything where one is asked for.

        Four words that take nothing back and that nobody asked for are an answer like any other.
        """
        if not isinstance(given, RawText | Withdraw):
            return LookedUp()
        codes = read_codes(given.raw)
        if codes and (held is None or held.guesses < GUESSES_A_DAY):
            for possible in await asyncio.to_thread(self.withdrawals.possible, codes):
                if await self.codes.has(possible):
                    return LookedUp(Withdrawn(matched=True), possible)
        asked = codes and held is not None and held.session.pane is Pane.WITHDRAWING
        told = Withdrawn(matched=False) if asked or isinstance(given, Withdraw) else None
        return LookedUp(told, guesses=1 if codes else 0)
