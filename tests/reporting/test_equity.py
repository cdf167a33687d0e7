"""Comparisons of groups: with the others of the same releases, and claimed only where the interval allows it."""

import re

import pytest

from bot.engine.ids import FlowId
from bot.flows.library import Library
from bot.privacy.disclosure.coding import Told
from bot.reporting.equity import claim_in_words, equity_of
from bot.reporting.figures import Figure
from bot.reporting.labels import Labels
from bot.reporting.ledger import Ledger, Release
from bot.reporting.shares import ReleasedFigures, Share, last_year


def released(period: str, **groups: tuple[int, int] | tuple[int, int, int]) -> ReleasedFigures:
    """Return a release of how many of each group answered, and how many, or from how many to how many, positively."""
    release = Release(1, Ledger.GROUPS, period, "Rules.")
    return release, [
        Figure(FlowId("patient"), "rights", "autistic", group, period, people, Told(told[0], told[-1]), {})
        for group, (people, *told) in groups.items()
    ]


def test_a_group_is_compared_only_where_it_has_a_figure_and_so_have_others() -> None:
    equity = equity_of(
        [
            released("2026-03", yes=(20, 10), no=(50, 40)),
            released("2026-06", no=(70, 60), others=(30, 15)),
            released("2026-09", no=(40, 30)),
        ],
        ["rights"],
        ["autistic"],
    )
    compared = {one.group: (one.share, one.others) for one in equity.comparisons}

    assert compared == {
        "yes": (Share(20, 10, 10), Share(50, 40, 40)),
        "no": (Share(120, 100, 100), Share(50, 25, 25)),
        "others": (Share(30, 15, 15), Share(70, 60, 60)),
    }


@pytest.mark.parametrize(("count", "claimed"), [((45, 45), True), ((45, 75), False), ((62, 62), False)])
def test_a_difference_is_claimed_only_if_its_interval_leaves_zero_out(count: tuple[int, int], claimed: bool) -> None:
    equity = equity_of([released("2026-03", yes=(100, *count), no=(100, 75))], ["rights"], ["autistic"])

    assert [claim.group for claim in equity.claims] == (["yes"] if claimed else [])


def test_of_two_groups_only_the_lower_is_claimed_as_the_other_says_the_same() -> None:
    equity = equity_of([released("2026-03", yes=(100, 90), no=(100, 50))], ["rights"], ["autistic"])

    assert [(claim.group, claim.direction) for claim in equity.claims] == [("no", -1)]


def test_a_claim_says_no_more_than_its_interval(library: Library) -> None:
    equity = equity_of([released("2026-03", yes=(100, 45), no=(100, 75))], ["rights"], ["autistic"])
    (claim,) = equity.claims
    words = claim_in_words(claim, Labels(library.flows[FlowId("patient")], {}))

    assert words == (
        "Your rights: 45% of 100 people in the group “Yes” (Are you autistic?) answered positively, and 75% of"
        " everybody else (100). That is 12 to 46 percentage points lower."
    )
    low, high = map(int, re.findall(r"(\d+) to (\d+) percentage points", words)[0])
    lowest, highest = claim.difference
    assert low <= -100 * highest
    assert -100 * lowest <= high


def test_a_year_is_the_12_months_up_to_the_last_period() -> None:
    periods = ["2025-03", "2025-06", "2025-09", "2025-12", "2026-03"]
    kept = last_year([released(period, no=(20, 10)) for period in periods], "2026-04")

    assert [release.period for release, _ in kept] == ["2025-06", "2025-09", "2025-12", "2026-03"]
