"""`relevant` is true for the same answers as its condition, and is parsed back to it."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.answers import Answer, Picked, Skipped
from bot.engine.conditions import Answered, Condition, Is, IsNot, holds
from bot.engine.ids import ChoiceId, StepId
from bot.flows.conditions import condition_of, file_of, simplest
from bot.flows.format import ConditionFile
from bot.xlsform.relevant import EarlierQuestion, parse, to_xpath
from tests.xlsform.generated import conditions

ONE, MANY, FREE = StepId("2-days"), StepId("many"), StepId("free")
CHOICES = [ChoiceId("a"), ChoiceId("b"), ChoiceId("c")]
NAMED = {name: name for name in map(str, CHOICES)}
ASKED = {
    "_2-days": EarlierQuestion(ONE, {name: ChoiceId(name) for name in NAMED}),
    "many": EarlierQuestion(MANY, {name: ChoiceId(name) for name in NAMED}, multiple=True),
    "free": EarlierQuestion(FREE, {}),
}

some_condition = conditions({ONE: list(CHOICES), MANY: list(CHOICES), FREE: None}).map(
    lambda data: condition_of(ConditionFile.model_validate(data))
)
picked = st.lists(st.sampled_from(CHOICES), max_size=3, unique=True).map(tuple)


def answer(choices: tuple[ChoiceId, ...]) -> Answer:
    return Picked(choices) if choices else Skipped()


def shown(relevant: str, answers: Mapping[str, tuple[ChoiceId, ...]]) -> bool:
    """Evaluate a condition as XPath does: the value of a question is its choices separated by spaces."""
    values = {name: " ".join(choices) for name, choices in answers.items()}
    text = re.sub(r"\$\{([^}]+)\}", lambda match: repr(values[match[1]]), relevant)
    text = text.replace("!=", "≠").replace("=", "==").replace("≠", "!=")
    return bool(eval(text, {"selected": lambda value, choice: choice in value.split()}))  # noqa: S307 - made here


@given(condition=some_condition, one=st.sampled_from([(), *((choice,) for choice in CHOICES)]), many=picked)
def test_it_is_true_for_the_same_answers(
    condition: Condition, one: tuple[ChoiceId, ...], many: tuple[ChoiceId, ...]
) -> None:
    answers = {ONE: answer(one), MANY: answer(many), FREE: answer(())}

    relevant = to_xpath(condition, [MANY])

    assert shown(relevant, {"_2-days": one, "many": many, "free": ()}) == holds(condition, answers)


@given(condition=some_condition)
def test_it_is_parsed_back_to_the_same_condition(condition: Condition) -> None:
    assert parse(to_xpath(condition, [MANY]), ASKED) == (simplest(condition), ())


@given(condition=some_condition, one=picked.filter(lambda choices: len(choices) < 2), many=picked)
def test_the_simplest_form_is_true_for_the_same_answers(
    condition: Condition, one: tuple[ChoiceId, ...], many: tuple[ChoiceId, ...]
) -> None:
    answers = {ONE: answer(one), MANY: answer(many)}

    assert holds(simplest(condition), answers) == holds(condition, answers)
    assert simplest(simplest(condition)) == simplest(condition)
    assert condition_of(file_of(condition)) == condition


@pytest.mark.parametrize(
    ("relevant", "condition"),
    [
        ("${_2-days}='a'", Is(ONE, (ChoiceId("a"),))),
        ('${ _2-days } = "a"', Is(ONE, (ChoiceId("a"),))),
        ("${_2-days} = ‘a’", Is(ONE, (ChoiceId("a"),))),
        ("selected(${_2-days}, 'a') or ${_2-days} = 'b'", Is(ONE, (ChoiceId("a"), ChoiceId("b")))),
        ("((${free} != ''))", Answered(FREE)),
        ("${many} != '' and not(selected(${many}, 'b'))", IsNot(MANY, (ChoiceId("b"),))),
    ],
)
def test_equivalent_notations_are_parsed(relevant: str, condition: Condition) -> None:
    assert parse(relevant, ASKED) == (condition, ())
