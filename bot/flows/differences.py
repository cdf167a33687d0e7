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
    old: str
    new: str
    wording: Wording | None = None

    def __str__(self) -> str:
        """Return where and what, before and after.

        >>> print(Difference("rights", "prompt", "Your rights?", "Do you know your rights?", Wording("en")))
        rights: prompt (en): “Your rights?” → “Do you know your rights?”
        """
        words = "" if self.wording is None else f" ({self.wording})"
        return f"{self.where}: {self.part}{words}: {_shown(self.old)} → {_shown(self.new)}"


def differences(old: Flow, new: Flow) -> tuple[Difference, ...]:
    """Return every difference, in the order of the steps. Conditions that say the same in other ways are the same."""
    return (*_of_steps(old, new), *_of_words(old, new))


def _of_steps(old: Flow, new: Flow) -> Iterator[Difference]:
    old_steps, new_steps = ({step.id: step for step in flow.steps} for flow in (old, new))
    for step in [name for name in old_steps if name not in new_steps]:
        yield Difference(step, "step", _kind(old_steps[step]), "")
    for step in [name for name in new_steps if name not in old_steps]:
        yield Difference(step, "step", "", _kind(new_steps[step]))
    kept = old_steps.keys() & new_steps.keys()
    orders = [[step for step in steps if step in kept] for steps in (old_steps, new_steps)]
    moved = [place for place, (was, now) in enumerate(zip(*orders, strict=True)) if was != now]
    if moved:
        was, now = (", ".join(order[moved[0] : moved[-1] + 1]) for order in orders)
        yield Difference("flow", "order of the steps", was, now)
    if old.fft != new.fft:
        yield Difference("flow", "fft", old.fft or "", new.fft or "")
    for step in [name for name in old_steps if name in kept]:
        old_parts, new_parts = _parts(old_steps[step]), _parts(new_steps[step])
        for part in dict.fromkeys((*old_parts, *new_parts)):
            was, now = old_parts.get(part, ""), new_parts.get(part, "")
            if was != now:
                yield Difference(step, part, was, now)


def _of_words(old: Flow, new: Flow) -> Iterator[Difference]:
    for wording in sorted(old.words.keys() | new.words.keys()):
        old_texts, new_texts = (_texts(flow, flow.words.get(wording)) for flow in (old, new))
        for where, part in dict.fromkeys((*old_texts, *new_texts)):
            was, now = (texts.get((where, part), "") for texts in (old_texts, new_texts))
            if was != now:
                yield Difference(where, part, was, now, wording)


def _parts(step: Step) -> dict[str, str]:
    """Return what a step is, apart from its words, as text."""
    parts = {
        "kind": _kind(step),
        "picture": step.picture or "",
        "shown if": in_words(simplest(step.show_if)),
        "registers": "" if step.registers == frozenset(Register) else ", ".join(sorted(step.registers)),
        "required": "yes" if getattr(step, "required", False) else "",
        "kept": "" if getattr(step, "kept", True) else "no",
    }
    choices: tuple[Choice, ...] = getattr(step, "choices", ())
    parts["choices"] = ", ".join(choice.id for choice in choices)
    return parts | {f"choice {choice.id}": _choice(choice) for choice in choices}


def _kind(step: Step) -> str:
    return f"Scale of {step.scale}" if isinstance(step, Scale) else type(step).__name__


def _choice(choice: Choice) -> str:
    values = {"picture": choice.picture, "score": choice.score, "does": choice.effect, "alone": choice.alone or None}
    return ", ".join(f"{name} {value}" for name, value in values.items() if value is not None)


def _texts(flow: Flow, words: Words | None) -> Mapping[tuple[str, str], str]:
    if words is None:
        return {}
    texts = {("words", "language"): words.language}
    for step in flow.steps:
        if not isinstance(step, Check):
            known = {choice.id for choice in getattr(step, "choices", ())}
            texts |= {(step.id, part): text for part, text in _step_texts(words.steps[step.id], known)}
    for group in ("controls", "notices", "kinds", "pictures"):
        texts |= {(group, str(name)): text for name, text in getattr(words, group).items()}
    return texts


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
