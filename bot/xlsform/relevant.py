"""`relevant`: an XLSForm condition, of which Sayso supports a small part.

Supported are `${question} = 'choice'`, `!=`, `${question} != ''`, `selected(${question}, 'choice')`,
`not(selected(…))`, `and`, `or` and brackets. In XLSForm, a question without an answer differs from each of its
choices; Sayso's `is_not` holds only for an answered question, so it is written with an additional `!= ''`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from bot.engine.conditions import AllOf, Always, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.ids import ChoiceId, StepId
from bot.flows.conditions import simplest
from bot.xlsform.names import id_of, name_of

_MAX_DEPTH = 20
_TOKEN = re.compile(
    r"\s*(?:\$\{\s*(?P<name>[^\s{}]+)\s*\}|(?P<quoted>'[^']*'|\"[^\"]*\"|‘[^’]*’|“[^”]*”)|(?P<sign>!=|[=(),])|(?P<word>[a-z]+))"
)


class UnsupportedConditionError(Exception):
    """A condition that Sayso cannot express. The message says which part of it, and why."""


@dataclass(frozen=True, slots=True)
class EarlierQuestion:
    """A question that a condition may refer to: its id, and its choices by their names in the workbook.

    `choices` is None where they are not known, as for services. `multiple` is true of select_multiple.
    """

    step: StepId
    choices: Mapping[str, ChoiceId] | None = None
    multiple: bool = False


def to_xpath(condition: Condition, multiple: Collection[StepId]) -> str:
    """Return the condition as `relevant`; empty where it always holds. `multiple`: the questions of select_multiple.

    >>> to_xpath(IsNot(StepId("age"), (ChoiceId("old"),)), ())
    "${age} != '' and ${age} != 'old'"
    """
    return _to_xpath(simplest(condition), multiple)


def _to_xpath(condition: Condition, multiple: Collection[StepId]) -> str:
    match condition:
        case Always():
            return ""
        case Is(step, choices):
            return " or ".join(_equals(step, choice, multiple) for choice in choices)
        case IsNot(step, choices):
            tests = [_differs(step, choice, multiple) for choice in choices]
            return " and ".join([f"${{{name_of(step)}}} != ''", *tests])
        case Answered(step):
            return f"${{{name_of(step)}}} != ''"
        case AllOf(parts):
            return " and ".join(_in_brackets(part, multiple) for part in parts)
        case AnyOf(parts):
            return " or ".join(_in_brackets(part, multiple) for part in parts)
    assert_never(condition)


def _in_brackets(condition: Condition, multiple: Collection[StepId]) -> str:
    text = _to_xpath(condition, multiple)
    return f"({text})" if " and " in text or " or " in text else text


def _equals(step: StepId, choice: ChoiceId, multiple: Collection[StepId]) -> str:
    name = f"${{{name_of(step)}}}"
    return f"selected({name}, '{choice}')" if step in multiple else f"{name} = '{choice}'"


def _differs(step: StepId, choice: ChoiceId, multiple: Collection[StepId]) -> str:
    return f"not({_equals(step, choice, multiple)})" if step in multiple else f"${{{name_of(step)}}} != '{choice}'"


def parse(text: str, earlier: Mapping[str, EarlierQuestion]) -> tuple[Condition, tuple[str, ...]]:
    """Return the condition in `relevant`, and notes on where it differs slightly in Sayso.

    Raises UnsupportedConditionError where it uses more of XLSForm than is supported.
    """
    parser = _Parser(_tokenize(text), earlier)
    condition = parser.parse_or(0)
    if parser.next is not None:
        raise UnsupportedConditionError(f"“{parser.next.text}” is unexpected")
    return simplest(condition), tuple(dict.fromkeys(parser.notes))


@dataclass(frozen=True, slots=True)
class _XPathToken:
    kind: str
    text: str


def _tokenize(text: str) -> list[_XPathToken]:
    tokens: list[_XPathToken] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise UnsupportedConditionError(f"“{text[position:].strip()[:20]}” is not supported")
        value = match[match.lastgroup]
        tokens.append(_XPathToken(match.lastgroup, value[1:-1] if match.lastgroup == "quoted" else value))
        position = match.end()
    return tokens


@dataclass(slots=True)
class _Parser:
    tokens: list[_XPathToken]
    earlier: Mapping[str, EarlierQuestion]
    notes: list[str] = field(default_factory=list)

    @property
    def next(self) -> _XPathToken | None:
        return self.tokens[0] if self.tokens else None

    def parse_or(self, depth: int) -> Condition:
        parts = [self.parse_and(depth)]
        while self.next == _XPathToken("word", "or"):
            self.expect("word")
            parts.append(self.parse_and(depth))
        return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def parse_and(self, depth: int) -> Condition:
        parts = [self.parse_term(depth)]
        while self.next == _XPathToken("word", "and"):
            self.expect("word")
            parts.append(self.parse_term(depth))
        answered = {part.step for part in _flatten(parts) if isinstance(part, Answered | Is)}
        for part in parts:
            if isinstance(part, IsNot) and part.step not in answered:
                self.notes.append(f"where “{part.step}” was skipped, XLSForm shows this and Sayso does not")
        return AllOf(tuple(parts)) if len(parts) > 1 else parts[0]

    def parse_term(self, depth: int) -> Condition:
        if depth > _MAX_DEPTH:
            raise UnsupportedConditionError("brackets are nested too deeply")
        match self.next:
            case _XPathToken("sign", "("):
                self.expect("sign")
                inner = self.parse_or(depth + 1)
                self.expect("sign", ")")
                return inner
            case _XPathToken("word", "not"):
                self.expect("word")
                self.expect("sign", "(")
                selected = self.parse_selected()
                self.expect("sign", ")")
                return IsNot(selected.step, selected.choices)
            case _XPathToken("word", "selected"):
                return self.parse_selected()
            case _:
                return self.parse_comparison()

    def parse_selected(self) -> Is:
        self.expect("word", "selected")
        self.expect("sign", "(")
        question = self.parse_question()
        self.expect("sign", ",")
        choice = self.choice(question, self.expect("quoted"))
        self.expect("sign", ")")
        return Is(question.step, (choice,))

    def parse_comparison(self) -> Condition:
        question = self.parse_question()
        sign = self.expect("sign")
        if sign not in {"=", "!="}:
            raise UnsupportedConditionError(f"“{sign}” is unexpected")
        value = self.expect("quoted")
        if not value and sign == "!=":
            return Answered(question.step)
        choice = self.choice(question, value)
        if question.multiple:
            self.notes.append(f"Sayso looks for “{choice}” among the selected choices: write selected(…)")
        return Is(question.step, (choice,)) if sign == "=" else IsNot(question.step, (choice,))

    def parse_question(self) -> EarlierQuestion:
        name = self.expect("name")
        if name not in self.earlier:
            raise UnsupportedConditionError(f"no question “{name}” is imported before this one")
        return self.earlier[name]

    def choice(self, question: EarlierQuestion, name: str) -> ChoiceId:
        choice = id_of(name) if question.choices is None else question.choices.get(name)
        if choice is None:
            raise UnsupportedConditionError(f"“{question.step}” has no choice “{name}”")
        return ChoiceId(choice)

    def expect(self, kind: str, text: str | None = None) -> str:
        """Take the next token. Raises UnsupportedConditionError if it is of another kind or text."""
        token = self.next
        if token is None or token.kind != kind or (text is not None and token.text != text):
            raise UnsupportedConditionError(f"“{token.text}” is unexpected" if token else "it ends too early")
        self.tokens.pop(0)
        return token.text


def _flatten(parts: list[Condition]) -> list[Condition]:
    return [inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,))]
