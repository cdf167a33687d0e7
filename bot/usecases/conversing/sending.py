"""Making a submission of a finished session, for the waiting room, with a code that withdraws it."""

import asyncio
import base64
from dataclasses import dataclass
from datetime import date

from bot.engine.flow import Flow
from bot.engine.session import Session
from bot.privacy.sealing import NONCE_BYTES, Sealer
from bot.privacy.submission import Period, make_submission
from bot.privacy.waiting import Waiting, to_json
from bot.privacy.withdrawal import Withdrawals, make_code, until
from bot.usecases.ports import Clock, RandomBytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes into the waiting room, and what only the person sees: the code and its last day."""

    waiting: Waiting
    code: str
    until: date


@dataclass(frozen=True, slots=True)
class Sending:
    """The use case, with everything it needs from outside."""

    sealer: Sealer
    withdrawals: Withdrawals
    clock: Clock
    random_bytes: RandomBytes

    async def part(self, flow: Flow, session: Session, *, channel: str) -> Sent:
        """Separate what a session holds from the person who sent it."""
        today, code = self.clock().date(), make_code(self.random_bytes)
        hashes = await asyncio.to_thread(self.withdrawals.hashes, code)
        submission, comments = make_submission(
            flow, session, channel=channel, period=Period.of(today), new_id=self._new_id, code=hashes
        )
        waiting = Waiting(
            id=self._new_id(),
            service=submission.service or "",
            month=submission.period.month,
            sealed=self.sealer.seal_waiting(to_json(submission, comments), self.random_bytes(NONCE_BYTES)),
            withdraw=hashes.waiting,
        )
        return Sent(waiting, code, until(today))

    def _new_id(self) -> str:
        return new_id(self.random_bytes)


def new_id(random_bytes: RandomBytes) -> str:
    """Return a new id of 24 letters and digits."""
    return base64.b32encode(random_bytes(15)).decode().lower()
