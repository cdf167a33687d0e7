"""Checking conversations against every rule for writing: what is found, what is excepted, and what is still a draft."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.ids import PictureId
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Wording
from bot.flows.build import BuiltFlow
from bot.flows.files import Files
from bot.flows.format import ExceptionFile, WordsFile
from bot.flows.library import Library, build_flows, library_of
from bot.flows.source import SourceFile
from bot.flows.sources import COMMON, Sources, languages_in, read_sources
from bot.flows.validation import with_rule
from bot.flows.validation.limits import TEXT
from bot.writing.list_reader import read_lists
from bot.writing.lists import Lists
from bot.writing.registry import BY_ID, FLOW_RULES, TEXT_RULES
from bot.writing.texts import Context, context, texts

_EXCEPTED = frozenset(rule.id for rule in TEXT_RULES)
"""Rules that have exceptions: those about one text."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """What would break a rule, and why that is wanted."""

    issue: Issue
    because: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, with all that was found in it, in the order of files and lines.

    `excepted` is what a words file allows by name; whoever signs off the words is shown it.
    """

    sources: Sources
    library: Library
    issues: tuple[Issue, ...]
    excepted: tuple[Excepted, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that must be put right before the words are published."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Return how many issues there are of each severity."""
        return {each: sum(issue.severity is each for issue in self.issues) for each in Severity}

    def of(self, flow: str) -> "Checked":
        """Return what concerns one flow: its own files, and those that all flows share."""
        issues = (each for each in self.issues if _concerns(each, flow))
        excepted = (each for each in self.excepted if _concerns(each.issue, flow))
        return Checked(self.sources, self.library, tuple(issues), tuple(excepted))

    def without_drawings(self, broken: Iterable[PictureId]) -> "Checked":
        """Return this with the pictures that turned out not to be drawings."""
        pictures = self.sources.pictures
        if pictures is None:
            return self
        told = "put a whole SVG file there"
        more = [
            pictures.issue((each,), f"the picture “{each}” cannot be drawn", told, rule="L23")
            for each in broken
            if self.library.pictures[each].exists()
        ]
        return replace(self, issues=tuple(sorted((*self.issues, *more))))


def check(files: Files) -> Checked:
    """Check conversations against every rule, with the languages that are not offered to respondents yet.

    Never raises for what an author wrote.
    """
    sources = read_sources(files, unpublished=languages_in(files))
    flows = build_flows(sources)
    library = library_of(sources, flows)
    lists, list_issues = read_lists(files)
    found = {*library.issues, *list_issues, *_in_flows(flows, lists), *_in_words(sources, flows, lists)}
    kept, excepted = _set_apart(sources, sources.sort_issues(found))
    return Checked(sources, library, tuple(sorted(kept)), tuple(excepted))


def _in_flows(flows: Iterable[BuiltFlow], lists: Lists) -> Iterator[Issue]:
    for built in flows:
        if built.sources.has_shared(built.files):
            for rule in FLOW_RULES:
                yield from with_rule(rule.id, rule.check(built, lists))


def _in_words(sources: Sources, flows: Sequence[BuiltFlow], lists: Lists) -> Iterator[Issue]:
    for wording, file in sources.words.items():
        yield from check_words(file, wording, context(flows), lists)
    for built in flows:
        for wording, file in built.files.words.items():
            yield from check_words(file, wording, context([built]), lists)


def check_words(file: SourceFile[WordsFile], wording: Wording, known: Context, lists: Lists) -> Iterator[Issue]:
    """Yield where the texts of one words file break rules, exceptions or not."""
    for placed in texts(file, wording, known):
        if len(placed.text.text) > TEXT:
            continue  # L36 says that no message can hold it. The rules are made for what can be read.
        for rule in TEXT_RULES:
            if not rule.holds_for(placed.text, wording.locale):
                continue
            for found in rule.check(placed.text, lists):
                path, line = placed.place(found.line)
                severity = found.severity or rule.severity[wording.register]
                yield file.issue(path, found.what, found.instead, severity, rule=rule.id, text_line=line)


def _set_apart(sources: Sources, found: Iterable[Issue]) -> tuple[list[Issue], list[Excepted]]:
    """Part what was found into what counts and what is excepted, and point at exceptions that except nothing."""
    exceptions = {
        (file.name, each.rule, each.where): (file, number, each)
        for file in sources.all_words()
        for number, each in enumerate(file.model.exceptions)
    }
    kept: list[Issue] = []
    excepted: list[Excepted] = []
    used = set()
    for issue in found:
        first, second = (*issue.path.split("."), "", "")[:2]
        key = (issue.file, issue.rule, (first, second))
        if key in exceptions and issue.rule in _EXCEPTED:
            used.add(key)
            excepted.append(Excepted(issue, exceptions[key][2].because))
        else:
            kept.append(issue)
    kept += (_unused(*exception) for key, exception in exceptions.items() if key not in used)
    return kept, excepted


def _unused(file: SourceFile[WordsFile], number: int, exception: ExceptionFile) -> Issue:
    path = ("exceptions", number, "rule")
    if exception.rule not in BY_ID:
        return file.issue(path, f"there is no rule {exception.rule}", "see docs/easy-read-rules.md")
    if exception.rule not in _EXCEPTED:
        what = f"{exception.rule} has no exceptions: it is not about one text"
        return file.issue(path, what, "put right what it finds")
    what = f"nothing in {'.'.join(exception.where)} breaks {exception.rule}"
    return replace(file.issue(path, what, "take the exception out"), severity=Severity.WARNING)


def _concerns(issue: Issue, flow: str) -> bool:
    parts = issue.file.split("/")
    return len(parts) < 3 or parts[1] in {flow, COMMON}  # noqa: PLR2004 - the folder, the flow's folder, a file in it
