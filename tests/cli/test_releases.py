"""Charts and tokens from the command line."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.sayso import Sayso


@pytest.fixture
def demo(tmp_path: Path) -> Sayso:
    """A demonstration of three months that was released."""
    sayso = Sayso(tmp_path)
    sayso("demo-data", "--service", "Willow Ward", "--service", "Oak Ward", "--months", "3", "--each-month", "60")
    sayso("release", "close")
    return sayso


def test_closing_names_each_release_once_and_nothing_else(tmp_path: Path) -> None:
    sayso = Sayso(tmp_path)
    sayso("demo-data", "--service", "Willow Ward", "--months", "2", "--each-month", "30")
    closed = sayso("release", "close")
    *names, last = closed.lines
    assert (closed.code, closed.complained.strip()) == (0, "")
    assert names
    assert all(re.fullmatch(r"\d{4}-\d{2} is released: (wards|groups|records)\.", name) for name in names)
    assert len({*names}) == len(names)
    assert last.startswith(f"{len(names)} release")


def test_a_question_is_charted_as_a_drawing_or_a_picture_with_its_figures_in_words(demo: Sayso) -> None:
    drawn = demo("release", "chart", "rights", "--out", "rights.svg")
    assert (drawn.code, drawn.complained) == (0, "")
    assert "Share of those who answered “Yes, fully”, by release." in drawn.printed
    assert ET.fromstring((demo.folder / "rights.svg").read_text("utf-8")).tag.endswith("svg")  # noqa: S314 - our own
    assert demo("release", "chart", "rights", "--out", "rights.png").code == 0
    assert (demo.folder / "rights.png").read_bytes().startswith(b"\x89PNG")


def test_a_chart_is_written_as_a_page_with_the_table_beneath(demo: Sayso) -> None:
    drawn = demo("release", "chart", "rights", "--out", "rights.html", "--target", "80")
    assert (drawn.code, drawn.complained) == (0, "")
    assert "the target of 80%" in drawn.printed
    made = (demo.folder / "rights.html").read_text("utf-8")
    assert made.startswith("<!DOCTYPE html>")
    assert (made.count("<svg"), made.count("<table")) == (2, 1)
    one = demo("release", "chart", "rights", "--out", "one.html", "--size", "slide")
    assert one.code == 0
    assert (demo.folder / "one.html").read_text("utf-8").count("<svg") == 1


@pytest.mark.slow
def test_how_many_people_answered_is_charted_by_the_rules_that_are_set(tmp_path: Path) -> None:
    sayso = Sayso(tmp_path)
    sayso("demo-data", "--service", "Willow Ward", "--months", "13", "--each-month", "60")
    sayso("release", "close")
    (tmp_path / ".env").write_text("SAYSO_SPC_SHIFT=8\nSAYSO_SPC_SCREENING=false\n", "utf-8")
    drawn = sayso("release", "chart", "overall", "--of", "people", "--out", "people.svg")
    assert (drawn.code, drawn.complained) == (0, "")
    said = " ".join(drawn.printed.split())
    assert "How many people answered “" in said
    assert "one of 8 or more in a row on one side of the average; large jumps count" in said


def test_what_cannot_be_charted_is_told(demo: Sayso) -> None:
    wrong = demo("release", "chart", "rights", "--out", "rights.doc")
    assert "rights.doc is neither .svg nor .png" in wrong.complained
    assert (
        "There is no chart of “lunch”. There are: overall"
        in demo("release", "chart", "lunch", "--out", "lunch.svg").complained
    )
    good = demo("release", "chart", "rights", "--of", "bad", "--out", "rights.svg").complained
    assert "There is no chart of “bad”. There are: good, people." in good
    assert (
        "A target of 101 cannot be"
        in demo("release", "chart", "rights", "--target", "101", "--out", "x.svg").complained
    )
    pie = demo("release", "chart", "rights", "--chart", "pie", "--out", "rights.svg").complained
    assert "There is no pie chart. There are: p, xmr, run." in pie
    poster = demo("release", "chart", "rights", "--size", "poster", "--out", "rights.svg").complained
    assert "There is no size “poster”. There are: slide, page, phone." in poster
    elm = demo("release", "chart", "rights", "--service", "elm", "--out", "elm.svg")
    assert "There is no service with the code elm" in elm.complained


def test_a_token_is_shown_once_listed_by_its_name_and_revoked(tmp_path: Path) -> None:
    sayso = Sayso(tmp_path)
    made = sayso("staff", "token", "Power BI", "--scope", "figures", "--scope", "comments", "--role", "QI lead")
    token = made.lines[0]
    assert token.startswith("sayso_")
    listed = sayso("staff", "list")
    assert listed.lines == ["Power BI  comments, figures"]
    assert token.encode() not in b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert (
        "There is a token called Power BI already."
        in sayso("staff", "token", "Power BI", "--scope", "figures", "--role", "QI lead").complained
    )
    assert (
        "There is no scope “all”. There are: figures"
        in sayso("staff", "token", "x", "--scope", "all", "--role", "QI lead").complained
    )
    assert (
        "A token's name has 1 to 40 characters"
        in sayso("staff", "token", " ", "--scope", "figures", "--role", "QI lead").complained
    )
    assert sayso("staff", "revoke", "Power BI", "--role", "QI lead").lines == ["Power BI is revoked."]
    assert "There is no token called Power BI." in sayso("staff", "revoke", "Power BI", "--role", "QI lead").complained
