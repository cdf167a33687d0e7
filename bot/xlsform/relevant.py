"""`relevant`: conditions as XLSForm writes them, in a small part of its language.

What is read: `${question} = 'choice'`, `!=`, `${question} != ''`, `selected(${question}, 'choice')`,
`not(selected(…))`, `and`, `or` and brackets. To XLSForm, a question that was not answered is not any of its choices;
Sayso's `is_not` holds only once it was answered, so it is written with `!= ''`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.ids import ChoiceId, StepId
from bot.flows.conditions import simplest
from bot.xlsform.names import id_of, name_of

_DEEPEST = 20
_TOKEN = re.compile(
    r"\s*(?:\$\{\s*(?P<name>[^\s{}]+)\s*\}|(?P<quoted>'[^']*'|\"[^\"]*\"|‘[^’]*’|“[^”]*”)|(?P<sign>!=|[=(),])|(?P<word>[a-z]+))"
)


class NotReadError(Exception):
    """A condition, or a part of it, that Sayso cannot follow; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An earlier question: its id, and its choices by their names in the workbook.

    `choices` is None where they are not known here, as wards are not. `many` says that several can be picked.
    """

    step: StepId
    choices: Mapping[str, ChoiceId] | None = None
    many: bool = False


def written(condition: Condition, many: Collection[StepId]) -> str:
    """Return the condition as `relevant`; empty where it always holds. `many`: where several can be picked.

    >>> written(IsNot(StepId("age"), (ChoiceId("old"),)), ())
    "${age} != '' and ${age} != 'old'"
    """
    return _written(simplest(condition), many)


def _written(condition: Condition, many: Collection[StepId]) -> str:
    match condition:
        case Always():
            return ""
        case Is(step, choices):
            return " or ".join(_is(step, choice, many) for choice in choices)
        case IsNot(step, choices):
            tests = [_is_not(step, choice, many) for choice in choices]
            return " and ".join([f"${{{name_of(step)}}} != ''", *tests])
        case Answered(step):
            return f"${{{name_of(step)}}} != ''"
        case AllOf(parts):
            return " and ".join(_part(part, many) for part in parts)
        case AnyOf(parts):
            return " or ".join(_part(part, many) for part in parts)
    assert_never(condition)


def _part(condition: Condition, many: Collection[StepId]) -> str:
    text = _written(condition, many)
    return f"({text})" if " and " in text or " or " in text else text


def _is(step: StepId, choice: ChoiceId, many: Collection[StepId]) -> str:
    name = f"${{{name_of(step)}}}"
    return f"selected({name}, '{choice}')" if step in many else f"{name} = '{choice}'"


def _is_not(step: StepId, choice: ChoiceId, many: Collection[StepId]) -> str:
    return f"not({_is(step, choice, many)})" if step in many else f"${{{name_of(step)}}} != '{choice}'"


def understood(text: str, asked: Mapping[str, Asked]) -> tuple[Condition, tuple[str, ...]]:
    """Return the condition that `relevant` says, and in what it is not quite the same here.

    Raises NotReadError where it says anything else than what is read.
    """
    parser = _Parser(_tokens(text), asked)
    condition = parser.either(0)
    if parser.next is not None:
        raise NotReadError(f"“{parser.next.text}” is not expected there")
    return simplest(condition), tuple(dict.fromkeys(parser.notes))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise NotReadError(f"“{text[place:].strip()[:20]}” is not read here")
        taken = match[match.lastgroup]
        found.append(_Token(match.lastgroup, taken[1:-1] if match.lastgroup == "quoted" else taken))
        place = match.end()
    return found


@dataclass(slots=True)
class _Parser:
    tokens: list[_Token]
    asked: Mapping[str, Asked]
    notes: list[str] = field(default_factory=list)

    @property
    def next(self) -> _Token | None:
        return self.tokens[0] if self.tokens else None

    def either(self, depth: int) -> Condition:
        parts = [self.both(depth)]
        while self.next == _Token("word", "or"):
            self.take("word")
            parts.append(self.both(depth))
        return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def both(self, depth: int) -> Condition:
        parts = [self.one(depth)]
        while self.next == _Token("word", "and"):
            self.take("word")
            parts.append(self.one(depth))
        answered = {part.step for part in _flat(parts) if isinstance(part, Answered | Is)}
        for part in parts:
            if isinstance(part, IsNot) and part.step not in answered:
                self.notes.append(f"where “{part.step}” was skipped, XLSForm shows this and Sayso does not")
        return AllOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def one(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise NotReadError("there are too many brackets in brackets")
        match self.next:
            case _Token("sign", "("):
                self.take("sign")
                inner = self.either(depth + 1)
                self.take("sign", ")")
                return inner
            case _Token("word", "not"):
                self.take("word")
                self.take("sign", "(")
                picked = self.selected()
                self.take("sign", ")")
                return IsNot(picked.step, picked.choices)
            case _Token("word", "selected"):
                return self.selected()
            case _:
                return self.compared()

    def selected(self) -> Is:
        self.take("word", "selected")
        self.take("sign", "(")
        question = self.question()
        self.take("sign", ",")
        choice = self.choice(question, self.take("quoted"))
        self.take("sign", ")")
        return Is(question.step, (choice,))

    def compared(self) -> Condition:
        question = self.question()
        sign = self.take("sign")
        if sign not in {"=", "!="}:
            raise NotReadError(f"“{sign}” is not expected there")
        value = self.take("quoted")
        if not value and sign == "!=":
            return Answered(question.step)
        choice = self.choice(question, value)
        if question.many:
            self.notes.append(f"Sayso looks whether “{choice}” is among what was picked: write selected(…)")
        return Is(question.step, (choice,)) if sign == "=" else IsNot(question.step, (choice,))

    def question(self) -> Asked:
        name = self.take("name")
        if name not in self.asked:
            raise NotReadError(f"there is no question “{name}” before it that is carried")
        return self.asked[name]

    def choice(self, question: Asked, name: str) -> ChoiceId:
        found = id_of(name) if question.choices is None else question.choices.get(name)
        if found is None:
            raise NotReadError(f"“{question.step}” has no choice “{name}”")
        return ChoiceId(found)

    def take(self, kind: str, text: str | None = None) -> str:
        found = self.next
        if found is None or found.kind != kind or (text is not None and found.text != text):
            raise NotReadError(f"“{found.text}” is not expected there" if found else "it ends too early")
        self.tokens.pop(0)
        return found.text


def _flat(parts: list[Condition]) -> list[Condition]:
    return [inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,))]
