"""A checking sheet on paper: every word in the order of reading, in large letters, with space to tick and write."""

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
from bot.flows.pictures import PictureSource
from bot.media import sheet_words as said
from bot.media.sheets import pdf
from bot.usecases.authoring.sheet import Block, Part, Sheet, make_sheet
from tests.flows.conversations import SHIPPED

EASY = Wording("en", Register.EASY_READ)
DAY = date(2026, 3, 2)
A4 = (595, 842)


@cache
def sheet() -> Sheet:
    return make_sheet(SHIPPED, "patient", EASY)


@cache
def printed() -> bytes:
    return pdf(sheet(), today=DAY)


def reader() -> PdfReader:
    return PdfReader(BytesIO(printed()))


def words_of(pages: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages.pages).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def one(block: Block) -> Sheet:
    return replace(sheet(), parts=(Part("One", "Only one.", (block,)),))


def test_the_file_says_its_title_its_language_and_where_its_parts_are() -> None:
    document = reader()
    root: Any = document.trailer["/Root"]

    assert document.metadata is not None
    assert document.metadata.title == "Checking sheet: patient, easy read"
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    titles = [each.title for each in document.outline if not isinstance(each, list)]
    assert titles == [
        "Checking sheet: patient, easy read",
        *(f"Part {number}: {part.title}" for number, part in enumerate(sheet().parts, 1)),
        "Who checked the words?",
    ]


def test_every_page_is_a4_and_says_what_it_is_of_and_its_number() -> None:
    document = reader()

    assert len(document.pages) > 10
    for number, page in enumerate(document.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        text = plain(page.extract_text())
        assert f"Checking sheet: patient, easy read. Revision {sheet().revision}" in text
        assert f"Hash to sign off: patient {sheet().hashes['patient']}, common {sheet().hashes['common']}" in text
        assert f"Page {number} of {len(document.pages)}" in text


def test_all_words_of_the_sheet_are_on_it_in_the_order_of_reading() -> None:
    text = "".join(words_of(reader()).split())
    at = 0
    for block in (block for part in sheet().parts for block in part.blocks):
        lines = [*block.words.splitlines(), *(row.words for row in (*block.buttons, *block.rows))]
        for line in filter(None, lines):
            found = text.find("".join(line.split()), at) if len(line) > 1 else at
            assert found >= 0 or "".join(line.split()) in text, line
            at = max(at, found)
    assert at > len(text) / 2


def test_it_begins_with_how_to_go_through_it_and_ends_with_who_checked() -> None:
    document = reader()
    first, last = plain(document.pages[0].extract_text()), plain(document.pages[-1].extract_text())

    assert all(line in first for line in (*said.HOW, *said.TOGETHER, *said.SIGNS))
    assert all(role in last for role in said.ROLES)
    assert "Do not write names." in last
    assert sheet().command in last
    assert all(f"{name}: {each}" in last for name, each in sheet().hashes.items())


def test_no_letters_are_smaller_than_fourteen_points_and_all_are_within_the_page() -> None:
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


def test_the_letters_are_in_the_file() -> None:
    fonts = {font for page in reader().pages for font in _embedded(page)}

    assert len(fonts) == 2
    assert all("SourceSansPro" in name and is_inside for name, is_inside in fonts)


def _embedded(page: Any) -> list[tuple[str, bool]]:  # noqa: ANN401 - as pypdf gives it
    found = []
    for font in page["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        found.append((str(inner["/BaseFont"]), "/FontFile2" in inner["/FontDescriptor"].get_object()))
    return found


def test_pictures_are_drawn_once_each_however_often_they_are_shown() -> None:
    document = reader()
    resources: list[Any] = [page["/Resources"] for page in document.pages]
    images = {image.idnum for each in resources for image in each.get("/XObject", {}).values()}

    assert 30 < len(images) <= len(sheet().pictures)


def test_the_same_words_on_the_same_day_give_the_same_file() -> None:
    assert pdf(sheet(), today=DAY) == printed()


def test_words_longer_than_a_page_go_on_over_the_next() -> None:
    lines = [f"This is line {number} of many." for number in range(90)]
    document = PdfReader(BytesIO(pdf(one(Block("Long", words="\n".join(lines))), today=DAY)))

    text = words_of(document)
    places = [text.index(line) for line in lines]
    assert places == sorted(places)
    assert len(document.pages) == 2 + 4
    assert all(one < other for one, other in pairwise(places))


def test_letters_that_the_font_lacks_are_told_before_anything_is_printed() -> None:
    bengali = replace(one(Block("One", words="আপনি কেমন আছেন?")), wording=Wording("bn"))

    with pytest.raises(SaysoError, match="A sheet in “bn” cannot be made: its font has no letters such as") as raised:
        pdf(bengali, today=DAY)

    assert "sayso try patient --locale bn" in str(raised.value)


def test_a_picture_that_cannot_be_drawn_is_told() -> None:
    broken = replace(sheet(), pictures={**sheet().pictures, PictureId("hello"): PictureSource(drawing="no drawing")})

    with pytest.raises(SaysoError, match="The picture “hello” cannot be drawn"):
        pdf(broken, today=DAY)


@pytest.mark.parametrize("words", ["Sut mae'r gwasanaeth? ŵŷ", "Jak oceniasz opiekę? żółć", "Cum a fost? șțăâî"])
def test_the_letters_of_other_languages_in_latin_script_are_there(words: str) -> None:
    document = PdfReader(BytesIO(pdf(one(Block("One", words=words)), today=DAY)))

    assert "".join(words.split()) in "".join(words_of(document).split())
