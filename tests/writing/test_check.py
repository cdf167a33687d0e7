"""Checking conversations: exceptions, reports about one conversation, and reports for other programs."""

import json
from typing import Any

import pytest

from bot.engine.issues import Issue, Severity
from bot.flows.files import read_files
from bot.writing.check import CheckReport, check
from bot.writing.findings import as_json, as_sarif
from bot.writing.registry import RULES
from bot.writing.rules_page import rules_page
from tests.flows.conversations import SHIPPED, Copy

pytestmark = pytest.mark.slow

EASY = "patient/words/en.easy-read.yaml"
HARD = "Do staff tell you about your rights?"
HARDER = "Do staff usually tell you about your rights?"
BECAUSE = "The group that checked it asked for this word."


def broken(copy: Copy) -> None:
    """Break L30 in one question."""
    copy.change(EASY, HARD, HARDER)


def excepted(copy: Copy, rule: str = "L30", place: str = "step: rights", because: str = BECAUSE) -> None:
    copy.change(EASY, "steps:\n", f"exceptions:\n  - {{rule: {rule}, {place}, because: {because}}}\nsteps:\n")


def issues_of(checked: CheckReport) -> list[Issue]:
    """Return the issues, without the notes that words are drafts."""
    return [issue for issue in checked.issues if issue.severity is not Severity.NOTE]


def test_a_text_that_breaks_a_rule_is_reported_with_file_line_and_column(copy: Copy) -> None:
    broken(copy)

    (issue,) = issues_of(check(read_files(copy.root)))

    assert (issue.rule, issue.severity) == ("L30", Severity.ERROR)
    assert str(issue) == (
        f"conversations/{EASY}:17:5: steps.rights.prompt: “usually” asks people to count or to look back"
        " - ask about now, and let people answer “Sometimes”"
    )


def test_in_a_text_of_several_lines_the_exact_line_is_reported(copy: Copy) -> None:
    copy.change(EASY, "      Skip means go to the next question.\n", "      Skip means go to the next one & so on.\n")

    issues = issues_of(check(read_files(copy.root)))

    assert {(issue.rule, issue.line, issue.column) for issue in issues} == {("L16", 8, 7)}


def test_an_issue_in_a_hint_is_reported_in_the_hint(copy: Copy) -> None:
    copy.change(EASY, "      Who you are can also mean your language.\n", "      Ask for an IMHA.\n")

    (issue,) = issues_of(check(read_files(copy.root)))

    assert (issue.rule, issue.path, issue.line, issue.column) == ("L09", "steps.identity.hint", 31, 7)


@pytest.mark.parametrize("unit", ["1", "word ", "a.", "“"])
def test_a_text_too_long_for_a_message_is_reported_only_as_too_long(unit: str, copy: Copy) -> None:
    copy.change(EASY, HARD, f'"{unit * (400_000 // len(unit.encode()))}"')

    checked = check(read_files(copy.root))
    assert {(issue.file, issue.rule) for issue in issues_of(checked)} == {(f"conversations/{EASY}", "L36")}


def test_an_excepted_issue_is_listed_with_its_reason(copy: Copy) -> None:
    broken(copy)
    excepted(copy)

    checked = check(read_files(copy.root))

    assert issues_of(checked) == []
    (excepted_issue,) = checked.excepted
    assert (excepted_issue.issue.rule, excepted_issue.issue.path, excepted_issue.because) == (
        "L30",
        "steps.rights.prompt",
        BECAUSE,
    )


def test_an_exception_covers_one_rule_in_one_text(copy: Copy) -> None:
    broken(copy)
    copy.change(EASY, "Do staff listen to what you want?", "Do staff always listen to what you want?")
    excepted(copy)

    assert [(issue.rule, issue.path) for issue in issues_of(check(read_files(copy.root)))] == [
        ("L30", "steps.say.prompt")
    ]


@pytest.mark.parametrize(
    ("rule", "place", "line"),
    [
        ("L30", "step: rights", "warning: nothing in steps.rights breaks L30 - remove the exception"),
        ("L30", "notice: sent", "warning: nothing in notices.sent breaks L30 - remove the exception"),
        ("L99", "step: rights", "there is no rule L99 - see docs/easy-read-rules.md"),
        ("L38", "step: overall", "L38 has no exceptions: it is not about one text - fix the issues instead"),
    ],
)
def test_an_exception_that_excepts_nothing_is_reported(rule: str, place: str, line: str, copy: Copy) -> None:
    excepted(copy, rule, place)

    issues = [str(issue) for issue in issues_of(check(read_files(copy.root)))]

    assert len(issues) == 1
    assert issues[0].startswith(f"conversations/{EASY}:3:6: exceptions.0.rule: ")
    assert line in issues[0]


