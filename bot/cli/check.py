"""Checking the conversations against every rule for writing."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.shared import count, read_conversations
from bot.engine.issues import Issue, Severity
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.writing.check import CheckReport

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="The conversations folder; else SAYSO_CONVERSATIONS_DIR.")
    ] = None,
    *,
    flow: Annotated[str | None, typer.Option(help="Only this conversation, and what all share.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")] = False,
    as_sarif: Annotated[bool, typer.Option("--sarif", help="As SARIF, for editors and code hosts.")] = False,
) -> None:
    """Check the conversations: what breaks a rule, with file, line and column, and what to write instead.

    Exits with 1 on errors. Warnings are for a person to decide. The rules: docs/easy-read-rules.md
    """
    from bot.media.pictures import RenderedPictures
    from bot.writing import findings
    from bot.writing.check import check as check_files

    if as_json and as_sarif:
        raise SaysoError("Choose one of --json and --sarif.")
    checked = check_files(read_conversations(folder))
    checked = checked.without_drawings(RenderedPictures(checked.library.pictures).broken())
    if flow is not None:
        checked = _only(checked, flow)
    if as_json or as_sarif:
        print(findings.as_json(checked) if as_json else findings.as_sarif(checked))
    else:
        _print(checked)
    if checked.errors:
        raise SaysoError(f"{_counted(checked, Severity.ERROR, Severity.WARNING)} to fix.")


def _only(checked: "CheckReport", flow: str) -> "CheckReport":
    known = sorted(checked.sources.flows)
    if flow not in known:
        raise SaysoError(f"There is no conversation “{flow}” that can be read. There are: {', '.join(known)}.")
    return checked.of(flow)


def _print(checked: "CheckReport") -> None:
    console = Console(highlight=False, soft_wrap=True)
    # Errors and warnings come last, so that they stay on the screen after a long list.
    _print_each(console, (issue for issue in checked.issues if issue.severity is Severity.NOTE))
    for excepted in checked.excepted:
        console.print(Text.assemble(*_line(excepted.issue), " - ", ("excepted", "magenta"), f": {excepted.because}"))
    for name, flow in sorted(checked.library.flows.items()):
        wordings = ", ".join(str(wording) for wording, words in flow.words.items() if not words.unpublished)
        console.print(Text(f"{name}: {len(flow.steps)} steps in {wordings}, revision {flow.revision}"))
    to_do = [issue for issue in checked.issues if issue.severity is not Severity.NOTE]
    for (file, step), issues in groupby(to_do, key=_step):
        console.print(Text.assemble((file, "bold"), "  ", step))
        _print_each(console, issues)
    if not checked.errors:
        warned = _counted(checked, Severity.WARNING) if checked.counts[Severity.WARNING] else ""
        summary = f"No faults, {warned}." if warned else "No faults."
        drafts = " DRAFT words still need to be checked by people who will read them."
        console.print(Text(summary + (drafts if checked.library.drafts else "")))


def _print_each(console: Console, issues: Iterable[Issue]) -> None:
    for issue in issues:
        console.print(Text.assemble(*_line(issue)))


def _step(issue: Issue) -> tuple[str, str]:
    """Return the file, and the step, notice or other part of it, that an issue is in."""
    return issue.file, ".".join(issue.path.split(".")[:2])


def _line(issue: Issue) -> tuple[str | tuple[str, str], ...]:
    rule = f" {issue.rule}" if issue.rule else ""
    tail = f" - {issue.suggestion}" if issue.suggestion else ""
    severity = (f"{issue.severity}{rule}", _COLOURS[issue.severity])
    return f"{issue.file}:{issue.line}:{issue.column}: ", severity, f": {issue.what}{tail}"


def _counted(checked: "CheckReport", *severities: Severity) -> str:
    names = {Severity.ERROR: "fault", Severity.WARNING: "warning", Severity.NOTE: "note"}
    counts = [(checked.counts[severity], names[severity]) for severity in severities]
    return " and ".join(count(number, name) for number, name in counts if number)
