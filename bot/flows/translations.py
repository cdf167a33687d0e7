"""Which English each translated text was made from, so that a later change of the English shows."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.engine.wording import Wording
from bot.flows.format import WordsFile
from bot.flows.source import SourceFile
from bot.flows.sources import COMMON, Sources

ENGLISH = "en"

Place = tuple[str, ...]
"""The way to a text in a words file, as `WordsFile.texts` gives it."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


class TranslationState(StrEnum):
    """Whether a translation is there, and made from the present English."""

    NEW = "new"
    TRANSLATED = "translated"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Translation:
    """One English text and what there is of it in another language, with the hash of what that was made from."""

    file: str
    place: Place
    english: str
    translation: str = ""
    made_from: str = ""

    @property
    def state(self) -> TranslationState:
        """Return the state of the translation. Without a hash of its English, it counts as translated."""
        if not self.translation:
            return TranslationState.NEW
        return (
            TranslationState.STALE
            if self.made_from not in {"", short_hash(self.english)}
            else TranslationState.TRANSLATED
        )


def texts(sources: Sources, wording: Wording) -> Iterator[Translation]:
    """Yield every text that is to be translated into a wording, with what there is of it."""
    english = Wording(ENGLISH, wording.register)
    for part, words in parts(sources):
        if english in words:
            there = words[wording].model if wording in words else WordsFile()
            translated = dict(there.texts())
            for place, text in words[english].model.texts():
                made_from = there.translated_from.get(written(place), "")
                yield Translation(name_of_file(part, wording), place, text, translated.get(place, ""), made_from)


def parts(sources: Sources) -> Iterator[tuple[str, Mapping[Wording, SourceFile[WordsFile]]]]:
    """Yield the folders that have words, the common one first, each with its words."""
    yield COMMON, sources.words
    for name, files in sources.flows.items():
        yield name, files.words


def name_of_file(part: str, wording: Wording) -> str:
    """Return the name of a words file in the conversations folder."""
    return f"{part}/words/{wording}.yaml"


def written(place: Place) -> str:
    """Return a place as it is written: `notices.help`."""
    return ".".join(place)


def short_hash(text: str) -> str:
    """Return a short hash of a text, in letters, which no spreadsheet takes for a number.

    >>> short_hash("Yes"), short_hash("No")
    ('ifkdjkld', 'bokeeckb')
    """
    return hashlib.sha256(text.encode()).hexdigest()[:8].translate(_LETTERS)


def placeholders(text: str) -> frozenset[str]:
    """Return what is filled in to a text.

    >>> sorted(placeholders("Question {n} of {m}"))
    ['{m}', '{n}']
    """
    return frozenset(_PLACEHOLDER.findall(text))
