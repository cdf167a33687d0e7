"""The sheet of choices: lists of options, each with its words, picture and score."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from bot.engine.ids import ChoiceId
from bot.engine.wording import Register, Wording
from bot.flows.format import ChoiceFile
from bot.flows.reader import did_you_mean
from bot.flows.sources import Sources
from bot.xlsform.names import CHOICES, id_of
from bot.xlsform.workbook import Book, Row

COLUMNS = frozenset(
    {"list_name", "name", "label", "image"}
    | {f"sayso_{each}" for each in ("score", "alone", "register", "opens", "ends")}
)
"""The columns of the sheet that are carried."""

YES, NO = frozenset({"yes", "true", "true()"}), frozenset({"", "no", "false", "false()"})


@dataclass(slots=True)
class ListRead:
    """One list: its choices in order, and their words in each wording. `row` is where it begins."""

    row: int
    choices: list[ChoiceFile] = field(default_factory=list)
    ids: dict[str, ChoiceId] = field(default_factory=dict)
    """The ids by the names that conditions in the workbook use."""
    labels: dict[Wording, dict[str, str]] = field(default_factory=dict)


def read_lists(book: Book, sources: Sources) -> Mapping[str, ListRead]:
    """Read every list of the workbook, noting what is wrong or not carried."""
    lists: dict[str, ListRead] = {}
    table = book.table(CHOICES)
    if table.rows and not {("list_name", None), ("name", None)} <= table.columns.keys():
        book.fault((CHOICES, 1, 1), "this sheet has no column “list_name” or no column “name”", "add it")
        return lists
    for row in table.rows:
        of, name = row.get("list_name"), row.get("name")
        if not of or not name:
            what = "this choice has no list" if not of else "this choice has no name"
            book.fault(
                (CHOICES, row.number, table.place("name" if of else "list_name")), what, "fill it in, or delete the row"
            )
            continue
        found = lists.setdefault(of, ListRead(row.number))
        choice = _choice(book, sources, row)
        if choice is None:
            continue
        if choice.id in found.ids.values():
            book.fault(
                (CHOICES, row.number, table.place("name")), f"the list “{of}” has the choice “{name}” twice", "keep one"
            )
            continue
        found.choices.append(choice)
        found.ids[name] = ChoiceId(choice.id)
        for (column, wording), text in row.cells.items():
            if column == "label" and wording is not None:
                found.labels.setdefault(wording, {})[choice.id] = text
    return lists


def picture(book: Book, sources: Sources, sheet: str, row: Row) -> str | None:
    """Return the id of the picture that a row names; None, with the reason noted, where there is none like it."""
    table = book.table(sheet)
    files = list(dict.fromkeys(text for (column, _), text in row.cells.items() if column == "image"))
    if not files:
        return None
    place = (sheet, row.number, table.place("image"))
    if len(files) > 1:
        book.left(place, f"there is one picture for all languages, so {', '.join(files[1:])} is not carried")
    known = {} if sources.pictures is None else sources.pictures.model.pictures
    name = files[0].rpartition(".")[0] or files[0]
    if name not in known:
        do = did_you_mean(name, known) or "name it in common/pictures.yaml first"
        book.left(place, f"there is no picture “{name}” in common/pictures.yaml", do)
        return None
    return name


def flag(book: Book, sheet: str, row: Row, column: str) -> bool:
    """Return whether a column says yes; what is neither yes nor no is noted, and taken for no."""
    text = row.get(column).lower()
    if text not in YES | NO:
        what = f"“{row.get(column)}” is neither yes nor no, so it is not carried"
        book.left((sheet, row.number, book.table(sheet).place(column)), what, "write yes or no")
    return text in YES


def _choice(book: Book, sources: Sources, row: Row) -> ChoiceFile | None:
    table, name = book.table(CHOICES), row.get("name")
    choice = id_of(name)
    if choice is None:
        do = "use lower case letters, digits and hyphens, at most 20"
        book.fault((CHOICES, row.number, table.place("name")), f"“{name}” cannot be an id here", do)
        return None
    if choice != name:
        book.left((CHOICES, row.number, table.place("name")), f"“{name}” is called “{choice}” here")
    data: dict[str, object] = {
        "id": choice,
        "picture": picture(book, sources, CHOICES, row),
        "score": _score(book, row),
        "alone": flag(book, CHOICES, row, "sayso_alone"),
        "ends": flag(book, CHOICES, row, "sayso_ends"),
    }
    if register := row.get("sayso_register"):
        data["register"] = register
    if opens := row.get("sayso_opens"):
        data["opens"] = opens
    try:
        return ChoiceFile.model_validate(data)
    except ValidationError:
        registers = " or ".join(Register)
        do = f"at most one of: sayso_register ({registers}), sayso_opens (the name of a conversation), sayso_ends (yes)"
        book.fault((CHOICES, row.number, table.place("name")), "what this choice does cannot be read", do)
        return None


def _score(book: Book, row: Row) -> int | None:
    text = row.get("sayso_score")
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        what = f"the score “{text}” is not a whole number, so it is not carried"
        book.left((CHOICES, row.number, book.table(CHOICES).place("sayso_score")), what)
        return None
