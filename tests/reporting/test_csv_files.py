"""CSV that shows what people wrote and runs none of it."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.csv_files import CsvTable, escape_formula

FORMULA = "=+-@\t\r\0＝＋－＠"  # noqa: RUF001 - the full-width ones
OPENING = "\"'“‘ "
HOSTILE = st.text(alphabet=st.sampled_from(FORMULA + OPENING + "\n,;|!1aé"), max_size=12)


def opened(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def could_run(cell: str) -> bool:
    return any(line.startswith(tuple(FORMULA)) for line in cell.replace("\r", "\n").split("\n"))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("The garden is nice", "The garden is nice"),
        ("", ""),
        ("2 days - not 3", "2 days - not 3"),
        ("me@home", "me@home"),
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),  # noqa: RUF001 - full-width
        ("＋1", "'＋1"),  # noqa: RUF001 - full-width
        ("－1", "'－1"),  # noqa: RUF001 - full-width
        ("＠a", "'＠a"),  # noqa: RUF001 - full-width
        ('"=1+1', "'\"=1+1"),
        ("“=1”", "'“=1”"),
        ("‘=1’", "'‘=1’"),
        ("  =1", "'  =1"),
        (" \"' =1", "' \"' =1"),
        ("fine\n=1", "fine\n'=1"),
        ("fine\r\n  @x", "fine\n'  @x"),
        ("fine\r=1", "fine\n'=1"),
        ("\n=1", "'\n'=1"),
        ("- one\n- two", "'- one\n'- two"),
        ("\0=1", "'=1"),
        ("a\0b", "ab"),
    ],
)
def test_a_cell_that_could_run_gets_an_apostrophe(cell: str, shown: str) -> None:
    assert escape_formula(cell) == shown


@given(HOSTILE | st.text(max_size=20))
def test_no_line_of_any_cell_can_run_once_the_file_is_opened(cell: str) -> None:
    file = StringIO(newline="")
    table = CsvTable(file, ["before", "text", "after"])
    table.write([["1", cell, "2"]])

    header, row = opened(file.getvalue())

    assert header == ["before", "text", "after"]
    assert row == ["1", escape_formula(cell), "2"]
    assert not could_run(row[1])


@given(st.text(alphabet=st.characters(exclude_characters="\0\r"), max_size=30))
def test_nothing_but_apostrophes_is_added(cell: str) -> None:
    assert escape_formula(cell).replace("'", "") == cell.replace("'", "")


def test_commas_quotes_and_new_lines_come_back_as_they_were() -> None:
    file = StringIO(newline="")
    CsvTable(file, ["a", "b"]).write([['one, "two"', "three\nfour"]])

    assert opened(file.getvalue()) == [["a", "b"], ['one, "two"', "three\nfour"]]


def test_a_column_is_as_safe_as_a_cell() -> None:
    file = StringIO(newline="")
    CsvTable(file, ["=1+1"])

    assert opened(file.getvalue()) == [["'=1+1"]]
