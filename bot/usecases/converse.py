"""A turn, from what a person did to what they are shown: loaded, redacted, advanced, kept, and only then told.

Nothing is returned to be shown before what it rests on is durably kept. The same input delivered again, after a
crash or a slow network, changes nothing and shows the screen again.
"""

import asyncio
import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from bot.engine.advance import draft
from bot.engine.distress import sounds_distressed
from bot.engine.events import Event, Finished, Turn
from bot.engine.flow import Service
from bot.engine.ids import FlowId
from bot.engine.inputs import Arrived, Asked, Input, NotKept, Repeated, Tap, Typed
from bot.engine.screens import words_of
from bot.engine.session import Link, Session
from bot.engine.wording import Notice, Register, Wording, Words
from bot.privacy.sealing import NONCE_BYTES, Sealer, SessionKey, Unsealable
from bot.privacy.submission import Period, make_submission
from bot.usecases.conversation import Conversations
from bot.usecases.inbound import Inbound, Text, Visit
from bot.usecases.locks import KeyedLocks
from bot.usecases.ports import Clock, RandomBytes, Redact, Services, Sessions, whole_hour

SESSION_HOURS = 48
"""How long an unfinished session waits. People are told so at the start."""

MARKER_HOURS = 24
"""How long it is known that a session was sent: as long as Telegram may deliver an input again."""

REDACTION_SECONDS = 5.0
_REMEMBERED = 16

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """A session with the numbers of the last inputs it took, so that none is taken twice."""

    session: Session
    seen: tuple[int, ...] = ()

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps([self.session.to_json(), self.seen])

    @staticmethod
    def from_json(text: str) -> "Held":
        """Return what `to_json` wrote."""
        session, seen = json.loads(text)
        return Held(Session.from_json(session), tuple(seen))


@dataclass(frozen=True, slots=True)
class Converse:
    """The use case, with everything it needs from outside."""

    conversations: Conversations
    sessions: Sessions
    services: Services
    sealer: Sealer
    redact: Redact
    clock: Clock
    random_bytes: RandomBytes
    _locks: KeyedLocks = field(default_factory=KeyedLocks)

    async def turn(self, inbound: Inbound) -> tuple[Event, ...]:
        """Take one input and return what is to be shown. Turns of one respondent go in order."""
        key = self.sealer.key(inbound.respondent)
        async with self._locks.hold(key):
            held = await self._load(key, inbound)
            services = await self._services(held, inbound)
            repeated = held is not None and inbound.sequence in held.seen
            turn = await self._advance(held, inbound, services, repeated=repeated)
            if not repeated:
                seen = (*(held.seen if held else ()), inbound.sequence)[-_REMEMBERED:]
                await self._keep(key, inbound, turn, Held(turn.session, seen))
            return turn.events

    def default_words(self, locale: str) -> Words:
        """Return the words for someone of whom nothing is known but the language of their device."""
        door = self.conversations.library.door
        return door.words[door.nearest(Wording(locale))]

    async def warm_up(self) -> None:
        """Load what redaction needs, so that the first person to write does not wait for it."""
        await asyncio.to_thread(self.redact, "hello", [])

    async def expire(self) -> int:
        """Delete the sessions whose time is over; return how many."""
        return await self.sessions.expire(hour=whole_hour(self.clock))

    async def _load(self, key: SessionKey, inbound: Inbound) -> Held | None:
        sealed = await self.sessions.load(key, hour=whole_hour(self.clock))
        if sealed is None:
            return None
        try:
            return Held.from_json(self.sealer.open(inbound.respondent, sealed))
        except (Unsealable, ValueError):
            log.warning("a session did not open and was started again; was the secret changed?")
            return None

    async def _services(self, held: Held | None, inbound: Inbound) -> tuple[Service, ...]:
        needed = isinstance(inbound.given, Visit)
        if needed or self.conversations.needs_services(None if held is None else held.session):
            return await self.services.open()
        return ()

    async def _advance(
        self, held: Held | None, inbound: Inbound, services: Sequence[Service], *, repeated: bool
    ) -> Turn:
        if held is None:
            return await self._begin(inbound, services)
        given = Repeated() if repeated else await self._input(held.session, inbound, services)
        return self.conversations.advance(held.session, given, services)

    async def _begin(self, inbound: Inbound, services: Sequence[Service]) -> Turn:
        # The first words are easy read, with pictures: everyone can read those. The first question is which to use.
        given, wording = inbound.given, Wording(inbound.locale, Register.EASY_READ)
        if isinstance(given, Visit):
            link, known = self._link(given, services)
            lead = None if known else Notice.UNKNOWN_LINK
            return self.conversations.open(services, wording=wording, link=link, lead=lead)
        lead = Notice.NO_SESSION if isinstance(given, Tap) else None
        begun = self.conversations.open(services, wording=wording, lead=lead)
        greeting = isinstance(given, Text) and not sounds_distressed(given.raw, self._words(begun.session))
        if greeting or isinstance(given, Tap):
            return begun
        return self.conversations.advance(begun.session, await self._input(begun.session, inbound, services), services)

    async def _input(self, session: Session, inbound: Inbound, services: Sequence[Service]) -> Input:
        match inbound.given:
            case Tap() | Asked() | NotKept() as given:
                return given
            case Visit() as visit:
                return Arrived(self._link(visit, services)[0])
            case Text(raw):
                return await self._typed(session, raw)

    async def _typed(self, session: Session, raw: str) -> Input:
        flow = self.conversations.library.flows.get(session.flow)
        before = None if flow is None or not flow.has(session.step) else draft(flow, session)
        if before is None:
            return Typed(raw=raw, kept="")
        whole = f"{before}\n{raw}" if before else raw
        try:
            wards = [service.name for service in await self.services.open()]
            async with asyncio.timeout(REDACTION_SECONDS):
                redacted = await asyncio.to_thread(self.redact, whole, wards)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, nothing unredacted may be kept
            log.error("redaction failed, so a text was not kept", error=type(error).__name__)
            return NotKept(Notice.TROUBLE)
        return Typed(raw=raw, kept=redacted.text, taken_out=tuple(map(str, redacted.taken_out)))

    async def _keep(self, key: SessionKey, inbound: Inbound, turn: Turn, held: Held) -> None:
        nonce = self.random_bytes(NONCE_BYTES)
        sealed = self.sealer.seal(inbound.respondent, held.to_json(), nonce)
        finished = next((event for event in turn.events if isinstance(event, Finished)), None)
        if finished is None:
            await self.sessions.save(key, sealed, expires=whole_hour(self.clock) + SESSION_HOURS)
            return
        submission, comments = make_submission(
            self.conversations.flow_of(finished.session),
            finished.session,
            channel=inbound.respondent.channel,
            period=Period.of(self.clock().date()),
            new_id=self._new_id,
        )
        await self.sessions.finish(
            key, sealed, expires=whole_hour(self.clock) + MARKER_HOURS, submission=submission, comments=comments
        )

    def _link(self, visit: Visit, services: Sequence[Service]) -> tuple[Link, bool]:
        code, _, flow = visit.code.partition("_")
        service = next((each for each in services if each.code == code), None)
        opens = FlowId(flow) if flow in self.conversations.library.flows else None
        return Link(service, opens), service is not None or not code

    def _words(self, session: Session) -> Words:
        return words_of(self.conversations.flow_of(session), session)

    def _new_id(self) -> str:
        return base64.b32encode(self.random_bytes(15)).decode().lower()
