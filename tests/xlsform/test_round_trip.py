"""Exported and imported again: the same conversation, or a list of differences."""

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
from bot.xlsform.conversion import export_workbook, import_workbook
from tests.examples import examples
from tests.xlsform.generated import anything, folders

FLOWS = ("carer", "co-production", "patient", "welcome")


def built(folder: Sources, name: str, files: FlowSources) -> Flow:
    return build_flow(folder, name, files).flow


def plain(flow: Flow) -> Flow:
    """Return the flow without its revision, and with conditions in their simplest form."""
    steps = tuple(replace(step, show_if=simplest(step.show_if)) for step in flow.steps)
    return replace(flow, revision="", steps=steps)


@pytest.mark.parametrize("name", FLOWS)
def test_a_shipped_conversation_is_imported_as_the_same_files(name: str, shipped: Sources, tmp_path: Path) -> None:
    out = export_workbook(shipped, name, tmp_path / "form.xlsx")
    again = import_workbook(shipped, tmp_path / "form.xlsx")

    assert out.differences == again.differences == ()
    assert (again.name, again.issues) == (name, ())
    assert again.files is not None
    assert again.files.flow.model == shipped.flows[name].flow.model
    assert {wording: _own(words.model) for wording, words in again.files.words.items()} == {
        wording: _own(words.model) for wording, words in shipped.flows[name].words.items()
    }
    assert plain(built(shipped, name, again.files)) == plain(built(shipped, name, shipped.flows[name]))


@pytest.mark.slow
@examples(30)
@given(folder=folders())
def test_any_conversation_is_imported_unchanged(folder: Sources, where: Path) -> None:
    out = export_workbook(folder, "made-up", where)
    again = import_workbook(folder, where)

    assert out.differences == again.differences == ()
    assert again.issues == ()
    assert again.files is not None
    assert plain(built(folder, "made-up", again.files)) == plain(built(folder, "made-up", folder.flows["made-up"]))
    assert [step.use for step in again.files.flow.model.steps] == [
        step.use for step in folder.flows["made-up"].flow.model.steps
    ]


@pytest.mark.slow
@examples(30)
@given(folder=folders(anything))
def test_text_that_a_spreadsheet_cannot_hold_is_among_the_differences(folder: Sources, where: Path) -> None:
    out = export_workbook(folder, "made-up", where)
    again = import_workbook(folder, where)
    if again.files is None:
        assert again.errors
        assert set(again.errors) <= set(out.issues)
        return

    reimported = plain(built(folder, "made-up", again.files))
    original = plain(built(folder, "made-up", folder.flows["made-up"]))
    assert (reimported == original) == (out.differences == ())
    assert out.differences == again.differences


@pytest.mark.slow
@examples(30)
@given(folder=folders(anything))
def test_written_files_are_read_back_unchanged(folder: Sources) -> None:
    files = folder.flows["made-up"]

    assert FlowFile.model_validate(_yaml(flow_text(files.flow.model))) == files.flow.model
    for words in files.words.values():
        assert WordsFile.model_validate(_yaml(words_text(words.model))) == words.model


@pytest.mark.slow
@examples(30)
@given(folder=folders(), data=st.data())
def test_a_changed_prompt_is_the_only_difference(folder: Sources, data: st.DataObject, where: Path) -> None:
    files = folder.flows["made-up"]
    wording = data.draw(st.sampled_from(sorted(files.words)))
    own = files.words[wording].model
    if not own.steps:
        return
    step = data.draw(st.sampled_from(sorted(own.steps)))
    changed = own.steps[step].model_copy(update={"prompt": "Changed."})
    export_workbook(
        _with(folder, wording, own.model_copy(update={"steps": own.steps | {step: changed}})), "made-up", where
    )

    again = import_workbook(folder, where)

    same = own.steps[step].prompt == "Changed."
    assert [(change.where, change.part, change.wording, change.new) for change in again.differences] == (
        [] if same else [(step, "prompt", wording, "Changed.")]
    )


def test_differences_are_listed_step_by_step(shipped: Sources) -> None:
    files = shipped.flows["patient"]
    original = built(shipped, "patient", files)
    steps = [step for step in files.flow.model.steps if step.scale != "say"]
    rights = next(step for step in steps if step.scale == "rights")
    steps[steps.index(rights)] = rights.model_copy(update={"required": True, "picture": None})
    steps.insert(3, steps.pop(2))
    model = files.flow.model.model_copy(update={"steps": steps, "fft": None})
    flow = replace(files.flow, model=model)

    changed = built(shipped, "patient", replace(files, flow=flow))

    assert [str(change) for change in differences(original, changed) if change.where != "say"] == [
        "flow: order of the steps: “rights, dignity” → “dignity, rights”",
        "flow: fft: “overall” → nothing",
        "rights: picture: “rights” → nothing",
        "rights: required: nothing → “yes”",
    ]


def _own(words: WordsFile) -> WordsFile:
    """Return the words without the choices of shared steps, which need not be repeated."""
    steps = {
        name: step.model_copy(update={"choices": {}}) if name == "about-you" else step
        for name, step in words.steps.items()
    }
    return words.model_copy(update={"steps": steps})


def _with(folder: Sources, wording: Wording, words: WordsFile) -> Sources:
    files = folder.flows["made-up"]
    read = replace(files.words[wording], model=words)
    return replace(folder, flows={"made-up": replace(files, words={**files.words, wording: read})})


def _yaml(text: str) -> object:
    return YAML(typ="rt").load(text)
