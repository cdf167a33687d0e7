"""Charts that can be read without colours, without eyes, and whatever stands in their words."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.chart_svg import COLOURS, GRID, INK, PLOT, SMALL, SOFT, TARGET, WIDTH, shape, svg
from bot.media.svg import shortened, ticks, wide, wrapped
from bot.privacy.disclosure.rules import Rules
from bot.reporting.chart import NONE, TOLD, Chart, rows
from bot.reporting.spc.points import Kind, Point
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.run_chart import run_chart
from bot.reporting.spc.xmr import xmr
from bot.reporting.tables import percent

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = [70, 72, 71, None, 69, 40, 71, 73, 70, 72, 71, 70, 90, 70]
MONTHS = tuple(f"{month} 2026" for month in ("January", "May", "September"))
HOSTILE = [
    "</title><script>alert(1)</script>",
    "\"'><image href='https://example.org/a.png'/>",
    "]]> <!-- &amp; &#0; <![CDATA[",
    "nul \0, bell \a, half a pair \ud800, no character \uffff",
    "\u202egnihtyna",
    "",
]


def chart_of(words: str = "Felt safe", **given: object) -> Chart:
    drawn = xmr(FIGURES, SpcRules())
    labels = tuple(f"{words} {n}" for n in range(len(FIGURES)))
    chart = Chart(words, labels, drawn.points, drawn.told(), (words,), 80, ((3, words), (3, "again")))
    return Chart(**{**{name: getattr(chart, name) for name in Chart.__slots__}, **given})


def parsed(chart: Chart) -> ET.Element:
    return ET.fromstring(svg(chart))  # noqa: S314 - our own drawing


def texts(drawing: ET.Element) -> list[str]:
    return [each.text or "" for each in drawing.iter(f"{SVG}text")]


def contrast_with_white(colour: str) -> float:
    """Return the contrast by WCAG 2.2's definition of relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_the_words_the_drawing_is_xml_and_holds_nothing_of_theirs(words: str) -> None:
    plain, hostile = parsed(chart_of("plain")), parsed(chart_of(words))

    assert {each.tag for each in hostile.iter()} <= {each.tag for each in plain.iter()}
    assert {name for each in hostile.iter() for name in each.attrib} <= {
        name for each in plain.iter() for name in each.attrib
    }


@given(words=st.text(max_size=60))
def test_any_words_at_all_make_xml(words: str) -> None:
    assert parsed(chart_of(words)).tag == f"{SVG}svg"


def test_the_drawing_has_a_role_a_title_and_a_description() -> None:
    drawing = parsed(chart_of("A & B"))
    title, desc = drawing[0], drawing[1]

    assert drawing.get("role") == "img"
    assert (title.tag, title.text) == (f"{SVG}title", "A & B")
    assert desc.tag == f"{SVG}desc"
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "The last is 70%" in (desc.text or "")
    assert "Outside the limits: A & B 5. On one side: A & B 6, A & B 7," in (desc.text or "")


def test_two_charts_in_one_page_have_different_ids() -> None:
    assert parsed(chart_of("one"))[0].get("id") != parsed(chart_of("two"))[0].get("id")
    assert svg(chart_of("one")) == svg(chart_of("one"))


def test_nothing_is_loaded_and_nothing_is_styled_from_elsewhere() -> None:
    drawn = svg(chart_of())

    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"href|url\(|<style|style=|<script|<image|@import|<foreignObject", drawn) is None


def test_every_kind_of_point_has_a_shape_and_words_of_its_own() -> None:
    outlines = {re.sub(r' fill="[^"]+"', "", shape(kind, 0, 0)) for kind in Kind}

    assert len(outlines) == len(set(TOLD.values())) == len(Kind)


def test_only_shapes_that_the_chart_has_are_explained() -> None:
    said = texts(parsed(chart_of()))

    assert TOLD[Kind.OUTSIDE] in said
    assert TOLD[Kind.TREND] not in said


def test_all_but_the_grid_stands_out_from_white() -> None:
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert all(contrast_with_white(colour) >= 4.5 for colour in (*COLOURS.values(), INK, SOFT, TARGET))
    used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg(chart_of())))
    assert used <= {*COLOURS.values(), INK, SOFT, TARGET, "#ffffff", "#dde3e7"}


