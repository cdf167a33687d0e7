"""Questions that were taken out keep their columns, and their words."""

from dataclasses import replace

from bot.engine.flow import Scale
from bot.engine.ids import FlowId, StepId
from bot.engine.wording import Wording
from bot.usecases.publishing.flow_history import with_past
from tests.usecases.conversing.talk import library

PATIENT = library().flows[FlowId("patient")]


def test_a_question_that_was_taken_out_is_behind_those_of_today_with_its_words() -> None:
    words = {
        wording: replace(each, steps={step: said for step, said in each.steps.items() if step != "say"})
        for wording, each in PATIENT.words.items()
    }
    today = replace(PATIENT, steps=tuple(step for step in PATIENT.steps if step.id != "say"), words=words)
    found = with_past({today.id: today}, [{PATIENT.id: PATIENT}])[today.id]
    assert [step.id for step in found.steps] == [*(step.id for step in today.steps), "say"]
    assert found.words[Wording("en")].steps[StepId("say")] == PATIENT.words[Wording("en")].steps[StepId("say")]


def test_a_choice_that_was_taken_out_is_still_counted() -> None:
    rights = PATIENT.step(StepId("rights"))
    assert isinstance(rights, Scale)
    fewer = replace(rights, choices=rights.choices[:2])
    today = replace(PATIENT, steps=tuple(fewer if step.id == "rights" else step for step in PATIENT.steps))
    found = with_past({today.id: today}, [{PATIENT.id: PATIENT}])[today.id].step(StepId("rights"))
    assert isinstance(found, Scale)
    assert found.choices == rights.choices


def test_a_conversation_that_is_gone_is_still_there_to_be_counted() -> None:
    assert with_past({}, [{PATIENT.id: PATIENT}]) == {PATIENT.id: PATIENT}
