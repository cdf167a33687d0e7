"""Looking up withdrawal codes. What a code withdraws is deleted in the turn that looked it up, all or nothing."""

import asyncio
from dataclasses import dataclass

from bot.engine.inputs import Withdrawn
from bot.engine.session import Pane
from bot.privacy.withdrawal import CodeHashes, Withdrawals, read_codes
from bot.usecases.conversing.inbound import Given, RawText, Withdraw
from bot.usecases.conversing.ports import Codes
from bot.usecases.conversing.respondent_state import GUESSES_A_DAY, RespondentState


@dataclass(frozen=True, slots=True)
class Lookup:
    """The engine's input, if a code was written; what the code withdraws; and how many guesses were wrong."""

    input: Withdrawn | None = None
    withdrawn: CodeHashes | None = None
    guesses: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """The use case, with everything it needs from outside."""

    codes: Codes
    withdrawals: Withdrawals

    async def look_up(self, state: RespondentState | None, given: Given) -> Lookup:
        """Take four words from the list for a code wherever they are written, and any words where a code is asked for.

        Four words that are no code, written where none is asked for, are an answer like any other.
        """
        if not isinstance(given, RawText | Withdraw):
            return Lookup()
        codes = read_codes(given.raw)
        if codes and (state is None or state.guesses < GUESSES_A_DAY):
            for possible in await asyncio.to_thread(self.withdrawals.possible, codes):
                if await self.codes.has(possible):
                    return Lookup(Withdrawn(matched=True), possible)
        asked = codes and state is not None and state.session.pane is Pane.WITHDRAWING
        unmatched = Withdrawn(matched=False) if asked or isinstance(given, Withdraw) else None
        return Lookup(unmatched, guesses=1 if codes else 0)
