"""`sayso xlsform`, as docs/xlsform.md walks through it, and what it refuses."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.sayso import Sayso
from tests.program import ROOT

GUIDE = (ROOT / "docs" / "xlsform.md").read_text("utf-8")
STEPS = re.findall(r"```console\n\$ sayso ([^\n]+)\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def sayso(tmp_path: Path) -> Sayso:
    shutil.copytree(ROOT / "conversations", tmp_path / "words")
    return Sayso(tmp_path)


def change(file: Path, row: int, before: str, after: str) -> None:
    """Change a cell of the sheet of questions, as a spreadsheet does."""
    book = openpyxl.load_workbook(file)
    cell = next(each for each in book["survey"][row] if each.value == before)
    cell.value = after
    book.save(file)


@pytest.mark.slow
def test_the_guide_is_as_it_goes(sayso: Sayso) -> None:
    said = re.search(r"in row (\d+), “([^”]+)” becomes “([^”]+)”", " ".join(GUIDE.split()))
    assert said is not None
    assert len(STEPS) == 4
    for command, shown in STEPS:
        ran = sayso(*command.split())

        pattern = "".join(".*" if line.strip() == "…" else re.escape(f"{line}\n") for line in shown.splitlines())
        assert re.fullmatch(pattern, ran.printed + ran.complained, re.DOTALL), ran.printed + ran.complained
        if " out " in f" {command} ":
            change(sayso.folder / "patient.xlsx", int(said[1]), said[2], said[3])
    assert sayso("check", "words").lines[-1].startswith("No faults.")


def test_what_came_in_says_what_the_workbook_says(sayso: Sayso) -> None:
    sayso("xlsform", "out", "patient", "--out", "patient.xlsx")
    change(sayso.folder / "patient.xlsx", 9, "Are staff kind to you?", "Are the staff kind?")

    ran = sayso("xlsform", "in", "patient.xlsx", "--folder", "words", "--replace")

    assert ran.code == 0
    before = (ROOT / "conversations/patient/words/en.easy-read.yaml").read_text("utf-8")
    after = (sayso.folder / "words/patient/words/en.easy-read.yaml").read_text("utf-8")
    assert after == before.replace("Are staff kind to you?", "Are the staff kind?")
    again = sayso("xlsform", "in", "patient.xlsx", "--folder", "words")
    assert (again.code, again.lines) == (0, ["words/patient says the same already. Nothing was written."])


def test_a_workbook_with_faults_writes_nothing(sayso: Sayso) -> None:
    sayso("xlsform", "out", "patient", "--out", "patient.xlsx")
    change(sayso.folder / "patient.xlsx", 9, "select_one agree", "select_one agre")

    ran = sayso("xlsform", "in", "patient.xlsx", "--out", "new")

    assert (ran.code, (sayso.folder / "new").exists()) == (1, False)
    assert ran.lines[-2:] == [
        "To fix:",
        "  patient.xlsx:9:1: survey!A9: there is no list “agre” - did you mean “agree”?",
    ]
    assert ran.complained == "sayso: 1 fault to fix in patient.xlsx. Nothing was written.\n"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            ("out", "lunch", "--out", "lunch.xlsx"),
            "There is no conversation “lunch”. There are: carer, co-production, ",
        ),
        (("out", "patient", "--out", "words"), "words is there already. Choose another name with --out."),
        (("out", "patient", "--out", "no/p.xlsx"), "The workbook cannot be written to no/p.xlsx (No such file or dir"),
        (("in", "nothing.xlsx"), "nothing.xlsx cannot be read (No such file or directory)."),
        (
            ("out", "patient", "--folder", "nowhere", "--out", "p.xlsx"),
            "There is no folder nowhere. Name the folder of the conversations",
        ),
    ],
)
def test_what_cannot_be_done_is_told(command: tuple[str, ...], told: str, sayso: Sayso) -> None:
    ran = sayso("xlsform", *command)

    assert (ran.code, ran.printed) == (1, "")
    assert ran.complained.startswith(f"sayso: {told}")


def test_a_workbook_whose_name_is_no_name_for_a_conversation_asks_for_one(sayso: Sayso) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "survey"
    book.worksheets[0].append(["type", "name", "label"])
    book.worksheets[0].append(["note", "hello", "Hello."])
    book.save(sayso.folder / "Form 1.xlsx")

    assert "“Form 1” cannot be the name of a conversation" in sayso("xlsform", "in", "Form 1.xlsx").complained
    ran = sayso("xlsform", "in", "Form 1.xlsx", "--flow", "greeting", "--out", "greeting")
    assert ran.lines == [
        "Written in greeting: flow.yaml, words/en.yaml. Next: sayso check " + str(ROOT / "conversations")
    ]
    assert (sayso.folder / "greeting/flow.yaml").read_text("utf-8") == "format: 1\nsteps:\n  - message: hello\n"
