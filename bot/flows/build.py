"""Building a flow from its files: shared steps, scales, and words for each wording."""

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
from bot.engine.issues import Issue
from bot.engine.wording import INSTEAD, Notice, Register, StepWords, Wording, Words
from bot.flows.conditions import condition_of
from bot.flows.format import ChoiceFile, StepFile, StepWordsFile, WordsFile
from bot.flows.languages import conventions
from bot.flows.reader import did_you_mean
from bot.flows.right_to_left import ready_words
from bot.flows.signoff import is_signed_off
from bot.flows.source import KeyPath, SourceFile
from bot.flows.sources import COMMON, FlowSources, Sources

_NOT_SHOWN = {"signed_off", "exceptions", "translated_from"}


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step with the file and the place that it is written in."""

    step: StepFile
    source: SourceFile[object]
    path: KeyPath


@dataclass(frozen=True, slots=True)
class BuiltFlow:
    """A flow with the files it was built from, for the checks, and the names in them that lead nowhere."""

    sources: Sources
    files: FlowSources
    placed: tuple[PlacedStep, ...]
    flow: Flow
    issues: tuple[Issue, ...]


def build_flow(sources: Sources, name: str, files: FlowSources) -> BuiltFlow:
    """Build a flow. What its files leave out is left out here too: the checks report it."""
    issues: list[Issue] = []
    placed = tuple(_placed_steps(sources, files, issues))
    steps = tuple(_step(sources, step, issues) for step in placed)
    words = {
        wording: _words(sources, wording, own.model, steps)
        for wording, own in files.words.items()
        if wording in sources.words
    }
    flow = Flow(
        id=FlowId(name),
        revision=_revision(sources, files, placed),
        steps=steps,
        words=words,
        emoji=_emoji(sources),
        fft=None if files.flow.model.fft is None else StepId(files.flow.model.fft),
    )
    return BuiltFlow(sources, files, placed, flow, tuple(issues))


def _placed_steps(sources: Sources, files: FlowSources, issues: list[Issue]) -> Iterator[PlacedStep]:
    """Yield the flow's steps in order, shared ones in the place where they are used."""
    for number, step in enumerate(files.flow.model.steps):
        path: KeyPath = ("steps", number)
        if step.use is None:
            yield PlacedStep(step, files.flow, path)
        elif step.use in sources.steps:
            shared = sources.steps[step.use]
            for inner, shared_step in enumerate(shared.model.steps):
                if shared_step.use is None:
                    yield PlacedStep(shared_step, shared, (inner,))
        elif f"{COMMON}/steps/{step.use}.yaml" not in sources.unread:
            suggestion = did_you_mean(step.use, sources.steps)
            what = f"there are no shared steps “{step.use}”"
            issues.append(files.flow.issue((*path, "use"), what, suggestion))


class _Shown(TypedDict):
    id: StepId
    show_if: Condition
    registers: frozenset[Register]
    picture: PictureId | None


class _Asked(_Shown):
    kept: bool
    required: bool


def _step(sources: Sources, placed: PlacedStep, issues: list[Issue]) -> Step:
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
            return Scale(scale=file.of or "", choices=_scale_choices(sources, placed, issues), **asked)
        case "free text":
            return FreeText(**asked)
        case "service":
            return WhichService(**asked)
        case _:
            return Check(**shown)


def _scale_choices(sources: Sources, placed: PlacedStep, issues: list[Issue]) -> tuple[Choice, ...]:
    if sources.scales is None:
        return ()
    scales = sources.scales.model.scales
    if placed.step.of not in scales:
        what = f"there is no scale “{placed.step.of}”"
        suggestion = did_you_mean(placed.step.of or "", scales)
        issues.append(placed.source.issue((*placed.path, "of"), what, suggestion))
    return _choices(scales.get(placed.step.of or "", []))


def _choices(files: list[ChoiceFile]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=ChoiceId(choice.id),
            picture=None if choice.picture is None else PictureId(choice.picture),
            score=choice.score,
            effect=_effect(choice),
            alone=choice.alone,
        )
        for choice in files
    )


def _effect(file: ChoiceFile) -> Effect | None:
    if file.register_ is not None:
        return UseRegister(file.register_)
    if file.opens is not None:
        return OpenFlow(FlowId(file.opens))
    return EndHere() if file.ends else None


def _words(sources: Sources, wording: Wording, own: WordsFile, steps: tuple[Step, ...]) -> Words:
    common = sources.words[wording].model
    scales = {**common.scales, **own.scales}
    understood = sources.understood.get(wording.locale) or sources.understood.get("en")
    # In distress, people write in the language that comes, whatever the questions are in.
    distress = [file.model for file in sources.distress.values()]
    built = Words(
        language=own.language or common.language,
        conventions=conventions(wording.locale),
        steps={step.id: _step_words(step, own, common, scales) for step in steps},
        controls={**common.controls, **own.controls},
        notices=_notices({**common.notices, **own.notices}),
        kinds={**common.kinds, **own.kinds},
        pictures={PictureId(picture): alt for picture, alt in {**common.pictures, **own.pictures}.items()},
        understood={} if understood is None else understood.model.plain_forms,
        distress=tuple(phrase for file in distress for phrase in file.plain_forms),
        not_distress=tuple(phrase for file in distress for phrase in file.plain_exceptions),
        draft=not (is_signed_off(own) and is_signed_off(common)),
        unpublished=own.unpublished or common.unpublished,
    )
    return ready_words(built) if built.conventions.right_to_left else built


def _notices(written: Mapping[Notice, str]) -> Mapping[Notice, str]:
    """Return the notices with those that editions from before them lack."""
    return {**{notice: written[other] for notice, other in INSTEAD.items() if other in written}, **written}


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
        labels={ChoiceId(choice): label for choice, label in labels.items()},
    )


def _emoji(sources: Sources) -> dict[PictureId, str]:
    pictures = {} if sources.pictures is None else sources.pictures.model.pictures
    return {PictureId(name): picture.emoji for name, picture in pictures.items() if picture.emoji}


def _revision(sources: Sources, files: FlowSources, placed: tuple[PlacedStep, ...]) -> str:
    """Return a hash of all that a person could see of the flow; a comment in a file changes nothing."""
    parts = [
        files.flow.model.fft,
        [place.step.model_dump(mode="json") for place in placed],
        None if sources.scales is None else sources.scales.model.model_dump(mode="json"),
        *(
            [str(wording), file.model.model_dump(mode="json", exclude=_NOT_SHOWN)]
            for words in (files.words, sources.words)
            for wording, file in sorted(words.items())
            if not file.model.unpublished
        ),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
