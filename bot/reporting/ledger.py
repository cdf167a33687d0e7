"""The ledger: releases in order, each bound to the one before, so that none can be changed unseen."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.reporting.figures import Figure


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of closed periods, never changed again. `period` is the last week or month that is counted in.

    `rules` are those of disclosure control, in words; `digest` is a hash of all of it and of the digest before.
    """

    number: int
    period: str
    rules: str
    digest: str


def make_release(number: int, period: str, rules: str, figures: Iterable[Figure], *, before: str) -> Release:
    """Return a release with its digest. `before` is the digest of the release before it, empty for none."""
    lines = sorted(
        json.dumps(
            [each.flow, each.question, each.by, each.group, each.since, each.people, sorted(each.counts.items())],
            ensure_ascii=True,
        )
        for each in figures
    )
    told = json.dumps([before, number, period, rules, *lines])
    return Release(number, period, rules, hashlib.sha256(told.encode()).hexdigest())
