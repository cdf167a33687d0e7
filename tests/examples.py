"""How many examples Hypothesis makes: all of them, or a tenth where a run is to be quick."""

from hypothesis import HealthCheck, settings

FULL, QUICK = 100, 10


def register_profiles() -> None:
    """Register `full` and `quick`, and load the first; pytest's `--hypothesis-profile` loads another.

    How long an example takes says something about the machine and nothing about the code, so no profile looks at it.
    """
    settings.register_profile("full", max_examples=FULL, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("quick", settings.get_profile("full"), max_examples=QUICK)
    settings.load_profile("full")


def examples(number: int) -> settings:
    """Return settings with this many examples in the full profile, and fewer in the same measure in another."""
    return settings(max_examples=max(2, number * settings().max_examples // FULL))
