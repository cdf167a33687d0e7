"""All that is released, chart by chart and file by file, equals what is worked out once more from the raw answers."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Mapping

import pytest

from bot.engine.ids import StepId
from bot.engine.wording import Register, Wording
from tests.code_base.repository import files, texts
from tests.recompute.charts import chart_rows
from tests.recompute.demonstration import CHARTED, FLOWS, LAST_YEAR, MONTHS, PATIENT, WARDS, Demonstration, release
from tests.recompute.figures import percent
from tests.recompute.raw import people_in, values_in
from tests.recompute.records import records_of
from tests.recompute.reports import Tables, beside_others, in_words, total

pytestmark = pytest.mark.slow

SCRIPTS = ("charts", "coding", "figures", "raw", "records", "reports")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    made = Demonstration(tmp_path_factory.mktemp("recompute"))
    asyncio.run(release(made))
    return made


def without_words(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, cell) for name, cell in row.items() if not name.endswith("_words")))


def test_nothing_of_what_is_checked_is_used_to_check_it() -> None:
    scripts = texts([file for file in files(".py", under="tests/recompute/") if file.stem in SCRIPTS])
    imported = {line for text in scripts.values() for line in text.splitlines() if re.match(r"(from|import) bot", line)}

    assert len(scripts) == len(SCRIPTS)
    assert imported == {
        "from bot.engine.flow import Flow",
        "from bot.engine.flow import Flow, PickMany, PickOne, Scale",
    }


def test_every_figure_of_wards_and_groups_is_the_one_worked_out_again(demonstration: Demonstration) -> None:
    exported = Counter(without_words(row) for row in demonstration.exported("figures.csv"))
    again = Counter(without_words(row) for one in demonstration.figures for row in one.rows())

    assert exported - again == Counter()
    assert again - exported == Counter()
    assert len(again) > 1_500
    ranges = [one for row in again for one in row if one[0] == "coded" and one[1]]
    assert len(ranges) > 200


def test_every_record_is_one_worked_out_again(demonstration: Demonstration) -> None:
    exported = [
        {name: cell for name, cell in row.items() if name != "id"} for row in demonstration.exported("records.csv")
    ]
    again = [row for name, of in demonstration.runs.items() for _, rows in records_of(of, FLOWS[name]) for row in rows]

    def counted(rows: list[dict[str, str]]) -> Counter[frozenset[tuple[str, str]]]:
        return Counter(frozenset(item for item in row.items() if item[1]) for row in rows)

    assert counted(exported) == counted(again)
    assert len(again) > 500


def test_every_row_of_the_friends_and_family_test_is_counted_again(demonstration: Demonstration) -> None:
    answers = ("very-good", "good", "neither", "poor", "very-poor", "dont-know")
    months: dict[tuple[str, str], Counter[str]] = {}
    for person in people_in(demonstration.database):
        overall = person.answers.get("overall")
        if overall:
            months.setdefault((person.month, person.flow), Counter())[overall[0]] += 1
    again: dict[tuple[str, str], list[int]] = {}
    for key, counts in months.items():
        people = sum(counts.values())
        good, bad = counts["very-good"] + counts["good"], counts["poor"] + counts["very-poor"]
        again[key] = [*(counts[answer] for answer in answers), people, percent(good, people), percent(bad, people)]
    exported = {
        (row["Month"], row["Who answered"]): [int(cell) for cell in list(row.values())[2:11]]
        for row in demonstration.exported("fft.csv")
    }

    assert exported == again
    assert len(again) == 2 * len(MONTHS)


def test_every_number_and_mark_of_every_chart_is_worked_out_again(demonstration: Demonstration) -> None:
    kinds, marks = set(), Counter[str]()
    for ward in ("", *WARDS):
        for asked in CHARTED:
            drawn = json.loads((demonstration.folder / "out" / demonstration.chart(asked, ward)).read_text("utf-8"))
            again = chart_rows(demonstration.of_patients(asked, "service" if ward else "", ward), MONTHS)
            assert drawn["rows"] == again, (asked.name, ward)
            marks.update(row["mark"] for row in drawn["rows"] if row["mark"])
            kinds.add(any(row["upper"] for row in drawn["rows"]))

    assert kinds == {True, False}, "p charts and run charts"
    assert {"outside", "common"} <= {*marks}


def test_every_percentage_of_the_report_is_worked_out_again(demonstration: Demonstration) -> None:
    tables = Tables((demonstration.folder / "out" / "report.html").read_text("utf-8")).by_caption
    scales = [asked for asked in CHARTED if not asked.picked]
    together = [demonstration.of_patients(asked, "", "") for asked in scales]
    header, *rows = tables["Positive answers, of how many"]
    assert len(header) == 1 + len(scales)
    for place, figures in enumerate(together, 1):
        assert [row[place] for row in rows] == [f"{in_words(total([one]))} of {one.unit.people}" for one in figures]

    _, *rows = next(table for caption, table in tables.items() if "by ward" in caption)
    assert [row[0] for row in rows] == ["Elm Ward", "Oak Ward", "Willow Ward"]
    for row in rows:
        for asked, cell in zip(scales, row[1:], strict=False):
            of_ward = demonstration.of_patients(asked, "service", row[0].split()[0].lower())
            year = [one for one in of_ward if one.period in LAST_YEAR]
            assert cell.partition(",")[0] == (in_words(total(year)) if year else "–")

    compared = 0
    groups = [one for one in demonstration.figures if (one.ledger, one.flow) == ("groups", PATIENT.id)]
    year = [one for one in groups if one.period in LAST_YEAR]
    words = PATIENT.words[Wording("en", Register.STANDARD)].steps
    for asked in scales:
        again = [row for by in values_in(PATIENT) for row in beside_others(year, by, asked.name).values()]
        _, *rows = tables.get(words[StepId(asked.step)].prompt, [[]])
        assert sorted(row[1:] for row in rows) == sorted(again)
        compared += len(rows)
    assert compared > 20
