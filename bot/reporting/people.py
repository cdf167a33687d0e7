"""What people of one flow said, as columns of numbers, from which tables are counted."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from bot.engine.flow import Flow, PickMany, PickOne, Scale
from bot.engine.ids import StepId
from bot.engine.wording import Register
from bot.privacy.disclosure.cube import Attribute, Cube, SmallIntArray, make_cube
from bot.privacy.submission import Batch
from bot.reporting.figures import NOT_PICKED, NOT_SAID, PICKED, REGISTER, SERVICE

_PREFER_NOT = "prefer-not-to-say"

_NO_ANSWER = -1
_MOST_IN_A_BYTE = 127


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question whose answers are counted: of a question with several answers, each choice is one of its own."""

    step: StepId
    choices: tuple[str, ...]
    picked: str | None = None

    @property
    def name(self) -> str:
        """Return its name, as in `overall` or `help-most:time`."""
        return self.step if self.picked is None else f"{self.step}:{self.picked}"


def counted_questions(flow: Flow) -> tuple[CountedQuestion, ...]:
    """Return the questions of a flow that are counted, in order."""
    return tuple(_asked(flow))


def breakdown_attributes(flow: Flow) -> tuple[Attribute, ...]:
    """Return what parts the people of a flow into groups besides their service, in order."""
    registers = Attribute(REGISTER, tuple(Register))
    steps = (step for step in flow.steps if isinstance(step, PickOne) and step.kept)
    return (registers, *(Attribute(step.id, _groups(step)) for step in steps))


class People:
    """The submissions of one flow, gathered some at a time."""

    def __init__(self, flow: Flow, services: Sequence[str]) -> None:
        """`services` are the codes that there can be, an empty one for none."""
        self.flow = flow
        self.attributes = (Attribute(SERVICE, tuple(services)), *breakdown_attributes(flow))
        self.questions = counted_questions(flow)
        sizes = {each.name: len(each.values) for each in self.attributes}
        sizes |= {each.name: len(each.choices) for each in self.questions}
        self._columns = {name: array("b" if size <= _MOST_IN_A_BYTE else "h") for name, size in sizes.items()}
        steps = {*(each.name for each in self.attributes[2:]), *(each.step for each in self.questions)}
        self._answers = pj.ParseOptions(
            explicit_schema=pa.schema([(step, pa.list_(pa.string())) for step in sorted(steps)]),
            unexpected_field_behavior="ignore",
        )

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._columns[SERVICE])

    def add(self, batch: Batch) -> None:
        """Count submissions in. An answer that the flow does not know counts as none."""
        services, registers, *about = self.attributes
        self._add(services.name, _places(pa.array(batch.services), services.values))
        self._add(registers.name, _places(pa.array(batch.registers), registers.values))
        given = self._read(batch.answers)
        for each in about:
            self._add(each.name, _first(given[each.name], each.values, each.values.index(NOT_SAID)))
        for question in self.questions:
            its = given[question.step]
            if question.picked is None:
                self._add(question.name, _first(its, question.choices, _NO_ANSWER))
            else:
                self._add(question.name, _picked(its, question))

    def cube(self, question: CountedQuestion) -> Cube:
        """Return everybody's answers to a question."""
        columns = {each.name: self.column(each.name) for each in self.attributes}
        return make_cube(self.attributes, question.choices, columns, self.column(question.name))

    def column(self, name: str) -> SmallIntArray:
        """Return for each submission the place of its value of an attribute, or of its answer; -1 for no answer."""
        column = self._columns[name]
        return np.frombuffer(column, np.dtype(column.typecode))

    def _add(self, name: str, places: SmallIntArray) -> None:
        column = self._columns[name]
        column.frombytes(places.astype(column.typecode).tobytes())

    def _read(self, answers: Sequence[str]) -> pa.Table:
        """Return answers by question, each a list of the choices picked."""
        lines = "\n".join(answers).encode()
        whole = pj.ReadOptions(use_threads=False, block_size=len(lines))
        return pj.read_json(pa.BufferReader(lines), whole, self._answers)


def _places(values: pa.Array, among: Sequence[str], otherwise: int = _NO_ANSWER) -> SmallIntArray:
    """Return for each value its place among others."""
    places: SmallIntArray = pc.index_in(values, pa.array(among)).fill_null(otherwise).to_numpy().astype(np.int16)
    return places


def _first(given: pa.ChunkedArray, among: Sequence[str], otherwise: int) -> SmallIntArray:
    """Return for each list the place of its one value among others; otherwise where there is none, or none of them."""
    of, values = pc.list_parent_indices(given).to_numpy(), _places(pc.list_flatten(given), among, otherwise)
    found = np.full(len(given), otherwise, np.int16)
    found[of] = values
    return found


def _picked(given: pa.ChunkedArray, question: CountedQuestion) -> SmallIntArray:
    """Return for each list whether a choice is in it."""
    of, values = pc.list_parent_indices(given).to_numpy(), pc.list_flatten(given).to_numpy()
    found = np.full(len(given), _NO_ANSWER, np.int16)
    found[of] = question.choices.index(NOT_PICKED)
    found[of[values == question.picked]] = question.choices.index(PICKED)
    return found


def _asked(flow: Flow) -> Iterator[CountedQuestion]:
    for step in flow.steps:
        if isinstance(step, Scale) and step.kept:
            yield CountedQuestion(step.id, tuple(choice.id for choice in step.choices))
        elif isinstance(step, PickMany) and step.kept:
            for choice in step.choices:
                yield CountedQuestion(step.id, (PICKED, NOT_PICKED), choice.id)


def _groups(step: PickOne) -> tuple[str, ...]:
    return (*(choice.id for choice in step.choices if choice.id != _PREFER_NOT), NOT_SAID)
