"""The texts of a words file that rules check, each with its position in the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.engine.flow import FreeText, PickMany, PickOne, Scale, Step, WhichService
from bot.engine.wording import Wording
from bot.flows.build import BuiltFlow
from bot.flows.format import WordsFile
from bot.flows.source import KeyPath, SourceFile
from bot.flows.validation.fft import SCALE as FFT
from bot.writing.text import Passage, TextRole

_GROUPS = {
    "controls": TextRole.CONTROL,
    "notices": TextRole.NOTICE,
    "kinds": TextRole.KIND,
    "pictures": TextRole.PICTURE,
}


@dataclass(frozen=True, slots=True)
class LocatedPassage:
    """A passage and its path in the file. For a prompt with its hint, `hint` is the line that the hint starts in."""

    passage: Passage
    path: KeyPath
    hint: int | None = None

    def locate(self, line: int) -> tuple[KeyPath, int]:
        """Return the path of the text that a line belongs to, and its line number there."""
        if self.hint is None or line < self.hint:
            return self.path, line
        return (*self.path[:-1], "hint"), line - self.hint


@dataclass(frozen=True, slots=True)
class FlowContext:
    """The steps of the flows that a words file belongs to."""

    steps: Mapping[str, Step] = field(default_factory=dict)
    labels: Mapping[tuple[Wording, str], tuple[str, ...]] = field(default_factory=dict)
    """The labels of the choices of each step."""
    fixed: frozenset[KeyPath] = frozenset()
    """Texts whose wording is prescribed: those of the Friends and Family Test."""


def flow_context(flows: Iterable[BuiltFlow]) -> FlowContext:
    """Return the steps of these flows. Of steps with the same id, the first counts."""
    steps: dict[str, Step] = {}
    labels: dict[tuple[Wording, str], tuple[str, ...]] = {}
    fixed: set[KeyPath] = {("scales", FFT)}
    for built in flows:
        for step in built.flow.steps:
            steps.setdefault(step.id, step)
            for wording, words in built.flow.words.items():
                if not (isinstance(step, Scale) and step.scale == FFT):
                    labels.setdefault((wording, step.id), tuple(words.steps[step.id].labels.values()))
        if built.flow.fft is not None:
            fixed.add(("steps", built.flow.fft, "prompt"))
    return FlowContext(steps, labels, frozenset(fixed))


def texts(file: SourceFile[WordsFile], wording: Wording, context: FlowContext) -> Iterator[LocatedPassage]:
    """Yield every text of a words file that rules check, with each prompt a second time together with its hint."""
    register = wording.register
    for step_id, step_words in file.model.steps.items():
        path: KeyPath = ("steps", step_id)
        step = context.steps.get(step_id)
        asks = isinstance(step, PickOne | PickMany | Scale | FreeText | WhichService)
        labels = context.labels.get((wording, step_id), ())
        for role in (TextRole.PROMPT, TextRole.HINT, TextRole.EXPLAIN, TextRole.TITLE):
            if (text := getattr(step_words, role)) and (*path, str(role)) not in context.fixed:
                yield LocatedPassage(Passage(text=text, register=register, role=role, asks=asks), (*path, str(role)))
        text = "\n".join(filter(None, (step_words.prompt.rstrip("\n"), step_words.hint)))
        lines = step_words.prompt.rstrip("\n").count("\n") + 1
        screen = Passage(text=text, register=register, role=TextRole.SCREEN, asks=asks, labels=labels)
        yield LocatedPassage(screen, (*path, "prompt"), lines)
        for choice, label in step_words.choices.items():
            passage = Passage(text=label, register=register, role=TextRole.LABEL)
            yield LocatedPassage(passage, (*path, "choices", choice))
    for scale, names in file.model.scales.items():
        if ("scales", scale) not in context.fixed:
            for choice, label in names.items():
                passage = Passage(text=label, register=register, role=TextRole.LABEL)
                yield LocatedPassage(passage, ("scales", scale, choice))
    for group, role in _GROUPS.items():
        for name, text in getattr(file.model, group).items():
            yield LocatedPassage(Passage(text=text, register=register, role=role), (group, str(name)))
