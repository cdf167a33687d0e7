"""Records of all releases as one table: one row a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.engine.ids import FlowId
from bot.reporting.ledger import Release

RECORD_KEYS = ("id", "period", "flow")


def record_columns(stored: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the columns of releases that have these, the oldest first: what is about the person, then answers.

    They are those of the releases, whatever the conversations ask today.

    >>> record_columns([["age", "patient.overall"], ["part", "age", "team.safe"]])
    ('id', 'period', 'flow', 'age', 'part', 'patient.overall', 'team.safe')
    """
    names = dict.fromkeys(chain.from_iterable(stored))
    return (*RECORD_KEYS, *sorted(names, key=lambda name: "." in name))


@dataclass
class RecordRows:
    """Puts stored records into the columns of all releases. Ids are numbers in an order without meaning."""

    columns: Sequence[str]
    last: int = 0

    def rows(
        self, release: Release, flow: FlowId, names: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> Iterator[tuple[str, ...]]:
        """Yield rows that have values of these columns; the others are empty."""
        places = [names.index(column) if column in names else None for column in self.columns[len(RECORD_KEYS) :]]
        for row in rows:
            self.last += 1
            yield (
                str(self.last),
                release.period,
                flow,
                *("" if place is None else row[place] for place in places),
            )
