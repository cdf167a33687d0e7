"""The findings of a check for other programs: as JSON, and as SARIF for editors and code hosts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.engine.issues import Issue
from bot.writing.check import CheckReport, ExceptedIssue
from bot.writing.registry import RULES
from bot.writing.rules import Rule

FORMAT = "FORMAT"
"""The rule id of errors that are not about writing: an unreadable file, or one that breaks the format."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(checked: CheckReport) -> str:
    """Return `findings`, `excepted` ones with their reasons, and the `counts` of each severity as JSON."""
    report = {
        "findings": [_plain(issue) for issue in checked.issues],
        "excepted": [_plain(excepted.issue) | {"because": excepted.because} for excepted in checked.excepted],
        "counts": dict(checked.counts),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _plain(issue: Issue) -> dict[str, Any]:
    return {
        "file": issue.file,
        "line": issue.line,
        "column": issue.column,
        "where": issue.path,
        "rule": issue.rule or FORMAT,
        "severity": str(issue.severity),
        "what": issue.what,
        "suggestion": issue.suggestion,
    }


def as_sarif(checked: CheckReport) -> str:
    """Return all findings as a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0).

    ExceptedIssue findings are suppressed results, with their justification.
    """
    driver = {
        "name": "sayso check",
        "rules": [
            {"id": FORMAT, "shortDescription": {"text": "The files can be read and fit together"}},
            *map(_rule, RULES),
        ],
    }
    numbers = {rule["id"]: number for number, rule in enumerate(driver["rules"])}  # type: ignore[index] # a list of dicts
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": list(_results(checked, numbers))}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    strictest = min(rule.severity.values(), key=["error", "warning", "note"].index)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}. Source: {rule.source}."},
        "help": {"text": f"Like this:\n{rule.passes}\n\nNot like this:\n{rule.fails}"},
        "defaultConfiguration": {"level": str(strictest)},
    }


def _results(checked: CheckReport, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for issue in checked.issues:
        yield _result(issue, numbers)
    for excepted in checked.excepted:
        yield _result(excepted.issue, numbers) | {"suppressions": [_suppression(excepted)]}


def _suppression(excepted: ExceptedIssue) -> dict[str, str]:
    return {"kind": "inSource", "justification": excepted.because}


def _result(issue: Issue, numbers: Mapping[str, int]) -> dict[str, Any]:
    rule = issue.rule or FORMAT
    message = f"{issue.what} - {issue.suggestion}" if issue.suggestion else issue.what
    region = {"startLine": issue.line, "startColumn": issue.column}
    location = {
        "physicalLocation": {"artifactLocation": {"uri": issue.file}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": issue.path}],
    }
    return {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "level": str(issue.severity),
        "message": {"text": message},
        "locations": [location],
    }