def test_a_gap_breaks_the_line() -> None:
    whole = chart_of(points=tuple(Point(70, 70) for _ in FIGURES), target=None)
    broken = chart_of(points=tuple(Point(None if n == 3 else 70, 70) for n in range(len(FIGURES))), target=None)

    def pieces(chart: Chart) -> list[int]:
        paths = [each.get("d", "") for each in parsed(chart).iter(f"{SVG}path") if each.get("fill") == "none"]
        return [path.count("M") for path in paths]

    assert pieces(whole) == [1, 1], "the middle and the figures"
    assert pieces(broken) == [1, 2]


def test_the_middle_is_broken_where_limits_are_worked_out_anew() -> None:
    drawn = xmr([1, 2, 1, 8, 9, 8], SpcRules(), rebase=[3])
    chart = Chart("t", tuple("abcdef"), drawn.points, "", unit="")
    lines = [each.get("d", "") for each in parsed(chart).iter(f"{SVG}path") if each.get("fill") == "none"]

    assert [line.count("M") for line in lines] == [2, 2, 2, 1]


@pytest.mark.parametrize("many", [1, 8, 36, 120])
def test_labels_are_thinned_until_none_touches_another_and_the_last_is_there(many: int) -> None:
    labels = tuple(f"{MONTHS[n % 3]} {n}" for n in range(many))
    drawing = parsed(Chart("t", labels, tuple(Point(n, 5) for n in range(many)), "", unit=""))
    cut = {shortened(label, 16): label for label in labels}
    shown = sorted(
        (float(each.get("x", 0)), each.text)
        for each in drawing.iter(f"{SVG}text")
        if each.text in cut and each.get("text-anchor") == "middle"
    )

    assert shown
    assert shown[-1][1] == shortened(labels[-1], 16)
    for (left, one), (right, other) in pairwise(shown):
        assert left + wide(one or "", SMALL) / 2 < right - wide(other or "", SMALL) / 2


def test_the_rule_the_notes_and_the_changes_stand_beneath_in_lines_that_fit() -> None:
    chart = chart_of(notes=("Months with fewer than 5 answers are left out. " * 6,), changes=((3, "New ward " * 20),))
    drawing = parsed(chart)
    said = " ".join(texts(drawing))

    for words in (chart.rule, *chart.notes, chart.changes[0][1].strip(), "(from Felt safe 3)"):
        assert " ".join(words.split()) in said
    assert all(wide(each, SMALL) <= WIDTH for each in texts(drawing))
    assert max(float(each.get("y", 0)) for each in drawing.iter(f"{SVG}text")) < float(drawing.get("height", 0))


def test_every_line_is_named_beneath_with_where_it_is_and_no_name_touches_another() -> None:
    points = (Point(50, 50, 40.4, 59.6), Point(0, 50, 40.4, 59.6), Point(None, 50, 40.4, 59.6))
    drawing = parsed(Chart("t", ("a", "b", "c"), points, "", target=50))
    names = ["Average 50%", "Limits 40% to 60%", "Target 50%"]
    placed = [
        (float(each.get("y", 0)), float(each.get("x", 0)), each.text)
        for each in drawing.iter(f"{SVG}text")
        if each.text in (*names, *TOLD.values())
    ]

    assert [name for _, _, name in placed] == [TOLD[Kind.COMMON], *names]
    assert all(x + wide(name or "", SMALL) <= WIDTH for _, x, name in placed)
    for (height, x, name), (below, right, _) in pairwise(placed):
        assert below - height >= SMALL or x + wide(name or "", SMALL) < right


def test_of_a_line_that_does_not_stay_where_it_is_the_end_is_named() -> None:
    drawing = parsed(Chart("t", ("a", "b"), (Point(1, 2, 0, 4), Point(9, 8, 7, 9)), ""))

    assert {"Average, last 8%", "Limits, last 7% to 9%"} <= set(texts(drawing))


def test_words_are_large_enough_where_the_chart_is_as_wide_as_a_phone() -> None:
    drawing = parsed(chart_of())
    sizes = {float(each.get("font-size", SMALL)) for each in drawing.iter(f"{SVG}text")}

    assert float(drawing.get("font-size", 0)) == SMALL
    assert min(sizes) * 304 / float(drawing.get("width", 0)) >= 12


