"""A checking sheet as PDF: every word in reading order, in large print, with space to tick and write."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from bot.engine.ids import PictureId
from bot.engine.wording import Register, Wording
from bot.errors import SaysoError
from bot.flows.files import read_files
from bot.flows.pictures import PictureSource
from bot.media import sheet_words
from bot.media.sheets import pdf, sign_off_command
from bot.usecases.authoring.sheet import Block, CheckingSheet, SheetSection, make_sheet
from tests.flows.conversations import SHIPPED

EASY = Wording("en", Register.EASY_READ)
DAY = date(2026, 3, 2)
A4 = (595, 842)


@cache
def sheet() -> CheckingSheet:
    return make_sheet(read_files(SHIPPED), "patient", EASY)


@cache
def printed() -> bytes:
    return pdf(sheet(), today=DAY)


def reader() -> PdfReader:
    return PdfReader(BytesIO(printed()))


def words_of(pages: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages.pages).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def sheet_of(block: Block) -> CheckingSheet:
    return replace(sheet(), parts=(SheetSection("One", "Only one.", (block,)),))


@pytest.mark.slow
def test_the_pdf_has_a_title_a_language_and_bookmarks() -> None:
    document = reader()
    root: Any = document.trailer["/Root"]

    assert document.metadata is not None
    assert document.metadata.title == "Checking sheet: patient, easy read"
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    titles = [entry.title for entry in document.outline if not isinstance(entry, list)]
    assert titles == [
        "Checking sheet: patient, easy read",
        *(f"SheetSection {number}: {part.title}" for number, part in enumerate(sheet().parts, 1)),
        "Who checked the words?",
    ]


@pytest.mark.slow
def test_every_page_is_a4_and_has_a_heading_and_a_page_number() -> None:
    document = reader()

    assert len(document.pages) > 10
    for number, page in enumerate(document.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        text = plain(page.extract_text())
        assert f"Checking sheet: patient, easy read. Revision {sheet().revision}" in text
        assert f"Hash to sign off: patient {sheet().hashes['patient']}, common {sheet().hashes['common']}" in text
        assert f"Page {number} of {len(document.pages)}" in text


def test_all_words_of_the_sheet_are_printed_in_reading_order() -> None:
    text = "".join(words_of(reader()).split())
    at = 0
    for block in (block for part in sheet().parts for block in part.blocks):
        lines = [*block.words.splitlines(), *(row.words for row in (*block.buttons, *block.rows))]
        for line in filter(None, lines):
            position = text.find("".join(line.split()), at) if len(line) > 1 else at
            assert position >= 0 or "".join(line.split()) in text, line
            at = max(at, position)
    assert at > len(text) / 2


def test_it_starts_with_instructions_and_ends_with_who_checked() -> None:
    document = reader()
    first, last = plain(document.pages[0].extract_text()), plain(document.pages[-1].extract_text())

    assert all(line in first for line in (*sheet_words.INTRODUCTION, *sheet_words.INSTRUCTIONS, *sheet_words.SYMBOLS))
    assert all(role in last for role in sheet_words.ROLES)
    assert "Do not write names." in last
    assert sign_off_command(sheet()) in last
    assert all(f"{name}: {text_hash}" in last for name, text_hash in sheet().hashes.items())


@pytest.mark.slow
def test_no_text_is_smaller_than_fourteen_points_or_outside_the_margins() -> None:
    seen: set[float] = set()
    outside: list[str] = []

    def look(text: str, _: Any, matrix: list[float], font: Any, size: float) -> None:  # noqa: ANN401 - as pypdf calls it
        if text.strip():
            assert font is not None
            seen.add(round(size, 1))
            if not (40 < matrix[4] < A4[0] - 40 and 25 < matrix[5] < A4[1] - 20):
                outside.append(text)

    for page in reader().pages:
        page.extract_text(visitor_text=look)

    assert min(seen) >= 14
    assert max(seen) > 20
    assert outside == []


def test_fonts_are_embedded() -> None:
    fonts = {font for page in reader().pages for font in _embedded(page)}

    assert len(fonts) == 2
    assert all("SourceSansPro" in name and is_inside for name, is_inside in fonts)


def _embedded(page: Any) -> list[tuple[str, bool]]:  # noqa: ANN401 - as pypdf gives it
    embedded = []
    for font in page["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        embedded.append((str(inner["/BaseFont"]), "/FontFile2" in inner["/FontDescriptor"].get_object()))
    return embedded


def test_a_picture_shown_several_times_is_stored_once() -> None:
    document = reader()
    resources: list[Any] = [page["/Resources"] for page in document.pages]
    images = {image.idnum for resource in resources for image in resource.get("/XObject", {}).values()}

    assert 30 < len(images) <= len(sheet().pictures)


@pytest.mark.slow
def test_the_same_words_on_the_same_day_give_the_same_file() -> None:
    assert pdf(sheet(), today=DAY) == printed()


def test_text_longer_than_a_page_continues_on_the_next() -> None:
    lines = [f"This is line {number} of many." for number in range(90)]
    document = PdfReader(BytesIO(pdf(sheet_of(Block("Long", words="\n".join(lines))), today=DAY)))

    text = words_of(document)
    places = [text.index(line) for line in lines]
    assert places == sorted(places)
    assert len(document.pages) == 2 + 4
    assert all(one < other for one, other in pairwise(places))


def test_characters_that_the_font_lacks_are_an_error() -> None:
    bengali = replace(sheet_of(Block("One", words="আপনি কেমন আছেন?")), wording=Wording("bn"))

    with pytest.raises(SaysoError, match="A sheet in “bn” cannot be made: the font has no letters such as") as raised:
        pdf(bengali, today=DAY)

    assert "sayso try patient --locale bn" in str(raised.value)


def test_a_picture_that_cannot_be_drawn_is_an_error() -> None:
    broken = replace(sheet(), pictures={**sheet().pictures, PictureId("hello"): PictureSource(drawing="no drawing")})

    with pytest.raises(SaysoError, match="The picture “hello” cannot be drawn"):
        pdf(broken, today=DAY)


@pytest.mark.parametrize("words", ["Sut mae'r gwasanaeth? ŵŷ", "Jak oceniasz opiekę? żółć", "Cum a fost? șțăâî"])
def test_the_font_has_the_letters_of_other_languages_in_latin_script(words: str) -> None:
    document = PdfReader(BytesIO(pdf(sheet_of(Block("One", words=words)), today=DAY)))

    assert "".join(words.split()) in "".join(words_of(document).split())
