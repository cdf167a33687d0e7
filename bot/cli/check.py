"""Checking the conversations against every rule for writing."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bot.cli.shared import count
from bot.engine.issues import Issue, Severity
from bot.errors import SaysoError

if TYPE_CHECKING:
    from bot.flows.check import Checked

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
    """Check the conversations: every fault, with its file, line, column, rule and what to do. Exits with 1 on errors."""
    from bot.flows import findings
    from bot.flows.check import check as check_folder
    from bot.settings import read_settings

    if as_json and as_sarif:
        raise SaysoError("Choose one of --json and --sarif.")
    checked = check_folder(folder or read_settings().conversations_dir)
    if flow is not None:
        if flow not in checked.library.flows:
            known = ", ".join(sorted(checked.library.flows))
            raise SaysoError(f"There is no conversation “{flow}” that can be read. There are: {known}.")
        checked = checked.of(flow)
    if as_json or as_sarif:
        print(findings.as_json(checked) if as_json else findings.as_sarif(checked))
    else:
        _print(checked)
    if checked.errors:
        raise SaysoError(f"{count(len(checked.errors), 'fault')} to put right.")


def _print(checked: "Checked") -> None:
    console = Console(highlight=False, soft_wrap=True)
    for file, in_file in groupby(checked.issues, key=lambda issue: issue.file):
        console.print(f"[bold]{escape(file)}[/]")
        for step, issues in groupby(in_file, key=_step):
            console.print(f"  {escape(step)}")
            for issue in issues:
                console.print(f"    {_line(issue)}")
    for excepted in checked.excepted:
        console.print(f"[magenta]excepted[/] {escape(str(excepted.issue))} - because: {escape(excepted.because)}")
    for name, flow in sorted(checked.library.flows.items()):
        wordings = ", ".join(map(str, flow.words))
        console.print(f"{name}: {len(flow.steps)} steps in {wordings}, revision {flow.revision}")
    told = [count(number, str(severity)) for severity, number in checked.counts.items()]
    told += [count(len(checked.excepted), "exception")] if checked.excepted else []
    drafts = " DRAFT words still need to be checked by people who will read them." if checked.library.drafts else ""
    console.print(f"{', '.join(told)}.{drafts}")


def _step(issue: Issue) -> str:
    """Return the step, notice or other part of a file that an issue is in."""
    return ".".join(issue.path.split(".")[:2])


def _line(issue: Issue) -> str:
    colour = _COLOURS[issue.severity]
    rule = f" {issue.rule}" if issue.rule else ""
    tail = f" - {escape(issue.suggestion)}" if issue.suggestion else ""
    place = escape(f"{issue.file}:{issue.line}:{issue.column}:")
    return f"{place} [{colour}]{issue.severity}[/]{rule}: {escape(issue.what)}{tail}"
