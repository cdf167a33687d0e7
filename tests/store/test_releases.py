"""The ledger: what is counted in a release is in it once and for good."""

import pytest

from bot.engine.ids import FlowId
from bot.privacy.disclosure.periods import Length
from bot.reporting.figures import SERVICE, Figure, ReleasePart
from bot.reporting.ledger import make_release
from bot.store.database import Database
from bot.store.releases import StoredReleases
from bot.store.services import StoredServices
from bot.store.submissions import StoredSubmissions
from bot.usecases.ports import Stale
from tests.store.examples import LOGGED, OAK, WILLOW, batch, comment, put, submission

UNIT = ("patient", "willow")
ITS = (FlowId("patient"), ["willow"])
FIGURES = (
    Figure(FlowId("patient"), "overall", (), (), "2026-02", 25, {"good": 25, "poor": None}),
    Figure(FlowId("patient"), "overall", (SERVICE,), ("willow",), "2026-02", 25, {"good": 25, "poor": None}),
)
RELEASE = make_release(1, "2026-03", "the rules", FIGURES, previous="")


@pytest.fixture
async def stored(database: Database) -> StoredReleases:
    for service in (WILLOW, OAK):
        await StoredServices(database).add(service, LOGGED)
    await put(
        database,
        [
            submission("a", service="willow", month="2026-02"),
            submission("b", service="willow"),
            submission("c", {"overall": None}, service="willow", month="2026-04"),
            submission("d", service="oak"),
            submission("e", service=None),
            submission("f", service="willow", withdraw=b"can be taken back"),
        ],
        [comment("k", service="willow"), comment("l", service="willow", month="2026-04"), comment("m", service="oak")],
    )
    return StoredReleases(database)


async def test_what_cannot_be_taken_back_any_more_waits_by_flow_ward_and_period(stored: StoredReleases) -> None:
    assert await stored.waits(Length.MONTH) == {
        (UNIT, "2026-02"): 1,
        (UNIT, "2026-03"): 1,
        (UNIT, "2026-04"): 1,
        (("patient", "oak"), "2026-03"): 1,
        (("patient", ""), "2026-03"): 1,
    }
    assert set((await stored.waits(Length.WEEK)).values()) == {3, 1}


async def test_a_release_takes_all_of_a_unit_up_to_its_period_and_nothing_else(stored: StoredReleases) -> None:
    (counted,) = [each async for each in stored.waiting(*ITS, until="2026-03", length=Length.MONTH)]
    assert counted == batch([submission("a", service="willow"), submission("b", service="willow")])

    await stored.add(RELEASE, FIGURES, {UNIT: 2}, Length.MONTH)

    assert await stored.listed() == (RELEASE,)
    assert (UNIT, "2026-04") in await stored.waits(Length.MONTH)
    assert (UNIT, "2026-03") not in await stored.waits(Length.MONTH)
    assert [each async for each in stored.waiting(*ITS, until="2026-03", length=Length.MONTH)] == []


async def test_figures_come_back_as_they_were(stored: StoredReleases) -> None:
    await stored.add(RELEASE, FIGURES, {UNIT: 2}, Length.MONTH)
    assert await stored.figures(RELEASE) == FIGURES
    assert await stored.figures(RELEASE, ReleasePart(FlowId("patient"), "overall", (SERVICE,))) == FIGURES[1:]
    assert await stored.figures(RELEASE, ReleasePart(FlowId("carer"), "overall", ())) == ()


async def test_more_figures_than_are_read_at_once_come_back_each_once(stored: StoredReleases) -> None:
    many = [
        Figure(FlowId("patient"), f"q{number:04}", by, group, "2026-02", number, {"good": number})
        for number in range(2000)
        for by, group in (((), ()), ((SERVICE,), ("willow",)))
    ]
    release = make_release(1, "2026-03", "the rules", many, previous="")
    await stored.add(release, many, {UNIT: 2}, Length.MONTH)
    assert await stored.figures(release) == tuple(many)
    assert release.is_made_of(await stored.figures(release))


async def test_a_release_knows_the_one_before_it(stored: StoredReleases) -> None:
    after = make_release(2, "2026-04", "the rules", (), previous=RELEASE.digest)
    await stored.add(RELEASE, FIGURES, {UNIT: 2}, Length.MONTH)
    await stored.add(after, (), {}, Length.MONTH)
    assert await stored.listed() == (RELEASE, after)


async def test_where_something_came_or_went_since_it_was_counted_nothing_is_kept(stored: StoredReleases) -> None:
    with pytest.raises(Stale):
        await stored.add(RELEASE, FIGURES, {UNIT: 3}, Length.MONTH)
    assert await stored.listed() == ()
    assert await stored.figures(RELEASE) == ()
    assert (UNIT, "2026-03") in await stored.waits(Length.MONTH)


async def test_there_is_one_release_of_a_number_and_of_a_period(stored: StoredReleases) -> None:
    await stored.add(RELEASE, FIGURES, {UNIT: 2}, Length.MONTH)
    for number, period in ((1, "2026-04"), (2, "2026-03")):
        again = make_release(number, period, "the rules", (), previous=RELEASE.digest)
        with pytest.raises(Stale):
            await stored.add(again, (), {}, Length.MONTH)
    assert await stored.listed() == (RELEASE,)


async def test_anything_real_is_told_from_a_demonstration(database: Database, stored: StoredReleases) -> None:
    submissions = StoredSubmissions(database)
    assert await submissions.has_other_than("demo")
    assert not await submissions.has_other_than("telegram")
