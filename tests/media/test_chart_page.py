"""A chart as a page: words, drawing and table together, for who sees them and for who has them read out."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.chart_page import STYLE, page
from bot.reporting.chart import Chart, rows
from bot.reporting.spc.points import Kind, Point
from tests.media.test_chart_svg import HOSTILE, SVG, contrast_with_white

POINTS = (Point(50, 60, 40, 80), Point(None, 60, 40, 80), Point(90, 60, 40, 80, Kind.OUTSIDE))


def chart_of(words: str = "Felt safe") -> Chart:
    labels = tuple(f"{words} {n}" for n in range(3))
    return Chart(words, labels, POINTS, f"Rule {words}", (words,), 80, ((2, words),), summary=(f"Says {words}",))


def parsed(chart: Chart) -> ET.Element:
    return ET.fromstring(page(chart).removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own page


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


def test_the_page_has_a_language_a_title_and_one_heading_of_the_first_level() -> None:
    whole = parsed(chart_of())

    assert whole.get("lang") == "en-GB"
    assert whole.findtext("head/title") == "Felt safe"
    assert [each.text for each in whole.iter("h1")] == ["Felt safe"]
    assert [each.tag for each in whole.iter() if each.tag in {"h1", "h2"}] == ["h1", "h2"]


def test_the_words_come_first_then_the_drawing_then_the_table() -> None:
    found = [each.tag for each in parsed(chart_of()).find("body/main") or ()]

    assert found.index("p") < found.index(f"{SVG}svg") < found.index("div") < found.index("h2")
    assert (parsed(chart_of()).findtext("body/main/p")) == "Says Felt safe"


def test_the_table_has_a_caption_and_headers_of_rows_and_columns() -> None:
    table = next(parsed(chart_of()).iter("table"))
    header, *body = rows(chart_of())

    assert table.findtext("caption")
    assert [(each.text, each.get("scope")) for each in table.findall("thead/tr/th")] == [
        (each, "col") for each in header
    ]
    read = [[text_of(cell) for cell in row] for row in table.findall("tbody/tr")]
    assert read == [list(row) for row in body]
    assert {each.get("scope") for each in table.findall("tbody/tr/th")} == {"row"}


def test_a_table_wider_than_the_page_can_be_moved_by_keys_and_has_a_name() -> None:
    whole = parsed(chart_of())
    region = next(each for each in whole.iter("div") if each.get("role") == "region")

    assert region.get("tabindex") == "0"
    assert region.find("table/caption[@id='" + str(region.get("aria-labelledby")) + "']") is not None


def test_the_drawing_is_in_the_page_with_its_description_and_without_the_words_that_stand_beside_it() -> None:
    drawing = next(parsed(chart_of()).iter(f"{SVG}svg"))
    said = [each.text for each in drawing.iter(f"{SVG}text")]

    assert drawing.get("role") == "img"
    assert "Line chart of 2 figures" in str(drawing.findtext(f"{SVG}desc"))
    assert "Target 80%" in said
    assert not {"Felt safe", "Says Felt safe", "Rule Felt safe"} & {*said}


def test_the_page_says_what_changed_and_how_it_was_made() -> None:
    said = [each.text for each in parsed(chart_of()).iter("p")]

    assert said == ["Says Felt safe", "1: Felt safe (from Felt safe 2)", "Felt safe", "Rule Felt safe"]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    made = page(chart_of())

    assert re.findall(r"https?://[^\"]+", made) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"<script|<link|<img|<iframe|href|src=|url\(|@import|\son\w+=", made) is None


def test_every_colour_of_words_and_lines_stands_out_from_white() -> None:
    colours = set(re.findall(r"(?<!background: )#[0-9a-f]{6}", STYLE))

    assert len(colours) >= 2
    assert all(contrast_with_white(colour) >= 4.5 for colour in colours)


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_the_words_the_page_holds_nothing_of_theirs(words: str) -> None:
    plain, hostile = parsed(chart_of("plain")), parsed(chart_of(words))

    assert {each.tag for each in hostile.iter()} <= {each.tag for each in plain.iter()}
    assert {name for each in hostile.iter() for name in each.attrib} <= {
        name for each in plain.iter() for name in each.attrib
    }


@given(words=st.text(max_size=60))
def test_any_words_at_all_make_a_page(words: str) -> None:
    assert parsed(chart_of(words)).tag == "html"


def test_a_chart_without_figures_is_a_page_too() -> None:
    whole = parsed(Chart("t", (), (), "", summary=("There are no figures yet.",)))

    assert whole.findtext("body/main/p") == "There are no figures yet."
    assert whole.findall(".//tbody/tr") == []
