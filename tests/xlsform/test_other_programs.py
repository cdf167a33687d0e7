"""pyxform, with which ODK and KoboToolbox read workbooks, finds the same conversation in every form."""

from pathlib import Path

import pytest
from hypothesis import given

from bot.engine.conditions import Always
from bot.engine.flow import Choice, Flow, PickMany, Step
from bot.engine.ids import ChoiceId
from bot.engine.wording import Register
from bot.flows.build import build_flow
from bot.flows.conditions import simplest
from bot.flows.sources import Sources
from bot.xlsform.conversion import export_workbook
from bot.xlsform.names import Language, name_of
from bot.xlsform.relevant import EarlierQuestion, parse
from tests.examples import examples
from tests.xlsform.generated import folders
from tests.xlsform.xform import XForm, xform


def choices(step: Step) -> tuple[Choice, ...]:
    of_step: tuple[Choice, ...] = getattr(step, "choices", ())
    return of_step


def words_in_pyxform(text: str) -> list[str]:
    """Return the words of a text as pyxform has them."""
    return text.translate(str.maketrans("“”‘’", "\"\"''")).split()


def expect_the_same(form: XForm, flow: Flow) -> None:
    """Compare a form with the conversation it was made from."""
    assert form.names == [name_of(step.id) for step in flow.steps]
    assert form.required == {name_of(step.id) for step in flow.steps if getattr(step, "required", False)}
    asked: dict[str, EarlierQuestion] = {}
    for step in flow.steps:
        name = name_of(step.id)
        ids = [choice.id for choice in choices(step)]
        assert form.choices.get(form.lists.get(name, ""), []) == ids
        if name in form.relevant:
            assert parse(form.relevant[name], asked) == (simplest(step.show_if), ())
        known: dict[str, ChoiceId] | None = {choice: choice for choice in ids} if ids else None
        asked[name] = EarlierQuestion(step.id, known, isinstance(step, PickMany))
    assert set(form.relevant) == {name_of(step.id) for step in flow.steps if step.show_if != Always()}


def expect_the_words(form: XForm, flow: Flow) -> None:
    """Compare the words of a form's questions and choices. pyxform makes every quotation mark a straight one."""
    for wording, words in flow.words.items():
        texts = form.words[str(Language(words.language, wording))]
        for step in flow.steps:
            name, says = name_of(step.id), words.steps[step.id]
            if says.prompt:
                assert texts[f"/data/{name}:label"][""].split() == words_in_pyxform(says.prompt)
                assert texts[f"/data/{name}:label"].get("image", "").split() == (
                    [f"jr://images/{step.picture}.png"] if step.picture else []
                )
            if says.explain:
                assert texts[f"/data/{name}:hint"]["guidance"].split() == words_in_pyxform(says.explain)
            for number, choice in enumerate(choices(step)):
                assert texts[f"{form.lists[name]}-{number}"][""].split() == words_in_pyxform(says.labels[choice.id])


@pytest.mark.parametrize("name", ["carer", "co-production", "patient", "welcome"])
def test_a_shipped_conversation_is_a_form_with_the_same_choices_and_conditions(
    name: str, shipped: Sources, tmp_path: Path
) -> None:
    files = shipped.flows[name]
    flow = build_flow(shipped, name, files).flow
    export_workbook(shipped, name, tmp_path / "form.xlsx")

    form = xform(tmp_path / "form.xlsx")

    expect_the_same(form, flow)
    expect_the_words(form, flow)
    assert list(form.words) == ["English (en)", "English easy read (en-simple)"]


@examples(20)
@given(folder=folders())
def test_any_conversation_is_a_form_with_the_same_choices_and_conditions(folder: Sources, where: Path) -> None:
    files = folder.flows["made-up"]
    flow = build_flow(folder, "made-up", files).flow
    export_workbook(folder, "made-up", where)

    expect_the_same(xform(where), flow)


def test_easy_read_is_a_language_of_its_own(shipped: Sources, tmp_path: Path) -> None:
    export_workbook(shipped, "patient", tmp_path / "form.xlsx")

    texts = xform(tmp_path / "form.xlsx").words

    files = shipped.flows["patient"].words
    for wording, words in files.items():
        language = "English easy read (en-simple)" if wording.register is Register.EASY_READ else "English (en)"
        assert texts[language]["/data/rights:label"][""] == words.model.steps["rights"].prompt
