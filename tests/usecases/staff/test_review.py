"""Reading held comments: in a sensible order, each decided about once, and nothing that cannot be undone."""

from dataclasses import replace

import pytest

from bot.engine.flow import Service, ServiceCode
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.errors import SaysoError
from bot.privacy.redaction import EntityKind
from bot.usecases.staff.ports import HeldComment, ListedService, State
from bot.usecases.staff.review import Ended, Review, without
from tests.fakes import FakeComments, FakeServices

FIRST = ("abuse", "hit me", "frappe")


def held(name: str, text: str, ward: str | None = "willow") -> HeldComment:
    return HeldComment(
        id=name,
        flow=FlowId("patient"),
        question=StepId("good"),
        service=None if ward is None else ServiceCode(ward),
        month="2026-03",
        fft=ChoiceId("good"),
        text=text,
    )


class Reading:
    """The use case with its fakes, and somebody else who reads too."""

    def __init__(self, *comments: HeldComment, ward: str | None = None) -> None:
        self.comments = FakeComments({each.id: (each, "held") for each in comments})
        self.services = FakeServices([ListedService(Service(ServiceCode("willow"), "Willow Ward"), retired=True)])
        self.review = Review(self.comments, FIRST, None if ward is None else ServiceCode(ward))

    async def begin(self) -> Review:
        await self.review.begin(self.services)
        return self.review

    async def elsewhere(self, name: str, state: State) -> None:
        text = self.comments.said[name][0].text
        assert await self.comments.decide(name, text, text, state)

    def mixed_again(self) -> None:
        """Give every comment a new id, as happens when more arrives about a ward."""
        self.comments.said = {
            f"new-{name}": (replace(comment, id=f"new-{name}"), state)
            for name, (comment, state) in self.comments.said.items()
        }

    @property
    def kept(self) -> dict[str, tuple[str, State]]:
        return {name: (comment.text, state) for name, (comment, state) in self.comments.said.items()}


def current(review: Review) -> str | None:
    return None if review.current is None else review.current.text


async def read(review: Review) -> list[str]:
    texts = []
    while review.current is not None:
        texts.append(review.current.text)
        assert review.pass_over() is Ended.DONE
    return texts


async def test_what_may_tell_of_harm_comes_first_and_everything_else_by_its_random_id() -> None:
    reading = Reading(
        held("b", "The garden"),
        held("d", "It is ABUSE!"),
        held("a", "The food"),
        held("c", "He   hit-me, twice"),
        held("e", "On m’a frappé"),
        held("f", "He abused his power, and they hit meat"),
        held("g", "abuuuuse"),
    )

    assert await read(await reading.begin()) == [
        "He   hit-me, twice",
        "It is ABUSE!",
        "On m’a frappé",
        "abuuuuse",
        "The food",
        "The garden",
        "He abused his power, and they hit meat",
    ]


async def test_a_text_of_nothing_but_signs_comes_in_its_turn() -> None:
    review = await Reading(held("b", "👍"), held("a", "")).begin()

    assert await read(review) == ["", "👍"]


async def test_comments_are_shown_or_hidden() -> None:
    reading = Reading(held("a", "The food"), held("b", "The garden"))
    review = await reading.begin()
    assert (current(review), review.left) == ("The food", 2)

    assert await review.show() is Ended.DONE
    assert (current(review), review.left) == ("The garden", 1)
    assert await review.hide() is Ended.DONE

    assert (current(review), review.left, review.waiting) == (None, 0, 0)
    assert reading.kept == {"a": ("The food", "shown"), "b": ("The garden", "hidden")}


async def test_words_are_taken_out_at_once_and_the_comment_goes_on_waiting() -> None:
    reading = Reading(held("a", "Bea is kind. Thank you BEA"), held("b", "The garden"))
    review = await reading.begin()

    assert await review.black_out("bea") is Ended.DONE

    assert current(review) == "[taken out] is kind. Thank you [taken out]"
    assert review.left == 2
    assert reading.kept["a"] == ("[taken out] is kind. Thank you [taken out]", "held")
    assert await review.show() is Ended.DONE
    assert reading.kept["a"] == ("[taken out] is kind. Thank you [taken out]", "shown")


@pytest.mark.parametrize("words", ["Beatrice", "be", "", "  ", "taken out", "name", "[name]", "kind [name]"])
async def test_words_that_do_not_stand_there_or_were_taken_out_before_change_nothing(words: str) -> None:
    reading = Reading(held("a", "Bea and [name] and [taken out] are kind"))
    review = await reading.begin()

    assert await review.black_out(words) is Ended.NOT_THERE

    assert reading.kept == {"a": ("Bea and [name] and [taken out] are kind", "held")}
    assert not review.can_undo


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Dr Bea  Smith-Jones came", "bea smith-jones", "Dr [taken out] came"),
        ("Bea\nSmith came", "Bea Smith", "[taken out] came"),
        ("Bea's dog, beas", "bea", "[taken out]'s dog, beas"),
        ("Mr O’Neil", "o'neil", "Mr [taken out]"),
        ("in [room 4] a.c", "[room 4]", "in [taken out] a.c"),
        ("abc a.c", "a.c", "abc [taken out]"),
        ("ward 12, 120", "12", "ward [taken out], 120"),
        ("Zoë and ZOË", "zoë", "[taken out] and [taken out]"),
        (r"a \1 b", r"\1", "a [taken out] b"),
    ],
)
def test_whole_words_are_taken_out_in_capitals_or_not(text: str, words: str, left: str) -> None:
    assert without(text, words) == left


