"""Putting a flow together from its files: shared steps, scales, and words for each wording."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from bot.engine.conditions import Condition
from bot.engine.flow import (
    Check,
    Choice,
    Effect,
    EndHere,
    Flow,
    FreeText,
    Message,
    OpenFlow,
    PickMany,
    PickOne,
    Scale,
    Step,
    UseRegister,
    WhichService,
)
from bot.engine.ids import ChoiceId, FlowId, PictureId, StepId
from bot.engine.wording import Register, StepWords, Wording, Words
from bot.flows.conditions import condition_of
from bot.flows.files import COMMON, FlowFiles, Folder
from bot.flows.format import ChoiceFile, StepFile, StepWordsFile, WordsFile
from bot.flows.languages import conventions
from bot.flows.reader import did_you_mean
from bot.flows.right_to_left import ready_words
from bot.flows.signoff import is_signed_off
from bot.flows.source import Path, Source

_NOT_SHOWN = {"signed_off", "exceptions", "translated_from"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A step with the file and the place it was written in."""

    step: StepFile
    source: Source
    path: Path


@dataclass(frozen=True, slots=True)
class FlowRead:
    """A flow with the files it was put together from, for what checks it."""

    folder: Folder
    files: FlowFiles
    placed: tuple[Placed, ...]
    flow: Flow


def placed_steps(folder: Folder, files: FlowFiles) -> Iterator[Placed]:
    """Yield the flow's steps in order, shared ones in the place where they are used."""
    for number, step in enumerate(files.flow.model.steps):
        path: Path = ("steps", number)
        if step.use is None:
            yield Placed(step, files.flow.source, path)
        elif step.use in folder.steps:
            shared = folder.steps[step.use]
            for inner, shared_step in enumerate(shared.model.steps):
                if shared_step.use is None:
                    yield Placed(shared_step, shared.source, (inner,))
        elif f"{COMMON}/steps/{step.use}.yaml" not in folder.unread:
            suggestion = did_you_mean(step.use, folder.steps)
            what = f"there are no shared steps “{step.use}”"
            folder.issues.append(files.flow.source.issue((*path, "use"), what, suggestion))


def read_flow(folder: Folder, name: str, files: FlowFiles) -> FlowRead:
    """Put a flow together and keep with it where each of its steps stands."""
    placed = tuple(placed_steps(folder, files))
    return FlowRead(folder, files, placed, _flow(folder, name, files, placed))


def _flow(folder: Folder, name: str, files: FlowFiles, placed: tuple[Placed, ...]) -> Flow:
    """Return the flow. What its files leave out is left out here too: the checks report it."""
    steps = tuple(_step(folder, each) for each in placed)
    words = {
        wording: _words(folder, wording, own.model, steps)
        for wording, own in files.words.items()
        if wording in folder.words
    }
    return Flow(
        id=FlowId(name),
        revision=_revision(folder, files, placed),
        steps=steps,
        words=words,
        emoji=_emoji(folder),
        fft=None if files.flow.model.fft is None else StepId(files.flow.model.fft),
    )


class _Shown(TypedDict):
    id: StepId
    show_if: Condition
    registers: frozenset[Register]
    picture: PictureId | None


class _Asked(_Shown):
    kept: bool
    required: bool


def _step(folder: Folder, placed: Placed) -> Step:
    file = placed.step
    shown = _Shown(
        id=StepId(file.id),
        show_if=condition_of(file.show_if),
        registers=frozenset(file.registers or Register),
        picture=None if file.picture is None else PictureId(file.picture),
    )
    asked = _Asked(**shown, kept=file.kept, required=file.required)
    match file.kind:
        case "message":
            return Message(**shown)
        case "pick one":
            return PickOne(choices=_choices(file.choices or []), **asked)
        case "pick many":
            return PickMany(choices=_choices(file.choices or []), **asked)
        case "scale":
            return Scale(scale=file.of or "", choices=_scale_choices(folder, placed), **asked)
        case "free text":
            return FreeText(**asked)
        case "service":
            return WhichService(**asked)
        case _:
            return Check(**shown)


def _scale_choices(folder: Folder, placed: Placed) -> tuple[Choice, ...]:
    if folder.scales is None:
        return ()
    scales = folder.scales.model.scales
    if placed.step.of not in scales:
        what = f"there is no scale “{placed.step.of}”"
        suggestion = did_you_mean(placed.step.of or "", scales)
        folder.issues.append(placed.source.issue((*placed.path, "of"), what, suggestion))
    return _choices(scales.get(placed.step.of or "", []))


def _choices(files: list[ChoiceFile]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=ChoiceId(each.id),
            picture=None if each.picture is None else PictureId(each.picture),
            score=each.score,
            effect=_effect(each),
            alone=each.alone,
        )
        for each in files
    )


def _effect(file: ChoiceFile) -> Effect | None:
    if file.register_ is not None:
        return UseRegister(file.register_)
    if file.opens is not None:
        return OpenFlow(FlowId(file.opens))
    return EndHere() if file.ends else None


def _words(folder: Folder, wording: Wording, own: WordsFile, steps: tuple[Step, ...]) -> Words:
    common = folder.words[wording].model
    scales = {**common.scales, **own.scales}
    understood = folder.understood.get(wording.locale) or folder.understood.get("en")
    # In distress, people write in the language that comes, whatever the questions are in.
    distress = [each.model for each in folder.distress.values()]
    built = Words(
        language=own.language or common.language,
        conventions=conventions(wording.locale),
        steps={step.id: _step_words(step, own, common, scales) for step in steps},
        controls={**common.controls, **own.controls},
        notices={**common.notices, **own.notices},
        kinds={**common.kinds, **own.kinds},
        pictures={PictureId(each): alt for each, alt in {**common.pictures, **own.pictures}.items()},
        understood={} if understood is None else understood.model.plain_forms,
        distress=tuple(phrase for each in distress for phrase in each.plain_forms),
        not_distress=tuple(phrase for each in distress for phrase in each.plain_exceptions),
        draft=not (is_signed_off(own) and is_signed_off(common)),
        unpublished=own.unpublished or common.unpublished,
    )
    return ready_words(built) if built.conventions.right_to_left else built


def _step_words(step: Step, own: WordsFile, common: WordsFile, scales: Mapping[str, Mapping[str, str]]) -> StepWords:
    shared = common.steps.get(step.id, StepWordsFile.model_construct(prompt=""))
    words = own.steps.get(step.id, shared)
    labels = {**shared.choices, **words.choices}
    if isinstance(step, Scale):
        labels = {**scales.get(step.scale, {}), **words.choices}
    return StepWords(
        prompt=words.prompt,
        title=words.title or shared.title,
        hint=words.hint,
        explain=words.explain,
        labels={ChoiceId(each): label for each, label in labels.items()},
    )


def _emoji(folder: Folder) -> dict[PictureId, str]:
    pictures = {} if folder.pictures is None else folder.pictures.model.pictures
    return {PictureId(each): picture.emoji for each, picture in pictures.items() if picture.emoji}


def _revision(folder: Folder, files: FlowFiles, placed: tuple[Placed, ...]) -> str:
    """Return a hash of all that a person could see of the flow; a comment in a file changes nothing."""
    parts = [
        files.flow.model.fft,
        [each.step.model_dump(mode="json") for each in placed],
        None if folder.scales is None else folder.scales.model.model_dump(mode="json"),
        *(
            [str(wording), each.model.model_dump(mode="json", exclude=_NOT_SHOWN)]
            for words in (files.words, folder.words)
            for wording, each in sorted(words.items())
            if not each.model.unpublished
        ),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
