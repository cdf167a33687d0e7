"""Choices: how few, how short, always in the same order, and always a way not to answer (L24 to L27, L32)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.engine.flow import Choice, PickMany, PickOne, Scale
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register, Wording
from bot.flows.build import BuiltFlow, PlacedStep
from bot.flows.validation.fft import SCALE as FFT
from bot.writing.lists import Lists
from bot.writing.rules import (
    ALL_ERROR,
    EASY_ERROR,
    EASY_ERROR_ELSE_WARNING,
    FlowRule,
    Found,
    TextRule,
)
from bot.writing.text import Part, Text, words

MOST_DEGREES = 3
"""Options of a rating, besides “I do not know”."""

MOST_SCORED = 7
"""Scored questions in a flow, besides the Friends and Family Test."""

MOST_CHOICES = 8
"""Options of any question: more do not fit one screen of a phone."""

MOST_LABEL_WORDS = 2

_RANGE = re.compile(r"\b\d+ (?:to|or) (?:\d+|over|more|under)\b")
_NO_ANSWER = re.compile(r"^(?:I )?(?:do not|don['’]t) know$|^(?:I am )?not sure$|^prefer not to say$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with choices, where it stands, and its labels in each wording."""

    place: PlacedStep
    step: PickOne | PickMany | Scale

    @property
    def is_fft(self) -> bool:
        return isinstance(self.step, Scale) and self.step.scale == FFT

    def issue(self, read: BuiltFlow, what: str, instead: str, severity: Severity = Severity.ERROR) -> Issue:
        """Return an issue where the choices stand: in the scale, or else in the step."""
        if isinstance(self.step, Scale) and read.sources.scales is not None:
            return read.sources.scales.issue((self.step.scale,), what, instead, severity)
        return self.place.source.issue((*self.place.path, self.place.step.kind), what, instead, severity)


def _asked(read: BuiltFlow) -> list[_Asked]:
    """Return the questions with choices, except those of the Friends and Family Test, which is asked as it is."""
    pairs = zip(read.placed, read.flow.steps, strict=True)
    found = [_Asked(place, step) for place, step in pairs if isinstance(step, PickOne | PickMany | Scale)]
    return [each for each in found if not each.is_fft]


def _labels(read: BuiltFlow, asked: _Asked, wording: Wording) -> dict[str, str]:
    says = read.flow.words[wording].steps[asked.step.id]
    return {choice.id: says.labels.get(choice.id, choice.id) for choice in asked.step.choices}


def _wordings(read: BuiltFlow, register: Register) -> list[Wording]:
    return [each for each in read.flow.words if each.register is register and each.locale == "en"]


def _substantive(asked: _Asked, labels: dict[str, str]) -> list[Choice]:
    return [each for each in asked.step.choices if not _NO_ANSWER.match(labels[each.id])]


def _too_many(read: BuiltFlow, _: Lists) -> Iterator[Issue]:
    """A rating has few degrees. Kinds, such as ages, may be more, as long as they fit one screen.

    A scale of kinds, such as the ladder of co-production, says on the screen what each of them means.
    """
    for asked in _asked(read):
        if Register.EASY_READ not in asked.step.registers:
            continue
        for wording in _wordings(read, Register.EASY_READ):
            labels = _labels(read, asked, wording)
            substantive = _substantive(asked, labels)
            hint = read.flow.words[wording].steps[asked.step.id].hint.lower()
            meanings = [line.strip() for line in hint.split("\n")]
            explained = all(any(line.startswith(labels[each.id].lower()) for line in meanings) for each in substantive)
            if isinstance(asked.step, Scale) and len(substantive) > MOST_DEGREES and not explained:
                what = f"{len(substantive)} answers are hard to choose from"
                yield asked.issue(read, what, f"offer at most {MOST_DEGREES} and “I do not know”")
            elif len(asked.step.choices) > MOST_CHOICES:
                what = f"{len(asked.step.choices)} choices do not fit one screen"
                yield asked.issue(read, what, f"offer at most {MOST_CHOICES}, or ask in two steps")


def _label(text: Text, _: Lists) -> Iterator[Found]:
    says = [each for each in words(text.text) if each.strip("'")]
    if not any(letter.isalpha() or letter.isdigit() for letter in text.text):
        yield Found("a picture without a word can be taken for something else", "add a word to it")
    elif text.register is Register.EASY_READ and text.part is Part.LABEL and not _NO_ANSWER.match(text.text):
        count = len(_RANGE.sub("–", text.text).split()) if _RANGE.search(text.text) else len(says)
        if count > MOST_LABEL_WORDS:
            instead = f"at most {MOST_LABEL_WORDS} words, and the rest in the hint"
            yield Found(f"the choice “{text.text}” has {count} words", instead)


