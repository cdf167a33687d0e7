"""The ledgers: releases in order, each signed together with the signature of the one before."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.reporting.figures import Figure, ReleasePart

MADE_UP = "DEMONSTRATION: the answers were made up."
"""The rules of a demonstration begin with this. Rules are printed on every output."""

Sign = Callable[[bytes], str]
"""Returns the signature of some content."""


class Ledger(StrEnum):
    """A series of releases. Each of groups is a union of those of wards, and each of records a union of these."""

    WARDS = "wards"
    GROUPS = "groups"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Release:
    """What was published at a close, never changed again. `period` is the last week or month that is counted.

    `rules` are those of disclosure control, in words. `parts` has a hash of the figures of each part, so that one can
    be checked alone; `records` one of the records of each conversation. `revisions` are those that were answered.
    """

    number: int
    ledger: Ledger
    period: str
    rules: str
    signature: str = ""
    previous: str = ""
    parts: Mapping[ReleasePart, str] = field(default_factory=dict, repr=False)
    records: Mapping[str, str] = field(default_factory=dict)
    revisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_made_up(self) -> bool:
        """Return whether this is a demonstration."""
        return self.rules.startswith(MADE_UP)

    @property
    def content(self) -> bytes:
        """Return all that is signed, in one form only."""
        made_of = [
            self.previous,
            self.number,
            self.ledger,
            self.period,
            self.rules,
            sorted(self.parts.items()),
            sorted(self.records.items()),
            sorted(self.revisions.items()),
        ]
        return json.dumps(made_of).encode()

    def named(self, file: str) -> str:
        """Return the name of one of its files: those of a demonstration say so."""
        return f"demo-{file}" if self.is_made_up else file

    def signed(self, sign: Sign) -> "Release":
        """Return the release with its signature."""
        return replace(self, signature=sign(self.content))

    def is_made_of(self, figures: Iterable[Figure], part: ReleasePart | None = None) -> bool:
        """Return whether it was made with these figures and no others, in this part or in all."""
        return hash_parts(figures) == {known: hash_ for known, hash_ in self.parts.items() if part in (None, known)}


def hash_parts(figures: Iterable[Figure]) -> dict[ReleasePart, str]:
    """Return a hash of the figures of each part."""
    parts: defaultdict[ReleasePart, list[Figure]] = defaultdict(list)
    for figure in figures:
        parts[figure.part].append(figure)
    return {part: hash_of(_canonical_rows(listed)) for part, listed in sorted(parts.items(), key=lambda item: item[0])}


def hash_of(value: object) -> str:
    """Return the hash of a value, as JSON."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()


def _canonical_rows(figures: Iterable[Figure]) -> list[object]:
    ordered = sorted(figures, key=lambda figure: figure.group)
    return [
        [figure.group, figure.since, figure.people, figure.share, sorted(figure.answers.items())] for figure in ordered
    ]
