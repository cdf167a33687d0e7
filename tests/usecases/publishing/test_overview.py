"""Which editions are live, which were published before, and which are drafts."""

from datetime import timedelta

from bot.engine.ids import FlowId
from bot.usecases.publishing.edition import Publication, make_edition
from bot.usecases.publishing.overview import make_overview
from tests.usecases.publishing.shelf import BY, DAY, shipped

FIRST, SECOND, THIRD = (make_edition(number, shipped(), BY, day=DAY, base=None) for number in (1, 2, 3))
LATER = DAY + timedelta(days=7)


def test_before_anything_is_published_every_edition_is_a_draft() -> None:
    overview = make_overview([FIRST], [])
    assert [(state.is_live, state.replaced) for state in overview.editions] == [(False, None)]
    assert (overview.live, overview.unpublished) == (None, ())


def test_the_newest_edition_comes_first_and_the_last_publication_is_live() -> None:
    published = [Publication(1, 1, BY, DAY), Publication(2, 2, BY, LATER, unpublished_flows=(FlowId("carer"),))]
    overview = make_overview([FIRST, SECOND, THIRD], published)
    assert [(state.edition.number, state.is_live, state.replaced) for state in overview.editions] == [
        (3, False, None),
        (2, True, None),
        (1, False, LATER),
    ]
    assert overview.unpublished == ("carer",)


def test_after_a_rollback_the_earlier_edition_is_live_again() -> None:
    published = [Publication(number, edition, BY, LATER) for number, edition in ((1, 1), (2, 2), (3, 1))]
    overview = make_overview([FIRST, SECOND], published)
    assert [(state.is_live, state.replaced) for state in overview.editions] == [(False, LATER), (True, None)]
