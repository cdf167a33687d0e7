"""Broken files: an author gets issues with positions, or the change breaks nothing; there is never a traceback."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.engine.issues import Severity
from bot.flows.files import read_files
from bot.writing.check import check
from tests.flows.conversations import Copy
from tests.writing.mutations import SEEDS, WAYS, Mutation, mutate

QUICK = 2
"""How many are tried where a run is to be quick."""

FREE = ("common/understood/", "common/distress/", "common/review-first/", "common/rules/")
"""Lists, where one line more or less is not an error."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("shared"))


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.slow] if seed >= QUICK else []) for seed in SEEDS]
)
def test_a_broken_file_is_reported_with_its_position_or_is_not_broken(seed: int, shared: Copy) -> None:
    with mutate(shared, seed) as mutation:
        checked = check(read_files(shared.root))
        lines = {
            f"conversations/{file.relative_to(shared.root).as_posix()}": file.read_text("utf-8").count("\n") + 1
            for file in shared.root.rglob("*.yaml")
        }
    issues = [issue for issue in checked.issues if issue.severity is not Severity.NOTE]
    for issue in issues:
        assert issue.what
        assert "\n" not in str(issue)
        assert issue.column >= 1
        assert 1 <= issue.line <= lines.get(issue.file, 1), issue
    if not issues:
        assert reason(mutation), f"{mutation.how} in {mutation.file}: nothing was reported, and no reason is known"


def reason(mutation: Mutation) -> str:
    """Return why a change breaks nothing; empty if it should have been reported."""
    original, changed = _read(mutation.original), _read(mutation.changed)
    if original == changed:
        return "it says the same"
    if mutation.file.startswith(FREE):
        return "a list may hold this"
    if _without_words(mutation.file, original) == _without_words(mutation.file, changed):
        return "other words, which follow every rule"
    if mutation.file.endswith("flow.yaml") and _is_shorter(original, changed):
        return "a conversation need not ask everything"
    return ""


def _is_shorter(original: Any, changed: Any) -> bool:  # noqa: ANN401 - YAML is untyped
    """Tell whether a flow has lost steps and is otherwise the same."""
    if not isinstance(original, dict) or not isinstance(changed, dict):
        return False
    if {**original, "steps": 0} != {**changed, "steps": 0}:
        return False
    left = list(changed["steps"])
    return left == [step for step in original["steps"] if step in left]


def _read(text: str) -> object:
    try:
        data: object = YAML(typ="safe").load(StringIO(text))
    except YAMLError:
        return text
    return data


def _without_words(file: str, data: object) -> object:
    """Return the content of a file without words, optional keys, and the picture of “check”."""
    if isinstance(data, dict):
        of_words = {"hint", "explain", "translated_from"}
        optional = of_words if "/words/" in file else {"picture"} if "check" in data else set()
        return {key: _without_words(file, value) for key, value in data.items() if key not in optional}
    if isinstance(data, list):
        return [_without_words(file, each) for each in data]
    return "" if "/words/" in file and isinstance(data, str) else data


def test_a_mutation_is_repeatable_and_is_undone(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    with mutate(copy, 7) as first:
        assert copy.file(first.file).read_text("utf-8") == first.changed
    with mutate(copy, 7) as second:
        assert second == first
    assert copy.file(first.file).read_text("utf-8") == first.original


def test_the_daily_mutations_are_of_every_kind(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    kinds = set()
    for seed in SEEDS:
        with mutate(copy, seed) as mutation:
            kinds.add(mutation.how)

    assert kinds == set(WAYS)
