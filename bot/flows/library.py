"""The library: every flow of a conversations folder, checked, ready for the engine."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.engine.flow import Flow
from bot.engine.ids import FlowId, PictureId
from bot.engine.issues import Issue, Severity
from bot.errors import SaysoError, with_faults
from bot.flows.build import FlowRead, read_flow
from bot.flows.files import DOOR, Folder, read_folder
from bot.flows.pictures import PictureSource
from bot.flows.signoff import is_signed_off, text_hash
from bot.flows.unfinished import with_english
from bot.flows.validation import check_flow, check_folder


@dataclass(frozen=True, slots=True)
class Draft:
    """A words file that nobody has signed off as it stands, with the hash to sign off."""

    file: str
    hash: str
    exceptions: tuple[str, ...] = ()
    """Rules that the text breaks on purpose, each as a sentence for whoever signs it off."""


@dataclass(frozen=True, slots=True)
class Library:
    """What was read, and every issue found in it, in the order of files and lines."""

    flows: Mapping[FlowId, Flow]
    pictures: Mapping[PictureId, PictureSource]
    issues: tuple[Issue, ...]
    drafts: tuple[Draft, ...] = ()
    review_first: tuple[str, ...] = ()
    """Phrases of every language, in plain form, of comments that staff read first: a comment has no language."""

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that stop the flows from being used."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def door(self) -> Flow:
        """Return the flow that everyone meets first."""
        return self.flows[DOOR]


def load(root: Path, *, unpublished: Container[str] = ()) -> Library:
    """Read and check a conversations folder. Never raises for what an author wrote.

    Of the languages in `unpublished`, the flows also have the words that people are not offered yet.
    """
    return read_library(root, unpublished=unpublished).library


def library_of(folder: Folder) -> Library:
    """Put together and check what was read from a folder. Never raises for what an author wrote."""
    return put_together(folder).library


@dataclass(frozen=True, slots=True)
class Reading:
    """A library with the files that it was read from, for what looks closer at them."""

    folder: Folder
    flows: tuple[FlowRead, ...]
    library: Library


def read_library(root: Path, *, unpublished: Container[str] = ()) -> Reading:
    """Read and check a conversations folder, and keep its files. Never raises for what an author wrote."""
    return put_together(read_folder(root, unpublished=unpublished))


def put_together(folder: Folder) -> Reading:
    """Put together and check what was read from a folder. Never raises for what an author wrote."""
    flows = tuple(read_flow(folder, name, files) for name, files in folder.flows.items())
    for read in flows:
        if folder.is_whole(read.files):
            folder.issues.extend(check_flow(read))
    pictures = _pictures(folder)
    folder.issues.extend(check_folder(folder, pictures))
    library = Library(
        flows={each.flow.id: with_english(each.flow) for each in flows},
        pictures=pictures,
        issues=tuple(as_told(folder, folder.issues)),
        drafts=_drafts(folder),
        review_first=_review_first(folder),
    )
    return Reading(folder, flows, library)


def load_sound(root: Path, *, unpublished: Container[str] = ()) -> Library:
    """Read a conversations folder to be used. Raises SaysoError with its errors, by file and line."""
    return sound(load(root, unpublished=unpublished), root)


def sound(library: Library, root: Path) -> Library:
    """Return the library that was read from a folder. Raises SaysoError with its errors, by file and line."""
    if library.errors:
        what = f"The conversations in {root} cannot be used:"
        raise SaysoError(with_faults(what, library.errors, see=": run “make check”."))
    return library


def _drafts(folder: Folder) -> tuple[Draft, ...]:
    return tuple(
        Draft(each.source.name, text_hash(each.model), tuple(map(str, each.model.exceptions)))
        for each in folder.all_words()
        if not each.model.unpublished and not is_signed_off(each.model)
    )


def as_told(folder: Folder, issues: Iterable[Issue]) -> list[Issue]:
    """Return issues in order, each once. A fault in words that nobody is offered yet is a warning: it stops nothing."""
    unpublished = {each.source.name for each in folder.all_words() if each.model.unpublished}
    return sorted(
        {
            replace(issue, severity=Severity.WARNING)
            if issue.severity is Severity.ERROR and issue.file in unpublished
            else issue
            for issue in issues
        }
    )


def _review_first(folder: Folder) -> tuple[str, ...]:
    lists = [file.model.plain_forms for file in folder.review_first.values()]
    lists += [file.model.plain_forms for file in folder.distress.values()]
    return tuple(dict.fromkeys(phrase for each in lists for phrase in each if phrase))


def _pictures(folder: Folder) -> dict[PictureId, PictureSource]:
    files = {} if folder.pictures is None else folder.pictures.model.pictures
    return {
        PictureId(name): PictureSource(
            picture.emoji or "", None if picture.file is None else _drawing(folder.root / "common" / picture.file)
        )
        for name, picture in files.items()
    }


def _drawing(file: Path) -> str:
    """Return what is in a file; nothing where there is none that can be read as text."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
