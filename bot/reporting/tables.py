"""Released figures as tables for people to read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.privacy.disclosure.coding import Told
from bot.privacy.disclosure.rules import HIDDEN
from bot.reporting.figure_rows import coded_words
from bot.reporting.figures import EVERYBODY, Figure
from bot.reporting.intervals import percent
from bot.reporting.labels import Labels
from bot.reporting.people import counted_questions


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One question's answers by ward or group, in words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def count_with_percent(told: Told | None, people: int) -> str:
    """Return a count as it is shown, with its percentage if it is exact.

    >>> count_with_percent(Told(10, 10), 25), count_with_percent(Told(0, 2), 25), count_with_percent(None, 25)
    ('10 (40%)', '2 or fewer', '*')
    """
    if told is None:
        return HIDDEN
    return f"{told.low} ({percent(told.low, people)}%)" if told.is_exact else coded_words(told, people)


def tables(labels: Labels, figures: Sequence[Figure], *, by: str, question: str | None) -> Iterator[FigureTable]:
    """Yield a table for each question, or for one, of the figures by one thing."""
    for asked in counted_questions(labels.flow):
        if question is None or question in (asked.name, asked.step):
            of_question = [figure for figure in figures if (figure.question, figure.by) == (asked.name, by)]
            yield FigureTable(
                labels.question(asked.name),
                (
                    *([] if by == EVERYBODY else [labels.attribute(by)]),
                    "People",
                    *(["Positive"] if asked.positive else []),
                    *(labels.answer(asked.step, choice) for choice in asked.choices),
                ),
                tuple(_rows(labels, of_question, asked.choices, has_share=bool(asked.positive))),
            )


def _rows(
    labels: Labels, figures: Iterable[Figure], choices: Iterable[str], *, has_share: bool
) -> Iterator[tuple[str, ...]]:
    listed = tuple(choices)
    for figure in figures:
        yield (
            *([] if figure.by == EVERYBODY else [labels.group(figure.by, figure.group)]),
            str(figure.people),
            *([count_with_percent(figure.share, figure.people)] if has_share else []),
            *(count_with_percent(figure.answers.get(choice), figure.people) for choice in listed),
        )
