"""Conversations across flows: the front door, the flow it leads to, and the way back. No IO."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.engine.advance import advance, rebase, reopen, start
from bot.engine.events import Event, Opened, Restarted, Turn, WentBack
from bot.engine.flow import Change, Flow, Service, WhichService
from bot.engine.ids import FlowId
from bot.engine.inputs import Input, Tap
from bot.engine.session import Link, Session, Stage
from bot.engine.wording import Control, Notice, Wording
from bot.flows.library import Library
from bot.usecases.inbound import Given

_LEADING_TO_CHANGES = frozenset({f"~{Control.SEND}", f"~{Control.CHANGES}"})


@dataclass(frozen=True, slots=True)
class Conversations:
    """Every flow that can be had, and how one leads to another. `new_nonce` gives each session its mark."""

    library: Library
    new_nonce: Callable[[], str] = field(repr=False)

    def open(
        self,
        services: Sequence[Service],
        *,
        wording: Wording,
        link: Link | None = None,
        lead: Notice | None = None,
    ) -> Turn:
        """Begin at the front door."""
        door = self.library.door.with_services(services)
        turn = start(door, nonce=self.new_nonce(), wording=wording, link=link, lead=lead)
        return self._followed(turn, services)

    def advance(
        self, session: Session, given: Input, services: Sequence[Service], *, changes: Sequence[Change] = ()
    ) -> Turn:
        """Take one input. A session of a flow that is gone starts again at the front door, kindly."""
        if session.flow not in self.library.flows:
            return self.open(services, wording=session.wording, lead=Notice.NO_SESSION)
        flow = self.flow_of(session, services, changes)
        if session.revision != flow.revision and session.stage is Stage.ASKING:
            return self._followed(rebase(flow, session), services)
        session = replace(session, wording=flow.nearest(session.wording))
        return self._followed(advance(flow, session, given), services)

    def flow_of(self, session: Session, services: Sequence[Service] = (), changes: Sequence[Change] = ()) -> Flow:
        """Return the flow of a session. Raises KeyError if it is gone."""
        return self.library.flows[session.flow].with_services(services).with_changes(changes)

    def needs_services(self, session: Session | None) -> bool:
        """Tell whether the next turn can lead to a question that lists the services."""
        flow = self.library.door if session is None else self.library.flows.get(session.flow)
        door_may_open = session is None or session.door or session.stage is not Stage.ASKING
        return flow is None or door_may_open or any(isinstance(step, WhichService) for step in flow.steps)

    def needs_changes(self, given: Given) -> bool:
        """Tell whether the next turn can tell what was changed: of all buttons, two can lead to it."""
        return not isinstance(given, Tap) or given.button in _LEADING_TO_CHANGES

    def _followed(self, turn: Turn, services: Sequence[Service]) -> Turn:
        events: list[Event] = []
        pending = list(turn.events)
        session = turn.session
        while pending:
            event = pending.pop(0)
            following = self._next(event, session, services)
            if following is None:
                events.append(event)
            else:
                session = following.session
                pending = [*following.events, *pending]
        return Turn(session, tuple(events))

    def _next(self, event: Event, session: Session, services: Sequence[Service]) -> Turn | None:
        match event:
            case Opened(flow):
                return self._opened(flow, session)
            case WentBack():
                door = self.library.door.with_services(services)
                return reopen(door, nonce=self.new_nonce(), settings=session)
            case Restarted(link):
                door = self.library.door.with_services(services)
                return start(
                    door,
                    nonce=self.new_nonce(),
                    wording=session.wording,
                    pictures=session.pictures,
                    link=link,
                )
            case _:
                return None

    def _opened(self, flow: FlowId, session: Session) -> Turn:
        return start(
            self.library.flows[flow],
            nonce=self.new_nonce(),
            wording=session.wording,
            pictures=session.pictures,
            service=session.service,
            door=True,
        )
