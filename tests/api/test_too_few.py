"""A ward of which too few have answered, one of which nobody has, and a closed one all read the same."""

import re
import shutil
from pathlib import Path

import pytest

from bot.engine.flow import Service, ServiceCode
from bot.store.database import Database
from bot.store.services import StoredServices
from tests.api.serving import demonstration, fetch, newest, released, token_for
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


def unnamed(told: str, service: Service) -> str:
    """Return what was told without the name of the ward, and without the name that a drawing has from its words."""
    return re.sub(r"chart-[0-9a-f]{8}", "chart", told.replace(service.name, "A ward").replace(service.code, "a-ward"))


@pytest.mark.usefixtures("processes")
async def test_over_http(tmp_path: Path) -> None:
    async with released(tmp_path, few) as program:
        token = await token_for(program, "figures", "records")
        release = await newest(program, token)
        for name in ("figures.csv", "fft.csv", "submissions.csv"):
            told = (await fetch(program, f"{release}/{name}", token)).body.decode()
            assert ("willow" in told.lower()) is (name == "figures.csv")
            for each in (NOBODY, TOO_FEW, RETIRED):
                assert each.name not in told
                assert not re.search(rf"\b{each.code}\b", told)
        for drawn in ("rights.svg?", "overall.svg?", "rights.html?", "rights.html?of=people&target=20&"):
            charts = {}
            for each in (NOBODY, TOO_FEW, RETIRED):
                chart = await fetch(program, f"/charts/patient/{drawn}service={each.code}", token)
                assert chart.status == 200
                assert each.name in chart.body.decode()
                charts[each.code] = unnamed(chart.body.decode(), each)
            assert "There are no figures to show." in charts[NOBODY.code]
            assert charts[TOO_FEW.code] == charts[NOBODY.code] == charts[RETIRED.code]


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
    for by in ("service", "service,age", "service,register"):
        shown = sayso("release", "show", "--by", by).lines
        rows = {
            each.code: [unnamed(line, each) for line in shown if each.name in line]
            for each in (NOBODY, TOO_FEW, RETIRED)
        }
        assert rows[TOO_FEW.code] == rows[NOBODY.code] == rows[RETIRED.code]
        assert rows[NOBODY.code]
        assert all(set(re.split(r"\s*│\s*", line.strip("│ "))) & {"*"} for line in rows[NOBODY.code])
