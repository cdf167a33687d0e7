"""From 0, before formats were numbered, to 1: names of months came from words files, and now come from Unicode's CLDR.

What a person sees stays the same, so a flow is also known by the revision it had: it hashed the months too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from yaml import MappingNode, Node, YAMLError

from bot.engine.ids import FlowId
from bot.flows.build import BuiltFlow
from bot.flows.files import Files
from bot.flows.source import text_of
from bot.flows.sources import COMMON
from bot.flows.yaml_text import UnreadableError, read_yaml

_KEY = "months"
_NOT_HASHED = {"signed_off", "exceptions", "translated_from", "unpublished"}


def migrate(files: Files) -> Files:
    """Return the files without `months` in words files."""
    changes = {}
    for path in _words_files(files):
        text = _text(files[path])
        place = _place(text)
        if place is not None:
            lines = text.splitlines(keepends=True)
            changes[path] = "".join([*lines[: place[0]], *lines[place[1] :]]).encode()
    return files.with_changes(changes) if changes else files


def former_revisions(files: Files, flows: Iterable[BuiltFlow]) -> Mapping[FlowId, str]:
    """Return the revision that each flow had when its files were of format 0."""
    months = {path: _months(_text(files[path])) for path in _words_files(files)}
    return {built.flow.id: _revision(built, months) for built in flows}


def _revision(built: BuiltFlow, months: Mapping[str, object]) -> str:
    sources = built.sources
    parts = [
        built.files.flow.model.fft,
        [placed.step.model_dump(mode="json") for placed in built.placed],
        None if sources.scales is None else sources.scales.model.model_dump(mode="json"),
        *(
            [
                str(wording),
                words.model.model_dump(mode="json", exclude=_NOT_HASHED)
                | {_KEY: months.get(f"{folder}/words/{wording}.yaml")},
            ]
            for folder, both in ((str(built.flow.id), built.files.words), (COMMON, sources.words))
            for wording, words in sorted(both.items())
        ),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _words_files(files: Files) -> list[str]:
    return [path for path in files if path.endswith(".yaml") and path.rpartition("/")[0].endswith("/words")]


def _text(content: bytes) -> str:
    try:
        return text_of(content)
    except UnicodeDecodeError:
        return ""


def _months(text: str) -> Any:  # noqa: ANN401 - as it is written, a list of names or nothing
    data = _read(text)[0]
    return data.get(_KEY) if isinstance(data, dict) else None


def _place(text: str) -> tuple[int, int] | None:
    """Return the lines that hold the key and its value, None where it is not there."""
    root = _read(text)[1]
    if not isinstance(root, MappingNode):
        return None
    for key, value in root.value:
        if key.value == _KEY:
            end = value.end_mark
            return key.start_mark.line, end.line if end.column == 0 else end.line + 1
    return None


def _read(text: str) -> tuple[object, Node | None]:
    """Return what a text says. One that cannot be read says nothing here: reading it reports why."""
    if _KEY not in text:  # Most files: reading YAML takes a while.
        return None, None
    try:
        return read_yaml(text)
    except (UnreadableError, YAMLError):
        return None, None
