"""What a check found, written for other programs: JSON, and SARIF for editors and code hosts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.engine.issues import Issue
from bot.writing.check import Checked, Excepted
from bot.writing.registry import RULES
from bot.writing.rules import Rule

FORMAT = "FORMAT"
"""The id that stands for all faults that are not of a rule for writing: a file cannot be read, or does not fit."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(checked: Checked) -> str:
    """Return everything found as JSON: `findings`, what is `excepted`, and how many there are of each severity."""
    written = {
        "findings": [_plain(issue) for issue in checked.issues],
        "excepted": [_plain(each.issue) | {"because": each.because} for each in checked.excepted],
        "counts": dict(checked.counts),
    }
    return json.dumps(written, ensure_ascii=False, indent=2)


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


def as_sarif(checked: Checked) -> str:
    """Return everything found as a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0).

    What is excepted stands in it as suppressed, with why.
    """
    driver = {
        "name": "sayso check",
        "rules": [
            {"id": FORMAT, "shortDescription": {"text": "The files can be read and fit together"}},
            *map(_rule, RULES),
        ],
    }
    numbers = {each["id"]: number for number, each in enumerate(driver["rules"])}  # type: ignore[index] # a list of dicts
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


def _results(checked: Checked, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for issue in checked.issues:
        yield _result(issue, numbers)
    for each in checked.excepted:
        yield _result(each.issue, numbers) | {"suppressions": [_suppression(each)]}


def _suppression(excepted: Excepted) -> dict[str, str]:
    return {"kind": "inSource", "justification": excepted.because}


def _result(issue: Issue, numbers: Mapping[str, int]) -> dict[str, Any]:
    rule = issue.rule or FORMAT
    message = f"{issue.what} - {issue.suggestion}" if issue.suggestion else issue.what
    region = {"startLine": issue.line, "startColumn": issue.column}
    place = {
        "physicalLocation": {"artifactLocation": {"uri": issue.file}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": issue.path}],
    }
    return {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "level": str(issue.severity),
        "message": {"text": message},
        "locations": [place],
    }
