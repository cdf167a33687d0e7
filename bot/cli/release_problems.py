"""The words for what releasing refuses."""

from typing import TYPE_CHECKING

from bot.usecases.releasing import problems as refused

if TYPE_CHECKING:
    from bot.errors import Problem


def describe_release_problem(problem: "Problem") -> str | None:
    """Return what is wrong and what to do next; None where it is no problem of these use cases."""
    match problem:
        case refused.NoReleaseYet():
            return (
                "There is no release yet. A period is closed a week after the end of its month, once enough people have"
                " answered."
            )
        case refused.NoSuchRelease():
            return f"There is no release of {problem.period}. See: sayso release list"
        case refused.ReleaseChanged():
            return (
                f"The release of {problem.ledger} of {problem.period} is not as it was signed: somebody has changed the"
                " database, or the secret is another one. To check them all: sayso release verify"
            )
        case refused.NothingBy():
            return f"There is no {problem.sort} “{problem.name}”. There are: {', '.join(problem.known)}."
        case refused.ReturnNotWanted():
            return (
                "The return of the Friends and Family Test holds exact counts, small ones too, so it is off. To turn it"
                " on, set SAYSO_FFT_RETURN=true."
            )
        case refused.RealAnswersStored():
            return (
                "There are real answers in this database, and made-up ones must not mix with them. Set SAYSO_DATA_DIR"
                " to a new folder for a demonstration."
            )
        case _:
            return _describe_file(problem) or _describe_baseline(problem)


def _describe_file(problem: "Problem") -> str | None:
    match problem:
        case refused.FileExists():
            return f"{problem.file} is there already. Choose another folder with --out."
        case refused.FilesNotWritten():
            return f"The files cannot be written to {problem.folder} ({problem.reason}). Choose another with --out."
        case _:
            return None


def _describe_baseline(problem: "Problem") -> str | None:
    match problem:
        case refused.NoSuchBaseline():
            return f"There is no baseline {problem.baseline}. See: sayso baseline list"
        case refused.BadBaselineReason():
            return f"Say why in 1 to {problem.longest} characters: the charts show it."
        case refused.BaselineExists():
            return (
                "There is a baseline of this question and month already. To set another, remove it first:"
                f" sayso baseline remove {problem.baseline}"
            )
        case _:
            return None
