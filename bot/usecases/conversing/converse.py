"""Turns of respondents: loaded, redacted, advanced, stored, and only then shown.

Nothing is returned to be shown before what it depends on is durably stored. The same input delivered again, after a
crash or on a slow network, changes nothing and shows the screen again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

from bot.engine.abilities import Abilities
from bot.engine.advance import thank
from bot.engine.distress import sounds_distressed
from bot.engine.events import Event, Finished, Say, Turn
from bot.engine.flow import Service
from bot.engine.ids import FlowId
from bot.engine.inputs import Arrived, Command, Input, NotKept, Repeated, Tap, Withdrawn
from bot.engine.moves import announce
from bot.engine.payload import NewerPayload
from bot.engine.screens import words_of
from bot.engine.session import Link, Session
from bot.engine.wording import Notice, Register, Wording, Words
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.privacy.waiting import Waiting
from bot.privacy.withdrawal import CodeHashes
from bot.usecases.conversing.conversation import Conversations, TurnContext
from bot.usecases.conversing.inbound import Inbound, RawText, Visit, Withdraw
from bot.usecases.conversing.locks import KeyedLocks
from bot.usecases.conversing.ports import Redact, SealedRow, Sessions
from bot.usecases.conversing.respondent_state import RespondentState
from bot.usecases.conversing.respondent_states import Loaded, RespondentStates
from bot.usecases.conversing.retries import with_retries
from bot.usecases.conversing.sending import Sending
from bot.usecases.conversing.sent_marker import SENT_A_MONTH, SentMarkers
from bot.usecases.conversing.typed_text import TypedText
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.conversing.withdrawing import Withdrawing
from bot.usecases.ports import Clock, RandomBytes, Sleep
from bot.usecases.staff.ports import Changes, Services

SESSION_HOURS = 48
"""How long an unfinished session is stored. People read this at the start."""

MARKER_HOURS = 24
"""How long it is known that a session was sent: as long as Telegram may deliver an input again."""


async def _nothing() -> None:
    """Do nothing: there is nothing to catch up with."""


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The state to store for `hours`, the events to show, and what was sent, with its marker, or withdrawn."""

    state: RespondentState
    events: tuple[Event, ...] = ()
    hours: int = SESSION_HOURS
    waiting: Waiting | None = None
    marker: SealedRow | None = None
    withdrawn: CodeHashes | None = None


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
                return await with_retries(self.sleep, partial(self._turn, inbound, abilities))
            except NewerPayload:
                return self._try_later(inbound.locale)

    async def was_shown(self, respondent: Respondent) -> None:
        """Forget the withdrawal code, now that the person has it."""
        async with self._locks.hold(respondent):
            with suppress(NewerPayload):
                await with_retries(self.sleep, partial(self._forget_code, respondent))

    async def look(self, respondent: Respondent, abilities: Abilities) -> tuple[Event, ...]:
        """Return what the last turn said and the present screen, changing nothing; empty for an unknown respondent."""
        try:
            return await with_retries(self.sleep, partial(self._look, respondent, abilities))
        except NewerPayload:
            return self._try_later("en")

    async def _look(self, respondent: Respondent, abilities: Abilities) -> tuple[Event, ...]:
        loaded = await self._states.load(respondent)
        return () if loaded.state is None else await self._recall(loaded.state, abilities)

    async def _recall(self, state: RespondentState, abilities: Abilities) -> tuple[Event, ...]:
        await self._learn_revision(state)
        context = TurnContext(await self.services.open(), await self.changes.open(), abilities)
        return self.conversations.advance(state.session, Repeated(), context).events

    async def _learn_revision(self, state: RespondentState) -> None:
        if not self.conversations.knows(state.session):
            # Another process may have been the first to see what was published.
            await self.catch_up()

    async def _turn(self, inbound: Inbound, abilities: Abilities) -> tuple[Event, ...]:
        loaded = await self._states.load(inbound.respondent)
        if loaded.state is not None:
            if loaded.state.has_processed(inbound.token, inbound.precedes):
                return await self._recall(loaded.state, abilities)
            await self._learn_revision(loaded.state)
        services = await self._services(loaded.state, inbound)
        changes = await self.changes.open() if self.conversations.needs_changes(inbound.given) else ()
        context = TurnContext(services, changes, abilities)
        result = await self._take(loaded, inbound, context)
        await self._keep(inbound.respondent, result, loaded)
        return result.events

    async def _forget_code(self, respondent: Respondent) -> None:
        loaded = await self._states.load(respondent)
        if loaded.state is not None and loaded.state.session.code:
            without_code = replace(loaded.state.session, code="", until="")
            result = TurnResult(replace(loaded.state, session=without_code), hours=MARKER_HOURS)
            await self._keep(respondent, result, loaded)

    def default_words(self, locale: str) -> Words:
        """Return the words for an unknown respondent whose device is in this language."""
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

    @property
    def _markers(self) -> SentMarkers:
        return SentMarkers(self.sessions, self.sealer, self.clock, self.random_bytes, self.unreadable)

    async def _services(self, state: RespondentState | None, inbound: Inbound) -> tuple[Service, ...]:
        needed = isinstance(inbound.given, Visit)
        if needed or self.conversations.needs_services(None if state is None else state.session):
            return await self.services.open()
        return ()

    async def _take(self, loaded: Loaded, inbound: Inbound, context: TurnContext) -> TurnResult:
        state = loaded.state
        lookup = await self.withdrawing.look_up(state, inbound.given)
        begins = state is None
        if state is None:
            turn = await self._begin(inbound, context, lookup.input)
            if loaded.set_aside is not None:
                turn = announce(self.conversations.flow_of(turn.session), turn, Notice.NOT_OPENED)
            state = RespondentState(turn.session).for_day(self.clock().date())
        else:
            given = lookup.input or await self._input(state.session, inbound, context)
            turn = self.conversations.advance(state.session, given, context)
        state = replace(state, guesses=state.guesses + lookup.guesses)
        finished = next((event for event in turn.events if isinstance(event, Finished)), None)
        opens_door = begins or self._opens_door(state.session, turn.session)
        sent = await self._sent(state, inbound.respondent) if finished is not None or opens_door else 0
        if finished is not None and sent >= SENT_A_MONTH:
            turn = self.conversations.advance(state.session, NotKept(Notice.SENT_ENOUGH), context)
        elif finished is not None:
            marker = self._markers.seal(inbound.respondent, sent + 1)
            result = await self._send(state, inbound, turn, finished.session, context=context)
            return replace(result, marker=marker)
        if sent >= SENT_A_MONTH and opens_door:
            turn = announce(self.conversations.flow_of(turn.session), turn, Notice.SENT_ENOUGH)
        return TurnResult(state.with_input(inbound.token, turn.session), turn.events, withdrawn=lookup.withdrawn)

    async def _sent(self, state: RespondentState, respondent: Respondent) -> int:
        """Return how often somebody has sent answers this month, at least what an earlier version counted today."""
        return max(await self._markers.sent(respondent), state.sent)

    async def _send(
        self, state: RespondentState, inbound: Inbound, turn: Turn, finished: Session, *, context: TurnContext
    ) -> TurnResult:
        flow = self.conversations.flow_of(finished, context)
        sent = await self.sending.part(flow, finished, channel=inbound.respondent.channel)
        thanks = thank(flow, turn.session, code=sent.code, until=sent.until.isoformat())
        over = replace(state.with_input(inbound.token, thanks.session), sent=state.sent + 1)
        return TurnResult(over, (*turn.events, *thanks.events), hours=MARKER_HOURS, waiting=sent.waiting)

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
                typed_text = TypedText(self.redact, self.services)
                return await typed_text.to_input(self.conversations.find(session), session, raw)

    async def _keep(self, respondent: Respondent, result: TurnResult, loaded: Loaded) -> None:
        await self._states.keep(
            respondent,
            result.state,
            loaded,
            hours=result.hours,
            waiting=result.waiting,
            marker=result.marker,
            withdrawn=result.withdrawn,
        )

    def _link(self, visit: Visit, services: Sequence[Service]) -> tuple[Link, bool]:
        code, _, flow = visit.code.partition("_")
        service = next((service for service in services if service.code == code), None)
        opens = FlowId(flow) if self.conversations.can_have(flow) else None
        return Link(service, opens), service is not None or not code

    def _opens_door(self, earlier: Session, session: Session) -> bool:
        return session.nonce != earlier.nonce and session.flow == self.conversations.library.door.id

    def _words(self, session: Session) -> Words:
        return words_of(self.conversations.flow_of(session), session)
