"""The word lists that rules use. Admins edit them in conversations/common/rules/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.writing.forms import base_forms

FOLDER = "rules"


@dataclass(frozen=True)
class WordLists:
    """The contents of the word lists, in lower case except initials and names."""

    glossary: Mapping[str, str] = field(default_factory=dict)
    hard_words: Mapping[str, str] = field(default_factory=dict)
    initials: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    """The preferred word for each synonym."""
    idioms: Mapping[str, str] = field(default_factory=dict)
    set_phrases: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    help_numbers: Mapping[str, bool] = field(default_factory=dict)
    """Phone numbers by their digits, and whether the help card must have them."""

    def is_common(self, word: str) -> bool:
        """Tell whether a word is an everyday word or a form of one."""
        return any(base in self.common for base in base_forms(word))

    def is_name(self, word: str) -> bool:
        """Tell whether a word is a well-known name or a form of one."""
        return word[:1].isupper() and any(base in self._lower_names for base in base_forms(word))

    def is_explained(self, word: str) -> bool:
        """Tell whether the glossary explains a word, alone or as part of a phrase."""
        return any(base in self._explained for base in base_forms(word))

    @cached_property
    def _lower_names(self) -> frozenset[str]:
        return frozenset(name.lower() for name in self.names)

    @cached_property
    def _explained(self) -> frozenset[str]:
        return frozenset(word for phrase in self.glossary for word in (*phrase.split(), phrase))


def digits(number: str) -> str:
    """Return a phone number without spaces.

    >>> digits("116 123")
    '116123'
    """
    return "".join(number.split())
