"""What differs between two versions of a conversation: step by step, and wording by wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.engine.flow import Check, Choice, Flow, Scale, Step
from bot.engine.wording import Register, StepWords, Wording, Words
from bot.flows.conditions import simplest
from bot.flows.in_words import in_words

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same. `wording` is None for what is the same in all words, such as a condition."""

    where: str
    part: str
    before: str
    after: str
    wording: Wording | None = None

    def __str__(self) -> str:
        """Return where and what, before and after.

        >>> print(Difference("rights", "prompt", "Your rights?", "Do you know your rights?", Wording("en")))
        rights: prompt (en): “Your rights?” → “Do you know your rights?”
        """
        words = "" if self.wording is None else f" ({self.wording})"
        return f"{self.where}: {self.part}{words}: {_shown(self.before)} → {_shown(self.after)}"


def differences(before: Flow, after: Flow) -> tuple[Difference, ...]:
    """Return every difference, in the order of the steps. Conditions that say the same in other ways are the same."""
    return (*_of_steps(before, after), *_of_words(before, after))


def _of_steps(before: Flow, after: Flow) -> Iterator[Difference]:
    old, new = ({step.id: step for step in flow.steps} for flow in (before, after))
    for step in [each for each in old if each not in new]:
        yield Difference(step, "step", _kind(old[step]), "")
    for step in [each for each in new if each not in old]:
        yield Difference(step, "step", "", _kind(new[step]))
    orders = [[step for step in each if step in old and step in new] for each in (old, new)]
    moved = [place for place, (was, now) in enumerate(zip(*orders, strict=True)) if was != now]
    if moved:
        was, now = (", ".join(each[moved[0] : moved[-1] + 1]) for each in orders)
        yield Difference("flow", "order of the steps", was, now)
    if before.fft != after.fft:
        yield Difference("flow", "fft", before.fft or "", after.fft or "")
    for step in [each for each in old if each in new]:
        parts = (_parts(old[step]), _parts(new[step]))
        for part in dict.fromkeys((*parts[0], *parts[1])):
            was, now = (each.get(part, "") for each in parts)
            if was != now:
                yield Difference(step, part, was, now)


def _of_words(before: Flow, after: Flow) -> Iterator[Difference]:
    for wording in sorted(before.words.keys() | after.words.keys()):
        old, new = (_texts(flow, flow.words.get(wording)) for flow in (before, after))
        for where, part in dict.fromkeys((*old, *new)):
            was, now = (each.get((where, part), "") for each in (old, new))
            if was != now:
                yield Difference(where, part, was, now, wording)


def _parts(step: Step) -> dict[str, str]:
    """Return what a step is, apart from its words, as text."""
    found = {
        "kind": _kind(step),
        "picture": step.picture or "",
        "shown if": in_words(simplest(step.show_if)),
        "registers": "" if step.registers == frozenset(Register) else ", ".join(sorted(step.registers)),
        "required": "yes" if getattr(step, "required", False) else "",
        "kept": "" if getattr(step, "kept", True) else "no",
    }
    choices: tuple[Choice, ...] = getattr(step, "choices", ())
    found["choices"] = ", ".join(each.id for each in choices)
    return found | {f"choice {each.id}": _choice(each) for each in choices}


def _kind(step: Step) -> str:
    return f"Scale of {step.scale}" if isinstance(step, Scale) else type(step).__name__


def _choice(choice: Choice) -> str:
    said = {"picture": choice.picture, "score": choice.score, "does": choice.effect, "alone": choice.alone or None}
    return ", ".join(f"{name} {value}" for name, value in said.items() if value is not None)


def _texts(flow: Flow, words: Words | None) -> Mapping[tuple[str, str], str]:
    if words is None:
        return {}
    found = {("words", "language"): words.language}
    for step in flow.steps:
        if not isinstance(step, Check):
            known = {choice.id for choice in getattr(step, "choices", ())}
            found |= {(step.id, part): text for part, text in _step_texts(words.steps[step.id], known)}
    for group in ("controls", "notices", "kinds", "pictures"):
        found |= {(group, str(each)): text for each, text in getattr(words, group).items()}
    return found | {("months", str(number)): month for number, month in enumerate(words.months, 1)}


def _step_texts(words: StepWords, choices: set[str]) -> Iterator[tuple[str, str]]:
    for part in ("prompt", "title", "hint", "explain"):
        if text := getattr(words, part):
            yield part, text
    for choice, label in words.labels.items():
        if choice in choices:
            yield f"choice {choice}", label


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return "nothing" if not line else f"“{line if len(line) <= _SHOWN else line[:_SHOWN] + '…'}”"
