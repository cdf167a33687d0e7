"""Memory: with few open conversations and with 100,000, and over as many answers as half an hour brings.

Every conversation is opened in the real program by somebody who looks in and goes, and stays open.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.bench.load.people import Manner
from tests.bench.load.run import Load, Running, sayso, under_load

MANY, LONGEST = 100_000, 900.0
SOAK_SECONDS, LOOKS = 240.0, 12


def main() -> None:
    """Print memory as conversations are opened, then while 50 people answer as fast as they are asked."""
    with under_load(sayso, Load(people=50, seconds=LONGEST, manner=Manner.LOOK_IN)) as running:
        print(f"{'open conversations':>20} {'MB':>8}")
        first = last = 0.0
        for wanted in (1, 5_000, 10_000, 25_000, 50_000, MANY):
            last = _once_open(running, wanted)
            first = first or last
    print(f"100,000 open conversations to the first there were: {last - first:+.1f} MB   bar: at most 20")
    print(f"\n{'seconds':>20} {'MB':>8}")
    with under_load(sayso, Load(people=50, seconds=SOAK_SECONDS)) as running:
        seen = []
        for look in range(1, LOOKS + 1):
            time.sleep(SOAK_SECONDS / LOOKS - 1)
            seen.append(running.rss_mb)
            print(f"{look * SOAK_SECONDS / LOOKS:20.0f} {seen[-1]:8.1f}", flush=True)
        run = running.run()
    change = 100 * (max(seen) / seen[0] - 1)
    print(f"{run.exchanges:,} exchanges; the most to the first: {change:+.1f} %   bar: within 10")


def _once_open(running: Running, wanted: int) -> float:
    """Wait until so many are open, and return the megabytes then."""
    until = time.monotonic() + LONGEST
    while (there := _open(running.folder)) < wanted:
        if time.monotonic() > until:
            raise RuntimeError(f"only {there} conversations were opened in {LONGEST:.0f} s")
        time.sleep(0.2)
    megabytes = running.rss_mb
    print(f"{there:20,} {megabytes:8.1f}", flush=True)
    return megabytes


def _open(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "data" / "sayso.db")) as connection:
        count: int = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
        return count
