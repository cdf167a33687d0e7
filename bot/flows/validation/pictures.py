"""Pictures: every question and choice has one in easy read, and every picture has words (L23)."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.engine.flow import Check, Step
from bot.engine.ids import PictureId
from bot.engine.issues import Issue
from bot.engine.wording import Register
from bot.flows.build import FlowRead, Placed
from bot.flows.files import Folder
from bot.flows.format import StepFile
from bot.flows.pictures import PictureSource
from bot.flows.reader import did_you_mean
from bot.flows.source import Path, Source


def check_common(folder: Folder, pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    """Yield what is missing from the pictures that all flows share."""
    if folder.pictures is None:
        return
    for name, source in pictures.items():
        if not source.exists():
            what = f"the picture “{name}” has no drawing"
            yield folder.pictures.source.issue((name,), what, "choose an emoji that OpenMoji draws, or a file")
        for words in folder.words.values():
            if name not in words.model.pictures:
                what = f"the picture “{name}” has no words that stand for it"
                yield words.source.issue(("pictures",), what, "say in one line what it shows", rule="L23")
    yield from _unknown_pictures(folder, pictures)
    yield from _scales_without_picture(folder)


def check(read: FlowRead) -> Iterator[Issue]:
    """Yield the questions and choices of a flow that have no picture for easy read (L23)."""
    for place, step in zip(read.placed, read.flow.steps, strict=True):
        yield from _without_picture(place, step)


def _without_picture(place: Placed, step: Step) -> Iterator[Issue]:
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
                yield folder.scales.source.issue((scale, number), what, "add “picture:”", rule="L23")


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
