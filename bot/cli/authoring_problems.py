"""The words for what authoring refuses."""

from typing import TYPE_CHECKING

from bot.errors import with_faults
from bot.usecases.authoring import problems as refused

if TYPE_CHECKING:
    from bot.errors import Problem

_CHECKERS = "Write how many and what they are, and no names, such as “4 people with a learning disability”."


def describe_authoring_problem(problem: "Problem") -> str | None:
    """Return what is wrong and what to do next; None where it is no problem of these use cases."""
    match problem:
        case refused.NoSuchWording(flow=flow, wording=wording, known=known):
            return f"“{flow}” has no words in {wording}. It has: {', '.join(map(str, known))}."
        case refused.CheckedInFuture(day=day):
            return f"The day of checking, {day}, is in the future."
        case refused.CheckersUnclear(text=text):
            return f"“{text}” does not say who checked. {_CHECKERS}"
        case refused.CheckersNamed(text=text):
            return f"“{text}” looks as if it names somebody. {_CHECKERS}"
        case refused.JourneyBroken(button=button, reason=reason):
            return f"The journey taps “{button}”, but {reason}."
        case _:
            return _describe_translating_problem(problem)


def _describe_translating_problem(problem: "Problem") -> str | None:
    match problem:
        case refused.SourceLanguage():
            return "English is what is translated. Name another language, such as: sayso translations out ur"
        case refused.UnknownLanguage(locale=locale):
            return f"“{locale}” is not a language that Sayso knows. Write its ISO 639 code, such as pl or ur."
        case refused.TableTooLarge(file=file, most=most):
            return f"{file} is larger than {most // 1_000_000} MB. Is it the right file?"
        case refused.TableNotCsv(file=file, reason=reason):
            what = f"a CSV file ({reason})" if reason else "UTF-8 text"
            return f"{file} is not {what}. Save it as “CSV UTF-8”."
        case refused.TableLacksColumn(file=file, column=column, columns=columns):
            return f"{file} has no column “{column}”. Its first row must have: {', '.join(columns)}."
        case refused.TableHasErrors(file=file, errors=errors, conflicts=conflicts):
            words = with_faults(f"{file} has errors, so nothing was changed:", errors)
            keep = "\nTo keep the table's words where both changed, add --over." if conflicts else ""
            return f"{words}{keep}"
        case _:
            return None
