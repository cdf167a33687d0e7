"""Validation: what conversations must satisfy before anybody can have them. One family of checks a module.

These checks run whenever conversations are read. The rules for writing, of which there are more, run only where
somebody writes: see `bot.writing`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.engine.ids import PictureId
from bot.engine.issues import Issue
from bot.flows.build import BuiltFlow
from bot.flows.pictures import PictureSource
from bot.flows.sources import DOOR, Sources
from bot.flows.validation import fft, limits, pictures, structure, translations, wording


def check_flow(read: BuiltFlow) -> Iterator[Issue]:
    """Yield the issues of one flow that stop it from being used."""
    yield from structure.check(read)
    yield from with_rule("L23", pictures.check(read))
    yield from with_rule("L33", wording.check(read))
    yield from with_rule("L36", limits.check(read))
    yield from with_rule("L38", fft.check(read))
    for words in read.files.words.values():
        yield from wording.placeholders(words)


def check_common(sources: Sources, drawings: Mapping[PictureId, PictureSource]) -> Iterator[Issue]:
    """Yield the issues of what the flows share."""
    if DOOR not in sources.flows and f"{DOOR}/flow.yaml" not in sources.unread:
        what = "there is no flow “welcome”, which everyone starts in"
        yield Issue(f"{sources.files.name}/{DOOR}/flow.yaml", 1, 1, "file", what, "make it")
    yield from wording.check_common(sources)
    yield from pictures.check_common(sources, drawings)
    yield from translations.check(sources)
    for words in sources.words.values():
        yield from wording.placeholders(words)
        yield from limits.check_texts(words)


def with_rule(rule: str, issues: Iterable[Issue]) -> Iterator[Issue]:
    """Yield issues with the id of the rule that they break, unless they name one."""
    for issue in issues:
        yield issue if issue.rule else replace(issue, rule=rule)
