"""How much redaction finds, by rules alone and with the model; how often it is wrong; how long it takes."""

import time
from collections import defaultdict
from collections.abc import Iterable

from bot.privacy.redaction import Redactor, make_redactor, names_by_model, redact
from tests.privacy.hostile import HOSTILE, repeated
from tests.privacy.labelled import CLEAN, Labelled, names, names_for_a_model, structured

CALLS = 100
ORDINARY = ". ".join(
    f"{sentence}. {named.text}"
    for sentence, named in zip(CLEAN[:70], names_for_a_model()["in no list, without a cue"], strict=False)
)
"""Every second sentence has a name: more than people write. No sentence comes twice, which would be searched once."""

STRANGE = "".join(f"z{chr(97 + at % 23)}x{chr(97 + at // 23 % 25)}.{chr(98 + at % 19)}q, " for at in range(700))


def main() -> None:
    """Print recall by kind with counts, clean sentences touched, and time at three lengths."""
    rules = make_redactor()
    print(f"{'recall':48} {'sentences':>9} {'rules':>8} {'with model':>11}")
    kinds: defaultdict[str, list[Labelled]] = defaultdict(list)
    for kind, labelled in structured():
        kinds[str(kind)].append(labelled)
    groups: dict[str, Iterable[Labelled]] = {**kinds, **names(), **names_for_a_model()}
    totals: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for name, sentences in groups.items():
        # Identifiers and listed names need no model, so of those it sees only some.
        seen = list(sentences) if name in names_for_a_model() else list(sentences)[::4]
        hits = [(_found(rules, each), _found(redact, each)) for each in seen]
        _print(name, hits)
        totals["structured identifiers" if name in kinds else "names"] += hits
        if name.startswith("in no list"):
            totals["names in no list"] += hits
        totals["overall"] += hits
    print()
    for name, hits in totals.items():
        _print(name, hits)
    touched = [[each for each in CLEAN if redactor(each).taken_out] for redactor in (rules, redact)]
    shares = [100 * len(each) / len(CLEAN) for each in touched]
    print(f"{'clean sentences touched':48} {len(CLEAN):9} {shares[0]:7.1f}% {shares[1]:10.1f}%")
    for sentence in touched[1]:
        print(f"    {sentence}")
    print(f"\n{'milliseconds, warm':48} {'':9} {'rules':>8} {'with model':>11}")
    for size in (100, 500, 4000):
        _time(f"{size} characters", ORDINARY[:size], rules)
    _time("4096 strange characters", STRANGE[:4096].ljust(4096, "z"), rules, calls=5)
    slowest = max(HOSTILE, key=lambda piece: _milliseconds(rules, repeated(piece)))
    _time(f"4096 characters of {slowest!r}, the slowest", repeated(slowest), rules, calls=5)
    if not names_by_model():
        print("The model is not installed: both columns are of rules alone.")


def _found(redactor: Redactor, labelled: Labelled) -> bool:
    return labelled.hidden.lower() not in redactor(labelled.text).text.lower()


def _print(name: str, hits: list[tuple[bool, bool]]) -> None:
    rules, both = (100 * sum(column) / len(hits) for column in zip(*hits, strict=True))
    print(f"{name:48} {len(hits):9} {rules:7.1f}% {both:10.1f}%")


def _time(name: str, text: str, rules: Redactor, calls: int = CALLS) -> None:
    columns = [sorted(_milliseconds(redactor, text) for _ in range(calls)) for redactor in (rules, redact)]
    for share in (50, 99):
        rules_took, both_took = (column[min(calls - 1, calls * share // 100)] for column in columns)
        print(f"{f'{name}, p{share}':58} {rules_took:8.1f} {both_took:11.1f}")


def _milliseconds(redactor: Redactor, text: str) -> float:
    started = time.perf_counter()
    redactor(text)
    return 1000 * (time.perf_counter() - started)
