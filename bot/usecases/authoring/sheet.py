"""A sheet to check a conversation's words with: all that signing it off would cover, as people see it.

People who will read a text go through it together (Inclusion Europe, "Information for all"), one piece after another.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.engine.flow import Check, Flow, FreeText, Message, Scale, Step, WhichService
from bot.engine.ids import FlowId, PictureId
from bot.engine.screen import Picture
from bot.engine.wording import Control, Notice, Register, StepWords, Wording
from bot.flows.files import Files
from bot.flows.flow_map import CALLED, flow_map
from bot.flows.format import StepWordsFile, WordsFile
from bot.flows.library import Library, require_library
from bot.flows.pictures import PictureSource
from bot.flows.signoff import is_signed_off, text_hash
from bot.flows.sources import COMMON, read_sources
from bot.usecases.authoring.rehearsal import EXAMPLE
from bot.usecases.authoring.sign_off import words_files

BLANK = "____"
"""Printed on a sheet for words that are filled in later."""

_FILLED_IN = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a list: its words, and the picture beside or on it."""

    words: str
    picture: PictureId | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece to look at: what it is, its picture and words, its buttons, and what else belongs to it."""

    heading: str
    words: str = ""
    picture: Picture | None = None
    buttons: tuple[SheetLine, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """What it is with what it says: the explanation, the short name in the list of answers, who sees it."""
    rows: tuple[SheetLine, ...] = ()
    """A list of small things, each to be checked by itself."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Pieces that belong together."""

    title: str
    about: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CheckingSheet:
    """All that a group checks. `hashes` has the hash to sign off of each file that the sheet shows all of."""

    flow: FlowId
    wording: Wording
    revision: str
    hashes: Mapping[str, str]
    parts: tuple[SheetSection, ...]
    pictures: Mapping[PictureId, PictureSource]

    @property
    def title(self) -> str:
        """Return what the sheet is for."""
        return f"Checking sheet: {self.flow}, {self.called}"

    @property
    def called(self) -> str:
        """Return which words it shows."""
        language = "" if self.wording.locale == "en" else f" ({self.wording.locale})"
        return f"{CALLED[self.wording.register]}{language}"


def make_sheet(files: Files, flow: str, wording: Wording) -> CheckingSheet:
    """Return the sheet of a conversation in one wording.

    The common words are on it unless they are signed off already. Raises SaysoError where the conversations have
    faults, or there are no such words.
    """
    library = require_library(files, unpublished={wording.locale})
    own, common = words_files(read_sources(files, unpublished={wording.locale}), flow, wording).values()
    checked = library.flows[FlowId(flow)]
    parts = [_own_part(library, checked, wording, own.model)]
    shown = {flow: own}
    if not is_signed_off(common.model):
        parts += _common_parts(checked, wording, own.model, common.model)
        shown[COMMON] = common
    return CheckingSheet(
        flow=checked.id,
        wording=wording,
        revision=checked.revision,
        hashes={name: text_hash(file.model) for name, file in shown.items()},
        parts=tuple(part for part in parts if part.blocks),
        pictures=library.pictures,
    )


def _own_part(library: Library, flow: Flow, wording: Wording, own: WordsFile) -> SheetSection:
    only_if = {step.id: step.only_if for step in flow_map(flow, library.flows.values(), [wording.register]).steps}
    steps = (
        _step(flow, wording, step, heading=f"{number}. {_kind(step)}", only_if=only_if[step.id])
        for number, step in enumerate(_shown(flow, wording), 1)
    )
    about = "What people see, one after another."
    return SheetSection("The conversation", about, (*steps, *_rest(own), *_unshown(flow, wording, own)))


def _common_parts(flow: Flow, wording: Wording, own: WordsFile, common: WordsFile) -> list[SheetSection]:
    """Return all that the common file says but for what the conversation shows of it."""
    about = "People see these at other times."
    others = "These words are in other conversations. They are in the same file, so they are signed off with it."
    return [
        SheetSection("Words that many screens share", about, tuple(_rest(common))),
        SheetSection("Words of other conversations", others, tuple(_unshown(flow, wording, common, besides=own))),
    ]


def _shown(flow: Flow, wording: Wording) -> list[Step]:
    """Return the steps that have words of their own in this wording."""
    return [step for step in flow.steps if wording.register in step.registers and not isinstance(step, Check)]


def _kind(step: Step) -> str:
    return "Words to read" if isinstance(step, Message) else "A question"


def _step(flow: Flow, wording: Wording, step: Step, *, heading: str, only_if: str) -> Block:
    words = flow.words[wording]
    says = words.steps[step.id]
    lines = [says.prompt, says.hint, words.notices[Notice.NO_NAMES] if isinstance(step, FreeText) else ""]
    pictured = wording.register is Register.EASY_READ
    picture = step.picture if pictured else None
    choices = () if isinstance(step, Message | FreeText | WhichService | Check) else step.choices
    return Block(
        heading=heading,
        words=_filled("\n\n".join(filter(None, lines))),
        picture=None if picture is None else Picture(picture, words.pictures[picture]),
        buttons=tuple(SheetLine(says.labels[choice.id], choice.picture if pictured else None) for choice in choices),
        notes=tuple(_notes(flow, wording, says, only_if)),
    )


def _notes(
    flow: Flow, wording: Wording, says: StepWords | StepWordsFile, only_if: str = ""
) -> Iterator[tuple[str, str]]:
    if only_if:
        yield "Not everyone sees this", f"{only_if}."
    if says.explain:
        yield f"After a press on “{flow.words[wording].controls[Control.EXPLAIN]}”", _filled(says.explain)
    if says.title:
        yield "In the list of answers", says.title


def _unshown(flow: Flow, wording: Wording, file: WordsFile, besides: WordsFile | None = None) -> Iterator[Block]:
    """Yield the words of steps and scales in a file that the conversation does not show.

    `besides` is the file whose words come before those in this one.
    """
    first = WordsFile() if besides is None else besides
    shown = _shown(flow, wording)
    steps = {step.id for step in shown} - set(first.steps)
    scales = {step.scale for step in shown if isinstance(step, Scale)} - set(first.scales)
    for name, says in file.steps.items():
        if name not in steps:
            yield Block(
                heading=_named(name),
                words=_filled("\n\n".join(filter(None, (says.prompt, says.hint)))),
                buttons=tuple(map(SheetLine, says.choices.values())),
                notes=tuple(_notes(flow, wording, says)),
            )
    for name, labels in file.scales.items():
        if name not in scales:
            yield Block(heading=f"Answers: {_named(name)}", buttons=tuple(map(SheetLine, labels.values())))


def _rest(file: WordsFile) -> Iterator[Block]:
    """Yield the words in a file that belong to no step."""
    for notice, text in file.notices.items():
        yield Block(heading=f"When: {_named(notice)}", words=_filled(text))
    lists = {
        "Buttons": tuple(map(SheetLine, file.controls.values())),
        "What can be taken out of a text": tuple(map(SheetLine, file.kinds.values())),
        "What pictures show, read out for people who do not see them": tuple(
            SheetLine(words, PictureId(picture)) for picture, words in file.pictures.items()
        ),
        "Rules for writing that these words break on purpose": tuple(
            SheetLine(str(exception)) for exception in file.exceptions
        ),
    }
    yield from (Block(heading=heading, rows=rows) for heading, rows in lists.items() if rows)


def _named(name: str) -> str:
    return name.replace("-", " ")


def _filled(text: str) -> str:
    return _FILLED_IN.sub(BLANK, text.replace("{service}", EXAMPLE.name))
