"""The format of the lists of what people may type, which is compared in plain form: see `engine/plain.py`."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field

from bot.engine.plain import plain
from bot.engine.wording import Control
from bot.flows.format import FileModel, Id

Phrase = Annotated[str, Field(min_length=1, max_length=80)]


class UnderstoodFile(FileModel):
    """`common/understood/<locale>.yaml`: what people type for a choice or a control."""

    choices: dict[Id, list[Phrase]] = Field(default_factory=dict)
    """What people type for a choice, by its id."""
    controls: dict[Control, list[Phrase]] = Field(default_factory=dict)
    """What people type for a button such as Back or Stop."""

    @cached_property
    def plain_forms(self) -> Mapping[str, tuple[str, ...]]:
        """Return all of it in plain form, by the id of the choice or, with “~” before it, of the control."""
        typed = {**self.choices, **{f"~{control}": phrases for control, phrases in self.controls.items()}}
        return {name: _plain_forms(phrases) for name, phrases in typed.items()}


class DistressFile(FileModel):
    """`common/distress/<locale>.yaml`: words that lead to the help card, and those that only look like it."""

    phrases: list[Phrase]
    """Words that lead to the help card."""
    exceptions: list[Phrase] = Field(default_factory=list)
    """Words in which a phrase above means nothing bad."""

    @cached_property
    def plain_forms(self) -> tuple[str, ...]:
        """Return the phrases in plain form."""
        return _plain_forms(self.phrases)

    @cached_property
    def plain_exceptions(self) -> tuple[str, ...]:
        """Return the exceptions in plain form."""
        return _plain_forms(self.exceptions)


class ReviewFirstFile(FileModel):
    """`common/review-first/<locale>.yaml`: words in comments that staff read before others."""

    phrases: list[Phrase]
    """The words, in any order."""

    @cached_property
    def plain_forms(self) -> tuple[str, ...]:
        """Return the phrases in plain form."""
        return _plain_forms(self.phrases)


def _plain_forms(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(plain, phrases))
