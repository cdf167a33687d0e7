"""Inputs that come again are known, however many came since."""

from bot.usecases.conversing.respondent_state import RespondentState
from tests.usecases.conversing.talk import Talk


async def held() -> RespondentState:
    talk = Talk()
    await talk.come_to("Overall, how")
    return RespondentState(RespondentState.from_json(talk.opened()).session)


async def test_an_input_is_known_again_however_many_came_since() -> None:
    one = await held()
    for number in range(100, 200):
        one = one.with_input(number, one.session)
    assert all(one.has_processed(number) for number in range(100, 200))
    assert not one.has_processed(200)


async def test_an_input_that_comes_late_is_taken_while_few_have_come() -> None:
    one = await held()
    for number in (101, 103):
        one = one.with_input(number, one.session)
    assert not one.has_processed(102)
    assert not one.has_processed(100)


async def test_what_is_remembered_does_not_grow() -> None:
    one = await held()
    for number in range(1000):
        one = one.with_input(number, one.session)
    assert len(one.seen) == 16
