"""A demonstration of several wards and months, of two conversations: all that is released of it."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random

from bot.engine.flow import Flow, PickMany, PickOne, Scale, Service, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.wording import Register, Wording
from bot.media.report_page import report_page
from bot.privacy.submission import Period, PickedChoices, Submission
from bot.reporting.chart_data import chart_json
from bot.reporting.trends import ChartRequest
from bot.store.opening import open_store
from bot.usecases.releasing.charting import Charting
from bot.usecases.releasing.export import Exporting
from bot.usecases.releasing.formats import Format
from bot.usecases.releasing.reporting import Reporting, ReportRequest
from tests.recompute.figures import Figure, figures_of_groups, figures_of_wards
from tests.recompute.raw import Asked, Counted, asked_in, people_in, runs, ward_releases
from tests.store.examples import LOGGED, new_id, put
from tests.usecases.conversing.talk import library
from tests.usecases.releasing.ledgers import closing, reading

MONTHS = tuple(f"{2025 + month // 12}-{month % 12 + 1:02}" for month in range(14))
WARDS = {"willow": 34, "oak": 14, "elm": 6}
"""Wards, and about how many patients answer about each a month."""
FLOWS: Mapping[FlowId, Flow] = {FlowId(name): library().flows[FlowId(name)] for name in ("patient", "carer")}
PATIENT = FLOWS[FlowId("patient")]
COLLAPSE, TODAY = "2025-10", date(2026, 3, 20)
LAST_YEAR = MONTHS[2:]
CHARTED = [asked for asked in asked_in(PATIENT) if asked.positive]


@dataclass(frozen=True)
class Demonstration:
    """Answers of several wards and months, all that was exported of them, and the same once more."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "sayso.db"

    @cached_property
    def releases(self) -> list[Counted]:
        return ward_releases(people_in(self.database), MONTHS[-1])

    @cached_property
    def runs(self) -> dict[FlowId, list[tuple[str, list[Counted]]]]:
        """The runs of ward releases that releases of groups join, with the periods of these, by conversation."""
        made = list(runs(self.releases, FLOWS.values(), MONTHS[-1]))
        return {name: [(period, run) for period, of in made for flow, run in of if flow.id == name] for name in FLOWS}

    @cached_property
    def figures(self) -> list[Figure]:
        wards = [one for release in self.releases for one in figures_of_wards(release, FLOWS[FlowId(release.flow)])]
        groups = (figures_of_groups(period, run, FLOWS[name]) for name, of in self.runs.items() for period, run in of)
        return [*wards, *(one for some in groups for one in some)]

    def chart(self, asked: Asked, ward: str) -> str:
        """Return the name of the file of a chart."""
        return f"{asked.name.replace(':', '-')}-{ward}.json"

    def of_patients(self, asked: Asked, by: str, group: str) -> list[Figure]:
        """Return the figures of a question, the oldest first."""
        wanted = (PATIENT.id, asked.name, by, group)
        return [one for one in self.figures if (one.flow, one.asked.name, one.by, one.group) == wanted]

    def exported(self, name: str) -> list[dict[str, str]]:
        with (self.folder / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


async def release(made: Demonstration) -> None:
    """Release everything, and write every file, the charts and the report."""
    chance, out = Random(11), made.folder / "out"
    async with open_store(f"sqlite:///{made.database}") as store:
        for code in WARDS:
            await store.services.add(Service(ServiceCode(code), f"{code.capitalize()} Ward"), LOGGED)
        await put(store.database, list(submissions(chance)), [])
        await closing(store, flows=FLOWS).close(MONTHS[-1])
        exporting = Exporting(reading=reading(store), services=store.services, flows=FLOWS, fft_return=True)
        await exporting.export(None, [Format.FIGURES, Format.WIDE, Format.FFT], out)
        charting = Charting(
            reading=reading(store),
            services=store.services,
            changes=store.changes,
            baselines=store.baselines,
            flows=FLOWS,
            today=lambda: TODAY,
        )
        for ward in (None, *WARDS):
            for asked in CHARTED:
                chart = await charting.chart("patient", ChartRequest(asked.name, service=ward))
                (out / made.chart(asked, ward or "")).write_text(chart_json(chart), "utf-8")
        reporting = Reporting(
            reading=reading(store),
            services=store.services,
            changes=store.changes,
            baselines=store.baselines,
            flows=FLOWS,
            today=lambda: TODAY,
            chance=chance,
        )
        report = await reporting.report(ReportRequest("patient"))
        (out / "report.html").write_text(report_page(report), "utf-8")


def submissions(chance: Random) -> Iterator[Submission]:
    """Yield answers of wards that are content or not, of which one collapses, and of groups that differ."""
    for month in MONTHS:
        for ward, size in WARDS.items():
            content = 0.15 if ward == "willow" and month >= COLLAPSE else chance.choice([0.5, 0.8, 0.97])
            for flow, many in ((FLOWS[FlowId("patient")], size), (FLOWS[FlowId("carer")], size // 3)):
                for _ in range(max(0, round(chance.gauss(many, many / 4)))):
                    yield Submission(
                        id=new_id(),
                        flow=flow.id,
                        revision=flow.revision,
                        wording=Wording("en", chance.choices([*Register], [3, 1])[0]),
                        channel="telegram",
                        service=ward,
                        period=Period(month, f"{month[:4]}-W{4 * int(month[5:]) - 1:02}"),
                        answers={step.id: given(step, content, chance) for step in flow.steps if is_kept(step)},
                    )


def is_kept(step: object) -> bool:
    return isinstance(step, Scale | PickOne | PickMany) and step.kept


def given(step: object, content: float, chance: Random) -> PickedChoices:
    assert isinstance(step, Scale | PickOne | PickMany)
    if chance.random() < 0.05:
        return None
    ids = [choice.id for choice in step.choices]
    if isinstance(step, PickMany):
        return tuple(chance.sample(ids, chance.randint(1, min(3, len(ids)))))
    if isinstance(step, PickOne):
        return (chance.choices(ids, [0.5**place for place in range(len(ids))])[0],)
    return (ids[0] if chance.random() < content else chance.choice(ids),)
