"""JSON Schemas of the conversation files, generated from their format, for completion and help in editors.

They check less than `sayso check` does: only what depends on a single file.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.flows.format import FlowFile, PicturesFile, ScalesFile, StepsFile, WordsFile
from bot.flows.phrases import DistressFile, ReviewFirstFile, UnderstoodFile
from bot.writing.list_files import (
    CommonWordsFile,
    GlossaryFile,
    HardWordsFile,
    HelpNumbersFile,
    IdiomsFile,
    InitialsFile,
    SetPhrasesFile,
    SynonymsFile,
)

FOLDER = "common/schema"
"""The schemas' folder among the conversations."""

_DIALECT = "http://json-schema.org/draft-07/schema#"
_FILES: Mapping[str, tuple[type[BaseModel], str]] = {
    "flow": (FlowFile, ""),
    "words": (WordsFile, ""),
    "steps": (StepsFile, "steps"),
    "scales": (ScalesFile, "scales"),
    "pictures": (PicturesFile, "pictures"),
    "understood": (UnderstoodFile, ""),
    "distress": (DistressFile, ""),
    "review-first": (ReviewFirstFile, ""),
    "glossary": (GlossaryFile, "glossary"),
    "hard-words": (HardWordsFile, "hard_words"),
    "initials": (InitialsFile, "initials"),
    "idioms": (IdiomsFile, "idioms"),
    "synonyms": (SynonymsFile, "synonyms"),
    "set-phrases": (SetPhrasesFile, ""),
    "common-words": (CommonWordsFile, ""),
    "help-numbers": (HelpNumbersFile, "numbers"),
}
"""The model of each schema, and the field that the whole file is the value of, if any."""


def schemas() -> dict[str, str]:
    """Return every schema as JSON, by file name."""
    return {
        f"{name}.json": json.dumps(_schema(model, under), indent=2, ensure_ascii=False) + "\n"
        for name, (model, under) in _FILES.items()
    }


class _SchemaGenerator(GenerateJsonSchema):
    """Leaves out titles, which only repeat the keys, and null, which no editor should propose."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - as pydantic calls it
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """List the keys of an enum as properties, so that editors propose them."""
        made = super().dict_schema(schema)
        keys = schema.get("keys_schema")
        if keys is None or keys["type"] != "enum":
            return {**made, "additionalProperties": made.get("additionalProperties", False)}
        return {
            "type": "object",
            "properties": {str(member.value): made["additionalProperties"] for member in keys["members"]},
            "additionalProperties": False,
        }


def _schema(model: type[BaseModel], under: str) -> dict[str, Any]:
    made = model.model_json_schema(schema_generator=_SchemaGenerator)
    for schema in (made, *made.get("$defs", {}).values()):
        del schema["title"]  # The name of one of our classes.
    if under:
        inner: dict[str, Any] = made["properties"][under]
        made = inner | {key: made[key] for key in ("description", "$defs") if key in made}
    return {"$schema": _DIALECT, **made}
