"""The words for what staff's use cases refuse."""

from typing import TYPE_CHECKING

from bot.usecases.staff import problems as refused

if TYPE_CHECKING:
    from bot.errors import Problem


def describe_staff_problem(problem: "Problem") -> str | None:
    """Return what is wrong and what to do next; None where it is no problem of these use cases."""
    return (
        _describe_service_problem(problem)
        or _describe_change_problem(problem)
        or _describe_token_problem(problem)
        or _describe_review_problem(problem)
    )


def _describe_service_problem(problem: "Problem") -> str | None:
    match problem:
        case refused.NoSuchService():
            return f"There is no service with the code {problem.service}. See: sayso services list"
        case refused.BadServiceName():
            return f"A service's name has 1 to {problem.longest} characters, so that it fits a button."
        case refused.BadServiceCode():
            return "A code has 2 to 12 lower case letters, digits and hyphens, so that it works in a link."
        case refused.ServiceNameTaken():
            return f"There is a service called {problem.name} already. See: sayso services list"
        case refused.ServiceCodeTaken():
            return f"The code {problem.service} is taken. See: sayso services list"
        case _:
            return None


def _describe_change_problem(problem: "Problem") -> str | None:
    match problem:
        case refused.NoSuchChange():
            return f"There is no change {problem.change}. See: sayso changes list"
        case refused.ChangeTextMissing():
            return "What people said and what was done are both needed, in standard words and in easy read."
        case refused.ChangeTextTooLong():
            return (
                f"“{problem.beginning}…” has {problem.length} characters. Each text has at most {problem.longest}: say"
                " it shorter."
            )
        case refused.BadMonth():
            return f"A month is written like {problem.present}."
        case refused.MonthInFuture():
            return f"{problem.month} is in the future. Give a month up to this one."
        case refused.NoSuchQuestion():
            next_step = problem.suggestion or "write the conversation and the question, such as patient.rights."
            return f"There is no question {problem.question}: {next_step}"
        case _:
            return None


def _describe_token_problem(problem: "Problem") -> str | None:
    match problem:
        case refused.BadTokenName():
            return f"A token's name has 1 to {problem.longest} characters: say what it is for, such as “Power BI”."
        case refused.TokenNameTaken():
            return f"There is a token called {problem.name} already. See: sayso staff list"
        case refused.NoSuchToken():
            return f"There is no token called {problem.name}. See: sayso staff list"
        case _:
            return None


def _describe_review_problem(problem: "Problem") -> str | None:
    match problem:
        case refused.StaleDecision():
            return (
                "Nothing was changed: somebody decided about this comment meanwhile, it moved, or it was withdrawn. If"
                " it is still there, it comes again."
            )
        case refused.NoSuchComment():
            return f"There is no comment {problem.comment}. It may have a new id. See: sayso review list"
        case refused.SeveralComments():
            return f"The ids of several comments begin with {problem.comment}. Give more of it. See: sayso review list"
        case refused.CommentNotShown():
            return "That comment is not shown, so it is in no later export. Nothing was changed."
        case refused.BadThemeName():
            return (
                f"A theme is a name of at most {problem.longest} letters, digits and spaces, and no number alone, such"
                " as “food”. Nothing was changed."
            )
        case refused.WordsNotInComment():
            return "Those words are not in this comment. Type whole words, exactly as written. Nothing was changed."
        case _:
            return None
