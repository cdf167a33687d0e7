"""Everything that releasing refuses has words: what is wrong, and what to do next."""

from pathlib import Path

import pytest

from bot.cli.problems import describe
from bot.errors import Problem
from bot.usecases.releasing import problems as releasing

EXAMPLES = {
    releasing.NoReleaseYet(): (
        "There is no release yet. A period is closed a week after the end of its month, once enough people have"
        " answered."
    ),
    releasing.NoSuchRelease("1999-01"): "There is no release of 1999-01. See: sayso release list",
    releasing.FiguresChanged("2026-03"): (
        "The figures of 2026-03 are not those that were released: somebody has changed the database."
    ),
    releasing.FileExists(Path("out/fft.csv")): "out/fft.csv is there already. Choose another folder with --out.",
    releasing.FilesNotWritten(Path("out"), "Not a directory"): (
        "The files cannot be written to out (Not a directory). Choose another with --out."
    ),
    releasing.NoSuchBaseline("a1b2c3"): "There is no baseline a1b2c3. See: sayso baseline list",
    releasing.BadBaselineReason(120): "Say why in 1 to 120 characters: the charts show it.",
    releasing.BaselineExists("a1b2c3"): (
        "There is a baseline of this question and month already. To set another, remove it first: sayso baseline remove"
        " a1b2c3"
    ),
    releasing.RealAnswersStored(): (
        "There are real answers in this database, and made-up ones must not mix with them. Set SAYSO_DATA_DIR to a new"
        " folder for a demonstration."
    ),
}


@pytest.mark.parametrize(
    ("problem", "words"), EXAMPLES.items(), ids=[f"{number}-{key.code}" for number, key in enumerate(EXAMPLES)]
)
def test_a_problem_is_described(problem: Problem, words: str) -> None:
    assert describe(problem) == words


def test_every_problem_of_the_use_cases_has_an_example() -> None:
    problems = {kind for kind in vars(releasing).values() if isinstance(kind, type) and issubclass(kind, Problem)}

    assert problems - {Problem} == set(map(type, EXAMPLES))
