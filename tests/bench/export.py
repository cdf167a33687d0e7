"""A million submissions released, and then as CSV, beside what SQLite's own command line takes for the same rows."""

import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Connection, insert

from bot.engine.flow import Flow, PickOne, Scale, Service, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.wording import Wording
from bot.flows.files import read_files
from bot.flows.library import require_library
from bot.privacy.submission import Period, Submission
from bot.reporting.people import breakdown_attributes, counted_questions
from bot.store.opening import open_database
from bot.store.rows import submission_row
from bot.store.services import StoredServices
from bot.store.tables import submissions
from tests.bench.spread import spread
from tests.program import ROOT, clean_environment
from tests.store.examples import LOGGED

PAIRS, MANY, FEW, AT_ONCE, WARDS = 3, 1_000_000, 1_000, 20_000, 50
MONTH = "2026-03"


def main() -> None:
    """Print the seconds of both, and how much more memory a million take than a thousand."""
    sqlite3 = shutil.which("sqlite3")
    if sqlite3 is None:
        sys.exit("This benchmark is paired with SQLite's command line: apt-get install sqlite3")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = folder / "few", folder / "many"
        asyncio.run(fill(few, {MONTH: FEW}))
        asyncio.run(fill(many, {MONTH: MANY}))
        released = [run(folder_, "release", "close")[0] for folder_ in (few, many)][1]
        ours: list[float] = []
        theirs: list[float] = []
        most: list[float] = []
        least = min(_exported(few, folder / f"few-{number}")[1] for number in range(PAIRS))
        for number in range(PAIRS):
            seconds, megabytes = _exported(many, folder / f"out-{number}")
            ours.append(seconds)
            most.append(megabytes)
            theirs.append(_printed([sqlite3, "-csv", str(many / "data" / "sayso.db"), _query()], folder / "theirs.csv"))
    print(f"sayso release close, {MANY:,} submissions: {released:.1f} s   bar: at most 30")
    print(f"{MANY:,} submissions, {PAIRS} runs each, in turn\n{'':32} {'seconds':>24}")
    print(f"{'sayso export':32} {spread(ours, 1):>24}")
    print(f"{'sqlite3 -csv':32} {spread(theirs, 1):>24}")
    print(f"{'times':32} {spread([a / b for a, b in zip(ours, theirs, strict=True)], 1):>24}   bar: at most 3")
    print(f"{'MB more than for a thousand':32} {max(most) - least:>24.0f}   bar: at most 64")


def _query() -> str:
    """Return what has SQLite give the same columns."""
    flow = _patient()
    steps = [
        *(attribute.name for attribute in breakdown_attributes(flow)[1:]),
        *(question.step for question in counted_questions(flow)),
    ]
    answers = [f"json_extract(answers, '$.\"{step}\"[0]')" for step in steps]
    fixed = ("id", "month", "flow", "register")
    return f"SELECT {', '.join([*fixed, *answers])} FROM submissions ORDER BY id"  # noqa: S608 - our own names


def _patient() -> Flow:
    return require_library(read_files(ROOT / "conversations")).flows[FlowId("patient")]


def _exported(installation: Path, out: Path) -> tuple[float, float]:
    return run(installation, "export", "--format", "wide", "--out", str(out))


def run(installation: Path, *command: str) -> tuple[float, float]:
    """Return the seconds of a command, and the megabytes it used at the most."""
    environment = clean_environment(installation) | {"PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    process = psutil.Popen(
        [sys.executable, "-m", "bot", *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, _megabytes(process))
        time.sleep(0.05)
    if process.returncode:
        raise RuntimeError(f"it ended with {process.returncode}")
    return time.perf_counter() - started, most


def _megabytes(process: psutil.Popen) -> float:
    try:
        megabytes: float = process.memory_info().rss / 1e6
    except psutil.NoSuchProcess:
        return 0.0
    return megabytes


def _printed(command: Sequence[str], out: Path) -> float:
    started = time.perf_counter()
    with out.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)  # noqa: S603 - SQLite's own command line
    return time.perf_counter() - started


async def fill(installation: Path, months: Mapping[str, int]) -> None:
    """Make an installation with so many submissions of each month, about 50 wards."""
    database = open_database(f"sqlite:///{installation}/data/sayso.db")
    await database.prepare()
    flow = _patient()
    for ward in range(WARDS):
        await StoredServices(database).add(Service(ServiceCode(f"ward-{ward}"), f"Ward {ward}"), LOGGED)
    chance = random.Random(1)
    rows = (row for month, number in months.items() for row in _rows(flow, month, number, chance))

    def put(connection: Connection) -> None:
        while some := [row for _, row in zip(range(AT_ONCE), rows, strict=False)]:
            connection.execute(insert(submissions), some)

    await database.write(put)
    await database.close()


def _rows(flow: Flow, month: str, number: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    steps = [step for step in flow.steps if isinstance(step, PickOne | Scale) and step.kept]
    for _ in range(number):
        answers = {step.id: (chance.choice(step.choices).id,) for step in steps}
        yield submission_row(
            Submission(
                id=chance.randbytes(12).hex(),
                flow=flow.id,
                revision=flow.revision,
                wording=Wording("en"),
                channel="telegram",
                service=f"ward-{chance.randrange(WARDS)}",
                period=Period(month, "2026-W10"),
                answers=answers,
            )
        )
