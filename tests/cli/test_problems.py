"""Every problem has words: what is wrong, where, and what to do next."""

import pytest

from bot.cli.problems import describe
from bot.errors import Problem
from bot.usecases.actor import Actor, BadRole
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
    publishing.NoSuchConversation("lunch", ("carer", "patient")): (
        "There is no conversation “lunch”. There are: carer, patient."
    ),
    publishing.FirstConversation("welcome"): "Everybody starts in “welcome”, so it cannot be unpublished.",
    publishing.LastConversation("carer"): "“carer” is the only conversation left, so it cannot be unpublished.",
    publishing.AlreadyUnpublished("carer"): "“carer” is unpublished already.",
    publishing.NotUnpublished("carer"): "“carer” is published already.",
}


@pytest.mark.parametrize(
    ("problem", "words"), EXAMPLES.items(), ids=[f"{number}-{each.code}" for number, each in enumerate(EXAMPLES)]
)
def test_a_problem_is_described(problem: Problem, words: str) -> None:
    assert describe(problem) == words
