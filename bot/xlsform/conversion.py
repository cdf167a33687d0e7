"""Exports a conversation as a workbook and imports one, with a report of what is lost or differs."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot.engine.flow import Flow
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Wording
from bot.errors import SaysoError
from bot.flows.build import build_flow
from bot.flows.differences import Difference, differences
from bot.flows.format import FlowFile, WordsFile
from bot.flows.reader import did_you_mean
from bot.flows.signoff import text_hash
from bot.flows.source import SourceFile
from bot.flows.sources import COMMON, FlowSources, Sources
from bot.xlsform import choices, survey
from bot.xlsform.names import CHOICES, OWN_WORDS, SAYSO_PREFIX, SETTINGS, SURVEY, Language, id_of
from bot.xlsform.texts import read_words
from bot.xlsform.workbook import Workbook, read_workbook, warning_at
from bot.xlsform.write import SheetContent, form_sheets, to_xlsx

_MAX_LISTED = 2
_SETTINGS = frozenset({"form_id", "form_title", "default_language", "sayso_fft"})
_WHY: Mapping[str, str] = {
    "appearance": "the channel decides how a question looks",
    "audio": "conversations have no audio of their own",
    "calculation": "conversations do not calculate",
    "choice_filter": "all choices are always offered: use several questions, each with its own “relevant”",
    "constraint": "answers are never rejected",
    "default": "there are no default answers",
    "video": "conversations have no video",
}
_IGNORED = {
    "sayso_kind": "they ask for text instead of a ward, and show the check as a note",
    "sayso_of": "they do not know which questions share a scale",
    "sayso_kept": "they keep these answers too",
    "sayso_registers": "they show these in every language",
    "sayso_from": "they do not know which steps are shared between conversations",
    "sayso_title": "they do not show short names in lists of answers",
    "sayso_score": "they do not count scores",
    "sayso_alone": "they allow these choices together with others",
    "sayso_register": "they do not change the words after these choices",
    "sayso_opens": "they do not open another conversation after these choices",
    "sayso_ends": "they do not end after these choices",
    "sayso_fft": "they do not know the question of the Friends and Family Test",
}


@dataclass(frozen=True, slots=True)
class WorkbookExport:
    """The report of an export: what other programs ignore, and what would differ if it were imported again."""

    issues: tuple[Issue, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class WorkbookImport:
    """A conversation imported from a workbook. `files` is None if there are errors among the issues."""

    name: str
    files: FlowSources | None
    issues: tuple[Issue, ...]
    differences: tuple[Difference, ...]
    """What differs from the present conversation of this name; empty if there is none."""

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that must be fixed in the workbook first."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)


def export_workbook(sources: Sources, name: str, file: Path) -> WorkbookExport:
    """Write a conversation as a workbook, and import it again to find what differs.

    Raises SaysoError if there is no such conversation, or the file cannot be written.
    """
    if name not in sources.flows:
        raise SaysoError(f"There is no conversation “{name}”. There are: {', '.join(sorted(sources.flows))}.")
    files = sources.flows[name]
    flow = _build(sources, name, files)
    sheets = form_sheets(sources, files, flow)
    try:
        file.write_bytes(to_xlsx(sheets))
    except OSError as error:
        raise SaysoError(f"The workbook cannot be written to {file} ({error.strerror}).") from None
    imported = import_workbook(sources, file, name)
    issues = tuple(sorted([*_ignored_by_others(file.name, sheets), *_sign_offs(file.name, files), *imported.issues]))
    return WorkbookExport(issues, imported.differences)


def import_workbook(sources: Sources, file: Path, name: str | None = None) -> WorkbookImport:
    """Read a conversation from a workbook. `name` defaults to the form's id, then to the name of the file.

    Raises SaysoError if the file is not a readable workbook.
    """
    book = read_workbook(file, _known_languages(sources))
    name = _name(book, file, name)
    lists = choices.read_choice_lists(book, sources)
    steps = survey.read_steps(book, sources, lists)
    words = read_words(book, sources, steps, lists)
    present = sources.flows.get(name)
    missing = {} if present is None else {other: file for other, file in present.words.items() if other not in words}
    for wording in missing:
        book.warn((SURVEY, 1, 1), f"the workbook has no words in {wording}, so those of the conversation are kept")
    shared = list(survey.replace_shared(book, sources, steps))
    fft = _fft(book, steps)
    _warn_of_ignored_columns(book, words)
    issues = tuple(sorted(set(book.issues)))
    if any(issue.severity is Severity.ERROR for issue in issues):
        return WorkbookImport(name, None, issues, ())
    model = FlowFile.model_validate({"format": 1, "fft": fft, "steps": shared})
    files = FlowSources(
        SourceFile(file.name, model),
        {wording: SourceFile(file.name, _with_sign_off(model, present, wording)) for wording, model in words.items()}
        | missing,
    )
    changes = () if present is None else differences(_build(sources, name, present), _build(sources, name, files))
    return WorkbookImport(name, files, issues, changes)


def _build(sources: Sources, name: str, files: FlowSources) -> Flow:
    return build_flow(sources, name, files).flow


def _known_languages(sources: Sources) -> tuple[Language, ...]:
    return tuple(Language(words.model.language, wording) for wording, words in sources.words.items())


def _name(book: Workbook, file: Path, name: str | None) -> str:
    rows = book.sheet(SETTINGS).rows
    name = name or (rows[0].get("form_id") if rows else "") or file.stem
    flow = id_of(name)
    if flow is None or flow == COMMON:
        raise SaysoError(f"“{name}” cannot be the name of a conversation. Choose one: --flow NAME.")
    return flow


def _fft(book: Workbook, steps: list[survey.SurveyStep]) -> str | None:
    sheet = book.sheet(SETTINGS)
    name = sheet.rows[0].get("sayso_fft") if sheet.rows else ""
    if not name:
        return None
    known = {step.step.id for step in steps}
    if id_of(name) in known:
        return id_of(name)
    what = f"there is no question “{name}” for the Friends and Family Test"
    book.error((SETTINGS, sheet.rows[0].number, sheet.column_of("sayso_fft")), what, did_you_mean(name, known))
    return None


def _with_sign_off(words: WordsFile, present: FlowSources | None, wording: Wording) -> WordsFile:
    """Return the words with the sign-off of the present ones, if the text is the same."""
    old = None if present is None else present.words.get(wording)
    if old is None or old.model.signed_off is None or text_hash(old.model) != text_hash(words):
        return words
    return words.model_copy(update={"signed_off": old.model.signed_off})


def _warn_of_ignored_columns(book: Workbook, words: Collection[Wording]) -> None:
    """Record every column that has content and is not imported."""
    imported: Mapping[str, frozenset[str]] = {
        SURVEY: survey.COLUMNS,
        CHOICES: choices.COLUMNS,
        SETTINGS: _SETTINGS,
        OWN_WORDS: frozenset({"name", "text"}),
    }
    for name, sheet in book.sheets.items():
        for heading, column in sheet.columns.items():
            numbers = [row.number for row in sheet.rows if heading in row.cells]
            base, wording = heading
            rows = f" ({_rows(numbers[1:])} too)" if numbers[1:] else ""
            if numbers and base not in imported[name]:
                what = f"the column “{base}” is not imported{rows}"
                book.warn((name, numbers[0], column), what, _WHY.get(base, "leave it or delete it"))
            elif numbers and base != "image" and wording is not None and wording not in words:
                what = f"the words in {wording} are not imported{rows}: no question has a label in it"
                book.warn((name, numbers[0], column), what, f"add the column “label::{book.languages[wording]}”")
    settings = book.sheet(SETTINGS)
    for row in settings.rows[1:]:
        book.warn((SETTINGS, row.number, 1), "only the first row of the settings is read")
    title = settings.rows[0].get("form_title") if settings.rows else ""
    if title not in {"", settings.rows[0].get("form_id") if settings.rows else ""}:
        what = f"the title “{title}” is not imported: a conversation has only its id"
        book.warn((SETTINGS, settings.rows[0].number, settings.column_of("form_title")), what)


def _ignored_by_others(file: str, sheets: tuple[SheetContent, ...]) -> Iterator[Issue]:
    """Yield an issue for every column and sheet that other programs ignore."""
    for sheet in sheets:
        if sheet.name == OWN_WORDS:
            what = "other programs do not read this sheet of notices, buttons and other words"
            yield warning_at(file, (sheet.name, 1, 1), what)
        for base, columns in groupby(sheet.columns, key=lambda name: name.partition("::")[0]):
            names = list(columns)
            numbers = [number for number, row in enumerate(sheet.rows, 2) if any(row.get(name) for name in names)]
            if base.startswith(SAYSO_PREFIX) and numbers:
                column = sheet.columns.index(names[0]) + 1
                what = f"other programs ignore “{base}” ({_rows(numbers)}): {_IGNORED[base]}"
                yield warning_at(file, (sheet.name, numbers[0], column), what)
            elif base == "image":
                what = "the workbook has the names of pictures, not their drawings"
                yield warning_at(file, (sheet.name, 1, sheet.columns.index(names[0]) + 1), what)


def _sign_offs(file: str, files: FlowSources) -> Iterator[Issue]:
    for wording, words in files.words.items():
        if words.model.signed_off is not None:
            what = f"the sign-off of the words in {wording} is not in the workbook"
            suggestion = "words that are imported unchanged keep it"
            yield warning_at(file, (SURVEY, 1, 1), what, suggestion)


def _rows(numbers: list[int]) -> str:
    """Return row numbers as text, with consecutive ones joined.

    >>> _rows([2, 3, 4, 7])
    'rows 2 to 4, 7'
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    shown = [f"{run[0]} to {run[-1]}" if len(run) > _MAX_LISTED else ", ".join(map(str, run)) for run in runs]
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(shown)
