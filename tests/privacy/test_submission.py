"""What is kept of a conversation that was sent."""

import itertools
from dataclasses import fields, replace
from datetime import date

import pytest

from bot.engine.answers import Answer, Picked, Skipped, Written
from bot.engine.flow import Flow, FreeText
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.session import Session
from bot.privacy.submission import Comment, Period, Submission, make_submission
from bot.privacy.withdrawal import Withdrawals
from tests.engine.flows import ASH, ASK, DOOR, EASY_READ, STANDARD, make_flow
from tests.engine.talk import Talk, at, begin

PERIOD = Period("2026-03", "2026-W10")


def kept(flow: Flow, session: Session) -> tuple[Submission, tuple[Comment, ...]]:
    numbers = itertools.count(1)
    return make_submission(flow, session, channel="telegram", period=PERIOD, new_id=lambda: f"id{next(numbers)}")


def sent(talk: Talk) -> tuple[Submission, tuple[Comment, ...]]:
    talk.tap("Stop", "Send")
    return kept(talk.flow, talk.sent[0])


def test_a_whole_conversation_is_parted_into_answers_and_comments() -> None:
    submission, comments = sent(at("check"))

    assert submission == Submission(
        id="id3",
        flow=FlowId("ask"),
        revision="1",
        wording=STANDARD,
        channel="telegram",
        service=None,
        period=PERIOD,
        answers={
            StepId("overall"): (ChoiceId("good"),),
            StepId("visited"): (ChoiceId("yes"),),
            StepId("visitor"): (ChoiceId("family"),),
            StepId("helps"): (ChoiceId("food"),),
            StepId("letters"): (ChoiceId("clear"),),
        },
    )
    assert [(comment.question, comment.text) for comment in comments] == [
        ("visit", "It was lovely"),
        ("better", "More tea"),
    ]


def test_skipped_is_none_and_not_shown_is_absent() -> None:
    talk = at("visited")
    talk.tap("No", "Skip")

    submission, _ = sent(talk)

    assert submission.answers == {
        StepId("overall"): (ChoiceId("good"),),
        StepId("visited"): (ChoiceId("no"),),
        StepId("helps"): None,
    }


def test_every_choice_of_several_is_kept() -> None:
    talk = at("helps")
    talk.tap("Staff", "Food")

    submission, _ = sent(talk)

    assert submission.answers[StepId("helps")] == ("food", "staff")


def test_what_only_steers_the_conversation_is_left_out() -> None:
    submission, _ = sent(at("visited"))

    assert "start" not in submission.answers

    door = begin(DOOR)
    door.tap("Standard", "Ash Ward")
    steered, comments = kept(DOOR, door.session)
    assert steered.answers == {}
    assert steered.service == ASH.code
    assert comments == ()


def test_words_that_only_steer_are_left_out_too() -> None:
    flow = make_flow("short", FreeText(id=StepId("aside"), kept=False))
    session = replace(begin(flow).session, answers={StepId("aside"): Written("words")})

    assert kept(flow, session)[1] == ()


def test_a_comment_that_was_skipped_leaves_no_trace() -> None:
    talk = at("better")
    talk.tap("Skip")

    submission, comments = sent(talk)

    assert "better" not in submission.answers
    assert [comment.question for comment in comments] == ["visit"]


def test_a_comment_carries_what_gives_it_its_meaning_and_nothing_of_the_submission() -> None:
    talk = begin(ASK, service=ASH)
    talk.reach("helps")

    submission, comments = sent(talk)

    assert comments == (
        Comment(
            id="id1",
            flow=FlowId("ask"),
            question=StepId("visit"),
            service="w1",
            month="2026-03",
            fft=ChoiceId("good"),
            text="It was lovely",
        ),
    )
    assert submission.service == "w1"
    names = {field.name for field in fields(Comment)}
    assert names == {
        *("id", "flow", "question", "service", "month", "fft", "text", "withdraw"),
        *("sealed_fft", "side"),
    }


def test_a_submission_has_no_field_for_who_or_exactly_when() -> None:
    names = {field.name for field in fields(Submission)}

    assert names == {"id", "flow", "revision", "wording", "channel", "service", "period", "answers", "withdraw"}
    assert {field.name for field in fields(Period)} == {"month", "week"}


def test_each_row_has_a_hash_of_the_code_that_stands_nowhere_else() -> None:
    talk = at("check")
    talk.tap("Send")
    code = Withdrawals(b"s" * 32).hashes("river apple spoon green")
    numbers = itertools.count(1)

    submission, comments = make_submission(
        talk.flow, talk.sent[0], channel="telegram", period=PERIOD, new_id=lambda: f"id{next(numbers)}", code=code
    )

    assert submission.withdraw == code.submission
    assert tuple(comment.withdraw for comment in comments) == code.comments[:2]


def test_nothing_of_the_session_s_mark_is_kept() -> None:
    talk = at("check")

    assert "abc123" in talk.session.to_json()
    assert "abc123" not in repr(sent(talk))


def test_ids_differ() -> None:
    submission, comments = sent(at("check"))

    assert len({submission.id, *(comment.id for comment in comments)}) == 3


@pytest.mark.parametrize("answer", [Skipped(), None])
def test_a_comment_without_an_fft_answer_says_none(answer: Answer | None) -> None:
    overall: dict[StepId, Answer] = {} if answer is None else {StepId("overall"): answer}
    session = replace(begin().session, answers={**overall, StepId("better"): Written("tea")})

    assert kept(ASK, session)[1][0].fft is None


def test_a_flow_without_an_fft_question_has_comments_without_its_answer() -> None:
    flow = replace(ASK, fft=None)
    session = replace(
        begin().session, answers={StepId("overall"): Picked((ChoiceId("good"),)), StepId("better"): Written("tea")}
    )

    assert kept(flow, session)[1][0].fft is None


def test_the_wording_that_was_used_is_kept() -> None:
    submission, _ = sent(at("visited", EASY_READ))

    assert submission.wording == EASY_READ


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 3, 4), Period("2026-03", "2026-W10")),
        (date(2025, 12, 29), Period("2025-12", "2026-W01")),
        (date(2027, 1, 1), Period("2027-01", "2026-W53")),
    ],
)
def test_a_period_is_a_month_and_an_iso_week(day: date, period: Period) -> None:
    assert Period.of(day) == period
