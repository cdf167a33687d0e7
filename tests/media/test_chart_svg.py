"""Charts are readable without colours and by screen readers, and safe whatever text is in them."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.chart_svg import COLOURS, GRID, INK, PLOT, SMALL, SOFT, TARGET, WIDTH, marker, svg
from bot.media.svg import axis_ticks, text_width, truncate, wrap
from bot.privacy.disclosure.rules import Rules
from bot.reporting.chart import MARK_WORDS, NONE, Chart, rows
from bot.reporting.spc.points import Point, Signal
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


def chart_of(words: str = "Felt safe", **changed: object) -> Chart:
    limits = xmr(FIGURES, SpcRules())
    labels = tuple(f"{words} {n}" for n in range(len(FIGURES)))
    chart = Chart(words, labels, limits.points, limits.describe(), (words,), 80, ((3, words), (3, "again")))
    return Chart(**{**{name: getattr(chart, name) for name in Chart.__slots__}, **changed})


def parsed(chart: Chart) -> ET.Element:
    return ET.fromstring(svg(chart))  # noqa: S314 - our own drawing


def texts(drawing: ET.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


def contrast_with_white(colour: str) -> float:
    """Return the contrast by WCAG 2.2's definition of relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_adds_no_elements_or_attributes(words: str) -> None:
    plain, hostile = parsed(chart_of("plain")), parsed(chart_of(words))

    assert {element.tag for element in hostile.iter()} <= {element.tag for element in plain.iter()}
    assert {name for element in hostile.iter() for name in element.attrib} <= {
        name for element in plain.iter() for name in element.attrib
    }


@given(words=st.text(max_size=60))
def test_any_text_makes_well_formed_xml(words: str) -> None:
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


def test_a_drawing_refers_to_nothing_outside_itself() -> None:
    drawn = svg(chart_of())

    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"href|url\(|<style|style=|<script|<image|@import|<foreignObject", drawn) is None


def test_every_kind_of_point_has_its_own_shape_and_label() -> None:
    outlines = {re.sub(r' fill="[^"]+"', "", marker(kind, 0, 0)) for kind in Signal}

    assert len(outlines) == len(set(MARK_WORDS.values())) == len(Signal)


def test_the_key_explains_only_the_markers_in_the_chart() -> None:
    shown = texts(parsed(chart_of()))

    assert MARK_WORDS[Signal.OUTSIDE] in shown
    assert MARK_WORDS[Signal.TREND] not in shown


def test_everything_but_the_grid_has_enough_contrast_with_white() -> None:
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert all(contrast_with_white(colour) >= 4.5 for colour in (*COLOURS.values(), INK, SOFT, TARGET))
    used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg(chart_of())))
    assert used <= {*COLOURS.values(), INK, SOFT, TARGET, "#ffffff", "#dde3e7"}


def test_a_missing_figure_interrupts_the_line() -> None:
    whole = chart_of(points=tuple(Point(70, 70) for _ in FIGURES), target=None)
    broken = chart_of(points=tuple(Point(None if n == 3 else 70, 70) for n in range(len(FIGURES))), target=None)

    def pieces(chart: Chart) -> list[int]:
        lines = [path.get("d", "") for path in parsed(chart).iter(f"{SVG}path") if path.get("fill") == "none"]
        return [line.count("M") for line in lines]

    assert pieces(whole) == [1, 1], "the middle and the figures"
    assert pieces(broken) == [1, 2]


def test_the_mean_is_interrupted_where_limits_are_recalculated() -> None:
    drawn = xmr([1, 2, 1, 8, 9, 8], SpcRules(), rebase=[3])
    chart = Chart("t", tuple("abcdef"), drawn.points, "", unit="")
    lines = [path.get("d", "") for path in parsed(chart).iter(f"{SVG}path") if path.get("fill") == "none"]

    assert [line.count("M") for line in lines] == [2, 2, 2, 1]