def test_percentages_are_whole_as_wherever_they_are_released() -> None:
    chart = Chart("t", ("a", "b"), (Point(100 * (23 / 40), 62.7, 40.2, 85.1), Point(62.5, 62.7, 40.2, 85.1)), "")

    assert rows(chart)[1][1:5] == ("58%", "63%", "40%", "85%")
    assert rows(chart)[1][1] == f"{percent(23, 40, Rules())}%"
    assert rows(chart)[2][1] == f"{percent(25, 40, Rules())}%" == "62%"
    assert "Average 63%" in texts(parsed(chart))
    assert not any("." in each for each in texts(parsed(chart)))


def test_what_the_chart_says_in_words_stands_first_and_in_the_description() -> None:
    drawing = parsed(chart_of(summary=("No sign of change.", "The target will be met."), notes=("Made up.",)))
    said = texts(drawing)

    assert "No sign of change. The target will be met." in (drawing[1].text or "")
    assert said.index("No sign of change.") < said.index("The target will be met.") < said.index("Made up.")


def test_every_label_in_full_and_every_figure_is_in_the_table() -> None:
    chart = chart_of("A label that is far too long for the drawing")
    header, *table = rows(chart)

    assert header == ("When", "Figure", "Average", "Lower limit", "Upper limit", "Mark", "Target", "Change")
    assert tuple(row[0] for row in table) == chart.labels
    assert [row[1] for row in table] == [NONE if figure is None else f"{figure}%" for figure in FIGURES]
    assert table[5][5] == TOLD[Kind.OUTSIDE]
    assert table[3][7] == f"{chart.title}; again"
    assert table[4][7] == "–"
    assert {len(row) for row in table} == {len(header)}


def test_a_table_has_no_columns_for_what_the_chart_has_not() -> None:
    drawn = run_chart([3, 4, 5])
    chart = Chart("t", ("a", "b", "c"), drawn.points, drawn.told(), unit="points", middle="Median")

    assert rows(chart)[:2] == (("When", "Figure", "Median", "Mark"), ("a", "3 points", "4 points", "–"))
    assert "t, in points" in texts(parsed(chart))


@pytest.mark.parametrize("points", [(), (Point(None, None), Point(None, None))])
def test_a_chart_without_figures_says_so(points: tuple[Point, ...]) -> None:
    chart = Chart("t", tuple("ab"[: len(points)]), points, "")

    assert "There are no figures to show." in texts(parsed(chart))
    assert len(rows(chart)) == len(points) + 1


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_every_figure_lies_within_the_plot(values: list[float]) -> None:
    marks = ticks(min(values), max(values), 6)

    slack = 1e-6 * max(1, marks[-1] - marks[0])
    assert marks[0] <= min(values) + slack
    assert marks[-1] >= max(values) - slack
    assert 2 <= len(set(marks)) == len(marks) <= 8
    drawing = parsed(Chart("t", tuple(map(str, values)), xmr(values, SpcRules()).points, "", unit=""))
    lines = [each.get("d", "") for each in drawing.iter(f"{SVG}path") if each.get("fill") == "none"]
    heights = [float(y) for line in lines for y in re.findall(r"[ML][\d.]+ (-?[\d.]+)", line)]
    assert heights
    levels = [each.get("d", "") for each in drawing.iter(f"{SVG}path") if each.get("stroke") == GRID]
    grid = [float(y) for level in levels for y in re.findall(r"M[\d.]+ ([\d.]+)H", level)]
    assert max(grid) - min(grid) == pytest.approx(PLOT)
    assert min(grid) - 0.1 <= min(heights) <= max(heights) <= max(grid) + 0.1


def test_labels_and_changes_are_at_places() -> None:
    with pytest.raises(ValueError, match="label"):
        Chart("t", ("a",), (), "")
    with pytest.raises(ValueError, match="change"):
        Chart("t", ("a",), (Point(1, 1),), "", changes=((1, "too late"),))


def test_wide_characters_get_room() -> None:
    assert len(wrapped("好" * 60, 13, 400)) > len(wrapped("o" * 60, 13, 400))
    assert wide(shortened("好" * 60, 16), 13) <= wide("o" * 16, 13)


def test_a_chart_has_a_size_for_each_figure_or_none() -> None:
    with pytest.raises(ValueError, match="size"):
        Chart("t", ("a",), (Point(1, 1),), "", sizes=(1, 2))
    chart = Chart("t", ("a", "b"), (Point(1, 1), Point(None, 1)), "", sizes=(20, None))
    assert [row[:3] for row in rows(chart)] == [("When", "Figure", "Out of"), ("a", "1%", "20"), ("b", NONE, "–")]
