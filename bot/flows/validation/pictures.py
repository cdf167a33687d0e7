"""Pictures: every question and choice has one in easy read, and every picture has words (L23)."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.engine.flow import Check, Step
from bot.engine.ids import PictureId
from bot.engine.issues import Issue
from bot.engine.wording import Register
from bot.flows.build import BuiltFlow, PlacedStep
from bot.flows.format import StepFile
from bot.flows.pictures import PictureSource
from bot.flows.reader import did_you_mean
from bot.flows.source import KeyPath, SourceFile
from bot.flows.sources import Sources


def check_common(sources: Sources, pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    """Yield what is missing from the pictures that all flows share."""
    if sources.pictures is None:
        return
    for name, source in pictures.items():
        if not source.exists():
            what = f"the picture “{name}” has no drawing"
            yield sources.pictures.issue((name,), what, "choose an emoji that OpenMoji draws, or a file")
        for words in sources.words.values():
            if name not in words.model.pictures:
                what = f"the picture “{name}” has no words that describe it"
                yield words.issue(("pictures",), what, "say in one line what it shows", rule="L23")
    yield from _unknown_pictures(sources, pictures)
    yield from _scales_without_picture(sources)


def check(read: BuiltFlow) -> Iterator[Issue]:
    """Yield the questions and choices of a flow that have no picture for easy read (L23)."""
    for place, step in zip(read.placed, read.flow.steps, strict=True):
        yield from _without_picture(place, step)


def _without_picture(place: PlacedStep, step: Step) -> Iterator[Issue]:
    if Register.EASY_READ not in step.registers or isinstance(step, Check):
        return
    if step.picture is None:
        what = f"step “{step.id}” has no picture for easy read"
        yield place.source.issue((*place.path, place.step.kind), what, "add “picture:”")
    for number, choice in enumerate(place.step.choices or []):
        if choice.picture is None:
            what = f"choice “{choice.id}” has no picture for easy read"
            yield place.source.issue((*place.path, "choices", number), what, "add “picture:”")


def _scales_without_picture(sources: Sources) -> Iterator[Issue]:
    if sources.scales is None:
        return
    for scale, choices in sources.scales.model.scales.items():
        for number, choice in enumerate(choices):
            if choice.picture is None:
                what = f"choice “{choice.id}” has no picture for easy read"
                yield sources.scales.issue((scale, number), what, "add “picture:”", rule="L23")


def _unknown_pictures(sources: Sources, pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    for source, path, picture in _named_pictures(sources):
        if picture is not None and picture not in pictures:
            yield source.issue(path, f"there is no picture “{picture}”", did_you_mean(picture, pictures))


def _named_pictures(sources: Sources) -> Iterator[tuple[SourceFile[object], KeyPath, str | None]]:
    flows = ((files.flow, files.flow.model.steps, ("steps",)) for files in sources.flows.values())
    shared = ((steps, steps.model.steps, ()) for steps in sources.steps.values())
    for source, steps, start in chain[tuple[SourceFile[object], list[StepFile], KeyPath]](flows, shared):
        for number, step in enumerate(steps):
            yield source, (*start, number, "picture"), step.picture
            for place, choice in enumerate(step.choices or []):
                yield source, (*start, number, "choices", place, "picture"), choice.picture
    if sources.scales is not None:
        for name, choices in sources.scales.model.scales.items():
            for number, choice in enumerate(choices):
                yield sources.scales, (name, number, "picture"), choice.picture
