"""Reads the word lists in common/rules/. Only checks need them; running the bot does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from bot.engine.issues import Issue, Severity
from bot.flows.files import Files
from bot.flows.reader import read
from bot.flows.sources import COMMON
from bot.writing.list_files import (
    CommonWordsFile,
    GlossaryFile,
    HardWordsFile,
    HelpNumbersFile,
    IdiomsFile,
    InitialsFile,
    SetPhrasesFile,
    SynonymsFile,
)
from bot.writing.lists import FOLDER, WordLists, digits

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(slots=True)
class _ListReader:
    """The files that lists are read from, and the issues in them."""

    files: Files
    issues: list[Issue] = field(default_factory=list)

    def read(self, name: str, model: type[ModelT], under: str = "") -> ModelT:
        """Read a list. If it is missing or has errors, the result is empty and an issue is recorded."""
        path = f"{COMMON}/{FOLDER}/{name}"
        shown = f"{self.files.name}/{path}"
        if path not in self.files:
            what, suggestion = "this list is missing, so some rules find less", "use the one that Sayso ships"
            self.issues.append(Issue(shown, 1, 1, "file", what, suggestion, Severity.WARNING))
            return model()
        source, issues = read(self.files[path], shown, model, under)
        self.issues.extend(issues)
        return model() if source is None else source.model


def read_lists(files: Files) -> tuple[WordLists, tuple[Issue, ...]]:
    """Read the lists among the files of the conversations. Never raises for what an author wrote."""
    reader = _ListReader(files)
    common = reader.read("common-words.yaml", CommonWordsFile)
    synonyms = reader.read("synonyms.yaml", SynonymsFile, "synonyms").synonyms
    numbers = reader.read("help-numbers.yaml", HelpNumbersFile, "numbers").numbers
    lists = WordLists(
        glossary=_lower(reader.read("glossary.yaml", GlossaryFile, "glossary").glossary),
        hard_words=_lower(reader.read("hard-words.yaml", HardWordsFile, "hard_words").hard_words),
        initials=frozenset(reader.read("initials.yaml", InitialsFile, "initials").initials),
        synonyms={other.lower(): synonym.say for synonym in synonyms for other in synonym.not_},
        idioms=_lower(reader.read("idioms.yaml", IdiomsFile, "idioms").idioms),
        set_phrases=tuple(phrase.lower() for phrase in reader.read("set-phrases.yaml", SetPhrasesFile).phrases),
        common=frozenset(common.words.lower().split()),
        names=frozenset(common.names.split()),
        help_numbers={digits(number): entry.card for number, entry in numbers.items()},
    )
    return lists, tuple(reader.issues)


def _lower(entries: Mapping[str, str]) -> dict[str, str]:
    return {key.lower(): value for key, value in entries.items()}
