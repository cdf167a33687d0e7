"""The survey sheet: each row becomes a step, if Sayso has a step like it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.engine.ids import StepId
from bot.engine.wording import Register
from bot.flows.conditions import condition_of, file_of, simplest
from bot.flows.format import ChoiceFile, StepFile
from bot.flows.reader import did_you_mean
from bot.flows.sources import Sources
from bot.xlsform.choices import ChoiceList, is_yes, picture
from bot.xlsform.names import CHOICES, SAYSO_PREFIX, SURVEY, id_of, name_of
from bot.xlsform.relevant import EarlierQuestion, UnsupportedConditionError, parse
from bot.xlsform.workbook import FormRow, Workbook

COLUMNS = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "required", "relevant", "image"}
    | {f"{SAYSO_PREFIX}{name}" for name in ("kind", "of", "kept", "registers", "title", "from")}
)
"""The columns that are imported."""

_SELECT = re.compile(r"(select[_ ]one|select[_ ]multiple)(?: from)?\s+(\S+)")
_KINDS = {"note": ("", "check"), "text": ("", "service")}
_WHY: Mapping[str, str] = {
    "begin_group": "groups are not imported: copy its “relevant”, if it has one, to each question in it",
    "end_group": "groups are not imported",
    "begin_repeat": "each question is asked once: write the questions out",
    "end_repeat": "each question is asked once",
    "integer": "ask with choices, such as ranges, or with “text”",
    "decimal": "ask with choices, such as ranges, or with “text”",
    "range": "use “select_one” with a list",
    "acknowledge": "use “note”, or “select_one” with one choice",
    "calculate": "conversations do not calculate",
    "date": "ask with choices, such as “this week”",
    "rank": "use “select_one” or “select_multiple”",
} | dict.fromkeys(
    (
        "start",
        "end",
        "today",
        "deviceid",
        "phonenumber",
        "username",
        "email",
        "audit",
        "geopoint",
        "image",
        "audio",
        "video",
    ),
    "Sayso keeps nothing that could show who answered",
)


@dataclass(frozen=True, slots=True)
class SurveyStep:
    """A step, its row, and the name of its list of choices."""

    step: StepFile
    row: FormRow
    list_name: str = ""


def read_steps(book: Workbook, sources: Sources, lists: Mapping[str, ChoiceList]) -> list[SurveyStep]:
    """Read every step, recording what is wrong or not imported."""
    sheet = book.sheet(SURVEY)
    missing = {("type", None), ("name", None)} - sheet.columns.keys()
    for column, _ in sorted(missing):
        book.error((SURVEY, 1, 1), f"this sheet has no column “{column}”", "add it")
    if not any(column == "label" for column, _ in sheet.columns):
        book.error((SURVEY, 1, 1), "this sheet has no column “label”", "add it, such as “label::English (en)”")
    if missing:
        return []
    reader = _SurveyReader(book, sources, lists, {})
    steps: dict[str, SurveyStep] = {}
    for row in sheet.rows:
        step = reader.step(row)
        if step is None:
            continue
        if (first := steps.get(step.step.id)) is not None:
            what = f"the name “{row.get('name')}” is already used in row {first.row.number}"
            book.error((SURVEY, row.number, sheet.column_of("name")), what, "give each question its own name")
            continue
        steps[step.step.id] = step
    _warn_of_unused_lists(book, lists, steps.values())
    if not steps:
        book.error((SURVEY, 1, 1), "there is no question that can be imported", "add one, such as “text”")
    return list(steps.values())


def replace_shared(book: Workbook, sources: Sources, steps: list[SurveyStep]) -> Iterator[StepFile]:
    """Yield the steps, with `use` in place of those that still equal the shared ones."""
    start = 0
    while start < len(steps):
        first = steps[start]
        name = first.row.get("sayso_from")
        shared = sources.steps.get(name)
        if not name or shared is None:
            if name:
                what, suggestion = f"there are no shared steps “{name}”", did_you_mean(name, sources.steps)
                book.warn((SURVEY, first.row.number, book.sheet(SURVEY).column_of("sayso_from")), what, suggestion)
            yield first.step
            start += 1
            continue
        length = 1
        while start + length < len(steps) and steps[start + length].row.get("sayso_from") == name:
            length += 1
        run = [step.step for step in steps[start : start + length]]
        if [*map(_comparable, run)] == [_comparable(step) for step in shared.model.steps if step.use is None]:
            yield StepFile(use=name)
        else:
            what = f"these differ from the shared steps “{name}”, so they become steps of this conversation"
            book.warn((SURVEY, first.row.number, book.sheet(SURVEY).column_of("sayso_from")), what)
            yield from run
        start += length


def _warn_of_unused_lists(book: Workbook, lists: Mapping[str, ChoiceList], steps: Iterable[SurveyStep]) -> None:
    used = {name for step in steps for name in (step.list_name, step.step.of)}
    for name in [name for name in lists if name not in used]:
        position = (CHOICES, lists[name].row, book.sheet(CHOICES).column_of("list_name"))
        book.warn(position, f"no imported question uses the list “{name}”, so it is not imported")


def _comparable(step: StepFile) -> dict[str, Any]:
    return {
        **step.model_dump(exclude_defaults=True),
        "show_if": simplest(condition_of(step.show_if)),
        "registers": frozenset(step.registers or Register),
    }


@dataclass(frozen=True, slots=True)
class _SurveyReader:
    book: Workbook
    sources: Sources
    lists: Mapping[str, ChoiceList]
    earlier: dict[str, EarlierQuestion]

    def step(self, row: FormRow) -> SurveyStep | None:
        """Return the step for a row; None, with the reason recorded, if there is no such step."""
        name, type_ = row.get("name"), " ".join(row.get("type").split())
        if not type_:
            self._warn(row, "name", "this row has no type, so it is not imported", "fill it in, or delete the row")
            return None
        kind, list_name, multiple = self._kind(row, type_)
        if kind is None:
            return None
        step = id_of(name) if name else None
        if step is None:
            what = f"“{name}” cannot be an id in Sayso" if name else "this question has no name"
            self._error(row, "name", what, "use lower case letters, digits and hyphens, at most 20")
            return None
        if name != name_of(step):
            self._warn(row, "name", f"“{name}” becomes “{step}” in Sayso")
        choice_list = self.lists.get(list_name)
        if list_name and (choice_list is None or not choice_list.choices):
            suggestion = did_you_mean(list_name, self.lists) or "add its choices to the sheet “choices”"
            self._error(row, "type", f"there is no list “{list_name}”", suggestion)
            return None
        step_file = self._step_file(row, kind, step, choice_list)
        choices = None if step_file.kind == "service" else {} if choice_list is None else choice_list.ids
        self.earlier.setdefault(name, EarlierQuestion(StepId(step), choices, multiple))
        return SurveyStep(step_file, row, list_name)

    def _step_file(self, row: FormRow, kind: str, step: str, choice_list: ChoiceList | None) -> StepFile:
        data: dict[str, Any] = {kind: step, "picture": picture(self.book, self.sources, SURVEY, row)}
        if choice_list is not None:
            scale = row.get("sayso_of") if kind == "pick one" else ""
            if scale and self._is_scale(row, scale, choice_list):
                data = {"scale": step, "of": scale, "picture": data["picture"]}
            else:
                data["choices"] = choice_list.choices
        if kind not in {"message", "check"}:
            data["required"] = is_yes(self.book, SURVEY, row, "required")
            data["kept"] = not row.get("sayso_kept") or is_yes(self.book, SURVEY, row, "sayso_kept")
        elif is_yes(self.book, SURVEY, row, "required"):
            self._warn(row, "required", "a step that asks nothing cannot be required")
        data["registers"] = self._registers(row)
        data["show_if"] = self._show_if(row)
        return StepFile.model_validate({key: value for key, value in data.items() if value is not None})

    def _kind(self, row: FormRow, type_: str) -> tuple[str | None, str, bool]:
        """Return the kind of step, the name of its list, and whether it is a select_multiple."""
        sayso_kind = row.get("sayso_kind")
        if sayso_kind not in _KINDS.get(type_, ("",)):
            self._warn(row, "sayso_kind", f"“{type_}” cannot have the kind “{sayso_kind}”", "empty the cell")
        if type_ == "note":
            return ("check" if sayso_kind == "check" else "message"), "", False
        if type_ == "text":
            return ("service" if sayso_kind == "service" else "free text"), "", False
        if (select := _SELECT.fullmatch(type_)) is not None:
            multiple = "multiple" in select[1]
            return ("pick many" if multiple else "pick one"), select[2], multiple
        why = _WHY.get(type_.split(maxsplit=1)[0], "") or _WHY.get(type_.replace(" ", "_"), "")
        suggestion = why or "supported: note, text, select_one LIST, select_multiple LIST"
        self._warn(row, "type", f"the type “{type_}” is not imported", suggestion)
        return None, "", False

    def _is_scale(self, row: FormRow, scale: str, choice_list: ChoiceList) -> bool:
        scales: Mapping[str, list[ChoiceFile]] = {} if self.sources.scales is None else self.sources.scales.model.scales
        if scale in scales and scales[scale] == choice_list.choices:
            return True
        what = (
            f"there is no scale “{scale}”"
            if scale not in scales
            else f"these are not the choices of the scale “{scale}”"
        )
        suggestion = "they become the question's own choices; to share them, change common/scales.yaml"
        self._warn(row, "sayso_of", what, suggestion)
        return False

    def _registers(self, row: FormRow) -> list[Register] | None:
        text = row.get("sayso_registers")
        try:
            return [Register(name) for name in text.split()] or None
        except ValueError:
            self._warn(row, "sayso_registers", f"“{text}” is not imported", f"supported: {', '.join(Register)}")
            return None

    def _show_if(self, row: FormRow) -> Any:  # noqa: ANN401 - a pydantic model, passed on
        text = row.get("relevant")
        if not text:
            return None
        try:
            condition, notes = parse(text, self.earlier)
        except UnsupportedConditionError as error:
            suggestion = "the question is always asked: see “relevant” in docs/xlsform.md"
            self._warn(row, "relevant", f"the condition is not imported: {error}", suggestion)
            return None
        for note in notes:
            self._warn(row, "relevant", note)
        return file_of(condition)

    def _error(self, row: FormRow, column: str, what: str, suggestion: str = "") -> None:
        self.book.error((SURVEY, row.number, self.book.sheet(SURVEY).column_of(column)), what, suggestion)

    def _warn(self, row: FormRow, column: str, what: str, suggestion: str = "") -> None:
        self.book.warn((SURVEY, row.number, self.book.sheet(SURVEY).column_of(column)), what, suggestion)
