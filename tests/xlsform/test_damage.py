"""A damaged workbook gives a conversation or an error, never a traceback."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.errors import SaysoError
from bot.flows.sources import Sources
from bot.xlsform.conversion import WorkbookImport, export_workbook, import_workbook
from tests.examples import examples

odd = st.one_of(
    st.sampled_from(
        (
            *("", "note", "select_one agree", "select_one agree or_other", "select_multiple ", "begin group", "yes"),
            *("opening", "agree", "standard easy", "${rights} = 'yes'", "((", "not(", "selected(${rights},", "=1+1"),
            *("pictures.Foo", "months.1", "kinds.", "label::X", "sayso_of", "-1", "9" * 30, "common", "A_b", "#REF!"),
        )
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    st.integers(),
    st.booleans(),
    st.dates(),
)


@pytest.fixture(scope="session")
def carer(shipped: Sources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with all four sheets."""
    file = tmp_path_factory.mktemp("carer") / "carer.xlsx"
    export_workbook(shipped, "carer", file)
    return file


def outcome(folder: Sources, file: Path) -> WorkbookImport | str:
    """Return what is imported, or the error."""
    try:
        return import_workbook(folder, file)
    except SaysoError as error:
        return str(error)


@examples(20)
@given(data=st.data())
def test_odd_cells_are_imported_or_reported(data: st.DataObject, carer: Path, where: Path, shipped: Sources) -> None:
    book = load_workbook(carer)
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = book[data.draw(st.sampled_from(book.sheetnames))]
        cell = sheet.cell(data.draw(st.integers(1, sheet.max_row)), data.draw(st.integers(1, sheet.max_column)))
        cell.value = data.draw(odd)
    book.save(where)

    imported = outcome(shipped, where)
    if isinstance(imported, str):
        assert "cannot be the name of a conversation" in imported
    else:
        assert (imported.files is None) == bool(imported.errors)


@examples(30)
@given(data=st.data())
def test_damage_is_an_error_or_harmless(data: st.DataObject, carer: Path, where: Path, shipped: Sources) -> None:
    with zipfile.ZipFile(carer) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    content = parts[part]
    place = data.draw(st.integers(0, len(content) - 1))
    parts[part] = content[:place] + data.draw(st.binary(max_size=12)) + content[place + data.draw(st.integers(0, 40)) :]
    with zipfile.ZipFile(where, "w") as archive:
        for name, each in parts.items():
            archive.writestr(name, each)

    imported = outcome(shipped, where)
    if isinstance(imported, str):
        assert imported.startswith(("form.xlsx ", "The sheet ", "“"))
    else:
        assert (imported.files is None) == bool(imported.errors)
