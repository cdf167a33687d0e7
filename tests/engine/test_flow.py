"""What a flow answers about itself, and how its problems read."""

import pytest

from bot.engine.flow import Check, Flow, FreeText, Message, WhichService, is_question
from bot.engine.ids import StepId
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register, Wording
from tests.engine.flows import ASK, DOOR, EASY_READ, ENGLISH_ONLY, STANDARD, WARDS, WELSH


def test_a_step_is_found_by_its_id() -> None:
    assert ASK.step(StepId("better")) == FreeText(id=StepId("better"))
    assert ASK.has(StepId("better"))


def test_a_step_that_is_not_there_is_missed() -> None:
    assert not ASK.has(StepId("worse"))
    with pytest.raises(KeyError, match="worse"):
        ASK.step(StepId("worse"))


@pytest.mark.parametrize(
    ("flow", "wanted", "nearest"),
    [
        (ASK, WELSH, WELSH),
        (ASK, Wording("pl"), STANDARD),
        (ASK, Wording("pl", Register.EASY_READ), EASY_READ),
        (ASK, Wording("cy", Register.EASY_READ), EASY_READ),
        (ENGLISH_ONLY, EASY_READ, STANDARD),
        (ENGLISH_ONLY, Wording("pl", Register.EASY_READ), STANDARD),
    ],
)
def test_words_that_are_missing_give_way_to_the_nearest(flow: Flow, wanted: Wording, nearest: Wording) -> None:
    assert flow.nearest(wanted) == nearest


@pytest.mark.parametrize(
    ("locale", "register", "wording"),
    [
        ("en", Register.EASY_READ, EASY_READ),
        ("cy", Register.EASY_READ, WELSH),
        ("pl", Register.EASY_READ, EASY_READ),
        ("pl", Register.STANDARD, STANDARD),
    ],
)
def test_a_language_without_easy_read_is_used_in_standard_words(
    locale: str, register: Register, wording: Wording
) -> None:
    assert ASK.in_locale(locale, register) == wording


def test_only_a_question_about_the_service_lists_the_services() -> None:
    assert ASK.with_services(WARDS) is ASK
    assert DOOR.with_services(WARDS[:1]).step(StepId("ward")) == WhichService(
        id=StepId("ward"), kept=False, services=WARDS[:1]
    )


def test_a_flow_knows_its_languages() -> None:
    assert ASK.locales() == ("en", "cy")


def test_messages_and_the_check_ask_nothing() -> None:
    assert is_question(FreeText(id=StepId("text")))
    assert not is_question(Message(id=StepId("hello")))
    assert not is_question(Check(id=StepId("check")))


def test_a_wording_reads_as_in_the_names_of_files() -> None:
    assert str(STANDARD) == "en"
    assert str(EASY_READ) == "en.easy-read"


def test_an_issue_says_where_what_and_what_to_do() -> None:
    issue = Issue("flow.yaml", 3, 5, "steps.0", "no such step", "add it", Severity.WARNING)

    assert str(issue) == "flow.yaml:3:5: steps.0: warning: no such step - add it"
    assert str(Issue("flow.yaml", 1, 1, "steps", "empty")) == "flow.yaml:1:1: steps: empty"
