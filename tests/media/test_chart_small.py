"""A small chart has the marks and lines of a large one, and none of the words."""

from xml.etree import ElementTree as ET

from bot.media.chart_layout import COLOURS, Size
from bot.media.chart_small import LAYOUT, small_multiple
from bot.media.chart_svg import svg
from bot.reporting.spc.summary import Variation
from tests.media.charts import SVG, chart_of


def drawn(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 - our own drawing


def markers(element: ET.Element) -> list[str]:
    return [path.get("fill") or "" for path in element.iter(f"{SVG}path") if (path.get("d") or "").startswith("m")]


def test_its_marks_are_those_of_the_large_chart() -> None:
    small, large = markers(drawn(small_multiple(chart_of()))), markers(drawn(svg(chart_of(), Size.PAGE)))

    assert COLOURS[Variation.CONCERN] in small
    assert small == large[: len(small)]


def test_it_says_only_months_and_percentages() -> None:
    words = {text.text for text in drawn(small_multiple(chart_of("Felt safe"))).iter(f"{SVG}text")}

    assert {"0%", "100%", "Jan", "2025"} <= words
    assert not any("Felt safe" in (word or "") for word in words)
    assert not words & {"1", "2", "1, 2", "A"}


def test_everything_is_inside_the_drawing() -> None:
    drawing = drawn(small_multiple(chart_of()))
    width, height = float(drawing.get("width") or 0), float(drawing.get("height") or 0)

    assert (width, height) == (LAYOUT.width, LAYOUT.height - 2 * LAYOUT.edge)
    assert all(0 <= float(text.get("y") or 0) <= height for text in drawing.iter(f"{SVG}text"))