@pytest.mark.parametrize(
    ("place", "because", "line"),
    [
        ("step: rights, notice: sent", BECAUSE, "an exception names one text: step, scale, control, notice, picture"),
        ("of: rights", BECAUSE, "unknown key “of”"),
        ("step: rights", '""', "this must not be empty"),
    ],
)
def test_an_exception_without_a_place_or_a_reason_is_an_error(place: str, because: str, line: str, copy: Copy) -> None:
    broken(copy)
    excepted(copy, place=place, because=because)

    assert any(line.lower() in str(issue).lower() for issue in issues_of(check(read_files(copy.root))))


def test_an_exception_is_part_of_what_is_signed_off_and_shown_to_whoever_signs_it(copy: Copy) -> None:
    broken(copy)
    original = next(draft for draft in copy.load().drafts if draft.file.endswith(EASY))
    excepted(copy)
    changed = next(draft for draft in copy.load().drafts if draft.file.endswith(EASY))

    assert original.exceptions == ()
    assert changed.exceptions == (f"L30 in steps.rights: {BECAUSE}",)
    assert original.hash != changed.hash


def test_a_signed_text_is_no_draft_until_a_word_changes(copy: Copy) -> None:
    def notes() -> list[str]:
        return [
            each.what for each in check(read_files(copy.root)).issues if each.rule == "L34" and each.file.endswith(EASY)
        ]

    draft = next(draft for draft in copy.load().drafts if draft.file.endswith(EASY))
    assert notes() == [f"DRAFT: nobody has signed off this text; its hash is {draft.hash}"]

    signed = f"signed_off: {{checked_by: 4 people with a learning disability, on: 2026-03-02, hash: {draft.hash}}}\n"
    copy.change(EASY, "steps:\n", f"{signed}steps:\n")
    assert notes() == []

    copy.change(EASY, "Are staff kind to you?", "Are staff good to you?")
    assert [note.partition(";")[0] for note in notes()] == ["DRAFT: the text has changed since it was checked"]


def test_easy_read_that_no_readers_have_checked_is_a_warning(copy: Copy) -> None:
    draft = next(draft for draft in copy.load().drafts if draft.file.endswith(EASY))
    signed = f"signed_off: {{checked_by: 2 managers, on: 2026-03-02, hash: {draft.hash}}}\n"
    copy.change(EASY, "steps:\n", f"{signed}steps:\n")

    (issue,) = issues_of(check(read_files(copy.root)))

    assert (issue.rule, issue.severity) == ("L34", Severity.WARNING)


def test_a_report_can_be_limited_to_one_conversation_and_the_common_files(copy: Copy) -> None:
    broken(copy)
    copy.change("carer/words/en.easy-read.yaml", "Do staff listen to you?", "Do staff always listen to you?")
    copy.change("common/words/en.easy-read.yaml", "    You wrote a lot.\n", "    You wrote two pages.\n")

    files = {issue.file for issue in issues_of(check(read_files(copy.root)).of("patient"))}

    assert files == {f"conversations/{EASY}", "conversations/common/words/en.easy-read.yaml"}


def test_authors_can_change_the_word_lists(copy: Copy) -> None:
    copy.change("common/rules/idioms.yaml", "a piece of cake:", "go to the wall: fail\na piece of cake:")
    copy.change(EASY, "Are staff kind to you?", "Do staff go to the wall?")

    assert [issue.rule for issue in issues_of(check(read_files(copy.root)))] == ["L12"]


def test_a_missing_list_is_reported_and_the_rest_is_checked(copy: Copy) -> None:
    copy.file("common/rules/idioms.yaml").unlink()
    broken(copy)

    first, second = issues_of(check(read_files(copy.root)))

    assert str(first) == (
        "conversations/common/rules/idioms.yaml:1:1: file: warning: this list is missing, so some rules find less"
        " - use the one that Sayso ships"
    )
    assert second.rule == "L30"


