"""One sitting of a reviewer: what was passed over stays out of it, and decisions are undone from the last on."""

from datetime import date

import pytest

from bot.cli.sitting import Sitting
from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.usecases.actor import Actor
from bot.usecases.staff.highlights import Concern
from bot.usecases.staff.ports import CommentState, ReviewComment
from bot.usecases.staff.problems import StaleDecision
from bot.usecases.staff.review import black_out, decide
from tests.fakes import FakeComments, FakeThemes

LEAD, OTHER = Actor("QI lead"), Actor("Ward manager")
TODAY = date(2026, 4, 9)


async def sitting(*texts: str, decided: bool = False, state: CommentState = "held") -> Sitting:
    """Begin a sitting over comments with these texts, whose ids are a, b, c and so on."""
    comments = FakeComments(
        {
            name: ReviewComment(
                id=name,
                flow=FlowId("patient"),
                question=StepId("good"),
                service=ServiceCode("willow"),
                month="2026-03",
                side=None,
                text=text,
                state=state,
            )
            for name, text in zip("abcdef", texts, strict=False)
        }
    )
    begun = Sitting(comments, FakeThemes(comments), {"hit me": Concern.HARM}, LEAD, lambda: TODAY, decided=decided)
    await begun.look()
    return begun


def stored(sitting: Sitting) -> dict[str, tuple[str, CommentState]]:
    assert isinstance(sitting.comments, FakeComments)
    return {name: (comment.text, comment.state) for name, comment in sitting.comments.comments.items()}


def current(sitting: Sitting) -> ReviewComment:
    assert sitting.current is not None
    return sitting.current


async def test_decisions_and_words_taken_out_are_undone_from_the_last_to_the_first() -> None:
    sat = await sitting("Bea is kind", "The garden")
    before = stored(sat)
    await sat.black_out(current(sat), "bea")
    await sat.decide(current(sat), "shown")
    await sat.decide(current(sat), "hidden")
    assert sat.current is None

    await sat.undo()
    assert (current(sat).text, sat.upcoming.left) == ("The garden", 1)
    await sat.undo()
    assert (current(sat).text, sat.upcoming.left) == ("[taken out] is kind", 2)
    await sat.undo()
    assert (current(sat).text, sat.upcoming.left) == ("Bea is kind", 2)

    assert not sat.can_undo
    assert stored(sat) == before


async def test_a_comment_stays_the_current_one_while_its_words_are_taken_out_and_put_back() -> None:
    sat = await sitting("The garden", "They hit me, Bea", "They hit me again")

    await sat.black_out(current(sat), "hit me")
    assert current(sat).text == "They [taken out], Bea"
    await sat.black_out(current(sat), "Bea")
    assert current(sat).text == "They [taken out], [taken out]"
    await sat.undo()
    assert current(sat).text == "They [taken out], Bea"


async def test_words_taken_out_of_a_comment_that_was_passed_over_are_undone_and_it_is_there_once() -> None:
    sat = await sitting("Bea is kind", "The garden")
    await sat.black_out(current(sat), "bea")
    await sat.pass_over(current(sat))

    await sat.undo()

    assert (current(sat).text, sat.upcoming.left, sat.upcoming.total) == ("Bea is kind", 2, 2)


async def test_a_comment_that_is_passed_over_waits_for_another_sitting() -> None:
    sat = await sitting("The food", "The garden")

    await sat.pass_over(current(sat))

    assert (current(sat).text, sat.upcoming.left, sat.upcoming.total) == ("The garden", 1, 2)
    assert {state for _, state in stored(sat).values()} == {"held"}


async def test_what_somebody_else_decided_meanwhile_stays_and_reading_goes_on() -> None:
    sat = await sitting("The food", "The garden", "The tea")
    garden = (await sat.comments.listed({"held"}, None))[1]
    for comment in (current(sat), garden):
        await decide(sat.comments, comment.seen, "hidden", actor=OTHER, today=TODAY)

    with pytest.raises(StaleDecision):
        await sat.decide(current(sat), "shown")

    assert (current(sat).text, sat.upcoming.left) == ("The tea", 1)
    assert stored(sat)["a"] == ("The food", "hidden")


async def test_a_text_that_somebody_else_changed_is_read_again_first() -> None:
    sat = await sitting("Bea is kind")
    await black_out(sat.comments, current(sat).seen, "Bea", actor=OTHER, today=TODAY)

    with pytest.raises(StaleDecision):
        await sat.black_out(current(sat), "kind")

    assert current(sat).text == "[taken out] is kind"
    await sat.decide(current(sat), "shown")
    assert stored(sat) == {"a": ("[taken out] is kind", "shown")}


async def test_what_somebody_else_changed_after_a_decision_is_not_undone() -> None:
    sat = await sitting("The food", "The garden")
    await sat.decide(current(sat), "shown")
    (shown,) = await sat.comments.listed({"shown"}, None)
    await decide(sat.comments, shown.seen, "hidden", actor=OTHER, today=TODAY)

    with pytest.raises(StaleDecision):
        await sat.undo()

    assert stored(sat)["a"] == ("The food", "hidden")
    assert (current(sat).text, sat.upcoming.left) == ("The garden", 1)
    assert not sat.can_undo


async def test_comments_that_were_decided_about_come_once_and_can_be_undone_too() -> None:
    sat = await sitting("The food", "The garden", decided=True, state="shown")

    await sat.decide(current(sat), "hidden")
    assert (current(sat).text, sat.upcoming.left) == ("The garden", 1)
    await sat.decide(current(sat), "held")
    assert sat.current is None
    assert stored(sat) == {"a": ("The food", "hidden"), "b": ("The garden", "held")}

    await sat.undo()
    assert current(sat).text == "The garden"
    await sat.undo()
    assert (current(sat).text, sat.upcoming.left) == ("The food", 2)
    assert {state for _, state in stored(sat).values()} == {"shown"}
