"""The lists that rules look things up in. They stand in conversations/common/rules/, for an admin to change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.writing.forms import bases

FOLDER = "rules"


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


def digits(number: str) -> str:
    """Return a phone number without spaces.

    >>> digits("116 123")
    '116123'
    """
    return "".join(number.split())
