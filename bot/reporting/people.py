"""The submissions of one flow as columns of numbers, from which tables are counted."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from bot.engine.flow import Flow, PickMany, PickOne, Scale
from bot.engine.ids import StepId
from bot.engine.wording import Register
from bot.privacy.disclosure.records import SmallIntArray
from bot.privacy.side import POSITIVE
from bot.privacy.submission import Batch
from bot.reporting.figures import NOT_PICKED, NOT_SAID, PICKED, REGISTER, SERVICE

_PREFER_NOT = "prefer-not-to-say"

_NO_ANSWER = -1
_MOST_IN_A_BYTE = 127


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something about people that they are grouped by, and all its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question whose answers are counted. Each choice of a pick-many question is counted as one.

    `positive` are the answers that are good: of the Friends and Family Test two, else the one with the highest score.
    """

    step: StepId
    choices: tuple[str, ...]
    positive: tuple[str, ...] = ()
    picked: str | None = None

    @property
    def name(self) -> str:
        """Return its name, as in `overall` or `help-most:time`."""
        return self.step if self.picked is None else f"{self.step}:{self.picked}"


def counted_questions(flow: Flow) -> tuple[CountedQuestion, ...]:
    """Return the questions of a flow that are counted, in order."""
    return tuple(_asked(flow))


def breakdown_attributes(flow: Flow) -> tuple[Attribute, ...]:
    """Return the attributes, besides the service, that figures of a flow can be broken down by, in order."""
    registers = Attribute(REGISTER, tuple(Register))
    steps = (step for step in flow.steps if isinstance(step, PickOne) and step.kept)
    return (registers, *(Attribute(step.id, _groups(step)) for step in steps))


class People:
    """The submissions of one flow, added in batches."""

    def __init__(self, flow: Flow, services: Sequence[str]) -> None:
        """`services` are all codes that can occur; an empty one is for no service."""
        self.flow = flow
        self.attributes = (Attribute(SERVICE, tuple(services)), *breakdown_attributes(flow))
        self.questions = counted_questions(flow)
        sizes = {attribute.name: len(attribute.values) for attribute in self.attributes}
        sizes |= {question.name: len(question.choices) for question in self.questions}
        self._columns = {name: array("b" if size <= _MOST_IN_A_BYTE else "h") for name, size in sizes.items()}
        steps = {attribute.name for attribute in self.attributes[2:]} | {question.step for question in self.questions}
        self._answers = pj.ParseOptions(
            explicit_schema=pa.schema([(step, pa.list_(pa.string())) for step in sorted(steps)]),
            unexpected_field_behavior="ignore",
        )

    def __len__(self) -> int:
        """Return how many submissions were added."""
        return len(self._columns[SERVICE])

    def add(self, batch: Batch) -> None:
        """Add submissions. An answer that the flow does not know counts as no answer."""
        services, registers, *about = self.attributes
        self._add(services.name, _places(pa.array(batch.services), services.values))
        self._add(registers.name, _places(pa.array(batch.registers), registers.values))
        given = self._read(batch.answers)
        for attribute in about:
            self._add(attribute.name, _first(given[attribute.name], attribute.values, attribute.values.index(NOT_SAID)))
        for question in self.questions:
            picked = given[question.step]
            if question.picked is None:
                self._add(question.name, _first(picked, question.choices, _NO_ANSWER))
            else:
                self._add(question.name, _picked(picked, question))

    def counts(self, question: CountedQuestion, by: str) -> Mapping[str, Mapping[str, int]]:
        """Return for each value of an attribute how many gave each answer."""
        values = next(attribute.values for attribute in self.attributes if attribute.name == by)
        answers, groups = self.column(question.name).astype(np.int64), self.column(by).astype(np.int64)
        given, across = answers >= 0, len(question.choices)
        cells = np.bincount(groups[given] * across + answers[given], minlength=len(values) * across)
        rows = cells.reshape(len(values), across).tolist()
        return {value: dict(zip(question.choices, row, strict=True)) for value, row in zip(values, rows, strict=True)}

    def sizes(self, by: str) -> Mapping[str, int]:
        """Return how many people have each value of an attribute."""
        values = next(attribute.values for attribute in self.attributes if attribute.name == by)
        return dict(zip(values, np.bincount(self.column(by), minlength=len(values)).tolist(), strict=True))

    def column(self, name: str) -> SmallIntArray:
        """Return for each submission the index of its value of an attribute, or of its answer; -1 for no answer."""
        column = self._columns[name]
        return np.frombuffer(column, np.dtype(column.typecode))

    def positive(self, question: CountedQuestion) -> SmallIntArray:
        """Return for each submission whether its answer is positive: 1 or 0; -1 for no answer."""
        of_choice = np.array([*(choice in question.positive for choice in question.choices), _NO_ANSWER], np.int8)
        return of_choice[self.column(question.name)]

    def _add(self, name: str, places: SmallIntArray) -> None:
        column = self._columns[name]
        column.frombytes(places.astype(column.typecode).tobytes())

    def _read(self, answers: Sequence[str]) -> pa.Table:
        """Return answers by question, as lists of the choices picked."""
        lines = "\n".join(answers).encode()
        whole = pj.ReadOptions(use_threads=False, block_size=len(lines))
        return pj.read_json(pa.BufferReader(lines), whole, self._answers)


def _places(values: pa.Array, among: Sequence[str], otherwise: int = _NO_ANSWER) -> SmallIntArray:
    """Return for each value its index in `among`."""
    places: SmallIntArray = pc.index_in(values, pa.array(among)).fill_null(otherwise).to_numpy().astype(np.int16)
    return places


def _first(given: pa.ChunkedArray, among: Sequence[str], otherwise: int) -> SmallIntArray:
    """Return for each list the index of its one value in `among`; `otherwise` where there is none, or another."""
    of, values = pc.list_parent_indices(given).to_numpy(), _places(pc.list_flatten(given), among, otherwise)
    places = np.full(len(given), otherwise, np.int16)
    places[of] = values
    return places


def _picked(given: pa.ChunkedArray, question: CountedQuestion) -> SmallIntArray:
    """Return for each list whether a choice is in it."""
    of, values = pc.list_parent_indices(given).to_numpy(), pc.list_flatten(given).to_numpy()
    places = np.full(len(given), _NO_ANSWER, np.int16)
    places[of] = question.choices.index(NOT_PICKED)
    places[of[values == question.picked]] = question.choices.index(PICKED)
    return places


def _asked(flow: Flow) -> Iterator[CountedQuestion]:
    for step in flow.steps:
        if isinstance(step, Scale) and step.kept:
            yield CountedQuestion(step.id, tuple(choice.id for choice in step.choices), _positive(step, flow))
        elif isinstance(step, PickMany) and step.kept:
            for choice in step.choices:
                yield CountedQuestion(step.id, (PICKED, NOT_PICKED), (PICKED,), choice.id)


def _positive(step: Scale, flow: Flow) -> tuple[str, ...]:
    scores = {choice.id: choice.score for choice in step.choices if choice.score is not None}
    if step.id == flow.fft:
        return POSITIVE
    return (max(scores, key=lambda choice: scores[choice]),) if scores else ()


def _groups(step: PickOne) -> tuple[str, ...]:
    return (*(choice.id for choice in step.choices if choice.id != _PREFER_NOT), NOT_SAID)
