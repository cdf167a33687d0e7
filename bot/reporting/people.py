"""What people of one flow said, as columns of numbers, from which tables are counted."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.engine.flow import Flow, PickMany, PickOne, Scale
from bot.engine.ids import StepId
from bot.engine.wording import Register
from bot.privacy.disclosure.cube import Attribute, Cube, make_cube
from bot.privacy.submission import Given, Submission
from bot.reporting.figures import NOT_PICKED, NOT_SAID, PICKED, REGISTER, SERVICE

_PREFER_NOT = "prefer-not-to-say"

Places = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whose answers are counted: of a question with several answers, each choice is one of its own."""

    step: StepId
    choices: tuple[str, ...]
    picked: str | None = None

    @property
    def name(self) -> str:
        """Return its name, as in `overall` or `help-most:time`."""
        return self.step if self.picked is None else f"{self.step}:{self.picked}"


def asked(flow: Flow) -> tuple[Asked, ...]:
    """Return the questions of a flow that are counted, in order."""
    return tuple(_asked(flow))


def about_people(flow: Flow) -> tuple[Attribute, ...]:
    """Return what parts the people of a flow into groups besides their service, in order."""
    registers = Attribute(REGISTER, tuple(Register))
    steps = (step for step in flow.steps if isinstance(step, PickOne) and step.kept)
    return (registers, *(Attribute(step.id, _groups(step)) for step in steps))


class People:
    """The submissions of one flow, gathered one by one."""

    def __init__(self, flow: Flow, services: Sequence[str]) -> None:
        """`services` are the codes that there can be, an empty one for none."""
        self.flow = flow
        self.attributes = (Attribute(SERVICE, tuple(services)), *about_people(flow))
        self.asked = asked(flow)
        self._places = {
            each.name: {value: place for place, value in enumerate(each.values)} for each in self.attributes
        }
        self._about = [each.name for each in self.attributes[2:]]
        self._choices = {each.name: {choice: at for at, choice in enumerate(each.choices)} for each in self.asked}
        self._columns = {name: array("h") for name in (*self._places, *self._choices)}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._columns[SERVICE])

    def add(self, submission: Submission) -> None:
        """Count a submission in. An answer that the flow does not know counts as none."""
        columns, places, answers = self._columns, self._places, submission.answers
        columns[SERVICE].append(places[SERVICE][submission.service or ""])
        columns[REGISTER].append(places[REGISTER][submission.wording.register])
        for name in self._about:
            given = answers.get(StepId(name))
            its = places[name]
            columns[name].append(its.get(given[0], its[NOT_SAID]) if given else its[NOT_SAID])
        for each in self.asked:
            columns[each.name].append(self._answer(each, answers.get(each.step)))

    def cube(self, question: Asked) -> Cube:
        """Return everybody's answers to a question."""
        columns = {each.name: self.column(each.name) for each in self.attributes}
        return make_cube(self.attributes, question.choices, columns, self.column(question.name))

    def column(self, name: str) -> Places:
        """Return for each submission the place of its value of an attribute, or of its answer; -1 for no answer."""
        return np.frombuffer(self._columns[name], np.int16)

    def _answer(self, question: Asked, given: Given) -> int:
        if not given:
            return -1
        if question.picked is None:
            return self._choices[question.name].get(given[0], -1)
        return question.choices.index(PICKED if question.picked in given else NOT_PICKED)


def _asked(flow: Flow) -> Iterator[Asked]:
    for step in flow.steps:
        if isinstance(step, Scale) and step.kept:
            yield Asked(step.id, tuple(choice.id for choice in step.choices))
        elif isinstance(step, PickMany) and step.kept:
            for choice in step.choices:
                yield Asked(step.id, (PICKED, NOT_PICKED), choice.id)


def _groups(step: PickOne) -> tuple[str, ...]:
    return (*(choice.id for choice in step.choices if choice.id != _PREFER_NOT), NOT_SAID)
