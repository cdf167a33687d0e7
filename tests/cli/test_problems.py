"""Every problem has words: what is wrong, where, and what to do next."""

from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from typing import get_origin, get_type_hints

import pytest

import bot
from bot.cli.problems import describe
from bot.engine.wording import Wording
from bot.errors import Problem
from bot.usecases import problems as common
from bot.usecases.actor import Actor, BadRole
from bot.usecases.authoring import problems as authoring
from bot.usecases.publishing import problems as publishing

COUNCIL = Actor("patients' council", "Fewer words")
EXAMPLES = {
    BadRole(80): 'Say who you are by your role, never your name, in at most 80 letters: --role "ward manager"',
    publishing.NoEditionYet(): (
        "There is no edition yet. Push a folder of conversations: sayso conversations push FOLDER"
    ),
    publishing.NoSuchEdition(7, newest=2): "There is no edition 7. There are 1 to 2: sayso conversations list",
    publishing.NothingChanged(2): "Nothing has changed since edition 2.",
    publishing.PushedMeanwhile(3, COUNCIL, base=2): (
        "These files were made from edition 2, and “patients' council” (Fewer words) has pushed edition 3 since."
        " Nothing was changed.\n"
        "See what is in it: sayso conversations diff 2 3\n"
        "To keep both changes, make yours again in a new folder: sayso conversations pull FOLDER\n"
        "To replace theirs with yours, push again with --over. Edition 3 stays in the list."
    ),
    publishing.PushedMeanwhile(3, Actor("ward manager"), base=None): (
        "It is not recorded which edition these files were made from, and “ward manager” has pushed edition 3 since."
        " Nothing was changed.\n"
        "See what is in it: sayso conversations show 3\n"
        "To keep both changes, make yours again in a new folder: sayso conversations pull FOLDER\n"
        "To replace theirs with yours, push again with --over. Edition 3 stays in the list."
    ),
    publishing.PublishedMeanwhile(): (
        "Somebody else published at the same time. Nothing was changed. See: sayso conversations list"
    ),
    publishing.NothingPublished(): (
        "Nothing is published yet. Publish the newest edition: sayso conversations publish"
    ),
    publishing.AlreadyPublished(2): "Edition 2 is published already.",
    publishing.EditionDamaged(2, "carer/flow.yaml"): (
        "Edition 2 cannot be read: carer/flow.yaml is missing from the database, or damaged. Restore a backup, or use"
        " another edition: sayso conversations list"
    ),
    publishing.EditionIsNewer(2, 9): (
        "A newer version of Sayso wrote edition 2, in format 9. Update Sayso, or use another edition:"
        " sayso conversations list"
    ),
    publishing.EditionHasErrors(2, ("welcome/flow.yaml:1:1: error: unknown key",)): (
        "Edition 2 cannot be published:\n  welcome/flow.yaml:1:1: error: unknown key"
    ),
    publishing.NotSignedOff(("carer/words/en.yaml",)): (
        "Nobody has signed off the words in these files as they are now:\n"
        "  carer/words/en.yaml\n"
        "Ask people who will read them to check them, or say why they are published all the same:"
        ' sayso conversations publish --unsigned-because "a group checks them on Monday"'
    ),
    publishing.NothingToRollBackTo(): "There is nothing to roll back to: only one edition was ever published.",
    publishing.CannotRollBackTo(3, is_live=True, published=(1, 2)): (
        "Edition 3 is published now. You can roll back to: 1, 2."
    ),
    publishing.CannotRollBackTo(4, is_live=False, published=(1,)): (
        "Edition 4 was never published. You can roll back to: 1."
    ),
    common.NoSuchConversation("lunch", ("carer", "patient")): (
        "There is no conversation “lunch”. There are: carer, patient."
    ),
    publishing.FirstConversation("welcome"): "Everybody starts in “welcome”, so it cannot be unpublished.",
    publishing.LastConversation("carer"): "“carer” is the only conversation left, so it cannot be unpublished.",
    publishing.AlreadyUnpublished("carer"): "“carer” is unpublished already.",
    publishing.NotUnpublished("carer"): "“carer” is published already.",
    authoring.NoSuchWording("carer", Wording("fr"), (Wording("cy"), Wording("en"))): (
        "“carer” has no words in fr. It has: cy, en."
    ),
    authoring.CheckedInFuture(date(2027, 1, 2)): "The day of checking, 2027-01-02, is in the future.",
    authoring.CheckersUnclear("us"): (
        "“us” does not say who checked. Write how many and what they are, and no names, such as “4 people with a"
        " learning disability”."
    ),
    authoring.CheckersNamed("Sarah"): (
        "“Sarah” looks as if it names somebody. Write how many and what they are, and no names, such as “4 people with"
        " a learning disability”."
    ),
    authoring.JourneyBroken("Sing", "there is no button “Sing” here, only: Stop"): (
        "The journey taps “Sing”, but there is no button “Sing” here, only: Stop."
    ),
    authoring.SourceLanguage(): (
        "English is what is translated. Name another language, such as: sayso translations out ur"
    ),
    authoring.UnknownLanguage("xx"): (
        "“xx” is not a language that Sayso knows. Write its ISO 639 code, such as pl or ur."
    ),
    authoring.TableTooLarge("ur.csv", 5_000_000): "ur.csv is larger than 5 MB. Is it the right file?",
    authoring.TableNotCsv("ur.csv"): "ur.csv is not UTF-8 text. Save it as “CSV UTF-8”.",
    authoring.TableNotCsv("ur.csv", "a line ends too soon"): (
        "ur.csv is not a CSV file (a line ends too soon). Save it as “CSV UTF-8”."
    ),
    authoring.TableLacksColumn("ur.csv", "hash", ("file", "hash")): (
        "ur.csv has no column “hash”. Its first row must have: file, hash."
    ),
    authoring.TableHasErrors("ur.csv", ("row 2: the state is not known",), conflicts=False): (
        "ur.csv has errors, so nothing was changed:\n  row 2: the state is not known"
    ),
    authoring.TableHasErrors("ur.csv", ("row 2: somebody has changed this",), conflicts=True): (
        "ur.csv has errors, so nothing was changed:\n  row 2: somebody has changed this\n"
        "To keep the table's words where both changed, add --over."
    ),
}


