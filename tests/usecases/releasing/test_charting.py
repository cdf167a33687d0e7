"""Charts of what was released: of the right ward, with what was changed, and as old as its last figure is."""

from dataclasses import replace
from datetime import date

import pytest

from bot.engine.ids import ChoiceId, FlowId
from bot.engine.wording import Register
from bot.reporting.baseline import Baseline
from bot.reporting.chart import Annotation
from bot.reporting.measures import ChartMeasure
from bot.reporting.trends import ChartRequest
from bot.store.opening import Store
from bot.usecases.problems import NoSuchConversation
from bot.usecases.releasing.charting import Charting
from bot.usecases.releasing.problems import NoReleaseYet
from bot.usecases.staff.problems import NoSuchService
from tests.store.examples import LOGGED, OAK, WILLOW, changed, put, submission
from tests.usecases.conversing.talk import library
from tests.usecases.releasing.ledgers import closing, reading

APRIL, JULY = date(2026, 5, 8), date(2026, 8, 8)
PEOPLE = 40
PATIENT = FlowId("patient")


def charting(store: Store, today: date = APRIL) -> Charting:
    return Charting(
        reading=reading(store),
        services=store.services,
        changes=store.changes,
        baselines=store.baselines,
        flows=library().flows,
        today=lambda: today,
    )


async def release(store: Store, month: str) -> None:
    """Release a month in which half of the people on Willow were content, and everybody was asked there."""
    choices = [ChoiceId("very-good"), ChoiceId("poor")]
    sent = [
        submission(f"{month}-{n}", {"overall": (choices[n % 2],)}, service="willow", month=month) for n in range(PEOPLE)
    ]
    await put(store.database, sent, [])
    await closing(store).close(month)


async def test_a_chart_has_the_figures_of_every_release_by_month(store: Store) -> None:
    for month in ("2026-03", "2026-04"):
        await release(store, month)
    chart = await charting(store).chart("patient", ChartRequest("overall", of=ChartMeasure.PEOPLE, service="willow"))

    assert [(point.period, point.people) for point in chart.points] == [("2026-03", PEOPLE), ("2026-04", PEOPLE)]
    assert chart.summary[0] == "The last figure is from Apr 2026: 40."


async def test_months_that_were_closed_since_the_last_release_are_missing_in_the_chart(store: Store) -> None:
    await release(store, "2026-04")
    chart = await charting(store, JULY).chart("patient", ChartRequest("overall", of=ChartMeasure.PEOPLE))

    assert chart.until == "2026-07"
    assert chart.summary[0] == "The last figure is from Apr 2026: 40. The 3 months since have none."


async def test_a_chart_carries_what_was_changed_about_its_question_and_ward(store: Store) -> None:
    for month in ("2026-03", "2026-04"):
        await release(store, month)
    about = changed("c1", month="2026-04")
    await store.changes.add(about, LOGGED)
    await store.changes.add(replace(changed("c2", month="2026-04"), service=OAK.code), LOGGED)
    chart = await charting(store).chart("patient", ChartRequest("overall", of=ChartMeasure.PEOPLE))

    assert chart.changes == (Annotation("2026-04", about.words[Register.STANDARD].did),)


async def test_a_chart_has_the_baselines_of_just_its_question_and_ward(store: Store) -> None:
    for month in ("2026-02", "2026-03", "2026-04"):
        await release(store, month)
    ward = Baseline(
        id="b1", flow=PATIENT, question="overall", service=WILLOW.code, start="2026-03", because="the ward moved"
    )
    await store.baselines.add(ward, LOGGED)
    await store.baselines.add(replace(ward, id="b2", question="rights"), LOGGED)
    await store.baselines.add(replace(ward, id="b3", service=None, start="2026-04"), LOGGED)
    drawn = [
        await charting(store).chart("patient", ChartRequest("overall", service=service)) for service in ("willow", None)
    ]

    assert [[one.month for one in chart.baselines] for chart in drawn] == [["2026-03"], ["2026-04"]]


async def test_what_cannot_be_charted_is_refused(store: Store) -> None:
    with pytest.raises(NoReleaseYet):
        await charting(store).chart("patient", ChartRequest("overall"))
    await release(store, "2026-04")
    with pytest.raises(NoSuchService, match="elm"):
        await charting(store).chart("patient", ChartRequest("overall", service="elm"))
    with pytest.raises(NoSuchConversation):
        await charting(store).chart("lunch", ChartRequest("overall"))
