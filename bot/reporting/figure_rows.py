"""Figures as rows of a long table: one row an answer, for spreadsheets and programs."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyarrow as pa

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Told
from bot.privacy.disclosure.periods import end_of, start_of
from bot.reporting.figures import EVERYBODY, Figure
from bot.reporting.intervals import percent, wilson
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release

POSITIVE_ANSWERS = "positive"
"""The answer of the rows that have the share of positive ones."""

FIGURE_COLUMNS: Mapping[str, str] = {
    "ledger": "wards or groups: never add one to the other, they count the same people",
    "period": "The last week or month that is counted",
    "from": "The first day that is counted",
    "to": "The last day that is counted",
    "flow": "The conversation",
    "question": "The question",
    "question_words": "The question, in the words that people read",
    "by": "What people are grouped by; empty for everybody together",
    "group": "The ward or the group",
    "group_words": "The ward or the group in words",
    "people": "How many answered",
    "answer": f"The answer; “{POSITIVE_ANSWERS}” for all that are positive together",
    "answer_words": "The answer in words",
    "count": "How many gave it; empty where only a range is given",
    "low": "The fewest that gave it",
    "high": "The most that gave it",
    "share": "The share of those who answered, in whole per cent; empty where only a range is given",
    "share_low": "The lower end of the 95 % interval of the share, in per cent (Wilson)",
    "share_high": "The upper end",
    "coded": "The range in words; empty where the count is exact",
}

NUMBERS = {
    **dict.fromkeys(("people", "count", "low", "high", "share"), pa.int64()),
    **dict.fromkeys(("share_low", "share_high"), pa.float64()),
}
"""The columns of numbers, with their types."""

Value = str | int | float | None


def figure_rows(
    release: Release, figures: Iterable[Figure], labels: Mapping[FlowId, Labels]
) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a release's figures."""
    # There are far more figures than labels.
    answered = cache(lambda flow, question, answer: labels[flow].answer(question.partition(":")[0], answer))
    asked = cache(lambda flow, question: labels[flow].question(question))
    for figure in figures:
        words = labels[figure.flow]
        told = {POSITIVE_ANSWERS: figure.share} if figure.share else {}
        for answer, count in (told | dict(figure.answers)).items():
            yield (
                release.ledger,
                release.period,
                start_of(figure.since).isoformat(),
                end_of(release.period).isoformat(),
                figure.flow,
                figure.question,
                asked(figure.flow, figure.question),
                figure.by,
                figure.group,
                "" if figure.by == EVERYBODY else words.group(figure.by, figure.group),
                figure.people,
                answer,
                "Positive answers" if answer == POSITIVE_ANSWERS else answered(figure.flow, figure.question, answer),
                *_numbers(count, figure.people),
            )


def coded_words(told: Told, people: int) -> str:
    """Return what a count is shown as where it is not exact.

    >>> coded_words(Told(0, 2), 12), coded_words(Told(10, 12), 12), coded_words(Told(12, 14), 40)
    ('2 or fewer', '10 or more', '12 to 14')
    """
    if told.is_exact:
        return ""
    if told.low == 0:
        return "not told" if told.high >= people else f"{told.high} or fewer"
    return f"{told.low} or more" if told.high >= people else f"{told.low} to {told.high}"


def _numbers(told: Told, people: int) -> tuple[Value, ...]:
    low, high = wilson(told.low, people)[0], wilson(told.high, people)[1]
    exact = told.is_exact
    return (
        told.low if exact else None,
        told.low,
        told.high,
        percent(told.low, people) if exact else None,
        round(100 * low, 1),
        round(100 * high, 1),
        coded_words(told, people),
    )
