"""Writing conversation files: the YAML that the reader reads, laid out as people lay it out."""

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from bot.flows.format import KINDS, ChoiceFile, ConditionFile, FlowFile, StepFile, WordsFile

_ORDER = ("use", *KINDS, "of", "kept", "required", "registers", "show_if", "picture", "choices")
_QUOTED = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Words that older YAML takes for true or false."""


def flow_text(flow: FlowFile, previous: str = "") -> str:
    """Return the text of a `flow.yaml`. Notes in the previous text stay, unless steps come or go."""
    fft = {} if flow.fft is None else {"fft": _scalar(flow.fft)}
    return _put_into(previous, {"format": flow.format, **fft, "steps": [_step(step) for step in flow.steps]})


def words_text(words: WordsFile, previous: str = "") -> str:
    """Return the text of a words file. What is unchanged since the previous text stays as it is, with its notes."""
    data = words.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _put_into(previous, _block(data or {"steps": {}}))


def laid_out(data: Mapping[str, Any]) -> str:
    """Return data as YAML, each key and item on a line of its own, texts of several lines as they are read."""
    return _put_into("", _block(data))


def _step(step: StepFile) -> CommentedMap:
    data = step.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if step.show_if is not None:
        data["show_if"] = _condition(step.show_if)
    if step.choices is not None:
        data["choices"] = [_choice(choice) for choice in step.choices]
    if step.registers is not None:
        data["registers"] = _in_line(data["registers"])
    return CommentedMap({key: _scalar(data[key]) for key in _ORDER if key in data})


def _choice(choice: ChoiceFile) -> Any:  # noqa: ANN401 - YAML is untyped
    return _in_line(choice.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _condition(condition: ConditionFile) -> Any:  # noqa: ANN401 - as above
    data = condition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _in_line(_short(data))


def _short(condition: dict[str, Any]) -> dict[str, Any]:
    """Return a condition with one choice as itself and not as a list of one."""
    short: dict[str, Any] = {}
    for key, value in condition.items():
        if key in {"all", "any"}:
            short[key] = [_short(part) for part in value]
        else:
            short[key] = value[0] if isinstance(value, list) and len(value) == 1 else value
    return short


def _in_line(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, dict):
        mapping = CommentedMap({_scalar(key): _in_line(item) for key, item in value.items()})
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(map(_in_line, value))
        sequence.fa.set_flow_style()
        return sequence
    return _scalar(value)


def _block(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, Mapping):
        return {_scalar(key): _block(item) for key, item in value.items()}
    return [_scalar(item) for item in value] if isinstance(value, list) else _scalar(value)


def _scalar(value: Any) -> Any:  # noqa: ANN401 - as above
    if not isinstance(value, str):
        return value
    lines = value.split("\n")
    if value.lower() in _QUOTED or not all(map(str.isprintable, lines)):
        return DoubleQuotedScalarString(value)
    as_lines = len(lines) > 1 and lines[0] and lines[-1] and all(line == line.strip() for line in lines)
    return LiteralScalarString(value) if as_lines else value


def _put_into(previous: str, data: dict[str, Any]) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 4096
    whole: CommentedMap = yaml.load(previous) if previous else CommentedMap()
    _put(whole, data)
    text = StringIO()
    yaml.dump(whole, text)
    return text.getvalue()


def _put(whole: CommentedMap, data: dict[str, Any]) -> None:
    """Make a mapping say what the data says, and touch nothing in it that says so already."""
    for key in [key for key in whole if key not in data]:
        del whole[key]
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(whole.get(key), dict):
            _put(whole[key], value)
        elif isinstance(value, list) and len(value) == len(whole.get(key, [])):
            for number in [place for place, item in enumerate(value) if item != whole[key][place]]:
                whole[key][number] = value[number]
        elif key not in whole or whole[key] != value:
            whole[key] = value
