"""A conversation out to a workbook, and in from one: what is carried, what is not, and what differs."""

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
from bot.xlsform.names import CHOICES, OURS, OWN_WORDS, SETTINGS, SURVEY, Language, id_of
from bot.xlsform.texts import read_words
from bot.xlsform.workbook import Book, issue_at, open_book
from bot.xlsform.write import Sheet, sheets, workbook

_PAIR = 2
_SETTINGS = frozenset({"form_id", "form_title", "default_language", "sayso_fft"})
_WHY: Mapping[str, str] = {
    "appearance": "where people answer decides how it looks",
    "audio": "a conversation has no recordings of its own",
    "calculation": "nothing is reckoned in a conversation",
    "choice_filter": "every choice is offered: ask in several questions, each with its “relevant”",
    "constraint": "nothing that people write is refused",
    "default": "nothing is picked beforehand",
    "video": "a conversation has no films",
}
_OTHERS_DO_NOT = {
    "sayso_kind": "in the place of a choice of wards others ask for text, and of the check show a note",
    "sayso_of": "which questions share a scale, so that charts can compare them",
    "sayso_kept": "others keep these answers too",
    "sayso_registers": "others show these in every language",
    "sayso_from": "which steps are shared with other conversations",
    "sayso_title": "the short names in lists of answers",
    "sayso_score": "others count no scores",
    "sayso_alone": "others let people pick these together with others",
    "sayso_register": "others change no words after these choices",
    "sayso_opens": "others open nothing after these choices",
    "sayso_ends": "others go on after these choices",
    "sayso_fft": "which question is the Friends and Family Test",
}


