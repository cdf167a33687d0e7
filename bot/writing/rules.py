"""What a rule is: its requirement, the texts it applies to, its severity, its source, and examples."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register
from bot.flows.build import BuiltFlow
from bot.writing.lists import WordLists
from bot.writing.text import Passage, TextRole

ERROR, WARNING = Severity.ERROR, Severity.WARNING

SeverityByRegister = Mapping[Register, Severity]

EASY_ERROR: SeverityByRegister = {Register.EASY_READ: ERROR}
EASY_WARNING: SeverityByRegister = {Register.EASY_READ: WARNING}
ALL_ERROR: SeverityByRegister = {Register.STANDARD: ERROR, Register.EASY_READ: ERROR}
ALL_WARNING: SeverityByRegister = {Register.STANDARD: WARNING, Register.EASY_READ: WARNING}
EASY_ERROR_ELSE_WARNING: SeverityByRegister = {Register.STANDARD: WARNING, Register.EASY_READ: ERROR}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a text breaks a rule. `line` is counted from 0 in the text.

    `severity` is set where it is milder than the rule's own.
    """

    what: str
    suggestion: str
    line: int = 0
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of docs/easy-read-rules.md. It applies to the registers in `severity`.

    `source` is where the rule is published; `passes` and `fails` are examples, which the tests check.
    """

    id: str
    title: str
    severity: SeverityByRegister
    source: str
    passes: str
    fails: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule(Rule):
    """A rule about one text at a time. In languages other than English it applies only if `all_languages`."""

    check: Callable[[Passage, WordLists], Iterable[Finding]]
    roles: frozenset[TextRole]
    all_languages: bool = False
    example_role: TextRole = field(default=TextRole.PROMPT)
    """The role of the examples."""

    def applies_to(self, passage: Passage, locale: str) -> bool:
        """Tell whether the rule applies to this text."""
        english = locale.partition("-")[0] == "en"
        return passage.role in self.roles and passage.register in self.severity and (english or self.all_languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRule(Rule):
    """A rule about a whole flow. Its examples are changes to a file of the shipped conversations.

    `loading` marks rules that a flow cannot be used without, which are checked whenever it is loaded.
    """

    check: Callable[[BuiltFlow, WordLists], Iterable[Issue]]
    file: str
    loading: bool = False
