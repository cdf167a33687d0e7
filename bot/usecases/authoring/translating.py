"""Translations as a table, one row a text: out to translators, and in again."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from bot.engine.wording import Register, Wording
from bot.flows.files import Files
from bot.flows.languages import name_of
from bot.flows.source import text_of
from bot.flows.sources import Sources, read_sources
from bot.flows.translations import (
    ENGLISH,
    Place,
    Translation,
    TranslationState,
    parts,
    placeholders,
    short_hash,
    texts,
    written,
)
from bot.flows.validation.limits import most_of
from bot.flows.words_files import HEADER, as_yaml, header_of, new_words, pointer, with_texts
from bot.reporting.csv_files import CsvTable, unescape_formula
from bot.usecases.authoring.problems import (
    SourceLanguage,
    TableHasErrors,
    TableLacksColumn,
    TableNotCsv,
    TableTooLarge,
    UnknownLanguage,
)

COLUMNS = ("file", "place", "english", "hash", "translation", "state", "was")

_FILE = re.compile(r"([a-z0-9-]+)/words/([A-Za-z0-9-]+)(?:\.(easy-read))?\.yaml")
_HASH = re.compile(r"[a-p]{8}")
LARGEST_TABLE = 5_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in for one file. `left_out` are texts that the English does not have any more."""

    file: str
    texts: int
    changed: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _TableRow:
    number: int
    """As a spreadsheet counts: the header is the first."""
    file: str
    place: str
    made_from: str
    translation: str
    state: str
    was: str
    """The hash of the translation that the table was written with."""


@dataclass(slots=True)
class _Incoming:
    """The texts of one words file, as they are to become."""

    wording: Wording
    part: str
    english: Mapping[str, Translation]
    """Every text that is to be translated, as it was before, by its place as it is written."""
    texts: dict[Place, str]
    made_from: dict[Place, str]
    rows: int = 0
    changed: int = 0
    conflicts: int = 0
    left_out: list[str] = field(default_factory=list)


def write_table(files: Files, wording: Wording, file: TextIO) -> int:
    """Write every English text with its translation, as far as there is one; return how many are to be done.

    Raises UnknownLanguage and SourceLanguage.
    """
    _refuse_language(wording.locale)
    table = CsvTable(file, COLUMNS)
    to_do = 0
    for text in texts(read_sources(files, unpublished={wording.locale}), wording):
        made_from, was = short_hash(text.english), short_hash(_trimmed(text.translation))
        table.write([(text.file, written(text.place), text.english, made_from, text.translation, text.state, was)])
        to_do += text.state is not TranslationState.TRANSLATED
    return to_do


def read_table(
    files: Files, table: bytes, name: str, *, over: bool = False
) -> tuple[Mapping[str, bytes], tuple[Taken, ...]]:
    """Return the words files that change with a table of translations, and what was taken into each file of it.

    Raises TableTooLarge, TableNotCsv, TableLacksColumn, and TableHasErrors with every error. A translation that was
    changed both here and in the table is one; with `over` the table's is taken. A new file is not offered to
    respondents until somebody takes that line out of it.
    """
    rows = list(_rows(table, name))
    named = {match[2] for row in rows if (match := _FILE.fullmatch(row.file))}
    sources = read_sources(files, unpublished=named)
    incoming: dict[str, _Incoming] = {}
    faults: list[str] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        here = incoming.get(row.file) or _begun(sources, row.file)
        if here is None:
            faults.append(
                f"row {row.number}: there is no words file “{row.file}” to write; leave that column as it was"
            )
        elif (row.file, row.place) in seen:
            faults.append(f"row {row.number}: “{row.place}” is here twice; keep one")
        else:
            incoming[row.file] = here
            faults += _take(here, row, over=over)
        seen.add((row.file, row.place))
    faults += (fault for path, file in incoming.items() for fault in _begun_only(path, file.texts))
    if faults:
        raise TableHasErrors(name, tuple(faults), any(file.conflicts for file in incoming.values()))
    changed: dict[str, bytes] = {}
    taken: list[Taken] = []
    for path, file in incoming.items():
        if file.texts:
            text = _new_text(sources, path, file)
            changed |= {} if text is None else {path: text.encode()}
            taken.append(Taken(path, file.rows, file.changed, tuple(file.left_out)))
    return changed, tuple(taken)


def _rows(table: bytes, file: str) -> Iterator[_TableRow]:
    if len(table) > LARGEST_TABLE:
        raise TableTooLarge(file, LARGEST_TABLE)
    try:
        text = text_of(table).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise TableNotCsv(file) from None
    lines = iter(csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text), strict=True))
    try:
        header = [cell.strip().casefold() for cell in next(lines, [])]
        if missing := [name for name in COLUMNS if name not in header]:
            raise TableLacksColumn(file, missing[0], COLUMNS)
        at = {name: header.index(name) for name in COLUMNS}
        for number, cells in enumerate(lines, 2):
            if any(cells):
                yield _row(number, cells, at)
    except csv.Error as error:
        raise TableNotCsv(file, str(error)) from None


