"""The NHS Friends and Family Test: counts of calendar months in its six categories, as a trust submits them.

NHS England, "Using the Friends and Family Test to improve patient experience", 2020: positive is very good and good,
negative is poor and very poor, each of all who answered; "don't know" stays among these. The counts are exact, of all
wards of a conversation together. A month is final once it is closed: no answer of it can come later.
"""

from collections.abc import Iterator, Mapping

from bot.engine.ids import FlowId
from bot.privacy.side import POSITIVE
from bot.reporting.intervals import percent

CATEGORIES = ("very-good", "good", "neither", "poor", "very-poor", "dont-know")
NEGATIVE = CATEGORIES[3:5]

NOTICE = "For submission to NHS England. Holds small numbers: do not publish."
"""Is in every row of the return, so that it cannot get lost."""

MonthlyAnswers = Mapping[str, Mapping[str, int]]
"""How many gave each answer, by month."""

FFT_COLUMNS = (
    "Month",
    "Who answered",
    "Very good",
    "Good",
    "Neither good nor poor",
    "Poor",
    "Very poor",
    "Don't know",
    "Total responses",
    "Percentage positive",
    "Percentage negative",
    "Mode SMS",
    "Mode Electronic Discharge",
    "Mode Electronic Home",
    "Mode Paper Discharge",
    "Mode Paper Home",
    "Mode Telephone",
    "Mode Online",
    "Mode Other",
    "Notice",
)
_MODES_BEFORE_ONLINE, _MODES_AFTER = 6, 1


def fft_rows(answers: Mapping[FlowId, MonthlyAnswers]) -> Iterator[tuple[str | int, ...]]:
    """Yield a row for each conversation that asks the test and each month, of all wards together."""
    for flow, months in answers.items():
        for month, counts in sorted(months.items()):
            yield month, flow, *_cells(counts), NOTICE


def _cells(counts: Mapping[str, int]) -> Iterator[int]:
    people = sum(counts.get(category, 0) for category in CATEGORIES)
    yield from (counts.get(category, 0) for category in CATEGORIES)
    yield people
    for some in (POSITIVE, NEGATIVE):
        yield percent(sum(counts.get(category, 0) for category in some), people) if people else 0
    yield from [0] * _MODES_BEFORE_ONLINE
    yield people
    yield from [0] * _MODES_AFTER
