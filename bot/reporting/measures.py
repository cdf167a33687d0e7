"""Measures that are charted by release: the share of good answers, or how many people answered."""

from dataclasses import dataclass
from enum import StrEnum

from bot.engine.flow import Scale
from bot.engine.ids import StepId
from bot.errors import SaysoError
from bot.privacy.side import POSITIVE
from bot.reporting.labels import Labels
from bot.reporting.people import counted_questions
from bot.reporting.spc.summary import Better


class ChartMeasure(StrEnum):
    """The measure of a question that is charted."""

    GOOD = "good"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a chart shows: its title and what is counted, whether it is a percentage, and which direction is better."""

    title: str
    what: str
    is_percent: bool
    most: int
    better: Better | None


def good_answers(labels: Labels, question: str) -> tuple[str, ...]:
    """Return which answers count as good: of the Friends and Family Test two, else the one with the highest score.

    Raises SaysoError where the question has no answers that are better than others.
    """
    if question == labels.flow.fft:
        return POSITIVE
    scored = {
        step.id: max(step.choices, key=lambda choice: -1 if choice.score is None else choice.score)
        for step in labels.flow.steps
        if isinstance(step, Scale) and step.kept and any(choice.score is not None for choice in step.choices)
    }
    if question not in scored:
        raise SaysoError(f"There is no chart of “{question}”. There are: {', '.join(scored)}.")
    return (scored[StepId(question)].id,)


def measure_of(labels: Labels, question: str, of: ChartMeasure) -> Measure:
    """Return a measure of a question. Raises SaysoError where the question cannot be charted so."""
    if of is ChartMeasure.GOOD:
        answers = " or ".join(f"“{labels.answer(question, answer)}”" for answer in good_answers(labels, question))
        what = f"Share of those who answered {answers}, by release."
        return Measure(labels.question(question), what, is_percent=True, most=100, better="up")
    names = [asked.name for asked in counted_questions(labels.flow)]
    if question not in names:
        raise SaysoError(f"There is no chart of “{question}”. There are: {', '.join(names)}.")
    return Measure(
        f"How many people answered “{labels.question(question)}”",
        "By release; one that counts in several months may have more people than others for that alone.",
        is_percent=False,
        most=100_000,
        # A ward may just have become fuller.
        better=None,
    )
