"""Measures that are charted by release: the share of good answers, or how many people answered."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import SaysoError
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


def measure_of(labels: Labels, question: str, of: ChartMeasure) -> Measure:
    """Return a measure of a question. Raises SaysoError where the question cannot be charted so."""
    asked = {counted.name: counted for counted in counted_questions(labels.flow)}
    known = [name for name, counted in asked.items() if counted.positive or of is ChartMeasure.PEOPLE]
    if question not in known:
        raise SaysoError(f"There is no chart of “{question}”. There are: {', '.join(known)}.")
    if of is ChartMeasure.GOOD:
        answers = " or ".join(f"“{labels.answer(asked[question].step, one)}”" for one in asked[question].positive)
        what = f"Share of those who answered {answers}, by release."
        return Measure(labels.question(question), what, is_percent=True, most=100, better="up")
    return Measure(
        f"How many people answered “{labels.question(question)}”",
        "By release; one that counts in several months may have more people than others for that alone.",
        is_percent=False,
        most=100_000,
        # A ward may just have become fuller.
        better=None,
    )
