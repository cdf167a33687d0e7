"""Conversations across flows: the front door, the flow it leads to, and the way back. No IO."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.engine.abilities import Abilities
from bot.engine.advance import advance, rebase, reopen, start
from bot.engine.events import Event, Opened, Restarted, Turn, WentBack
from bot.engine.flow import Change, Choice, Flow, OpenFlow, PickOne, Service, Step, WhichService
from bot.engine.ids import FlowId
from bot.engine.inputs import Input, Tap
from bot.engine.moves import carry_confirmation
from bot.engine.session import Link, Session, Stage
from bot.engine.wording import Control, Notice, Wording
from bot.flows.library import Library
from bot.usecases.conversing.inbound import Given

_LEADING_TO_CHANGES = frozenset({f"~{Control.SEND}", f"~{Control.CHANGES}"})


@dataclass(frozen=True, slots=True)
class TurnContext:
    """What a turn depends on besides the session: open services, published changes, the channel's abilities."""

    services: Sequence[Service] = ()
    changes: Sequence[Change] = ()
    abilities: Abilities = field(default_factory=Abilities)

    def flow(self, flow: Flow) -> Flow:
        """Return the flow in this context."""
        return flow.with_services(self.services).with_changes(self.changes).with_abilities(self.abilities)


@dataclass(slots=True)
class Conversations:
    """Every flow that can be begun, and how one leads to another. `new_nonce` gives each session its mark.

    People in the middle of a flow go on with the revision they began, as long as it is among the earlier ones.
    """

    library: Library
    new_nonce: Callable[[], str] = field(repr=False)
    unpublished_flows: frozenset[FlowId] = frozenset()
    _door: Flow = field(init=False)
    _earlier: Mapping[tuple[FlowId, str], Flow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._door = _without(self.library.door, self.unpublished_flows)

    def reload(self, library: Library, earlier: Iterable[Library], unpublished: Collection[FlowId]) -> None:
        """Replace the conversations. `earlier` are those that somebody may be in the middle of."""
        self._earlier = {
            (flow.id, flow.revision): flow for published in (library, *earlier) for flow in _every_revision(published)
        }
        self.library, self.unpublished_flows = library, frozenset(unpublished)
        self._door = _without(library.door, self.unpublished_flows)

    def open(
        self,
        context: TurnContext,
        *,
        wording: Wording,
        link: Link | None = None,
        notice: Notice | None = None,
    ) -> Turn:
        """Begin at the front door."""
        door = context.flow(self._door)
        turn = start(door, nonce=self.new_nonce(), wording=wording, link=link, notice=notice)
        return self._followed(turn, context)

    def advance(self, session: Session, given: Input, context: TurnContext) -> Turn:
        """Take one input. A session of a flow that is gone starts again at the front door, kindly."""
        present = self.find(session)
        if present is None:
            return self.open(context, wording=session.wording, notice=Notice.NO_SESSION)
        if session.flow in self.unpublished_flows and session.stage is Stage.ASKING:
            return self.open(context, wording=session.wording, notice=Notice.TAKEN_AWAY)
        flow = context.flow(present)
        if session.revision != flow.revision and session.stage is Stage.ASKING:
            return self._followed(rebase(flow, session), context)
        session = replace(session, wording=flow.nearest(session.wording))
        return self._followed(advance(flow, session, given), context)

    def find(self, session: Session) -> Flow | None:
        """Return the flow of a session: in the revision it began on, otherwise the current one; None if it is gone."""
        present = self._door if session.flow == self._door.id else self.library.flows.get(session.flow)
        if present is not None and present.revision == session.revision:
            return present
        return self._earlier.get((session.flow, session.revision), present)

    def knows(self, session: Session) -> bool:
        """Tell whether the revision that a session began on is among these conversations."""
        flow = self.find(session)
        return flow is not None and flow.revision == session.revision

    def can_have(self, flow: str) -> bool:
        """Tell whether a flow can be begun."""
        return flow in self.library.flows and flow not in self.unpublished_flows

    def flow_of(self, session: Session, context: TurnContext | None = None) -> Flow:
        """Return the flow of a session, in a context if given. Raises KeyError if it is gone."""
        flow = self.find(session)
        if flow is None:
            raise KeyError(session.flow)
        return flow if context is None else context.flow(flow)

    def needs_services(self, session: Session | None) -> bool:
        """Tell whether the next turn can lead to a question that lists the services."""
        flow = self._door if session is None else self.find(session)
        door_may_open = session is None or session.door or session.stage is not Stage.ASKING
        return flow is None or door_may_open or any(isinstance(step, WhichService) for step in flow.steps)

    def needs_changes(self, given: Given) -> bool:
        """Tell whether the next turn can show what was changed: of all buttons, two can lead to it."""
        return not isinstance(given, Tap) or given.button in _LEADING_TO_CHANGES

    def _followed(self, turn: Turn, context: TurnContext) -> Turn:
        events: list[Event] = []
        pending = list(turn.events)
        session = turn.session
        while pending:
            event = pending.pop(0)
            following = self._next(event, session, context)
            if following is None:
                events.append(event)
            else:
                session = following.session
                pending = [*following.events, *pending]
        return Turn(session, tuple(events))

    def _next(self, event: Event, session: Session, context: TurnContext) -> Turn | None:
        match event:
            case Opened(flow):
                return self._opened(flow, session, context)
            case WentBack():
                return reopen(context.flow(self._door), nonce=self.new_nonce(), settings=session)
            case Restarted(link):
                return start(
                    context.flow(self._door),
                    nonce=self.new_nonce(),
                    wording=session.wording,
                    pictures=session.pictures,
                    link=link,
                )
            case _:
                return None

    def _opened(self, flow: FlowId, session: Session, context: TurnContext) -> Turn:
        if not self.can_have(flow):
            return self.open(context, wording=session.wording, notice=Notice.TAKEN_AWAY)
        begun = start(
            context.flow(self.library.flows[flow]),
            nonce=self.new_nonce(),
            wording=session.wording,
            pictures=session.pictures,
            service=session.service,
            door=True,
        )
        return carry_confirmation(session, begun)


def _every_revision(library: Library) -> Iterable[Flow]:
    """Yield every flow of a library, also under the revision that an earlier version knew it by."""
    for flow in library.flows.values():
        if flow.id in library.former_revisions:
            yield replace(flow, revision=library.former_revisions[flow.id])
        yield flow


def _without(door: Flow, unpublished: Collection[FlowId]) -> Flow:
    """Return the front door without the choices that open an unpublished flow."""
    return replace(door, steps=tuple(_step_without(step, unpublished) for step in door.steps)) if unpublished else door


def _step_without(step: Step, unpublished: Collection[FlowId]) -> Step:
    if not isinstance(step, PickOne):
        return step
    return replace(step, choices=tuple(choice for choice in step.choices if not _opens(choice, unpublished)))


def _opens(choice: Choice, flows: Collection[FlowId]) -> bool:
    return isinstance(choice.effect, OpenFlow) and choice.effect.flow in flows
