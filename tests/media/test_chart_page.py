"""A chart as an HTML page: summary, drawing and table, for sighted readers and screen readers alike."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.chart_layout import Size
from bot.media.chart_page import STYLE, page
from bot.reporting.chart import Chart
from bot.reporting.chart_table import rows
from tests.media.charts import HOSTILE, SVG, chart_of, contrast_with_white


def parsed(chart: Chart) -> ET.Element:
    return ET.fromstring(page(chart).removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own page


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


def test_the_page_has_a_language_a_title_and_one_heading_of_the_first_level() -> None:
    whole = parsed(chart_of())

    assert whole.get("lang") == "en-GB"
    assert whole.findtext("head/title") == "Felt safe"
    assert [heading.text for heading in whole.iter("h1")] == ["Felt safe"]
    assert [element.tag for element in whole.iter() if element.tag in {"h1", "h2"}] == ["h1", "h2"]


def test_the_summary_comes_first_then_the_drawing_then_the_table() -> None:
    tags = [element.tag for element in parsed(chart_of()).find("body/main") or ()]

    assert tags.index("p") < tags.index("div") < tags.index("h2")
    assert tags.count("div") == 3, "a drawing for each width of screen, and the table"
    assert (parsed(chart_of()).findtext("body/main/p")) == "Says Felt safe"


def test_the_table_has_a_caption_and_headers_of_rows_and_columns() -> None:
    table = next(parsed(chart_of()).iter("table"))
    header, *body = rows(chart_of())

    assert table.findtext("caption")
    assert [(cell.text, cell.get("scope")) for cell in table.findall("thead/tr/th")] == [
        (heading, "col") for heading in header
    ]
    read = [[text_of(cell) for cell in row] for row in table.findall("tbody/tr")]
    assert read == [list(row) for row in body]
    assert {cell.get("scope") for cell in table.findall("tbody/tr/th")} == {"row"}


def test_a_table_wider_than_the_page_scrolls_by_keyboard_and_has_a_name() -> None:
    whole = parsed(chart_of())
    region = next(div for div in whole.iter("div") if div.get("role") == "region")

    assert region.get("tabindex") == "0"
    assert region.find("table/caption[@id='" + str(region.get("aria-labelledby")) + "']") is not None


def test_the_drawing_has_its_description_and_repeats_no_text_of_the_page() -> None:
    drawing = next(parsed(chart_of()).iter(f"{SVG}svg"))
    texts = {element.text for element in drawing.iter(f"{SVG}text")}

    assert drawing.get("role") == "img"
    assert "Chart of 13 figures" in str(drawing.findtext(f"{SVG}desc"))
    assert "Target 80%" in texts
    assert not {"Felt safe", "Says Felt safe", "Caption Felt safe", "Rule Felt safe"} & texts


def test_the_page_shows_the_drawing_that_fits_the_screen_unless_a_size_is_wanted() -> None:
    either, one = parsed(chart_of()), ET.fromstring(page(chart_of(), Size.SLIDE).removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own

    assert [svg.get("width") for svg in either.iter(f"{SVG}svg")] == ["720", "440"]
    assert "@media (max-width: 34rem) { .page { display: none } .phone { display: block } }" in STYLE
    assert [svg.get("width") for svg in one.iter(f"{SVG}svg")] == ["960"]


def test_the_page_lists_changes_and_how_it_was_made() -> None:
    paragraphs = [element.text for element in parsed(chart_of()).iter("p")]

    assert paragraphs == [
        "Says Felt safe",
        "A: Because Felt safe (Nov 2025)",
        "1: Felt safe (Apr 2025)",
        "2: Another Felt safe (Apr 2025)",
        "Note Felt safe",
        "Rule Felt safe",
    ]


def test_the_page_loads_nothing_and_has_no_script() -> None:
    made = page(chart_of())

    assert set(re.findall(r"https?://[^\"]+", made)) == {"http://www.w3.org/2000/svg"}
    assert re.search(r"<script|<link|<img|<iframe|href|src=|url\(|@import|\son\w+=", made) is None


def test_text_and_lines_have_enough_contrast_with_white() -> None:
    colours = set(re.findall(r"(?<!background: )#[0-9a-f]{6}", STYLE))

    assert len(colours) >= 2
    assert all(contrast_with_white(colour) >= 4.5 for colour in colours)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_adds_no_elements_or_attributes(words: str) -> None:
    plain, hostile = parsed(chart_of("plain")), parsed(chart_of(words))

    assert {element.tag for element in hostile.iter()} <= {element.tag for element in plain.iter()}
    assert {name for element in hostile.iter() for name in element.attrib} <= {
        name for element in plain.iter() for name in element.attrib
    }


@given(words=st.text(max_size=60))
def test_any_text_makes_a_page(words: str) -> None:
    assert parsed(chart_of(words)).tag == "html"


def test_a_chart_without_figures_is_a_page_too() -> None:
    whole = parsed(chart_of(points=(), summary=("There are no figures to show.",)))

    assert whole.findtext("body/main/p") == "There are no figures to show."
    assert whole.findall(".//tbody/tr") == []
