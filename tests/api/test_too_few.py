"""A ward of which too few have answered, one of which nobody has, and a closed one all read the same."""

import re
import shutil
from pathlib import Path

import pytest

from bot.engine.flow import Service, ServiceCode
from bot.store.database import Database
from bot.store.services import StoredServices
from tests.api.serving import CHARTS, EVERY, demonstration, fetch, released, token_for
from tests.cli.sayso import Sayso
from tests.store.examples import LOGGED, put, submission

# Names of the same length, so that nothing is wrapped otherwise.
ELM, ASH, FIR = (Service(ServiceCode(name.lower()), f"{name}-Ward") for name in ("Elm", "Ash", "Fir"))
NOBODY, TOO_FEW, RETIRED = ELM, ASH, FIR
FEW = 9


async def few(database: Database) -> None:
    """Add the wards; all that have answered about one are fewer than are shown, in the month of the made-up answers."""
    services = StoredServices(database)
    for each in (NOBODY, TOO_FEW, RETIRED):
        await services.add(each, LOGGED)
    await services.retire(RETIRED.code, LOGGED, retired=True)
    query = "SELECT min(month) FROM submissions"
    month = await database.read(lambda asked: asked.exec_driver_sql(query).scalar_one())
    sent = [submission(f"few{number}", service=TOO_FEW.code, month=month) for number in range(FEW)]
    await put(database, sent, [])


def told_of(service: Service, told: str) -> str:
    """Return what a chart without figures told, without the name of the ward. Numbers name nothing."""
    if not told.startswith("\ufefffrom,to"):
        assert service.name in told
        assert "There are no figures to show." in told
    return unnamed(told, service)


def unnamed(told: str, service: Service) -> str:
    """Return what was told without the name of the ward, and without the name that a drawing has from its words."""
    return re.sub(r"chart-[0-9a-f]{8}", "chart", told.replace(service.name, "A ward").replace(service.code, "a-ward"))


@pytest.mark.usefixtures("processes")
async def test_over_http(tmp_path: Path) -> None:
    async with released(tmp_path, few, fft_return="true") as program:
        token = await token_for(program, *EVERY)
        for name in ("figures.csv", "records.csv", "comments.csv", "fft.csv", "dashboard.csv"):
            told = (await fetch(program, f"/{name}", token)).body.decode()
            assert ("willow" in told.lower()) is (name == "figures.csv")
            for each in (NOBODY, TOO_FEW, RETIRED):
                assert each.name not in told
                assert not re.search(rf"\b{each.code}\b", told)
        in_words = [chart for chart in CHARTS if not chart.endswith(".png")]  # That is drawn from the SVG.
        for drawn in (*in_words, f"{CHARTS[0]}?of=people&target=20"):
            charts = {}
            for each in (NOBODY, TOO_FEW, RETIRED):
                chart = await fetch(program, f"{drawn}{'&' if '?' in drawn else '?'}service={each.code}", token)
                assert chart.status == 200
                charts[each.code] = told_of(each, chart.body.decode())
            assert charts[TOO_FEW.code] == charts[NOBODY.code] == charts[RETIRED.code]
        empty = await fetch(program, f"/charts/patient/rights.csv?service={NOBODY.code}", token)
        assert empty.rows == []


@pytest.mark.slow
def test_on_the_command_line(tmp_path: Path) -> None:
    shutil.copytree(demonstration(few), tmp_path / "data")
    sayso = Sayso(tmp_path)
    charts = {}
    for each in (NOBODY, TOO_FEW, RETIRED):
        out = tmp_path / f"{each.code}.svg"
        chart = sayso("release", "chart", "rights", "--service", each.code, "--out", out.name)
        assert chart.code == 0
        assert "There are no figures to show." in chart.printed
        charts[each.code] = unnamed(chart.printed + out.read_text("utf-8"), each)
    assert charts[TOO_FEW.code] == charts[NOBODY.code] == charts[RETIRED.code]
    for by in ("service", "age", "register"):
        shown = sayso("release", "show", "--by", by).printed
        assert ("Willow" in shown) is (by == "service")
        assert not any(each.name in shown for each in (NOBODY, TOO_FEW, RETIRED))
