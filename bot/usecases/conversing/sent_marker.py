"""How often one chat has sent answers in a calendar month: a marker that stays when the session's content is gone.

It is a row of its own among the sessions, sealed like them and under a key of its own, so that nothing in the database
joins it to a session. It expires when the month is over: every marker of a month at the same hour.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import structlog

from bot.engine.payload import NewerPayload, numbers, refuse_newer
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, Sealer, Unsealable
from bot.usecases.conversing.ports import SealedRow, Sessions
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.ports import Clock, RandomBytes, whole_hour

SENT_A_MONTH = 4
"""How often one chat can send answers in a calendar month: many of one's own would single out somebody else's few."""

VERSION, NEEDS = 1, 1

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SentMarker:
    """How often somebody sent answers in a month, such as 2026-03."""

    month: str
    sent: int

    def to_json(self) -> str:
        """Return it as JSON, with its version."""
        return json.dumps({"month": self.month, "sent": self.sent} | numbers(version=VERSION, needs=NEEDS))

    @staticmethod
    def from_json(text: str) -> "SentMarker":
        """Return what this or another version wrote. Raises NewerPayload, and ValueError for anything else."""
        plain = json.loads(text)
        if not isinstance(plain, dict):
            message = "this text is not a marker"
            raise ValueError(message)  # noqa: TRY004 - it is damaged, and no mistake of the caller
        refuse_newer(plain, VERSION)
        return SentMarker(str(plain.get("month", "")), int(plain.get("sent", 0)))


@dataclass(frozen=True, slots=True)
class SentMarkers:
    """The markers, in the sessions of the store."""

    sessions: Sessions
    sealer: Sealer
    clock: Clock
    random_bytes: RandomBytes
    unreadable: Unreadable

    async def sent(self, respondent: Respondent) -> int:
        """Return how often somebody has sent answers this month. Raises NewerPayload."""
        sender, month = _sender(respondent), f"{self.clock():%Y-%m}"
        # After a change of the secret the count is under a key of the earlier one until the next sending.
        stored = [await self.sessions.load(key, hour=whole_hour(self.clock)) for key in self.sealer.keys(sender)]
        markers = [self._opened(sender, one.sealed) for one in stored if one.sealed is not None]
        return max((marker.sent for marker in markers if marker.month == month), default=0)

    def seal(self, respondent: Respondent, sent: int) -> SealedRow:
        """Return the marker that says so, to be stored with the turn."""
        sender, today = _sender(respondent), self.clock().date()
        text = SentMarker(f"{today:%Y-%m}", sent).to_json()
        sealed = self.sealer.seal(sender, text, self.random_bytes(NONCE_BYTES))
        return SealedRow(self.sealer.keys(sender)[0], sealed, _end_of_month(today))

    def _opened(self, sender: Respondent, sealed: bytes) -> SentMarker:
        try:
            return SentMarker.from_json(self.sealer.open(sender, sealed))
        except NewerPayload:
            self.unreadable.sessions += 1
            raise
        except (Unsealable, ValueError, TypeError):
            self.unreadable.sessions += 1
            log.warning("how often a chat has sent did not open, and is counted again from none")
            return SentMarker("", 0)


def _sender(respondent: Respondent) -> Respondent:
    """Return a respondent whose keys have nothing to do with those of the session."""
    return Respondent(f"{respondent.channel}\x00sent", respondent.id)


def _end_of_month(day: date) -> int:
    """Return the first hour of the next month, in whole hours since 1970."""
    following = day.replace(day=1) + timedelta(days=32)
    start = datetime(following.year, following.month, 1, tzinfo=UTC)
    return int(start.timestamp()) // 3600
