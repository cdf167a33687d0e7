"""Conversation files are written as people write them, and what did not change stays as it was."""

from collections.abc import Mapping
from functools import cache
from textwrap import indent

import pytest

from bot.flows.files import read_files
from bot.flows.sources import FlowSources, read_sources
from bot.flows.writer import flow_text, words_text
from tests.flows.conversations import SHIPPED
from tests.flows.fault import FLOW, WORDS
from tests.flows.small import SmallCopy

SHIPPED_FLOWS = sorted(file.parent.name for file in SHIPPED.glob("*/flow.yaml"))


@cache
def shipped_flows() -> Mapping[str, FlowSources]:
    return read_sources(read_files(SHIPPED)).flows


def lines_that_differ(before: str, after: str) -> list[str]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old]


def without_notes(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def test_there_are_shipped_flows_to_write() -> None:
    assert set(SHIPPED_FLOWS) == set(shipped_flows()) >= {"welcome", "patient"}


@pytest.mark.parametrize("name", SHIPPED_FLOWS)
def test_a_shipped_file_in_which_nothing_changed_is_written_as_it_was(name: str) -> None:
    files = shipped_flows()[name]
    before = (SHIPPED / name / "flow.yaml").read_text("utf-8")

    assert flow_text(files.flow.model, before) == before
    for wording, words in files.words.items():
        before = (SHIPPED / name / "words" / f"{wording}.yaml").read_text("utf-8")
        assert words_text(words.model, before) == before


def test_a_changed_prompt_is_all_that_changes_in_a_words_file(small: SmallCopy) -> None:
    words = read_sources(small.files).flows["patient"].words
    model = next(each.model for wording, each in words.items() if str(wording) == "en")
    rights = model.steps["rights"].model_copy(update={"prompt": "Do you know your rights?", "explain": ""})
    before = small.text(WORDS)

    after = words_text(model.model_copy(update={"steps": model.steps | {"rights": rights}}), before)

    assert lines_that_differ(before, after) == ["    prompt: Do you know your rights?"]
    assert "# The words of the Friends and Family Test are fixed: do not change them." in after
    assert "For example, you may have the right to an advocate." not in after


def test_a_changed_step_is_all_that_changes_in_a_flow_file(small: SmallCopy) -> None:
    model = read_sources(small.files).flows["patient"].flow.model
    steps = [step.model_copy(update={"required": True}) if step.scale == "say" else step for step in model.steps]
    before = small.text(FLOW)

    after = flow_text(model.model_copy(update={"steps": steps}), before)

    assert lines_that_differ(before, after) == ["    required: true"]
    assert after.startswith("# A small conversation for tests")


@pytest.mark.parametrize("name", ["welcome", "patient", "carer"])
def test_a_new_file_is_laid_out_as_people_lay_it_out(name: str, small: SmallCopy) -> None:
    # Most shared steps are written out, so that every kind of step is laid out, with its conditions and choices.
    for shared in ("opening", "open-questions", "about-you"):
        small.change(FLOW, f"  - use: {shared}\n", indent(small.text(f"common/steps/{shared}.yaml"), "  "))

    model = read_sources(small.files).flows[name].flow.model

    assert without_notes(flow_text(model)) == without_notes(small.text(f"{name}/flow.yaml"))
