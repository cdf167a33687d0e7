"""Names in a workbook: sheets, columns, the names of questions, and languages with their codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.wording import Register, Wording

SURVEY, CHOICES, SETTINGS, OWN_WORDS = "survey", "choices", "settings", "sayso"
"""The sheets. The last holds the notices and buttons that a conversation words in its own way; only Sayso reads it."""

OURS = "sayso_"
"""How columns begin that only Sayso reads. In the sheet of choices, other programs take a column for the name of an XML
element, so there can be no colons in it."""

LONGEST_ID = 20
_ID = re.compile(rf"[a-z0-9][a-z0-9-]{{,{LONGEST_ID - 1}}}")
_RESERVED = {"meta"}
_LANGUAGE = re.compile(r"(?P<name>.*?)\s*\((?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)")
_SIMPLE = "-simple"
_EASY_READ = " easy read"


@dataclass(frozen=True, slots=True)
class Language:
    """What stands after `label::`: the words' language by its name, and which wording it is."""

    name: str
    wording: Wording

    def __str__(self) -> str:
        """Return the language as XLSForm writes it; easy read is a language of its own there.

        >>> print(Language("English", Wording("en", Register.EASY_READ)))
        English easy read (en-simple)
        """
        if self.wording.register is Register.EASY_READ:
            return f"{self.name}{_EASY_READ} ({self.wording.locale}{_SIMPLE})"
        return f"{self.name} ({self.wording.locale})"


def language(text: str, known: Mapping[str, Language]) -> Language | None:
    """Return the language that a column names; by its code, else one that is known by this name, else None."""
    found = _LANGUAGE.fullmatch(text)
    if found is None:
        return known.get(text)
    code, name = found["code"], found["name"]
    if code.endswith(_SIMPLE):
        return Language(name.removesuffix(_EASY_READ), Wording(code.removesuffix(_SIMPLE), Register.EASY_READ))
    return Language(name, Wording(code))


def name_of(step: str) -> str:
    """Return the name of a question in the workbook: its id, which may not begin with a digit there.

    >>> name_of("about-you"), name_of("2-days")
    ('about-you', '_2-days')
    """
    return f"_{step}" if step[0].isdigit() or step in _RESERVED else step


def id_of(name: str) -> str | None:
    """Return the id for a name in the workbook; None where it cannot be one.

    >>> id_of("Age_group"), id_of("_2-days"), id_of("1. What?")
    ('age-group', '2-days', None)
    """
    wanted = name.strip().lower().replace("_", "-").lstrip("-")
    return wanted if _ID.fullmatch(wanted) else None
