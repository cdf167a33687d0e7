"""Out and in again: the same conversation, or a list of what differs."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.engine.flow import Flow
from bot.engine.wording import Wording
from bot.flows.build import build_flow
from bot.flows.conditions import simplest
from bot.flows.differences import differences
from bot.flows.format import FlowFile, WordsFile
from bot.flows.sources import FlowSources, Sources
from bot.flows.writer import flow_text, words_text
from bot.xlsform.carry import carry_in, carry_out
from tests.examples import examples
from tests.xlsform.generated import anything, folders

FLOWS = ("carer", "co-production", "patient", "welcome")


def built(folder: Sources, name: str, files: FlowSources) -> Flow:
    return build_flow(folder, name, files).flow


def plain(flow: Flow) -> Flow:
    """Return the flow without what a workbook is not about: its hash, and words that belong to no choice it has."""
    steps = tuple(replace(step, show_if=simplest(step.show_if)) for step in flow.steps)
    return replace(flow, revision="", steps=steps)


@pytest.mark.parametrize("name", FLOWS)
def test_a_shipped_conversation_comes_back_as_the_same_files(name: str, shipped: Sources, tmp_path: Path) -> None:
    out = carry_out(shipped, name, tmp_path / "form.xlsx")
    back = carry_in(shipped, tmp_path / "form.xlsx")

    assert out.differences == back.differences == ()
    assert (back.name, back.issues) == (name, ())
    assert back.files is not None
    assert back.files.flow.model == shipped.flows[name].flow.model
    assert {wording: _own(each.model) for wording, each in back.files.words.items()} == {
        wording: _own(each.model) for wording, each in shipped.flows[name].words.items()
    }
    assert plain(built(shipped, name, back.files)) == plain(built(shipped, name, shipped.flows[name]))


@examples(60)
@given(folder=folders())
def test_any_conversation_comes_back_the_same(folder: Sources, where: Path) -> None:
    out = carry_out(folder, "made-up", where)
    back = carry_in(folder, where)

    assert out.differences == back.differences == ()
    assert back.issues == ()
    assert back.files is not None
    assert plain(built(folder, "made-up", back.files)) == plain(built(folder, "made-up", folder.flows["made-up"]))
    assert [step.use for step in back.files.flow.model.steps] == [
        step.use for step in folder.flows["made-up"].flow.model.steps
    ]


@examples(60)
@given(folder=folders(anything))
def test_what_a_spreadsheet_cannot_hold_is_in_the_list_of_what_differs(folder: Sources, where: Path) -> None:
    out = carry_out(folder, "made-up", where)
    back = carry_in(folder, where)
    if back.files is None:
        assert back.faults
        assert set(back.faults) <= set(out.issues)
        return

    after = plain(built(folder, "made-up", back.files))
    before = plain(built(folder, "made-up", folder.flows["made-up"]))
    assert (after == before) == (out.differences == ())
    assert out.differences == back.differences


@examples(60)
@given(folder=folders(anything))
def test_files_are_read_as_they_were_written(folder: Sources) -> None:
    files = folder.flows["made-up"]

    assert FlowFile.model_validate(_yaml(flow_text(files.flow.model))) == files.flow.model
    for words in files.words.values():
        assert WordsFile.model_validate(_yaml(words_text(words.model))) == words.model


@examples(40)
@given(folder=folders(), data=st.data())
def test_a_change_in_a_prompt_is_the_one_difference(folder: Sources, data: st.DataObject, where: Path) -> None:
    files = folder.flows["made-up"]
    wording = data.draw(st.sampled_from(sorted(files.words)))
    own = files.words[wording].model
    if not own.steps:
        return
    step = data.draw(st.sampled_from(sorted(own.steps)))
    changed = own.steps[step].model_copy(update={"prompt": "Changed."})
    carry_out(_with(folder, wording, own.model_copy(update={"steps": own.steps | {step: changed}})), "made-up", where)

    back = carry_in(folder, where)

    same = own.steps[step].prompt == "Changed."
    assert [(each.where, each.part, each.wording, each.after) for each in back.differences] == (
        [] if same else [(step, "prompt", wording, "Changed.")]
    )


def test_what_differs_is_told_step_by_step(shipped: Sources) -> None:
    files = shipped.flows["patient"]
    before = built(shipped, "patient", files)
    steps = [step for step in files.flow.model.steps if step.scale != "say"]
    rights = next(step for step in steps if step.scale == "rights")
    steps[steps.index(rights)] = rights.model_copy(update={"required": True, "picture": None})
    steps.insert(3, steps.pop(2))
    model = files.flow.model.model_copy(update={"steps": steps, "fft": None})
    flow = replace(files.flow, model=model)

    after = built(shipped, "patient", replace(files, flow=flow))

    assert [str(each) for each in differences(before, after) if each.where != "say"] == [
        "flow: order of the steps: “rights, dignity” → “dignity, rights”",
        "flow: fft: “overall” → nothing",
        "rights: picture: “rights” → nothing",
        "rights: required: nothing → “yes”",
    ]


def _own(words: WordsFile) -> WordsFile:
    """Return the words without the choices of shared steps, which need not be said again where they are the same."""
    steps = {
        name: each.model_copy(update={"choices": {}}) if name == "about-you" else each
        for name, each in words.steps.items()
    }
    return words.model_copy(update={"steps": steps})


def _with(folder: Sources, wording: Wording, words: WordsFile) -> Sources:
    files = folder.flows["made-up"]
    read = replace(files.words[wording], model=words)
    return replace(folder, flows={"made-up": replace(files, words={**files.words, wording: read})})


def _yaml(text: str) -> object:
    return YAML(typ="rt").load(text)
