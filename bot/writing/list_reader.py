"""Reading the lists of common/rules/, only where words are checked: the program itself does without them."""

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
from bot.writing.lists import FOLDER, Lists, digits

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(slots=True)
class _Reading:
    """The files that lists are read from, and the issues in them."""

    files: Files
    issues: list[Issue] = field(default_factory=list)

    def take(self, name: str, model: type[ModelT], under: str = "") -> ModelT:
        """Read one list. One that is not there or not sound is empty, and an issue says so."""
        path = f"{COMMON}/{FOLDER}/{name}"
        shown = f"{self.files.name}/{path}"
        if path not in self.files:
            what, suggestion = "there is no such list, so some rules find less", "take the one that Sayso ships"
            self.issues.append(Issue(shown, 1, 1, "file", what, suggestion, Severity.WARNING))
            return model()
        source, issues = read(self.files[path], shown, model, under)
        self.issues.extend(issues)
        return model() if source is None else source.model


def read_lists(files: Files) -> tuple[Lists, tuple[Issue, ...]]:
    """Read the lists among the files of the conversations. Never raises for what an author wrote; the issues say it."""
    reading = _Reading(files)
    common = reading.take("common-words.yaml", CommonWordsFile)
    synonyms = reading.take("synonyms.yaml", SynonymsFile, "synonyms").synonyms
    numbers = reading.take("help-numbers.yaml", HelpNumbersFile, "numbers").numbers
    lists = Lists(
        glossary=_lower(reading.take("glossary.yaml", GlossaryFile, "glossary").glossary),
        hard_words=_lower(reading.take("hard-words.yaml", HardWordsFile, "hard_words").hard_words),
        initials=frozenset(reading.take("initials.yaml", InitialsFile, "initials").initials),
        synonyms={other.lower(): each.say for each in synonyms for other in each.not_},
        idioms=_lower(reading.take("idioms.yaml", IdiomsFile, "idioms").idioms),
        set_phrases=tuple(each.lower() for each in reading.take("set-phrases.yaml", SetPhrasesFile).phrases),
        common=frozenset(common.words.lower().split()),
        names=frozenset(common.names.split()),
        help_numbers={digits(number): each.card for number, each in numbers.items()},
    )
    return lists, tuple(reading.issues)


def _lower(entries: Mapping[str, str]) -> dict[str, str]:
    return {key.lower(): value for key, value in entries.items()}