@pytest.mark.parametrize("kind", EntityKind)
def test_whatever_redaction_took_out_stays_as_it_is(kind: EntityKind) -> None:
    assert without(f"{kind} or [{kind}]", kind) == f"[taken out] or [{kind}]"


async def test_decisions_and_words_taken_out_are_undone_from_the_last_to_the_first() -> None:
    reading = Reading(held("a", "Bea is kind"), held("b", "The garden"))
    before = reading.kept
    review = await reading.begin()
    await review.black_out("bea")
    await review.show()
    await review.hide()

    assert await review.undo() is Ended.DONE
    assert (current(review), review.left) == ("The garden", 1)
    assert await review.undo() is Ended.DONE
    assert (current(review), review.left) == ("[taken out] is kind", 2)
    assert await review.undo() is Ended.DONE
    assert (current(review), review.left) == ("Bea is kind", 2)

    assert await review.undo() is Ended.NOTHING_TO_UNDO
    assert reading.kept == before


async def test_words_taken_out_of_a_comment_that_was_passed_over_are_undone_and_it_is_there_once() -> None:
    reading = Reading(held("a", "Bea is kind"), held("b", "The garden"))
    review = await reading.begin()
    await review.black_out("bea")
    review.pass_over()

    assert await review.undo() is Ended.DONE

    assert (review.left, review.waiting) == (2, 2)
    assert await read(review) == ["Bea is kind", "The garden"]


async def test_a_comment_that_is_passed_over_waits_for_another_time() -> None:
    reading = Reading(held("a", "The food"), held("b", "The garden"))
    review = await reading.begin()

    assert review.pass_over() is Ended.DONE
    assert (current(review), review.left, review.waiting) == ("The garden", 1, 2)
    assert {state for _, state in reading.kept.values()} == {"held"}
    assert await read(await reading.begin()) == ["The garden"], "not in this go"


async def test_what_somebody_else_decided_meanwhile_stays_and_reading_goes_on() -> None:
    reading = Reading(held("a", "The food"), held("b", "The garden"), held("c", "The tea"))
    review = await reading.begin()
    await reading.elsewhere("a", "hidden")
    await reading.elsewhere("b", "hidden")

    assert await review.show() is Ended.ELSEWHERE

    assert (current(review), review.left) == ("The tea", 1)
    assert reading.kept["a"] == ("The food", "hidden")


async def test_nothing_is_decided_about_a_text_that_somebody_else_changed_before_it_is_read_again() -> None:
    reading = Reading(held("a", "Bea is kind"))
    review = await reading.begin()
    assert await reading.comments.decide("a", "Bea is kind", "[taken out] is kind", "held")

    assert await review.black_out("kind") is Ended.ELSEWHERE
    assert current(review) == "[taken out] is kind"
    assert await review.show() is Ended.DONE
    assert reading.kept == {"a": ("[taken out] is kind", "shown")}


async def test_comments_that_got_new_ids_come_again_but_for_those_that_were_passed_over() -> None:
    reading = Reading(held("a", "Tea"), held("b", "Tea"), held("c", "The food"), held("d", "The garden"))
    review = await reading.begin()
    review.pass_over()
    reading.mixed_again()

    assert await review.show() is Ended.ELSEWHERE

    assert (review.left, review.waiting) == (3, 4)
    assert await read(review) == ["Tea", "The food", "The garden"]


async def test_what_somebody_else_changed_after_a_decision_is_not_undone() -> None:
    reading = Reading(held("a", "The food"), held("b", "The garden"))
    review = await reading.begin()
    await review.show()
    reading.comments.said["a"] = (reading.comments.said["a"][0], "hidden")

    assert await review.undo() is Ended.ELSEWHERE

    assert reading.kept["a"] == ("The food", "hidden")
    assert (current(review), review.left) == ("The garden", 1)
    assert not review.can_undo


async def test_where_nothing_is_left_nothing_can_be_decided() -> None:
    review = await Reading().begin()

    assert await review.show() is Ended.NO_COMMENT
    assert await review.hide() is Ended.NO_COMMENT
    assert await review.black_out("Bea") is Ended.NO_COMMENT
    assert review.pass_over() is Ended.NO_COMMENT


async def test_the_comments_of_one_ward_are_read_alone_even_if_it_is_retired() -> None:
    reading = Reading(held("a", "The food", "oak"), held("b", "The garden"), held("c", "Tea", None), ward="willow")

    assert await read(await reading.begin()) == ["The garden"]


async def test_a_ward_that_is_not_there_is_told() -> None:
    with pytest.raises(SaysoError, match=r"There is no service with the code elm\. See: sayso services list"):
        await Reading(ward="elm").begin()
