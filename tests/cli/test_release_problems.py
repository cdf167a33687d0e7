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
    releasing.ReleaseChanged("groups", "2026-03"): (
        "The release of groups of 2026-03 is not as it was signed: somebody has changed the database, or the secret is"
        " another one. To check them all: sayso release verify"
    ),
    releasing.NothingBy("question", "nope", ("overall", "rights")): (
        "There is no question “nope”. There are: overall, rights."
    ),
    releasing.ReturnNotWanted(): (
        "The return of the Friends and Family Test holds exact counts, small ones too, so it is off. To turn it on, set"
        " SAYSO_FFT_RETURN=true."
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
