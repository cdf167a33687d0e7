"""Checks conversations against every rule for writing, and applies the exceptions of their words files."""

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
from bot.writing.lists import WordLists
from bot.writing.registry import BY_ID, FLOW_RULES, TEXT_RULES
from bot.writing.texts import FlowContext, flow_context, texts

_WITH_EXCEPTIONS = frozenset(rule.id for rule in TEXT_RULES)
"""Rules that allow exceptions: those about one text."""


@dataclass(frozen=True, slots=True)
class ExceptedIssue:
    """An issue that a words file excepts, and the reason."""

    issue: Issue
    because: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The conversations and the issues in them, in order of file and line.

    `excepted` are issues that words files except. Whoever signs off the words is shown the exceptions.
    """

    sources: Sources
    library: Library
    issues: tuple[Issue, ...]
    excepted: tuple[ExceptedIssue, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that must be fixed before the words are published."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Return the number of issues of each severity."""
        return {severity: sum(issue.severity is severity for issue in self.issues) for severity in Severity}

    def of(self, flow: str) -> "CheckReport":
        """Return the issues in the files of one flow and in the common ones."""
        issues = (issue for issue in self.issues if _concerns(issue, flow))
        excepted = (excepted for excepted in self.excepted if _concerns(excepted.issue, flow))
        return CheckReport(self.sources, self.library, tuple(issues), tuple(excepted))

    def without_drawings(self, broken: Iterable[PictureId]) -> "CheckReport":
        """Return the report with an issue for each picture that cannot be drawn."""
        pictures = self.sources.pictures
        if pictures is None:
            return self
        suggestion = "put a whole SVG file there"
        issues = [
            pictures.issue((picture,), f"the picture “{picture}” cannot be drawn", suggestion, rule="L23")
            for picture in broken
            if self.library.pictures[picture].exists()
        ]
        return replace(self, issues=tuple(sorted((*self.issues, *issues))))


def check(files: Files) -> CheckReport:
    """Check conversations against every rule, with the languages that are not offered to respondents yet.

    Never raises for what an author wrote.
    """
    sources = read_sources(files, unpublished=languages_in(files))
    flows = build_flows(sources)
    library = library_of(sources, flows)
    lists, list_issues = read_lists(files)
    issues = {*library.issues, *list_issues, *_check_flows(flows, lists), *_check_all_words(sources, flows, lists)}
    kept, excepted = _apply_exceptions(sources, sources.sort_issues(issues))
    return CheckReport(sources, library, tuple(sorted(kept)), tuple(excepted))


def _check_flows(flows: Iterable[BuiltFlow], lists: WordLists) -> Iterator[Issue]:
    for built in flows:
        if built.sources.has_shared(built.files):
            for rule in FLOW_RULES:
                yield from with_rule(rule.id, rule.check(built, lists))


def _check_all_words(sources: Sources, flows: Sequence[BuiltFlow], lists: WordLists) -> Iterator[Issue]:
    for wording, file in sources.words.items():
        yield from check_words(file, wording, flow_context(flows), lists)
    for built in flows:
        for wording, file in built.files.words.items():
            yield from check_words(file, wording, flow_context([built]), lists)


def check_words(
    file: SourceFile[WordsFile], wording: Wording, context: FlowContext, lists: WordLists
) -> Iterator[Issue]:
    """Yield the issues in the texts of one words file, before exceptions."""
    for located in texts(file, wording, context):
        if len(located.passage.text) > TEXT:
            continue  # L36 reports it as too long for a message; the other rules may be slow on it.
        for rule in TEXT_RULES:
            if not rule.applies_to(located.passage, wording.locale):
                continue
            for finding in rule.check(located.passage, lists):
                path, line = located.locate(finding.line)
                severity = finding.severity or rule.severity[wording.register]
                yield file.issue(path, finding.what, finding.suggestion, severity, rule=rule.id, text_line=line)


def _apply_exceptions(sources: Sources, issues: Iterable[Issue]) -> tuple[list[Issue], list[ExceptedIssue]]:
    """Separate excepted issues from the others, and add an issue for each exception that excepts nothing."""
    exceptions = {
        (file.name, exception.rule, exception.where): (file, number, exception)
        for file in sources.all_words()
        for number, exception in enumerate(file.model.exceptions)
    }
    kept: list[Issue] = []
    excepted: list[ExceptedIssue] = []
    used = set()
    for issue in issues:
        first, second = (*issue.path.split("."), "", "")[:2]
        key = (issue.file, issue.rule, (first, second))
        if key in exceptions and issue.rule in _WITH_EXCEPTIONS:
            used.add(key)
            excepted.append(ExceptedIssue(issue, exceptions[key][2].because))
        else:
            kept.append(issue)
    kept += (_unused_exception(*exception) for key, exception in exceptions.items() if key not in used)
    return kept, excepted


def _unused_exception(file: SourceFile[WordsFile], number: int, exception: ExceptionFile) -> Issue:
    path = ("exceptions", number, "rule")
    if exception.rule not in BY_ID:
        return file.issue(path, f"there is no rule {exception.rule}", "see docs/easy-read-rules.md")
    if exception.rule not in _WITH_EXCEPTIONS:
        what = f"{exception.rule} has no exceptions: it is not about one text"
        return file.issue(path, what, "fix the issues instead")
    what = f"nothing in {'.'.join(exception.where)} breaks {exception.rule}"
    return replace(file.issue(path, what, "remove the exception"), severity=Severity.WARNING)


def _concerns(issue: Issue, flow: str) -> bool:
    parts = issue.file.split("/")
    return len(parts) < 3 or parts[1] in {flow, COMMON}  # noqa: PLR2004 - the folder, the flow's folder, a file in it
