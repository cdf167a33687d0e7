"""The choices sheet: lists of choices with their labels, pictures and scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from bot.engine.ids import ChoiceId
from bot.engine.wording import Register, Wording
from bot.flows.format import ChoiceFile
from bot.flows.reader import did_you_mean
from bot.flows.sources import Sources
from bot.xlsform.names import CHOICES, SAYSO_PREFIX, id_of
from bot.xlsform.workbook import FormRow, Workbook

COLUMNS = frozenset(
    {"list_name", "name", "label", "image"}
    | {f"{SAYSO_PREFIX}{name}" for name in ("score", "alone", "register", "opens", "ends")}
)
"""The columns that are imported."""

YES, NO = frozenset({"yes", "true", "true()"}), frozenset({"", "no", "false", "false()"})


@dataclass(slots=True)
class ChoiceList:
    """A list: its choices in order, and their labels in each wording. `row` is its first row."""

    row: int
    choices: list[ChoiceFile] = field(default_factory=list)
    ids: dict[str, ChoiceId] = field(default_factory=dict)
    """Ids by the names that conditions in the workbook use."""
    labels: dict[Wording, dict[str, str]] = field(default_factory=dict)


def read_choice_lists(book: Workbook, sources: Sources) -> Mapping[str, ChoiceList]:
    """Read every list, recording what is wrong or not imported."""
    lists: dict[str, ChoiceList] = {}
    sheet = book.sheet(CHOICES)
    if sheet.rows and not {("list_name", None), ("name", None)} <= sheet.columns.keys():
        book.error((CHOICES, 1, 1), "this sheet has no column “list_name” or no column “name”", "add it")
        return lists
    for row in sheet.rows:
        list_name, name = row.get("list_name"), row.get("name")
        if not list_name or not name:
            what = "this choice has no name" if list_name else "this choice has no list"
            empty = sheet.column_of("name" if list_name else "list_name")
            book.error((CHOICES, row.number, empty), what, "fill it in, or delete the row")
            continue
        choices = lists.setdefault(list_name, ChoiceList(row.number))
        choice = _choice(book, sources, row)
        if choice is None:
            continue
        if choice.id in choices.ids.values():
            what = f"the list “{list_name}” has the choice “{name}” twice"
            book.error((CHOICES, row.number, sheet.column_of("name")), what, "keep one")
            continue
        choices.choices.append(choice)
        choices.ids[name] = ChoiceId(choice.id)
        for (column, wording), text in row.cells.items():
            if column == "label" and wording is not None:
                choices.labels.setdefault(wording, {})[choice.id] = text
    return lists


def picture(book: Workbook, sources: Sources, sheet: str, row: FormRow) -> str | None:
    """Return the id of a row's picture; None, with the reason recorded, if there is no such picture."""
    files = list(dict.fromkeys(text for (column, _), text in row.cells.items() if column == "image"))
    if not files:
        return None
    position = (sheet, row.number, book.sheet(sheet).column_of("image"))
    if len(files) > 1:
        book.warn(position, f"there is one picture for all languages, so {', '.join(files[1:])} is not imported")
    known = {} if sources.pictures is None else sources.pictures.model.pictures
    name = files[0].rpartition(".")[0] or files[0]
    if name not in known:
        suggestion = did_you_mean(name, known) or "add it to common/pictures.yaml first"
        book.warn(position, f"there is no picture “{name}” in common/pictures.yaml", suggestion)
        return None
    return name


def is_yes(book: Workbook, sheet: str, row: FormRow, column: str) -> bool:
    """Return whether a cell says yes. Anything but yes and no is recorded, and means no."""
    text = row.get(column).lower()
    if text not in YES | NO:
        what = f"“{row.get(column)}” is neither yes nor no, so it is not imported"
        book.warn((sheet, row.number, book.sheet(sheet).column_of(column)), what, "write yes or no")
    return text in YES


def _choice(book: Workbook, sources: Sources, row: FormRow) -> ChoiceFile | None:
    sheet, name = book.sheet(CHOICES), row.get("name")
    choice = id_of(name)
    if choice is None:
        suggestion = "use lower case letters, digits and hyphens, at most 20"
        book.error((CHOICES, row.number, sheet.column_of("name")), f"“{name}” cannot be an id in Sayso", suggestion)
        return None
    if choice != name:
        book.warn((CHOICES, row.number, sheet.column_of("name")), f"“{name}” becomes “{choice}” in Sayso")
    data: dict[str, object] = {
        "id": choice,
        "picture": picture(book, sources, CHOICES, row),
        "score": _score(book, row),
        "alone": is_yes(book, CHOICES, row, "sayso_alone"),
        "ends": is_yes(book, CHOICES, row, "sayso_ends"),
    }
    if register := row.get("sayso_register"):
        data["register"] = register
    if opens := row.get("sayso_opens"):
        data["opens"] = opens
    try:
        return ChoiceFile.model_validate(data)
    except ValidationError:
        registers = " or ".join(Register)
        suggestion = (
            f"at most one of: sayso_register ({registers}), sayso_opens (the name of a conversation), sayso_ends (yes)"
        )
        what = "the effect of this choice cannot be read"
        book.error((CHOICES, row.number, sheet.column_of("name")), what, suggestion)
        return None


def _score(book: Workbook, row: FormRow) -> int | None:
    text = row.get("sayso_score")
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        what = f"the score “{text}” is not a whole number, so it is not imported"
        book.warn((CHOICES, row.number, book.sheet(CHOICES).column_of("sayso_score")), what)
        return None
