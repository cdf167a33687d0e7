"""Reports of what was released: what got worse comes first, and no group is named without evidence."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.wording import Register
from bot.media.easy_report_page import easy_report_page
from bot.media.report_page import report_page
from bot.reporting.chart import Annotation
from bot.reporting.equity import claim_in_words
from bot.reporting.figures import EVERYBODY, SERVICE
from bot.reporting.ledger import Ledger
from bot.reporting.report import Report
from bot.reporting.report_tables import figures_table
from bot.reporting.report_words import in_short, missing_in_words, recency
from bot.reporting.shares import share_of
from bot.reporting.spc.summary import Variation
from bot.store.opening import open_store
from bot.usecases.problems import NoSuchConversation
from bot.usecases.releasing.problems import NoReleaseYet, NothingBy
from bot.usecases.releasing.reporting import MOST_COMMENTS, GroupsRequest, ReportRequest
from bot.usecases.staff.problems import NoSuchService
from tests.usecases.releasing.planted import CHANGE, ELM, MONTHS, OAK, WILLOW, Planted, library

ALL, WARD = ReportRequest("patient"), ReportRequest("patient", WILLOW.code)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database in which everything is released; tests only read it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('planted')}/sayso.db"

    async def release() -> None:
        async with open_store(url) as store:
            await Planted(store).release()

    asyncio.run(release())
    return url


@pytest.fixture
async def planted(database: str) -> AsyncIterator[Planted]:
    async with open_store(database) as store:
        yield Planted(store)


async def report(planted: Planted, request: ReportRequest = ALL) -> Report:
    return await planted.reporting().report(request)


async def test_a_ward_whose_answers_collapse_is_named_first_and_one_that_stopped_next(planted: Planted) -> None:
    first, second, *_ = in_short(await report(planted))

    assert first == "Change for the worse on Willow Ward: “Overall”."
    assert second == "No figure of Ash Ward since Jan 2026: nothing can be said about it now."


async def test_a_gap_between_groups_is_claimed_and_named_and_no_other(planted: Planted) -> None:
    made = await report(planted)
    assert made.equity is not None
    claims = [(claim.question, claim.group, claim.direction) for claim in made.equity.claims]

    assert claims[0] == ("rights", "black", -1)
    assert {group for question, group, direction in claims if direction < 0} == {"black"}
    words = claim_in_words(made.equity.claims[0], made.labels)
    assert words.startswith("Your rights: ")
    assert "in the group “Black or Black British” (What is your ethnic group?)" in words
    assert words.endswith("percentage points lower.")
    assert words in report_page(made)


async def test_where_groups_do_not_differ_nothing_is_claimed(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/sayso.db") as store:
        planted = Planted(store, gap=False)
        await planted.release()
        made = await report(planted)

    assert made.equity is not None
    assert made.equity.comparisons
    assert made.equity.claims == ()
    assert "No group is shown to have less good answers than everybody else." in tuple(in_short(made))


async def test_a_group_is_compared_with_the_sum_of_the_others_in_the_releases_of_12_months(planted: Planted) -> None:
    made = await report(planted)
    assert made.equity is not None
    claim = made.equity.claims[0]
    shares = {"own": 0, "others": 0}
    for release in (await planted.reading.listed(Ledger.GROUPS))[-4:]:
        for figure in await planted.reading.figures(release):
            if (figure.question, figure.by) == ("rights", "ethnicity"):
                shares["own" if figure.group == "black" else "others"] += figure.people

    assert (claim.share.people, claim.others.people) == (shares["own"], shares["others"])
    assert made.equity.period == "2026-03"


@pytest.mark.parametrize(("by", "group"), [(EVERYBODY, ""), (SERVICE, "willow")])
async def test_the_numbers_in_the_page_are_the_released_figures(planted: Planted, by: str, group: str) -> None:
    made = await report(planted, ALL if by == EVERYBODY else WARD)
    column = figures_table(made).columns.index("Your rights")
    released = []
    for release in await planted.reading.listed(Ledger.WARDS):
        for figure in await planted.reading.figures(release):
            if (figure.question, figure.by, figure.group) == ("rights", by, group):
                share = share_of(figure)
                assert share is not None
                released.append(f"{share.in_words()} of {figure.people}")

    assert len(released) == len(MONTHS)
    assert [row[column] for row in figures_table(made).rows] == released
    page = report_page(made)
    assert all(f"<td>{cell}</td>" in page for cell in released)


async def test_groups_of_people_are_the_same_whichever_ward_a_report_is_of(planted: Planted) -> None:
    made = await report(planted, WARD)

    assert made.equity == (await report(planted)).equity
    assert made.whole.code == "willow"
    assert all(
        sentence.startswith("All wards together – ") for sentence in in_short(made) if "ethnic group" in sentence
    )
    assert "Groups of people are never shown by ward." in report_page(made)


async def test_a_report_of_a_ward_has_only_its_own_comments_and_changes(planted: Planted) -> None:
    of_willow, of_oak = await report(planted, WARD), await report(planted, ReportRequest("patient", OAK.code))

    assert len(of_willow.comments) == MOST_COMMENTS
    assert {comment.service for comment in of_willow.comments} == {"willow"}
    assert [comment.period for comment in of_willow.comments] == list(reversed(MONTHS))[:MOST_COMMENTS]
    assert (of_willow.changes, of_oak.changes) == ((), (CHANGE,))
    assert "Feb 2026, Oak Ward. You said: The food is cold." in report_page(of_oak)


async def test_the_limits_of_a_ward_are_calculated_again_where_somebody_decided_so(planted: Planted) -> None:
    of_oak, of_all = await report(planted, ReportRequest("patient", OAK.code)), await report(planted)
    rights = next(trend.chart for trend in of_oak.whole.trends if trend.question.name == "rights")

    assert rights.baselines == (Annotation("2025-10", "new limits, because leaflets work"),)
    assert "Your rights, from Oct 2025: new limits, because leaflets work." in report_page(of_oak)
    assert not any(trend.chart.baselines for trend in of_all.whole.trends)


async def test_months_without_a_figure_are_named_and_said_at_the_top(planted: Planted) -> None:
    assert list(missing_in_words(await report(planted))) == ["Ash Ward: Feb to Mar 2026."]
    of_ash = await report(planted, ReportRequest("patient", "ash"))

    assert recency(of_ash) == "The last figures are from Jan 2026. There are none of Feb to Mar 2026."
    assert next(in_short(of_ash)) == "Nothing can be said about now: the last period has no figure."


async def test_a_ward_far_from_the_others_is_beyond_the_limits_of_the_funnel(planted: Planted) -> None:
    overall, *_ = (await report(planted)).funnels

    assert (overall.question, overall.wards[-1].code) == ("overall", "ash")
    assert {ward.code: ward.distance.name for ward in overall.wards}["willow"] == "BEYOND_998"


async def test_a_report_in_easy_read_has_no_percentages_and_says_what_got_worse(planted: Planted) -> None:
    made = await report(planted, ReportRequest("patient", WILLOW.code, Register.EASY_READ))
    page = easy_report_page(made, library().pictures)
    words = page.partition("<main>")[2]

    assert '<html lang="en-simple">' in page
    assert "The answers got worse." in words
    assert "About 7 out of 10 people said “Yes”." in words
    assert "%" not in words
    assert words.count('<img alt="" src="data:image/svg+xml;base64,') > 8


async def test_groups_are_compared_on_one_question_where_it_is_asked_for(planted: Planted) -> None:
    _, equity = await planted.reporting().groups(GroupsRequest("patient", "rights"))

    assert equity is not None
    assert {one.question for one in equity.comparisons} == {"rights"}
    with pytest.raises(NothingBy):
        await planted.reporting().groups(GroupsRequest("patient", "lunch"))


async def test_the_sign_of_a_question_is_that_of_its_last_figure(planted: Planted) -> None:
    wards = {ward.code: ward for ward in (await report(planted)).wards}

    assert [trend.question.name for trend in wards["willow"].with_sign(Variation.CONCERN)] == ["overall"]
    assert wards[ELM.code].with_sign(Variation.CONCERN) == []


async def test_what_cannot_be_reported_on_is_refused(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/sayso.db") as store:
        planted = Planted(store)
        with pytest.raises(NoReleaseYet):
            await report(planted)
        with pytest.raises(NoReleaseYet):
            await planted.reporting().groups(GroupsRequest("patient"))
        with pytest.raises(NoSuchConversation):
            await report(planted, ReportRequest("lunch"))
        with pytest.raises(NoSuchService, match="beech"):
            await report(planted, ReportRequest("patient", "beech"))
