"""Housekeeping: expired sessions are deleted, the waiting room is emptied, and months and releases are closed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

import structlog

from bot.privacy.sealing import NONCE_BYTES, Sealer
from bot.privacy.submission import Comment, Submission
from bot.privacy.waiting import ENOUGH, Waiting, from_json
from bot.privacy.withdrawal import newest_closed_month
from bot.usecases.conversing.ports import HousekeepingLock, Months, Sessions, WaitingRoom, Wipe
from bot.usecases.conversing.sending import new_id
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.ports import Clock, RandomBytes, whole_hour

CloseReleases = Callable[[str], Awaitable[object]]
"""Closes every release that is due once months up to this one are closed."""

SentAnswers = tuple[Submission, tuple[Comment, ...]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """The use case, with its ports."""

    sessions: Sessions
    waiting_room: WaitingRoom
    months: Months
    wipe: Wipe
    lock: HousekeepingLock
    sealer: Sealer
    clock: Clock
    random_bytes: RandomBytes
    chance: Random
    release: CloseReleases
    unreadable: Unreadable = field(default_factory=Unreadable)

    async def tidy(self) -> None:
        """Do everything that is due, unless another process is doing it.

        It can run at any time, and again after a crash at any point.
        """
        async with self.lock() as locked:
            if locked:
                await self._tidy(self.clock().date())

    async def _tidy(self, today: date) -> None:
        try:
            await self.sessions.expire(hour=whole_hour(self.clock))
            self._record_set_aside(await self.sessions.count_set_aside())
            await self._empty_waiting_room(newest_closed_month(today))
            for month in await self.months.open():
                if month <= newest_closed_month(today):
                    await self.months.close(month, chance=self.chance, new_id=self._new_id)
            await self.release(newest_closed_month(today))
        finally:
            # Also after an error: deleted bytes must not remain, and on a full disk this can free space.
            await self.wipe(today)

    async def _empty_waiting_room(self, month: str) -> None:
        """Move the rows that have waited long enough to where they can be read, ward by ward.

        A row that cannot be read stays where it is, and does not count towards `ENOUGH`.
        """
        wards: dict[str, dict[Waiting, SentAnswers]] = {}
        unreadable = 0
        for row in await self.waiting_room.ready(enough=ENOUGH, month=month):
            if (sent := self._open(row)) is None:
                unreadable += 1
            else:
                wards.setdefault(row.service, {})[row] = sent
        self._record_waiting(unreadable)
        for ward in wards.values():
            due = ward if len(ward) >= ENOUGH else {row: sent for row, sent in ward.items() if row.month <= month}
            if due:
                await self._move(due)

    async def _move(self, ward: Mapping[Waiting, SentAnswers]) -> None:
        moved = await self.waiting_room.move(
            list(ward),
            [submission for submission, _ in ward.values()],
            [comment.sealed(self._seal) for _, comments in ward.values() for comment in comments],
            chance=self.chance,
            new_id=self._new_id,
        )
        if not moved:
            log.info("answers were withdrawn while they were being moved; the others are moved next time")

    def _record_set_aside(self, sessions: int) -> None:
        if sessions > self.unreadable.set_aside:
            log.error("sessions that do not open are set aside until they expire", sessions=sessions)
        self.unreadable.set_aside = sessions

    def _record_waiting(self, unreadable: int) -> None:
        if unreadable and unreadable != self.unreadable.waiting:
            log.error(
                "rows of the waiting room cannot be read and stay there; restore their secret, or update Sayso",
                rows=unreadable,
            )
        self.unreadable.waiting = unreadable

    def _seal(self, answer: str) -> bytes:
        return self.sealer.seal_answer(answer, self.random_bytes(NONCE_BYTES))

    def _new_id(self) -> str:
        return new_id(self.random_bytes)

    def _open(self, waiting: Waiting) -> SentAnswers | None:
        try:
            return from_json(self.sealer.open_waiting(waiting.sealed))
        except ValueError:  # Another secret, damage, or a newer version: Unsealable and NewerPayload are such errors.
            return None
