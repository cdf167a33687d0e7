"""What a flow is: steps in order, their choices, and the words for each wording. No IO.

A flow defines one conversation. Its structure (these classes) is the same for every wording, so standard and easy
read ask the same questions, with the same ids, and a person can switch at any point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NewType

from bot.engine.abilities import Abilities
from bot.engine.conditions import Always, Condition
from bot.engine.ids import ChoiceId, FlowId, PictureId, StepId
from bot.engine.wording import Register, Wording, Words

ServiceCode = NewType("ServiceCode", str)
"""Opaque code of a ward or team. It is part of links, so it says nothing about who follows them."""


@dataclass(frozen=True, slots=True)
class Service:
    """A ward or team that feedback is about. Its name is shown as an admin wrote it, in every wording."""

    code: ServiceCode
    name: str


@dataclass(frozen=True, slots=True)
class SaidAndDid:
    """What people said, and what was done about it, as staff wrote it for respondents."""

    said: str
    did: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was changed because of what people said: “you said, we did”.

    `month` is when it was changed, as `2026-05`. `service` is the ward that it concerns, None for all wards; `flow`
    and `question` name the question that led to it, if it was a single one.
    """

    id: str
    month: str
    words: Mapping[Register, SaidAndDid]
    service: ServiceCode | None = None
    flow: FlowId | None = None
    question: StepId | None = None


@dataclass(frozen=True, slots=True)
class UseRegister:
    """Picking the choice changes the register of the words from here on."""

    register: Register


@dataclass(frozen=True, slots=True)
class OpenFlow:
    """Picking the choice makes this flow lead to another when it ends."""

    flow: FlowId


@dataclass(frozen=True, slots=True)
class EndHere:
    """Picking the choice ends the conversation and stores nothing. Once there are answers, it stops as Stop does."""


Effect = UseRegister | OpenFlow | EndHere


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a question: the id is data, its label is words."""

    id: ChoiceId
    picture: PictureId | None = None
    score: int | None = None
    effect: Effect | None = None
    alone: bool = False
    """In a pick-many question: picking this one takes the others back, and the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    id: StepId
    show_if: Condition = field(default_factory=Always)
    registers: frozenset[Register] = frozenset(Register)
    picture: PictureId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(_Step):
    """Words that ask nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question(_Step):
    kept: bool = True
    """False for a question that only steers the conversation: not counted, not checked, not stored."""
    required: bool = False
    """True where the conversation cannot go on without an answer, so Skip explains that and asks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickOne(_Question):
    """One choice of several."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(_Question):
    """One choice of an ordered, scored set that several questions share by its name."""

    scale: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickMany(_Question):
    """Any number of choices."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText(_Question):
    """The person's own words, kept apart from the other answers as a comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichService(_Question):
    """Which ward or team; its choices are the services that are open when it is asked."""

    services: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(_Step):
    """Check your answers: change any, send them, or delete them."""


Question = PickOne | Scale | PickMany | FreeText | WhichService
Step = Message | Question | Check


@dataclass(frozen=True, slots=True)
class Flow:
    """One conversation: steps in order and the words for each wording.

    `revision` is a hash of everything the flow is made from; a submission carries it.
    `fft` names the step that asks the Friends and Family Test question, if the flow has one.
    `emoji` gives the character that draws a picture where only text fits, as on a button.
    `changes` is what was done about earlier feedback, the newest first. Like the services and the `abilities` of the
    channel, it is not part of a flow's files.
    """

    id: FlowId
    revision: str
    steps: tuple[Step, ...]
    words: Mapping[Wording, Words]
    emoji: Mapping[PictureId, str] = field(default_factory=dict)
    fft: StepId | None = None
    changes: tuple[Change, ...] = ()
    abilities: Abilities = field(default_factory=Abilities)

    def step(self, step: StepId) -> Step:
        """Return the step with this id; KeyError if the flow has none."""
        for candidate in self.steps:
            if candidate.id == step:
                return candidate
        raise KeyError(step)

    def has(self, step: StepId) -> bool:
        """Tell whether the flow has a step with this id."""
        return any(candidate.id == step for candidate in self.steps)

    def nearest(self, wanted: Wording) -> Wording:
        """Return the wanted wording, or the nearest the flow has: same register in English, then any."""
        english = Wording("en", wanted.register)
        same_locale = Wording(wanted.locale, Register.STANDARD)
        for candidate in (wanted, english, same_locale):
            if candidate in self.words:
                return candidate
        return next(iter(self.words))

    def in_locale(self, locale: str, register: Register) -> Wording:
        """Return this language's words, in this register where it has them; as `nearest` where it has none."""
        other = next((wording for wording in self.words if wording.locale == locale), None)
        wanted = Wording(locale, register)
        return other if other is not None and wanted not in self.words else self.nearest(wanted)

    def locales(self) -> tuple[str, ...]:
        """Return the locales that the flow has words in, in the order they were read."""
        return tuple(dict.fromkeys(wording.locale for wording in self.words))

    def with_services(self, services: Sequence[Service]) -> "Flow":
        """Return the flow with the open services as the choices of every `WhichService` step."""
        if not any(isinstance(step, WhichService) for step in self.steps):
            return self
        steps = tuple(
            replace(step, services=tuple(services)) if isinstance(step, WhichService) else step for step in self.steps
        )
        return replace(self, steps=steps)

    def with_changes(self, changes: Sequence[Change]) -> "Flow":
        """Return the flow with what was changed because of what people said, the newest first."""
        return replace(self, changes=tuple(changes)) if changes else self

    def with_abilities(self, abilities: Abilities) -> "Flow":
        """Return the flow for a channel with these abilities."""
        return self if abilities == self.abilities else replace(self, abilities=abilities)


def is_question(step: Step) -> bool:
    """Tell whether the step asks something."""
    return not isinstance(step, Message | Check)
