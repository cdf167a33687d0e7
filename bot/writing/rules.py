"""What a rule is: what it asks, of which words, how strictly, where that is published, and how it looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register
from bot.flows.build import BuiltFlow
from bot.writing.lists import Lists
from bot.writing.text import Part, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

Strictness = Mapping[Register, Severity]

EASY_ERROR: Strictness = {Register.EASY_READ: ERROR}
EASY_WARNING: Strictness = {Register.EASY_READ: WARNING}
ALL_ERROR: Strictness = {Register.STANDARD: ERROR, Register.EASY_READ: ERROR}
ALL_WARNING: Strictness = {Register.STANDARD: WARNING, Register.EASY_READ: WARNING}
EASY_ERROR_ELSE_WARNING: Strictness = {Register.STANDARD: WARNING, Register.EASY_READ: ERROR}


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text breaks a rule. `instead` says what to write, `line` is the line in the text, from 0.

    `severity` is given where this is milder than the rule is at its strictest.
    """

    what: str
    instead: str
    line: int = 0
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of docs/easy-read-rules.md. `severity` says for which registers it holds, and how strictly.

    `source` names where the rule is published; `passes` and `fails` are examples, which the tests hold it to.
    """

    id: str
    title: str
    severity: Strictness
    source: str
    passes: str
    fails: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule(Rule):
    """A rule that looks at one text at a time. In other languages than English it holds only if `everywhere`."""

    check: Callable[[Text, Lists], Iterable[Found]]
    parts: frozenset[Part]
    everywhere: bool = False
    example: Part = field(default=Part.PROMPT)
    """What the examples are: the prompt of a question unless it is something else."""

    def holds_for(self, text: Text, locale: str) -> bool:
        """Tell whether the rule has anything to say of this text."""
        english = locale.partition("-")[0] == "en"
        return text.part in self.parts and text.register in self.severity and (english or self.everywhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRule(Rule):
    """A rule that looks at a flow as a whole. Its examples stand in a file of the shipped conversations.

    `loading` is true of rules without which a flow cannot be used, so that they are checked whenever it is read.
    """

    check: Callable[[BuiltFlow, Lists], Iterable[Issue]]
    file: str
    loading: bool = False
