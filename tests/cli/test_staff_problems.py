"""Everything that staff's use cases refuse has words: what is wrong, and what to do next."""

import pytest

from bot.cli.problems import describe
from bot.errors import Problem
from bot.usecases.staff import problems as staff

EXAMPLES = {
    staff.NoSuchService("elm"): "There is no service with the code elm. See: sayso services list",
    staff.BadServiceName(40): "A service's name has 1 to 40 characters, so that it fits a button.",
    staff.BadServiceCode(): "A code has 2 to 12 lower case letters, digits and hyphens, so that it works in a link.",
    staff.ServiceNameTaken("Elm"): "There is a service called Elm already. See: sayso services list",
    staff.ServiceCodeTaken("elm"): "The code elm is taken. See: sayso services list",
    staff.NoSuchChange("abc234"): "There is no change abc234. See: sayso changes list",
    staff.ChangeTextMissing(): (
        "What people said and what was done are both needed, in standard words and in easy read."
    ),
    staff.ChangeTextTooLong("The food", 201, longest=200): (
        "“The food…” has 201 characters. Each text has at most 200: say it shorter."
    ),
    staff.BadMonth("2026-05"): "A month is written like 2026-05.",
    staff.MonthInFuture("2026-06"): "2026-06 is in the future. Give a month up to this one.",
    staff.NoSuchQuestion("patient.right", "did you mean “patient.rights”?"): (
        "There is no question patient.right: did you mean “patient.rights”?"
    ),
    staff.NoSuchQuestion("breakfast", ""): (
        "There is no question breakfast: write the conversation and the question, such as patient.rights."
    ),
    staff.BadTokenName(40): "A token's name has 1 to 40 characters: say what it is for, such as “Power BI”.",
    staff.TokenNameTaken("Power BI"): "There is a token called Power BI already. See: sayso staff list",
    staff.NoSuchToken("Power BI"): "There is no token called Power BI. See: sayso staff list",
    staff.StaleDecision(): (
        "Nothing was changed: somebody decided about this comment meanwhile, it moved, or it was withdrawn. If it is"
        " still there, it comes again."
    ),
    staff.NoSuchComment("m4x7"): "There is no comment m4x7. It may have a new id. See: sayso review list",
    staff.SeveralComments("m4"): ("The ids of several comments begin with m4. Give more of it. See: sayso review list"),
    staff.CommentNotShown(): "That comment is not shown, so it is in no later export. Nothing was changed.",
    staff.BadThemeName(30): (
        "A theme is a name of at most 30 letters, digits and spaces, and no number alone, such as “food”. Nothing was"
        " changed."
    ),
    staff.WordsNotInComment(): (
        "Those words are not in this comment. Type whole words, exactly as written. Nothing was changed."
    ),
}


@pytest.mark.parametrize(
    ("problem", "words"), EXAMPLES.items(), ids=[f"{number}-{key.code}" for number, key in enumerate(EXAMPLES)]
)
def test_a_problem_is_described(problem: Problem, words: str) -> None:
    assert describe(problem) == words


def test_every_problem_of_the_use_cases_has_an_example() -> None:
    problems = {kind for kind in vars(staff).values() if isinstance(kind, type) and issubclass(kind, Problem)}

    assert problems - {Problem} == set(map(type, EXAMPLES))
