"""Publishing: nothing is lost, nothing broken is met, and the way back is open."""

import pytest

from bot.errors import SaysoError
from bot.usecases.actor import Actor
from bot.usecases.publishing.edition import Files
from bot.usecases.publishing.publishing import Overtaken, Publishing
from tests.usecases.publishing.shelf import BY, DAY, FakeEditions, changed, shipped

PATIENT, EASY = "patient/flow.yaml", "patient/words/en.easy-read.yaml"
FEWER = changed(EASY, "Do staff listen to what you want?", "Do staff listen to you?")
WHY = "a group checks it on Monday"


def publishing(editions: FakeEditions) -> Publishing:
    return Publishing(editions, broken=lambda _: (), today=lambda: DAY)


async def published(*all_files: Files) -> tuple[FakeEditions, Publishing]:
    """Publish these, one after the other."""
    editions = FakeEditions()
    use = publishing(editions)
    for number, files in enumerate(all_files):
        await use.push(files, BY, base=number or None)
        await use.publish(None, BY, because=WHY)
    return editions, use


async def refused(use: Publishing, files: Files, base: int) -> str:
    await use.push(files, BY, base=base)
    with pytest.raises(SaysoError) as told:
        await use.publish(None, BY, because=WHY)
    return str(told.value)


async def test_two_editors_at_once_lose_nothing_and_have_a_choice() -> None:
    editions, use = await published(shipped())
    await use.push(FEWER, Actor("patients' council", "Fewer words"), base=1)
    mine = changed(EASY, "Are staff kind to you?", "Are the staff kind?")
    with pytest.raises(Overtaken, match=r"“patients' council” .Fewer words. put in edition 2 since") as told:
        await use.push(mine, BY, base=1)
    assert "--over" in str(told.value)
    assert len(editions.kept) == 2
    await use.push(mine, BY, base=2)
    assert [edition.base for edition, _ in editions.kept] == [None, 1, 2]
    assert [dict(files) for _, files in editions.kept] == [shipped(), FEWER, mine]


async def test_the_same_again_is_no_new_edition() -> None:
    _, use = await published(shipped())
    with pytest.raises(SaysoError, match="Nothing has changed since edition 1"):
        await use.push(shipped(), BY, base=1)


async def test_words_that_nobody_signed_off_need_a_reason_which_is_kept() -> None:
    editions, use = await published(shipped())
    await use.push(FEWER, BY, base=1)
    with pytest.raises(SaysoError, match=r"patient/words/en.easy-read.yaml[\s\S]*--unsigned-because"):
        await use.publish(None, BY)
    assert len(editions.made) == 1
    assert (await use.publish(None, BY, because=WHY)).because == WHY


async def test_words_that_people_meet_already_need_no_reason_again() -> None:
    _, use = await published(shipped())
    standard = changed("patient/flow.yaml", "# What patients are asked.", "# What patients are asked now.")
    await use.push(standard, BY, base=1)
    assert (await use.publish(None, BY)).because == WHY
    await use.push(FEWER, BY, base=2)
    again = await use.publish(None, BY, because="they are needed now")
    assert again.because == f"{WHY}; they are needed now"


async def test_what_has_faults_is_not_published_and_they_are_told_with_their_place() -> None:
    editions, use = await published(shipped())
    told = await refused(use, changed(PATIENT, "  - use: about-you\n", "  - use: about-yu\n"), 1)
    assert "Edition 2 cannot be published" in told
    assert "conversations/patient/flow.yaml:34:5" in told
    assert "did you mean “about-you”?" in told
    assert len(editions.made) == 1


async def test_words_that_are_hard_to_read_are_not_published() -> None:
    editions, use = await published(shipped())
    long = "Do staff always listen very carefully to all of the many things that you would really like to have?"
    told = await refused(use, changed(EASY, "Do staff listen to what you want?", long), 1)
    assert "patient/words/en.easy-read.yaml:21:5: steps.say.prompt: this sentence has" in told
    assert len(editions.made) == 1


async def test_the_words_of_the_friends_and_family_test_cannot_be_changed() -> None:
    _, use = await published(shipped())
    told = await refused(use, changed(EASY, "How was our service?", "Was our service good?"), 1)
    assert "the FFT question's words are fixed" in told


async def test_an_id_cannot_come_to_mean_something_else_even_after_a_while() -> None:
    without = changed(PATIENT, "  - scale: say\n    of: agree\n    picture: say\n", "")
    without = changed(
        EASY, "  say:\n    title: What you want\n    prompt: Do staff listen to what you want?\n", "", without
    )
    standard = "patient/words/en.yaml"
    text = without[standard].decode()
    start = text.index("  say:\n")
    end = text.index("\n  dignity:") + 1
    without[standard] = (text[:start] + text[end:]).encode()
    other = changed(PATIENT, "  - scale: say\n    of: agree\n", "  - free text: say\n")
    _, use = await published(shipped(), without)
    told = await refused(use, other, 2)
    assert (
        "The question “say” of “patient” was of the kind scale “agree”, and is now free text. Give it a new id." in told
    )


async def test_going_back_publishes_what_was_met_before_again() -> None:
    editions, use = await published(shipped(), FEWER)
    assert (await use.roll_back(None, BY)).edition == 1
    assert (await use.roll_back(None, BY)).edition == 2
    assert [each.edition for each in editions.made] == [1, 2, 1, 2]
    with pytest.raises(
        SaysoError, match=r"Edition 2 cannot be gone back to. It is published now. Published before: 1."
    ):
        await use.roll_back(2, BY)


async def test_there_is_no_way_back_from_the_first() -> None:
    _, use = await published(shipped())
    with pytest.raises(SaysoError, match="There is nothing to go back to"):
        await use.roll_back(None, BY)


async def test_a_conversation_is_taken_away_and_given_back() -> None:
    editions, use = await published(shipped())
    await use.withdraw("carer", BY)
    assert editions.made[-1].withdrawn == ("carer",)
    with pytest.raises(SaysoError, match="“carer” is taken away already"):
        await use.withdraw("carer", BY)
    await use.push(FEWER, BY, base=1)
    assert (await use.publish(None, BY, because=WHY)).withdrawn == ("carer",)
    await use.withdraw("carer", BY, undo=True)
    assert not editions.made[-1].withdrawn


@pytest.mark.parametrize(
    ("flow", "told"),
    [("welcome", "what everyone meets first"), ("lunch", "There are: carer, co-production, patient, welcome")],
)
async def test_what_cannot_be_taken_away_is_told(flow: str, told: str) -> None:
    editions, use = await published(shipped())
    with pytest.raises(SaysoError, match=told):
        await use.withdraw(flow, BY)
    assert len(editions.made) == 1


async def test_the_last_conversation_cannot_be_taken_away() -> None:
    _, use = await published(shipped())
    await use.withdraw("carer", BY)
    await use.withdraw("patient", BY)
    with pytest.raises(SaysoError, match="is the last conversation"):
        await use.withdraw("co-production", BY)


async def test_an_edition_that_is_not_there_is_told() -> None:
    use = publishing(FakeEditions())
    with pytest.raises(SaysoError, match="There is no edition yet"):
        await use.find(None)
    _, use = await published(shipped())
    with pytest.raises(SaysoError, match=r"There is no edition 7. There are 1 to 1"):
        await use.find(7)
