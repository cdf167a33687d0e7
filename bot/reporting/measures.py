"""Measures that are charted by release: the share of good answers, or how many people answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.engine.flow import Scale
from bot.engine.ids import StepId
from bot.errors import SaysoError
from bot.privacy.disclosure.rules import Rules
from bot.reporting.fft import POSITIVE
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.people import counted_questions
from bot.reporting.spc.p_chart import p_chart
from bot.reporting.spc.points import Point
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.summary import Better
from bot.reporting.spc.xmr import xmr


class ChartMeasure(StrEnum):
    """The measure of a question that is charted."""

    GOOD = "good"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Shares:
    """Numerator and denominator by release; None where suppressed, or too few for a percentage."""

    pairs: tuple[tuple[int, int] | None, ...]
    title: str
    what: str
    unit: str = "%"
    most: int = 100
    better: Better | None = "up"

    @property
    def values(self) -> tuple[float | None, ...]:
        """Return the shares in per cent."""
        return tuple(None if pair is None else 100 * pair[0] / pair[1] for pair in self.pairs)

    @property
    def sizes(self) -> tuple[int | None, ...]:
        """Return the denominators."""
        return tuple(None if pair is None else pair[1] for pair in self.pairs)

    def limited(self, rules: SpcRules, rebase: Collection[int]) -> tuple[tuple[Point, ...], str]:
        """Return the points with limits, and the rules in words."""
        chart = p_chart(self.pairs, rules, rebase=rebase)
        return tuple(point.times(100) for point in chart.points), chart.describe()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people answered; None where suppressed. More is not better: a ward may have become fuller."""

    values: tuple[float | None, ...]
    title: str
    what: str
    unit: str = ""
    most: int = 100_000
    better: Better | None = None
    sizes: tuple[int | None, ...] = ()

    def limited(self, rules: SpcRules, rebase: Collection[int]) -> tuple[tuple[Point, ...], str]:
        """Return the points with limits, which are clipped at 0 after signals were found, and the rules in words."""
        chart = xmr(self.values, rules, rebase=rebase)
        points = (
            point if point.lower is None else replace(point, lower=max(0.0, point.lower)) for point in chart.points
        )
        return tuple(points), chart.describe()


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


def shares(labels: Labels, question: str, figures: Sequence[Figure | None], rules: Rules) -> Shares:
    """Return the shares of good answers. Raises SaysoError where no answer to the question is a good one."""
    good = good_answers(labels, question)
    answers = " or ".join(f"“{labels.answer(question, answer)}”" for answer in good)
    pairs = tuple(None if figure is None else _share(figure, good, rules) for figure in figures)
    return Shares(pairs, labels.question(question), f"Share of those who answered {answers}, by release.")


def counts(labels: Labels, question: str, figures: Sequence[Figure | None]) -> Counts:
    """Return how many answered a question. Raises SaysoError where there is no such question."""
    names = [asked.name for asked in counted_questions(labels.flow)]
    if question not in names:
        raise SaysoError(f"There is no chart of “{question}”. There are: {', '.join(names)}.")
    return Counts(
        tuple(None if figure is None else figure.people for figure in figures),
        f"How many people answered “{labels.question(question)}”",
        "By release; one that counts in several months may have more people than others for that alone.",
    )


def _share(figure: Figure, good: Sequence[str], rules: Rules) -> tuple[int, int] | None:
    good_counts = [count for count in map(figure.counts.get, good) if count is not None]
    if len(good_counts) < len(good) or figure.people < max(1, rules.percent_from):
        return None
    return min(sum(good_counts), figure.people), figure.people
