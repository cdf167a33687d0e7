"""`sayso report`, as the QI team uses it."""

from pathlib import Path

import pytest

from tests.cli.sayso import Sayso

WARDS = ("Willow Ward", "Oak Ward", "Elm Ward")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Sayso:
    sayso = Sayso(tmp_path_factory.mktemp("report"))
    sayso("demo-data", *(word for ward in WARDS for word in ("--service", ward)), "--months", "6", "--each-month", "60")
    sayso("release", "close")
    return sayso


def test_a_report_is_written_and_its_most_important_sentences_are_printed(made_up: Sayso) -> None:
    ran = made_up("report", "--out", "report.html")

    assert (ran.code, ran.complained) == (0, "")
    assert ran.lines[0].startswith("The last figures are from ")
    page = (made_up.folder / "report.html").read_text("utf-8")
    assert "<h1>Demonstration: What people say – all wards and teams</h1>" in page
    assert "DEMONSTRATION: the answers were made up." in page


@pytest.mark.parametrize("file", ["easy.html", "easy.docx", "report.docx"])
def test_a_report_is_written_in_the_form_that_its_ending_says(made_up: Sayso, file: str) -> None:
    ward = made_up("services", "list").lines[0].split()[0]
    ran = made_up("report", "--ward", ward, "--out", file, *(["--easy-read"] if "easy" in file else []))

    assert (ran.code, ran.complained) == (0, "")
    assert (made_up.folder / file).read_bytes().startswith(b"PK" if file.endswith("docx") else b"<!DOCTYPE html>")


def test_groups_are_compared_in_the_terminal(made_up: Sayso) -> None:
    ran = made_up("report", "groups", "--question", "rights")
    printed = " ".join(ran.printed.split())

    assert (ran.code, ran.complained) == (0, "")
    assert "Have staff explained your rights" in printed
    assert "Everybody else" in printed
    assert "Do you have a say" not in printed
    assert "DEMONSTRATION: the answers were made up." in printed


def test_what_cannot_be_reported_says_what_can(made_up: Sayso) -> None:
    assert "sayso report --out report.html" in made_up("report").complained
    assert "report.pdf is neither .html nor .docx" in made_up("report", "--out", "report.pdf").complained
    assert (
        "There is no question “lunch”. There are: overall"
        in made_up("report", "groups", "--question", "lunch").complained
    )
    assert "no/x.html cannot be written" in made_up("report", "--out", "no/x.html").complained


def test_before_the_first_release_there_is_nothing_to_report(tmp_path: Path) -> None:
    assert "There is no release yet." in Sayso(tmp_path)("report", "--out", "report.html").complained
