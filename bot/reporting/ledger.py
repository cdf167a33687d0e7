"""The ledger: releases in order, each bound to the one before, so that none can be changed unseen."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.reporting.figures import Figure, ReleasePart

MADE_UP = "DEMONSTRATION: the answers were made up."
"""How the rules of a demonstration begin; they stand on every output."""


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of closed periods, never changed again. `period` is the last week or month that is counted in.

    `rules` are those of disclosure control, in words. `parts` has a hash of the figures of each part, so that some can
    be checked without all; `digest` is a hash of all of it and of `before`, the digest of the release before.
    """

    number: int
    period: str
    rules: str
    digest: str
    before: str = ""
    parts: Mapping[ReleasePart, str] = field(default_factory=dict, repr=False)
    revisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_made_up(self) -> bool:
        """Tell whether it is of a demonstration."""
        return self.rules.startswith(MADE_UP)

    def named(self, file: str) -> str:
        """Return how a file of it is called: those of a demonstration say that they are."""
        return f"demo-{file}" if self.is_made_up else file

    def is_made_of(self, figures: Iterable[Figure], part: ReleasePart | None = None) -> bool:
        """Tell whether it was made with these figures and no others, in this part or in all."""
        made_with = {each: hash_ for each, hash_ in self.parts.items() if part in (None, each)}
        return _parts(figures) == made_with and self.digest == _digest(self)


def make_release(
    number: int,
    period: str,
    rules: str,
    figures: Iterable[Figure],
    *,
    before: str,
    revisions: Mapping[str, tuple[str, ...]] | None = None,
) -> Release:
    """Return a release with its digest. `before` is the digest of the release before it, empty for none."""
    release = Release(number, period, rules, "", before, _parts(figures), revisions or {})
    return replace(release, digest=_digest(release))


def _parts(figures: Iterable[Figure]) -> dict[ReleasePart, str]:
    parts: defaultdict[ReleasePart, list[Figure]] = defaultdict(list)
    for each in figures:
        parts[each.part].append(each)
    return {part: _hash(_told(its)) for part, its in sorted(parts.items(), key=lambda item: item[0])}


def _told(figures: Iterable[Figure]) -> list[object]:
    ordered = sorted(figures, key=lambda each: each.group)
    return [[each.group, each.since, each.people, sorted(each.counts.items())] for each in ordered]


def _digest(release: Release) -> str:
    made_of = [release.before, release.number, release.period, release.rules, sorted(release.parts.items())]
    # Earlier releases know nothing of revisions, and their digests stay as they are.
    return _hash([*made_of, sorted(release.revisions.items())] if release.revisions else made_of)


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()
