"""Loading and keeping what is held of respondents, sealed. What cannot be read is counted and never shown."""

from dataclasses import dataclass

import structlog

from bot.engine.payload import NewerPayload
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, Sealer, SessionKey, Unsealable
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes
from bot.usecases.conversing.ports import Outcome, Sessions
from bot.usecases.conversing.respondent_state import RespondentState
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.ports import Clock, RandomBytes, whole_hour

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What was held of a respondent and in which version, and the key to keep it under in the place of another."""

    held: RespondentState | None
    key: SessionKey
    version: int
    replaces: SessionKey | None = None


@dataclass(frozen=True, slots=True)
class RespondentStates:
    """What is held of respondents, in the sessions of the store."""

    sessions: Sessions
    sealer: Sealer
    clock: Clock
    random_bytes: RandomBytes
    unreadable: Unreadable

    async def load(self, respondent: Respondent) -> Found:
        """Return what is held of a respondent.

        Raises NewerPayload where a newer version wrote it in a way that cannot be read: it must stay as it is.
        """
        present, *earlier = self.sealer.keys(respondent)
        loaded = await self.sessions.load(present, hour=whole_hour(self.clock))
        if loaded.sealed is not None:
            return Found(self._opened(respondent, loaded.sealed), present, loaded.version)
        for key in earlier:
            before = await self.sessions.load(key, hour=whole_hour(self.clock))
            if before.sealed is not None:
                return Found(self._opened(respondent, before.sealed), present, loaded.version, replaces=key)
        return Found(None, present, loaded.version)

    async def keep(
        self,
        respondent: Respondent,
        state: RespondentState,
        found: Found,
        *,
        hours: int,
        waiting: Waiting | None = None,
        withdrawn: CodeHashes | None = None,
    ) -> None:
        """Keep what is held of a respondent for so many hours, with what was sent or taken back. Raises Stale."""
        await self.sessions.keep(
            Outcome(
                key=found.key,
                sealed=self.sealer.seal(respondent, state.to_json(), self.random_bytes(NONCE_BYTES)),
                expires=whole_hour(self.clock) + hours,
                version=found.version,
                replaces=found.replaces,
                waiting=waiting,
                withdrawn=withdrawn,
            )
        )

    def _opened(self, respondent: Respondent, sealed: bytes) -> RespondentState | None:
        try:
            return RespondentState.from_json(self.sealer.open(respondent, sealed)).for_day(self.clock().date())
        except NewerPayload:
            self.unreadable.sessions += 1
            log.warning("a newer version of Sayso wrote a session, which was left as it is; update this process")
            raise
        except (Unsealable, ValueError):
            self.unreadable.sessions += 1
            log.warning("a session did not open and was started again; was the secret changed?")
            return None
