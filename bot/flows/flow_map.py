"""A map of a flow: its steps in order, who sees each of them, in which words, and where its choices lead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from bot.engine.flow import (
    Check,
    Choice,
    EndHere,
    Flow,
    FreeText,
    Message,
    OpenFlow,
    PickMany,
    PickOne,
    Scale,
    Step,
    UseRegister,
    WhichService,
)
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register, StepWords, Wording
from bot.flows.in_words import in_words
from bot.flows.sources import DOOR

CALLED = {Register.STANDARD: "standard", Register.EASY_READ: "easy read"}
"""What each register is called where people read it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a step says in one register: its question, or its first line, and the words on its buttons."""

    words: str
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapStep:
    """A step on the map. `says` holds only the registers that see it; `only_if` is empty where all of them do."""

    number: int
    id: StepId
    kind: str
    only_if: str
    notes: tuple[str, ...]
    says: Mapping[Register, Said]

    def heading(self) -> str:
        """Return number, kind and id, with what is special about the step."""
        return ", ".join((f"{self.number}  {self.id}: {self.kind}", *self.notes))

    def lines(self) -> tuple[str, ...]:
        """Return, a line each, when it is shown and what it says."""
        shown = (self.only_if,) if self.only_if else ()
        wordings = (
            f"{CALLED[register]}: {' '.join((wording.words, *map('[{}]'.format, wording.buttons)))}"
            for register, wording in self.says.items()
            if wording.words
        )
        return (*shown, *wordings)


@dataclass(frozen=True, slots=True)
class FlowMap:
    """The map of one flow. `comes_from` says which choices of other flows lead to it."""

    flow: FlowId
    revision: str
    comes_from: tuple[str, ...]
    registers: tuple[Register, ...]
    steps: tuple[MapStep, ...]

    @property
    def title(self) -> str:
        """Return what the map is of."""
        return (
            f"The conversation “{self.flow}”, in {' and '.join(CALLED[register] for register in self.registers)} words"
        )

    def about(self) -> tuple[str, ...]:
        """Return, a line each, who comes here and which revision it is."""
        where = "; ".join(self.comes_from) or "no conversation leads here"
        return (f"Comes from: {where}", f"Revision {self.revision}")

    def described(self) -> str:
        """Return all that the map says, as text."""
        steps = ("\n".join((step.heading(), *(f"  {line}" for line in step.lines()))) for step in self.steps)
        return "\n".join((*self.about(), *steps))


def flow_map(flow: Flow, flows: Iterable[Flow], registers: Iterable[Register] = tuple(Register)) -> FlowMap:
    """Return the map of a flow among others, for people who read these registers. Words are English, if it has any."""
    shown = tuple(registers)
    steps = tuple(
        MapStep(
            number=number,
            id=step.id,
            kind=kind_of(step),
            only_if=_only_if(flow, step, shown),
            notes=_notes(step),
            says={register: _said(flow, step, register) for register in shown if register in step.registers},
        )
        for number, step in enumerate(flow.steps, 1)
        if step.registers & set(shown)
    )
    return FlowMap(flow.id, flow.revision, tuple(_comes_from(flow, flows)), shown, steps)


def _comes_from(flow: Flow, flows: Iterable[Flow]) -> Iterator[str]:
    if flow.id == DOOR:
        yield "everyone begins here"
    for other in flows:
        for step in other.steps:
            for choice in _choices(step):
                if choice.effect == OpenFlow(flow.id):
                    label = _words(other, step.id, Register.STANDARD).labels[choice.id]
                    yield f"“{label}” in {other.id}"


def kind_of(step: Step) -> str:
    """Return the kind of a step, in words."""
    match step:
        case Message():
            return "message"
        case PickOne():
            return "pick one"
        case PickMany():
            return "pick many"
        case Scale():
            return f"scale “{step.scale}”"
        case FreeText():
            return "free text"
        case WhichService():
            return "service"
        case Check():
            return "check your answers"
    assert_never(step)


def _notes(step: Step) -> tuple[str, ...]:
    if isinstance(step, Message | Check):
        return ()
    notes = ("not kept" if not step.kept else "", "needs an answer" if step.required else "")
    unasked = "not asked where the link says it" if isinstance(step, WhichService) else ""
    return tuple(note for note in (*notes, unasked) if note)


def _only_if(flow: Flow, step: Step, shown: tuple[Register, ...]) -> str:
    parts = []
    if not set(shown) <= step.registers:
        parts.append(f"in {' and '.join(CALLED[register] for register in shown if register in step.registers)}")
    if condition := in_words(step.show_if, partial(_label, flow)):
        parts.append(f"if {condition}")
    return f"Only {', '.join(parts)}" if parts else ""


def _label(flow: Flow, step: StepId, choice: ChoiceId) -> str:
    return _words(flow, step, Register.STANDARD).labels.get(choice, choice)


def _said(flow: Flow, step: Step, register: Register) -> Said:
    says = _words(flow, step.id, register)
    lines = says.prompt.splitlines()
    question = next((line for line in lines if line.endswith("?")), next(iter(lines), ""))
    return Said(question, tuple(says.labels[choice.id] + _leads(choice) for choice in _choices(step)))


def _leads(choice: Choice) -> str:
    match choice.effect:
        case None:
            return ""
        case UseRegister(register):
            return f" → changes to {CALLED[register]} words"
        case OpenFlow(flow):
            return f" → opens {flow}"
        case EndHere():
            return " → ends here"
    assert_never(choice.effect)


def _choices(step: Step) -> tuple[Choice, ...]:
    return step.choices if isinstance(step, PickOne | PickMany | Scale) else ()


def _words(flow: Flow, step: StepId, register: Register) -> StepWords:
    return flow.words[flow.nearest(Wording("en", register))].steps[step]
