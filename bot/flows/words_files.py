"""Words files of another language: built from translated texts, and laid out as YAML."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.engine.wording import Wording
from bot.flows.format import WordsFile
from bot.flows.languages import name_of
from bot.flows.sources import COMMON
from bot.flows.translations import Place, written
from bot.flows.writer import laid_out

POINTER = "# yaml-language-server: $schema="
"""The beginning of the line by which a file says which schema it keeps to. Editors find it anywhere in the file."""

UNCHECKED = "not checked by a speaker"
HEADER = """\
# DRAFT: a translation of the English beside it. See “Other languages” in ../../README.md.
# CHECK BEFORE GOING LIVE, with people who speak the language: every word; above all the question and the options of the
# Friends and Family Test, the help card and the privacy notice.
"""

_FIRST = ("language", "unpublished", "signed_off")
_ABOUT = (*_FIRST, "exceptions")
"""The parts of a words file that are no words."""


def with_texts(
    words: WordsFile, texts: Mapping[Place, str], *, order: Iterable[Place], made_from: Mapping[Place, str]
) -> WordsFile:
    """Return a words file with these texts in the place of its own, in this order; those not named come last."""
    ordered = {place: texts[place] for place in [*order, *texts] if place in texts}
    tree: dict[str, Any] = {}
    for place, text in ordered.items():
        node = tree
        for part in place[:-1]:
            node = node.setdefault(part, {})
        node[place[-1]] = text
    noted = {written(place): made_from[place] for place in ordered if made_from.get(place)}
    kept = words.model_dump(include=set(_ABOUT), exclude_defaults=True)
    return WordsFile.model_validate({**kept, **tree, "translated_from": noted})


def new_words(part: str, wording: Wording) -> WordsFile:
    """Return a words file with nothing in it yet, which people are not offered."""
    return WordsFile(language=name_of(wording.locale) if part == COMMON else "", unpublished=UNCHECKED)


def as_yaml(words: WordsFile, header: str = HEADER) -> str:
    """Return a words file as text, part by part, texts of several lines as they are read."""
    parts = words.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    top: dict[str, Any] = {name: parts.pop(name) for name in _FIRST if name in parts}
    pieces = [top, *({name: content} for name, content in parts.items())]
    return header + "\n".join(laid_out(piece) for piece in pieces if piece)


def pointer(part: str) -> str:
    """Return the last line of a words file, which leads an editor to its schema."""
    return f"{POINTER}{'..' if part == COMMON else f'../../{COMMON}'}/schema/words.json"


def header_of(text: str) -> str:
    """Return the notes at the top of a file."""
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:first])
