"""The texts of a words file, as the rules look at them, each with its place in the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.engine.flow import FreeText, PickMany, PickOne, Scale, Step, WhichService
from bot.engine.wording import Wording
from bot.flows.build import BuiltFlow
from bot.flows.format import WordsFile
from bot.flows.source import KeyPath, SourceFile
from bot.flows.validation.fft import SCALE as FFT
from bot.writing.text import Part, Text

_GROUPS = {"controls": Part.CONTROL, "notices": Part.NOTICE, "kinds": Part.KIND, "pictures": Part.PICTURE}


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text and the way to it. Of a prompt with its hint, `hint` is the number of the line that the hint begins in."""

    text: Text
    path: KeyPath
    hint: int | None = None

    def place(self, line: int) -> tuple[KeyPath, int]:
        """Return the way to a line of the text, and its number there."""
        if self.hint is None or line < self.hint:
            return self.path, line
        return (*self.path[:-1], "hint"), line - self.hint


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the steps of the flows that a words file belongs to."""

    steps: Mapping[str, Step] = field(default_factory=dict)
    labels: Mapping[tuple[Wording, str], tuple[str, ...]] = field(default_factory=dict)
    """What stands on the buttons of each step."""
    fixed: frozenset[KeyPath] = frozenset()
    """Texts that somebody else has fixed: those of the Friends and Family Test."""


def context(reads: Iterable[BuiltFlow]) -> Context:
    """Return what is known of the steps of these flows. The first flow to have a step says what it is."""
    steps: dict[str, Step] = {}
    labels: dict[tuple[Wording, str], tuple[str, ...]] = {}
    fixed: set[KeyPath] = {("scales", FFT)}
    for read in reads:
        for step in read.flow.steps:
            steps.setdefault(step.id, step)
            for wording, words in read.flow.words.items():
                if not (isinstance(step, Scale) and step.scale == FFT):
                    labels.setdefault((wording, step.id), tuple(words.steps[step.id].labels.values()))
        if read.flow.fft is not None:
            fixed.add(("steps", read.flow.fft, "prompt"))
    return Context(steps, labels, frozenset(fixed))


def texts(file: SourceFile[WordsFile], wording: Wording, known: Context) -> Iterator[PlacedText]:
    """Yield every text of a words file that a rule may look at, and prompts once more together with their hints."""
    register = wording.register
    for step_id, says in file.model.steps.items():
        path: KeyPath = ("steps", step_id)
        step = known.steps.get(step_id)
        asks = isinstance(step, PickOne | PickMany | Scale | FreeText | WhichService)
        labels = known.labels.get((wording, step_id), ())
        for part in (Part.PROMPT, Part.HINT, Part.EXPLAIN, Part.TITLE):
            if (text := getattr(says, part)) and (*path, str(part)) not in known.fixed:
                yield PlacedText(Text(text=text, register=register, part=part, asks=asks), (*path, str(part)))
        shown = "\n".join(filter(None, (says.prompt.rstrip("\n"), says.hint)))
        lines = says.prompt.rstrip("\n").count("\n") + 1
        screen = Text(text=shown, register=register, part=Part.SCREEN, asks=asks, labels=labels)
        yield PlacedText(screen, (*path, "prompt"), lines)
        for choice, label in says.choices.items():
            yield PlacedText(Text(text=label, register=register, part=Part.LABEL), (*path, "choices", choice))
    for scale, names in file.model.scales.items():
        if ("scales", scale) not in known.fixed:
            for choice, label in names.items():
                yield PlacedText(Text(text=label, register=register, part=Part.LABEL), ("scales", scale, choice))
    for group, part in _GROUPS.items():
        for name, text in getattr(file.model, group).items():
            yield PlacedText(Text(text=text, register=register, part=part), (group, str(name)))
