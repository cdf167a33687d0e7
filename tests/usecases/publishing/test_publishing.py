"""Publishing: nothing is lost, nothing broken is met, and the way back is open."""

import pytest

from bot.flows.files import Files
from bot.usecases.actor import Actor
from bot.usecases.problems import NoSuchConversation
from bot.usecases.publishing.problems import (
    AlreadyUnpublished,
    CannotRollBackTo,
    EditionHasErrors,
    FirstConversation,
    LastConversation,
    NoEditionYet,
    NoSuchEdition,
    NothingChanged,
    NothingToRollBackTo,
    NotSignedOff,
    NotUnpublished,
    PushedMeanwhile,
)
from bot.usecases.publishing.publishing import Publishing
from tests.usecases.publishing.shelf import BY, DAY, FakeEditions, changed, shipped

pytestmark = pytest.mark.slow

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
    with pytest.raises(EditionHasErrors) as refusal:
        await use.publish(None, BY, because=WHY)
    assert refusal.value.edition == base + 1
    return "\n".join(refusal.value.errors)


async def test_two_editors_at_once_lose_nothing_and_have_a_choice() -> None:
    editions, use = await published(shipped())
    council = Actor("patients' council", "Fewer words")
    await use.push(FEWER, council, base=1)
    mine = changed(EASY, "Are staff kind to you?", "Are the staff kind?")
    with pytest.raises(PushedMeanwhile) as refusal:
        await use.push(mine, BY, base=1)
    assert (refusal.value.newest, refusal.value.by, refusal.value.base) == (2, council, 1)
    assert len(editions.kept) == 2
    await use.push(mine, BY, base=1, over=True)
    assert [edition.base for edition, _ in editions.kept] == [None, 1, 2]
    assert [dict(files) for _, files in editions.kept] == [shipped(), FEWER, mine]


async def test_the_same_again_is_no_new_edition() -> None:
    _, use = await published(shipped())
    with pytest.raises(NothingChanged) as refusal:
        await use.push(shipped(), BY, base=1)
    assert refusal.value.edition == 1


async def test_words_that_nobody_signed_off_need_a_reason_which_is_kept() -> None:
    editions, use = await published(shipped())
    await use.push(FEWER, BY, base=1)
    with pytest.raises(NotSignedOff) as refusal:
        await use.publish(None, BY)
    assert refusal.value.files == ("conversations/patient/words/en.easy-read.yaml",)
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
    without = without.with_changes({standard: (text[:start] + text[end:]).encode()})
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
    for number, is_live in ((2, True), (7, False)):
        with pytest.raises(CannotRollBackTo) as refusal:
            await use.roll_back(number, BY)
        assert (refusal.value.edition, refusal.value.is_live, refusal.value.published) == (number, is_live, (1,))


async def test_there_is_no_way_back_from_the_first() -> None:
    _, use = await published(shipped())
    with pytest.raises(NothingToRollBackTo):
        await use.roll_back(None, BY)


async def test_a_conversation_is_unpublished_and_published_again() -> None:
    editions, use = await published(shipped())
    await use.unpublish("carer", BY)
    assert editions.made[-1].unpublished_flows == ("carer",)
    with pytest.raises(AlreadyUnpublished):
        await use.unpublish("carer", BY)
    await use.push(FEWER, BY, base=1)
    assert (await use.publish(None, BY, because=WHY)).unpublished_flows == ("carer",)
    await use.unpublish("carer", BY, undo=True)
    assert not editions.made[-1].unpublished_flows


async def test_what_is_published_cannot_be_published_again_by_undo() -> None:
    _, use = await published(shipped())
    with pytest.raises(NotUnpublished):
        await use.unpublish("carer", BY, undo=True)


async def test_where_everybody_starts_cannot_be_unpublished_nor_what_is_not_there() -> None:
    editions, use = await published(shipped())
    with pytest.raises(FirstConversation):
        await use.unpublish("welcome", BY)
    with pytest.raises(NoSuchConversation) as refusal:
        await use.unpublish("lunch", BY)
    assert refusal.value.known == ("carer", "co-production", "patient", "welcome")
    assert len(editions.made) == 1


async def test_the_last_conversation_cannot_be_unpublished() -> None:
    _, use = await published(shipped())
    await use.unpublish("carer", BY)
    await use.unpublish("patient", BY)
    with pytest.raises(LastConversation):
        await use.unpublish("co-production", BY)


async def test_an_edition_that_does_not_exist_is_refused_with_those_there_are() -> None:
    use = publishing(FakeEditions())
    with pytest.raises(NoEditionYet):
        await use.find(None)
    _, use = await published(shipped())
    with pytest.raises(NoSuchEdition) as refusal:
        await use.find(7)
    assert (refusal.value.edition, refusal.value.newest) == (7, 1)
