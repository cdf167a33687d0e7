"""Charts over HTTP: as a drawing, a page and numbers."""

import json
from pathlib import Path

import pytest

from bot.reporting.ledger import Ledger
from tests.api.serving import fetch, periods, released, token_for
from tests.media.png import DecodedPng

pytestmark = pytest.mark.usefixtures("processes")


async def test_a_chart_comes_as_what_its_ending_says(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        for ending, kind, begins in (
            ("svg", "image/svg+xml", b"<svg"),
            ("png", "image/png", b"\x89PNG"),
            ("html", "text/html", b"<!DOCTYPE"),
            ("csv", "text/csv", b"\xef\xbb\xbffrom,to,people,"),
            ("json", "application/json", b'{"title": '),
        ):
            got = await fetch(program, f"/charts/patient/rights.{ending}", token)
            assert (got.status, got.kind) == (200, kind)
            assert got.body.startswith(begins)
        slide, phone = [
            DecodedPng((await fetch(program, f"/charts/patient/rights.png?size={size}", token)).body)
            for size in ("slide", "phone")
        ]
        assert slide.width > slide.height
        assert phone.width < slide.width


async def test_a_chart_is_of_what_was_asked_for(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        page = await fetch(program, "/charts/patient/rights.html?of=people&target=20", token)
        assert "How many people answered" in page.body.decode()
        assert "the target of 20" in page.body.decode()
        phone = await fetch(program, "/charts/patient/rights.svg?chart=xmr&size=phone", token)
        assert (phone.status, b'width="440"' in phone.body) == (200, True)
        picked = await fetch(program, "/charts/co-production/help-most:time.svg?of=people", token)
        assert (picked.status, b"There are no figures to show." in picked.body) == (200, True)
        for wrong, status in (
            ("patient/rights.svg?size=poster", 422),
            ("patient/rights.svg?of=bad", 422),
            ("patient/rights.svg?target=101", 404),
            ("patient/rights.csv?service=nowhere", 404),
            ("lunch/rights.json", 404),
            ("patient/lunch.png", 404),
        ):
            assert (await fetch(program, f"/charts/{wrong}", token)).status == status, wrong


async def test_the_numbers_of_a_chart_are_those_of_the_figures(tmp_path: Path) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures")
        wards = json.loads((await fetch(program, "/wards", token)).body)
        willow = next(ward["code"] for ward in wards if "Willow" in ward["name"])
        table = (await fetch(program, f"/charts/patient/rights.csv?service={willow}", token)).rows
        chart = json.loads(
            (await fetch(program, f"/charts/patient/rights.json?service={willow}&target=60", token)).body
        )
        wanted = ("patient", "rights", willow, "positive")
        figures = [
            row
            for row in (await fetch(program, "/figures.csv", token)).rows
            if tuple(row[name] for name in ("flow", "question", "group", "answer")) == wanted
        ]
        assert [row["period"] for row in figures] == await periods(program, token, Ledger.WARDS)
        points = [row for row in table if row["people"]]
        for one, told in zip(points, figures, strict=True):
            assert (one["from"], one["to"], one["people"]) == (told["from"], told["to"], told["people"])
            for end in ("low", "high"):
                assert float(one[end]) == pytest.approx(100 * int(told[end]) / int(told["people"]), abs=0.05)
        as_text = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in chart["rows"]]
        assert as_text == table
        assert (chart["unit"], chart["target"]) == ("per cent", 60)
        assert any("made up" in note for note in chart["notes"])
