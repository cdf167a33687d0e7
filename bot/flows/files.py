"""The conversation files of a folder, read but not yet put together."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from bot.engine.ids import FlowId
from bot.engine.issues import Issue
from bot.engine.wording import Register, Wording
from bot.flows.format import FlowFile, PicturesFile, ScalesFile, StepsFile, WordsFile
from bot.flows.phrases import DistressFile, ReviewFirstFile, UnderstoodFile
from bot.flows.reader import read
from bot.flows.source import Source

ModelT = TypeVar("ModelT", bound=BaseModel)

COMMON = "common"
"""The folder of what the flows share."""

DOOR = FlowId("welcome")
"""The flow that everyone meets first: which words, which ward, who they are."""

FLOW_NAME = re.compile(r"[a-z0-9][a-z0-9-]{,19}")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_UNPUBLISHED = re.compile(r"^unpublished:[ \t]*[^\s#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FileRead(Generic[ModelT]):
    """A file that was read without a fault, with the place of everything in it."""

    model: ModelT
    source: Source


@dataclass(frozen=True, slots=True)
class FlowFiles:
    """One flow's own files."""

    flow: FileRead[FlowFile]
    words: Mapping[Wording, FileRead[WordsFile]]


@dataclass(slots=True)
class Folder:
    """Everything read from a conversations folder, and every fault met on the way."""

    root: Path
    unpublished: Container[str] = ()
    """The languages of which words are read too that people are not offered yet."""
    issues: list[Issue] = field(default_factory=list)
    scales: FileRead[ScalesFile] | None = None
    pictures: FileRead[PicturesFile] | None = None
    steps: dict[str, FileRead[StepsFile]] = field(default_factory=dict)
    words: dict[Wording, FileRead[WordsFile]] = field(default_factory=dict)
    understood: dict[str, FileRead[UnderstoodFile]] = field(default_factory=dict)
    distress: dict[str, FileRead[DistressFile]] = field(default_factory=dict)
    review_first: dict[str, FileRead[ReviewFirstFile]] = field(default_factory=dict)
    flows: dict[str, FlowFiles] = field(default_factory=dict)
    held_back: set[Wording] = field(default_factory=set)
    """Wordings whose common words people are not offered yet, so that no flow has them either."""
    unread: set[str] = field(default_factory=set)
    """Files whose own faults are told. What leans on one is not told too, so that the cause stands out."""

    def take(self, file: Path, model: type[ModelT], under: str = "") -> FileRead[ModelT] | None:
        """Read one file, noting its faults."""
        relative = file.relative_to(self.root).as_posix()
        found, source, issues = read(file, f"{self.root.name}/{relative}", model, under)
        self.issues.extend(issues)
        if found is None:
            self.unread.add(relative)
            return None
        return FileRead(found, source)

    def all_words(self) -> Iterator[FileRead[WordsFile]]:
        """Yield every words file: the common ones, then those of each flow."""
        yield from self.words.values()
        for flow in self.flows.values():
            yield from flow.words.values()

    def is_whole(self, files: FlowFiles) -> bool:
        """Tell whether every shared file that a flow leans on was read; if not, its faults are not its own."""
        uses = [step.use for step in files.flow.model.steps if step.use is not None]
        return self.scales is not None and all(each in self.steps for each in uses)


def read_folder(root: Path, *, unpublished: Container[str] = ()) -> Folder:
    """Read a conversations folder. Never raises for what an author wrote; see `Folder.issues`."""
    folder = Folder(root, unpublished)
    if not root.is_dir():
        folder.issues.append(Issue(str(root), 1, 1, "folder", "there is no such folder", "set SAYSO_CONVERSATIONS_DIR"))
        return folder
    common = root / COMMON
    folder.scales = folder.take(common / "scales.yaml", ScalesFile, "scales")
    folder.pictures = folder.take(common / "pictures.yaml", PicturesFile, "pictures")
    folder.steps = _each(folder, common / "steps", StepsFile, "steps")
    folder.review_first = _each(folder, common / "review-first", ReviewFirstFile)
    folder.held_back = {each for each, file in _named(folder, common) if _is_held_back(folder, each, file)}
    folder.words = _words(folder, common)
    unused = {each.locale for each in folder.held_back} - {each.locale for each in folder.words}
    folder.understood = _each(folder, common / "understood", UnderstoodFile, but=unused)
    folder.distress = _each(folder, common / "distress", DistressFile)
    for flow_folder in sorted(
        each for each in root.iterdir() if each.is_dir() and each.name != COMMON and each.name[0] != "."
    ):
        if not FLOW_NAME.fullmatch(flow_folder.name):
            name = f"{root.name}/{flow_folder.name}"
            what = "the name of the folder is not an id"
            issue = Issue(name, 1, 1, "folder", what, "use lower case letters, digits and hyphens, at most 20")
            folder.issues.append(issue)
            continue
        flow = folder.take(flow_folder / "flow.yaml", FlowFile)
        words = _words(folder, flow_folder)
        if flow is not None:
            folder.flows[flow_folder.name] = FlowFiles(flow, words)
    return folder


def languages_in(root: Path) -> frozenset[str]:
    """Return the code of every language that a conversations folder has common words in, offered or not."""
    return frozenset(file.name.partition(".")[0] for file in (root / COMMON / "words").glob("*.yaml"))


def _each(
    folder: Folder, where: Path, model: type[ModelT], under: str = "", *, but: Container[str] = ()
) -> dict[str, FileRead[ModelT]]:
    files = (file for file in sorted(where.glob("*.yaml")) if file.stem not in but)
    reads = {file.stem: folder.take(file, model, under) for file in files}
    return {name: each for name, each in reads.items() if each is not None}


def _words(folder: Folder, where: Path) -> dict[Wording, FileRead[WordsFile]]:
    found: dict[Wording, FileRead[WordsFile]] = {}
    for wording, file in _named(folder, where):
        if wording in folder.held_back or _is_held_back(folder, wording, file):
            continue
        if (words := folder.take(file, WordsFile)) is not None:
            found[wording] = words
    return found


def _named(folder: Folder, where: Path) -> Iterator[tuple[Wording, Path]]:
    """Yield the words files of a folder with the wording that each is named after, noting other names."""
    for file in sorted((where / "words").glob("*.yaml"), key=lambda each: each.stem):
        locale, _, register = file.stem.partition(".")
        if _LOCALE.fullmatch(locale) and register in {"", Register.EASY_READ}:
            yield Wording(locale, Register(register) if register else Register.STANDARD), file
        else:
            name = f"{folder.root.name}/{file.relative_to(folder.root).as_posix()}"
            what = "the name is not one of a words file"
            folder.issues.append(Issue(name, 1, 1, "file", what, "name it en.yaml or en.easy-read.yaml"))


def _is_held_back(folder: Folder, wording: Wording, file: Path) -> bool:
    """Tell from a look at the text whether people are not offered it: reading it as YAML would make starts longer."""
    if wording.locale in folder.unpublished:
        return False
    try:
        return _UNPUBLISHED.search(file.read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False
