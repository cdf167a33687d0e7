"""One copy of the program on PostgreSQL and two, by webhook, in turn."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import psutil

from tests.bench.load.run import Command, Load, Run, measure, sayso_by_webhook
from tests.bench.spread import spread
from tests.postgres import Postgres, postgres

PAIRS = 5
LOAD = Load(people=100, seconds=5.0)


def main() -> None:
    """Print what one copy does and what two do, and how many processors they shared with the database and the load."""
    runs: dict[int, list[Run]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder) / "pg") as server:
        for _ in range(PAIRS):
            for copies, taken in runs.items():
                taken.append(measure(partial(_replicas, server, copies), LOAD))
    print(f"{'copies':>8} {'exchanges/s':>26} {'µs CPU/exchange':>24} {'p99 ms':>22}")
    for copies, taken in runs.items():
        speeds, costs, waits = ([getattr(each, what) for each in taken] for what in ("per_second", "cpu_us", "p99_ms"))
        print(f"{copies:8} {spread(speeds, 0):>26} {spread(costs, 0):>24} {spread(waits, 0):>22}")
    times = [two.per_second / one.per_second for one, two in zip(*runs.values(), strict=True)]
    print(f"two copies to one: {spread(times, 2)}   bar: at least 1.6, where there are processors for it")
    print(f"Here {psutil.cpu_count()} processors carry the copies, PostgreSQL and the load.")


def _replicas(server: Postgres, copies: int, folder: Path, port: int) -> Sequence[Command]:
    database = server.new_database()
    commands: list[Command] = []
    for number in range(copies):
        place = folder / str(number)
        place.mkdir()
        commands += sayso_by_webhook(place, port, database_url=database)
    return commands
