"""Words: what is missing, what belongs to nothing, and whether every wording says the same things."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from bot.engine.flow import Check, Flow, FreeText, Message, PickMany, PickOne, Scale, Step, WhichService
from bot.engine.ids import PictureId, StepId
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Control, Notice, Register, Wording
from bot.flows.build import Placed
from bot.flows.files import COMMON, FileRead, FlowFiles, Folder
from bot.flows.format import StepFile, WordsFile
from bot.flows.pictures import PictureSource
from bot.flows.reader import did_you_mean
from bot.flows.source import Path, Source

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ALLOWED: Mapping[Notice, frozenset[str]] = {
    Notice.PROGRESS: frozenset({"n", "m"}),
    Notice.YOU_SAID: frozenset({"answer"}),
    Notice.YOU_WROTE: frozenset({"text"}),
    Notice.TAKEN_OUT: frozenset({"what", "text"}),
    Notice.SO_FAR: frozenset({"answer"}),
    Notice.DROPPED: frozenset({"titles"}),
    Notice.CHECK: frozenset({"answers"}),
    Notice.GROUP: frozenset({"link"}),
    Notice.CODE: frozenset({"code", "date"}),
    Notice.CHANGES: frozenset({"changes"}),
    Notice.SAID_AND_DID: frozenset({"month", "said", "did"}),
}
_NEEDED: Mapping[Notice, frozenset[str]] = {
    **_ALLOWED,
    Notice.TAKEN_OUT: frozenset({"text"}),
    Notice.SAID_AND_DID: frozenset({"said", "did"}),
}


def check_flow(folder: Folder, files: FlowFiles, placed: list[Placed], flow: Flow) -> Iterator[Issue]:
    """Yield what is missing from or left over in the words of one flow, and its steps' missing pictures."""
    yield from _missing_wordings(folder, files, flow)
    for wording, own in files.words.items():
        if wording not in folder.words:
            if f"{COMMON}/words/{wording}.yaml" not in folder.unread:
                what = f"there are no common words in {wording}"
                yield own.source.issue((), what, f"write {folder.root.name}/{COMMON}/words/{wording}.yaml")
            continue
        yield from _missing(flow, wording, own, folder.words[wording])
        yield from _left_over(flow, own)
        yield from _placeholders(own)
    for place, step in zip(placed, flow.steps, strict=True):
        yield from _without_picture(place, step)


