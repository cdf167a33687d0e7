"""Charts as numbers: a row for every figure and every period without one."""

import csv
import io
import json

from bot.reporting.chart_data import CHART_COLUMNS, chart_csv, chart_json, data_rows
from bot.reporting.spc.points import Interval, exact
from tests.media.charts import HOSTILE, chart_of, points_of


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_range_has_two_ends_and_an_exact_figure_has_two_that_are_alike() -> None:
    chart = chart_of(points=points_of([Interval(0, 10), *exact([70])], ["2026-01", "2026-02"]), until="2026-02")
    told, known = rows(chart_csv(chart))
    assert (told["low"], told["high"], known["low"], known["high"]) == ("0", "10", "70.0", "70.0")
    assert (told["from"], told["to"], told["people"]) == ("2026-01-01", "2026-01-31", "20")


def test_a_period_without_a_figure_is_a_row_without_numbers_up_to_the_last_that_could_have_one() -> None:
    chart = chart_of(points=points_of(exact([70, 72]), ["2025-11", "2026-01"]), until="2026-02")
    listed = rows(chart_csv(chart))
    assert [row["from"] for row in listed] == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]
    for row in (listed[1], listed[3]):
        assert {cell for name, cell in row.items() if name not in ("from", "to")} == {""}


def test_a_marked_figure_says_why_and_what_it_means() -> None:
    marked = {(row[8], row[9]) for row in data_rows(chart_of())}
    assert [*CHART_COLUMNS][8:] == ["mark", "variation"]
    assert {("common", "common cause"), ("outside", "concern")} <= marked


def test_json_has_the_same_rows_and_the_words_around_them() -> None:
    for words in HOSTILE[:4]:
        chart = chart_of(words)
        read = json.loads(chart_json(chart))
        assert [tuple(row.values()) for row in read["rows"]] == list(data_rows(chart))
        assert (read["title"], read["changes"][0]) == (words, {"month": "2025-04", "words": words})
        assert (read["baselines"][0]["month"], read["target"]) == ("2025-11", 80)
