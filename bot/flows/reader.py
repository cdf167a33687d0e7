"""Reading a file into its model: every fault at once, each with its line, in plain words."""

from collections.abc import Iterable
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.engine.issues import Issue
from bot.flows.source import SourceFile, read_source

ModelT = TypeVar("ModelT", bound=BaseModel)

_PLAIN = {
    "bool_type": "this must be true or false",
    "bool_parsing": "this must be true or false",
    "dict_type": "this must be keys with values, such as “id: rights”",
    "int_parsing": "this must be a whole number",
    "int_type": "this must be a whole number",
    "list_type": "this must be a list, one item a line, each starting with “- ”",
    "model_type": "this must be keys with values, such as “id: rights”",
    "none_required": "this must be left out",
    "string_type": "this must be text: put it in quotes",
    "too_short": "this must not be empty",
    "string_too_short": "this must not be empty",
}


def read(
    content: bytes | None, name: str, model: type[ModelT], under: str = ""
) -> tuple[SourceFile[ModelT] | None, tuple[Issue, ...]]:
    """Read a file into a model. `under` names the model's only field, where the file holds that field's value.

    Returns None where anything is wrong; the issues say what, in the order of the file.
    """
    source, issues = read_source(content, name)
    if issues:
        return None, issues
    try:
        data = {under: source.model} if under else source.model
        return SourceFile(name, model.model_validate(data), source.root), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(sorted({_issue(source, model, detail, under) for detail in details}))


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return a suggestion for a misspelt name; empty when nothing is near.

    >>> did_you_mean("mesage", ["message", "scale"])
    'did you mean “message”?'
    """
    near = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else ""


def _issue(source: SourceFile[object], model: type[BaseModel], details: ErrorDetails, under: str) -> Issue:
    path = tuple(part for part in details["loc"] if part != "[key]")
    path = path[1:] if under and path[:1] == (under,) else path
    what, suggestion = _in_words(model, details)
    return source.issue(_existing(source.model, path), what, suggestion)


def _in_words(model: type[BaseModel], details: ErrorDetails) -> tuple[str, str]:
    kind, last = details["type"], str(details["loc"][-1]) if details["loc"] else ""
    context: dict[str, Any] = details.get("ctx", {})
    match kind:
        case "extra_forbidden":
            known = _fields_at(model, details["loc"][:-1])
            return f"unknown key “{last}”", did_you_mean(last, known) or f"known here: {', '.join(known)}"
        case "missing":
            return f"“{last}” is missing", "add it"
        case "enum" | "literal_error":
            return _not_one_of(str(details["input"]), str(context["expected"]))
        case "string_pattern_mismatch":
            return f"“{details['input']}” is not an id here", "use lower case letters, digits and hyphens"
        case "string_too_long":
            return f"this is {len(str(details['input']))} characters long", f"at most {context['max_length']}"
        case "value_error":
            return str(context["error"]), ""
        case _:
            return _PLAIN.get(kind, details["msg"][:1].lower() + details["msg"][1:]), ""


def _not_one_of(given: str, expected: str) -> tuple[str, str]:
    known = [name.strip("' ") for name in expected.replace(" or ", ", ").split(",")]
    if known == ["1"]:
        newer = given.isdecimal() and int(given) > 1
        return f"format {given} is not known", "update Sayso to read it" if newer else "write “format: 1”"
    suggestion = did_you_mean(given, known)
    return f"“{given}” is not known here", suggestion or f"one of: {', '.join(known)}"


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    annotation: Any = model
    for part in path:
        annotation = _bare(annotation)
        if _is_model(annotation):
            fields = annotation.model_fields.items()
            annotation = next((field.annotation for name, field in fields if part in {name, field.alias}), None)
        else:
            annotation = (get_args(annotation) or (None,))[-1]  # What a list or the values of a mapping are made of.
    annotation = _bare(annotation)
    return [field.alias or name for name, field in annotation.model_fields.items()] if _is_model(annotation) else []


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - a type of any shape
    """Return a type without pydantic's annotations, and without None."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _bare(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


def _is_model(annotation: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _existing(data: Any, path: tuple[int | str, ...]) -> tuple[int | str, ...]:  # noqa: ANN401 - YAML is untyped
    """Return the path without what pydantic adds, and with the missing last key kept."""
    kept: list[int | str] = []
    node = data
    for part in path:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            if part == path[-1]:
                kept.append(part)
            break
        kept.append(part)
    return tuple(kept)