@dataclass(frozen=True, slots=True)
class Out:
    """What came of writing a workbook: what other programs do not follow, and what would not come back the same."""

    issues: tuple[Issue, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class In:
    """What a workbook says, as the files of a conversation. With faults among the issues there are none."""

    name: str
    files: FlowSources | None
    issues: tuple[Issue, ...]
    differences: tuple[Difference, ...]
    """What differs from the conversation of this name; none where there is none yet."""

    @property
    def faults(self) -> tuple[Issue, ...]:
        """Return what has to be put right in the workbook first."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)


def carry_out(sources: Sources, name: str, file: Path) -> Out:
    """Write a conversation as a workbook, and read it back to see what is not the same.

    Raises SaysoError where there is no such conversation, or the file cannot be written.
    """
    if name not in sources.flows:
        raise SaysoError(f"There is no conversation “{name}”. There are: {', '.join(sorted(sources.flows))}.")
    files = sources.flows[name]
    flow = _built(sources, name, files)
    pages = sheets(sources, files, flow)
    try:
        file.write_bytes(workbook(pages))
    except OSError as error:
        raise SaysoError(f"The workbook cannot be written to {file} ({error.strerror}).") from None
    back = carry_in(sources, file, name)
    issues = tuple(sorted([*_only_ours(file.name, pages), *_signed_off(file.name, files), *back.issues]))
    return Out(issues, back.differences)


def carry_in(sources: Sources, file: Path, name: str | None = None) -> In:
    """Read a workbook as the files of a conversation. `name`: else the form's id, else the name of the file.

    Raises SaysoError where the file is no workbook that can be read.
    """
    book = open_book(file, _known_languages(sources))
    called = _name(book, file, name)
    lists = choices.read_lists(book, sources)
    steps = survey.read_steps(book, sources, lists)
    words = read_words(book, sources, steps, lists)
    before = sources.flows.get(called)
    missing = {} if before is None else {each: file for each, file in before.words.items() if each not in words}
    for wording in missing:
        book.left((SURVEY, 1, 1), f"there are no words in {wording} here, so those that the conversation has stay")
    shared = list(survey.with_shared(book, sources, steps))
    fft = _fft(book, steps)
    _tell_unread(book, words)
    issues = tuple(sorted(set(book.issues)))
    if any(issue.severity is Severity.ERROR for issue in issues):
        return In(called, None, issues, ())
    model = FlowFile.model_validate({"format": 1, "fft": fft, "steps": shared})
    files = FlowSources(
        SourceFile(file.name, model),
        {wording: SourceFile(file.name, _still_signed_off(each, before, wording)) for wording, each in words.items()}
        | missing,
    )
    found = () if before is None else differences(_built(sources, called, before), _built(sources, called, files))
    return In(called, files, issues, found)


def _built(sources: Sources, name: str, files: FlowSources) -> Flow:
    return build_flow(sources, name, files).flow


def _known_languages(sources: Sources) -> tuple[Language, ...]:
    return tuple(Language(each.model.language, wording) for wording, each in sources.words.items())


def _name(book: Book, file: Path, name: str | None) -> str:
    rows = book.table(SETTINGS).rows
    wanted = name or (rows[0].get("form_id") if rows else "") or file.stem
    found = id_of(wanted)
    if found is None or found == COMMON:
        raise SaysoError(f"“{wanted}” cannot be the name of a conversation. Choose one: --flow NAME.")
    return found


def _fft(book: Book, steps: list[survey.StepRead]) -> str | None:
    table = book.table(SETTINGS)
    wanted = table.rows[0].get("sayso_fft") if table.rows else ""
    if not wanted:
        return None
    known = {each.step.id for each in steps}
    if id_of(wanted) in known:
        return id_of(wanted)
    what = f"there is no question “{wanted}” for the Friends and Family Test"
    book.fault((SETTINGS, table.rows[0].number, table.place("sayso_fft")), what, did_you_mean(wanted, known))
    return None


def _still_signed_off(words: WordsFile, before: FlowSources | None, wording: Wording) -> WordsFile:
    """Return the words with the sign-off of those before, where it is the very same text."""
    old = None if before is None else before.words.get(wording)
    if old is None or old.model.signed_off is None or text_hash(old.model) != text_hash(words):
        return words
    return words.model_copy(update={"signed_off": old.model.signed_off})


def _tell_unread(book: Book, words: Collection[Wording]) -> None:
    """Note every column that holds something and is not read."""
    read: Mapping[str, frozenset[str]] = {
        SURVEY: survey.COLUMNS,
        CHOICES: choices.COLUMNS,
        SETTINGS: _SETTINGS,
        OWN_WORDS: frozenset({"name", "text"}),
    }
    for name, table in book.tables.items():
        for heading, column in table.columns.items():
            numbers = [row.number for row in table.rows if heading in row.cells]
            base, wording = heading
            rows = f" ({_rows(numbers[1:])} too)" if numbers[1:] else ""
            if numbers and base not in read[name]:
                what = f"the column “{base}” is not carried{rows}"
                book.left((name, numbers[0], column), what, _WHY.get(base, "leave it, or take it out"))
            elif numbers and base != "image" and wording is not None and wording not in words:
                what = f"the words in {wording} are not carried{rows}: no question has a label in it"
                book.left((name, numbers[0], column), what, f"add the column “label::{book.languages[wording]}”")
    settings = book.table(SETTINGS)
    for row in settings.rows[1:]:
        book.left((SETTINGS, row.number, 1), "only the first row of the settings is read")
    title = settings.rows[0].get("form_title") if settings.rows else ""
    if title not in {"", settings.rows[0].get("form_id") if settings.rows else ""}:
        what = f"the title “{title}” is not carried: a conversation is called by its id"
        book.left((SETTINGS, settings.rows[0].number, settings.place("form_title")), what)


def _only_ours(file: str, pages: tuple[Sheet, ...]) -> Iterator[Issue]:
    """Yield what stands in columns that other programs do not follow, a column at a time."""
    for page in pages:
        if page.name == OWN_WORDS:
            what = "other programs do not read this sheet: notices, buttons and the like"
            yield issue_at(file, (page.name, 1, 1), what)
        for base, columns in groupby(page.columns, key=lambda name: name.partition("::")[0]):
            named = list(columns)
            numbers = [place for place, row in enumerate(page.rows, 2) if any(row.get(name) for name in named)]
            if base.startswith(OURS) and numbers:
                column = page.columns.index(named[0]) + 1
                what = f"other programs do not follow “{base}” ({_rows(numbers)}): {_OTHERS_DO_NOT[base]}"
                yield issue_at(file, (page.name, numbers[0], column), what)
            elif base == "image":
                what = "pictures are named here; the drawings themselves are not in the workbook"
                yield issue_at(file, (page.name, 1, page.columns.index(named[0]) + 1), what)


def _signed_off(file: str, files: FlowSources) -> Iterator[Issue]:
    for wording, words in files.words.items():
        if words.model.signed_off is not None:
            what = f"the sign-off of the words in {wording} is not in the workbook"
            do = "it stays with words that come back unchanged"
            yield issue_at(file, (SURVEY, 1, 1), what, do)


def _rows(numbers: list[int]) -> str:
    """Return the numbers of rows, put together where they follow each other.

    >>> _rows([2, 3, 4, 7])
    'rows 2 to 4, 7'
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0])]
    shown = [f"{run[0]} to {run[-1]}" if len(run) > _PAIR else ", ".join(map(str, run)) for run in runs]
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(shown)
