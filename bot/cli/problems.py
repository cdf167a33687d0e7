"""What use cases refuse, in words: what is wrong, where, and what to do next, with commands that run as printed."""

from typing import TYPE_CHECKING

from bot.cli.authoring_problems import describe_authoring_problem
from bot.cli.release_problems import describe_release_problem
from bot.cli.staff_problems import describe_staff_problem
from bot.errors import with_faults
from bot.usecases import actor
from bot.usecases import problems as common
from bot.usecases.publishing import problems as publishing

if TYPE_CHECKING:
    from bot.errors import Problem


def describe(problem: "Problem") -> str:
    """Return the words for a problem. Every type of problem has some."""
    return (
        describe_common_problem(problem)
        or describe_publishing_problem(problem)
        or describe_staff_problem(problem)
        or describe_unreadable_edition(problem)
        or describe_authoring_problem(problem)
        or describe_release_problem(problem)
        or f"Refused: {problem.code}."
    )


def describe_common_problem(problem: "Problem") -> str | None:
    """Return the words for what use cases of several kinds refuse; None for any other problem."""
    match problem:
        case actor.BadRole(longest=longest):
            return f'Say who you are by your role, never your name, in at most {longest} letters: --role "ward manager"'
        case common.NoSuchConversation(flow=flow, known=known):
            return f"There is no conversation “{flow}”. There are: {', '.join(known)}."
        case _:
            return None


def describe_publishing_problem(problem: "Problem") -> str | None:
    """Return the words for what publishing refuses; None for any other problem."""
    match problem:
        case publishing.NoEditionYet():
            return "There is no edition yet. Push a folder of conversations: sayso conversations push FOLDER"
        case publishing.NoSuchEdition(edition=edition, newest=newest):
            return f"There is no edition {edition}. There are 1 to {newest}: sayso conversations list"
        case publishing.NothingChanged(edition=edition):
            return f"Nothing has changed since edition {edition}."
        case publishing.PushedMeanwhile():
            return _pushed_meanwhile(problem)
        case publishing.PublishedMeanwhile():
            return "Somebody else published at the same time. Nothing was changed. See: sayso conversations list"
        case publishing.NothingPublished():
            return "Nothing is published yet. Publish the newest edition: sayso conversations publish"
        case publishing.AlreadyPublished(edition=edition):
            return f"Edition {edition} is published already."
        case publishing.EditionHasErrors(edition=edition, errors=errors):
            return with_faults(f"Edition {edition} cannot be published:", errors)
        case publishing.NotSignedOff(files=files):
            heading = "Nobody has signed off the words in these files as they are now:"
            return (
                with_faults(heading, files)
                + "\nAsk people who will read them to check them, or say why they are published all the same:"
                ' sayso conversations publish --unsigned-because "a group checks them on Monday"'
            )
        case _:
            return _describe_unpublishing_problem(problem)


def describe_unreadable_edition(problem: "Problem") -> str | None:
    """Return the words for an edition whose files cannot be had; None for any other problem."""
    match problem:
        case publishing.EditionDamaged(edition=edition, file=file):
            return (
                f"Edition {edition} cannot be read: {file} is missing from the database, or damaged. Restore a backup,"
                " or use another edition: sayso conversations list"
            )
        case publishing.EditionIsNewer(edition=edition, format=number):
            return (
                f"A newer version of Sayso wrote edition {edition}, in format {number}. Update Sayso, or use another"
                " edition: sayso conversations list"
            )
        case _:
            return None


def _describe_unpublishing_problem(problem: "Problem") -> str | None:
    match problem:
        case publishing.NothingToRollBackTo():
            return "There is nothing to roll back to: only one edition was ever published."
        case publishing.CannotRollBackTo(edition=edition, is_live=is_live, published=published):
            why = "is published now" if is_live else "was never published"
            return f"Edition {edition} {why}. You can roll back to: {', '.join(map(str, published))}."
        case publishing.FirstConversation(flow=flow):
            return f"Everybody starts in “{flow}”, so it cannot be unpublished."
        case publishing.LastConversation(flow=flow):
            return f"“{flow}” is the only conversation left, so it cannot be unpublished."
        case publishing.AlreadyUnpublished(flow=flow):
            return f"“{flow}” is unpublished already."
        case publishing.NotUnpublished(flow=flow):
            return f"“{flow}” is published already."
        case _:
            return None


def _pushed_meanwhile(problem: publishing.PushedMeanwhile) -> str:
    newest, by = problem.newest, problem.by
    note = f" ({by.note})" if by.note else ""
    if problem.base is None:
        made = "It is not recorded which edition these files were made from"
        see = f"sayso conversations show {newest}"
    else:
        made = f"These files were made from edition {problem.base}"
        see = f"sayso conversations diff {problem.base} {newest}"
    return (
        f"{made}, and “{by.role}”{note} has pushed edition {newest} since. Nothing was changed.\n"
        f"See what is in it: {see}\n"
        f"To keep both changes, make yours again in a new folder: sayso conversations pull FOLDER\n"
        f"To replace theirs with yours, push again with --over. Edition {newest} stays in the list."
    )
