"""What staff's use cases need from outside, as protocols. The store and the tests' fakes implement them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.engine.flow import Change, Service, ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.privacy.side import Side
from bot.usecases.staff.log import LogEntry


@dataclass(frozen=True, slots=True)
class ListedService:
    """A service, and whether it no longer takes feedback."""

    service: Service
    retired: bool


class Services(Protocol):
    """The wards and teams that feedback is about. What changes them is logged in the same transaction."""

    async def listed(self) -> tuple[ListedService, ...]:
        """Return every service, by name."""
        ...

    async def open(self) -> tuple[Service, ...]:
        """Return the services that take feedback, by name."""
        ...

    async def add(self, service: Service, logged: LogEntry) -> None:
        """Store a new service. Raises ValueError if the code is taken."""
        ...

    async def retire(self, code: ServiceCode, logged: LogEntry, *, retired: bool) -> bool:
        """Stop or resume taking feedback about a service; return whether there is such a service."""
        ...


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change, and whether it is no longer shown."""

    change: Change
    retired: bool


class Changes(Protocol):
    """What was changed because of what people said. What changes this list is logged in the same transaction."""

    async def listed(self) -> tuple[ListedChange, ...]:
        """Return every change, the newest first."""
        ...

    async def open(self) -> tuple[Change, ...]:
        """Return the changes that respondents are shown, the newest first."""
        ...

    async def add(self, change: Change, logged: LogEntry) -> None:
        """Store a new change. Raises ValueError if its id is taken."""
        ...

    async def retire(self, change_id: str, logged: LogEntry, *, retired: bool) -> bool:
        """Stop or resume showing a change; return whether there is such a change."""
        ...


CommentState = Literal["held", "shown", "hidden", "passed"]
"""Of a comment: nobody has decided about it yet; it may be shown; it may not; it is passed on for safeguarding."""


@dataclass(frozen=True, slots=True)
class SeenComment:
    """A comment as somebody saw it when they decided about it. A decision about any other version is stale."""

    id: str
    text: str = field(repr=False)
    state: CommentState = "held"
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentDecision:
    """Who decided last about a comment, by role, and when: `2026-03-09`, the day.

    While the comment's own month is open, only the month, `2026-03`; if it was passed on, the week, `2026-W10`.
    """

    role: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewComment:
    """A comment as staff review it, without anything that withdraws it. `month` is such as 2026-03.

    `side` is all that staff see of the Friends and Family Test answer. `themes` are names of themes, sorted.
    `release` is the number of the release that it belongs to: from then on it may be in files that were exported.
    """

    id: str
    flow: FlowId
    question: StepId
    service: ServiceCode | None
    month: str
    side: Side | None
    text: str = field(repr=False)
    state: CommentState = "held"
    themes: tuple[str, ...] = ()
    decision: CommentDecision | None = None
    release: int | None = None

    @property
    def seen(self) -> SeenComment:
        """Return what a decision about this version is made on."""
        return SeenComment(self.id, self.text, self.state, self.themes)


class Comments(Protocol):
    """Comments under review. A comment can get a new id, or be withdrawn, at any time."""

    async def listed(self, states: Collection[CommentState], ward: ServiceCode | None) -> tuple[ReviewComment, ...]:
        """Return the comments in these states about this ward, or about any, in the order of their random ids."""
        ...

    async def change(self, seen: SeenComment, becomes: SeenComment, logged: LogEntry) -> bool:
        """Store a comment as it becomes; return False, changing nothing, unless it is as seen.

        The role and when are stored with a new text or state. Themes alone are no decision.
        """
        ...


@dataclass(frozen=True, slots=True)
class ListedTheme:
    """A theme that the QI team made, and how many comments have it."""

    name: str
    comments: int


class Themes(Protocol):
    """What comments are about, in names that the QI team makes."""

    async def listed(self) -> tuple[ListedTheme, ...]:
        """Return every theme: those of most comments first, then by name."""
        ...

    async def add(self, name: str, logged: LogEntry) -> bool:
        """Store a new theme, and log it; return whether it is new."""
        ...
