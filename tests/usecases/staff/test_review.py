"""Reviewing comments: read in a sensible order, decided about once, and nothing of it remembered between calls."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from bot.engine.flow import ServiceCode
from bot.engine.ids import FlowId, StepId
from bot.errors import Problem
from bot.privacy.redaction import EntityKind
from bot.privacy.side import Side
from bot.usecases.actor import Actor
from bot.usecases.staff.comment_filter import CommentFilter
from bot.usecases.staff.highlights import Concern
from bot.usecases.staff.log import Action, LogEntry
from bot.usecases.staff.ports import CommentDecision, ReviewComment, SeenComment
from bot.usecases.staff.problems import (
    CommentNotShown,
    NoSuchComment,
    SeveralComments,
    StaleDecision,
    WordsNotInComment,
)
from bot.usecases.staff.review import (
    DECIDED,
    NextComment,
    WardQueue,
    black_out,
    decide,
    next_comment,
    put_back,
    unshow,
    without,
)
from tests.fakes import FakeComments

FIRST = dict.fromkeys(("abuse", "hit me", "frappe"), Concern.HARM)
LEAD = Actor("QI lead", "They wrote “Bea”")
TODAY = date(2026, 4, 9)


def held(name: str, text: str, ward: str | None = "willow") -> ReviewComment:
    return ReviewComment(
        id=name,
        flow=FlowId("patient"),
        question=StepId("good"),
        service=None if ward is None else ServiceCode(ward),
        month="2026-03",
        side=Side.POSITIVE,
        text=text,
    )


def store(*comments: ReviewComment) -> FakeComments:
    return FakeComments({comment.id: comment for comment in comments})


def with_new_ids(comments: FakeComments) -> None:
    """Give every comment a new id, as happens when more arrives about a ward."""
    comments.comments = {f"new-{name}": replace(one, id=f"new-{name}") for name, one in comments.comments.items()}


async def texts_in_turn(comments: FakeComments, passed_over: Iterable[ReviewComment] = ()) -> list[str]:
    """Return the texts as they come, each passed over once it is read."""
    passed = [*passed_over]
    while (comment := (await next_comment(comments, FIRST, passed_over=passed)).comment) is not None:
        passed.append(comment)
    return [comment.text for comment in passed[len([*passed_over]) :]]


async def test_what_may_tell_of_harm_comes_first_and_everything_else_by_its_random_id() -> None:
    comments = store(
        held("b", "The garden"),
        held("d", "It is ABUSE!"),
        held("a", "The food"),
        held("c", "He   hit-me, twice"),
        held("e", "On m’a frappé"),
        held("f", "He abused his power, and they hit meat"),
        held("g", "abuuuuse"),
    )

    assert await texts_in_turn(comments) == [
        "He   hit-me, twice",
        "It is ABUSE!",
        "On m’a frappé",
        "abuuuuse",
        "The food",
        "The garden",
        "He abused his power, and they hit meat",
    ]


async def test_a_text_of_nothing_but_signs_comes_in_its_turn() -> None:
    assert await texts_in_turn(store(held("b", "👍"), held("a", ""))) == ["", "👍"]


async def test_the_same_question_has_the_same_answer_until_somebody_decides() -> None:
    comments = store(held("a", "The food"), held("b", "The garden"))

    first = await next_comment(comments, FIRST)

    willow = WardQueue(ServiceCode("willow"), 2, "2026-03")
    assert first == NextComment(held("a", "The food"), left=2, total=2, wards=(willow,))
    assert await next_comment(comments, FIRST) == first


async def test_comments_are_shown_or_hidden_with_the_role_and_the_day() -> None:
    comments = store(held("a", "The food"), held("b", "The garden"))

    assert await decide(comments, held("a", "The food").seen, "shown", actor=LEAD, today=TODAY) == SeenComment(
        "a", "The food", "shown"
    )
    await decide(comments, held("b", "The garden").seen, "hidden", actor=LEAD, today=TODAY)

    assert await next_comment(comments, FIRST) == NextComment(None, left=0, total=0)
    decision = CommentDecision("QI lead", "2026-04-09")
    assert [*comments.comments.values()] == [
        replace(held("a", "The food"), state="shown", decision=decision),
        replace(held("b", "The garden"), state="hidden", decision=decision),
    ]


async def test_what_is_logged_of_decisions_leads_to_no_comment_and_repeats_no_words() -> None:
    comments = store(held("a", "Bea is kind"))
    out = await black_out(comments, held("a", "Bea is kind").seen, "bea", actor=LEAD, today=TODAY)
    shown = await decide(comments, out, "shown", actor=LEAD, today=TODAY)
    await decide(comments, shown, "held", actor=LEAD, today=TODAY)

    assert comments.log == [
        LogEntry(day=TODAY, role="QI lead", action=action)
        for action in (Action.BLACK_OUT_WORDS, Action.SHOW_COMMENT, Action.HOLD_COMMENT)
    ]


async def test_words_are_blacked_out_and_the_comment_stays_held_and_on_the_screen() -> None:
    comments = store(held("a", "Bea hit me. Thank you BEA"), held("b", "The abuse"))
    seen = held("a", "Bea hit me. Thank you BEA").seen

    now = await black_out(comments, seen, "bea", actor=LEAD, today=TODAY)
    now = await black_out(comments, now, "hit me", actor=LEAD, today=TODAY)

    assert now == SeenComment("a", "[taken out] [taken out]. Thank you [taken out]")
    coming = await next_comment(comments, FIRST, stay_with="a")
    assert coming.comment is not None
    assert (coming.comment.seen, coming.left) == (now, 2)
    assert (await next_comment(comments, FIRST, stay_with="gone")).comment == held("b", "The abuse")


@pytest.mark.parametrize("words", ["Beatrice", "be", "", "  ", "taken out", "name", "[name]", "kind [name]"])
async def test_words_that_are_not_in_a_comment_or_were_taken_out_earlier_change_nothing(words: str) -> None:
    comments = store(held("a", "Bea and [name] and [taken out] are kind"))
    (comment,) = comments.comments.values()

    with pytest.raises(WordsNotInComment):
        await black_out(comments, comment.seen, words, actor=LEAD, today=TODAY)

    assert [*comments.comments.values()] == [comment]
    assert comments.log == []


@pytest.mark.parametrize(
    ("text", "words", "kept"),
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
def test_whole_words_are_taken_out_in_capitals_or_not(text: str, words: str, kept: str) -> None:
    assert without(text, words) == kept


@pytest.mark.parametrize("kind", EntityKind)
def test_whatever_redaction_took_out_stays_as_it_is(kind: EntityKind) -> None:
    assert without(f"{kind} or [{kind}]", kind) == f"[taken out] or [{kind}]"


async def test_a_decision_is_undone_with_the_text_that_only_the_caller_has() -> None:
    comments = store(held("a", "Bea is kind"))
    before = held("a", "Bea is kind").seen
    now = await black_out(comments, before, "bea", actor=LEAD, today=TODAY)

    assert await put_back(comments, now, before, actor=LEAD, today=TODAY) == before

    assert comments.comments["a"].seen == before
    assert comments.log[-1] == LogEntry(day=TODAY, role="QI lead", action=Action.PUT_COMMENT_BACK)


async def test_a_comment_that_is_passed_over_is_left_for_another_sitting() -> None:
    comments = store(held("a", "The food"), held("b", "The garden"))

    coming = await next_comment(comments, FIRST, passed_over=[held("a", "The food")])

    assert (coming.comment, coming.left, coming.total) == (held("b", "The garden"), 1, 2)


async def test_comments_that_got_new_ids_come_again_but_for_those_that_were_passed_over() -> None:
    comments = store(held("a", "Tea"), held("b", "Tea"), held("c", "The food"), held("d", "The garden"))
    with_new_ids(comments)

    with pytest.raises(StaleDecision):
        await decide(comments, held("b", "Tea").seen, "shown", actor=LEAD, today=TODAY)

    assert await texts_in_turn(comments, [held("a", "Tea")]) == ["Tea", "The food", "The garden"]


async def test_a_passed_over_comment_that_somebody_held_again_is_still_passed_over() -> None:
    comments = store(held("a", "The food"))
    shown = await decide(comments, held("a", "The food").seen, "shown", actor=LEAD, today=TODAY)
    await decide(comments, shown, "held", actor=LEAD, today=TODAY)

    assert (await next_comment(comments, FIRST, passed_over=[held("a", "The food")])).comment is None


async def test_of_two_reviewers_the_second_is_refused_and_the_first_decision_stays() -> None:
    comments = store(held("a", "The food"))
    seen = held("a", "The food").seen
    await decide(comments, seen, "hidden", actor=LEAD, today=TODAY)

    with pytest.raises(StaleDecision):
        await decide(comments, seen, "shown", actor=Actor("Ward manager"), today=TODAY)
    with pytest.raises(StaleDecision):
        await put_back(comments, replace(seen, state="shown"), seen, actor=LEAD, today=TODAY)

    assert comments.comments["a"].state == "hidden"
    assert comments.comments["a"].decision == CommentDecision("QI lead", "2026-04-09")
    assert [entry.action for entry in comments.log] == [Action.HIDE_COMMENT]


async def test_nothing_is_decided_about_a_text_that_somebody_changed_meanwhile() -> None:
    comments = store(held("a", "Bea is kind"))
    seen = held("a", "Bea is kind").seen
    now = await black_out(comments, seen, "Bea", actor=LEAD, today=TODAY)

    with pytest.raises(StaleDecision):
        await decide(comments, seen, "shown", actor=LEAD, today=TODAY)

    assert comments.comments["a"].seen == now


async def test_a_comment_that_was_decided_about_is_found_and_decided_otherwise_later() -> None:
    comments = store(held("a", "The food"), held("b", "The garden"), held("c", "Tea"))
    await decide(comments, held("a", "The food").seen, "shown", actor=LEAD, today=TODAY)
    await decide(comments, held("b", "The garden").seen, "hidden", actor=LEAD, today=TODAY)

    first = (await next_comment(comments, FIRST, states=DECIDED)).comment
    assert first is not None
    assert (first.id, first.state) == ("a", "shown")
    await decide(comments, first.seen, "held", actor=LEAD, today=TODAY)
    second = (await next_comment(comments, FIRST, states=DECIDED)).comment
    assert second is not None
    await decide(comments, second.seen, "shown", actor=LEAD, today=TODAY)

    assert [comment.state for comment in comments.comments.values()] == ["held", "shown", "held"]


async def test_while_a_month_is_open_only_the_month_of_a_decision_is_stored() -> None:
    comments = FakeComments({"a": held("a", "The food")}, open_months=frozenset({"2026-03"}))

    await decide(comments, held("a", "The food").seen, "shown", actor=LEAD, today=TODAY)

    assert comments.comments["a"].decision == CommentDecision("QI lead", "2026-04")


async def test_the_comments_of_one_ward_are_read_alone() -> None:
    comments = store(held("a", "The food", "oak"), held("b", "The garden"), held("c", "Tea", None))

    coming = await next_comment(comments, FIRST, which=CommentFilter(ward=ServiceCode("willow")))

    assert (coming.comment, coming.left, coming.total) == (held("b", "The garden"), 1, 1)


async def test_comments_come_by_ward_then_month_then_question() -> None:
    comments = store(
        held("a", "Tea", "willow"),
        replace(held("b", "The food", "oak"), question=StepId("good")),
        replace(held("c", "The beds", "oak"), question=StepId("better")),
        replace(held("d", "The garden", "oak"), month="2026-02"),
    )

    assert await texts_in_turn(comments) == ["The garden", "The beds", "The food", "Tea"]
    assert (await next_comment(comments, FIRST)).wards == (
        WardQueue(ServiceCode("oak"), 3, "2026-02"),
        WardQueue(ServiceCode("willow"), 1, "2026-03"),
    )


async def test_a_comment_is_passed_on_and_is_neither_shown_nor_to_be_read() -> None:
    comments = store(held("a", "They hit me"))

    now = await decide(comments, held("a", "They hit me").seen, "passed", actor=LEAD, today=TODAY)

    assert now.state == "passed"
    assert (await next_comment(comments, FIRST)).comment is None
    assert comments.log == [LogEntry(day=TODAY, role="QI lead", action=Action.PASS_COMMENT_ON)]


async def test_a_comment_that_was_shown_is_taken_back_by_how_its_id_begins() -> None:
    comments = store(replace(held("abc", "The food"), state="shown"), held("xyz", "Tea"))

    assert (await unshow(comments, "ab", actor=LEAD, today=TODAY)).state == "hidden"

    assert comments.comments["abc"].state == "hidden"
    assert comments.log == [LogEntry(day=TODAY, role="QI lead", action=Action.UNSHOW_COMMENT)]


@pytest.mark.parametrize(
    ("beginning", "problem"),
    [("", NoSuchComment), ("q", NoSuchComment), ("a", SeveralComments), ("x", CommentNotShown)],
)
async def test_what_cannot_be_taken_back_changes_nothing(beginning: str, problem: type[Problem]) -> None:
    comments = store(
        replace(held("ab", "The food"), state="shown"), replace(held("ac", "Tea"), state="shown"), held("x", "Beds")
    )

    with pytest.raises(problem):
        await unshow(comments, beginning, actor=LEAD, today=TODAY)

    assert comments.log == []
