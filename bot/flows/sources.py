"""The YAML files of the conversations, each read into its model, before they are built into flows."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel

from bot.engine.ids import FlowId
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register, Wording
from bot.flows.files import Files
from bot.flows.format import FlowFile, PicturesFile, ScalesFile, StepsFile, WordsFile
from bot.flows.phrases import DistressFile, ReviewFirstFile, UnderstoodFile
from bot.flows.reader import read
from bot.flows.source import SourceFile

ModelT = TypeVar("ModelT", bound=BaseModel)

COMMON = "common"
"""The folder of what the flows share."""

DOOR = FlowId("welcome")
"""The flow that everyone starts in: which words, which ward, who they are."""

FLOW_NAME = re.compile(r"[a-z0-9][a-z0-9-]{,19}")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_UNPUBLISHED = re.compile(rb"^unpublished:[ \t]*[^\s#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FlowSources:
    """One flow's own files."""

    flow: SourceFile[FlowFile]
    words: Mapping[Wording, SourceFile[WordsFile]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything read from the files of the conversations, and every issue in a file by itself."""

    files: Files
    scales: SourceFile[ScalesFile] | None = None
    pictures: SourceFile[PicturesFile] | None = None
    steps: Mapping[str, SourceFile[StepsFile]] = field(default_factory=dict)
    words: Mapping[Wording, SourceFile[WordsFile]] = field(default_factory=dict)
    understood: Mapping[str, SourceFile[UnderstoodFile]] = field(default_factory=dict)
    distress: Mapping[str, SourceFile[DistressFile]] = field(default_factory=dict)
    review_first: Mapping[str, SourceFile[ReviewFirstFile]] = field(default_factory=dict)
    flows: Mapping[str, FlowSources] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Paths of files with issues of their own. What follows from one is not reported, so that the cause shows."""
    issues: tuple[Issue, ...] = ()

    def all_words(self) -> Iterator[SourceFile[WordsFile]]:
        """Yield every words file: the common ones, then those of each flow."""
        yield from self.words.values()
        for flow in self.flows.values():
            yield from flow.words.values()

    def has_shared(self, flow: FlowSources) -> bool:
        """Tell whether every shared file that a flow needs was read; if not, its issues are not its own."""
        uses = [step.use for step in flow.flow.model.steps if step.use is not None]
        return self.scales is not None and all(name in self.steps for name in uses)

    def sort_issues(self, issues: Iterable[Issue]) -> list[Issue]:
        """Return issues in order, without repeats. In unpublished words an error stops nothing: it is a warning."""
        unpublished = {words.name for words in self.all_words() if words.model.unpublished}
        return sorted(
            {
                replace(issue, severity=Severity.WARNING)
                if issue.severity is Severity.ERROR and issue.file in unpublished
                else issue
                for issue in issues
            }
        )


def read_sources(files: Files, *, unpublished: Container[str] = ()) -> Sources:
    """Read the files of the conversations. Never raises for what an author wrote; see `Sources.issues`.

    Of the languages in `unpublished`, words are read that are not offered to respondents yet.
    """
    return _Reading(files, unpublished).sources()


def languages_in(files: Files) -> frozenset[str]:
    """Return the code of every language that has common words, offered or not."""
    return frozenset(_stem(path).partition(".")[0] for path in files.in_folder(f"{COMMON}/words"))


@dataclass(slots=True)
class _Reading:
    """One pass over the files, and the issues collected on the way."""

    files: Files
    unpublished: Container[str]
    issues: list[Issue] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    not_offered: frozenset[Wording] = frozenset()
    """Wordings whose common words are not offered yet, so that no flow has them either."""

    def sources(self) -> Sources:
        """Read every file that the conversations need."""
        scales = self._read(f"{COMMON}/scales.yaml", ScalesFile, "scales")
        pictures = self._read(f"{COMMON}/pictures.yaml", PicturesFile, "pictures")
        steps = self._read_each("steps", StepsFile, "steps")
        review_first = self._read_each("review-first", ReviewFirstFile)
        named = self._wordings(COMMON)
        self.not_offered = frozenset(wording for wording, path in named if self._is_withheld(wording, path))
        words = self._read_words(named)
        unused = {wording.locale for wording in self.not_offered} - {wording.locale for wording in words}
        return Sources(
            files=self.files,
            scales=scales,
            pictures=pictures,
            steps=steps,
            words=words,
            understood=self._read_each("understood", UnderstoodFile, skip=unused),
            distress=self._read_each("distress", DistressFile),
            review_first=review_first,
            flows=dict(self._flows()),
            unread=frozenset(self.unread),
            issues=tuple(self.issues),
        )

    def _flows(self) -> Iterator[tuple[str, FlowSources]]:
        for name in sorted({path.partition("/")[0] for path in self.files if "/" in path} - {COMMON}):
            if not FLOW_NAME.fullmatch(name):
                what = "the name of the folder is not an id"
                suggestion = "use lower case letters, digits and hyphens, at most 20"
                self.issues.append(Issue(f"{self.files.name}/{name}", 1, 1, "folder", what, suggestion))
                continue
            flow = self._read(f"{name}/flow.yaml", FlowFile)
            words = self._read_words(self._wordings(name))
            if flow is not None:
                yield name, FlowSources(flow, words)

    def _read(self, path: str, model: type[ModelT], under: str = "") -> SourceFile[ModelT] | None:
        source, issues = read(self.files.get(path), f"{self.files.name}/{path}", model, under)
        self.issues.extend(issues)
        if source is None:
            self.unread.add(path)
        return source

    def _read_each(
        self, folder: str, model: type[ModelT], under: str = "", *, skip: Container[str] = ()
    ) -> dict[str, SourceFile[ModelT]]:
        paths = [path for path in self.files.in_folder(f"{COMMON}/{folder}") if _stem(path) not in skip]
        sources = {_stem(path): self._read(path, model, under) for path in paths}
        return {name: source for name, source in sources.items() if source is not None}

    def _read_words(self, named: Iterable[tuple[Wording, str]]) -> dict[Wording, SourceFile[WordsFile]]:
        offered = [
            (wording, path)
            for wording, path in named
            if wording not in self.not_offered and not self._is_withheld(wording, path)
        ]
        sources = {wording: self._read(path, WordsFile) for wording, path in offered}
        return {wording: source for wording, source in sources.items() if source is not None}

    def _wordings(self, folder: str) -> list[tuple[Wording, str]]:
        """Return the words files in a folder, each with the wording that it is named after."""
        named: list[tuple[Wording, str]] = []
        for path in sorted(self.files.in_folder(f"{folder}/words"), key=_stem):
            locale, _, register = _stem(path).partition(".")
            if _LOCALE.fullmatch(locale) and register in {"", Register.EASY_READ}:
                named.append((Wording(locale, Register(register) if register else Register.STANDARD), path))
            else:
                what, suggestion = "the name is not one of a words file", "name it en.yaml or en.easy-read.yaml"
                self.issues.append(Issue(f"{self.files.name}/{path}", 1, 1, "file", what, suggestion))
        return named

    def _is_withheld(self, wording: Wording, path: str) -> bool:
        """Tell from the text alone whether words are not offered yet: parsing them would slow every start."""
        return wording.locale not in self.unpublished and _UNPUBLISHED.search(self.files[path]) is not None


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")
