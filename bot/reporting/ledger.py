"""The ledger: releases in order, each with the digest of the previous one, so that no change goes unnoticed."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.reporting.figures import Figure, ReleasePart

MADE_UP = "DEMONSTRATION: the answers were made up."
"""The rules of a demonstration begin with this. Rules are printed on every output."""


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of closed periods, never changed again. `period` is the last week or month that is counted.

    `rules` are those of disclosure control, in words. `parts` has a hash of the figures of each part, so that one can
    be checked alone. `digest` is a hash of everything and of `previous`, the digest of the previous release.
    """

    number: int
    period: str
    rules: str
    digest: str
    previous: str = ""
    parts: Mapping[ReleasePart, str] = field(default_factory=dict, repr=False)
    revisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_made_up(self) -> bool:
        """Return whether this is a demonstration."""
        return self.rules.startswith(MADE_UP)

    def named(self, file: str) -> str:
        """Return the name of one of its files: those of a demonstration say so."""
        return f"demo-{file}" if self.is_made_up else file

    def is_made_of(self, figures: Iterable[Figure], part: ReleasePart | None = None) -> bool:
        """Return whether it was made with these figures and no others, in this part or in all."""
        made_with = {known: hash_ for known, hash_ in self.parts.items() if part in (None, known)}
        return _parts(figures) == made_with and self.digest == _digest(self)


def make_release(
    number: int,
    period: str,
    rules: str,
    figures: Iterable[Figure],
    *,
    previous: str,
    revisions: Mapping[str, tuple[str, ...]] | None = None,
) -> Release:
    """Return a release with its digest. `previous` is the digest of the previous release, empty for the first."""
    release = Release(number, period, rules, "", previous, _parts(figures), revisions or {})
    return replace(release, digest=_digest(release))


def _parts(figures: Iterable[Figure]) -> dict[ReleasePart, str]:
    parts: defaultdict[ReleasePart, list[Figure]] = defaultdict(list)
    for figure in figures:
        parts[figure.part].append(figure)
    return {part: _hash(_canonical_rows(listed)) for part, listed in sorted(parts.items(), key=lambda item: item[0])}


def _canonical_rows(figures: Iterable[Figure]) -> list[object]:
    ordered = sorted(figures, key=lambda figure: figure.group)
    return [[figure.group, figure.since, figure.people, sorted(figure.counts.items())] for figure in ordered]


def _digest(release: Release) -> str:
    made_of = [release.previous, release.number, release.period, release.rules, sorted(release.parts.items())]
    # Earlier releases have no revisions, and their digests must not change.
    return _hash([*made_of, sorted(release.revisions.items())] if release.revisions else made_of)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()
