"""Loading and storing the states of respondents, sealed.

One that does not open is never overwritten: it is set aside with the next turn, counted, and deleted when it expires.
"""

from dataclasses import dataclass, replace

import structlog

from bot.engine.payload import NewerPayload
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import KEY_BYTES, NONCE_BYTES, Sealer, SessionKey, Unsealable
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes
from bot.usecases.conversing.ports import Outcome, SealedRow, Sessions
from bot.usecases.conversing.respondent_state import RespondentState
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.ports import Clock, RandomBytes, whole_hour

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The state of a respondent, its version, and the key to store it under; `replaces` is the key it was under.

    `set_aside` is what is stored of the respondent and does not open; there is no state then.
    """

    state: RespondentState | None
    key: SessionKey
    version: int
    replaces: SessionKey | None = None
    set_aside: SealedRow | None = None


@dataclass(frozen=True, slots=True)
class RespondentStates:
    """The states of respondents, in the sessions of the store."""

    sessions: Sessions
    sealer: Sealer
    clock: Clock
    random_bytes: RandomBytes
    unreadable: Unreadable

    async def load(self, respondent: Respondent) -> Loaded:
        """Return the state of a respondent.

        Raises NewerPayload if a newer version wrote it in a way that cannot be read: it must stay as it is.
        """
        present, *earlier = self.sealer.keys(respondent)
        stored = await self.sessions.load(present, hour=whole_hour(self.clock))
        if stored.sealed is not None:
            loaded = Loaded(None, present, stored.version)
            return self._opened(respondent, loaded, sealed=stored.sealed, expires=stored.expires)
        for key in earlier:
            under = await self.sessions.load(key, hour=whole_hour(self.clock))
            if under.sealed is not None:
                loaded = Loaded(None, present, stored.version, replaces=key)
                return self._opened(respondent, loaded, sealed=under.sealed, expires=under.expires)
        return Loaded(None, present, stored.version)

    async def keep(
        self,
        respondent: Respondent,
        state: RespondentState,
        loaded: Loaded,
        *,
        hours: int,
        waiting: Waiting | None = None,
        marker: SealedRow | None = None,
        withdrawn: CodeHashes | None = None,
    ) -> None:
        """Store the state of a respondent for `hours`, with what was sent or withdrawn. Raises Stale."""
        await self.sessions.keep(
            Outcome(
                key=loaded.key,
                sealed=self.sealer.seal(respondent, state.to_json(), self.random_bytes(NONCE_BYTES)),
                expires=whole_hour(self.clock) + hours,
                version=loaded.version,
                replaces=loaded.replaces,
                waiting=waiting,
                marker=marker,
                withdrawn=withdrawn,
                set_aside=loaded.set_aside,
            )
        )

    def _opened(self, respondent: Respondent, loaded: Loaded, *, sealed: bytes, expires: int) -> Loaded:
        try:
            state = RespondentState.from_json(self.sealer.open(respondent, sealed))
            return replace(loaded, state=state.for_day(self.clock().date()))
        except NewerPayload:
            self.unreadable.sessions += 1
            log.warning("a newer version of Sayso wrote a session, which was left as it is; update this process")
            raise
        except (Unsealable, ValueError):
            self.unreadable.sessions += 1
            log.warning("a session does not open; it is set aside, and the person was asked to start again")
            key = SessionKey(self.random_bytes(KEY_BYTES))
            return replace(loaded, set_aside=SealedRow(key, sealed, expires))