def check_common(folder: Folder, pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    """Yield what is missing from the words and pictures that all flows share."""
    shared = {step.id for each in folder.steps.values() for step in each.model.steps if step.use is None}
    yield from _shared_in_shared(folder)
    for words in folder.words.values():
        yield from _missing_from_common(words, pictures)
        yield from _placeholders(words)
        for step in words.model.steps:
            if step not in shared and not any(each.startswith(f"{COMMON}/steps/") for each in folder.unread):
                what = f"no shared step is called “{step}”"
                yield words.source.issue(("steps", step), what, did_you_mean(step, shared))
    for name, source in pictures.items():
        if folder.pictures is not None and not source.exists():
            what = f"the picture “{name}” has no drawing"
            yield folder.pictures.source.issue((name,), what, "choose an emoji that OpenMoji draws, or a file")
    if folder.pictures is not None:
        yield from _unknown_pictures(folder, pictures)
    yield from _scales_without_picture(folder)


def _shared_in_shared(folder: Folder) -> Iterator[Issue]:
    for shared in folder.steps.values():
        for number, step in enumerate(shared.model.steps):
            if step.use is not None:
                what = "shared steps cannot use other shared steps"
                yield shared.source.issue((number, "use"), what, "write the steps out here")


def _missing_from_common(words: FileRead[WordsFile], pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    if not words.model.language:
        yield words.source.issue((), "“language” is missing", "add it, such as “language: English”")
    for group, ids in (("controls", Control), ("notices", Notice)):
        known = {str(each) for each in getattr(words.model, group)}
        for each in ids:
            if each not in known:
                yield words.source.issue((group,), f"there are no words for “{each}”", "add them")
    for picture in pictures:
        if picture not in words.model.pictures:
            what = f"the picture “{picture}” has no words that stand for it"
            yield words.source.issue(("pictures",), what, "say in one line what it shows")


def _missing_wordings(folder: Folder, files: FlowFiles, flow: Flow) -> Iterator[Issue]:
    if not files.words:
        yield files.flow.source.issue((), "the flow has no words", "write words/en.yaml and words/en.easy-read.yaml")
    for locale in sorted({wording.locale for wording, each in files.words.items() if not each.model.unpublished}):
        severity = Severity.ERROR if locale == "en" else Severity.WARNING
        for register in Register:
            wording = Wording(locale, register)
            if wording not in files.words and f"{flow.id}/words/{wording}.yaml" not in folder.unread:
                what = f"the words in {wording} are missing, so the flow is not the same for everyone"
                yield files.flow.source.issue((), what, f"write words/{wording}.yaml", severity)


def _missing(flow: Flow, wording: Wording, own: FileRead[WordsFile], common: FileRead[WordsFile]) -> Iterator[Issue]:
    words = flow.words[wording]
    for step in flow.steps:
        if wording.register not in step.registers or isinstance(step, Check):
            continue
        path: tuple[str, ...] = ("steps", step.id) if step.id in own.model.steps else ("steps",)
        says = words.steps[step.id]
        if not says.prompt:
            yield own.source.issue(path, f"step “{step.id}” has no words", f"add “{step.id}:” with a prompt")
            continue
        if isinstance(step, Message):
            continue
        if step.kept and not isinstance(step, WhichService) and not says.title:
            what = f"step “{step.id}” has no title for the list of answers"
            yield own.source.issue(path, what, "add “title:”, at most 24 characters")
        if not isinstance(step, FreeText | WhichService):
            source, place, whose, where = _place_of_labels(step, own, common)
            for choice in step.choices:
                if choice.id not in says.labels:
                    what = f"choice “{choice.id}” of {whose} has no words"
                    yield source.issue(place, what, f"add “{choice.id}:” {where}")


def _place_of_labels(
    step: PickOne | Scale | PickMany, own: FileRead[WordsFile], common: FileRead[WordsFile]
) -> tuple[Source, Path, str, str]:
    """Return where the words of a step's choices stand: those of a scale or a shared step stand in common."""
    if isinstance(step, Scale):
        words = own if step.scale in own.model.scales else common
        return words.source, ("scales", step.scale), f"scale “{step.scale}”", "to the scale"
    shared = step.id in common.model.steps and step.id not in own.model.steps
    return (common if shared else own).source, ("steps", step.id), f"step “{step.id}”", "under its choices"


def _left_over(flow: Flow, own: FileRead[WordsFile]) -> Iterator[Issue]:
    for step, says in own.model.steps.items():
        if not flow.has(StepId(step)):
            known = [each.id for each in flow.steps]
            what = f"the flow has no step “{step}”"
            yield own.source.issue(("steps", step), what, did_you_mean(step, known))
            continue
        found = flow.step(StepId(step))
        choices = () if isinstance(found, Message | Check | FreeText | WhichService) else found.choices
        for choice in says.choices:
            if choice not in {each.id for each in choices}:
                suggestion = did_you_mean(choice, [each.id for each in choices])
                what = f"step “{step}” has no choice “{choice}”"
                yield own.source.issue(("steps", step, "choices", choice), what, suggestion)


def _placeholders(words: FileRead[WordsFile]) -> Iterator[Issue]:
    for path, text in words.model.texts():
        used = set(_PLACEHOLDER.findall(text))
        notice = Notice(path[1]) if path[0] == "notices" else None
        allowed = {"service"} if path[0] == "steps" else _ALLOWED.get(notice, frozenset()) if notice else frozenset()
        for name in sorted(used - allowed):
            known = ", ".join(f"{{{each}}}" for each in sorted(allowed))
            yield words.source.issue(path, f"{{{name}}} is not filled in here", f"known here: {known}" if known else "")
        for name in sorted(_NEEDED.get(notice, frozenset()) - used if notice else ()):
            yield words.source.issue(path, f"{{{name}}} is missing from these words", "put it where it belongs")


def _without_picture(place: Placed, step: Step) -> Iterator[Issue]:
    """Every question and choice has a picture in easy read (DH 2009; PIF, "Easy Read Matters")."""
    if Register.EASY_READ not in step.registers or isinstance(step, Check):
        return
    if step.picture is None:
        what = f"step “{step.id}” has no picture for easy read"
        yield place.source.issue((*place.path, place.step.kind), what, "add “picture:”")
    for number, choice in enumerate(place.step.choices or []):
        if choice.picture is None:
            what = f"choice “{choice.id}” has no picture for easy read"
            yield place.source.issue((*place.path, "choices", number), what, "add “picture:”")


def _scales_without_picture(folder: Folder) -> Iterator[Issue]:
    if folder.scales is None:
        return
    for scale, choices in folder.scales.model.scales.items():
        for number, choice in enumerate(choices):
            if choice.picture is None:
                what = f"choice “{choice.id}” has no picture for easy read"
                yield folder.scales.source.issue((scale, number), what, "add “picture:”")


def _unknown_pictures(folder: Folder, pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    for source, path, picture in _named_pictures(folder):
        if picture is not None and picture not in pictures:
            yield source.issue(path, f"there is no picture “{picture}”", did_you_mean(picture, pictures))


def _named_pictures(folder: Folder) -> Iterator[tuple[Source, Path, str | None]]:
    flows = ((each.flow.source, each.flow.model.steps, ("steps",)) for each in folder.flows.values())
    shared = ((each.source, each.model.steps, ()) for each in folder.steps.values())
    for source, steps, start in chain[tuple[Source, list[StepFile], Path]](flows, shared):
        for number, step in enumerate(steps):
            yield source, (*start, number, "picture"), step.picture
            for place, choice in enumerate(step.choices or []):
                yield source, (*start, number, "choices", place, "picture"), choice.picture
    if folder.scales is not None:
        for name, choices in folder.scales.model.scales.items():
            for number, choice in enumerate(choices):
                yield folder.scales.source, (name, number, "picture"), choice.picture
