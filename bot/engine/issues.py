"""A problem in a flow, for its author: where it is, what is wrong and what to do. No IO."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a flow from being used; a warning is for a person to decide; a note asks for nothing yet."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One problem. `line` and `column` count from 1; `path` is where in the file, such as `steps.3.of`.

    `rule` is the id of the rule for writing that is broken, such as `L06`; empty where it is one of the format.
    """

    file: str
    line: int
    column: int
    path: str
    what: str
    suggestion: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""

    def __str__(self) -> str:
        """Return `file:line:column: path: what is wrong - what to do`.

        >>> print(Issue("flow.yaml", 3, 5, "steps.0", "unknown key “mesage”", "did you mean “message”?"))
        flow.yaml:3:5: steps.0: unknown key “mesage” - did you mean “message”?
        """
        tail = f" - {self.suggestion}" if self.suggestion else ""
        mark = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        return f"{self.file}:{self.line}:{self.column}: {self.path}: {mark}{self.what}{tail}"