def _same_order(read: BuiltFlow, _: Lists) -> Iterator[Issue]:
    """Ratings in a flow share one set of labels; what several sets share stands in the same order in all."""
    for wording in _wordings(read, Register.EASY_READ) + _wordings(read, Register.STANDARD):
        severity = Severity.ERROR if wording.register is Register.EASY_READ else Severity.WARNING
        easy = wording.register is Register.EASY_READ
        sets = [(each, list(_labels(read, each, wording).items())) for each in _asked(read)]
        seen: set[str] = set()
        for (one, first), (other, second) in combinations(sets, 2):
            mine, theirs = ([label if easy else choice for choice, label in each] for each in (first, second))
            ratings = isinstance(one.step, Scale) and isinstance(other.step, Scale)
            if mine == theirs or other.step.id in seen:
                continue
            if ratings and set(mine) != set(theirs) and not _are_kinds(one, other):
                seen.add(other.step.id)
                what = f"“{other.step.id}” has other answers than “{one.step.id}”"
                yield other.issue(read, what, "use one set of answers for all ratings", severity)
            elif [each for each in mine if each in theirs] != [each for each in theirs if each in mine]:
                seen.add(other.step.id)
                what = f"“{other.step.id}” has the answers of “{one.step.id}” in another order"
                yield other.issue(read, what, "keep one order everywhere", severity)


def _are_kinds(one: _Asked, other: _Asked) -> bool:
    """Tell whether one of two sets is a scale of kinds, which cannot share the labels of a rating."""
    return any(len(each.step.choices) > MOST_DEGREES + 1 for each in (one, other))


def _no_way_out(read: BuiltFlow, _: Lists) -> Iterator[Issue]:
    for asked in _asked(read):
        if not asked.step.kept:
            continue
        if asked.step.required:
            yield asked.place.source.issue(
                (*asked.place.path, "required"), "people must be able to skip a question", "leave out “required”"
            )
        for wording in _wordings(read, Register.EASY_READ):
            labels = _labels(read, asked, wording)
            if len(_substantive(asked, labels)) == len(asked.step.choices):
                yield asked.issue(read, "there is no answer for people who do not know", "add “I do not know”")


def _too_long(read: BuiltFlow, _: Lists) -> Iterator[Issue]:
    scored: Sequence[_Asked] = [
        each for each in _asked(read) if any(choice.score is not None for choice in each.step.choices)
    ]
    for each in scored[MOST_SCORED:]:
        what = f"this is more than {MOST_SCORED} scored questions"
        yield each.place.source.issue((*each.place.path, each.place.step.kind), what, "take one out")


_HARTLEY = "Hartley and MacLean 2006, a review of Likert scales for people with a learning disability"

RULES = (
    FlowRule(
        id="L24",
        title="A rating has at most 3 answers and “I do not know”; other choices fit one screen",
        severity=EASY_ERROR,
        source=f"{_HARTLEY}; the number is ours",
        file="common/scales.yaml",
        passes='  - {id: partly, picture: partly, score: 1}\n  - {id: "no", picture: "no", score: 0}\n',
        fails="  - {id: partly, picture: partly, score: 1}\n  - {id: hardly, picture: partly, score: 1}\n"
        '  - {id: "no", picture: "no", score: 0}\n',
        check=_too_many,
    ),
    TextRule(
        id="L25",
        title="A choice has at most 2 words in easy read, 24 characters everywhere, and is never only a picture",
        severity=ALL_ERROR,
        source=f"{_HARTLEY} (labels of 1 or 2 words); W3C, “Making Content Usable”, persona George (icons alone)",
        passes="Yes, staff",
        fails="Yes, a member of staff",
        parts=frozenset({Part.LABEL, Part.CONTROL, Part.TITLE, Part.PROMPT}),
        example=Part.LABEL,
        check=_label,
    ),
    FlowRule(
        id="L26",
        title="Ratings share one set of answers, always in the same order",
        severity=EASY_ERROR_ELSE_WARNING,
        source=f"{_HARTLEY} (one single set)",
        file="common/words/en.easy-read.yaml",
        passes='ease: {"yes": "Yes", partly: Sometimes, "no": "No", not-sure: I do not know}',
        fails='ease: {"yes": "Yes", partly: A bit, "no": "No", not-sure: I do not know}',
        check=_same_order,
    ),
    FlowRule(
        id="L27",
        title="Every question can be skipped, or answered with “I do not know”",
        severity=ALL_ERROR,
        source="NHS England, Friends and Family Test guidance (answering is voluntary);"
        " W3C, “Making Content Usable”, pattern o4p4",
        file="common/scales.yaml",
        passes='  - {id: "no", picture: "no"}\n  - {id: not-sure, picture: not-sure}\n',
        fails='  - {id: "no", picture: "no"}\n',
        check=_no_way_out,
    ),
    FlowRule(
        id="L32",
        title="A flow has at most 7 scored questions, and says which one this is",
        severity=ALL_ERROR,
        source="W3C, “Making Content Usable”, pattern o4p4 (ask for as little as possible); the number is ours",
        file="patient/flow.yaml",
        passes="  - scale: rights\n    of: agree\n    picture: rights\n",
        fails="  - scale: rights\n    of: agree\n    picture: rights\n"
        "  - scale: food\n    of: agree\n    picture: rights\n",
        check=_too_long,
    ),
)