def _row(number: int, cells: Sequence[str], at: Mapping[str, int]) -> _TableRow:
    def cell(name: str) -> str:
        return cells[at[name]].strip() if at[name] < len(cells) else ""

    translation = unescape_formula(cell("translation").replace("\r\n", "\n").replace("\r", "\n"))
    return _TableRow(
        number,
        cell("file"),
        cell("place"),
        cell("hash"),
        _trimmed(translation),
        cell("state").casefold(),
        cell("was"),
    )


def _trimmed(text: str) -> str:
    """Return a text without the spaces that nobody sees, and that spreadsheets take away or add."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _delimiter(text: str) -> str:
    """Return what parts the cells: spreadsheets in some countries write semicolons."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _begun(sources: Sources, name: str) -> _Incoming | None:
    """Return a words file as it is now; None where it cannot hold a translation."""
    match = _FILE.fullmatch(name)
    known = dict(parts(sources))
    if match is None or match[1] not in known or match[2] == ENGLISH or not name_of(match[2]):
        return None
    wording = Wording(match[2], Register(match[3]) if match[3] else Register.STANDARD)
    english = {written(text.place): text for text in texts(sources, wording) if text.file == name}
    if wording not in known[match[1]]:
        return _Incoming(wording, match[1], english, {}, {})
    model = known[match[1]][wording].model
    there = dict(model.texts())
    noted = {place: model.translated_from.get(written(place), "") for place in there}
    return _Incoming(wording, match[1], english, there, noted)


def _take(here: _Incoming, row: _TableRow, *, over: bool) -> Iterator[str]:
    """Put one row where it belongs, or yield what is wrong with it."""
    text = here.english.get(row.place)
    if text is None:
        here.left_out.append(row.place)
        return
    if row.translation:
        yield from (f"row {row.number}: {row.place}: {fault}" for fault in _faults(text, row))
        here.rows += 1
    here_now = _trimmed(text.translation)
    changed_there, changed_here = (short_hash(translation) != row.was for translation in (row.translation, here_now))
    if changed_here and not changed_there:
        return
    if changed_here and row.translation != here_now and not over:
        here.conflicts += 1
        yield (
            f"row {row.number}: {row.place}: somebody has changed this since the table was written, to"
            f" “{here_now}”; put into the table what it should be"
        )
    elif not row.translation:
        here.changed += here.texts.pop(text.place, None) is not None
    elif row.translation != here_now or row.state != text.state:
        here.texts[text.place], here.made_from[text.place] = row.translation, row.made_from
        here.changed += 1


def _faults(text: Translation, row: _TableRow) -> Iterator[str]:
    for name, given in (("hash", row.made_from), ("was", row.was)):
        if not _HASH.fullmatch(given):
            yield f"the column “{name}” is not as it was written out; leave it as it was"
    if row.state not in set(TranslationState):
        yield f"the state “{row.state}” is not known; write one of: {', '.join(TranslationState)}"
    if (length := len(row.translation)) > (most := most_of(text.place)):
        yield f"the translation is {length} characters long; at most {most} fit here"
    for name in sorted(placeholders(text.english) - placeholders(row.translation)):
        yield f"{name} is missing from the translation; put it where it belongs, exactly as in the English"
    for name in sorted(placeholders(row.translation) - placeholders(text.english)):
        yield f"{name} is not in the English, so it is not filled in; take it out"
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in row.translation.replace("\n", "")):
        yield "the translation holds a character that cannot be shown; write it again"


def _begun_only(file: str, texts: Mapping[Place, str]) -> Iterator[str]:
    """Yield a fault for each step that is translated in part but has no translated prompt."""
    for step in dict.fromkeys(place[1] for place in texts if place[0] == "steps"):
        if ("steps", step, "prompt") not in texts:
            yield f"{file}: steps.{step}.prompt has no translation, and the rest of it has; translate it as well"


def _new_text(sources: Sources, path: str, file: _Incoming) -> str | None:
    """Return a words file with the texts that came in; None where it stays as it is."""
    there = dict(parts(sources))[file.part].get(file.wording)
    previous = new_words(file.part, file.wording) if there is None else there.model
    order = [text.place for text in file.english.values()]
    after = with_texts(previous, file.texts, order=order, made_from=file.made_from)
    if there is not None and after == previous:
        return None
    header = HEADER if there is None else header_of(text_of(sources.files[path]))
    return f"{as_yaml(after, header)}{pointer(file.part)}\n"


def _refuse_language(locale: str) -> None:
    if locale == ENGLISH:
        raise SourceLanguage
    if not name_of(locale):
        raise UnknownLanguage(locale)
