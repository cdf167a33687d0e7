"""The NHS Friends and Family Test: monthly counts in its six categories, as a trust submits them.

NHS England, "Using the Friends and Family Test to improve patient experience", 2020: positive is very good and good,
negative is poor and very poor, each of all who answered; "don't know" stays among these. Its counts are given as they
are, for everybody together: it has no figures below a total of five, and here there are none below more than that.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.engine.ids import FlowId
from bot.privacy.disclosure.rules import HIDDEN
from bot.privacy.side import POSITIVE
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Release

CATEGORIES = ("very-good", "good", "neither", "poor", "very-poor", "dont-know")
NEGATIVE = CATEGORIES[3:5]

FFT_COLUMNS = (
    "Period",
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
)
_MODES_BEFORE_ONLINE, _MODES_AFTER = 6, 1


def fft_rows(release: Release, figures: Iterable[Figure], labels: Mapping[FlowId, Labels]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each conversation that asks the test, for everybody in the release together."""
    by_flow = {
        figure.flow: figure for figure in figures if not figure.by and figure.question == labels[figure.flow].flow.fft
    }
    for flow, words in labels.items():
        if words.flow.fft is not None:
            yield release.period, flow, *_cells(by_flow.get(flow))


def _cells(figure: Figure | None) -> Iterator[str]:
    if figure is None:
        yield from [HIDDEN] * (len(FFT_COLUMNS) - 2)
        return
    counts = {category: figure.counts.get(category) or 0 for category in CATEGORIES}
    yield from map(str, counts.values())
    yield str(figure.people)
    for some in (POSITIVE, NEGATIVE):
        yield str(round(100 * sum(counts[category] for category in some) / figure.people))
    yield from ["0"] * _MODES_BEFORE_ONLINE
    yield str(figure.people)
    yield from ["0"] * _MODES_AFTER
