"""Checks on conversation files: each returns issues with a place and what to do. One family a file.

What stands here runs whenever conversations are read. The rules for writing, of which there are more, run only where
somebody writes: see `bot.flows.check`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.engine.ids import PictureId
from bot.engine.issues import Issue
from bot.flows.build import FlowRead
from bot.flows.files import DOOR, Folder
from bot.flows.lint import fft, limits, pictures, structure, translations, wording
from bot.flows.lint.lists import Lists
from bot.flows.lint.rules import FlowRule
from bot.flows.pictures import PictureSource

LOADING: tuple[FlowRule, ...] = (*pictures.RULES, *wording.RULES, *limits.RULES, *fft.RULES)
"""Rules without which a flow cannot be used."""


def check_flow(read: FlowRead) -> Iterator[Issue]:
    """Yield the issues of one flow that stop it from being used."""
    yield from structure.check(read)
    yield from broken(LOADING, read, Lists())
    for words in read.files.words.values():
        yield from wording.placeholders(words)


def check_folder(folder: Folder, drawings: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    """Yield the issues of what the flows share."""
    if folder.root.is_dir() and DOOR not in folder.flows and f"{DOOR}/flow.yaml" not in folder.unread:
        what = "there is no flow “welcome”, which everyone meets first"
        yield Issue(f"{folder.root.name}/{DOOR}/flow.yaml", 1, 1, "file", what, "make it")
    yield from wording.check_common(folder)
    yield from pictures.check_common(folder, drawings)
    yield from translations.check(folder)
    for each in folder.words.values():
        yield from wording.placeholders(each)
        yield from limits.check_texts(each)


def broken(rules: Iterable[FlowRule], read: FlowRead, lists: Lists) -> Iterator[Issue]:
    """Yield where a flow breaks rules, each issue with the rule's id."""
    for rule in rules:
        for issue in rule.check(read, lists):
            yield issue if issue.rule else replace(issue, rule=rule.id)
