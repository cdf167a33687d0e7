"""Unpublished words that are incomplete: English fills the gaps, so that they can be tried."""

from dataclasses import replace

from bot.engine.flow import Flow
from bot.engine.wording import StepWords, Wording, Words


def with_english(flow: Flow) -> Flow:
    """Return the flow with the gaps in its unpublished wordings filled with English."""
    words = {
        wording: _filled_up(words, flow.words[english])
        if words.unpublished and (english := flow.nearest(Wording("en", wording.register))).locale == "en"
        else words
        for wording, words in flow.words.items()
    }
    return replace(flow, words=words)


def _filled_up(words: Words, english: Words) -> Words:
    return replace(
        words,
        steps={step: _step(says, english.steps[step]) for step, says in words.steps.items()},
        controls={**english.controls, **words.controls},
        notices={**english.notices, **words.notices},
        kinds={**english.kinds, **words.kinds},
        pictures={**english.pictures, **words.pictures},
    )


def _step(says: StepWords, english: StepWords) -> StepWords:
    return StepWords(
        prompt=says.prompt or english.prompt,
        title=says.title or english.title,
        hint=says.hint or english.hint,
        explain=says.explain or english.explain,
        labels={**english.labels, **says.labels},
    )
