"""A report as a page and as a document: everything in order, for screen readers and printers too."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from bot.engine.wording import Register
from bot.media.easy_report_page import easy_report_page
from bot.media.pictures import RenderedPictures
from bot.media.report_docx import easy_report_docx, report_docx
from bot.media.report_page import report_page
from bot.reporting.easy_report import easy_report
from bot.reporting.report import Report
from bot.reporting.report_blocks import ReportHeading, blocks_of
from bot.reporting.report_words import in_short
from bot.reporting.tables import FigureTable
from bot.store.opening import open_store
from bot.usecases.releasing.reporting import ReportRequest
from tests.usecases.releasing.planted import WILLOW, Planted, library

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = library().pictures


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    """A report of all wards, and one of Willow Ward in easy read."""
    folder: Path = tmp_path_factory.mktemp("planted")

    async def make() -> tuple[Report, Report]:
        async with open_store(f"sqlite:///{folder}/sayso.db") as store:
            planted = Planted(store)
            await planted.release()
            easy = ReportRequest("patient", WILLOW.code, Register.EASY_READ)
            reporting = planted.reporting()
            return await reporting.report(ReportRequest("patient")), await reporting.report(easy)

    return asyncio.run(make())


@pytest.fixture(scope="module")
def pages(reports: tuple[Report, Report]) -> tuple[str, str]:
    return report_page(reports[0]), easy_report_page(reports[1], PICTURES)


def parsed(page: str) -> ET.Element:
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own page


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


def levels(page: ET.Element) -> Iterator[int]:
    for element in page.iter():
        if re.fullmatch("h[1-6]", element.tag):
            yield int(element.tag[1])


def test_headings_begin_with_one_title_and_skip_no_level(pages: tuple[str, str]) -> None:
    for page in pages:
        found = list(levels(parsed(page)))

        assert found[0] == 1
        assert found.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(found))


def test_every_table_has_a_caption_and_headers_of_rows_and_columns(pages: tuple[str, str]) -> None:
    tables = list(parsed(pages[0]).iter("table"))

    assert len(tables) > 4
    for table in tables:
        assert table.findtext("caption")
        assert {cell.get("scope") for cell in table.findall("thead/tr/th")} == {"col"}
        assert {cell.get("scope") for cell in table.findall("tbody/tr/th")} == {"row"}
        across = len(table.findall("thead/tr/th"))
        assert {len(row) for row in table.findall("tbody/tr")} == {across}


def test_no_id_occurs_twice_and_every_reference_has_its_target(pages: tuple[str, str]) -> None:
    page = parsed(pages[0])
    ids = Counter(name for element in page.iter() if (name := element.get("id")))
    named = {name for element in page.iter() for name in (element.get("aria-labelledby") or "").split()}

    assert set(ids.values()) == {1}
    assert named <= set(ids)


def test_a_page_loads_nothing_else(pages: tuple[str, str]) -> None:
    for page in pages:
        assert "<script" not in page
        assert "<link" not in page
        assert "url(" not in page
        assert set(re.findall(r'(?:src|href)="([a-z]+:)', page)) <= {"data:"}


def test_every_drawing_has_a_name_and_a_description(pages: tuple[str, str]) -> None:
    drawings = list(parsed(pages[0]).iter(f"{SVG}svg"))

    assert len(drawings) == 3, "two questions have figures, and there is a funnel"
    assert all(drawing.findtext(f"{SVG}title") and drawing.findtext(f"{SVG}desc") for drawing in drawings)


def test_the_most_important_comes_first(pages: tuple[str, str], reports: tuple[Report, Report]) -> None:
    main = parsed(pages[0]).find("body/main")
    assert main is not None
    title, recency, short, *_ = main

    assert (title.tag, text_of(recency)) == ("h1", "The last figures are from Mar 2026.")
    assert [text_of(item) for item in short.iter("li")] == list(in_short(reports[0]))


def test_easy_read_says_one_short_sentence_a_line(reports: tuple[Report, Report]) -> None:
    lines = [
        line
        for section in easy_report(reports[1])
        if section.title != "In people's own words"
        for block in section.blocks
        for line in block.lines
    ]

    assert len(lines) > 20
    assert [line for line in lines if len(line.split()) > 15] == []
    assert [line for line in lines if "%" in line or ";" in line] == []


def test_the_rules_of_disclosure_control_are_on_every_report(
    reports: tuple[Report, Report], pages: tuple[str, str]
) -> None:
    for report, page in zip(reports, pages, strict=True):
        (rules,) = report.rules

        assert rules.startswith("Nothing is shown of fewer than 10 people.")
        assert page.count(rules) == 1


def test_easy_read_leaves_out_a_picture_that_there_is_no_drawing_of(reports: tuple[Report, Report]) -> None:
    page = easy_report_page(reports[1], {})

    assert "<img" not in page
    assert "The answers got worse." in page


def test_the_document_has_the_headings_and_tables_of_the_page(reports: tuple[Report, Report]) -> None:
    document = docx.Document(BytesIO(report_docx(reports[0])))
    blocks = list(blocks_of(reports[0]))
    tables = [block for block in blocks if isinstance(block, FigureTable)]
    # The first is the layout of the small charts.
    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables[1:]]

    assert read == [[list(table.columns), *map(list, table.rows)] for table in tables]
    headings = {text.text for text in document.paragraphs if text.style and text.style.name.startswith("Heading")}
    assert {block.text for block in blocks if isinstance(block, ReportHeading)} <= headings


def test_pictures_of_the_document_have_words_and_headers_of_tables_repeat(reports: tuple[Report, Report]) -> None:
    document = docx.Document(BytesIO(report_docx(reports[0])))
    pictures = list(document.element.body.iter(qn("wp:docPr")))

    assert len(pictures) == 3
    assert all(picture.get("descr") for picture in pictures)
    assert len(list(document.element.body.iter(qn("w:tblHeader")))) == len(document.tables) - 1
    assert document.core_properties.author == ""


def test_the_document_in_easy_read_is_in_large_letters_with_pictures(reports: tuple[Report, Report]) -> None:
    draw = RenderedPictures(PICTURES).draw
    document = docx.Document(BytesIO(easy_report_docx(reports[1], draw)))
    blocks = [block for section in easy_report(reports[1]) for block in section.blocks]

    assert document.styles["Normal"].font.size == Pt(16)
    assert [table.rows[0].cells[1].text for table in document.tables] == [
        "\n".join(([block.title] if block.title else []) + list(block.lines)) for block in blocks
    ]
    assert len(list(document.element.body.iter(qn("wp:docPr")))) == len(blocks)
