"""The ledger: what is counted in a release is in it once and for good."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import select

from bot.engine.ids import FlowId
from bot.privacy.disclosure.coding import Told
from bot.privacy.disclosure.periods import Length, Unit
from bot.privacy.side import Side
from bot.reporting.figures import EVERYBODY, SERVICE, Figure, ReleasePart
from bot.reporting.ledger import Ledger, Release, hash_parts
from bot.store.database import Database
from bot.store.releases import StoredReleases
from bot.store.services import StoredServices
from bot.store.submissions import StoredSubmissions
from bot.store.tables import comments
from bot.usecases.ports import Stale
from bot.usecases.releasing.ports import NewRelease, RecordPart
from tests.store.examples import LOGGED, OAK, WILLOW, batch, comment, put, submission

UNIT = ("patient", "willow")
ITS = (FlowId("patient"), ["willow"])
ANSWERS = {"good": Told(23, 25), "poor": Told(0, 2)}
FIGURES = (
    Figure(FlowId("patient"), "overall", EVERYBODY, "", "2026-02", 25, Told(23, 25), ANSWERS),
    Figure(FlowId("patient"), "overall", SERVICE, "willow", "2026-02", 25, None, ANSWERS),
)


def new_release(
    number: int = 1,
    period: str = "2026-03",
    figures: Sequence[Figure] = FIGURES,
    *,
    ledger: Ledger = Ledger.WARDS,
    counted: Mapping[Unit, int] | None = None,
    previous: str = "",
    joined: Mapping[FlowId, Sequence[int]] | None = None,
    records: Mapping[FlowId, Sequence[RecordPart]] | None = None,
) -> NewRelease:
    """Return a release to store, signed in some way."""
    release = Release(
        number=number,
        ledger=ledger,
        period=period,
        rules="the rules",
        previous=previous,
        parts=hash_parts(figures),
        revisions={"patient": ("0123456789abcdef",)},
    ).signed(lambda content: sha256(content).hexdigest())
    counts = {UNIT: 2} if counted is None else counted
    return NewRelease(release, figures, records or {}, counts, joined=joined or {}, sides={})


NEW = new_release()
RELEASE = NEW.release


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

    await stored.add(NEW, Length.MONTH)

    assert await stored.listed() == (RELEASE,)
    assert (UNIT, "2026-04") in await stored.waits(Length.MONTH)
    assert (UNIT, "2026-03") not in await stored.waits(Length.MONTH)
    assert [each async for each in stored.waiting(*ITS, until="2026-03", length=Length.MONTH)] == []


async def test_figures_come_back_as_they_were(stored: StoredReleases) -> None:
    await stored.add(NEW, Length.MONTH)
    assert await stored.figures(RELEASE) == FIGURES
    assert await stored.figures(RELEASE, ReleasePart(FlowId("patient"), "overall", SERVICE)) == FIGURES[1:]
    assert await stored.figures(RELEASE, ReleasePart(FlowId("carer"), "overall", EVERYBODY)) == ()


async def test_more_figures_than_are_read_at_once_come_back_each_once(stored: StoredReleases) -> None:
    many = [
        Figure(FlowId("patient"), f"q{number:04}", by, group, "2026-02", number, None, {"good": Told(number, number)})
        for number in range(2000)
        for by, group in ((EVERYBODY, ""), (SERVICE, "willow"))
    ]
    new = new_release(figures=many)
    await stored.add(new, Length.MONTH)
    assert await stored.figures(new.release) == tuple(many)
    assert new.release.is_made_of(await stored.figures(new.release))


async def test_a_release_knows_the_one_before_it(stored: StoredReleases) -> None:
    after = new_release(2, "2026-04", (), counted={}, previous=RELEASE.signature)
    await stored.add(NEW, Length.MONTH)
    await stored.add(after, Length.MONTH)
    assert await stored.listed() == (RELEASE, after.release)


async def test_a_release_of_groups_takes_releases_of_wards_whole_and_keeps_records(stored: StoredReleases) -> None:
    await stored.add(NEW, Length.MONTH)
    assert await stored.unjoined(Ledger.GROUPS) == {"patient": [1]}
    groups = new_release(
        2, figures=(), ledger=Ledger.GROUPS, previous=RELEASE.signature, joined={FlowId("patient"): [1]}
    )
    await stored.add(groups, Length.MONTH)
    assert await stored.unjoined(Ledger.GROUPS) == {}
    assert await stored.joined(groups.release, FlowId("patient")) == [1]
    assert [one async for one in stored.submissions(groups.release, flow=FlowId("patient"))] == [
        one async for one in stored.submissions(RELEASE, flow=FlowId("patient"))
    ]
    parts = [[["learning"], ["yes"]], [["no"]]]
    records = new_release(
        3,
        figures=(),
        ledger=Ledger.RECORDS,
        previous=groups.release.signature,
        joined={FlowId("patient"): [2]},
        records={FlowId("patient"): parts},
    )
    await stored.add(records, Length.MONTH)
    assert [part async for part in stored.records(records.release, FlowId("patient"))] == parts
    assert [release.number for release in await stored.listed(Ledger.RECORDS)] == [3]


async def test_the_answer_beside_a_comment_is_gone_once_it_is_released(stored: StoredReleases) -> None:
    ((id_, sealed),) = await stored.comments_due(*ITS, until="2026-03")
    assert sealed == b"sealed: good"
    await stored.add(replace(NEW, sides={id_: Side.POSITIVE}), Length.MONTH)
    query = select(comments.c.sealed_fft, comments.c.side).where(comments.c.release == 1)
    assert await stored.database.read(lambda connection: connection.execute(query).all()) == [(None, "positive")]


async def test_where_something_came_or_went_since_it_was_counted_nothing_is_kept(stored: StoredReleases) -> None:
    with pytest.raises(Stale):
        await stored.add(new_release(counted={UNIT: 3}), Length.MONTH)
    assert await stored.listed() == ()
    assert await stored.figures(RELEASE) == ()
    assert (UNIT, "2026-03") in await stored.waits(Length.MONTH)


async def test_there_is_one_release_of_a_number_and_of_a_period(stored: StoredReleases) -> None:
    await stored.add(NEW, Length.MONTH)
    for number, period in ((1, "2026-04"), (2, "2026-03")):
        with pytest.raises(Stale):
            await stored.add(new_release(number, period, (), counted={}, previous=RELEASE.signature), Length.MONTH)
    assert await stored.listed() == (RELEASE,)


async def test_anything_real_is_told_from_a_demonstration(database: Database, stored: StoredReleases) -> None:
    submissions = StoredSubmissions(database)
    assert await submissions.has_other_than("demo")
    assert not await submissions.has_other_than("telegram")
