"""Choices: few, short, always in the same order, and always with a way not to answer (L24 to L27, L32)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.engine.flow import Choice, PickMany, PickOne, Scale
from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register, Wording
from bot.flows.build import BuiltFlow, PlacedStep
from bot.flows.validation.fft import SCALE as FFT
from bot.writing.lists import WordLists
from bot.writing.rules import (
    ALL_ERROR,
    EASY_ERROR,
    EASY_ERROR_ELSE_WARNING,
    Finding,
    FlowRule,
    TextRule,
)
from bot.writing.text import Passage, TextRole, words

MAX_RATINGS = 3
"""The choices of a rating, without “I do not know”."""

MAX_SCORED = 7
"""Scored questions in a flow, without the Friends and Family Test."""

MAX_CHOICES = 8
"""The choices of any question: more do not fit on one screen of a phone."""

MAX_LABEL_WORDS = 2

_RANGE = re.compile(r"\b\d+ (?:to|or) (?:\d+|over|more|under)\b")
_NO_ANSWER = re.compile(r"^(?:I )?(?:do not|don['’]t) know$|^(?:I am )?not sure$|^prefer not to say$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _ChoiceQuestion:
    """A question with choices, and its position in a file."""

    place: PlacedStep
    step: PickOne | PickMany | Scale

    @property
    def is_fft(self) -> bool:
        return isinstance(self.step, Scale) and self.step.scale == FFT

    def issue(self, built: BuiltFlow, what: str, suggestion: str, severity: Severity = Severity.ERROR) -> Issue:
        """Return an issue at the choices: in the scale, or else in the step."""
        if isinstance(self.step, Scale) and built.sources.scales is not None:
            return built.sources.scales.issue((self.step.scale,), what, suggestion, severity)
        return self.place.source.issue((*self.place.path, self.place.step.kind), what, suggestion, severity)


def _questions(built: BuiltFlow) -> list[_ChoiceQuestion]:
    """Return the questions with choices, except the Friends and Family Test, whose wording is prescribed."""
    pairs = zip(built.placed, built.flow.steps, strict=True)
    questions = [_ChoiceQuestion(place, step) for place, step in pairs if isinstance(step, PickOne | PickMany | Scale)]
    return [question for question in questions if not question.is_fft]


def _labels(built: BuiltFlow, question: _ChoiceQuestion, wording: Wording) -> dict[str, str]:
    says = built.flow.words[wording].steps[question.step.id]
    return {choice.id: says.labels.get(choice.id, choice.id) for choice in question.step.choices}


def _wordings(built: BuiltFlow, register: Register) -> list[Wording]:
    return [wording for wording in built.flow.words if wording.register is register and wording.locale == "en"]


def _substantive(question: _ChoiceQuestion, labels: dict[str, str]) -> list[Choice]:
    return [choice for choice in question.step.choices if not _NO_ANSWER.match(labels[choice.id])]


def _too_many(built: BuiltFlow, _: WordLists) -> Iterator[Issue]:
    """Report ratings with too many choices, and other choices that do not fit on one screen.

    A scale may have more choices if its hint explains each of them, as that of co-production does.
    """
    for question in _questions(built):
        if Register.EASY_READ not in question.step.registers:
            continue
        for wording in _wordings(built, Register.EASY_READ):
            labels = _labels(built, question, wording)
            substantive = _substantive(question, labels)
            hint = built.flow.words[wording].steps[question.step.id].hint.lower()
            meanings = [line.strip() for line in hint.split("\n")]
            names = [labels[choice.id].lower() for choice in substantive]
            explained = all(any(line.startswith(name) for line in meanings) for name in names)
            if isinstance(question.step, Scale) and len(substantive) > MAX_RATINGS and not explained:
                what = f"{len(substantive)} answers are too many to choose from"
                yield question.issue(built, what, f"offer at most {MAX_RATINGS} and “I do not know”")
            elif len(question.step.choices) > MAX_CHOICES:
                what = f"{len(question.step.choices)} choices do not fit on one screen"
                yield question.issue(built, what, f"offer at most {MAX_CHOICES}, or ask in two steps")


def _label(passage: Passage, _: WordLists) -> Iterator[Finding]:
    label_words = [word for word in words(passage.text) if word.strip("'")]
    if not any(letter.isalpha() or letter.isdigit() for letter in passage.text):
        yield Finding("a picture without words can be misunderstood", "add a word to it")
    elif passage.register is not Register.EASY_READ or passage.role is not TextRole.LABEL:
        return
    elif not _NO_ANSWER.match(passage.text):
        count = len(_RANGE.sub("–", passage.text).split()) if _RANGE.search(passage.text) else len(label_words)
        if count > MAX_LABEL_WORDS:
            suggestion = f"use at most {MAX_LABEL_WORDS} words, and explain the rest in the hint"
            yield Finding(f"the choice “{passage.text}” has {count} words", suggestion)


def _same_order(built: BuiltFlow, _: WordLists) -> Iterator[Issue]:
    """Report ratings with different labels, and choices in a different order."""
    for wording in _wordings(built, Register.EASY_READ) + _wordings(built, Register.STANDARD):
        severity = Severity.ERROR if wording.register is Register.EASY_READ else Severity.WARNING
        easy = wording.register is Register.EASY_READ
        sets = [(question, list(_labels(built, question, wording).items())) for question in _questions(built)]
        seen: set[str] = set()
        for (one, first), (other, second) in combinations(sets, 2):
            mine, theirs = ([label if easy else choice for choice, label in labels] for labels in (first, second))
            ratings = isinstance(one.step, Scale) and isinstance(other.step, Scale)
            if mine == theirs or other.step.id in seen:
                continue
            if ratings and set(mine) != set(theirs) and not _are_kinds(one, other):
                seen.add(other.step.id)
                what = f"“{other.step.id}” has different answers from “{one.step.id}”"
                yield other.issue(built, what, "use one set of answers for all ratings", severity)
            elif [label for label in mine if label in theirs] != [label for label in theirs if label in mine]:
                seen.add(other.step.id)
                what = f"“{other.step.id}” has the answers of “{one.step.id}” in a different order"
                yield other.issue(built, what, "use one order everywhere", severity)


def _are_kinds(one: _ChoiceQuestion, other: _ChoiceQuestion) -> bool:
    """Tell whether one of two scales is too long to be a rating, and so cannot share its labels."""
    return any(len(question.step.choices) > MAX_RATINGS + 1 for question in (one, other))


def _no_way_out(built: BuiltFlow, _: WordLists) -> Iterator[Issue]:
    for question in _questions(built):
        if not question.step.kept:
            continue
        if question.step.required:
            yield question.place.source.issue(
                (*question.place.path, "required"), "people must be able to skip a question", "remove “required”"
            )
        for wording in _wordings(built, Register.EASY_READ):
            labels = _labels(built, question, wording)
            if len(_substantive(question, labels)) == len(question.step.choices):
                yield question.issue(built, "there is no answer for people who do not know", "add “I do not know”")


def _too_long(built: BuiltFlow, _: WordLists) -> Iterator[Issue]:
    scored: Sequence[_ChoiceQuestion] = [
        question for question in _questions(built) if any(choice.score is not None for choice in question.step.choices)
    ]
    for question in scored[MAX_SCORED:]:
        what = f"the flow has more than {MAX_SCORED} scored questions"
        yield question.place.source.issue((*question.place.path, question.place.step.kind), what, "remove one")


_HARTLEY = "Hartley and MacLean 2006, a review of Likert scales for people with a learning disability"

RULES = (
    FlowRule(
        id="L24",
        title="A rating has at most 3 answers and “I do not know”; other choices fit on one screen",
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
        roles=frozenset({TextRole.LABEL, TextRole.CONTROL, TextRole.TITLE, TextRole.PROMPT}),
        example_role=TextRole.LABEL,
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
        title="A flow has at most 7 scored questions, and shows which one this is",
        severity=ALL_ERROR,
        source="W3C, “Making Content Usable”, pattern o4p4 (ask for as little as possible); the number is ours",
        file="patient/flow.yaml",
        passes="  - scale: rights\n    of: agree\n    picture: rights\n",
        fails="  - scale: rights\n    of: agree\n    picture: rights\n"
        "  - scale: food\n    of: agree\n    picture: rights\n",
        check=_too_long,
    ),
)
