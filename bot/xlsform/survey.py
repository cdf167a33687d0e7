"""The sheet of questions: each row a step, as far as Sayso has one like it."""

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
from bot.xlsform.choices import ListRead, flag, picture
from bot.xlsform.names import CHOICES, SURVEY, id_of, name_of
from bot.xlsform.relevant import Asked, NotReadError, understood
from bot.xlsform.workbook import Book, Row

COLUMNS = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "required", "relevant", "image"}
    | {f"sayso_{each}" for each in ("kind", "of", "kept", "registers", "title", "from")}
)
"""The columns of the sheet that are carried."""

_SELECT = re.compile(r"(select[_ ]one|select[_ ]multiple)(?: from)?\s+(\S+)")
_KINDS = {"note": ("", "check"), "text": ("", "service")}
_WHY: Mapping[str, str] = {
    "begin_group": "groups are not carried: if it has a “relevant”, give it to each question inside",
    "end_group": "groups are not carried",
    "begin_repeat": "each question is asked once: write the questions out",
    "end_repeat": "each question is asked once",
    "integer": "ask with choices, such as ranges, or with “text”",
    "decimal": "ask with choices, such as ranges, or with “text”",
    "range": "use “select_one” with a list",
    "acknowledge": "use “note”, or “select_one” with one choice",
    "calculate": "nothing is reckoned in a conversation",
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
class StepRead:
    """A step with the row it stands in, and the list of its choices where it has one of its own."""

    step: StepFile
    row: Row
    list_name: str = ""


def read_steps(book: Book, sources: Sources, lists: Mapping[str, ListRead]) -> list[StepRead]:
    """Read every step of the workbook, noting what is wrong or not carried."""
    table = book.table(SURVEY)
    missing = {("type", None), ("name", None)} - table.columns.keys()
    for column, _ in sorted(missing):
        book.fault((SURVEY, 1, 1), f"this sheet has no column “{column}”", "add it")
    if not any(column == "label" for column, _ in table.columns):
        book.fault((SURVEY, 1, 1), "this sheet has no column “label”", "add it, such as “label::English (en)”")
    if missing:
        return []
    reading = _Reading(book, sources, lists, {})
    found: dict[str, StepRead] = {}
    for row in table.rows:
        step = reading.step(row)
        if step is None:
            continue
        if (first := found.get(step.step.id)) is not None:
            what = f"the name “{row.get('name')}” stands in row {first.row.number} already"
            book.fault((SURVEY, row.number, table.place("name")), what, "give each question its own")
            continue
        found[step.step.id] = step
    _tell_unused(book, lists, found.values())
    if not found:
        book.fault((SURVEY, 1, 1), "there is no question here that can be carried", "add one, such as “text”")
    return list(found.values())


def with_shared(book: Book, sources: Sources, steps: list[StepRead]) -> Iterator[StepFile]:
    """Yield the steps, with `use` in the place of shared ones that are still as they are shared."""
    place = 0
    while place < len(steps):
        first = steps[place]
        name = first.row.get("sayso_from")
        shared = sources.steps.get(name)
        if not name or shared is None:
            if name:
                what, do = f"there are no shared steps “{name}”", did_you_mean(name, sources.steps)
                book.left((SURVEY, first.row.number, book.table(SURVEY).place("sayso_from")), what, do)
            yield first.step
            place += 1
            continue
        run = 1
        while place + run < len(steps) and steps[place + run].row.get("sayso_from") == name:
            run += 1
        here = [each.step for each in steps[place : place + run]]
        if [*map(_comparable, here)] == [_comparable(each) for each in shared.model.steps if each.use is None]:
            yield StepFile(use=name)
        else:
            what = f"these are no longer the shared steps “{name}”, so they are written as steps of this conversation"
            book.left((SURVEY, first.row.number, book.table(SURVEY).place("sayso_from")), what)
            yield from here
        place += run


def _tell_unused(book: Book, lists: Mapping[str, ListRead], steps: Iterable[StepRead]) -> None:
    used = {name for each in steps for name in (each.list_name, each.step.of)}
    for name in [each for each in lists if each not in used]:
        place = (CHOICES, lists[name].row, book.table(CHOICES).place("list_name"))
        book.left(place, f"no question that is carried uses the list “{name}”, so it is not carried")


def _comparable(step: StepFile) -> dict[str, Any]:
    return {
        **step.model_dump(exclude_defaults=True),
        "show_if": simplest(condition_of(step.show_if)),
        "registers": frozenset(step.registers or Register),
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    book: Book
    sources: Sources
    lists: Mapping[str, ListRead]
    asked: dict[str, Asked]

    def step(self, row: Row) -> StepRead | None:
        """Return the step that a row says; None, with the reason noted, where there is none like it."""
        name, type_ = row.get("name"), " ".join(row.get("type").split())
        if not type_:
            self._left(row, "name", "this row has no type, so it is not carried", "fill it in, or delete the row")
            return None
        kind, list_name, many = self._kind(row, type_)
        if kind is None:
            return None
        step = id_of(name) if name else None
        if step is None:
            what = f"“{name}” cannot be an id here" if name else "this question has no name"
            self._fault(row, "name", what, "use lower case letters, digits and hyphens, at most 20")
            return None
        if name != name_of(step):
            self._left(row, "name", f"“{name}” is called “{step}” here")
        found = self.lists.get(list_name)
        if list_name and (found is None or not found.choices):
            do = did_you_mean(list_name, self.lists) or "add its choices to the sheet “choices”"
            self._fault(row, "type", f"there is no list “{list_name}”", do)
            return None
        read = self._read(row, kind, step, found)
        choices = None if read.kind == "service" else {} if found is None else found.ids
        self.asked.setdefault(name, Asked(StepId(step), choices, many))
        return StepRead(read, row, list_name)

    def _read(self, row: Row, kind: str, step: str, found: ListRead | None) -> StepFile:
        data: dict[str, Any] = {kind: step, "picture": picture(self.book, self.sources, SURVEY, row)}
        if found is not None:
            scale = row.get("sayso_of") if kind == "pick one" else ""
            if scale and self._is_scale(row, scale, found):
                data = {"scale": step, "of": scale, "picture": data["picture"]}
            else:
                data["choices"] = found.choices
        if kind not in {"message", "check"}:
            data["required"] = flag(self.book, SURVEY, row, "required")
            data["kept"] = not row.get("sayso_kept") or flag(self.book, SURVEY, row, "sayso_kept")
        elif flag(self.book, SURVEY, row, "required"):
            self._left(row, "required", "what asks nothing cannot be required")
        data["registers"] = self._registers(row)
        data["show_if"] = self._show_if(row)
        return StepFile.model_validate({key: value for key, value in data.items() if value is not None})

    def _kind(self, row: Row, type_: str) -> tuple[str | None, str, bool]:
        """Return the kind of step with the name of its list, and whether several of it can be picked."""
        ours = row.get("sayso_kind")
        if ours not in _KINDS.get(type_, ("",)):
            self._left(row, "sayso_kind", f"“{type_}” cannot be of the kind “{ours}” here", "empty the cell")
        if type_ == "note":
            return ("check" if ours == "check" else "message"), "", False
        if type_ == "text":
            return ("service" if ours == "service" else "free text"), "", False
        if (select := _SELECT.fullmatch(type_)) is not None:
            many = "multiple" in select[1]
            return ("pick many" if many else "pick one"), select[2], many
        why = _WHY.get(type_.split(maxsplit=1)[0], "") or _WHY.get(type_.replace(" ", "_"), "")
        do = why or "known here: note, text, select_one LIST, select_multiple LIST"
        self._left(row, "type", f"the type “{type_}” is not carried", do)
        return None, "", False

    def _is_scale(self, row: Row, scale: str, found: ListRead) -> bool:
        scales: Mapping[str, list[ChoiceFile]] = {} if self.sources.scales is None else self.sources.scales.model.scales
        if scale in scales and scales[scale] == found.choices:
            return True
        what = (
            f"there is no scale “{scale}”"
            if scale not in scales
            else f"these are not the choices of the scale “{scale}”"
        )
        do = "its own choices are written; to share them, change common/scales.yaml"
        self._left(row, "sayso_of", what, do)
        return False

    def _registers(self, row: Row) -> list[Register] | None:
        text = row.get("sayso_registers")
        try:
            return [Register(each) for each in text.split()] or None
        except ValueError:
            self._left(row, "sayso_registers", f"“{text}” is not carried", f"known here: {', '.join(Register)}")
            return None

    def _show_if(self, row: Row) -> Any:  # noqa: ANN401 - a model that is given on as it is
        text = row.get("relevant")
        if not text:
            return None
        try:
            condition, notes = understood(text, self.asked)
        except NotReadError as error:
            do = "it is always asked here: see “relevant” in docs/xlsform.md"
            self._left(row, "relevant", f"the condition is not carried: {error}", do)
            return None
        for note in notes:
            self._left(row, "relevant", note)
        return file_of(condition)

    def _fault(self, row: Row, column: str, what: str, do: str = "") -> None:
        self.book.fault((SURVEY, row.number, self.book.table(SURVEY).place(column)), what, do)

    def _left(self, row: Row, column: str, what: str, do: str = "") -> None:
        self.book.left((SURVEY, row.number, self.book.table(SURVEY).place(column)), what, do)
