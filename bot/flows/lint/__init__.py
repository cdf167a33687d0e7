"""Checks on conversation files: each returns issues with a place and what to do. One family a file."""

from collections.abc import Iterator, Mapping

from bot.engine.flow import Flow
from bot.engine.ids import PictureId
from bot.engine.issues import Issue
from bot.flows.build import Placed
from bot.flows.files import DOOR, FlowFiles, Folder
from bot.flows.lint import fft, limits, structure, translations, wording
from bot.flows.pictures import PictureSource


def check_flow(folder: Folder, files: FlowFiles, placed: list[Placed], flow: Flow) -> Iterator[Issue]:
    """Yield the issues of one flow."""
    yield from structure.check(folder, placed, flow)
    yield from wording.check_flow(folder, files, placed, flow)
    yield from limits.check(files.words, flow)
    yield from fft.check(folder, files, placed, flow)


def check_folder(folder: Folder, pictures: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    """Yield the issues of what the flows share."""
    if folder.root.is_dir() and DOOR not in folder.flows and f"{DOOR}/flow.yaml" not in folder.unread:
        what = "there is no flow “welcome”, which everyone meets first"
        yield Issue(f"{folder.root.name}/{DOOR}/flow.yaml", 1, 1, "file", what, "make it")
    yield from wording.check_common(folder, pictures)
    yield from translations.check(folder)
    for each in folder.words.values():
        yield from limits.check_texts(each)
