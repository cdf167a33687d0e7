"""The library: every flow of the conversations, checked, ready for the engine."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from bot.engine.flow import Flow
from bot.engine.ids import FlowId, PictureId
from bot.engine.issues import Issue, Severity
from bot.errors import SaysoError, with_faults
from bot.flows.build import BuiltFlow, build_flow
from bot.flows.files import Files
from bot.flows.pictures import PictureSource
from bot.flows.signoff import is_signed_off, text_hash
from bot.flows.source import text_of
from bot.flows.sources import COMMON, DOOR, Sources, read_sources
from bot.flows.unfinished import with_english
from bot.flows.validation import check_common, check_flow


@dataclass(frozen=True, slots=True)
class Draft:
    """A words file that nobody has signed off in its present state, with the hash to sign off."""

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
    distress: tuple[str, ...] = ()
    """Those of `review_first` that may tell of distress; the others may tell of harm."""
    former_revisions: Mapping[FlowId, str] = field(default_factory=dict)
    """By flow, the revision that an earlier version computed for the same words, where that differs."""

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that stop the flows from being used."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def door(self) -> Flow:
        """Return the flow that everyone starts in."""
        return self.flows[DOOR]


def parse_library(files: Files, *, unpublished: Container[str] = ()) -> Library:
    """Parse and check the files of the conversations. Never raises for what an author wrote: see `Library.issues`.

    Of the languages in `unpublished`, flows also have the words that are not offered to respondents yet.
    """
    sources = read_sources(files, unpublished=unpublished)
    return library_of(sources, build_flows(sources))


def require_library(files: Files, *, unpublished: Container[str] = ()) -> Library:
    """Parse files as `parse_library` does. Raises SaysoError with the errors, by file and line, if there are any."""
    library = parse_library(files, unpublished=unpublished)
    if library.errors:
        what = f"The conversations in {files.folder} cannot be used:"
        raise SaysoError(with_faults(what, library.errors, see=": run “make check”."))
    return library


def build_flows(sources: Sources) -> tuple[BuiltFlow, ...]:
    """Build every flow whose own file could be read."""
    return tuple(build_flow(sources, name, files) for name, files in sources.flows.items())


def library_of(sources: Sources, flows: Iterable[BuiltFlow]) -> Library:
    """Check sources and the flows built from them, and return the library. Never raises for what an author wrote."""
    pictures = _pictures(sources)
    built = list(flows)
    issues = [*sources.issues, *(issue for flow in built for issue in flow.issues)]
    for flow in built:
        if sources.has_shared(flow.files):
            issues.extend(check_flow(flow))
    issues.extend(check_common(sources, pictures))
    return Library(
        flows={read.flow.id: with_english(read.flow) for read in built},
        pictures=pictures,
        issues=tuple(sources.sort_issues(issues)),
        drafts=_drafts(sources),
        review_first=_review_first(sources),
        distress=_distress(sources),
    )


def _drafts(sources: Sources) -> tuple[Draft, ...]:
    return tuple(
        Draft(words.name, text_hash(words.model), tuple(map(str, words.model.exceptions)))
        for words in sources.all_words()
        if not words.model.unpublished and not is_signed_off(words.model)
    )


def _review_first(sources: Sources) -> tuple[str, ...]:
    harm = (phrase for file in sources.review_first.values() for phrase in file.model.plain_forms)
    return tuple(dict.fromkeys(phrase for phrase in (*harm, *_distress(sources)) if phrase))


def _distress(sources: Sources) -> tuple[str, ...]:
    return tuple(phrase for file in sources.distress.values() for phrase in file.model.plain_forms if phrase)


def _pictures(sources: Sources) -> dict[PictureId, PictureSource]:
    pictures = {} if sources.pictures is None else sources.pictures.model.pictures
    return {
        PictureId(name): PictureSource(
            emoji=picture.emoji or "",
            drawing=None if picture.file is None else _drawing(sources.files.get(f"{COMMON}/{picture.file}")),
        )
        for name, picture in pictures.items()
    }


def _drawing(content: bytes | None) -> str:
    """Return a drawing as text; empty where there is no such file, or it is not text."""
    try:
        return "" if content is None else text_of(content)
    except UnicodeDecodeError:
        return ""
