"""The format of the word lists in common/rules/."""

from typing import Annotated

from pydantic import Field

from bot.flows.format import FileModel

Entry = Annotated[str, Field(min_length=1, max_length=80)]


class GlossaryFile(FileModel):
    """`common/rules/glossary.yaml`: words with the sentence that explains each in easy read."""

    glossary: dict[Entry, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)


class HardWordsFile(FileModel):
    """`common/rules/hard-words.yaml`: words that easy read explains or leaves out, with what to write instead."""

    hard_words: dict[Entry, str] = Field(default_factory=dict)


class InitialsFile(FileModel):
    """`common/rules/initials.yaml`: words in capital letters that need no spelling out, and why."""

    initials: dict[Entry, str] = Field(default_factory=dict)


class IdiomsFile(FileModel):
    """`common/rules/idioms.yaml`: figures of speech, with what to write instead."""

    idioms: dict[Entry, str] = Field(default_factory=dict)


class SynonymFile(FileModel):
    """The preferred word for something, and its synonyms."""

    say: Entry
    """The word that is used everywhere."""
    not_: Annotated[list[Entry], Field(alias="not", min_length=1)]
    """Other words for the same thing."""


class SynonymsFile(FileModel):
    """`common/rules/synonyms.yaml`: one word for one thing."""

    synonyms: list[SynonymFile] = Field(default_factory=list)


class SetPhrasesFile(FileModel):
    """`common/rules/set-phrases.yaml`: pairs of words that ask one thing."""

    phrases: list[Entry] = Field(default_factory=list)
    """The pairs, such as “dignity and respect”."""


class CommonWordsFile(FileModel):
    """`common/rules/common-words.yaml`: words that easy read may use without explaining them."""

    words: str = ""
    """Everyday words, with spaces between."""
    names: str = ""
    """Names that people know, with spaces between."""


class HelpNumberFile(FileModel):
    """A checked phone number."""

    for_: Annotated[Entry, Field(alias="for")]
    """What it is for."""
    card: bool = False
    """True if every help card must have it."""


class HelpNumbersFile(FileModel):
    """`common/rules/help-numbers.yaml`: every phone number that words may contain."""

    numbers: dict[Entry, HelpNumberFile] = Field(default_factory=dict)
