"""The JSON Schemas for editors are generated from the format, are current, and accept the shipped files."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from bot.engine.wording import Control, Notice
from bot.flows.words_files import POINTER
from bot.writing.schema import FOLDER, schemas
from tests.flows.conversations import SHIPPED

FILES = sorted(file for file in SHIPPED.glob("**/*.yaml") if file.parent.name != "journeys")
MAKE = "make it again: make schema"


def schema_of(file: Path) -> Path | None:
    """Return the schema that a file refers to."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line.startswith(POINTER)]
    return (file.parent / lines[0].removeprefix(POINTER)).resolve() if len(lines) == 1 else None


@cache
def validator(name: str) -> Draft7Validator:
    schema = json.loads(schemas()[name])
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(name: str, text: str) -> list[str]:
    data: Any = YAML(typ="safe", pure=True).load(text)
    return sorted(error.message for error in validator(name).iter_errors(data))


def nodes(node: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON is untyped
    """Return every part of a schema."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [*([node] if isinstance(node, dict) else []), *(node for part in inside for node in nodes(part))]


def test_the_shipped_schemas_are_current() -> None:
    shipped = {file.name: file.read_text("utf-8") for file in (SHIPPED / FOLDER).iterdir()}

    assert shipped == schemas(), MAKE


def test_every_shipped_file_refers_to_an_existing_schema() -> None:
    assert len(FILES) > 20
    assert [file for file in FILES if (schema := schema_of(file)) is None or not schema.is_file()] == []
    assert {schema.name for file in FILES if (schema := schema_of(file)) is not None} == set(schemas())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SHIPPED).as_posix())
def test_every_shipped_file_fits_its_schema(file: Path) -> None:
    schema = schema_of(file)
    assert schema is not None

    assert faults(schema.name, file.read_text("utf-8")) == []


@pytest.mark.parametrize("name", schemas())
def test_every_key_is_explained(name: str) -> None:
    schema = json.loads(schemas()[name])
    objects = [node["properties"] for node in nodes(schema) if node.get("type") == "object" and "properties" in node]
    words_of_their_own = {*Control, *Notice}

    assert "description" in schema
    assert [
        key
        for properties in objects
        for key, inside in properties.items()
        if "description" not in inside and key not in words_of_their_own
    ] == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("flow.json", "format: 1\nsteps: [{message: hello, pictur: x}]", "'pictur' was unexpected"),
        ("flow.json", "format: 2\nsteps: [{message: hello}]", "1 was expected"),
        ("flow.json", "steps: [{message: hello}]", "'format' is a required property"),
        ("flow.json", "format: 1\nsteps: [{message: Hello}]", "'Hello' does not match"),
        ("flow.json", "format: 1\nsteps: [{message: hello, registers: [easy]}]", "'easy' is not one of"),
        ("flow.json", "format: 1\nsteps: [{message: hello, show_if: {step: a, is: 3}}]", "3 is not valid under any"),
        ("words.json", "notices: {thanks: Thank you.}", "'thanks' was unexpected"),
        ("words.json", "steps: {rights: {title: Your rights}}", "'prompt' is a required property"),
        ("words.json", "steps: {Rights: {prompt: Your rights?}}", "'Rights' does not match"),
        ("pictures.json", "ward: {emoij: x}", "'emoij' was unexpected"),
    ],
)
def test_errors_within_a_single_file_are_found_in_the_editor(name: str, text: str, message: str) -> None:
    assert [fault for fault in faults(name, text) if message in fault], faults(name, text)


def test_a_file_that_is_signed_off_fits_as_an_editor_reads_it() -> None:
    text = 'signed_off: {checked_by: 4 former patients, on: "2026-03-02", hash: 0123456789ab}'

    assert faults("words.json", text) == []
