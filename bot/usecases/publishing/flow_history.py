"""Every conversation that there has been: answers keep their columns after a question or choice is taken out."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from bot.engine.flow import Choice, Flow, PickMany, PickOne, Scale, Step
from bot.engine.ids import FlowId
from bot.engine.wording import StepWords, Words
from bot.flows.files import read_files
from bot.flows.library import require_library
from bot.usecases.publishing.catalogue import load_edition
from bot.usecases.publishing.ports import Editions

log = structlog.get_logger(__name__)

_WithChoices = PickOne | PickMany | Scale


@dataclass(slots=True)
class FlowHistory:
    """Every conversation that there ever was, with every question that it ever had: answers to all are counted.

    Where nothing was published yet, they are those of a folder.
    """

    editions: Editions
    folder: Path
    _number: int = 0
    _flows: Mapping[FlowId, Flow] = field(default_factory=dict)
    _loaded: dict[int, Mapping[FlowId, Flow]] = field(default_factory=dict)

    async def __call__(self) -> Mapping[FlowId, Flow]:
        """Return them, the same as long as nothing new is published. Raises SaysoError where they cannot be used."""
        newest = await self.editions.newest()
        if newest == 0:
            files = await asyncio.to_thread(read_files, self.folder)
            return (await asyncio.to_thread(require_library, files)).flows
        if newest != self._number:
            published = await self.editions.publications()
            await self._load({publication.edition for publication in published})
            newest_first = dict.fromkeys(publication.edition for publication in reversed(published))
            usable = [self._loaded[number] for number in newest_first if number in self._loaded]
            present, *earlier = usable or [require_library(await asyncio.to_thread(read_files, self.folder)).flows]
            self._flows = with_past(present, earlier)
            self._number = newest
        return self._flows

    async def _load(self, numbers: Collection[int]) -> None:
        """Load editions. One that cannot be used is left out: answers are counted by what the others ask."""
        for edition in await self.editions.listed():
            if edition.number in numbers and edition.number not in self._loaded:
                library = await load_edition(self.editions, edition)
                if library.errors:
                    log.warning("a past edition cannot be used, so its questions are left out", edition=edition.number)
                else:
                    self._loaded[edition.number] = library.flows


def with_past(present: Mapping[FlowId, Flow], earlier: Iterable[Mapping[FlowId, Flow]]) -> Mapping[FlowId, Flow]:
    """Return flows with the questions and choices that were removed from them, after those of today.

    `earlier` are past versions of the flows, newest first.
    """
    merged = dict(present)
    for flows in earlier:
        for name, flow in flows.items():
            merged[name] = _joined(merged[name], flow) if name in merged else flow
    return merged


def _joined(flow: Flow, past: Flow) -> Flow:
    steps = [_with_choices(step, past.step(step.id)) if past.has(step.id) else step for step in flow.steps]
    steps += [step for step in past.steps if not flow.has(step.id)]
    words = {wording: _with_words(words, past.words[past.nearest(wording)]) for wording, words in flow.words.items()}
    return replace(flow, steps=tuple(steps), words=words, fft=flow.fft or past.fft)


def _with_choices(step: Step, past: Step) -> Step:
    if not isinstance(step, _WithChoices) or not isinstance(past, _WithChoices):
        return step
    known = {choice.id for choice in step.choices}
    gone: tuple[Choice, ...] = tuple(choice for choice in past.choices if choice.id not in known)
    return replace(step, choices=(*step.choices, *gone)) if gone else step


def _with_words(words: Words, past: Words) -> Words:
    steps = dict(past.steps)
    for step, present in words.steps.items():
        previous = past.steps.get(step, StepWords(prompt=""))
        steps[step] = replace(present, labels={**previous.labels, **present.labels})
    return replace(words, steps=steps)
