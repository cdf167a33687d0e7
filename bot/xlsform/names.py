"""Names in a workbook: of sheets, columns, questions, and languages with their codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.wording import Register, Wording

SURVEY, CHOICES, SETTINGS, OWN_WORDS = "survey", "choices", "settings", "sayso"
"""The sheets. The last is only for Sayso: it has the notices and buttons that the conversation words differently."""

SAYSO_PREFIX = "sayso_"
"""The prefix of columns that only Sayso reads. It has no colon: other programs make XML elements of the columns of the
choices sheet."""

MAX_ID_LENGTH = 20
_ID = re.compile(rf"[a-z0-9][a-z0-9-]{{,{MAX_ID_LENGTH - 1}}}")
_RESERVED = {"meta"}
_LANGUAGE = re.compile(r"(?P<name>.*?)\s*\((?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)")
_SIMPLE = "-simple"
_EASY_READ = " easy read"


@dataclass(frozen=True, slots=True)
class Language:
    """What follows `label::`: a language's name, and the wording it is in Sayso."""

    name: str
    wording: Wording

    def __str__(self) -> str:
        """Return the language as XLSForm writes it. Easy read is a separate language there.

        >>> print(Language("English", Wording("en", Register.EASY_READ)))
        English easy read (en-simple)
        """
        if self.wording.register is Register.EASY_READ:
            return f"{self.name}{_EASY_READ} ({self.wording.locale}{_SIMPLE})"
        return f"{self.name} ({self.wording.locale})"


def language(text: str, known: Mapping[str, Language]) -> Language | None:
    """Return the language of a column by its code, or the known one of this name, or None."""
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return known.get(text)
    code, name = match["code"], match["name"]
    if code.endswith(_SIMPLE):
        return Language(name.removesuffix(_EASY_READ), Wording(code.removesuffix(_SIMPLE), Register.EASY_READ))
    return Language(name, Wording(code))


def name_of(step: str) -> str:
    """Return the name of a question in the workbook: its id, with `_` before a leading digit.

    >>> name_of("about-you"), name_of("2-days")
    ('about-you', '_2-days')
    """
    return f"_{step}" if step[0].isdigit() or step in _RESERVED else step


def id_of(name: str) -> str | None:
    """Return the id for a name in the workbook, or None if it cannot be made into one.

    >>> id_of("Age_group"), id_of("_2-days"), id_of("1. What?")
    ('age-group', '2-days', None)
    """
    normalised = name.strip().lower().replace("_", "-").lstrip("-")
    return normalised if _ID.fullmatch(normalised) else None
