"""How well the rules for writing find what breaks them, how often they are wrong, and how long a check takes."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.flows.files import read_files
from bot.flows.library import parse_library
from bot.writing.check import check
from bot.writing.registry import TEXT_RULES
from tests.flows.conversations import SHIPPED, Copy
from tests.writing.labelled import LABELLED
from tests.writing.mutations import SEEDS, mutate
from tests.writing.scoring import is_found, of_rule

TIMES = 10


def main() -> None:
    """Print sentences found, missed and wrongly pointed at for each rule, then the time of checks."""
    print(f"{'rule':5} {'what it asks':80} {'found':>9} {'false alarms':>13}")
    for rule in TEXT_RULES:
        bad, good = of_rule(rule.id, breaks=True), of_rule(rule.id, breaks=False)
        found, alarms = sum(map(is_found, bad)), sum(map(is_found, good))
        print(f"{rule.id:5} {rule.title[:80]:80} {f'{found}/{len(bad)}':>9} {f'{alarms}/{len(good)}':>13}")
    wrong = [each for each in LABELLED if is_found(each) is not each.breaks]
    for each in wrong:
        print(f"    {each.rule} {'missed' if each.breaks else 'false alarm'}: {each.text!r}")
    print(f"{len(LABELLED)} sentences, {len(wrong)} judged wrongly\n")
    _time("reading the shipped conversations, as at start-up", parse_library)
    _time("checking them against every rule", check)
    _time_mutations()


def _time(what: str, do: object) -> None:
    assert callable(do)
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        do(SHIPPED)
        taken.append(time.perf_counter() - started)
    print(f"{what:60} {1000 * sorted(taken)[TIMES // 2]:7.0f} ms (slowest {1000 * max(taken):.0f})")


def _time_mutations() -> None:
    slowest, slowest_seed = 0.0, 0
    with TemporaryDirectory() as place:
        copy = Copy(Path(place))
        for seed in SEEDS:
            with mutate(copy, seed):
                started = time.process_time()
                check(read_files(copy.root))
                taken = time.process_time() - started
            slowest, slowest_seed = max((slowest, slowest_seed), (taken, seed))
    print(f"{f'the slowest of {len(SEEDS)} broken ones (seed {slowest_seed})':60} {1000 * slowest:7.0f} ms")
