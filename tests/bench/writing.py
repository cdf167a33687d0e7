"""How long taps wait while others write 500 characters in which names are searched for, beside taps alone."""

from tests.bench.load.people import Manner
from tests.bench.load.run import Load, measure, sayso
from tests.bench.spread import spread

PAIRS = 5
MANNERS = {"everybody taps": Manner.TAP, "every fifth writes 500 characters": Manner.SOME_AT_LENGTH}


def main() -> None:
    """Print the p99 of taps, alone and while others write, in turn."""
    waits: dict[str, list[float]] = {what: [] for what in MANNERS}
    for _ in range(PAIRS):
        for what, manner in MANNERS.items():
            waits[what].append(measure(sayso, Load(people=50, seconds=10.0, reading=1.0, manner=manner)).taps_p99_ms)
    print(f"50 people who read for 1 s, {PAIRS} runs of 10 s each, in turn\n{'':40} {'p99 of taps, ms':>24}")
    for what, milliseconds in waits.items():
        print(f"{what:40} {spread(milliseconds, 0):>24}")
    alone, beside = waits.values()
    more = [ours - theirs for ours, theirs in zip(beside, alone, strict=True)]
    print(f"{'more while others write, ms':40} {spread(more, 0):>24}")
