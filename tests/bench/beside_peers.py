"""Sayso beside what else people build such bots with, in turn, so that a machine that slows down slows both."""

import statistics
from collections.abc import Sequence

from tests.bench.load.run import Run, measure

PAIRS, SECONDS, PEOPLE = 5, 5.0, 50
DELAY, MANY, READING = 0.05, 200, 1.0


def speed(ours: Run, theirs: Run) -> float:
    """Return how many times as many exchanges a second."""
    return ours.per_second / theirs.per_second


def cost(ours: Run, theirs: Run) -> float:
    """Return how many times the processor time an exchange."""
    return ours.cpu_us / theirs.cpu_us


BARS = (
    ("ptb_conversation", "exchanges a second, times", "at least 4", speed),
    ("ptb_conversation", "processor time, times", "at most 0.3", cost),
    ("aiogram_survey", "exchanges a second, times", "at least 2.5", speed),
)


def main() -> None:
    """Print each bot's figures, then Sayso's as a share of theirs, pair by pair."""
    peers = ("ptb_conversation", "aiogram_survey", "ptb_echo")
    runs: dict[str, list[Run]] = {name: [] for name in ("sayso", *peers)}
    for _ in range(PAIRS):
        for name, taken in runs.items():
            taken.append(measure(name, people=PEOPLE, seconds=SECONDS))
    _heading(f"{PEOPLE} people answer as fast as they are asked, {PAIRS} runs of {SECONDS:.0f} s each, in turn")
    for name, taken in runs.items():
        _print(name, taken)
    print()
    for name, what, bar, ratio in BARS:
        ratios = [ratio(ours, theirs) for ours, theirs in zip(runs["sayso"], runs[name], strict=True)]
        print(f"{what + ' ' + name:48} {_spread(ratios, 2):>28}   bar: {bar}")
    slow: dict[str, list[Run]] = {name: [] for name in ("sayso", "sayso_webhook", "ptb_echo")}
    for _ in range(PAIRS):
        for name, taken in slow.items():
            taken.append(measure(name, people=MANY, seconds=SECONDS, delay=DELAY))
    _heading(f"{MANY} people, and every answer of the Bot API takes {1000 * DELAY:.0f} ms longer")
    for name, taken in slow.items():
        _print(name, taken)
    for name in ("sayso", "sayso_webhook"):
        times = [speed(ours, theirs) for ours, theirs in zip(slow[name], slow["ptb_echo"], strict=True)]
        print(f"{f'exchanges a second, {name} to ptb_echo':48} {_spread(times, 1):>28}   bar: at least 40")
    _heading(f"The same, and everybody reads for {READING:.0f} s before an answer")
    for name in ("sayso", "sayso_webhook"):
        taken = [measure(name, people=MANY, seconds=SECONDS, delay=DELAY, reading=READING) for _ in range(PAIRS)]
        _print(name, taken)
        waits = [each.p99_ms / (1000 * DELAY) for each in taken]
        print(f"{'p99, times the delay':48} {_spread(waits, 1):>28}   bar: below 3")


def _heading(text: str) -> None:
    print(f"\n{text}\n{'':18} {'exchanges/s':>26} {'µs CPU/exchange':>24} {'p50 ms':>18} {'p99 ms':>22} {'MB':>6}")


def _print(name: str, runs: Sequence[Run]) -> None:
    columns = (
        f"{_spread([each.per_second for each in runs], 0):>26}",
        f"{_spread([each.cpu_us for each in runs], 0):>24}",
        f"{_spread([each.p50_ms for each in runs], 0):>18}",
        f"{_spread([each.p99_ms for each in runs], 0):>22}",
        f"{max(each.rss_mb for each in runs):6.0f}",
    )
    print(f"{name:18} {' '.join(columns)}", flush=True)


def _spread(figures: Sequence[float], digits: int) -> str:
    return f"{statistics.median(figures):.{digits}f} ({min(figures):.{digits}f}–{max(figures):.{digits}f})"
