"""Charts are readable without colours and by screen readers, at every size, and safe whatever text is in them."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.chart_layout import COLOURS, GRID, INK, LAYOUTS, PLUM, SOFT, WHITE, Size
from bot.media.chart_marks import assurance_icon, marker, variation_icon
from bot.media.chart_svg import svg
from bot.media.svg import axis_ticks, text_width, truncate, wrap
from bot.reporting.chart import Annotation, Chart, ChartPoint
from bot.reporting.spc.points import UNMARKED, Interval, Point, PointMark, Signal, exact
from bot.reporting.spc.summary import Assurance, Variation
from bot.reporting.timeline import MONTHS
from tests.media.charts import HOSTILE, SHARES, SVG, chart_of, contrast_with_white, months, parsed, points_of, texts

ENDS = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda pair: Interval(min(pair), max(pair)))


def plain(**changed: object) -> Chart:
    """Return a chart without anything but its points."""
    nothing: dict[str, object] = {"target": None, "changes": (), "baselines": (), "assurance": None}
    return chart_of("Felt safe", **(nothing | changed))


def lines(chart: Chart) -> dict[str, list[str]]:
    """Return the lines of a drawing by their colour and dashes."""
    found: dict[str, list[str]] = {}
    for path in parsed(chart).findall(f"{SVG}path"):
        if path.get("fill") == "none":
            found.setdefault(f"{path.get('stroke')} {path.get('stroke-dasharray', '')}".strip(), []).append(
                path.get("d", "")
            )
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_adds_no_elements_or_attributes(words: str) -> None:
    usual, hostile = parsed(chart_of("plain")), parsed(chart_of(words))

    assert {element.tag for element in hostile.iter()} <= {element.tag for element in usual.iter()}
    assert {name for element in hostile.iter() for name in element.attrib} <= {
        name for element in usual.iter() for name in element.attrib
    }


@given(words=st.text(max_size=60), size=st.sampled_from(Size))
def test_any_text_makes_well_formed_xml(words: str, size: Size) -> None:
    assert parsed(chart_of(words), size).tag == f"{SVG}svg"


def test_the_drawing_has_a_role_a_title_and_a_description_with_rules_and_reasons() -> None:
    drawing = parsed(chart_of("A & B"))
    title, desc = drawing[0], drawing[1]

    assert drawing.get("role") == "img"
    assert (title.tag, title.text) == (f"{SVG}title", "A & B")
    assert desc.tag == f"{SVG}desc"
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    description = desc.text or ""
    assert "Chart of 13 figures, of Jan 2025 to Jan 2026." in description
    assert "May 2025: concern: below the limits." in description
    for words in ("Says", "Note", "Rule", "Because", "Another"):
        assert f"{words} A & B" in description


def test_two_charts_or_sizes_in_one_page_have_different_ids() -> None:
    ids = [parsed(chart_of(words), size)[0].get("id") for words in ("one", "two") for size in Size]

    assert len(set(ids)) == len(ids)
    assert svg(chart_of("one")) == svg(chart_of("one"))


def test_a_drawing_refers_to_nothing_outside_itself() -> None:
    drawn = svg(chart_of())

    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"href|url\(|<style|style=|<script|<image|@import|<foreignObject", drawn) is None


def test_a_slide_is_16_to_9_and_every_size_is_as_wide_as_it_says() -> None:
    slide = parsed(chart_of())
    assert (slide.get("width"), slide.get("height")) == ("960", "540")
    for size, layout in LAYOUTS.items():
        drawing = parsed(plain(), size)
        assert (drawing.get("width"), drawing.get("height")) == (str(layout.width), str(layout.height))


def test_words_that_need_more_room_make_a_drawing_higher_and_none_is_cut_off() -> None:
    baselines = tuple(
        Annotation(f"2025-{month:02}", "The ward moved to another building. " * 3) for month in range(2, 9)
    )
    for size in Size:
        drawing = parsed(chart_of("Felt safe " * 20, baselines=baselines), size)
        layout = LAYOUTS[size]
        words = list(drawing.iter(f"{SVG}text"))
        assert float(drawing.get("height", 0)) > layout.height
        assert max(float(text.get("y", 0)) for text in words) <= float(drawing.get("height", 0)) - layout.edge
        assert all(text_width(text.text or "", layout.text) <= layout.width for text in words)


def test_a_long_question_is_shortened_and_the_ward_never() -> None:
    drawing = parsed(plain(title=f"{'Have staff explained it to you – ' * 8}? – Willow Ward"))
    heading = [text.text or "" for text in drawing.iter(f"{SVG}text") if text.get("font-weight") == "bold"][:4]

    assert any(line.endswith("… – Willow Ward") for line in heading)
    assert (drawing.get("width"), drawing.get("height")) == ("960", "540")


def test_a_slide_has_the_changes_in_one_line_and_the_reason_for_a_baseline_in_full() -> None:
    because = "the ward moved to another building and now takes patients of another kind from a wider area"
    shown = texts(parsed(chart_of(baselines=(Annotation("2025-11", because),))))

    assert "1: Felt safe (Apr 2025); 2: Another Felt safe (Apr 2025)" in shown
    assert f"A: {because} (Nov 2025)" in " ".join(shown)


def test_no_rule_is_in_the_drawing() -> None:
    assert not any("Rule" in text or "Note" in text for text in texts(parsed(chart_of())))


def test_every_kind_of_variation_has_its_own_colour_and_every_direction_its_own_shape() -> None:
    assert len(set(COLOURS.values())) == len(Variation)
    shapes = {re.search(r' d="([^"]+)"', marker(Variation.CHANGE, direction, 0, 0)) for direction in (1, -1, 0)}
    assert len({shape[1] for shape in shapes if shape}) == 3


def test_the_colours_are_blue_for_improvement_and_orange_for_concern_and_never_red_or_green() -> None:
    def rgb(colour: str) -> list[int]:
        return [int(colour[n : n + 2], 16) for n in (1, 3, 5)]

    red, green, blue = rgb(COLOURS[Variation.IMPROVEMENT])
    assert blue > green > red
    red, green, blue = rgb(COLOURS[Variation.CONCERN])
    assert red > green > blue
    assert green > red / 3, "orange, not red"


def test_marks_have_a_contrast_of_3_to_1_and_text_of_4_5_to_1() -> None:
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert all(contrast_with_white(colour) >= 3 for colour in (*COLOURS.values(), INK, SOFT, PLUM))
    used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg(chart_of())))
    assert used <= {*COLOURS.values(), INK, SOFT, PLUM, GRID, WHITE}
    for text in parsed(chart_of()).iter(f"{SVG}text"):
        assert contrast_with_white(text.get("fill", WHITE)) >= 4.5


def test_the_key_explains_only_the_marks_in_the_chart_and_names_every_line_with_its_value() -> None:
    shown = texts(parsed(chart_of()))

    assert {"Concern", "Common cause", "Somewhere in this range", "Target 80%"} <= set(shown)
    assert "Improvement" not in shown
    assert any(text.startswith("Average ") for text in shown)
    assert any(text.startswith("Limits ") for text in shown)
    assert "Somewhere in this range" not in texts(parsed(plain(points=points_of(exact(SHARES)))))
    ranges = texts(parsed(plain(points=points_of([Interval(80, 100)] * 13))))
    assert "Common cause" not in ranges


def test_the_key_of_a_chart_without_limits_calls_no_figure_common_cause() -> None:
    points = tuple(
        ChartPoint(name, name, 20, Point(figure, 50)) for name, figure in zip(months(2), exact([4, 5]), strict=True)
    )

    assert "Not marked" in texts(parsed(plain(points=points)))


@pytest.mark.parametrize("size", Size)
def test_no_two_texts_in_a_line_overlap(size: Size) -> None:
    layout = LAYOUTS[size]
    by_line: dict[str, list[tuple[float, float]]] = {}
    for text in parsed(chart_of(), size).findall(f"{SVG}text"):
        x, width = float(text.get("x", 0)), text_width(text.text or "", float(text.get("font-size", layout.text)))
        start = {"middle": x - width / 2, "end": x - width}.get(text.get("text-anchor", ""), x)
        by_line.setdefault(text.get("y", ""), []).append((start, start + width))
    for spans in by_line.values():
        assert all(end <= start for (_, end), (start, _) in pairwise(sorted(spans)))


def test_a_percentage_is_drawn_on_an_axis_from_0_to_100() -> None:
    shown = texts(parsed(plain(points=points_of(exact([50, 51] * 6)))))

    assert [text for text in shown if re.fullmatch(r"\d+%", text)] == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_a_month_without_a_figure_takes_its_room_and_no_line_crosses_it() -> None:
    names = [*months(5), *months(5, "2025-09")]
    with_gap = lines(plain(points=points_of(exact([70, 72] * 5), names), until="2026-01"))
    whole = lines(plain(points=points_of(exact([70, 72] * 5)), until="2025-10"))

    assert [line.count("M") for paths in whole.values() for line in paths] == [1, 1, 1, 1]
    assert [line.count("M") for paths in with_gap.values() for line in paths] == [2, 2, 2, 2]
    figures = with_gap[SOFT][0]
    places = [float(x) for x in re.findall(r"[ML]([\d.]+) ", figures)]
    steps = [after - before for before, after in pairwise(places)]
    assert steps[4] > 3.9 * max(steps[:4]), "from May to September it is four months"


def test_a_release_of_two_months_spans_them() -> None:
    one, two = points_of(exact([70, 72]), ["2025-01", "2025-03"])
    joined = ChartPoint("2025-02", "2025-03", 20, two.point)
    drawing = parsed(plain(points=(one, joined), until="2025-03"))
    bars = [
        path.get("d", "") for path in drawing.findall(f"{SVG}path") if path.get("stroke") == COLOURS[Variation.COMMON]
    ]

    ((start, end),) = ([float(x) for x in re.findall(r"[MH]([\d.]+)", bar)] for bar in bars)
    plot = max(
        float(path.get("d", "").partition("H")[2] or 0)
        for path in drawing.findall(f"{SVG}path")
        if path.get("stroke") == GRID
    )
    assert end == pytest.approx(plot - 2)
    assert (end - start) / plot == pytest.approx(59 / 90, abs=0.1)


def test_late_answers_of_a_month_that_is_drawn_already_do_not_overlap_it() -> None:
    one, two = points_of(exact([70, 72]), ["2025-01", "2025-02"])
    late = ChartPoint("2024-12", "2025-02", 20, two.point)

    (_, end), (start, _) = plain(points=(one, late), until="2025-02").spans()
    assert start == end


def test_a_range_is_a_bar_between_its_ends_that_the_line_of_figures_leaves_out() -> None:
    coded = plain(points=points_of([*exact([70, 72]), Interval(80, 100), *exact([71, 72])]), until="2025-05")
    drawing = parsed(coded)

    assert lines(coded)[SOFT][0].count("M") == 2
    titles = [title.text for title in drawing.iter(f"{SVG}title")]
    assert "Mar 2025: 80% or more, common cause" in titles


def test_the_average_is_interrupted_at_a_baseline_and_at_no_change() -> None:
    points = points_of(exact([70, 72] * 5))
    changed = lines(plain(points=points, until="2025-10", changes=(Annotation("2025-06", "x"),)))
    rebased = lines(plain(points=points, until="2025-10", baselines=(Annotation("2025-06", "x"),)))

    assert changed[INK][0].count("M") == 1
    assert rebased[INK][0].count("M") == 2


def test_changes_have_numbers_and_baselines_letters_at_their_month() -> None:
    drawing = parsed(chart_of())
    above = {
        text.text: float(text.get("x", 0)) for text in drawing.iter(f"{SVG}text") if text.get("font-weight") == "bold"
    }

    assert above.keys() >= {"A", "1, 2"}
    assert above["1, 2"] < above["A"]


@pytest.mark.parametrize("many", [1, 2, 8, 24, 36, 120])
@pytest.mark.parametrize("size", Size)
def test_months_are_named_until_none_overlap_and_each_year_once(many: int, size: Size) -> None:
    drawing = parsed(plain(points=points_of(exact([70] * many)), until="2025-01"), size)
    named = [text for text in drawing.iter(f"{SVG}text") if text.text in MONTHS]
    years = [text.text for text in drawing.iter(f"{SVG}text") if re.fullmatch(r"20\d\d", text.text or "")]

    assert named
    assert named[0].text == "Jan"
    assert len(years) == len(set(years))
    assert years[0] == "2025"


def test_the_first_and_the_last_month_are_named_too_where_there_is_room() -> None:
    drawing = parsed(plain(points=points_of(exact([70] * 58), months(58, "2024-02")), until="2028-11"), Size.PHONE)
    shown = [text.text for text in drawing.iter(f"{SVG}text") if text.text in MONTHS]

    assert shown == ["Feb", "Jan", "Jan", "Jan", "Jan", "Nov"]
    assert "2024" in texts(drawing)


def test_how_many_answered_is_in_the_drawing_where_it_fits() -> None:
    few, many = (parsed(plain(points=points_of(exact([70] * count), people=23))) for count in (24, 90))

    assert texts(few).count("23") == 24
    assert "n" in texts(few)
    assert texts(many).count("23") == 0


def test_the_icons_say_in_words_what_they_mean_and_each_is_a_drawing_of_its_own() -> None:
    marks = (UNMARKED, PointMark(Signal.SHIFT, 1), PointMark(Signal.SHIFT, -1))
    icons = [variation_icon(mark, better, 0, y=0, scale=1) for mark in marks for better in ("up", "down", None)]
    icons += [assurance_icon(assurance, 0, y=0, scale=1) for assurance in Assurance]

    assert len(set(icons)) == 1 + 2 * 3 + 3, "common cause is the same whichever way is better"
    assert "<title>Variation: improvement</title>" in variation_icon(PointMark(Signal.TREND, 1), "up", 0, y=0, scale=1)
    assert "<title>Assurance: the target will not be met</title>" in svg(chart_of())


def test_icons_for_better_and_for_worse_differ_in_shape_too() -> None:
    rising = PointMark(Signal.SHIFT, 1)
    corners = {
        re.findall(r'rx="(\d+)"', variation_icon(rising, better, 0, y=0, scale=1))[0] for better in ("up", "down", None)
    }

    assert len(corners) == 3


def test_without_a_figure_for_the_last_period_there_is_no_icon() -> None:
    titles = [title.text or "" for title in parsed(chart_of(until="2026-09", assurance=None)).iter(f"{SVG}title")]

    assert not any(title.startswith(("Variation", "Assurance")) for title in titles)


def test_a_chart_without_figures_says_so() -> None:
    assert "There are no figures to show." in texts(parsed(plain(points=())))


@given(figures=st.lists(ENDS, min_size=1, max_size=30), size=st.sampled_from(Size))
def test_every_figure_is_inside_the_plot(figures: list[Interval], size: Size) -> None:
    drawing = parsed(
        plain(
            points=tuple(
                ChartPoint(name, name, 20, Point(figure, 50))
                for name, figure in zip(months(len(figures)), figures, strict=True)
            ),
            until="2025-01",
        ),
        size,
    )
    levels = [path.get("d", "") for path in drawing.findall(f"{SVG}path") if path.get("stroke") == GRID]
    grid = [float(y) for level in levels for y in re.findall(r"M[\d.]+ ([\d.]+)H", level)]
    paths = [path for path in drawing.findall(f"{SVG}path") if path.get("stroke") not in {GRID, WHITE}]
    heights = [float(y) for path in paths for y in re.findall(r"[ML][\d.]+ (-?[\d.]+)[LMVHh]", path.get("d", ""))]

    assert min(grid) - 0.1 <= min(heights, default=min(grid))
    assert max(heights[:-1], default=0) <= float(drawing.get("height", 0))


@given(highest=st.floats(0.1, 1e6))
def test_ticks_enclose_what_they_are_for(highest: float) -> None:
    marks = axis_ticks(0, highest, 6)

    assert marks[0] <= 0 < highest <= marks[-1] * (1 + 1e-6)
    assert 2 <= len(set(marks)) == len(marks) <= 8


def test_wide_characters_count_as_two() -> None:
    assert len(wrap("好" * 60, 13, 400)) > len(wrap("o" * 60, 13, 400))
    assert text_width(truncate("好" * 60, 16), 13) <= text_width("o" * 16, 13)


def test_people_are_drawn_on_an_axis_from_none() -> None:
    drawing: ET.Element = parsed(plain(points=points_of(exact([30, 45] * 6)), is_percent=False, until="2025-12"))

    assert "0" in texts(drawing)
    assert "n" not in texts(drawing)
