"""What staff's use cases need from outside, as protocols. The store and the tests' fakes fit them."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.engine.flow import Change, Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service with whether feedback about it is still taken."""

    service: Service
    retired: bool


class Services(Protocol):
    """The wards and teams that feedback is about."""

    async def listed(self) -> tuple[ListedService, ...]:
        """Return every service, by name."""
        ...

    async def open(self) -> tuple[Service, ...]:
        """Return the services that feedback is taken about, by name."""
        ...

    async def add(self, service: Service) -> None:
        """Keep a new service. Raises ValueError if the code is taken."""
        ...

    async def retire(self, code: ServiceCode, *, retired: bool) -> bool:
        """Stop or resume taking feedback about a service; return whether there is such a service."""
        ...


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change with whether people are still told of it."""

    change: Change
    retired: bool


class Changes(Protocol):
    """What was changed because of what people said."""

    async def listed(self) -> tuple[ListedChange, ...]:
        """Return every change, the newest first."""
        ...

    async def open(self) -> tuple[Change, ...]:
        """Return the changes that people are told of, the newest first."""
        ...

    async def add(self, change: Change) -> None:
        """Keep a new change. Raises ValueError if its id is taken."""
        ...

    async def retire(self, change_id: str, *, retired: bool) -> bool:
        """Stop or resume telling people of a change; return whether there is such a change."""
        ...


State = Literal["held", "shown", "hidden"]
"""Of a comment: nobody has decided about it yet; it may be shown; it may not."""


@dataclass(frozen=True, slots=True)
class HeldComment:
    """A comment that waits to be read, without anything that takes it back. `service` is a code, `month` as 2026-03."""

    id: str
    flow: FlowId
    question: StepId
    service: ServiceCode | None
    month: str
    fft: ChoiceId | None
    text: str = field(repr=False)


class Comments(Protocol):
    """Comments, to be read and decided about. A comment can get a new id, or be taken back, at any time."""

    async def held(self, ward: ServiceCode | None) -> tuple[HeldComment, ...]:
        """Return the comments about this ward, or about any, that wait to be read, in the order of random ids."""
        ...

    async def decide(self, id: str, text_before: str, text: str, state: State) -> bool:  # noqa: A002 - as the field
        """Keep a decision and the text; return False, changing nothing, where it is not held with the text before."""
        ...

    async def put_back(self, id: str, decided_text: str, decided_state: State, text: str) -> bool:  # noqa: A002 - as above
        """Hold it again with this text; return False, changing nothing, where it is not as it was decided."""
        ...
