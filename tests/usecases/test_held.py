"""Inputs that come again are known, however many came since."""

from bot.usecases.held import Held
from tests.usecases.talk import Talk


async def held() -> Held:
    talk = Talk()
    await talk.come_to("Overall, how")
    return Held(Held.from_json(talk.opened()).session)


async def test_an_input_is_known_again_however_many_came_since() -> None:
    one = await held()
    for number in range(100, 200):
        one = one.having_taken(number, one.session)
    assert all(one.has_taken(number) for number in range(100, 200))
    assert not one.has_taken(200)


async def test_an_input_that_comes_late_is_taken_while_few_have_come() -> None:
    one = await held()
    for number in (101, 103):
        one = one.having_taken(number, one.session)
    assert not one.has_taken(102)
    assert not one.has_taken(100)


async def test_what_is_remembered_does_not_grow() -> None:
    one = await held()
    for number in range(1000):
        one = one.having_taken(number, one.session)
    assert len(one.seen) == 16