def test_an_error_in_a_list_is_reported_at_its_position(copy: Copy) -> None:
    copy.change("common/rules/help-numbers.yaml", "danger to life, card", "danger to life, crad")

    issues = issues_of(check(read_files(copy.root)))

    assert any("help-numbers.yaml" in str(issue) and "did you mean “card”?" in str(issue) for issue in issues)


def test_only_phone_numbers_that_are_not_on_the_list_are_reported(copy: Copy) -> None:
    card = "    Look for the number on your letter.\n"
    copy.change("carer/words/en.easy-read.yaml", card, "    Call 01632 960 001.\n")
    assert [issue.rule for issue in issues_of(check(read_files(copy.root)))] == ["L35"]

    copy.change("common/rules/help-numbers.yaml", '"85258"', '"01632960001": {for: the crisis team}\n"85258"')

    assert issues_of(check(read_files(copy.root))) == []


def test_a_help_card_without_a_required_number_is_reported_in_every_language(copy: Copy) -> None:
    for folder in ("common", "patient", "carer", "co-production", "welcome"):
        for wording in ("en", "en.easy-read"):
            file = copy.file(f"{folder}/words/{wording}.yaml")
            file.with_name(file.name.replace("en", "cy", 1)).write_text(file.read_text("utf-8"), "utf-8")
    assert {issue.rule for issue in issues_of(check(read_files(copy.root)))} == set()

    copy.change("common/words/cy.yaml", "2. If a life is in danger, call 999.", "2. Os oes perygl, ffoniwch.")

    assert {(issue.rule, issue.what, issue.file) for issue in issues_of(check(read_files(copy.root)))} == {
        ("L35", "the help card lacks the number “999”", "conversations/common/words/cy.yaml")
    }


def test_json_has_every_finding_with_its_position_rule_and_severity(copy: Copy) -> None:
    broken(copy)

    written = json.loads(as_json(check(read_files(copy.root))))

    first = next(finding for finding in written["findings"] if finding["severity"] == "error")
    assert first["file"] == f"conversations/{EASY}"
    assert (first["line"], first["column"], first["rule"], first["where"]) == (17, 5, "L30", "steps.rights.prompt")
    assert written["counts"]["error"] == 1
    assert written["excepted"] == []


def test_sarif_has_findings_and_suppressed_exceptions(copy: Copy) -> None:
    broken(copy)
    excepted(copy)
    copy.change("carer/flow.yaml", "picture: rights", "pictur: rights")

    log = json.loads(as_sarif(check(read_files(copy.root))))

    expect_sarif(log)
    results = log["runs"][0]["results"]
    suppressed = [result for result in results if "suppressions" in result]
    assert [result["ruleId"] for result in suppressed] == ["L30"]
    assert suppressed[0]["suppressions"] == [{"kind": "inSource", "justification": BECAUSE}]
    assert {"FORMAT", "L34", "L30"} <= {result["ruleId"] for result in results}


def test_sarif_of_the_shipped_conversations_has_only_notes() -> None:
    log = json.loads(as_sarif(check(read_files(SHIPPED))))

    expect_sarif(log)
    assert {result["level"] for result in log["runs"][0]["results"]} == {"note"}


def expect_sarif(log: dict[str, Any]) -> None:
    """Check a log against SARIF 2.1.0 (OASIS standard, sections 3.13, 3.14, 3.19, 3.27, 3.28, 3.30, 3.49)."""
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == ["FORMAT", *(rule.id for rule in RULES)]
    for rule in driver["rules"]:
        assert set(rule) <= {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert rule["shortDescription"]["text"]
        assert rule.get("defaultConfiguration", {"level": "error"})["level"] in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations", "suppressions"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        for location in result["locations"]:
            physical = location["physicalLocation"]
            uri = physical["artifactLocation"]["uri"]
            assert not uri.startswith("/")
            assert " " not in uri
            assert physical["region"]["startLine"] >= 1
            assert physical["region"]["startColumn"] >= 1


def test_the_documentation_of_the_rules_is_generated_from_them() -> None:
    assert (SHIPPED.parent / "docs" / "easy-read-rules.md").read_text("utf-8") == rules_page()


def test_the_documentation_has_every_rule_with_its_source_and_examples() -> None:
    page = rules_page()

    for rule in RULES:
        assert f"\n## {rule.id}\n\n{rule.title}.\n\nSource: {rule.source}." in page
    assert page.count("Not like this:") + page.count("Not like this: without it.") >= len(RULES)