@pytest.mark.parametrize(
    ("problem", "words"), EXAMPLES.items(), ids=[f"{number}-{each.code}" for number, each in enumerate(EXAMPLES)]
)
def test_a_problem_is_described_with_what_to_do_next(problem: Problem, words: str) -> None:
    assert describe(problem) == words


def _problems() -> list[type[Problem]]:
    """Return every type of problem in the program."""
    for module in walk_packages(bot.__path__, "bot."):
        if module.name.endswith("problems") or module.name == "bot.usecases.actor":
            import_module(module.name)
    found, todo = [], [Problem]
    while todo:
        below = todo.pop().__subclasses__()
        found += below
        todo += below
    return [problem for problem in found if problem.__module__.startswith("bot.")]


def _example(problem: type[Problem]) -> Problem:
    """Return a problem with some value for each of its fields; its words need no better one."""
    hints = get_type_hints(problem).items()
    return problem(
        **{name: ("x",) if get_origin(hint) is tuple else 2 if hint is int else COUNCIL for name, hint in hints}
    )


def test_every_problem_of_the_program_has_words() -> None:
    problems = _problems()
    assert len(problems) >= 30
    assert [problem.__name__ for problem in problems if describe(_example(problem)).startswith("Refused: ")] == []


def test_every_problem_of_publishing_and_authoring_is_described_above() -> None:
    ours = {problem for problem in _problems() if problem.__module__ in {publishing.__name__, authoring.__name__}}
    assert len(ours) >= 20
    assert ours - {type(problem) for problem in EXAMPLES} == set()
