"""Playing a conversation with the real engine, nothing kept: to try a flow, and to hold it to a transcript."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.engine.abilities import Abilities
from bot.engine.advance import draft, start, thank
from bot.engine.events import Event, Finished, Redraw, Show, Turn
from bot.engine.flow import Change, Service, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.inputs import Command, Input, Tap, Typed, Withdrawn
from bot.engine.screen import Screen
from bot.engine.session import Session
from bot.engine.wording import Control, Wording
from bot.flows.library import Library
from bot.flows.sources import DOOR
from bot.privacy.submission import Comment, Period, Submission, make_submission
from bot.privacy.withdrawal import read_codes, until
from bot.usecases.conversing.conversation import Conversations, TurnContext
from bot.usecases.conversing.ports import Redact

EXAMPLE = Service(ServiceCode("example"), "Example Ward")
OTHER_EXAMPLE = Service(ServiceCode("example-2"), "Second Example Ward")
EXAMPLE_CODE = "river apple spoon green"
EXAMPLE_DAY = date(2026, 1, 5)
CHAT = Abilities(page_size=8, clears=True, forgets=True)
"""The abilities that journeys are written for."""


@dataclass(slots=True)
class Rehearsal:
    """One go through a flow. The session is written out as JSON and read again between any two turns."""

    library: Library
    redact: Redact
    services: Sequence[Service] = (EXAMPLE, OTHER_EXAMPLE)
    changes: Sequence[Change] = ()
    abilities: Abilities = CHAT
    screen: Screen | None = None
    sent: tuple[Submission, tuple[Comment, ...]] | None = None
    _session: str = ""
    _nonces: int = 0
    _conversations: Conversations = field(init=False)

    def __post_init__(self) -> None:
        self._conversations = Conversations(self.library, self._new_nonce)

    def begin(self, flow: FlowId, wording: Wording) -> tuple[Event, ...]:
        """Begin a flow in this wording. Raises KeyError if there is none of that name."""
        if flow == DOOR:
            return self._keep(self._conversations.open(self._context, wording=wording))
        opened = self._context.flow(self.library.flows[flow])
        return self._keep(start(opened, nonce=self._new_nonce(), wording=wording, service=self.services[0]))

    def tap(self, label: str) -> tuple[Event, ...]:
        """Press the button with this label. Raises LookupError if it is not on the screen."""
        buttons = () if self.screen is None else self.screen.buttons
        for button in buttons:
            if button.label == label and self.screen is not None:
                return self._turn(Tap(self.screen.key, button.id))
        raise LookupError(f"there is no button “{label}” here, only: {', '.join(button.label for button in buttons)}")

    def type(self, text: str) -> tuple[Event, ...]:
        """Write words."""
        session = self.session
        if self.sent is not None and EXAMPLE_CODE in read_codes(text):
            self.sent = None
            return self._turn(Withdrawn(matched=True))
        previous = draft(self._conversations.flow_of(session, self._context), session)
        if previous is None:
            return self._turn(Typed(raw=text, kept=""))
        redacted = self.redact(f"{previous}\n{text}" if previous else text, [service.name for service in self.services])
        return self._turn(Typed(raw=text, kept=redacted.text, taken_out=tuple(map(str, redacted.taken_out))))

    def ask(self, control: Control) -> tuple[Event, ...]:
        """Give a command."""
        return self._turn(Command(control))

    @property
    def session(self) -> Session:
        """Return the session as it is now."""
        return Session.from_json(self._session)

    @property
    def _context(self) -> TurnContext:
        return TurnContext(self.services, self.changes, self.abilities)

    def _turn(self, given: Input) -> tuple[Event, ...]:
        return self._keep(self._conversations.advance(self.session, given, self._context))

    def _keep(self, turn: Turn) -> tuple[Event, ...]:
        finished = next((event for event in turn.events if isinstance(event, Finished)), None)
        if finished is not None:
            turn = self._sent(turn, finished.session)
        shown = replace(turn.session, code="", until="")
        self._session = shown.to_json()
        for event in turn.events:
            if isinstance(event, Show | Redraw):
                self.screen = event.screen
        return turn.events

    def _sent(self, turn: Turn, finished: Session) -> Turn:
        flow = self._conversations.flow_of(finished, self._context)
        period = Period.of(EXAMPLE_DAY)
        self.sent = make_submission(flow, finished, channel="terminal", period=period, new_id=lambda: "example")
        thanks = thank(flow, turn.session, code=EXAMPLE_CODE, until=until(EXAMPLE_DAY).isoformat())
        return Turn(thanks.session, (*turn.events, *thanks.events))

    def _new_nonce(self) -> str:
        self._nonces += 1
        return base64.urlsafe_b64encode(self._nonces.to_bytes(4, "big")).decode()[:6]
