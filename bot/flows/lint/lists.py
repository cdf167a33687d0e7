"""The lists that rules look things up in. They stand in conversations/common/rules/, for an admin to change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.engine.issues import Issue, Severity
from bot.flows.files import COMMON
from bot.flows.lint.forms import bases
from bot.flows.lint.list_files import (
    CommonWordsFile,
    GlossaryFile,
    HardWordsFile,
    HelpNumbersFile,
    IdiomsFile,
    InitialsFile,
    SetPhrasesFile,
    SynonymsFile,
)
from bot.flows.reader import read

FOLDER = "rules"

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Lists:
    """What stands in the lists, all but initials and names in lower case."""

    glossary: Mapping[str, str] = field(default_factory=dict)
    hard_words: Mapping[str, str] = field(default_factory=dict)
    initials: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    """The word to use, by each that is not."""
    idioms: Mapping[str, str] = field(default_factory=dict)
    set_phrases: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    help_numbers: Mapping[str, bool] = field(default_factory=dict)
    """Whether a number must stand on the help card, by its digits."""

    def is_common(self, word: str) -> bool:
        """Tell whether a word is an everyday word or a form of one."""
        return any(base in self.common for base in bases(word))

    def is_name(self, word: str) -> bool:
        """Tell whether a word is a name that people know, or a form of one."""
        return word[:1].isupper() and any(base in self._lower_names for base in bases(word))

    def is_explained(self, word: str) -> bool:
        """Tell whether a word stands in the glossary, alone or as part of what is explained there."""
        return any(base in self._explained for base in bases(word))

    @cached_property
    def _lower_names(self) -> frozenset[str]:
        return frozenset(each.lower() for each in self.names)

    @cached_property
    def _explained(self) -> frozenset[str]:
        return frozenset(word for each in self.glossary for word in (*each.split(), each))


@dataclass(slots=True)
class _Reading:
    """The folder that lists are read from, and the issues met on the way."""

    root: Path
    issues: list[Issue] = field(default_factory=list)

    def take(self, name: str, model: type[ModelT], under: str = "") -> ModelT:
        """Read one list. One that is not there or not sound is empty, and an issue says so."""
        file, shown = self.root / COMMON / FOLDER / name, f"{self.root.name}/{COMMON}/{FOLDER}/{name}"
        if not file.is_file():
            what, suggestion = "there is no such list, so some rules find less", "take the one that Sayso ships"
            self.issues.append(Issue(shown, 1, 1, "file", what, suggestion, Severity.WARNING))
            return model()
        found, _, issues = read(file, shown, model, under)
        self.issues.extend(issues)
        return model() if found is None else found


def read_lists(root: Path) -> tuple[Lists, tuple[Issue, ...]]:
    """Read the lists of a conversations folder. Never raises for what an author wrote; the issues say it."""
    reading = _Reading(root)
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


def digits(number: str) -> str:
    """Return a phone number without spaces.

    >>> digits("116 123")
    '116123'
    """
    return "".join(number.split())


def _lower(entries: Mapping[str, str]) -> dict[str, str]:
    return {key.lower(): value for key, value in entries.items()}
