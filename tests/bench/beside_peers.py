"""Sayso beside what else people build such bots with, in turn, so that a machine that slows down slows both."""

from collections.abc import Sequence
from dataclasses import replace

from tests.bench.load.run import BOTS, Load, Run, measure
from tests.bench.spread import spread

PAIRS = 5
FAST = Load(people=50, seconds=5.0)
SLOW = Load(people=200, seconds=5.0, delay=0.05)
READING = replace(SLOW, reading=1.0)


def speed(ours: Run, theirs: Run) -> float:
    """Return how many times as many exchanges a second."""
    return ours.per_second / theirs.per_second


def cost(ours: Run, theirs: Run) -> float:
    """Return how many times the processor time an exchange."""
    return ours.cpu_us / theirs.cpu_us


OURS = ("sayso", "sayso_webhook")
PEERS = ("ptb_conversation", "aiogram_survey", "ptb_echo")
BARS = (
    ("ptb_conversation", "exchanges a second, times", "at least 4", speed),
    ("ptb_conversation", "processor time, times", "at most 0.3", cost),
    ("aiogram_survey", "exchanges a second, times", "at least 2.5", speed),
)


def main() -> None:
    """Print each bot's figures, then Sayso's as a share of theirs, pair by pair."""
    print(f"{PAIRS} runs of {FAST.seconds:.0f} s each, in turn")
    fast = _in_turn("50 people answer as fast as they are asked", FAST, *PEERS)
    print()
    for name, what, bar, ratio in BARS:
        ratios = [ratio(ours, theirs) for ours, theirs in zip(fast["sayso"], fast[name], strict=True)]
        print(f"{what + ' ' + name:48} {spread(ratios, 2):>28}   bar: {bar}")
    slow = _in_turn("200 people, and every answer of the Bot API takes 50 ms longer", SLOW, "sayso_webhook", "ptb_echo")
    print()
    for name in OURS:
        times = [speed(ours, theirs) for ours, theirs in zip(slow[name], slow["ptb_echo"], strict=True)]
        print(f"{f'exchanges a second, {name} to ptb_echo':48} {spread(times, 1):>28}   bar: at least 40")
    reading = _in_turn("The same, and everybody reads for 1 s before an answer", READING, "sayso_webhook")
    print()
    for name in OURS:
        waits = [each.p99_ms / (1000 * SLOW.delay) for each in reading[name]]
        print(f"{f'p99, times the delay, {name}':48} {spread(waits, 1):>28}   bar: below 3")


def _in_turn(what: str, load: Load, *others: str) -> dict[str, list[Run]]:
    """Run Sayso and the others in turn, and print what each gave."""
    runs: dict[str, list[Run]] = {name: [] for name in ("sayso", *others)}
    for _ in range(PAIRS):
        for name, taken in runs.items():
            taken.append(measure(BOTS[name], load))
    print(f"\n{what}\n{'':18} {'exchanges/s':>26} {'µs CPU/exchange':>24} {'p50 ms':>18} {'p99 ms':>22} {'MB':>6}")
    for name, taken in runs.items():
        _print(name, taken)
    return runs


def _print(name: str, runs: Sequence[Run]) -> None:
    columns = (
        f"{spread([each.per_second for each in runs], 0):>26}",
        f"{spread([each.cpu_us for each in runs], 0):>24}",
        f"{spread([each.p50_ms for each in runs], 0):>18}",
        f"{spread([each.p99_ms for each in runs], 0):>22}",
        f"{max(each.rss_mb for each in runs):6.0f}",
    )
    print(f"{name:18} {' '.join(columns)}", flush=True)