@pytest.mark.parametrize("many", [1, 8, 36, 120])
def test_labels_are_thinned_until_none_overlap_and_the_last_is_kept(many: int) -> None:
    labels = tuple(f"{MONTHS[n % 3]} {n}" for n in range(many))
    drawing = parsed(Chart("t", labels, tuple(Point(n, 5) for n in range(many)), "", unit=""))
    cut = {truncate(label, 16): label for label in labels}
    shown = sorted(
        (float(element.get("x", 0)), element.text)
        for element in drawing.iter(f"{SVG}text")
        if element.text in cut and element.get("text-anchor") == "middle"
    )

    assert shown
    assert shown[-1][1] == truncate(labels[-1], 16)
    for (left, one), (right, other) in pairwise(shown):
        assert left + text_width(one or "", SMALL) / 2 < right - text_width(other or "", SMALL) / 2


def test_the_rule_the_notes_and_the_changes_are_below_the_plot_in_lines_that_fit() -> None:
    chart = chart_of(notes=("Months with fewer than 5 answers are left out. " * 6,), changes=((3, "New ward " * 20),))
    drawing = parsed(chart)
    text = " ".join(texts(drawing))

    for words in (chart.rule, *chart.notes, chart.changes[0][1].strip(), "(from Felt safe 3)"):
        assert " ".join(words.split()) in text
    assert all(text_width(line, SMALL) <= WIDTH for line in texts(drawing))
    assert max(float(element.get("y", 0)) for element in drawing.iter(f"{SVG}text")) < float(drawing.get("height", 0))


def test_the_key_names_every_line_with_its_value_and_no_names_overlap() -> None:
    points = (Point(50, 50, 40.4, 59.6), Point(0, 50, 40.4, 59.6), Point(None, 50, 40.4, 59.6))
    drawing = parsed(Chart("t", ("a", "b", "c"), points, "", target=50))
    names = ["Average 50%", "Limits 40% to 60%", "Target 50%"]
    placed = [
        (float(element.get("y", 0)), float(element.get("x", 0)), element.text)
        for element in drawing.iter(f"{SVG}text")
        if element.text in (*names, *MARK_WORDS.values())
    ]

    assert [name for _, _, name in placed] == [MARK_WORDS[Signal.COMMON], *names]
    assert all(x + text_width(name or "", SMALL) <= WIDTH for _, x, name in placed)
    for (height, x, name), (below, right, _) in pairwise(placed):
        assert below - height >= SMALL or x + text_width(name or "", SMALL) < right


def test_the_key_gives_the_last_value_of_a_line_that_changes() -> None:
    drawing = parsed(Chart("t", ("a", "b"), (Point(1, 2, 0, 4), Point(9, 8, 7, 9)), ""))

    assert {"Average, last 8%", "Limits, last 7% to 9%"} <= set(texts(drawing))


def test_text_is_large_enough_on_a_phone() -> None:
    drawing = parsed(chart_of())
    sizes = {float(element.get("font-size", SMALL)) for element in drawing.iter(f"{SVG}text")}

    assert float(drawing.get("font-size", 0)) == SMALL
    assert min(sizes) * 304 / float(drawing.get("width", 0)) >= 12


def test_percentages_are_rounded_as_in_releases() -> None:
    chart = Chart("t", ("a", "b"), (Point(100 * (23 / 40), 62.7, 40.2, 85.1), Point(62.5, 62.7, 40.2, 85.1)), "")

    assert rows(chart)[1][1:5] == ("58%", "63%", "40%", "85%")
    assert rows(chart)[1][1] == f"{percent(23, 40, Rules())}%"
    assert rows(chart)[2][1] == f"{percent(25, 40, Rules())}%" == "62%"
    assert "Average 63%" in texts(parsed(chart))
    assert not any("." in text for text in texts(parsed(chart)))


