"""A turn, from what a person did to what they are shown: loaded, redacted, advanced, kept, and only then told.

Nothing is returned to be shown before what it rests on is durably kept. The same input delivered again, after a
crash or a slow network, changes nothing and shows the screen again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import structlog

from bot.engine.abilities import Abilities
from bot.engine.advance import draft, thank
from bot.engine.distress import sounds_distressed
from bot.engine.events import Event, Finished, Say, Turn
from bot.engine.flow import Service
from bot.engine.ids import FlowId
from bot.engine.inputs import Arrived, Command, Input, NotKept, Repeated, Tap, Typed, Withdrawn
from bot.engine.moves import announce
from bot.engine.payload import NewerPayload
from bot.engine.screens import words_of
from bot.engine.session import Link, Session
from bot.engine.wording import Notice, Register, Wording, Words
from bot.privacy.redaction import Redacted
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes
from bot.usecases.conversing.conversation import Conversations, TurnContext
from bot.usecases.conversing.inbound import Inbound, RawText, Visit, Withdraw
from bot.usecases.conversing.locks import KeyedLocks
from bot.usecases.conversing.ports import Redact, Sessions
from bot.usecases.conversing.respondent_state import SENT_A_DAY, RespondentState
from bot.usecases.conversing.respondent_states import Found, RespondentStates
from bot.usecases.conversing.sending import Sending
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.conversing.withdrawing import Withdrawing
from bot.usecases.ports import Clock, RandomBytes, Sleep, Stale, Unavailable
from bot.usecases.staff.ports import Changes, Services

SESSION_HOURS = 48
"""How long an unfinished session waits. People are told so at the start."""

MARKER_HOURS = 24
"""How long it is known that a session was sent: as long as Telegram may deliver an input again."""

REDACTION_SECONDS = 5.0
_MOST_TRIES = 5
_PAUSES = (0.1, 0.4, 1.0, 2.0, 4.0)
"""How long is waited, in seconds, before a database that cannot be asked is asked again."""

ResultT = TypeVar("ResultT")

log = structlog.get_logger(__name__)


async def _nothing() -> None:
    """Do nothing: there is nothing to catch up with."""


@dataclass(frozen=True, slots=True)
class Converse:
    """The use case, with everything it needs from outside."""

    conversations: Conversations
    sessions: Sessions
    services: Services
    changes: Changes
    sealer: Sealer
    sending: Sending
    withdrawing: Withdrawing
    redact: Redact
    clock: Clock
    random_bytes: RandomBytes
    sleep: Sleep = asyncio.sleep
    catch_up: Callable[[], Awaitable[None]] = _nothing
    unreadable: Unreadable = field(default_factory=Unreadable)
    _locks: KeyedLocks = field(default_factory=KeyedLocks)

    async def turn(self, inbound: Inbound, abilities: Abilities) -> tuple[Event, ...]:
        """Take one input and return what a channel with these abilities shows. Turns of one respondent go in order."""
        async with self._locks.hold(inbound.respondent):
            try:
                return await self._until_kept(partial(self._turn, inbound, abilities))
            except NewerPayload:
                return self._try_later(inbound.locale)

    async def was_shown(self, respondent: Respondent) -> None:
        """Forget what is known only to be shown: the code that takes answers back, once the person has it."""
        async with self._locks.hold(respondent):
            with suppress(NewerPayload):
                await self._until_kept(partial(self._forget_code, respondent))

    async def _until_kept(self, take: Callable[[], Awaitable[ResultT]]) -> ResultT:
        """Take a turn, again where another process took one meanwhile, and again later where the database is away.

        What was kept after all is found by the number of its input, so it is never taken twice.
        """
        pauses, tries = iter(_PAUSES), 1
        while True:
            try:
                return await take()
            except Stale:
                tries += 1
                if tries > _MOST_TRIES:
                    raise
            except Unavailable as error:
                pause = next(pauses, None)
                if pause is None:
                    raise
                if pause == _PAUSES[0]:
                    log.warning("the database cannot be asked, trying again", error=str(error))
                await self.sleep(pause)

    async def look(self, respondent: Respondent, abilities: Abilities) -> tuple[Event, ...]:
        """Return what the last turn said and the present screen, changing nothing; empty for an unknown respondent."""
        try:
            return await self._until_kept(partial(self._look, respondent, abilities))
        except NewerPayload:
            return self._try_later("en")

    async def _look(self, respondent: Respondent, abilities: Abilities) -> tuple[Event, ...]:
        found = await self._states.load(respondent)
        return () if found.held is None else await self._recall(found.held, abilities)

    async def _recall(self, held: RespondentState, abilities: Abilities) -> tuple[Event, ...]:
        await self._learn_revision(held)
        context = TurnContext(await self.services.open(), await self.changes.open(), abilities)
        return self.conversations.advance(held.session, Repeated(), context).events

    async def _learn_revision(self, held: RespondentState) -> None:
        if not self.conversations.knows(held.session):
            # Another process may have been the first to see what was published.
            await self.catch_up()

    async def _turn(self, inbound: Inbound, abilities: Abilities) -> tuple[Event, ...]:
        found = await self._states.load(inbound.respondent)
        if found.held is not None:
            if found.held.has_processed(inbound.token, inbound.precedes):
                return await self._recall(found.held, abilities)
            await self._learn_revision(found.held)
        services = await self._services(found.held, inbound)
        changes = await self.changes.open() if self.conversations.needs_changes(inbound.given) else ()
        context = TurnContext(services, changes, abilities)
        taking = await self._take(found.held, inbound, context)
        await self._keep(inbound.respondent, taking, found)
        return taking.events

    async def _forget_code(self, respondent: Respondent) -> None:
        found = await self._states.load(respondent)
        if found.held is not None and found.held.session.code:
            forgetful = replace(found.held.session, code="", until="")
            await self._keep(respondent, _Taking(replace(found.held, session=forgetful), hours=MARKER_HOURS), found)

    def default_words(self, locale: str) -> Words:
        """Return the words for someone of whom nothing is known but the language of their device."""
        door = self.conversations.library.door
        return door.words[door.nearest(Wording(locale))]

    def _try_later(self, locale: str) -> tuple[Event, ...]:
        """Ask to try again soon, during an upgrade: a process of the newer version goes on where the person was."""
        return (Say(self.default_words(locale).notices[Notice.TROUBLE]),)

    async def warm_up(self) -> None:
        """Load what redaction needs, so that the first person to write does not wait for it."""
        await asyncio.to_thread(self.redact, "hello", [])

    @property
    def _states(self) -> RespondentStates:
        return RespondentStates(self.sessions, self.sealer, self.clock, self.random_bytes, self.unreadable)

    async def _services(self, held: RespondentState | None, inbound: Inbound) -> tuple[Service, ...]:
        needed = isinstance(inbound.given, Visit)
        if needed or self.conversations.needs_services(None if held is None else held.session):
            return await self.services.open()
        return ()

    async def _take(self, held: RespondentState | None, inbound: Inbound, context: TurnContext) -> "_Taking":
        code = await self.withdrawing.look_up(held, inbound.given)
        if held is None:
            turn = await self._begin(inbound, context, code.told)
            held = RespondentState(turn.session).for_day(self.clock().date())
        else:
            given = code.told or await self._input(held.session, inbound, context)
            turn = self.conversations.advance(held.session, given, context)
        held = replace(held, guesses=held.guesses + code.guesses)
        finished = next((event for event in turn.events if isinstance(event, Finished)), None)
        if finished is not None and held.sent >= SENT_A_DAY:
            turn = self.conversations.advance(held.session, NotKept(Notice.SENT_ENOUGH), context)
        elif finished is not None:
            return await self._send(held, inbound, turn, finished.session, context=context)
        if held.sent >= SENT_A_DAY and self._opens_door(held.session, turn.session):
            turn = announce(self.conversations.flow_of(turn.session), turn, Notice.SENT_ENOUGH)
        return _Taking(held.with_input(inbound.token, turn.session), turn.events, withdrawn=code.found)

    async def _send(
        self, held: RespondentState, inbound: Inbound, turn: Turn, finished: Session, *, context: TurnContext
    ) -> "_Taking":
        flow = self.conversations.flow_of(finished, context)
        sent = await self.sending.part(flow, finished, channel=inbound.respondent.channel)
        thanks = thank(flow, turn.session, code=sent.code, until=sent.until.isoformat())
        over = replace(held.with_input(inbound.token, thanks.session), sent=held.sent + 1)
        return _Taking(over, (*turn.events, *thanks.events), hours=MARKER_HOURS, waiting=sent.waiting)

    async def _begin(self, inbound: Inbound, context: TurnContext, code: Withdrawn | None) -> Turn:
        # The first words are easy read, with pictures: everyone can read those. The first question is which to use.
        given, wording = inbound.given, self.conversations.library.door.in_locale(inbound.locale, Register.EASY_READ)
        if isinstance(given, Visit):
            link, known = self._link(given, context.services)
            notice = None if known else Notice.UNKNOWN_LINK
            return self.conversations.open(context, wording=wording, link=link, notice=notice)
        notice = Notice.NO_SESSION if isinstance(given, Tap) else None
        begun = self.conversations.open(context, wording=wording, notice=notice)
        if code is not None:
            return self.conversations.advance(begun.session, code, context)
        greeting = isinstance(given, RawText) and not sounds_distressed(given.raw, self._words(begun.session))
        if greeting or isinstance(given, Tap):
            return begun
        first = await self._input(begun.session, inbound, context)
        return self.conversations.advance(begun.session, first, context)

    async def _input(self, session: Session, inbound: Inbound, context: TurnContext) -> Input:
        match inbound.given:
            case Tap() | Command() | NotKept() as given:
                return given
            case Visit() as visit:
                return Arrived(self._link(visit, context.services)[0])
            case RawText(raw) | Withdraw(raw):
                return await self._typed(session, raw)

    async def _typed(self, session: Session, raw: str) -> Input:
        flow = self.conversations.find(session)
        before = None if flow is None or not flow.has(session.step) else draft(flow, session)
        if before is None:
            return Typed(raw=raw, kept="")
        try:
            wards = [service.name for service in await self.services.open()]
            async with asyncio.timeout(REDACTION_SECONDS):
                redacted = await asyncio.to_thread(self._added, before, raw, wards)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever went wrong, nothing unredacted may be kept
            log.error("redaction failed, so a text was not kept", error=type(error).__name__)
            return NotKept(Notice.TROUBLE)
        if redacted is None:
            return Typed(raw=raw, kept=before, taken_out=session.taken_out)
        return Typed(raw=raw, kept=redacted.text, taken_out=tuple(map(str, redacted.taken_out)))

    def _added(self, before: str, raw: str, wards: Sequence[str]) -> Redacted | None:
        """Return a draft with words added, redacted as one; None where its last words were only written again.

        Who was told of trouble writes the same again, though what seemed to fail may have been kept.
        """
        if not before:
            return self.redact(raw, wards)
        alone = self.redact(raw, wards).text.strip()
        if before == alone or before.endswith(f"\n{alone}"):
            return None
        return self.redact(f"{before}\n{raw}", wards)

    async def _keep(self, respondent: Respondent, taking: "_Taking", found: Found) -> None:
        await self._states.keep(
            respondent,
            taking.held,
            found,
            hours=taking.hours,
            waiting=taking.waiting,
            withdrawn=taking.withdrawn,
        )

    def _link(self, visit: Visit, services: Sequence[Service]) -> tuple[Link, bool]:
        code, _, flow = visit.code.partition("_")
        service = next((each for each in services if each.code == code), None)
        opens = FlowId(flow) if self.conversations.can_have(flow) else None
        return Link(service, opens), service is not None or not code

    def _opens_door(self, before: Session, after: Session) -> bool:
        return after.nonce != before.nonce and after.flow == self.conversations.library.door.id

    def _words(self, session: Session) -> Words:
        return words_of(self.conversations.flow_of(session), session)


@dataclass(frozen=True, slots=True)
class _Taking:
    """What an input led to: what is to be held for so many hours, what is shown, and what else is to be kept."""

    held: RespondentState
    events: tuple[Event, ...] = ()
    hours: int = SESSION_HOURS
    waiting: Waiting | None = None
    withdrawn: CodeHashes | None = None