def test_the_summary_comes_first_and_is_in_the_description() -> None:
    drawing = parsed(chart_of(summary=("No sign of change.", "The target will be met."), notes=("Made up.",)))
    shown = texts(drawing)

    assert "No sign of change. The target will be met." in (drawing[1].text or "")
    assert shown.index("No sign of change.") < shown.index("The target will be met.") < shown.index("Made up.")


def test_the_table_has_every_figure_and_every_label_in_full() -> None:
    chart = chart_of("A label that is far too long for the drawing")
    header, *table = rows(chart)

    assert header == ("When", "Figure", "Average", "Lower limit", "Upper limit", "Mark", "Target", "Change")
    assert tuple(row[0] for row in table) == chart.labels
    assert [row[1] for row in table] == [NONE if figure is None else f"{figure}%" for figure in FIGURES]
    assert table[5][5] == MARK_WORDS[Signal.OUTSIDE]
    assert table[3][7] == f"{chart.title}; again"
    assert table[4][7] == "–"
    assert {len(row) for row in table} == {len(header)}


def test_a_table_has_no_empty_columns() -> None:
    drawn = run_chart([3, 4, 5])
    chart = Chart("t", ("a", "b", "c"), drawn.points, drawn.describe(), unit="points", middle="Median")

    assert rows(chart)[:2] == (("When", "Figure", "Median", "Mark"), ("a", "3 points", "4 points", "–"))
    assert "t, in points" in texts(parsed(chart))


@pytest.mark.parametrize("points", [(), (Point(None, None), Point(None, None))])
def test_a_chart_without_figures_says_so(points: tuple[Point, ...]) -> None:
    chart = Chart("t", tuple("ab"[: len(points)]), points, "")

    assert "There are no figures to show." in texts(parsed(chart))
    assert len(rows(chart)) == len(points) + 1


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_every_figure_is_inside_the_plot(values: list[float]) -> None:
    marks = axis_ticks(min(values), max(values), 6)

    slack = 1e-6 * max(1, marks[-1] - marks[0])
    assert marks[0] <= min(values) + slack
    assert marks[-1] >= max(values) - slack
    assert 2 <= len(set(marks)) == len(marks) <= 8
    drawing = parsed(Chart("t", tuple(map(str, values)), xmr(values, SpcRules()).points, "", unit=""))
    lines = [path.get("d", "") for path in drawing.iter(f"{SVG}path") if path.get("fill") == "none"]
    heights = [float(y) for line in lines for y in re.findall(r"[ML][\d.]+ (-?[\d.]+)", line)]
    assert heights
    levels = [path.get("d", "") for path in drawing.iter(f"{SVG}path") if path.get("stroke") == GRID]
    grid = [float(y) for level in levels for y in re.findall(r"M[\d.]+ ([\d.]+)H", level)]
    assert max(grid) - min(grid) == pytest.approx(PLOT)
    assert min(grid) - 0.1 <= min(heights) <= max(heights) <= max(grid) + 0.1


def test_labels_and_changes_must_match_the_points() -> None:
    with pytest.raises(ValueError, match="label"):
        Chart("t", ("a",), (), "")
    with pytest.raises(ValueError, match="change"):
        Chart("t", ("a",), (Point(1, 1),), "", changes=((1, "too late"),))


def test_wide_characters_count_as_two() -> None:
    assert len(wrap("好" * 60, 13, 400)) > len(wrap("o" * 60, 13, 400))
    assert text_width(truncate("好" * 60, 16), 13) <= text_width("o" * 16, 13)


def test_a_chart_has_a_sample_size_for_every_figure_or_for_none() -> None:
    with pytest.raises(ValueError, match="size"):
        Chart("t", ("a",), (Point(1, 1),), "", sizes=(1, 2))
    chart = Chart("t", ("a", "b"), (Point(1, 1), Point(None, 1)), "", sizes=(20, None))
    assert [row[:3] for row in rows(chart)] == [("When", "Figure", "Out of"), ("a", "1%", "20"), ("b", NONE, "–")]
